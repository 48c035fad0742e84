"""Messages on stderr, beside the data."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from .text import counted, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from endpoint_roster import AccountReport, Failure


#: What stands before each line of a message.
_NAME = "roster: "
#: Options of the command that advice calls by the names that they have in Python.
_IN_PYTHON = re.compile(r"\b(?<=[Rr]aise )(?:timeout|deadline)\b|\bcreated_(?:before|after)\b")
#: Options of the roster that only the configuration file has.
_IN_FILE = re.compile(r"\bmax_pages or page_size\b")
#: How click asks.
_CLICKS_QUESTION = re.compile(r"\((Did you mean .*\?)\)")
#: Failures that are printed one by one; of more, those that say the same are put together.
_MANY = 20
#: Kinds of failures for which nothing was tried: an account is not as it must be.
_UNTRIED = ("configuration", "missing_extra", "plugin")


def warn(message: str) -> None:
    """Print one message, wrapped at words on a terminal.

    Where stderr takes nothing, data and exit code still say what they say.
    """
    _print(message)


def warn_from_handler(message: str) -> None:
    """Print one short message from the handler of a signal, below a line of progress.

    Python's buffer of stderr may be in the middle of a write then, and refuses a second one.
    """
    from .terminal import takes_escapes

    begin = "\n" if takes_escapes(sys.stderr) else ""
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"{begin}{_NAME}{message}\n".encode())


def fail(cause: str, advice: str = "") -> None:
    """Print what failed, and below it what to do about it.

    Lines after the first of a cause are printed as they are: they show a place in what was given.
    """
    first, *more = cause.removesuffix(".").splitlines()
    _print(first, fg="red")
    with suppress(OSError):
        for line in more:
            click.echo(safe(line), err=True)
    for line in advice.splitlines():
        _print(f"  {line}")


def fail_text(text: str, more: str = "") -> None:
    """Print a failure of which cause and advice are sentences of one text."""
    cause, _, advice = text.partition(". ")
    advice = " ".join(advice.split())
    if ours := _CLICKS_QUESTION.fullmatch(advice):
        advice = ours[1]
    fail(
        cause[:1].lower() + cause[1:] if cause[1:2].islower() else cause,
        f"{advice}\n{more}".strip(),
    )


def print_messages(lines: Iterable[str]) -> None:
    """Print lines that are harmless already, as they are."""
    with suppress(OSError):
        for line in lines:
            click.echo(line, err=True)


def print_failures(failures: Iterable[Failure]) -> None:
    """Print each failure, and what to do about it.

    Of many, those that say the same are one message with the labels of their accounts. A terminal
    gets the beginning; elsewhere, nothing is left out.
    """
    every = [*failures]
    if len(every) <= _MANY:
        for failure in every:
            fail(": ".join(describe_failure(failure)), in_the_shell(failure.advice))
        return
    groups: dict[tuple[str, ...], list[str]] = {}
    for failure in every:
        key = failure.provider, describe_failure(failure)[1], in_the_shell(failure.advice)
        groups.setdefault(key, []).append(failure.account)
    if left := _print_groups(groups, fail, len(every)):
        warn(f"{counted(left, 'more failure')}; -o json has all of them")


def _print_groups(
    groups: dict[tuple[str, ...], list[str]], say: Callable[..., None], count: int
) -> int:
    """Print what many accounts have in common, and return how many messages are left out.

    Args:
        groups: The accounts' labels, by provider, message and what else ``say`` takes.
        say: Prints a message.
        count: How many there are in all groups.
    """
    shown = _MANY if sys.stderr.isatty() else count
    for (provider, words, *more), labels in islice(groups.items(), shown):
        whose = f"({labels[0]})" if len(labels) == 1 else f"({counted(len(labels), 'account')})"
        say(f"{provider} {whose}: {words}", *more)
        if len(labels) > 1:
            _print(f"  Accounts: {', '.join(labels[:shown])}{_more(len(labels) - shown)}.")
    return sum(map(len, islice(groups.values(), shown, None)))


def _more(count: int) -> str:
    return f" and {count:,} more" if count > 0 else ""


def print_notes(reports: Iterable[AccountReport]) -> None:
    """Print what was unusual in the reading of each account, such as prices that were missing.

    Of many notes, those that say the same are one message; see ``print_failures``.
    """
    every = [(one.provider, one.account, note) for one in reports for note in one.notes]
    if len(every) <= _MANY:
        for provider, account, note in every:
            warn(f"{provider} ({account}): {note}")
        return
    groups: dict[tuple[str, ...], list[str]] = {}
    for provider, account, note in every:
        groups.setdefault((provider, note), []).append(account)
    if left := _print_groups(groups, warn, len(every)):
        warn(counted(left, "more note"))


def describe_failure(failure: Failure) -> tuple[str, str]:
    """Return whose failure it is, and what failed after how much and why."""
    account = f"{failure.provider} ({failure.account})"
    if failure.kind in _UNTRIED and not failure.attempts:
        return account, failure.cause
    so_far = f" after {counted(failure.endpoints, 'endpoint')}" if failure.endpoints else ""
    return account, f"{failure.attempted}{so_far} failed: {failure.cause}"


def in_the_shell(advice: str) -> str:
    """Return advice with options as the command has them, such as ``--created-after``.

    Where it has none, the advice says where in the configuration file the option belongs.
    """
    advice = _IN_FILE.sub(r"\g<0> under [defaults] in the configuration file", advice)
    return _IN_PYTHON.sub(lambda found: f"--{found[0].replace('_', '-')}", advice)


def _print(message: str, **style: Any) -> None:
    from .terminal import line_width, styled, wrapped  # kept out of `--help`

    text = safe(message)
    indent = " " * (len(text) - len(text.lstrip(" ")))
    begin, width = f"{_NAME}{indent}", line_width(sys.stderr)
    with suppress(OSError):
        for line in wrapped(text.lstrip(" "), width, len(begin), hang=4):
            click.echo(begin + styled(line, sys.stderr, **style), err=True)
