"""One listing by the workers of an executor: submits tasks, and puts together what returns."""

from __future__ import annotations

import asyncio
import os
import traceback
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import (
    TYPE_CHECKING,
    Any,
    NamedTuple,
    TypeAlias,
    TypedDict,
    TypeGuard,
    Unpack,
    cast,
)

from endpoint_roster_core.errors import ArgumentError
from endpoint_roster_core.redaction import one_line
from endpoint_roster_core.settings import check_seconds

from .. import telemetry
from ..account import redact
from ..engine import ListProgress
from ..errors import ClosedError, ConfigurationError
from ..models import AccountReport, Endpoint, Failure, Listing
from .faults import (
    CANCELLED,
    WRONG_RESULTS,
    not_accepted,
    of_account,
    of_result,
    of_task,
    out_of_time,
)
from .groups import Groups
from .task import AccountResult, ExecutorError, Results, Task, lost, pack, pack_request, unpack
from .worker import read_group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..account import Account
    from ..engine import Clients
    from ..query import Query
    from .groups import Group

#: Takes the secrets of all accounts of a task out of a text.
_Redact: TypeAlias = "Callable[[str], str]"

#: Tasks in flight where an executor does not say how many workers it has.
_WORKERS = 8


class ExecutorOptions(TypedDict):
    """Options of a listing by an executor; see ``Pager.collect``."""

    workers: int | None
    timeout: float | None
    config_file: str | os.PathLike[str] | None


class _Flight(NamedTuple):
    """A task that has been submitted: what its future is to return, and of which accounts."""

    group: Group
    positions: Sequence[int]
    task: Task
    future: Future[Results]


class _OriginalError(Exception):
    """What an executor raised, as the text of its traceback without secrets."""


