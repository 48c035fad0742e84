"""Listings: endpoints as they arrive, or all of them with what could not be read."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, NamedTuple, Unpack

from .engine import FanOut
from .errors import IncompleteError

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Iterator, Sequence
    from concurrent.futures import Executor

    from .account import Account
    from .engine import Clients, ListProgress
    from .engine.loop_thread import LoopThread
    from .executors import Dispatch, ExecutorOptions
    from .models import AccountReport, Endpoint, Failure, Listing
    from .query import Query


class Selection(NamedTuple):
    """What is listed.

    Attributes:
        clients: The roster's clients.
        accounts: The accounts that the filters name.
        query: The filters.
        unusable: Failures of accounts that they name too.
    """

    clients: Clients
    accounts: Sequence[Account]
    query: Query
    unusable: Sequence[Failure]


class BasePager:
    """What both pagers have."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._newest: FanOut | Dispatch = FanOut(*selection)
        self.accounts = selection.accounts

    def __repr__(self) -> str:
        count = len(self.accounts)
        return f"<{type(self).__name__}: {count} account{'' if count == 1 else 's'}>"

    def progress(self) -> ListProgress:
        """Return how far the newest use of it has come; may be called from any thread.

        Of accounts that an executor's workers read, it counts those whose groups came back.
        """
        return self._newest.progress()

    def reports(self) -> Sequence[AccountReport]:
        """Return how the newest use of it has read each account so far, in their order.

        They are those that a listing has as ``accounts``. Where an executor's workers read, an
        account whose group did not come back has an empty one.
        """
        return self._newest.reports

    def _start(self) -> FanOut:
        self._newest = fanout = FanOut(*self._selection)
        return fanout

    async def _collect(
        self, executor: Executor | None, **options: Unpack[ExecutorOptions]
    ) -> Listing:
        if executor is None:
            if given := [name for name, value in options.items() if value is not None]:
                raise TypeError(f"{', '.join(given)}: only with an executor")
            return await self.listing()
        from .executors import Dispatch  # only where there is one

        self._newest = dispatch = Dispatch(*self._selection, executor=executor, **options)
        return await dispatch.listing()

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

    def __init__(self, roster: object, loop: LoopThread, selection: Selection) -> None:
        super().__init__(selection)
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

    def collect(
        self,
        *,
        executor: Executor | None = None,
        workers: int | None = None,
        timeout: float | None = None,
        config_file: str | os.PathLike[str] | None = None,
    ) -> Listing:
        """Return all endpoints in the accounts' order, and what could not be read.

        With an executor, its workers read the accounts in groups; the limits ``concurrency`` and
        ``provider_concurrency`` are for all workers together. The accounts travel to them pickled,
        with their secrets. What a worker cannot do is a failure of the accounts concerned.

        Args:
            executor: Any executor of ``concurrent.futures``: a process pool, Dask's
                ``client.get_executor()``. It is not shut down.
            workers: Groups to have in flight, best as many as the executor has workers. If left
                out: what a pool of the standard library says, else 8.
            timeout: Seconds to wait for the workers; accounts that were not read by then are
                failures. Without it, the listing waits as long as the executor.
            config_file: Path of a configuration file that each worker has. Then only the names of
                the accounts travel, and the workers read their secrets from there.

        Raises:
            ClosedError: The roster is closed.
            ConfigurationError: An option cannot work.
            TypeError: ``executor`` is something else, or left out where another argument needs it.
        """
        return self._loop.call(
            self._collect(executor, workers=workers, timeout=timeout, config_file=config_file)
        )


class AsyncPager(BasePager):
    """One listing. Each iteration, and each ``collect()``, asks the providers again.

    Attributes:
        accounts: The accounts that are asked.
    """

    async def __aiter__(self) -> AsyncIterator[Endpoint]:
        """Yield endpoints as they arrive; as ``Pager.__iter__``."""
        fanout = self._start()
        async with aclosing(fanout.pages()) as pages:
            async for page in pages:
                for endpoint in page[1]:
                    yield endpoint
                del page  # freed while the next is read
        if failures := fanout.failures:
            raise IncompleteError(failures)

    async def collect(
        self,
        *,
        executor: Executor | None = None,
        workers: int | None = None,
        timeout: float | None = None,
        config_file: str | os.PathLike[str] | None = None,
    ) -> Listing:
        """Return all endpoints and failures; as ``Pager.collect``."""
        return await self._collect(
            executor, workers=workers, timeout=timeout, config_file=config_file
        )
