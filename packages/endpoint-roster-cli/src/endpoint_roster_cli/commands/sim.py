"""roster sim."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..exit_codes import OK
from ..options.types import date_or_time
from ..output.files import replaced
from ..output.messages import warn
from ..output.stdout import print_json
from ..output.text import to_json
from ..simulator import load_simulator

if TYPE_CHECKING:
    from datetime import datetime


def _moment(text: str) -> datetime:
    moment = date_or_time(text)
    if moment is None:
        examples = "2026-03-01 or 2026-03-01T12:00:00Z"
        raise click.UsageError(f"epoch {text!r} is not a date or time such as {examples}")
    return moment


@click.command(
    "sim",
    epilog="""\b
A fault is KIND[=AMOUNT][,OPTION]...:
  status=503      the provider's own error; also 503; retry-after=TEXT adds
                  the header (date+5: the HTTP date 5 seconds from now)
  latency=0.2     the answer is late, in seconds
  reset           the connection is reset; reset=0.5: after half of the body
  lost-answer     the request is carried out, then the connection is reset
  truncation=0.5  the body ends there; silent: Content-Length fits it
  drip=2          the body takes 2 seconds, in pieces=10
  token-expiry    tokens expire early (huawei)
  clock-skew=600  the server's clock is ahead, in seconds
  drift=appear    an endpoint appears on top of the list; drift=vanish: goes
\b
When, by the count of requests at each provider (always, if left out):
  nth=2   every=10   rate=0.05 or 5% (seed=7)
Limited to one provider, to reads or to changes:
  provider=together   only=reads   only=changes
\b
Examples:
  roster sim --fault 429,retry-after=2,every=5 --fault reset,rate=5%
  roster sim --fault drift=vanish,nth=2,provider=ppio --epoch 2026-03-01""",
)
@click.option(
    "--ready-file",
    type=click.Path(dir_okay=False, writable=True),
    metavar="PATH",
    help="Write addresses and credentials here, once connections are accepted;"
    " without it, they are printed.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the random fleet.")
@click.option(
    "--endpoints", type=click.IntRange(0), metavar="N", help="Endpoints of each simulated cloud."
)
@click.option(
    "--epoch",
    type=_moment,
    metavar="TIME",
    help="Every endpoint is older than this, such as 2026-03-01; the start of today in UTC if left"
    " out.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="FAULT",
    help="Make something go wrong, such as status=503,nth=2; can be given several times.",
)
def command(ready_file: str | None, host: str, epoch: datetime | None, **options: Any) -> int:
    """Simulate the five clouds until SIGINT or SIGTERM.

    For each provider, the ready file holds base_url and credentials, which our clients and the
    official SDKs take.
    """
    package = load_simulator()
    if options["endpoints"] is None:
        del options["endpoints"]
    try:
        simulator = package.Simulator(host=host, epoch=epoch, **options)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    file = Path(ready_file) if ready_file else None

    def announce(description: dict[str, dict[str, Any]]) -> None:
        if file:
            with replaced(file, "--ready-file") as stream:
                stream.write(f"{to_json(description, indent=2)}\n".encode())
        else:
            print_json(description, indent=2)
            sys.stdout.flush()
        warn(f"simulating {', '.join(description)} on {host}; end with Ctrl-C")

    if file:
        with suppress(OSError):  # what is wrong with the place is said when it is written
            file.unlink()  # that of an earlier run
    try:
        package.serve(simulator, announce)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}: {_reason(error)}") from None
    return OK


def _reason(error: OSError) -> str:
    """Return why an address cannot be used, without the address, which asyncio repeats."""
    number = error.errno or 0
    return os.strerror(number) if number > 0 else error.strerror or str(error)
