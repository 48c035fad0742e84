"""roster completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from .exit_codes import OK

#: What is mended in click's scripts: the text that is there, and what replaces it.
_MENDED = {
    # A comma in a value or in its description ended both.
    "fish": ('string split "," ', 'string split -m 1 "," '),
    # A script that zsh finds by itself offered nothing at the second press of a session.
    "zsh": ("$zsh_eval_context[-1] == loadautofunc", "$funcstack[1] == _roster"),
}


def print_script(shell: str) -> int:
    """Print the script that lets a shell complete the command.

    Args:
        shell: ``bash``, ``zsh`` or ``fish``.

    Returns:
        The exit code.

    Raises:
        click.ClickException: There is no script for this shell.
    """
    from .main import COMPLETE_VARIABLE, roster

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"there is no script for {shell}")
    script = kind(roster, {}, "roster", COMPLETE_VARIABLE).source()
    if shell in _MENDED:
        script = script.replace(*_MENDED[shell])
    click.echo(script, nl=False)
    return OK
