"""Errors of usage, all in one form: what is wrong, what was meant, and which help to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from .messages import fail, fail_text
from .text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What other tools call an option, or what people expect to be one: what to write instead.
_HABITS: dict[str, Sequence[str]] = {
    "--json": ("-o json",),
    "--format": ("--output",),
    "--jq": ("--query",),
    "-q": ("--query",),
    "--filter": ("--query",),
    "-l": ("--tag",),
    "--selector": ("--tag",),
    "--label": ("--tag",),
    "-L": ("--limit",),
    "--max-items": ("--limit",),
    "--status": ("--state",),
    "--type": ("--kind",),
    "--profile": ("--account",),
    "--context": ("--account",),
    "--sort": ("--sort-by",),
    "--order-by": ("--sort-by",),
    "--listen": ("--host",),
    "--bind": ("--host",),
    "--address": ("--host",),
    "--force": ("--yes",),
    "-f": ("--yes",),
    "--dryrun": ("--dry-run",),
    "--verbose": ("--debug",),
    "-v": ("--version", "--debug"),
    "-V": ("--version",),
    "-w": ("roster watch",),
    "--watch": ("roster watch",),
}
#: How click begins what is wrong with a choice.
_NOT_A_CHOICE = re.compile(r"(.*) is not one of ", re.DOTALL)


def report_usage(error: click.UsageError) -> None:
    """Print an error of usage."""
    path = error.ctx.command_path if error.ctx else "roster"
    see = f"See {path} --help."
    if isinstance(error, click.NoSuchOption):
        fail(f"unknown option {error.option_name!r}", f"{_meant(error)}\n{see}".strip())
    elif isinstance(error, click.MissingParameter):
        fail(f"missing {_named(error)}", f"{_choice(error)}\n{see}".strip())
    elif isinstance(error, click.BadParameter):
        fail_text(_wrong_value(error), see)
    else:
        fail_text(error.format_message(), see)


def _meant(error: click.NoSuchOption) -> str:
    """Ask for the option that was meant: by how another tool calls it, or by its letters."""
    command = error.ctx.command if error.ctx else None
    known = [name for option in (command.params if command else ()) for name in option.opts]
    known = [name for name in known if name.startswith("-")]
    for name in _HABITS.get(error.option_name, ()):
        is_other = name.startswith("roster ") and name != f"roster {command and command.name}"
        if is_other or name.split()[0] in known:
            return f"Did you mean {name}?"
    # Without the hyphens, which all have in common.
    words = [name.removeprefix("--") for name in known if name.startswith("--")]
    meant = did_you_mean(error.option_name.lstrip("-"), words).lstrip()
    return meant.replace("mean ", "mean --")


def _wrong_value(error: click.BadParameter) -> str:
    """Return what is wrong with a value; what is unknown needs no more words."""
    text = error.message.replace("integer range", "integer")
    if isinstance(error.param and error.param.type, click.Choice):
        word = _NOT_A_CHOICE.match(text)
        known = [*_choices(error)]
        meant = did_you_mean(word[1].strip("'").lower(), known) if word else ""
        text = f"{word[1] if word else text}.{meant} {_choice(error)}"
    if text.startswith("unknown "):
        return text
    return f"invalid value for {_named(error).rpartition(' ')[2]}: {text}"


def _choice(error: click.BadParameter) -> str:
    known = [*_choices(error)]
    return f"Choose from {', '.join(known)}." if known else ""


def _choices(error: click.BadParameter) -> Iterator[str]:
    kind = error.param and error.param.type
    if isinstance(kind, click.Choice):
        yield from map(str, kind.choices)


def _named(error: click.BadParameter) -> str:
    """Return a parameter as people write it, such as ``option --limit`` and ``argument FILE``."""
    param = error.param
    if isinstance(error.param_hint, str):
        return f"option {error.param_hint}"
    if isinstance(param, click.Option):
        return f"option {next((o for o in param.opts if o.startswith('--')), param.opts[0])}"
    metavar = param.metavar if isinstance(param, click.Argument) and param.metavar else ""
    name = (param.name or "") if param else ""
    return f"argument {metavar.strip('[].') or name.upper()}"
