"""roster watch on a terminal: the live table, and the terminal as it is given back."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pyte
import pytest
from endpoint_roster_sim import Simulator
from support.raw_server import Server, Wire, http, say
from support.terminal import Terminal

from .stories import HOSTILE, account_with, answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Run

WIDE, HIGH = 120, 24
TAKEN, GIVEN_BACK = b"\x1b[?1049h", b"\x1b[?1049l"
HIDDEN, VISIBLE = b"\x1b[?25l", b"\x1b[?25h"
# How a line begins that says what changed, and the one below a table that does not fit.
NEWS = re.compile(r"\d\d:\d\d:\d\dZ  [-+~!?] ")
MORE = re.compile(r"and \d+ more")
SHOWN = r"\x1b]0;evil\x07\x1b[2J\u202e[red]x\r\n\x9b31m"


@pytest.fixture
def cloud() -> Iterator[TogetherCloud]:
    """Six endpoints that all run."""
    with Simulator(6, 7, providers=["together"]) as simulator:
        cloud = simulator["together"]
        for one in cloud.fleet:
            cloud.set_state(one, "STARTED")
        yield cloud


@pytest.fixture
def env(cloud: TogetherCloud, clean_env: dict[str, str]) -> dict[str, str]:
    about = {"TOGETHER_API_KEY": cloud.api_key, "TOGETHER_BASE_URL": cloud.base_url}
    return clean_env | about


def rows_of(lines: list[str]) -> list[list[str]]:
    """The words of the table's rows, below its headings."""
    heading = next((place for place, line in enumerate(lines) if line.startswith("PROV")), None)
    below = [] if heading is None else lines[heading + 1 :]
    return [line.split() for line in below if line and not MORE.match(line)]


def has_rows(count: int) -> Callable[[list[str]], bool]:
    return lambda lines: [len(row) >= 4 for row in rows_of(lines)] == [True] * count


def says(text: str) -> Callable[[list[str]], bool]:
    return lambda lines: any(text in line for line in lines)


def left_behind(terminal: Terminal, columns: int = WIDE, rows: int = HIGH) -> list[str]:
    """What stands on a terminal that was empty before, once it was given back as it was."""
    raw = terminal.raw
    before, _, after = raw.rpartition(GIVEN_BACK)
    assert before.count(TAKEN) == 1
    assert TAKEN not in after
    assert GIVEN_BACK not in before
    assert raw.rfind(VISIBLE) > raw.rfind(HIDDEN) >= 0
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(after)
    lines = [line.rstrip() for line in screen.display]
    used = [place for place, line in enumerate(lines) if line]
    below = max(used, default=-1) + 1
    # There is room for a prompt, right below or after the empty line that follows Ctrl-C.
    assert screen.cursor.x == 0
    assert screen.cursor.y in (below, below + 1)
    return lines[:below]


@pytest.mark.parametrize(
    ("columns", "title"),
    [
        (100, r"DAY TIME, round 1, every 30 s, Ctrl-C ends"),
        (60, r"TIME, Ctrl-C ends"),
        (44, r"TIME"),
    ],
)
def test_the_first_line_of_a_small_window_has_what_matters(
    command: tuple[str, ...], env: dict[str, str], columns: int, title: str
) -> None:
    pattern = title.replace("DAY", r"\d{4}-\d\d-\d\d").replace("TIME", r"\d\d:\d\d:\d\d UTC")
    with Terminal([*command, "watch"], env, columns=columns, rows=HIGH) as terminal:
        lines = terminal.wait_until(has_rows(6))
        assert re.fullmatch(rf"6 endpoints of 1 account, {pattern}", lines[0])
        terminal.interrupt()
        assert terminal.wait() == 130