class Dispatch:
    """One listing of many accounts by an executor's workers.

    Args:
        clients: The roster's: its options, and what ends the listing when the roster is closed.
        accounts: The accounts.
        query: What to list.
        unusable: Failures that the listing has anyway.
        executor: Runs the tasks.
        **options: See ``Pager.collect``.

    Raises:
        TypeError: ``executor`` is not one of ``concurrent.futures``.
        ConfigurationError: An option cannot work.
    """

    def __init__(
        self,
        clients: Clients,
        accounts: Sequence[Account],
        query: Query,
        unusable: Sequence[Failure],
        *,
        executor: Executor,
        **options: Unpack[ExecutorOptions],
    ) -> None:
        if not isinstance(executor, Executor):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
            raise TypeError(
                f"a concurrent.futures.Executor is needed, not {type(executor).__name__};"
                " of a Dask client, pass client.get_executor()"
            )
        self._clients = clients
        self._accounts = accounts
        self._names = [(account.provider, account.label) for account in accounts]
        self._query = query
        self._unusable = unusable
        self._executor = executor
        path, workers = options["config_file"], options["workers"]
        self._config_file = None if path is None else os.fspath(path)
        self._timeout = _checked_timeout(options["timeout"])
        self._groups = Groups(
            [account.provider for account in accounts],
            clients.options.concurrency,
            clients.options.provider_concurrency,
            _number_of(executor) if workers is None else _checked_workers(workers),
        )
        self._request = b""
        self._key = clients.options.clock.key()
        self._results: dict[int, AccountResult] = {}
        self._in_flight: dict[int, _Flight] = {}
        self._finished: asyncio.Queue[int] = asyncio.Queue()
        self._submitted = 0
        self._progress = ListProgress(
            len(unusable) + len(accounts), done=len(unusable), failures=len(unusable)
        )

    def progress(self) -> ListProgress:
        """Return what the tasks that came back have found; may be called from any thread."""
        return self._progress

    @property
    def reports(self) -> list[AccountReport]:
        """How the accounts were read so far, in their order."""
        unusable = [AccountReport(f.provider, f.account, failure=f) for f in self._unusable]
        results = map(self._results.get, range(len(self._accounts)))
        accounts = zip(results, self._names, strict=True)
        return [*unusable, *(one.report if one else AccountReport(*name) for one, name in accounts)]

    async def listing(self) -> Listing:
        """Return all endpoints in the accounts' order, and what could not be read.

        Raises:
            ClosedError: The roster was closed meanwhile.
        """
        running = self._clients.start(self._run())
        try:
            await running
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            raise ClosedError("the roster was closed during the listing") from None
        results = [self._results[position] for position in range(len(self._accounts))]
        failures = [*self._unusable, *(each for one in results for each in one.failures)]
        endpoints = [endpoint for one in results for endpoint in one.endpoints]
        return Listing(endpoints, failures, not failures, self.reports)

    async def _run(self) -> None:
        own_file = self._config_file is not None
        try:
            options = self._clients.options
            self._request = pack_request(self._query, options, own_file=own_file)
        except ExecutorError as error:
            self._lose(range(len(self._accounts)), error)
            return
        limit = asyncio.timeout(self._timeout)
        try:
            async with limit:
                await self._read_groups()
        except TimeoutError:
            if self._timeout is None or not limit.expired():
                raise
            left = [n for n in range(len(self._accounts)) if n not in self._results]
            self._lose(left, out_of_time(self._timeout))
        finally:
            for flight in self._in_flight.values():
                with suppress(Exception):  # futures of executors raise anything
                    flight.future.cancel()

    async def _read_groups(self) -> None:
        await self._submit_groups()
        while self._in_flight:
            flight = self._in_flight.pop(await self._finished.get(), None)
            if flight:  # a future may say more than once that it is done
                self._groups.release(flight.group)
                await self._submit_groups()  # first, so that no worker waits for the rest
                await self._take(flight)

    async def _submit_groups(self) -> None:
        while group := self._groups.next():
            self._submit(group)
            await asyncio.sleep(0)  # to submit can take a moment

    def _submit(self, group: Group) -> None:
        """Submit the accounts of a group that can travel."""
        positions, accounts = list(group.positions), None
        if self._config_file is None:
            packed = self._packed(group)
            positions, accounts = list(packed), tuple(packed.values())
        if not positions:
            self._groups.release(group)
            return
        self._submitted += 1
        number = self._submitted
        task = Task(
            f"{self._key}-{number}",
            tuple(self._names[position] for position in positions),
            accounts,
            self._config_file,
            self._request,
            group.at_once,
        )
        loop, finished = asyncio.get_running_loop(), self._finished

        def finish(_: object) -> None:
            with suppress(RuntimeError):  # the loop has ended: the listing was left
                loop.call_soon_threadsafe(finished.put_nowait, number)

        try:
            future = self._executor.submit(read_group, task)
            if not isinstance(future, Future):  # pyright: ignore[reportUnnecessaryIsInstance] - executors return anything
                raise TypeError(f"submit returned {type(future).__name__}, not a Future")  # noqa: TRY301 - as an executor's own
            future.add_done_callback(finish)
        except Exception as error:  # noqa: BLE001 - executors raise anything
            self._groups.release(group)
            self._lose(positions, not_accepted(error))
            return
        self._in_flight[number] = _Flight(group, positions, task, future)

    def _packed(self, group: Group) -> dict[int, bytes]:
        """Return the accounts that can be pickled, by their positions."""
        packed: dict[int, bytes] = {}
        for position in group.positions:
            try:
                packed[position] = pack(self._accounts[position])
            except Exception as error:  # noqa: BLE001 - an argument of a plug-in raises anything
                self._lose([position], of_account(error), self._redaction(group.positions))
        return packed

    async def _take(self, flight: _Flight) -> None:
        """Take what has come of a task."""
        results = _results_of(flight)
        if isinstance(results, ExecutorError):
            self._lose(flight.positions, results)
            return
        hide = self._redaction(flight.positions)
        for position, packed in zip(flight.positions, results, strict=True):
            self._open(position, packed, hide)
            await asyncio.sleep(0)  # a large account takes a moment

    def _open(self, position: int, packed: bytes, hide: _Redact) -> None:
        """Take what was found of one account."""
        try:
            result = unpack(packed)
        except Exception as error:  # noqa: BLE001 - the provider's own objects raise anything
            self._lose([position], of_result(error), hide)
            return
        if not _is_of(result, self._names[position]):
            self._lose([position], WRONG_RESULTS)
            return
        for failure in result.failures:
            failure.cause = one_line(hide(failure.cause))
        self._keep(position, result)

    def _redaction(self, positions: Sequence[int]) -> _Redact:
        """Return what redacts texts that may be about any of these accounts."""
        accounts = [self._accounts[position] for position in positions]
        secrets = {one for account in accounts for one in account.secrets.values()}
        return lambda text: redact(text, secrets)

    def _lose(
        self, positions: Sequence[int], error: ExecutorError, hide: _Redact | None = None
    ) -> None:
        """Report accounts that no worker has read; they are all of the task, without ``hide``."""
        error = _redacted(error, hide or self._redaction(positions))
        for position in positions:
            account, result = self._accounts[position], lost(self._names[position], error)
            telemetry.log_traceback(account, error)
            with telemetry.listing(account, result.report, result.failures):
                self._keep(position, result)

    def _keep(self, position: int, result: AccountResult) -> None:
        self._results[position] = result
        before = self._progress
        self._progress = before._replace(
            done=before.done + 1,
            pages=before.pages + result.report.pages,
            endpoints=before.endpoints + len(result.endpoints),
            failures=before.failures + len(result.failures),
        )


