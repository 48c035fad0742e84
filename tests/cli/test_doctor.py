"""roster doctor: real listings, and what to do about what goes wrong."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from endpoint_roster_cli import schemas
from endpoint_roster_sim import Simulator
from support.raw_server import Server, Wire, http, say
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "s3cr3t-never-shown"
EMPTY = http(b'{"object": "list", "data": []}')
ALL = ["volcengine", "ppio", "together", "openrouter", "huawei"]


@pytest.fixture
def closed_port() -> str:
    """An address that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def account(address: str, label: str = "mine") -> str:
    return (
        f'[[accounts]]\nprovider = "together"\nlabel = "{label}"\n'
        f'base_url = "{address}"\napi_key = {{ env = "GOOD" }}\n'
    )


def documented(done: Any, code: int) -> Any:
    """The JSON that was printed, if it is as its schema says."""
    assert done.code == code, done.err
    assert SECRET not in done.out + done.err
    data = json.loads(done.out)
    validator: Any = jsonschema.Draft202012Validator(schemas.read("doctor"))
    validator.validate(data)
    return data


def step(diagnosis: Any, name: str) -> Any:
    [found] = [each for each in diagnosis["steps"] if each["name"] == name]
    return found


# --- what is printed


def test_the_simulated_clouds_work(roster: Any) -> None:
    data = documented(roster("doctor", "--sim", "--sim-endpoints", "25", "-o", "json"), 0)
    assert data["works"] is True
    assert sorted(each["account"] for each in data["accounts"]) == sorted(ALL)
    for each in data["accounts"]:
        assert (each["works"], each["endpoints"], each["failures"]) == (True, 25, [])
        assert each["pages"] > 0
        assert step(each, "host")["seconds"] > 0


def test_an_account_that_works_takes_one_line(roster: Any, variables: dict[str, str]) -> None:
    done = roster("doctor", env=variables)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) == len(ALL)
    for line in lines:
        assert re.fullmatch(r"(\w+) \(\1\): works, 12 endpoints in (\d+ ms|\d+\.\d s)", line)


@pytest.mark.parametrize("option", ["--verbose", "-v"])
def test_the_steps_of_an_account_that_works(
    option: str, roster: Any, variables: dict[str, str]
) -> None:
    done = roster("doctor", "--provider", "together", option, env=variables)
    assert (done.code, done.err) == (0, "")
    title, credentials, client, host, tls, clock, let_in, endpoints, last = done.out.split("\n")[:9]
    assert title.startswith("together (together): works, 12 endpoints in ")
    source = "environment variable TOGETHER_API_KEY"
    assert credentials == f"  ok    credentials     api_key from {source}"
    assert client == "  ok    client          installed"
    assert host.startswith("  ok    host            127.0.0.1:")
    assert host.endswith(" ms")
    assert tls == "  -     tls             not encrypted: http"
    assert clock.startswith("  ok    clock           in sync (within ")
    assert let_in == "  ok    authentication  authenticated"
    assert endpoints.startswith("  ok    endpoints       12 endpoints on 2 pages, ")
    assert last == ""


def test_one_broken_account(roster: Any, variables: dict[str, str]) -> None:
    env = variables | {"TOGETHER_API_KEY": SECRET}
    data = documented(roster("doctor", "-o", "json", env=env), 3)
    assert data["works"] is False
    works = {each["account"]: each["works"] for each in data["accounts"]}
    assert works == {name: name != "together" for name in ALL}
    [broken] = [each for each in data["accounts"] if not each["works"]]
    refused = step(broken, "authentication")
    assert refused["outcome"] == "failed"
    assert "401" in refused["detail"]
    assert "environment variable TOGETHER_API_KEY" in refused["advice"]

    table = roster("doctor", env=env)
    assert table.code == 3
    assert len(re.findall(r"^\w+ \(\w+\): works, ", table.out, re.M)) == 4
    assert "together (together): does not work\n" in table.out
    assert table.out.count("  credentials  ") == 1, "only the steps of the broken one"
    assert "  FAIL  authentication  GET http://" in table.out
    assert "\n                        -> Check that the credentials are" in table.out
    assert "not reached" not in table.out
    assert SECRET not in table.out + table.err


def test_an_account_that_cannot_be_used(roster: Any, variables: dict[str, str]) -> None:
    env = variables | {"VOLCENGINE_SECRET_KEY": ""}
    data = documented(roster("doctor", "-o", "json", env=env), 3)
    last = data["accounts"][-1]
    assert (last["account"], last["works"]) == ("volcengine", False)
    found = step(last, "credentials")
    assert found["outcome"] == "failed"
    assert "VOLCENGINE_SECRET_KEY" in found["advice"]


def test_accounts_of_which_none_can_be_used(roster: Any) -> None:
    env = {"VOLCENGINE_ACCESS_KEY": SECRET}
    assert documented(roster("doctor", "-o", "json", env=env), 4)["works"] is False
    done = roster("doctor", env=env)
    assert done.code == 4
    assert "  FAIL  credentials     VOLCENGINE_ACCESS_KEY is set, but" in done.out


