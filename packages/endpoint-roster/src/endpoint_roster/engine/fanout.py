"""Reads accounts at the same time and hands over what they have, page by page.

There is one engine, an asynchronous one. The synchronous roster runs it in a thread (see
``background``), which makes breaking off exact there too: a task can be cancelled in the middle
of a request, a thread cannot.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from endpoint_roster_core.client import AsyncClient
from endpoint_roster_core.errors import ClientError, ClientTimeoutError

from .. import registry
from ..errors import ClosedError, DeadlineError
from ..providers.base import Call, Client, Page, Provider
from ..telemetry import logs as observability
from .paging import Guard
from .progress import ListProgress, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..account import Account
    from ..models import AccountReport, Endpoint, Failure
    from ..options import Options
    from ..providers.base import Steps
    from ..query import ProviderOptions, Query

T = TypeVar("T")

#: Pages that may wait for a slow caller; more would only fill memory.
_WAITING_PAGES = 4
#: Seconds after the deadline that a client has to notice it by itself.
_GRACE = 1.0


class Engine:
    """Owns the connections of a roster: one client for each account, opened at first use.

    Args:
        options: Options of the roster.
        find: Finds the provider of a name.
    """

    def __init__(
        self,
        options: Options,
        *,
        find: Callable[[str], Provider] = registry.find,
    ) -> None:
        self.options = options
        self.find = find
        self._loaded: set[str] = set()
        self._by_loop: dict[asyncio.AbstractEventLoop, _Work] = {}

    def start(
        self, accounts: Sequence[Account], query: Query, options: Sequence[ProviderOptions] = ()
    ) -> Run:
        """Begin to read the accounts; call within the event loop."""
        run = Run(self, accounts, query, options)
        self._here().runs.add(run)
        return run

    def forget(self, run: Run) -> None:
        """Let go of a run that has ended."""
        self._here().runs.discard(run)

    async def client(self, account: Account, provider: Provider) -> Client:
        """Return the account's client.

        Raises:
            RosterError: It cannot be made.
        """
        here = self._here()
        if account not in here.clients and provider.name not in self._loaded:
            # The first of a provider imports its package and httpx, and prepares TLS. One provider
            # after the other, or each would prepare TLS for itself.
            async with here.loading:
                if account not in here.clients and provider.name not in self._loaded:
                    client = await _in_a_thread(lambda: self._open(account, provider, first=True))
                    here.clients[account] = observability.watch(client)
                    self._loaded.add(provider.name)
        if account not in here.clients:
            here.clients[account] = observability.watch(self._open(account, provider))
        here.dormant.discard(account)
        here.used[account] += 1
        return here.clients[account]

    async def done_with(self, account: Account) -> None:
        """Take back an account's client; of those that nobody uses, only some stay connected."""
        here = self._here()
        here.used[account] -= 1
        idle = [
            other
            for other, client in here.clients.items()
            if not here.used[other]
            and other not in here.dormant
            and isinstance(client, AsyncClient)
        ]
        for other in idle[: -self.options.concurrency]:
            here.dormant.add(other)
            await here.clients[other].aclose()

    def _here(self) -> _Work:
        """What is open in this event loop; loops that ended took with them what was theirs."""
        loop = asyncio.get_running_loop()
        if loop not in self._by_loop:
            for other in [one for one in self._by_loop if one.is_closed()]:
                del self._by_loop[other]
            self._by_loop[loop] = _Work()
        return self._by_loop[loop]

    def _open(self, account: Account, provider: Provider, *, first: bool = False) -> Client:
        client = provider.connect(account, self.options)
        if first:
            provider.prepare()
        if isinstance(client, AsyncClient):
            client.prepare()
        return client

    async def close(self) -> None:
        """End all runs and close all connections."""
        here = self._here()
        await asyncio.gather(*(run.close() for run in list(here.runs)))
        clients, here.clients = list(here.clients.values()), {}
        here.dormant.clear()
        # All are tried, so that one that cannot be closed leaves no other open.
        await asyncio.gather(*(client.aclose() for client in clients), return_exceptions=True)


