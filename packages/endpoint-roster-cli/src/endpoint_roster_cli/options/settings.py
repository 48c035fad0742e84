"""The options that say what an endpoint is to be."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def settings_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command ``--file`` and ``--set``, of which it needs one; see ``read_settings``."""

    @wraps(command)
    def checked(file: str | None, words: tuple[str, ...], **parameters: Any) -> int:
        if not file and not words:
            action = click.get_current_context().command.name
            raise click.UsageError(
                "there are no settings. Give -f FILE or --set KEY=VALUE. `roster schema settings"
                f" PROVIDER {action}` prints what there is."
            )
        return command(file=file, words=words, **parameters)

    decorated = click.option(
        "--set",
        "words",
        multiple=True,
        metavar="KEY=VALUE",
        help="One setting; the key of a table with dots, such as autoscaling.max_replicas=2.",
    )(checked)
    return click.option(
        "-f",
        "--file",
        type=click.Path(dir_okay=False, allow_dash=True),
        metavar="FILE",
        help="Settings from a TOML, JSON or YAML file; - for stdin (JSON or YAML).",
    )(decorated)
