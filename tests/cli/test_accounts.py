"""roster accounts: which there are and where their credentials were found, never their values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from endpoint_roster_cli import schemas
from support.raw_server import Server
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "s3cr3t-never-shown"
HOSTILE = "a\x1b[31mb\u202ec[bold]d\ne"
KEYS = {
    "TOGETHER_API_KEY": SECRET,
    "VOLCENGINE_ACCESS_KEY": SECRET,
    "VOLCENGINE_SECRET_KEY": SECRET,
}
HALF = {"TOGETHER_API_KEY": SECRET, "VOLCENGINE_ACCESS_KEY": SECRET}
FILE = """
[defaults]
timeout = 12.5
proxy = "http://user:{secret}@127.0.0.1:1"

[[accounts]]
provider = "ppio"
label = "prod"
api_key = {{ env = "GOOD" }}
base_url = "http://127.0.0.1:1"

[[accounts]]
provider = "huawei"
token = {{ command = ["echo", "{secret}"] }}
project_id = "p-1"

[[accounts]]
provider = "openrouter"
models = ["a/b", "c/d"]
"""


def documented(done: Any, code: int = 0) -> Any:
    """The JSON that was printed, if it is as its schema says."""
    assert done.code == code, done.err
    assert SECRET not in done.out + done.err
    data = json.loads(done.out)
    validator: Any = jsonschema.Draft202012Validator(schemas.read("accounts"))
    validator.validate(data)
    return data


def test_a_table_of_the_environments_accounts(roster: Any) -> None:
    done = roster("accounts", env=KEYS)
    assert done.code == 0
    assert done.out == (
        "PROVIDER\tACCOUNT\tUSABLE\tCREDENTIALS\n"
        "together\ttogether\tyes\t$TOGETHER_API_KEY\n"
        "volcengine\tvolcengine\tyes\t$VOLCENGINE_ACCESS_KEY, $VOLCENGINE_SECRET_KEY\n"
    )
    assert done.err == "roster: accounts from: environment\n"


def test_a_wide_table_says_it_in_words(roster: Any) -> None:
    done = roster("accounts", "-o", "wide", env=KEYS)
    assert done.code == 0
    heading, together, volcengine = done.out.splitlines()
    assert heading.split() == ["PROVIDER", "ACCOUNT", "USABLE", "REGION", "CREDENTIALS"]
    assert together.endswith("-\tapi_key: environment variable TOGETHER_API_KEY")
    assert "cn-beijing\taccess_key: environment variable VOLCENGINE_ACCESS_KEY; " in volcengine
    assert SECRET not in done.out + done.err


def test_accounts_of_a_file(roster: Any, file: Callable[[str], str]) -> None:
    path = file(FILE.format(secret=SECRET))
    data = documented(roster("accounts", "--config", path, "-o", "json", env={"GOOD": SECRET}))
    assert data["source"] == path
    assert data["options"] == {"timeout": 12.5, "proxy": "http://127.0.0.1:1"}
    found = {account["account"]: account for account in data["accounts"]}
    assert list(found) == ["prod", "huawei", "openrouter"]
    assert found["prod"] == {
        "provider": "ppio",
        "account": "prod",
        "usable": True,
        "settings": {"base_url": "http://127.0.0.1:1"},
        "origins": {
            "base_url": "roster.toml, line 10",
            "api_key": "environment variable GOOD (roster.toml, line 9)",
        },
        "failure": None,
    }
    assert found["huawei"]["origins"]["token"] == "command echo (roster.toml, line 14)"
    assert found["huawei"]["settings"] == {"region": "cn-southwest-2", "project_id": "p-1"}
    assert found["openrouter"]["settings"] == {"models": ["a/b", "c/d"]}


def test_the_same_in_every_format(roster: Any, file: Callable[[str], str]) -> None:
    def run(output: str) -> Any:
        return roster("accounts", "--config", path, "-o", output, env={"GOOD": SECRET})

    path = file(FILE.format(secret=SECRET))
    data = documented(run("json"))
    assert yaml.safe_load(run("yaml").out) == data
    assert [json.loads(line) for line in run("jsonl").out.splitlines()] == data["accounts"]
    wide = run("wide")
    for words in ("p-1", "a/b, c/d", "http://127.0.0.1:1", "command echo (roster.toml, line 14)"):
        assert words in wide.out
    assert wide.err.startswith(f"roster: accounts from: {path}, timeout = 12.5, proxy = http://127")
    assert SECRET not in wide.out + wide.err


def test_simulated_accounts(roster: Any) -> None:
    data = documented(roster("accounts", "--sim", "-o", "json"))
    assert data["source"] == "simulated clouds"
    assert len(data["accounts"]) == 5


def test_some_that_cannot_be_used(roster: Any) -> None:
    data = documented(roster("accounts", "-o", "json", env=HALF), code=3)
    usable = {account["account"]: account["usable"] for account in data["accounts"]}
    assert usable == {"together": True, "volcengine": False}
    failure = data["accounts"][1]["failure"]
    assert failure["cause"] == "VOLCENGINE_ACCESS_KEY is set, but VOLCENGINE_SECRET_KEY is not"
    assert "VOLCENGINE_SECRET_KEY" in failure["advice"]

    table = roster("accounts", env=HALF)
    assert table.code == 3
    assert table.out.splitlines()[2].split() == ["volcengine", "volcengine", "no", "-"]
    assert "VOLCENGINE_SECRET_KEY is not" in table.err
    assert "VOLCENGINE_SECRET_KEY" in table.err


def test_none_that_can_be_used(roster: Any) -> None:
    data = documented(roster("accounts", "-o", "json", env={"VOLCENGINE_ACCESS_KEY": "x"}), code=4)
    assert [account["usable"] for account in data["accounts"]] == [False]


def test_none_at_all(roster: Any) -> None:
    done = roster("accounts")
    assert (done.code, done.out) == (4, "")
    assert "TOGETHER_API_KEY" in done.err


def test_some_of_them(roster: Any) -> None:
    def labels(*words: str, code: int = 0) -> list[str]:
        data = documented(roster("accounts", "-o", "json", *words, env=HALF), code)
        return [account["account"] for account in data["accounts"]]

    assert labels("--provider", "together") == ["together"]
    assert labels("--account", "volcengine", code=4) == ["volcengine"]
    assert labels("--provider", "together", "--provider", "volcengine", code=3) == [
        "together",
        "volcengine",
    ]
    done = roster("accounts", "--account", "missing", env=HALF)
    assert (done.code, done.out) == (2, "")
    assert "together, volcengine" in done.err
    assert roster("accounts", "--provider", "ppio", env=HALF).code == 4


def test_nothing_is_sent(roster: Any) -> None:
    with Server() as server:
        done = roster("accounts", env={**KEYS, "TOGETHER_BASE_URL": server.address})
        assert server.accepted == 0
    assert done.code == 0


def test_hostile_texts_do_nothing(roster: Any, file: Callable[[str], str]) -> None:
    label = json.dumps(HOSTILE)
    path = file(f'[[accounts]]\nprovider = "ppio"\nlabel = {label}\napi_key = {{ env = "GOOD" }}')

    def run(output: str) -> Any:
        return roster("accounts", "--config", path, "-o", output, env={"GOOD": SECRET})

    assert documented(run("json"))["accounts"][0]["account"] == HOSTILE
    assert yaml.safe_load(run("yaml").out)["accounts"][0]["account"] == HOSTILE
    for output in ("table", "wide", "json", "jsonl", "yaml"):
        done = run(output)
        assert "\x1b" not in done.out + done.err
        assert "\u202e" not in done.out + done.err
    assert len(run("table").out.splitlines()) == 2
    assert "[bold]" in run("table").out


def test_on_a_narrow_terminal(command: tuple[str, ...], clean_env: dict[str, str]) -> None:
    env = clean_env | HALF
    with Terminal([*command, "accounts"], env, columns=60) as terminal:
        assert terminal.wait() == 3
        lines = terminal.lines()
    assert lines[0] == "PROVIDER    ACCOUNT     USABLE  CREDENTIALS"
    assert lines[1] == "together    together    yes     $TOGETHER_API_KEY"
    assert b"\x1b[32myes" in terminal.raw
    assert b"\x1b[31mno" in terminal.raw


@pytest.mark.parametrize("name", ["folder", "x" * 300, "nothing.toml", "latin.toml", "broken.toml"])
def test_a_configuration_file_that_cannot_be_read(roster: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.toml").write_bytes(b"# \xe9")
    (tmp_path / "broken.toml").write_text(f"api_key = {SECRET}")
    done = roster("accounts", env={"ENDPOINT_ROSTER_CONFIG": str(tmp_path / name)})
    assert (done.code, done.out) == (1, "")
    [message] = done.said.splitlines()
    assert name in message
    cause, _, advice = message.partition(". ")
    assert cause
    if len(name) < 255:
        assert advice
    assert SECRET not in message
