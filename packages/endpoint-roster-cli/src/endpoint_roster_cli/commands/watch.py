"""roster watch: its options."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from ..asking import Span, asking, comparing

if TYPE_CHECKING:
    from ..asking import Asked

_SHORTEST = timedelta(seconds=1)


class _Interval(Span):
    """A length of time of a second or more; a number alone counts seconds."""

    name = "interval"

    def convert(self, value: Any, param: click.Parameter | None, ctx: Any) -> timedelta:
        """Return the length of time; see :meth:`click.ParamType.convert`."""
        text = str(value)
        seconds = text.replace(".", "", 1)
        number = seconds.isascii() and seconds.isdigit()
        interval = super().convert(f"{text}s" if number else value, param, ctx)
        if interval < _SHORTEST:
            self.fail(
                f"{text} is too short: providers are asked at most once a second.", param, ctx
            )
        return interval


@click.command(
    "watch",
    epilog="""\b
On a terminal, a live table with what failed and what changed last on top; elsewhere one
event a line (jsonl): started with all endpoints, then added, removed, changed with the
fields, account_failed, account_recovered (`roster schema changes`). With -o table where
there is no terminal: one line of text for each event.
\b
An account that fails, even half-way, keeps its endpoints as last seen. It is told once,
and once more when it is back, with what changed meanwhile. An endpoint that is seen for
the first time in an account that could never be read whole is `found`: it may not be new.
\b
The question is put to each endpoint as it was and as it is: with --state running, one
that is stopped is told as changed. For that, the providers are asked for everything.
uptime and raw move all the time and count only with --all-fields.
\b
Examples:
  roster watch
  roster watch --interval 5m --kind dedicated
  roster watch -o jsonl | jq --unbuffered -r 'select(.event == "removed") | .id'
  roster watch --sim --rounds 2
\b
Exit codes: 0 the last round was complete, 2 wrong usage, 3 an account failed in it,
4 no usable credentials, 130 interrupted.""",
)
@asking
@click.option(
    "--interval",
    type=_Interval(),
    default="30s",
    show_default=True,
    metavar="SPAN",
    help="From the start of a round to that of the next: 30, 90s, 5m.",
)
@click.option("--rounds", type=click.IntRange(1), metavar="N", help="End after so many rounds.")
@click.option(
    "-o",
    "--output",
    type=click.Choice(["table", "jsonl"]),
    help="How to print; table on a terminal, else jsonl, if left out.",
)
@comparing
def command(
    asked: Asked,
    interval: timedelta,
    rounds: int | None,
    output: str | None,
    ignored: tuple[str, ...],
    all_fields: bool,
) -> int:
    """Tell what changes, as it happens, until Ctrl-C."""
    from ..changes import compared_fields
    from ..watching import run

    return run(asked, output, interval, rounds, compared_fields(ignored, all_fields=all_fields))
