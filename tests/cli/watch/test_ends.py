"""roster watch: how it ends."""

from __future__ import annotations

import select
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from .stories import together

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence


@contextmanager
def in_the_background(words: Sequence[str], env: Mapping[str, str]) -> Generator[Any]:
    """A watch of its own that has printed its first line and now waits for long."""
    with (
        together() as (_, about),
        subprocess.Popen(
            [*words, "--interval", "10m"],
            # Nothing but the command itself sees to it that a line arrives at once.
            env={**env, **about, "PYTHONUNBUFFERED": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        try:
            assert process.stdout
            assert select.select([process.stdout], [], [], 30)[0], "no line has come"
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("output", ["jsonl", "table"])
def test_a_closed_pipe_ends_it_while_nothing_happens(
    command: tuple[str, ...], clean_env: dict[str, str], output: str
) -> None:
    with in_the_background([*command, "watch", "-o", output], clean_env) as process:
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_a_signal_ends_it_quietly(
    command: tuple[str, ...], clean_env: dict[str, str], number: int, code: int
) -> None:
    with in_the_background([*command, "watch"], clean_env) as process:
        process.send_signal(number)
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors.strip()) == (code, b"", b"")