class _Work:
    """What an engine has open in one event loop."""

    def __init__(self) -> None:
        self.clients: dict[Account, Client] = {}
        self.used: Counter[Account] = Counter()
        self.dormant: set[Account] = set()
        self.loading = asyncio.Lock()
        self.runs: set[Run] = set()


class Run:
    """One listing under way; it belongs to the event loop that it was begun in."""

    def __init__(
        self,
        engine: Engine,
        accounts: Sequence[Account],
        query: Query,
        options: Sequence[ProviderOptions] = (),
    ) -> None:
        self._engine = engine
        self._loop = asyncio.get_running_loop()
        self._query = query
        self._provider_options = options
        self._progress: dict[int, Progress] = {}
        self._accounts, self._done = len(accounts), 0
        self._waiting: dict[str, deque[tuple[int, Account]]] = {}
        for index, account in enumerate(accounts):
            self._waiting.setdefault(account.provider, deque()).append((index, account))
        self._busy: Counter[str] = Counter()
        self._pages: asyncio.Queue[tuple[int, list[Endpoint]] | None]
        self._pages = asyncio.Queue(_WAITING_PAGES)
        self._closed = False
        self._broken: BaseExceptionGroup[BaseException] | None = None
        workers = min(engine.options.concurrency, len(accounts))
        self._task = asyncio.create_task(self._read_all(workers))

    async def next(self) -> tuple[int, list[Endpoint]] | None:
        """Return the next page with the position of its account; None when all is read.

        Raises:
            ClosedError: The run was closed meanwhile, or belongs to another event loop.
            BaseExceptionGroup: Something broke that belongs to no account.
        """
        if self._loop is not asyncio.get_running_loop():
            raise ClosedError("the listing belongs to another event loop, or another process")
        page = None if self._task.done() and self._pages.empty() else await self._pages.get()
        if self._closed:
            raise ClosedError("the roster was closed during the listing")
        if page is None:
            self._engine.forget(self)
            if self._broken:
                raise self._broken
        return page

    def failures_in_order(self) -> list[Failure]:
        """Return what failed so far, in the accounts' order."""
        return [failure for progress in self._in_order() for failure in progress.failures]

    def reports_in_order(self) -> list[AccountReport]:
        """Return how the accounts were read that were begun, in their order."""
        return [progress.report() for progress in self._in_order()]

    def so_far(self) -> ListProgress:
        """Return how far the accounts were read; may be called from any thread."""
        begun = list(self._progress.values())
        return ListProgress(
            accounts=self._accounts,
            done=self._done,
            pages=sum(progress.pages for progress in begun),
            endpoints=sum(progress.endpoints for progress in begun),
            failures=sum(len(progress.failures) for progress in begun),
        )

    async def close(self) -> None:
        """Break off whatever is still under way, and wait until it has ended."""
        if self._loop is not asyncio.get_running_loop():
            return  # what is left of it ended with its own loop, or runs in the parent process
        ended = self._task.done()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._engine.forget(self)  # not before, so that closing the engine waits for it too
        if not ended:
            self._closed = True
            while not self._pages.empty():
                self._pages.get_nowait()
            self._pages.put_nowait(None)  # for a caller who is waiting

    def _in_order(self) -> list[Progress]:
        return [self._progress[index] for index in sorted(self._progress)]

    async def _read_all(self, workers: int) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(workers):
                    group.create_task(self._work())
        except BaseExceptionGroup as broken:
            self._broken = broken  # for the caller, who would wait for ever
        await self._pages.put(None)

    async def _work(self) -> None:
        # A worker that finds nothing may end: what still waits belongs to providers that are as
        # busy as they may be, and their own workers take it when they are done.
        while (following := self._next_account()) is not None:
            index, account = following
            self._busy[account.provider] += 1
            try:
                await self._read(index, account)
            finally:
                self._busy[account.provider] -= 1
                self._done += 1

    def _next_account(self) -> tuple[int, Account] | None:
        """Return the first account that waits and whose provider is not too busy."""
        most = self._engine.options.provider_concurrency
        free = [queue for name, queue in self._waiting.items() if queue and self._busy[name] < most]
        return min(free, key=lambda queue: queue[0][0]).popleft() if free else None

    async def _read(self, index: int, account: Account) -> None:
        """Read one account to its end; whatever goes wrong becomes a failure."""
        options = self._engine.options
        progress = Progress(account, options.deadline, options.clock)
        self._progress[index] = progress
        with observability.listing(progress):
            try:
                await self._follow(index, progress)
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if task is None or task.cancelling():
                    raise
                # Nobody cancelled this run: a client did it to itself, and the account is not read.
                progress.fail(RuntimeError("the request was cancelled from within"))
            except Exception as error:  # noqa: BLE001 - one account must never cost the others
                progress.fail(error)

    async def _follow(self, index: int, progress: Progress) -> None:
        account = progress.account
        provider = self._engine.find(account.provider)
        client = await self._engine.client(account, provider)
        try:
            steps = provider.list_endpoints(account, self._asked(account))
            await self._take(index, steps, client, progress)
        finally:
            await self._engine.done_with(account)

    async def _take(self, index: int, steps: Steps, client: Client, progress: Progress) -> None:
        """Take an adapter's steps, one after the other."""
        guard = Guard(progress, self._engine.options.max_pages)
        try:
            step = next(steps)
            while True:
                guard.follow(step)
                if isinstance(step, Call):
                    progress.attempted = step.attempted
                    try:
                        answer = await self._send(step, client, guard, progress)
                    except Exception as error:  # noqa: BLE001 - the adapter may go on without it
                        step = steps.throw(error)
                    else:
                        progress.pages += 1
                        step = steps.send(answer)
                elif isinstance(step, Page):
                    await self._deliver(index, guard.new(step), progress)
                    step = next(steps)
                else:
                    progress.fail(step.error, step.attempted)
                    step = next(steps)
        except StopIteration:
            pass
        finally:
            steps.close()
        guard.end()

    def _asked(self, account: Account) -> Query:
        """Return what to ask the provider."""
        query = self._query.for_account(account.provider, account.label, self._provider_options)
        return query if self._engine.options.push_down else query.without_filters()

    async def _send(self, call: Call, client: Client, guard: Guard, progress: Progress) -> Any:
        """Send one call within what is left of the deadline."""
        progress.attempts = 0
        guard.before(call)
        progress.start_clock()
        left = progress.seconds_left()
        started = time.monotonic()
        limit = asyncio.timeout(left + _GRACE)
        try:
            async with limit:
                with observability.call(progress):
                    response = await client.send(call.request, deadline=left)
        except ClientError as error:
            progress.count(error.attempts)
            if not isinstance(error, ClientTimeoutError) or time.monotonic() - started < left:
                raise
        except TimeoutError:
            progress.count(1)
            if not limit.expired():
                raise
        else:
            progress.count(response.attempts)
            return response.result()
        finally:
            progress.stop_clock()
        raise DeadlineError(
            f"the account was not read within the deadline of {self._engine.options.deadline:g}"
            " seconds",
            "Raise deadline, or ask for less.",
        )

    async def _deliver(self, index: int, new: list[Endpoint], progress: Progress) -> None:
        endpoints = self._query.pick(new)
        if endpoints:
            await self._pages.put((index, endpoints))
            progress.endpoints += len(endpoints)


async def _in_a_thread(work: Callable[[], T]) -> T:
    """Do slow work that is no input or output without holding up the event loop.

    The thread is the work's own and ends with it; the loop's executor would keep it.
    """
    executor = ThreadPoolExecutor(1, "endpoint-roster-import")
    try:
        return await asyncio.get_running_loop().run_in_executor(executor, work)
    finally:
        executor.shutdown(wait=False)
