"""What a worker does: reads the accounts of a task as a roster reads them."""

from __future__ import annotations

import socket
from contextlib import aclosing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from ..account import Account
from ..config.file import ConfigFile, Table
from ..engine import Clients, FanOut
from ..engine.failures import described
from ..engine.loop_thread import LoopThread
from ..errors import ConfigurationError, RosterError
from ..options import Options
from .task import AccountResult, ExecutorError, ListRequest, Results, Task, lost, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..models import Endpoint, Failure
    from ..query import Query

#: Failures whose cause is on this machine, which the advice is for.
_OF_THIS_MACHINE = ("configuration", "missing_extra", "plugin", "executor")
_SAME_PACKAGES = (
    "Install endpoint-roster and the packages of its providers there, in the same versions as here."
)


def read_group(task: Task) -> Results:
    """Read the accounts of a task; what goes wrong is in their results."""
    try:
        request = _request(task)
        options = Options(
            **request.options, concurrency=task.at_once, provider_concurrency=task.at_once
        )
        found = _accounts(task)
    except Exception as error:  # noqa: BLE001 - it becomes a failure of each account
        fault = _fault(error, "the task")
        return Results(task.key, tuple(pack(_here(lost(name, fault))) for name in task.names))
    accounts = [each for each in found if isinstance(each, Account)]
    read = iter(_read(accounts, request.query, options) if accounts else ())
    results = [
        next(read) if isinstance(each, Account) else lost(name, each)
        for name, each in zip(task.names, found, strict=True)
    ]
    packed = zip(task.names, map(_here, results), strict=True)
    return Results(task.key, tuple(_packed(name, result) for name, result in packed))


def _request(task: Task) -> ListRequest:
    """Return what is asked, with the proxy of the file where it does not travel."""
    request = cast("ListRequest", unpack(task.request))
    if "proxy" in request.options:
        return request
    proxy = _config(str(task.config_file)).file.options.get("proxy")
    if proxy is None:
        raise ConfigurationError(
            f"{task.config_file} has no proxy, and one with a password does not travel",
            "Write it to the table [defaults] of that file.",
        )
    return request._replace(options={**request.options, "proxy": proxy})


def _accounts(task: Task) -> list[Account | RosterError]:
    """Return the accounts, or why there is none."""
    if task.accounts is not None:
        return [_unpacked(packed) for packed in task.accounts]
    file, tables = _config(str(task.config_file))
    chosen = {name: tables[name][0] for name in task.names if len(tables.get(name, ())) == 1}
    made = dict(zip(chosen, (made for _, made in file.accounts(chosen.values())), strict=True))
    return [made.get(name) or _unknown(file, name) for name in task.names]


def _unpacked(packed: bytes) -> Account | RosterError:
    try:
        return cast("Account", unpack(packed))
    except Exception as error:  # noqa: BLE001 - an argument of a plug-in raises anything
        return _fault(error, "the account")


class _Config(NamedTuple):
    """A configuration file, and its accounts' tables by provider and label."""

    file: ConfigFile
    tables: Mapping[tuple[str, str], Sequence[Table]]


def _config(path: str) -> _Config:
    """Return the configuration file, which is read again when it has changed.

    Raises:
        ConfigurationError: It cannot be read.
    """
    try:
        about = Path(path).expanduser().stat()
        version = about.st_mtime_ns, about.st_size, about.st_ino
    except (OSError, RuntimeError):
        version = ()  # reading it says what is wrong
    return _config_of(path, version)


@lru_cache(1)  # a task is one of many: they would all read it
def _config_of(path: str, _version: tuple[int, ...]) -> _Config:
    file = ConfigFile(path)
    tables: dict[tuple[str, str], list[Table]] = {}
    for table in file.tables:
        tables.setdefault(_name(table), []).append(table)
    return _Config(file, tables)


def _name(table: Table) -> tuple[str, str]:
    """Return provider and label of a table's account, as a roster has them."""
    provider, label = table.values.get("provider"), table.values.get("label")
    return str(provider), str(label or provider).strip()


def _unknown(file: ConfigFile, name: tuple[str, str]) -> RosterError:
    provider, label = name
    return ConfigurationError(
        f"{file.path} has no account of {provider} called {label!r}, or several",
        "Give the workers the file that the roster reads, and each account a label of its own.",
    )


def _read(accounts: Sequence[Account], query: Query, options: Options) -> list[AccountResult]:
    """Read accounts, in an event loop of their own, which works whatever this thread does."""
    clients = Clients(options)
    loop = LoopThread(clients.close)
    try:
        return loop.call(_read_all(FanOut(clients, accounts, query)))
    finally:
        loop.stop()


async def _read_all(fanout: FanOut) -> list[AccountResult]:
    endpoints: list[list[Endpoint]] = [[] for _ in fanout.accounts]
    async with aclosing(fanout.pages()) as pages:
        async for position, page in pages:
            endpoints[position] += page
    failures: dict[tuple[str, str], list[Failure]] = {}
    for failure in fanout.failures:
        failures.setdefault((failure.provider, failure.account), []).append(failure)
    return [
        AccountResult(found, failures.get((report.provider, report.account), []), report)
        for found, report in zip(endpoints, fanout.reports, strict=True)
    ]


def _packed(name: tuple[str, str], result: AccountResult) -> bytes:
    try:
        return pack(result)
    except Exception as error:  # noqa: BLE001 - the provider's own objects raise anything
        fault = ExecutorError(
            f"its endpoints cannot be pickled: {described(error)}",
            f"Report this to the authors of the package for {name[0]}: raw has to be picklable.",
        )
        return pack(_here(lost(name, fault)))


def _fault(error: Exception, what: str) -> RosterError:
    if isinstance(error, RosterError):
        return error
    return ExecutorError(f"{what} cannot be read there: {described(error)}", _SAME_PACKAGES)


def _here(result: AccountResult) -> AccountResult:
    """Say which machine a failure is about, where that matters."""
    for failure in result.failures:
        if failure.kind in _OF_THIS_MACHINE:
            failure.cause = f"on the worker {socket.gethostname()}: {failure.cause}"
    return result
