"""roster sim: its options."""

from __future__ import annotations

from typing import Any

import click


@click.command(
    "sim",
    epilog="""\b
A fault is KIND[=AMOUNT][,OPTION]...:
  status=503      the provider's own error; also 503; retry-after=TEXT adds the
                  header (date+5: the HTTP date 5 seconds from now)
  latency=0.2     the answer is late, in seconds
  reset           the connection is reset; reset=0.5: after half of the body
  truncation=0.5  the body ends there; silent: Content-Length fits it
  drip=2          the body takes so many seconds; pieces=10
  token-expiry    tokens cease to be valid (huawei)
  clock-skew=600  the server's clock is ahead, in seconds
  drift=appear    an endpoint appears on top of the list; drift=vanish: goes
\b
When, by the count of requests at each provider (always, if left out):
  nth=2   every=10   rate=0.05 or 5% (seed=7)   and only at: provider=together
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
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another fleet.")
@click.option(
    "--endpoints", type=click.IntRange(0), metavar="N", help="Endpoints of each simulated cloud."
)
@click.option(
    "--epoch",
    metavar="TIME",
    help="Every endpoint is older than this, such as 2026-03-01; the start of today in UTC if left"
    " out.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="FAULT",
    help="Let something go wrong, such as status=503,nth=2; can be given several times.",
)
def command(ready_file: str | None, **options: Any) -> int:
    """Simulate the five clouds until SIGINT or SIGTERM.

    For each provider, the ready file tells base_url and credentials, which our clients and the
    official SDKs take.
    """
    from ..simulation import serve

    return serve(ready_file, **options)
