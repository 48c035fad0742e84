"""Reads accounts at the same time and hands over their endpoints, page by page.

It is asynchronous. The synchronous roster runs it in a thread (see ``loop_thread``), which makes
cancellation exact there too: a task can be cancelled in the middle of a request, a thread cannot.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..errors import ClosedError
from ..models import AccountReport, Listing
from .reader import AccountReader

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

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
        self._pages: asyncio.Queue[AccountPage | None] = asyncio.Queue(_WAITING_PAGES)
        self._readers = [
            AccountReader(clients, account, query, partial(self._deliver, index))
            for index, account in enumerate(accounts)
        ]
        self._unusable = unusable
        self._done = len(unusable)
        self._task: asyncio.Task[None] | None = None

    async def next(self) -> AccountPage | None:
        """Return the next page with the position of its account; None when all is read.

        Raises:
            ClosedError: The listing was closed meanwhile, or belongs to another event loop.
            BaseExceptionGroup: Something broke that belongs to no account.
        """
        if self._task is None:
            self._task = self._clients.start(self._read_all())
            self._task.add_done_callback(self._ended)
        if self._task.get_loop() is not asyncio.get_running_loop():
            raise ClosedError("the listing belongs to another event loop, or another process")
        page = None if self._task.done() and self._pages.empty() else await self._pages.get()
        if self._task.cancelled():
            raise ClosedError("the roster was closed during the listing")
        if page is None and self._task.done():
            self._task.result()
        return page

    async def close(self) -> None:
        """Cancel what is still running, and wait until it has ended."""
        if self._task is None or self._task.get_loop() is not asyncio.get_running_loop():
            return  # what is left of it ended with its own loop, or runs in the parent process
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def pages(self) -> AsyncGenerator[AccountPage]:
        """Yield all pages; closing the generator closes the listing."""
        try:
            while (page := await self.next()) is not None:
                yield page
        finally:
            await self.close()

    @property
    def failures(self) -> list[Failure]:
        """What failed so far, in the accounts' order."""
        return [*self._unusable, *(each for one in self._readers for each in one.failures)]

    @property
    def reports(self) -> list[AccountReport]:
        """How the accounts were read so far, in their order."""
        unusable = [AccountReport(f.provider, f.account, failure=f) for f in self._unusable]
        return [*unusable, *(reader.report for reader in self._readers)]

    def progress(self) -> ListProgress:
        """Return how far the accounts were read; may be called from any thread."""
        reports = self.reports
        return ListProgress(
            accounts=len(reports),
            done=self._done,
            pages=sum(report.pages for report in reports),
            endpoints=sum(report.endpoints for report in reports),
            failures=len(self.failures),
        )

    def listing(self, pages: list[AccountPage]) -> Listing:
        """Return the listing in the accounts' order; within an account, pages came in order."""
        pages.sort(key=lambda page: page[0])
        endpoints = [endpoint for _, page in pages for endpoint in page]
        failures = self.failures
        return Listing(endpoints, failures, not failures, self.reports)

    async def _read_all(self) -> None:
        options = self._clients.options
        overall = asyncio.Semaphore(options.concurrency)
        of_providers = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(options.provider_concurrency)
        )

        async def read(reader: AccountReader) -> None:
            # First its provider's turn: an account that waits for it leaves room for others.
            async with of_providers[reader.report.provider], overall:
                await reader.read()
            self._done += 1

        async with asyncio.TaskGroup() as group:
            for reader in self._readers:
                group.create_task(read(reader))
        await self._pages.put(None)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Wake a caller who waits for pages of a listing that was cancelled or broke."""
        if task.cancelled() or task.exception():
            while not self._pages.empty():
                self._pages.get_nowait()
            self._pages.put_nowait(None)

    async def _deliver(self, index: int, endpoints: list[Endpoint]) -> None:
        await self._pages.put((index, endpoints))
