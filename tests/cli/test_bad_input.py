"""What goes wrong at a provider or in the settings is reported, and nothing else is lost."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from support.http_server import Answer, Request, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "s3cr3t-never-shown"


@pytest.fixture
def nowhere() -> Iterator[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.fixture
def login_page() -> Iterator[str]:
    def page(request: Request) -> Answer:
        text = f"<html>Hello {request.headers.get('Authorization')}</html>"
        return Answer(text.encode(), headers={"Content-Type": "text/html"})

    with ScriptedServer(page) as server:
        yield server.url


def check(done: Any, account: str, *words: str, endpoints: int = 48) -> None:
    """Whether an incomplete listing was reported as it should be."""
    assert done.code == 3
    data = json.loads(done.out)
    assert len(data["endpoints"]) == endpoints
    assert data["complete"] is False
    assert [failure["account"] for failure in data["failures"]] == [account]
    for word in (account, *words):
        assert word in done.err
    nothing_leaks(done)


def nothing_leaks(done: Any) -> None:
    for text in (done.out, done.err):
        assert SECRET not in text
        assert "Traceback" not in text


def test_a_wrong_key(roster: Any, variables: dict[str, str]) -> None:
    done = roster("list", "-o", "json", env=variables | {"TOGETHER_API_KEY": SECRET})
    check(done, "together", "401", "credentials")


def test_an_unreachable_host(roster: Any, variables: dict[str, str], nowhere: str) -> None:
    changed = {"PPIO_BASE_URL": nowhere, "PPIO_API_KEY": SECRET}
    check(roster("list", "-o", "json", env=variables | changed), "ppio", nowhere, "base_url")


def test_a_body_that_is_not_json(roster: Any, variables: dict[str, str], login_page: str) -> None:
    changed = {"PPIO_BASE_URL": login_page, "PPIO_API_KEY": SECRET}
    check(roster("list", "-o", "json", env=variables | changed), "ppio", "HTML", "base_url")


def test_a_missing_credential(roster: Any, variables: dict[str, str]) -> None:
    changed = {"VOLCENGINE_SECRET_KEY": "", "VOLCENGINE_ACCESS_KEY": SECRET}
    done = roster("list", "-o", "json", env=variables | changed)
    check(done, "volcengine", "VOLCENGINE_ACCESS_KEY is set", "Set VOLCENGINE_SECRET_KEY.")


def test_a_model_without_a_slash(roster: Any, variables: dict[str, str]) -> None:
    changed = {"OPENROUTER_MODELS": "gpt-4", "OPENROUTER_API_KEY": SECRET}
    done = roster("list", "-o", "json", env=variables | changed)
    check(done, "openrouter", "'gpt-4'", "author/slug", "OPENROUTER_MODELS")


@pytest.mark.filterwarnings("ignore::endpoint_roster.InsecureConfigurationWarning")
def test_an_unknown_provider(roster: Any, variables: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "roster.toml"
    file.write_text(
        f'accounts = [{{provider = "acme", label = "x", api_key = "{SECRET}"}},'
        ' {provider = "together"}]'
    )
    done = roster("list", "-o", "json", "--config", str(file), env=variables)
    check(done, "x", "'acme'", "volcengine", endpoints=12)


@pytest.mark.parametrize("output", ["table", "jsonl"])
def test_every_format_prints_the_rest(roster: Any, variables: dict[str, str], output: str) -> None:
    done = roster("list", "-o", output, env=variables | {"TOGETHER_API_KEY": SECRET})
    assert done.code == 3
    assert len(done.out.splitlines()) == 48 + (output == "table")
    assert done.err.startswith("roster: together (together): list endpoints failed: ")
    nothing_leaks(done)


def test_accounts_of_which_none_can_be_used(roster: Any) -> None:
    done = roster("list", "-o", "json", env={"VOLCENGINE_ACCESS_KEY": SECRET})
    assert done.code == 4
    assert json.loads(done.out)["complete"] is False
    assert "VOLCENGINE_SECRET_KEY" in done.err
    nothing_leaks(done)


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503, 599])
def test_no_http_status_is_an_exit_code(roster: Any, status: int) -> None:
    at_once = {"Content-Type": "application/json", "Retry-After": "0"}
    with ScriptedServer(lambda _: Answer(b"{}", status, at_once)) as server:
        done = roster(
            "list", env={"TOGETHER_API_KEY": SECRET, "TOGETHER_BASE_URL": f"{server.url}/v1"}
        )
    assert done.code == 3
    assert f"answered {status}" in done.err
    nothing_leaks(done)


def test_a_file_that_is_no_toml(roster: Any, tmp_path: Path) -> None:
    file = tmp_path / "roster.toml"
    file.write_text(f"api_key = {SECRET}")
    done = roster("list", "--config", str(file))
    assert (done.code, done.out) == (1, "")
    assert "is not TOML" in done.err
    nothing_leaks(done)


def test_a_file_that_the_system_cannot_look_for(roster: Any) -> None:
    """pathlib raises for such names, and where a folder cannot be searched."""
    name = "x" * 300
    done = roster("list", "--config", name)
    assert (done.code, done.out) == (2, "")
    assert "does not exist" in done.err
    done = roster("list", env={"ENDPOINT_ROSTER_CONFIG": name})
    assert (done.code, done.out) == (1, "")
    assert f"{name} cannot be read: " in done.err
    done = roster("list", env={"XDG_CONFIG_HOME": f"/{name}"})
    assert (done.code, done.out) == (1, "")
    assert "config.toml cannot be read: " in done.err


def test_a_fault_of_ours_shows_no_traceback_and_no_value(process: Any, tmp_path: Path) -> None:
    package = tmp_path / "endpoint_roster_sim"
    package.mkdir()
    (package / "__init__.py").write_text(f"raise ValueError({SECRET!r})")
    done = process("list", "--sim", env={"PYTHONPATH": str(tmp_path)})
    assert (done.code, done.out) == (1, "")
    assert done.said == (
        "roster: unexpected error (ValueError). Set ROSTER_TRACEBACK=1 to see where.\n"
    )
    shown = process("list", "--sim", env={"PYTHONPATH": str(tmp_path), "ROSTER_TRACEBACK": "1"})
    assert "Traceback" in shown.err


def test_simulated_clouds_that_are_not_installed(process: Any, tmp_path: Path) -> None:
    (tmp_path / "endpoint_roster_sim.py").write_text(
        "raise ModuleNotFoundError('gone', name='endpoint_roster_sim')"
    )
    for words in (["list", "--sim"], ["sim"]):
        done = process(*words, env={"PYTHONPATH": str(tmp_path)})
        assert (done.code, done.out) == (1, "")
        assert 'pip install "endpoint-roster-cli[sim]"' in done.err
