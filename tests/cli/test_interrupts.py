"""Ctrl-C at the moments at which Python itself would lose it."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from support.containers import FIRST, can_be_first
from support.raw_server import Server, Wire
from support.running import Done, run

if TYPE_CHECKING:
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