def test_no_account_at_all(roster: Any) -> None:
    done = roster("doctor")
    assert (done.code, done.out) == (4, "")
    assert "TOGETHER_API_KEY" in done.err
    assert "roster list --sim" in done.err


def test_an_account_that_does_not_exist(roster: Any, variables: dict[str, str]) -> None:
    done = roster("doctor", "--account", "prod", env=variables)
    assert (done.code, done.out) == (2, "")
    assert "Choose from" in done.err


def test_a_clock_that_is_wrong(roster: Any) -> None:
    with Simulator(3, faults=["clock-skew=3600"], providers=["ppio"]) as ahead:
        about = ahead.describe()["ppio"]
        env = {"PPIO_API_KEY": about["api_key"], "PPIO_BASE_URL": about["base_url"]}
        done = roster("doctor", env=env)
        data = documented(roster("doctor", "-o", "json", env=env), 0)
    assert done.code == 0
    assert re.search(r"^  WARN  clock           3[56]\d\d\.\d s behind the server", done.out, re.M)
    assert "-> Set this machine's clock" in done.out
    assert data["accounts"][0]["clock_ahead"] == pytest.approx(-3600, abs=10)


# --- faults of the configuration


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX files")
def test_a_secret_file_that_others_may_read(
    roster: Any, file: Callable[[str], str], tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text(SECRET)
    key.chmod(0o644)
    path = file('[[accounts]]\nprovider = "ppio"\napi_key = { file = "key" }')
    done = roster("doctor", "--config", path)
    assert done.code == 4
    assert "may be read by other users" in done.out
    assert "-> Keep it to yourself: chmod 600" in done.out
    assert SECRET not in done.out + done.err


def test_a_plain_secret_is_warned_of(
    roster: Any, file: Callable[[str], str], closed_port: str
) -> None:
    path = file(account(closed_port).replace('{ env = "GOOD" }', f'"{SECRET}"'))
    done = roster("doctor", "--config", path)
    assert done.code == 3
    assert "holds secrets as plain text (line 5)" in done.err
    assert "  FAIL  host            127.0.0.1:" in done.out
    assert SECRET not in done.out + done.err


def test_a_provider_that_is_not_there(roster: Any, file: Callable[[str], str]) -> None:
    done = roster("doctor", "--config", file('[[accounts]]\nprovider = "acme"\napi_key = "x"'))
    assert done.code == 4
    assert "unknown provider 'acme'" in done.out
    assert "-> Choose from " in done.out


def test_a_plugin_that_is_broken(
    process: Any, file: Callable[[str], str], tmp_path: Path, variables: dict[str, str]
) -> None:
    about = tmp_path / "roster_broken-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: roster-broken\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[endpoint_roster.providers]\nacme = nowhere:Acme\n")
    env = variables | {"PYTHONPATH": str(tmp_path)}
    done = process("doctor", "--provider", "together", env=env)
    assert done.code == 0
    assert "the provider acme cannot be loaded" in done.err
    assert "Update or remove roster-broken." in done.err

    path = file('[[accounts]]\nprovider = "acme"\napi_key = { env = "TOGETHER_API_KEY" }')
    done = process("doctor", "--config", path, env=env)
    assert (done.code, done.err) == (4, "")
    assert "  FAIL  client          the provider acme cannot be loaded" in done.out
    assert "-> Update or remove roster-broken." in done.out


def test_a_configuration_file_that_cannot_be_read(roster: Any, tmp_path: Path) -> None:
    done = roster("doctor", env={"ENDPOINT_ROSTER_CONFIG": str(tmp_path)})
    assert (done.code, done.out) == (1, "")
    assert done.said.endswith("cannot be read: Is a directory. Name the file in that folder.\n")


# --- as seen by a person


def test_results_come_as_they_are_ready(
    command: tuple[str, ...], clean_env: dict[str, str], file: Callable[[str], str]
) -> None:
    release = threading.Event()

    def late(wire: Wire) -> None:
        release.wait(30)
        wire.send(EMPTY)

    with Server() as server:
        text = account(server.play(late), "slow") + account(server.play(say(EMPTY)), "quick")
        words = [*command, "doctor", "-v", "--config", file(text)]
        with Terminal(words, clean_env | {"GOOD": SECRET}, columns=60) as terminal:
            shown = terminal.wait_until(
                lambda lines: any("together (quick): works, " in line for line in lines)
            )
            assert not any("slow" in line for line in shown)
            release.set()
            assert terminal.wait() == 0
            lines = terminal.lines()
        assert any("together (slow): works, 0 endpoints in " in line for line in lines)
        assert "roster: 2 of 2 accounts work" in lines
        assert b"\x1b[32mok" in terminal.raw
        assert SECRET.encode() not in terminal.raw


