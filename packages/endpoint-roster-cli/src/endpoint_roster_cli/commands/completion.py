"""roster completion."""

from __future__ import annotations

import click

from ..exit_codes import OK
from ..options.completion import COMPLETE_VARIABLE
from ..output.stdout import print_text

#: What is corrected in click's scripts: the text that is there, and what replaces it.
_CORRECTED = {
    # A comma in a value or in its description ended both.
    "fish": ('string split "," ', 'string split -m 1 "," '),
    # A script that zsh finds by itself offered nothing at the second press of a session.
    "zsh": ("$zsh_eval_context[-1] == loadautofunc", "$funcstack[1] == _roster"),
}


@click.command(
    "completion",
    epilog="""\b
Examples, each with where the shell looks; start a new one afterwards:
  bash  roster completion bash \\
          > ~/.local/share/bash-completion/completions/roster
        or, without the package bash-completion, in ~/.bashrc:
          eval "$(roster completion bash)"
  zsh   roster completion zsh > DIR/_roster
        where DIR is a folder of $fpath, before compinit is called
  fish  roster completion fish > ~/.config/fish/completions/roster.fish
\b
Offered are commands, options and their choices, providers, states, kinds,
columns, the labels and regions of accounts in the configuration file, and
references, names and regions of endpoints: those of the last listing at a
terminal, and of the journal. No secret is read for it, and nothing is sent to
any provider.
\b
Exit codes: 0 complete, 1 error, 2 wrong usage.""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script that lets a shell complete this command."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"there is no script for {shell}")
    script = kind(ctx.find_root().command, {}, "roster", COMPLETE_VARIABLE).source()
    if shell in _CORRECTED:
        script = script.replace(*_CORRECTED[shell])
    print_text(script)
    return OK
