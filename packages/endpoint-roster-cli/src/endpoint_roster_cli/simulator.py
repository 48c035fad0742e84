"""The simulated clouds, which are a package of their own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from types import ModuleType

    from endpoint_roster import Account


def load_simulator() -> ModuleType | Any:
    """Import the package.

    Raises:
        click.ClickException: It is not installed.
    """
    try:
        import endpoint_roster_sim
    except ModuleNotFoundError as error:
        if error.name != "endpoint_roster_sim":
            raise
        raise click.ClickException(
            "the simulated clouds are not installed."
            ' Install them: pip install "endpoint-roster-cli[sim]".'
        ) from None
    return endpoint_roster_sim


@contextmanager
def simulated_accounts(
    endpoints: int | None, epoch: datetime | None = None
) -> Generator[list[Account]]:
    """Run the simulated clouds, and yield an account of each.

    Without a number of endpoints, each has a few dozen; all are older than the epoch, or this day.

    Raises:
        click.ClickException: The simulated clouds are not installed.
    """
    simulator = load_simulator()
    from endpoint_roster import Account

    size = {} if endpoints is None else {"endpoints": endpoints}
    with simulator.Simulator(**size, epoch=epoch) as running:
        yield [Account(provider, **about) for provider, about in running.describe().items()]
