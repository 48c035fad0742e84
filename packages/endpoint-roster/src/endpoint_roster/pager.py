"""Listings: endpoints as they arrive, or all of them with what could not be read."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from .errors import IncompleteError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from .engine import FanOut, ListProgress
    from .engine.loop_thread import LoopThread
    from .models import Endpoint, Listing


class BasePager:
    """What both pagers have."""

    def __init__(self, start: Callable[[], FanOut]) -> None:
        self._new = start
        self._newest = start()
        self.accounts = self._newest.accounts

    def __repr__(self) -> str:
        count = len(self.accounts)
        return f"<{type(self).__name__}: {count} account{'' if count == 1 else 's'}>"

    def progress(self) -> ListProgress:
        """Return how far the newest iteration has come; may be called from any thread."""
        return self._newest.progress()

    def _start(self) -> FanOut:
        self._newest = self._new()
        return self._newest

    async def listing(self) -> Listing:
        """Return all endpoints and failures, in the event loop that the roster uses."""
        fanout = self._start()
        async with aclosing(fanout.pages()) as pages:
            return fanout.listing([page async for page in pages])


class Pager(BasePager):
    """One listing. Each iteration, and each ``collect()``, asks the providers again.

    Attributes:
        accounts: The accounts that are asked.
    """

    def __init__(self, roster: object, loop: LoopThread, start: Callable[[], FanOut]) -> None:
        super().__init__(start)
        self._roster = roster  # keeps it, and with it the thread, alive during the listing
        self._loop = loop

    def __iter__(self) -> Iterator[Endpoint]:
        """Yield endpoints as they arrive, in no certain order among accounts.

        Leaving the loop early cancels the requests of this listing, without waiting for their end.

        Raises:
            IncompleteError: After everything that could be read, if something could not.
            ClosedError: The roster is closed.
        """
        fanout = self._start()
        try:
            while (page := self._loop.call(fanout.next())) is not None:
                yield from page[1]
        finally:
            self._loop.release(fanout.close())
        if failures := fanout.failures:
            raise IncompleteError(failures)

    def collect(self) -> Listing:
        """Return all endpoints in the accounts' order, and what could not be read.

        Raises:
            ClosedError: The roster is closed.
        """
        return self._loop.call(self.listing())


class AsyncPager(BasePager):
    """One listing. Each iteration, and each ``collect()``, asks the providers again.

    Attributes:
        accounts: The accounts that are asked.
    """

    async def __aiter__(self) -> AsyncIterator[Endpoint]:
        """Yield endpoints as they arrive; as ``Pager.__iter__``."""
        fanout = self._start()
        async with aclosing(fanout.pages()) as pages:
            async for _, endpoints in pages:
                for endpoint in endpoints:
                    yield endpoint
        if failures := fanout.failures:
            raise IncompleteError(failures)

    async def collect(self) -> Listing:
        """Return all endpoints and failures; as ``Pager.collect``."""
        return await self.listing()
