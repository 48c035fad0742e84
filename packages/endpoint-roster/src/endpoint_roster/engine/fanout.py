"""Reads accounts at the same time and hands over their endpoints, page by page.

It is asynchronous. The synchronous roster runs it in a thread (see ``loop_thread``), which makes
cancellation exact there too: a task can be cancelled in the middle of a request, a thread cannot.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..errors import ClosedError
from ..models import AccountReport, Listing
from .reader import AccountReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..account import Account
    from ..models import Endpoint, Failure
    from ..query import Query
    from .clients import Clients

#: Pages that may wait for a slow caller; more would only fill memory.
_WAITING_PAGES = 4

#: The position of an account, and endpoints of it.
AccountPage: TypeAlias = "tuple[int, list[Endpoint]]"


class ListProgress(NamedTuple):
    """How far a listing has come, all accounts together.

    Attributes:
        accounts: Accounts of the listing, unusable ones included.
        done: Accounts that were read to the end or have failed.
        pages: Pages read.
        endpoints: Endpoints found that pass the filters.
        failures: What could not be read so far.
    """

    accounts: int
    done: int = 0
    pages: int = 0
    endpoints: int = 0
    failures: int = 0


class FanOut:
    """One listing of many accounts, which begins with the first page that is asked for.

    It belongs to the event loop that it begins in. The results include accounts that are unusable.
    """

    def __init__(
        self,
        clients: Clients,
        accounts: Sequence[Account],
        query: Query,
        unusable: Sequence[Failure] = (),
    ) -> None:
        self._clients = clients
        self.accounts = accounts
        self._query = query
        self._unusable = unusable
        self._readers: dict[int, AccountReader] = {}
        self._done = 0
        self._waiting: dict[str, deque[tuple[int, Account]]] = {}
        for index, account in enumerate(accounts):
            self._waiting.setdefault(account.provider, deque()).append((index, account))
        self._busy: Counter[str] = Counter()
        self._pages: asyncio.Queue[AccountPage | None] = asyncio.Queue(_WAITING_PAGES)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._closed = False
        self._broken: BaseExceptionGroup[BaseException] | None = None

    async def next(self) -> AccountPage | None:
        """Return the next page with the position of its account; None when all is read.

        Raises:
            ClosedError: The listing was closed meanwhile, or belongs to another event loop.
            BaseExceptionGroup: Something broke that belongs to no account.
        """
        loop = asyncio.get_running_loop()
        if self._task is None:
            self._loop, self._task = loop, loop.create_task(self._read_all())
            self._clients.here.users.add(self.close)
        if self._loop is not loop:
            raise ClosedError("the listing belongs to another event loop, or another process")
        page = None if self._task.done() and self._pages.empty() else await self._pages.get()
        if self._closed:
            raise ClosedError("the roster was closed during the listing")
        if page is None:
            self._clients.here.users.discard(self.close)
            if self._broken:
                raise self._broken
        return page

    async def close(self) -> None:
        """Cancel what is still running, and wait until it has ended."""
        if self._task is None or self._loop is not asyncio.get_running_loop():
            return  # what is left of it ended with its own loop, or runs in the parent process
        ended = self._task.done()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        # Not before, so that closing the clients waits for it.
        self._clients.here.users.discard(self.close)
        if not ended:
            self._closed = True
            while not self._pages.empty():
                self._pages.get_nowait()
            self._pages.put_nowait(None)  # for a caller who is waiting

    @property
    def failures(self) -> list[Failure]:
        """What failed so far, in the accounts' order."""
        return [*self._unusable, *(each for one in self._in_order() for each in one.failures)]

    @property
    def reports(self) -> list[AccountReport]:
        """How the accounts were read that were started, in their order."""
        unusable = [AccountReport(f.provider, f.account, failure=f) for f in self._unusable]
        return [*unusable, *(reader.report for reader in self._in_order())]

    def progress(self) -> ListProgress:
        """Return how far the accounts were read; may be called from any thread."""
        readers = list(self._readers.values())
        return ListProgress(
            accounts=len(self.accounts) + len(self._unusable),
            done=self._done + len(self._unusable),
            pages=sum(reader.report.pages for reader in readers),
            endpoints=sum(reader.report.endpoints for reader in readers),
            failures=sum(len(reader.failures) for reader in readers) + len(self._unusable),
        )

    def listing(self, pages: list[AccountPage]) -> Listing:
        """Return the listing in the accounts' order; within an account, pages came in order."""
        pages.sort(key=lambda page: page[0])
        endpoints = [endpoint for _, page in pages for endpoint in page]
        failures = self.failures
        return Listing(endpoints, failures, not failures, self.reports)

    def _in_order(self) -> list[AccountReader]:
        return [self._readers[index] for index in sorted(self._readers)]

    async def _read_all(self) -> None:
        workers = min(self._clients.options.concurrency, len(self.accounts))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(workers):
                    group.create_task(self._work())
        except BaseExceptionGroup as broken:
            self._broken = broken  # for the caller, who would wait forever
        await self._pages.put(None)

    async def _work(self) -> None:
        # A worker that finds nothing may end: what still waits belongs to providers that are as
        # busy as they may be, and their own workers take it when they are done.
        while (following := self._next_account()) is not None:
            index, account = following
            self._busy[account.provider] += 1
            try:
                await self._reader(index, account).read()
            finally:
                self._busy[account.provider] -= 1
                self._done += 1

    def _next_account(self) -> tuple[int, Account] | None:
        """Return the first account that waits and whose provider is not too busy."""
        most = self._clients.options.provider_concurrency
        free = [queue for name, queue in self._waiting.items() if queue and self._busy[name] < most]
        return min(free, key=lambda queue: queue[0][0]).popleft() if free else None

    def _reader(self, index: int, account: Account) -> AccountReader:
        async def deliver(endpoints: list[Endpoint]) -> None:
            await self._pages.put((index, endpoints))

        reader = AccountReader(self._clients, account, self._query, deliver)
        self._readers[index] = reader
        return reader
