"""Ctrl-C at the moments at which Python itself would lose it."""

from __future__ import annotations

import _thread
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from endpoint_roster_sim import Simulator
from support.acting import account, changes
from support.containers import FIRST, can_be_first
from support.raw_server import Server, Wire
from support.running import Done, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.running import Run

COMMANDS = (
    *("list", "show e", "show together/together/e", "watch -o jsonl", "watch -o table", "check"),
    *("doctor", "report", "stop e", "update e --set state=STOPPED"),
    "wait together/together/e --for running",
)


@pytest.mark.parametrize("words", COMMANDS)
def test_an_interrupt_that_wakes_nothing_ends_a_command(
    roster: Run, words: str, tmp_path: Path
) -> None:
    over = threading.Event()
    in_time: list[bool] = []

    def hold(wire: Wire) -> None:
        # The same as a signal that comes a moment before the wait: noted, and past.
        _thread.interrupt_main()
        in_time.append(over.wait(30))
        wire.close()

    arguments = words.split()
    if words == "report":
        arguments += ["-o", str(tmp_path / "report.html")]
    with Server(otherwise=hold) as server:
        env = {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": server.address}
        try:
            done = roster(*arguments, env=env)
        finally:
            over.set()
    assert done.code == 130
    assert in_time == [True], "it was the interrupt that ended the wait"
    assert done.err.strip() in ("", "roster: checking 1 account")


# Exceptions in the callback of a weak reference are ignored; each import has one.
IGNORED = """
import os, signal, sys, time, weakref
from endpoint_roster_cli.process import obey_signals

class Thing:
    pass

def interrupt(_):
    os.kill(os.getpid(), int(sys.argv[1]))
    for _ in range(1000):
        pass

signal.signal(signal.SIGINT, signal.default_int_handler)
obey_signals()
thing = Thing()
weak = weakref.ref(thing, interrupt)
try:
    del thing
    for _ in range(600):
        time.sleep(0.05)
except KeyboardInterrupt:
    print("interrupted")
except SystemExit as error:
    print(error.code)
"""


def test_an_interrupt_is_repeated_where_python_ignored_it() -> None:
    number = str(int(signal.SIGINT))
    assert run(sys.executable, "-c", IGNORED, number) == Done(0, "interrupted\n", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_commands_that_fetch_secrets_end_with_it(tmp_path: Path, number: signal.Signals) -> None:
    started, config = tmp_path / "started", tmp_path / "roster.toml"
    code = f"import os, time; open({str(started)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    words = [sys.executable, "-c", code]
    table = f"[[accounts]]\nprovider = 'ppio'\napi_key = {{ command = {words}, timeout = 60 }}\n"
    config.write_text(table)
    command = [sys.executable, "-m", "endpoint_roster_cli", "list", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        wait_until(lambda: started.exists() and started.read_text() != "")
        process.send_signal(number)
        assert process.wait(30) == 128 + number
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(not can_be_first(), reason="no process of this user can be the first")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_what_ends_a_container_is_repeated_where_python_ignored_it(name: str) -> None:
    number = getattr(signal, name)
    program = [sys.executable, "-c", IGNORED, str(int(number))]
    done = run(*FIRST, *program)
    said = "interrupted" if name == "SIGINT" else str(128 + number)
    assert done == Done(0, f"{said}\n", "")


OTHER = """
from endpoint_roster_cli.process import obey_signals

class Thing:
    def __del__(self):
        raise ValueError("another")

obey_signals()
Thing()
"""


def test_other_exceptions_that_python_ignores_are_still_reported() -> None:
    assert run(sys.executable, "-c", OTHER).err.endswith("ValueError: another\n")


def test_an_interrupt_before_the_command_has_begun_ends_quietly(tmp_path: Path) -> None:
    # In place of click: Ctrl-C is pressed while it is imported.
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    begin = "from endpoint_roster_cli.__main__ import run; run()"
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {begin}"
    assert run(sys.executable, "-c", program) == Done(130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes that block")
def test_ctrl_c_while_stderr_takes_nothing_finishes_actions(
    command: tuple[str, ...], clean_env: dict[str, str], tmp_path: Path
) -> None:
    """The second signal comes in the middle of the first one's message."""
    output, errors = os.pipe()
    os.set_blocking(errors, False)
    with suppress(BlockingIOError):
        while os.write(errors, b"." * 4096):
            pass
    os.set_blocking(errors, True)
    faults = ["latency=1.5,only=changes"]
    with Simulator(endpoints=120, providers=["together"], faults=faults) as simulator:
        cloud = simulator["together"]
        env = clean_env | account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(tmp_path / "journal")}
        env.pop("PYTHONUNBUFFERED", None)  # with it, Python refuses no second write
        words = ("stop", "--state", "running", "--kind", "dedicated", "--mine", "--yes")
        with subprocess.Popen(
            [*command, *words], env=env, stdout=subprocess.DEVNULL, stderr=errors
        ) as process:
            os.close(errors)
            while not changes(cloud) and process.poll() is None:
                time.sleep(0.02)
            for _ in range(2):
                process.send_signal(signal.SIGINT)
                time.sleep(0.3)
            with os.fdopen(output, encoding="utf-8") as pipe:
                text = pipe.read().lstrip(".")
    assert process.returncode == 130, text
    assert re.match(r"roster: interrupted: finishing \d in progress\n", text), text
    assert "roster: not started: together/together/" in text
