"""A shell for what the pages show: always the same time, no accounts but simulated ones."""

import os
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

import pyte
from support.fixed_time import command_at, with_path
from support.terminal import Terminal

#: All that commands may know of the machine that they run on.
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR")
_ROWS = 400


class Shown(NamedTuple):
    """What a terminal shows after a command."""

    lines: list[str]
    screen: pyte.Screen


class Shell:
    """A shell in a folder of its own, in which `roster` is always asked at the same time.

    `uv run` runs what is there: the folder is not a clone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        programs = folder / ".programs"
        programs.mkdir()
        (programs / "roster").write_text(f'#!/bin/sh\nexec {shlex.join(command_at())} "$@"\n')
        (programs / "uv").write_text('#!/bin/sh\n[ "$1" = run ] && shift && exec "$@"\n')
        for name in ("roster", "uv"):
            (programs / name).chmod(0o755)
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._env = with_path(
            {
                **kept,
                "PATH": os.pathsep.join([str(programs), kept["PATH"]]),
                "HOME": str(folder),
                "XDG_CONFIG_HOME": str(folder / ".config"),
                "PYTHONIOENCODING": "utf-8",
            }
        )

    def export(self, name: str) -> None:
        """Set a variable, to something."""
        self._env[name] = "example"

    def run(self, command: str, columns: int, expected: int = 0) -> Shown:
        """Return what a terminal shows of a command that ends with an exit code.

        Raises:
            SystemExit: It ends with another one.
        """
        words = ["bash", "-c", f"cd {shlex.quote(str(self.folder))}; {command}"]
        with Terminal(words, self._env, columns=columns, rows=_ROWS) as terminal:
            code = terminal.wait()
            text = terminal.text()
        if code != expected:
            sys.exit(f"{command}: exit code {code}, not {expected}\n{text}")
        return Shown(text.rstrip("\n").splitlines(), terminal.screen)
