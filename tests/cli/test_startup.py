"""The quick ways out load little."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest

HEAVY = ("httpx", "rich", "attr", "asyncio", "endpoint_roster", "endpoint_roster_sim", "ssl")


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["list", "--help"], ["sim", "--help"]]
)
def test_help_and_version_load_neither_network_nor_tables(
    command: tuple[str, ...], clean_env: dict[str, str], words: list[str]
) -> None:
    python, *rest = command
    done = subprocess.run(
        [python, "-X", "importtime", *rest, *words],
        env=clean_env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(re.findall(r"\|\s*([\w.]+)$", done.stderr, re.MULTILINE))
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_version(process: Any) -> None:
    done = process("--version")
    assert (done.code, done.out, done.err) == (0, "roster 0.1.0\n", "")


def test_help_tells_the_exit_codes(roster: Any) -> None:
    done = roster("--help")
    assert done.code == 0
    for code in ("0  complete", "2  wrong usage", "3  incomplete", "4  no usable credentials"):
        assert code in done.out


def test_no_command_shows_the_help(roster: Any) -> None:
    done = roster()
    assert done.code == 2
    assert "list" in done.out + done.err
