"""Running the command, or another program: what a test calls, and what it gets."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Messages with what is wrong and what to do about it in one line."""
        return self.err.replace("\nroster:   ", ". ")


class Run(Protocol):
    def __call__(self, *words: str, env: Mapping[str, str] | None = None) -> Done: ...


def run(*words: str, env: Mapping[str, str] | None = None) -> Done:
    """Run a program to its end, in this environment if in no other."""
    done = subprocess.run(
        words, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    return Done(done.returncode, done.stdout, done.stderr)