def test_a_table_that_lives(
    command: tuple[str, ...], cloud: TogetherCloud, env: dict[str, str]
) -> None:
    gone, other = cloud.fleet[:2]
    words = [*command, "watch", "--interval", "1"]
    with Terminal(words, env, columns=WIDE, rows=HIGH) as terminal:
        lines = terminal.wait_until(has_rows(6))
        title = (
            r"6 endpoints of 1 account, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, round \d+, every 1 s"
        )
        assert re.match(title, lines[0])
        assert lines[1] == ""
        assert lines[2].split() == ["PROVIDER", "STATE", "AGE", "ID", "MODEL", "NAME"]
        assert {row[1] for row in rows_of(lines)} == {"running"}

        # What changes stands on top, the newest first; what needs a look is the first row.
        cloud.set_state(other, "ERROR")
        changed = f"~ together {other['name']}  state: running -> failed"
        terminal.wait_until(
            lambda lines: (
                changed in lines[2] and [row[1] for row in rows_of(lines)][:1] == ["failed"]
            )
        )
        cloud.drift("vanish")
        removed = f"- together {gone['name']}  running"
        lines = terminal.wait_until(lambda lines: removed in lines[2] and has_rows(5)(lines))
        assert lines[0].startswith("5 endpoints of 1 account")
        assert NEWS.match(lines[2])
        assert changed in lines[3]

        # The provider refuses the key for a while: all stays as it was seen last.
        key, cloud.api_key = cloud.api_key, "another"
        failing = "! together (together) failing since"
        lines = terminal.wait_until(
            lambda lines: (
                lines[1].startswith(failing)
                and "5 endpoints as last seen" in lines[1]
                and "! together (together): list endpoints failed" in lines[3]
                and has_rows(5)(lines)
            )
        )
        cloud.api_key = key
        lines = terminal.wait_until(
            lambda lines: (
                not lines[1]
                and "! together (together): can be read again" in lines[2]
                and has_rows(5)(lines)
            )
        )
        assert not says(failing)(lines)

        terminal.interrupt()
        assert terminal.wait() == 130
    left = left_behind(terminal)
    assert left[0].startswith("5 endpoints of 1 account")
    assert "can be read again" in left[2]
    assert removed in left[4]
    assert rows_of(left) == rows_of(lines)
    assert not says("Traceback")(left)


def test_the_last_round_stays_and_says_what_failed(
    command: tuple[str, ...], env: dict[str, str]
) -> None:
    words = [*command, "watch", "--rounds", "1"]
    env |= {"TOGETHER_API_KEY": "wrong"}
    with Terminal(words, env, columns=WIDE, rows=HIGH) as terminal:
        assert terminal.wait() == 3
    left = left_behind(terminal)
    assert left[0].startswith("0 endpoints of 1 account")
    assert re.match(r"! together \(together\) failing since \d\d:\d\d:\d\dZ, ", left[1])
    assert b"\x1b[31m! together" in terminal.raw


def test_the_window_can_change_its_size(
    command: tuple[str, ...], cloud: TogetherCloud, env: dict[str, str]
) -> None:
    words = [*command, "watch", "--interval", "10m"]
    with Terminal(words, env, columns=WIDE, rows=HIGH) as terminal:
        terminal.wait_until(has_rows(6))
        terminal.resize(50, 7)
        lines = terminal.wait_until(lambda lines: lines[6].startswith("and 3 more"))
        assert lines[0].endswith(" UTC")
        assert lines[2].split()[0] == "PROVIDER"
        assert len(rows_of(lines)) == 3
        for size in ((1, 1), (3, 2), (10, 3)):
            seen = len(terminal.raw)
            terminal.resize(*size)
            terminal.wait_until(lambda _, seen=seen: len(terminal.raw) > seen)
        terminal.resize(WIDE, HIGH)
        lines = terminal.wait_until(has_rows(6))
        assert not any(map(MORE.match, lines))
        assert len(cloud.requests) == 3, "version 1, the key and its project, once"
        terminal.resize(60, 10)
        terminal.wait_until(lambda lines: lines[0].endswith(" UTC, Ctrl-C ends"))
        terminal.interrupt()
        assert terminal.wait() == 130
    left = left_behind(terminal, 60, 10)
    assert left[0].startswith("6 endpoints of 1 account")
    assert left[-1].startswith("and 2 more")


def colours(raw: bytes) -> set[int]:
    numbers = re.findall(rb"\x1b\[([\d;]*)m", raw)
    return {int(one) for many in numbers for one in many.split(b";") if one and int(one) >= 30}


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours(
    command: tuple[str, ...],
    cloud: TogetherCloud,
    env: dict[str, str],
    variables: dict[str, str],
    coloured: bool,
) -> None:
    cloud.set_state(cloud.fleet[3], "ERROR")
    words = [*command, "watch", "--rounds", "1"]
    with Terminal(words, env | variables, columns=WIDE, rows=HIGH) as terminal:
        assert terminal.wait() == 0
    assert bool(colours(terminal.raw)) is coloured
    assert [row[1] for row in rows_of(left_behind(terminal))] == ["failed", *["running"] * 5]


