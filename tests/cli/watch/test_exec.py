"""roster watch --exec: a program of the user's for each event."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.changes.hook import Hook
from support.surroundings import write_config

from .stories import SECRET, put, together

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stories import Watch

    Write = Callable[[str], str]

#: Notes when it begins and ends, and what it has read in between.
RECORD = """
begin = time.monotonic()
read = sys.stdin.read()
with open("runs", "a") as file:
    print(json.dumps([begin, read, time.monotonic()]), file=file)
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a program in Python that runs in a folder of its own; return it as a command."""
    monkeypatch.chdir(tmp_path)

    def make(text: str) -> str:
        file = tmp_path / "notify.py"
        file.write_text(f"import json, os, subprocess, sys, time\n{text}", encoding="utf-8")
        return shlex.join([sys.executable, str(file)])

    return make


def runs(folder: Path) -> list[tuple[float, str, float]]:
    lines = (folder / "runs").read_text(encoding="utf-8").splitlines()
    return [tuple(json.loads(line)) for line in lines]


def eventually(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "it did not come true within 30 seconds"
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"  # who adopts it has not looked yet


def test_each_event_once_in_order_and_one_at_a_time(
    watch: Watch, events: Any, write: Write, tmp_path: Path
) -> None:
    command = write(RECORD)
    with together("401,nth=3") as (cloud, env):
        happens = {10: lambda: cloud.drift("vanish"), 70: put(cloud, 1, "STOPPED")}
        done = watch("--rounds", "4", "--exec", command, env=env, happens=happens)
    assert (done.code, done.err) == (0, "")
    started, *changes = done.out.splitlines(keepends=True)
    assert [one["event"] for one in events("".join(changes))] == [
        *("removed", "account_failed", "account_recovered", "changed")
    ]
    assert json.loads(started)["event"] == "started"
    found = runs(tmp_path)
    assert [read for _, read, _ in found] == changes
    assert all(end < begin for (_, _, end), (begin, _, _) in pairwise(found))


def test_a_program_that_fails_is_said_and_ends_nothing(
    watch: Watch, write: Write, tmp_path: Path
) -> None:
    command = write(f"{RECORD}\nsys.exit(3 if 'removed' in read else 0)")
    with together() as (cloud, env):
        gone = cloud.fleet[0]["id"]
        happens = {10: lambda: cloud.drift("vanish"), 40: put(cloud, 1, "STOPPED")}
        done = watch("--rounds", "3", "--exec", command, env=env, happens=happens)
    name = Path(sys.executable).name
    assert (done.code, len(runs(tmp_path))) == (0, 2)
    assert done.err == (
        f"roster: {name} ended with exit code 3 (removed, together/together/{gone})\n"
    )


def test_a_program_that_takes_too_long_is_ended_with_what_it_started(
    watch: Watch, write: Write, tmp_path: Path
) -> None:
    write("")
    # What does not end when it is asked to is ended all the same.
    command = shlex.join(["sh", "-c", "trap '' TERM; sleep 600 & echo $! > child; wait"])
    with together("401") as (_, env):
        words = ("--rounds", "1", "--exec", command, "--exec-timeout", "2s")
        done = watch(*words, env=env)
    assert done.code == 3
    about = "account_failed, together/together"
    assert done.err == f"roster: sh took longer than 2 s and was ended ({about})\n"
    pid = int((tmp_path / "child").read_text(encoding="utf-8"))
    eventually(lambda: is_gone(pid))


def test_a_program_that_reads_nothing_is_all_right(write: Write, capfd: Any) -> None:
    with Hook(shlex.split(write("")), 30) as hook:
        hook.take("x" * 1_000_000, "event")
    assert capfd.readouterr() == ("", "")


def test_no_shell_reads_the_command(watch: Watch, write: Write, tmp_path: Path) -> None:
    words = ["$HOME", "`touch x`", "; touch x", "two words", "*", "~"]
    command = write("json.dump(sys.argv[1:], open('words', 'w'))")
    with together("401") as (_, env):
        watch("--rounds", "1", "--exec", f"{command} {shlex.join(words)}", env=env)
    assert json.loads((tmp_path / "words").read_text(encoding="utf-8")) == words
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--exec", ""), "it needs a command"),
        (("--exec", "echo 'x"), "No closing quotation"),
        (("--exec", "not-a-program x"), "there is no program 'not-a-program' that can be run"),
        (("--exec-timeout", "5s"), "--exec-timeout needs --exec"),
        (("--exec", "true", "--exec-timeout", "soon"), "'soon' is not a valid duration"),
    ],
)
def test_wrong_usage_sends_nothing(watch: Watch, words: tuple[str, ...], says: str) -> None:
    with together() as (cloud, env):
        done = watch(*words, env=env)
        assert (done.code, done.out, [*cloud.requests]) == (2, "", [])
    assert says in done.err


def test_the_program_has_the_environment_as_it_is(
    watch: Watch, write: Write, tmp_path: Path
) -> None:
    secret = tmp_path / "key"
    secret.write_text(SECRET, encoding="utf-8")
    secret.chmod(0o600)
    command = write("json.dump(dict(os.environ), open('env', 'w'))")
    with together("401") as (cloud, _):
        file = write_config(
            tmp_path,
            f'[[accounts]]\nprovider = "together"\nbase_url = "{cloud.base_url}"\n'
            f'api_key = {{ file = "{secret}" }}\n',
        )
        watch("--config", str(file), "--rounds", "1", "--exec", command, env={"MINE": "x"})
    found = json.loads((tmp_path / "env").read_text(encoding="utf-8"))
    assert not [name for name in found if SECRET in found[name]]
    assert found["MINE"] == "x"


def test_events_that_come_too_quickly_are_counted(write: Write, tmp_path: Path, capfd: Any) -> None:
    command = write(f"open('running', 'a').close()\nwhile not os.path.exists('go'): pass{RECORD}")
    name = Path(sys.executable).name
    with Hook(shlex.split(command), 30, most=2) as hook:
        hook.take("0", "first")
        eventually((tmp_path / "running").exists)
        for number in range(1, 6):
            hook.take(str(number), "more")
        hook.report()
        hook.report()
        (tmp_path / "go").touch()
    assert [read for _, read, _ in runs(tmp_path)] == ["0\n", "1\n", "2\n"]
    assert capfd.readouterr().err == (
        f"roster: 3 events not passed on to {name}: it is slower than they arrive\n"
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_watch_and_the_program(
    command: tuple[str, ...],
    clean_env: dict[str, str],
    write: Write,
    tmp_path: Path,
    number: int,
    code: int,
) -> None:
    program = write(
        "open('pid.new', 'w').write(str(os.getpid()))\nos.rename('pid.new', 'pid')\ntime.sleep(600)"
    )
    with (
        together("401") as (_, about),
        subprocess.Popen(
            [*command, "watch", "--interval", "10m", "--exec", program],
            env={**clean_env, **about},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        try:
            eventually((tmp_path / "pid").exists)
            process.send_signal(number)
            _, errors = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, errors.strip()) == (code, b"")
    pid = int((tmp_path / "pid").read_text(encoding="utf-8"))
    eventually(lambda: is_gone(pid))


def test_what_the_program_prints_goes_to_stderr(process: Any, write: Write) -> None:
    with together("401") as (_, env):
        program = write("print('printed')\nprint('said', file=sys.stderr)")
        done = process("watch", "--rounds", "1", "-o", "table", "--exec", program, env=env)
    assert done.code == 3
    assert sorted(done.err.split()) == ["printed", "said"]
    assert "printed" not in done.out