def _redacted(error: ExecutorError, hide: _Redact) -> ExecutorError:
    """Return the same error without secrets, for a failure and for the log."""
    cause = one_line(" ".join(hide(error.cause).split())).rstrip(".")
    redacted = ExecutorError(cause, error.advice)
    if error.__cause__:
        text = "".join(traceback.format_exception(error.__cause__))
        redacted.__cause__ = _OriginalError(hide(text))
    return redacted


def _results_of(flight: _Flight) -> tuple[bytes, ...] | ExecutorError:
    """Return the packed results of a task, or why there are none."""
    future = flight.future
    try:
        if future.cancelled():
            return CANCELLED
        if not future.done():  # to ask for its result would wait for it
            return WRONG_RESULTS
        if error := future.exception():
            return of_task(error)
        return _accounts_of(future.result(), flight.task) or WRONG_RESULTS
    except Exception as error:  # noqa: BLE001 - futures of executors raise anything
        return of_task(error)


def _accounts_of(results: object, task: Task) -> tuple[bytes, ...] | None:
    """Return the packed results of a task; None if this is something else."""
    if not isinstance(results, Results) or results.key != task.key:
        return None
    packed = results.accounts
    return packed if _are(packed, tuple, bytes) and len(packed) == len(task.names) else None


def _is_of(result: object, name: tuple[str, str]) -> TypeGuard[AccountResult]:
    """Tell whether a result is that of an account."""
    return (
        isinstance(result, AccountResult)
        and _are([result.report], list, AccountReport)
        and (result.report.provider, result.report.account) == name
        and _are(result.endpoints, list, Endpoint)
        and _are(result.failures, list, Failure)
    )


def _are(values: object, container: type[Sequence[Any]], kind: type) -> bool:
    """Tell whether values are what they should be, of which types say nothing after a journey."""
    if not isinstance(values, container):
        return False
    return all(isinstance(one, kind) for one in cast("Sequence[Any]", values))


def _number_of(executor: Executor) -> int:
    """Return how many workers an executor says that it has."""
    workers = getattr(executor, "_max_workers", None)  # of the standard library's pools
    return workers if isinstance(workers, int) and workers > 0 else _WORKERS


def _checked_timeout(timeout: float | None) -> float | None:
    if timeout is not None:
        try:
            check_seconds("timeout", timeout)
        except ArgumentError as error:
            raise ConfigurationError(error.message, argument="timeout") from None
    return timeout


def _checked_workers(workers: int) -> int:
    if not isinstance(workers, int) or isinstance(workers, bool) or workers < 1:  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
        raise ConfigurationError("workers must be an integer of 1 or more", "", "workers")
    return workers
