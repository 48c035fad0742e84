"""The simulated clouds: for `--sim`, and on their own as `roster sim`."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .exit_codes import OK
from .messages import warn
from .output import print_json
from .text import to_json

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from types import ModuleType

    from endpoint_roster import Account


@contextmanager
def simulated_accounts(
    endpoints: int | None, epoch: datetime | None = None
) -> Generator[list[Account]]:
    """Run the simulated clouds, and tell an account for each.

    Args:
        endpoints: Endpoints of each cloud; a few dozen if left out.
        epoch: Time that all endpoints are older than; the start of this day if left out.

    Raises:
        click.ClickException: The simulated clouds are not installed.
    """
    simulation = _load()
    from endpoint_roster import Account

    with simulation.Simulator(**_size(endpoints), epoch=epoch) as simulator:
        yield [Account(provider, **about) for provider, about in simulator.describe().items()]


def serve(
    ready_file: str | None,
    *,
    host: str,
    seed: int,
    endpoints: int | None,
    epoch: str | None = None,
    faults: Sequence[str] = (),
) -> int:
    """Run the simulated clouds until SIGINT or SIGTERM.

    Args:
        ready_file: Where to write their description; stdout if left out.
        host: Address to listen on.
        seed: Another seed, another fleet.
        endpoints: Endpoints of each cloud; a few dozen if left out.
        epoch: Date or time that all endpoints are older than; the start of this day if left out.
        faults: What goes wrong, as compact texts.

    Returns:
        The exit code.

    Raises:
        click.UsageError: A fault or the epoch cannot be read.
        click.ClickException: They are not installed, or cannot listen or write.
    """
    simulation = _load()
    file = Path(ready_file) if ready_file else None
    size: dict[str, Any] = {"host": host, "seed": seed, **_size(endpoints)}
    try:
        simulator = simulation.Simulator(**size, epoch=_moment(epoch), faults=faults)
    except ValueError as error:
        raise click.UsageError(str(error)) from None

    def announce(description: dict[str, dict[str, Any]]) -> None:
        if file:
            _write(file, f"{to_json(description, indent=2)}\n")
        else:
            print_json(description, indent=2)
            sys.stdout.flush()
        warn(f"simulating {', '.join(description)} on {host}; end with Ctrl-C")

    try:
        if file:
            file.unlink(missing_ok=True)  # one of an earlier run says nothing about this one
        simulation.serve(simulator, announce)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(str(error)) from None
    return OK


def _load() -> ModuleType | Any:
    try:
        import endpoint_roster_sim
    except ModuleNotFoundError as error:
        if error.name != "endpoint_roster_sim":
            raise
        raise click.ClickException(
            'the simulated clouds are not installed: pip install "endpoint-roster-cli[sim]"'
        ) from None
    return endpoint_roster_sim


def _size(endpoints: int | None) -> dict[str, int]:
    return {} if endpoints is None else {"endpoints": endpoints}


def _moment(text: str | None) -> datetime | None:
    """Read a date or time; without an offset, it is in UTC.

    Raises:
        ValueError: It is neither.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"epoch {text!r} is no date or time such as 2026-03-01 or 2026-03-01T12:00:00Z"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _write(file: Path, text: str) -> None:
    """Write a file so that whoever sees it sees all of it."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
