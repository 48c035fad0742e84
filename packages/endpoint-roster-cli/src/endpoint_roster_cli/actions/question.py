"""The question before something is sent, for people at a terminal."""

from __future__ import annotations

import sys

import click

from ..output.text import safe

_YES = ("y", "yes")


def can_ask() -> bool:
    """Tell whether someone can read a question and answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> bool:
    """Ask a question, and tell whether the answer is yes; anything else is no.

    Raises:
        KeyboardInterrupt: The answer is Ctrl-C.
    """
    click.echo(f"{safe(question)} [y/N] ", nl=False, err=True)
    try:
        answer = sys.stdin.readline()
    except KeyboardInterrupt:
        click.echo(err=True)  # the shell's prompt begins a line of its own
        raise
    if not answer.endswith("\n"):  # Ctrl-D
        click.echo(err=True)
    return answer.strip().lower() in _YES
