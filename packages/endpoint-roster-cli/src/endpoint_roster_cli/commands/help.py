"""roster help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..exit_codes import OK

if TYPE_CHECKING:
    from collections.abc import Sequence


def _commands(ctx: click.Context, param: click.Parameter, incomplete: str) -> Sequence[str]:  # noqa: ARG001 - click calls it so
    group = ctx.find_root().command
    names = group.list_commands(ctx) if isinstance(group, click.Group) else []
    return [name for name in names if name.startswith(incomplete)]


@click.command("help")
@click.argument("words", nargs=-1, metavar="[COMMAND]", shell_complete=_commands)
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...]) -> int:
    """Print the help of a command, or of all, as --help does."""
    ctx.find_root().command.main([*words, "--help"], prog_name="roster", standalone_mode=False)
    return OK