@pytest.mark.parametrize(
    ("labels", "last"),
    [
        (["broken"], "0 of 1 account works"),
        (["mine"], "1 of 1 account works"),
        (["broken", "too"], "0 of 2 accounts work"),
        (["mine", "broken"], "1 of 2 accounts works"),
    ],
)
def test_the_last_line_counts_accounts_that_work(
    command: tuple[str, ...],
    clean_env: dict[str, str],
    file: Callable[[str], str],
    labels: list[str],
    last: str,
) -> None:
    with Server(otherwise=say(EMPTY)) as server:
        keys = [("GOOD" if label == "mine" else "MISSING", label) for label in labels]
        text = "".join(account(server.address, one).replace("GOOD", key) for key, one in keys)
        path = file(text)
        with Terminal(
            [*command, "doctor", "--config", path], clean_env | {"GOOD": SECRET}
        ) as shown:
            shown.wait()
            assert f"roster: {last}" in shown.lines()


def test_json_is_in_the_order_of_the_accounts(roster: Any, file: Callable[[str], str]) -> None:
    second = threading.Event()

    def first(wire: Wire) -> None:
        second.wait(30)
        wire.send(EMPTY)

    def after(wire: Wire) -> None:
        wire.send(EMPTY)
        second.set()

    with Server() as server:
        text = account(server.play(first), "a") + account(server.play(after), "b")
        env = {"GOOD": SECRET}
        data = documented(roster("doctor", "--config", file(text), "-o", "json", env=env), 0)
    assert [each["account"] for each in data["accounts"]] == ["a", "b"]


def test_not_too_many_at_the_same_time(roster: Any, file: Callable[[str], str]) -> None:
    """Each group of eight waits for its last one, so that with fewer it would never end."""
    gate = threading.Barrier(8)
    workers: list[int] = []

    def together(wire: Wire) -> None:
        gate.wait(30)
        names = [thread.name for thread in threading.enumerate()]
        workers.append(sum(name.startswith("roster-doctor") for name in names))
        wire.send(EMPTY)

    with Server(otherwise=together) as server:
        path = file("".join(account(server.address, f"a{n}") for n in range(16)))
        done = roster("doctor", "--config", path, "-o", "json", env={"GOOD": SECRET})
    assert len(documented(done, 0)["accounts"]) == 16
    assert max(workers) == 8


def test_long_lines_are_broken_on_a_terminal_only(
    command: tuple[str, ...], process: Any, clean_env: dict[str, str]
) -> None:
    env = {"VOLCENGINE_ACCESS_KEY": SECRET}
    with Terminal([*command, "doctor"], clean_env | env, columns=60) as terminal:
        assert terminal.wait() == 4
        lines = terminal.lines()
    start = lines.index("volcengine (volcengine): does not work")
    assert lines[start + 1 : start + 4] == [
        "  FAIL  credentials     VOLCENGINE_ACCESS_KEY is set, but",
        "                        VOLCENGINE_SECRET_KEY is not",
        "                        -> Set VOLCENGINE_SECRET_KEY.",
    ]
    assert b"\x1b[31mFAIL" in terminal.raw
    piped = process("doctor", env=env)
    assert len(piped.out.splitlines()) == 4
    assert "\x1b" not in piped.out + piped.err
    assert piped.err == ""


def test_hostile_texts_do_nothing(roster: Any, file: Callable[[str], str]) -> None:
    text = "\x1b]0;evil\x07\u202e[red]x\r\n<b>=1+1"
    body = json.dumps({"error": {"message": text, "code": "c\x1b[2J"}}).encode()
    label = "a\x1b[31mb\nc"
    with Server(otherwise=say(http(body, 401))) as server:
        source = account(server.address).replace('"mine"', json.dumps(label))
        # A path that does not exist is repeated in the error, as it was written.
        source += '[[accounts]]\nprovider = "ppio"\napi_key = { file = "no\\u001b[31m\\u202e" }'
        path = file(source)
        done = roster("doctor", "--config", path, env={"GOOD": SECRET})
        data = documented(roster("doctor", "--config", path, "-o", "json", env={"GOOD": SECRET}), 3)
    assert done.code == 3
    for character in "\x1b\x07\u202e\r":
        assert character not in done.out + done.err
    assert "[red]x" in done.out
    assert "together (a\\x1b[31mb\\nc): does not work\n" in done.out
    assert "no\\x1b[31m\\u202e cannot be read" in done.out
    assert data["accounts"][0]["account"] == label


def test_ctrl_c_ends_quietly(
    command: tuple[str, ...], clean_env: dict[str, str], file: Callable[[str], str]
) -> None:
    asked, release = threading.Event(), threading.Event()

    def hold(_: Wire) -> None:
        asked.set()
        release.wait(120)

    with Server(otherwise=hold) as server:
        words = [*command, "doctor", "--config", file(account(server.address))]
        with Terminal(words, clean_env | {"GOOD": SECRET}) as terminal:
            assert asked.wait(30)
            terminal.interrupt()
            assert terminal.wait() == 130  # although the answer is still awaited
            lines = terminal.lines()
        release.set()
        assert server.is_left()
    assert [line for line in lines if line] == ["roster: checking 1 account", "^C"]


def test_a_closed_pipe_ends_quietly(command: tuple[str, ...], clean_env: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*command, "doctor", "--sim"],
            env=clean_env,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
