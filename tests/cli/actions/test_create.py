"""roster create, update and wait: settings that are checked first, and what comes of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.journal import read
from endpoint_roster_sim import Simulator
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.running import Done, Run

SECRET = "s3cr3t-never-shown"
TOGETHER = """
model: openai/gpt-oss-120b
hardware: 1x_nvidia_h100_80gb_sxm
autoscaling:
  min_replicas: 1
  max_replicas: 2
display_name: chat
"""
PPIO = f"""
name = "chat"
type = "sync"
product_id = "prod-1"
image = "registry.example/chat:1"
envs = [{{ key = "TOKEN", value = "{SECRET}" }}]
[worker_config]
min_replicas = 0
max_replicas = 1
"""


@pytest.fixture
def clouds() -> Iterator[Simulator]:
    """Clouds of one's own, because they are changed."""
    with Simulator(endpoints=12, providers=["together", "ppio"]) as simulator:
        yield simulator


@pytest.fixture
def act(roster: Run, clouds: Simulator, journal: Path) -> Callable[..., Done]:
    """The command, of a user of these clouds."""
    together, ppio = clouds.describe()["together"], clouds.describe()["ppio"]
    env = {
        "TOGETHER_API_KEY": together["api_key"],
        "TOGETHER_BASE_URL": together["base_url"],
        "TOGETHER_PROJECT_ID": together["project_id"],
        "PPIO_API_KEY": ppio["api_key"],
        "PPIO_BASE_URL": ppio["base_url"],
        "ENDPOINT_ROSTER_JOURNAL": str(journal),
    }
    return lambda *words: roster(*words, env=env)


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., str]:
    """Write a file of settings and return its path."""

    def write(text: str, name: str = "endpoint.yaml") -> str:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


def changes(clouds: Simulator) -> list[str]:
    """The requests that were to change something."""
    sent = [r for name in clouds.providers for r in clouds[name].requests if r.method != "GET"]
    return [f"{request.method} {request.path}" for request in sent]


# --- create


def test_create_sends_one_request_and_says_what_came_of_it(
    act: Callable[..., Done], clouds: Simulator, settings: Callable[..., str], journal: Path
) -> None:
    done = act("create", "together", "-f", settings(TOGETHER), "--yes", "-o", "json")
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    validator: Any = Draft202012Validator(json.loads(act("schema", "results").out))
    validator.validate(document)
    (result,) = document["results"]
    assert (result["action"], result["outcome"]) == ("create", "accepted")
    assert changes(clouds) == ["POST /v1/endpoints"]
    assert result["id"] in [one["id"] for one in clouds["together"].fleet]
    (entry,) = read(journal).entries
    assert (entry.action, entry.outcome) == ("create", "accepted")
    assert entry.reference == result["reference"]


@pytest.mark.slow
def test_the_journal_has_the_end_that_wait_has_seen(
    act: Callable[..., Done], settings: Callable[..., str], journal: Path
) -> None:
    done = act("create", "together", "-f", settings(TOGETHER), "--yes", "--wait", "-o", "json")
    assert (done.code, done.err) == (0, "")
    (entry,) = read(journal).entries
    assert (entry.outcome, entry.state_after) == ("done", "running")


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--dry-run", "-o", "json")])
def test_the_settings_are_shown_without_secrets_and_nothing_is_sent(
    act: Callable[..., Done],
    clouds: Simulator,
    settings: Callable[..., str],
    words: tuple[str, ...],
) -> None:
    done = act("create", "ppio/ppio", "-f", settings(PPIO, "endpoint.toml"), *words)
    assert done.code == (0 if words else 2)
    shown = done.out if words else done.err
    assert SECRET not in done.out + done.err
    assert "(not shown)" in shown
    assert "prod-1" in shown
    if "json" in words:
        validator: Any = Draft202012Validator(json.loads(act("schema", "creation").out))
        validator.validate(json.loads(done.out))
    if not words:
        assert done.err.endswith("nothing was sent: without a terminal, --yes is required\n")
    assert changes(clouds) == []


def test_wrong_settings_are_named_with_file_line_and_key(
    act: Callable[..., Done], clouds: Simulator, settings: Callable[..., str]
) -> None:
    text = PPIO.replace("product_id", "prodct_id").replace("max_replicas = 1", 'max_replicas = "a"')
    file = settings(text, "endpoint.toml")
    done = act("create", "ppio", "-f", file, "--set", "app_name=a", "--yes")
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    wrong = lines.index(f"roster: {file}, line 4: prodct_id is not a setting")
    assert lines[wrong + 1] == "roster:   Did you mean product_id?"
    assert any(f"{file}, line 9: worker_config.max_replicas must be " in line for line in lines)
    assert any("product_id is missing" in line for line in lines)
    assert SECRET not in done.err
    assert changes(clouds) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("together",), "there are no settings. Give -f FILE or --set KEY=VALUE."),
        (("togther", "--set", "model=m"), "unknown account 'togther'. Did you mean together?"),
        (("together", "--set", "modle=m"), "--set modle: unknown key. Did you mean model?"),
        (("together", "--set", "model=m"), "autoscaling is missing"),
        (("together", "-f", "none.yaml"), "none.yaml cannot be read: No such file or directory"),
        (("together", "-f", "none.ini"), "none.ini: unknown ending"),
    ],
)
def test_wrong_usage_sends_nothing(
    act: Callable[..., Done], clouds: Simulator, words: tuple[str, ...], text: str
) -> None:
    done = act("create", *words, "--yes")
    assert (done.code, done.out) == (2, "")
    assert text in done.said
    assert [*clouds["together"].requests, *clouds["ppio"].requests] == []


