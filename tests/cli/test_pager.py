"""A table that is longer than the terminal, in a real pager."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from support.fixed_time import command_at
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = ("list", "--sim")
SHORT = ("list", "--sim", "--sim-endpoints", "2")
TOTALS = "roster: 180 endpoints of 5 accounts: "


@pytest.fixture
def start(env_at_noon: dict[str, str]) -> Callable[..., Terminal]:
    def start(*words: str, pager: str | None = None, **how: Any) -> Terminal:
        env = {name: value for name, value in env_at_noon.items() if name not in ("PAGER", "LESS")}
        return Terminal([*command_at(), *words], env | ({"PAGER": pager} if pager else {}), **how)

    return start


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_less_shows_the_first_page_until_q(start: Callable[..., Terminal]) -> None:
    with start(*LONG, rows=20) as terminal:
        shown = terminal.wait_until(lambda lines: lines[-1].startswith(":"))
        assert shown[0].startswith("PROVIDER ")
        assert b"\x1b[1mPROVIDER" in terminal.raw, "in colour"
        assert TOTALS not in terminal.text()
        terminal.type("q")
        assert terminal.wait() == 0
        assert TOTALS in terminal.text()


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_what_fits_needs_no_pager(start: Callable[..., Terminal]) -> None:
    with start(*SHORT, rows=20) as terminal:
        assert terminal.wait() == 0
        assert terminal.lines()[0].startswith("PROVIDER ")


def counting(folder: Path) -> tuple[str, Path]:
    """A pager that writes down how many lines it is given, and the file where it does."""
    script, count = folder / "pager", folder / "count"
    script.write_text(f'#!/bin/sh\nwc -l > "{count}"\n')
    script.chmod(0o755)
    return str(script), count


def test_the_pager_is_the_users(start: Callable[..., Terminal], tmp_path: Path) -> None:
    pager, count = counting(tmp_path)
    with start(*LONG, rows=20, pager=pager) as terminal:
        assert terminal.wait() == 0
    assert int(count.read_text()) == 181


@pytest.mark.parametrize("how", ["option", "short", "pipe", "dumb", "missing"])
def test_nothing_is_paged(start: Callable[..., Terminal], tmp_path: Path, how: str) -> None:
    pager, count = counting(tmp_path)
    words = SHORT if how == "short" else LONG
    option = ("--no-pager",) if how == "option" else ()
    pager = "no-such-pager" if how == "missing" else pager
    file = tmp_path / "out.txt"
    with file.open("wb") as out:
        more: dict[str, Any] = {"out": out} if how == "pipe" else {}
        more |= {"term": "dumb"} if how == "dumb" else {}
        with start(*words, *option, rows=20, pager=pager, **more) as terminal:
            assert terminal.wait() == 0
            assert TOTALS[:8] in terminal.text()
    assert not count.exists()


def test_a_pager_that_ends_early(start: Callable[..., Terminal]) -> None:
    with start(*LONG, rows=20, pager="head -n 1") as terminal:
        assert terminal.wait() == 0
        assert terminal.lines()[0].startswith("PROVIDER ")
        assert TOTALS in terminal.text()
