"""The options that say what an endpoint is to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def settings_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command ``--file`` and ``--set``; it receives ``file`` and ``words``."""
    command = click.option(
        "--set",
        "words",
        multiple=True,
        metavar="KEY=VALUE",
        help="One setting; the key of a table with dots, such as autoscaling.max_replicas=2.",
    )(command)
    return click.option(
        "-f",
        "--file",
        type=click.Path(dir_okay=False, allow_dash=True),
        metavar="FILE",
        help="Settings from a TOML, JSON or YAML file; - for stdin (JSON or YAML).",
    )(command)
