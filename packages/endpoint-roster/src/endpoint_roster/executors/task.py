"""What travels to a worker and back. The accounts hold their secrets, so no repr shows them."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import RosterError
from ..models import AccountReport, Failure
from ..options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Endpoint
    from ..query import Query

#: Options that are another one's on a worker: its own clock, and its share of the limits.
_OF_WORKERS = ("clock", "concurrency", "provider_concurrency")


class ExecutorError(RosterError):
    """An executor, or a worker of it, could not read accounts; it becomes their failures."""

    kind = "executor"


class ListRequest(NamedTuple):
    """What all tasks of a listing ask for.

    Attributes:
        query: The filters.
        options: The roster's options that travel.
    """

    query: Query
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Task:
    """What travels to a worker. What may need another package there is packed: one at a time fails.

    Attributes:
        key: Of this task alone: an executor that keeps results by their arguments finds no older.
        names: Provider and label of each account.
        accounts: The packed accounts; None where the worker finds them in ``config_file``.
        config_file: Path of the configuration file on the worker.
        request: The packed ``ListRequest``.
        at_once: Accounts that may be read at the same time.
    """

    key: str
    names: tuple[tuple[str, str], ...]
    accounts: tuple[bytes, ...] | None
    config_file: str | None
    request: bytes
    at_once: int

    def __repr__(self) -> str:
        return f"<task with {len(self.names)} accounts>"


@dataclass(frozen=True, slots=True, repr=False)
class Results:
    """What comes back.

    Attributes:
        key: That of the task.
        accounts: A packed ``AccountResult`` for each account.
    """

    key: str
    accounts: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"<results of {len(self.accounts)} accounts>"


class AccountResult(NamedTuple):
    """What was found of one account."""

    endpoints: list[Endpoint]
    failures: list[Failure]
    report: AccountReport


def pack(value: object) -> bytes:
    """Return the pickled value.

    Raises:
        Exception: It cannot be pickled; objects of users raise anything.
    """
    return pickle.dumps(value)


def unpack(data: bytes) -> Any:
    """Return what was packed; both ends trust each other, as executors and their workers do.

    Raises:
        Exception: It cannot be read here.
    """
    return pickle.loads(data)  # noqa: S301 - as the executor itself does


def pack_request(query: Query, options: Options, *, own_file: bool) -> bytes:
    """Return the packed request of a listing.

    Args:
        query: The filters.
        options: The roster's.
        own_file: Whether the workers read a configuration file: then a proxy with a password is
            read there too.

    Raises:
        ExecutorError: A part of it cannot travel; the text names it.
    """
    values = {one.name: getattr(options, one.name) for one in fields(Options)}
    travelling = {name: value for name, value in values.items() if name not in _OF_WORKERS}
    if own_file and "@" in (options.proxy or ""):
        del travelling["proxy"]
    for name, value in (*travelling.items(), ("provider_options", query.provider_options)):
        _check(name, value)
    return pack(ListRequest(query, travelling))


def lost(name: tuple[str, str], error: RosterError) -> AccountResult:
    """Return the result of an account that was not read."""
    provider, label = name
    failure = Failure(
        provider, label, error.kind, "list endpoints on a worker", error.cause, error.advice
    )
    return AccountResult([], [failure], AccountReport(provider, label, failure=failure))


def _check(name: str, value: object) -> None:
    try:
        pack(value)
    except Exception as error:
        of_file = " Give the path of a PEM file that the workers have." if name == "verify" else ""
        raise ExecutorError(
            f"{name} cannot travel to a worker: {type(error).__name__}",
            f"Give only what can be pickled.{of_file}",
        ) from error
