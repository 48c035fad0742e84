"""Reads accounts at the same time and hands over their endpoints, page by page.

It is asynchronous. The synchronous roster runs it in a thread (see ``loop_thread``), which makes
cancellation exact there too: a task can be cancelled in the middle of a request, a thread cannot.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..errors import ClosedError
from ..models import AccountReport, Listing
from .reader import AccountReader, Progress
from .turns import Turns

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
    Tasks and readers exist for the accounts that are being read; of the others, a report at most.
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
        self._pages: asyncio.Queue[AccountPage | None] = asyncio.Queue(_WAITING_PAGES)
        self._reports: dict[int, AccountReport] = {}
        self._failures: dict[int, list[Failure]] = {}
        self._progress = Progress()
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
                del page  # while the next is read, the caller alone has it
        finally:
            await self.close()

    @property
    def failures(self) -> list[Failure]:
        """What failed so far, in the accounts' order."""
        found = sorted(self._failures.items())
        return [*self._unusable, *(each for _, several in found for each in several)]

    @property
    def reports(self) -> list[AccountReport]:
        """How the accounts were read so far, in their order."""
        unusable = [AccountReport(f.provider, f.account, failure=f) for f in self._unusable]
        accounts = enumerate(self.accounts)
        started = self._reports
        return [
            *unusable,
            *(started.get(n) or AccountReport(a.provider, a.label) for n, a in accounts),
        ]

    def progress(self) -> ListProgress:
        """Return how far the accounts were read; may be called from any thread."""
        now, unusable = self._progress, len(self._unusable)
        return ListProgress(
            accounts=len(self.accounts) + unusable,
            done=now.done + unusable,
            pages=now.pages,
            endpoints=now.endpoints,
            failures=now.failures + unusable,
        )

    def listing(self, pages: list[AccountPage]) -> Listing:
        """Return the listing in the accounts' order; within an account, pages came in order."""
        pages.sort(key=lambda page: page[0])
        endpoints = [endpoint for _, page in pages for endpoint in page]
        failures = self.failures
        return Listing(endpoints, failures, not failures, self.reports)

    async def _read_all(self) -> None:
        options = self._clients.options
        turns = Turns(self.accounts, options.concurrency, options.provider_concurrency)
        async with asyncio.TaskGroup() as group:

            async def read(index: int) -> None:
                await self._read(index)
                turns.end(index)
                begin()

            def begin() -> None:
                for index in turns:
                    group.create_task(read(index))

            begin()
        await self._pages.put(None)

    async def _read(self, index: int) -> None:
        """Read one account, in a task of its own."""
        deliver, listing = partial(self._deliver, index), self._task
        reader = AccountReader(
            self._clients, self.accounts[index], self._query, deliver, self._progress
        )
        self._reports[index] = reader.report
        await reader.read(lambda: listing is not None and listing.cancelling() > 0)
        if reader.failures:
            self._failures[index] = reader.failures
        self._progress.done += 1

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Wake a caller who waits for pages of a listing that was cancelled or broke."""
        if task.cancelled() or task.exception():
            while not self._pages.empty():
                self._pages.get_nowait()
            self._pages.put_nowait(None)

    async def _deliver(self, index: int, endpoints: list[Endpoint]) -> None:
        await self._pages.put((index, endpoints))