def test_a_terminal_that_knows_ascii_only(command: tuple[str, ...], env: dict[str, str]) -> None:
    words = [*command, "watch", "--rounds", "1"]
    env |= {"PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    with Terminal(words, env, columns=30, rows=HIGH) as terminal:
        assert terminal.wait() == 0
    assert terminal.raw.isascii()
    assert left_behind(terminal, 30)[0].endswith("~")


@pytest.mark.parametrize("options", [(), ("-o", "table")])
def test_a_dumb_terminal_gets_lines(
    command: tuple[str, ...], env: dict[str, str], options: tuple[str, ...]
) -> None:
    words = [*command, "watch", "--rounds", "1", *options]
    with Terminal(words, env, columns=WIDE, rows=HIGH, term="dumb") as terminal:
        assert terminal.wait() == 0
    assert b"\x1b" not in terminal.raw
    assert terminal.text().endswith("  watching 6 endpoints of 1 account\n")


def test_json_lines_on_a_terminal_stay_lines(command: tuple[str, ...], env: dict[str, str]) -> None:
    words = [*command, "watch", "--rounds", "1", "-o", "jsonl"]
    with Terminal(words, env, columns=WIDE, rows=HIGH) as terminal:
        assert terminal.wait() == 0
    assert b"\x1b" not in terminal.raw
    assert len(json.loads(terminal.raw)["endpoints"]) == 6


def test_sigterm_gives_the_terminal_back(
    command: tuple[str, ...], env: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "pid"
    # The shell becomes the command, so that its number is the command's.
    shell = ["sh", "-c", 'echo $$ > "$0" && exec "$@"', str(file)]
    words = [*shell, *command, "watch", "--interval", "10m"]
    with Terminal(words, env, columns=WIDE, rows=HIGH) as terminal:
        lines = terminal.wait_until(has_rows(6))
        os.kill(int(file.read_text()), signal.SIGTERM)
        assert terminal.wait() == 143
    assert rows_of(left_behind(terminal)) == rows_of(lines)


def test_an_interrupt_before_anything_came(
    command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    release = threading.Event()

    def hold(wire: Wire) -> None:
        release.wait(120)
        wire.close()

    with Server(otherwise=hold) as server:
        env = clean_env | {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": server.address}
        try:
            with Terminal([*command, "watch"], env, columns=WIDE, rows=HIGH) as terminal:
                terminal.wait_until(lambda lines: lines[0] == "asking 1 account ...")
                terminal.interrupt()
                assert terminal.wait() == 130  # although the answer is still awaited
        finally:
            release.set()
    assert left_behind(terminal) == []


class Interrupted(io.StringIO):
    """A terminal at which a user presses Ctrl-C right after so many pieces of output."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.left = pieces

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        length = super().write(text)
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt
        return length


def test_an_interrupt_at_any_moment_gives_the_terminal_back(
    roster: Run, cloud: TogetherCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"TOGETHER_API_KEY": cloud.api_key, "TOGETHER_BASE_URL": cloud.base_url, "TERM": "xterm"}
    codes: list[int] = []
    before = signal.getsignal(signal.SIGTERM)
    over = False
    while not over:
        with monkeypatch.context() as patched:
            stream = Interrupted(len(codes) + 1)
            patched.setattr(sys, "stdout", stream)
            codes.append(roster("watch", "--rounds", "1", env=env).code)
        assert signal.getsignal(signal.SIGTERM) is before
        written = stream.getvalue().encode()
        assert written.rfind(GIVEN_BACK) > written.rfind(TAKEN) >= 0
        assert written.rfind(VISIBLE) > written.rfind(HIDDEN)
        over = stream.left > 0
    *interrupted, whole = codes
    assert whole == 0
    assert interrupted == [130] * len(interrupted)
    assert len(interrupted) >= 4, "taken, hidden, asking, the table"


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_nothing_that_a_provider_sent_acts(
    command: tuple[str, ...], clean_env: dict[str, str], tmp_path: Path, term: str
) -> None:
    refusal = http({"error": {"message": HOSTILE, "type": HOSTILE, "code": HOSTILE}}, 401)
    first, second = answer(HOSTILE), answer(HOSTILE, "\ud800", state=HOSTILE)
    with Server() as server:
        address = server.play(say(first), say(second), say(refusal))
        file = account_with(HOSTILE, address, tmp_path)
        words = [*command, "watch", *file, "--interval", "1", "--rounds", "3"]
        # Wide enough for all to be seen, so that no attack is merely cut off.
        with Terminal(
            words, clean_env | {"GOOD": "k"}, columns=900, rows=HIGH, term=term
        ) as terminal:
            assert terminal.wait() == 3
    raw = terminal.raw.decode()
    for alive in ("\x1b]", "\x07", "\x1b[2J", "\u202e", "\x9b"):
        assert alive not in raw
    lines = terminal.lines() if term == "dumb" else left_behind(terminal, 900)
    text = "\n".join(lines)
    # The endpoint's name, its state's word, the account's label, and what the provider refused.
    assert f"{SHOWN}  state: running -> unknown" in text
    assert f"together ({SHOWN})" in text
    assert r"\ud800" in text
    assert "]0;evil" in next(line for line in lines if "401" in line).partition("401")[2]