def test_a_label_that_two_providers_have_is_not_guessed(
    roster: Run, clouds: Simulator, file: Callable[[str], str]
) -> None:
    two = file(
        "".join(
            f'[[accounts]]\nprovider = "{name}"\nlabel = "prod"\n'
            f'base_url = "{clouds[name].base_url}"\napi_key = {{ env = "KEY" }}\n'
            for name in ("together", "ppio")
        )
    )
    words = ("create", "prod", "--config", two, "--set", "name=x", "--yes")
    done = roster(*words, env={"KEY": "k"})
    assert (done.code, done.out) == (2, "")
    assert "several accounts are called 'prod': together/prod, ppio/prod." in done.said
    assert changes(clouds) == []


# --- update


def test_update_changes_what_is_given(act: Callable[..., Done], clouds: Simulator) -> None:
    (one, *_) = json.loads(act("list", "--provider", "ppio", "-o", "json").out)["endpoints"]
    reference = f"ppio/ppio/{one['id']}"
    scale = ("--set", "worker_config.min_replicas=0", "--set", "worker_config.max_replicas=0")
    shown = act("update", reference, *scale)
    assert shown.code == 2
    assert "  worker_config.max_replicas  0\n" in shown.err
    assert changes(clouds) == []
    done = act("update", reference, *scale, "--yes", "-o", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["results"][0]["outcome"] in ("done", "accepted")
    assert len(changes(clouds)) == 1
    again = act("update", reference, *scale, "--yes", "-o", "json")
    assert json.loads(again.out)["results"][0]["outcome"] == "already"
    assert len(changes(clouds)) == 1


def test_update_names_wrong_settings(act: Callable[..., Done], clouds: Simulator) -> None:
    (one, *_) = json.loads(act("list", "--provider", "ppio", "-o", "json").out)["endpoints"]
    for words, text in (
        ((), "there are no settings. Give -f FILE or --set KEY=VALUE."),
        (("--set", "nme=x"), "--set nme: unknown key. Did you mean name?"),
        (("--set", "worker_config.max_replicas=-1"), "worker_config.max_replicas"),
    ):
        done = act("update", one["id"], *words, "--yes")
        assert (done.code, done.out) == (2, "")
        assert text in done.said
    assert changes(clouds) == []


# --- wait


def state(act: Callable[..., Done], word: str) -> str:
    """The reference of an endpoint in this state, of version 1 of Together."""
    found = json.loads(act("list", "--provider", "together", "-o", "json").out)["endpoints"]
    ids = [one["id"] for one in found if one["state"] == word]
    return "together/together/" + next(id_ for id_ in ids if id_.startswith("endpoint-"))


def test_wait_for_what_is_so_and_for_what_cannot_be(act: Callable[..., Done]) -> None:
    running, stopped = state(act, "running"), state(act, "stopped")
    done = act("wait", running, "--for", "running")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[1].split() == [running, "running"]
    done = act("wait", stopped, "--for", "running")
    assert done.code == 1
    assert done.err == f"roster: {stopped}: it is stopped, and does not become running by itself\n"
    done = act("wait", running, stopped, "--for", "running", "-o", "json")
    assert done.code == 3
    document = json.loads(done.out)
    validator: Any = Draft202012Validator(json.loads(act("schema", "waits").out))
    validator.validate(document)
    assert [one["has_come"] for one in document["endpoints"]] == [True, False]
    assert document["complete"] is False


def test_wait_until_it_is_gone(act: Callable[..., Done]) -> None:
    stopped = state(act, "stopped")
    assert act("delete", stopped, "--yes").code == 0
    done = act("wait", stopped, "--for", "deleted", "-o", "jsonl")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["state"] == "deleted"
    done = act("wait", stopped, "--for", "stopped")
    assert done.code == 1
    assert "has no endpoint" in done.err


def test_wait_gives_up_in_time(act: Callable[..., Done]) -> None:
    running = state(act, "running")
    done = act("wait", running, "--for", "stopped", "--timeout", "1s")
    assert done.code == 1
    assert "did not become stopped within 1 s: it is running" in done.err


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("e-1",), "missing option --for. Choose from pending"),
        (("e-1", "--for", "gone"), "invalid value for --for: 'gone'"),
        (("--for", "running"), "missing argument REFERENCE"),
        (("e-1", "--for", "running", "--timeout", "10"), "'10' is not a valid duration"),
    ],
)
def test_wrong_words_to_wait(act: Callable[..., Done], words: tuple[str, ...], text: str) -> None:
    done = act("wait", *words)
    assert (done.code, done.out) == (2, "")
    assert text in done.said


def test_the_schema_of_settings_is_printed(act: Callable[..., Done]) -> None:
    schema = json.loads(act("schema", "settings", "ppio", "create").out)
    Draft202012Validator.check_schema(schema)
    assert {"name", "worker_config"} <= {*schema["properties"]}
    for words, text in (
        (("settings",), "say whose settings"),
        (("settings", "ppioo", "create"), "unknown provider 'ppioo'"),
        (("listing", "ppio"), "listing takes no further words"),
    ):
        done = act("schema", *words)
        assert (done.code, done.out) == (2, "")
        assert text in done.err
