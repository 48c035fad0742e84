"""roster init: its options."""

from __future__ import annotations

import click


@click.command(
    "init",
    epilog="""\b
The usual place is where ENDPOINT_ROSTER_CONFIG says, else
endpoint-roster/config.toml where the platform keeps a user's configuration.
A file that is there stays, unless --force is given.
\b
Examples:
  roster init                      then: roster doctor
  roster init --output -           only look at it
  TOGETHER_API_KEY=... roster init --output roster.toml
  roster list --config roster.toml
\b
Exit codes: 0 complete, 1 error (such as: there is a file), 2 wrong usage.""",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="PATH",
    help="Write it here, - for stdout; to the usual place if left out.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(output: str | None, force: bool) -> int:
    """Write a commented configuration file from what the environment has.

    Each provider whose variables are set becomes an account that refers to them; no value is
    written. Of every other one there is an example to uncomment.
    """
    from ..initialising import init

    return init(output, force=force)
