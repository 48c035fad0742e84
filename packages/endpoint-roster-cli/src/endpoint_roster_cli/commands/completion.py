"""roster completion: its options."""

from __future__ import annotations

import click


@click.command(
    "completion",
    epilog="""\b
Examples, each with the place where the shell looks; begin a new one afterwards:
  bash  roster completion bash \\
          > ~/.local/share/bash-completion/completions/roster
        or, without the package bash-completion, in ~/.bashrc:
          eval "$(roster completion bash)"
  zsh   roster completion zsh > DIR/_roster
        where DIR is a folder of $fpath, before compinit is called
  fish  roster completion fish > ~/.config/fish/completions/roster.fish
\b
Offered are commands, options and their choices, providers, states, kinds,
columns, and the labels of accounts in the configuration file. No secret is
fetched for it, and nothing is asked of any provider.
\b
Exit codes: 0 complete, 1 error, 2 wrong usage.""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the script that lets a shell complete this command."""
    from ..completion_scripts import print_script

    return print_script(shell)
