"""Reads accounts at the same time and hands over what they have, page by page.

There is one engine, an asynchronous one. The synchronous roster runs it in a thread (see
``background``), which makes breaking off exact there too: a task can be cancelled in the middle
of a request, a thread cannot.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from . import registry
from .errors import AnswerError, ClosedError, DeadlineError
from .progress import Progress
from .providers.base import Call, Client, Page, Provider
from .retry import Retry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .account import Account
    from .models import Endpoint, Failure
    from .options import Options
    from .query import Query

#: Pages that may wait for a slow caller; more would only fill memory.
_WAITING_PAGES = 4


class Engine:
    """Owns the connections of a roster: one client for each account, opened at first use.

    Args:
        options: Options of the roster.
        find: Finds the provider of a name.
        retry: The rules of repetition; made from the options if left out.
    """

    def __init__(
        self,
        options: Options,
        *,
        find: Callable[[str], Provider] = registry.find,
        retry: Retry | None = None,
    ) -> None:
        self.options = options
        self.find = find
        self.retry = retry or Retry(options.max_attempts)
        self._clients: dict[Account, Client] = {}
        self._runs: set[Run] = set()

    def start(self, accounts: Sequence[Account], query: Query) -> Run:
        """Begin to read the accounts; call within the event loop."""
        run = Run(self, accounts, query)
        self._runs.add(run)
        return run

    def forget(self, run: Run) -> None:
        """Let go of a run that has ended."""
        self._runs.discard(run)

    def client(self, account: Account, provider: Provider) -> Client:
        """Return the account's client.

        Raises:
            RosterError: It cannot be made.
        """
        if account not in self._clients:
            self._clients[account] = provider.connect(account, self.options)
        return self._clients[account]

    async def close(self) -> None:
        """End all runs and close all connections."""
        await asyncio.gather(*(run.close() for run in list(self._runs)))
        clients, self._clients = list(self._clients.values()), {}
        # All are tried, so that one that cannot be closed leaves no other open.
        await asyncio.gather(*(client.aclose() for client in clients), return_exceptions=True)


class Run:
    """One listing under way."""

    def __init__(self, engine: Engine, accounts: Sequence[Account], query: Query) -> None:
        self._failures: list[tuple[int, Failure]] = []
        self._engine = engine
        self._query = query
        self._pages: asyncio.Queue[tuple[int, list[Endpoint]] | None]
        self._pages = asyncio.Queue(_WAITING_PAGES)
        self._closed = False
        self._task = asyncio.create_task(self._read_all(accounts))

    async def next(self) -> tuple[int, list[Endpoint]] | None:
        """Return the next page with the position of its account; None when all is read.

        Raises:
            ClosedError: The run was closed meanwhile.
        """
        page = None if self._task.done() and self._pages.empty() else await self._pages.get()
        if self._closed:
            raise ClosedError("the roster was closed during the listing")
        if page is None:
            self._engine.forget(self)
        return page

    def failures_in_order(self) -> list[Failure]:
        """Return what failed so far, in the accounts' order."""
        return [failure for _, failure in sorted(self._failures, key=lambda pair: pair[0])]

    async def close(self) -> None:
        """Break off whatever is still under way, and wait until it has ended."""
        self._engine.forget(self)
        ended = self._task.done()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if not ended:
            self._closed = True
            while not self._pages.empty():
                self._pages.get_nowait()
            self._pages.put_nowait(None)  # for a caller who is waiting

    async def _read_all(self, accounts: Sequence[Account]) -> None:
        waiting = iter(enumerate(accounts))
        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._engine.options.concurrency, len(accounts))):
                group.create_task(self._work(waiting))
        await self._pages.put(None)

    async def _work(self, waiting: Iterator[tuple[int, Account]]) -> None:
        for index, account in waiting:
            await self._read(index, account)

    async def _read(self, index: int, account: Account) -> None:
        """Read one account to its end; whatever goes wrong becomes a failure."""
        progress = Progress(account, self._engine.options.deadline)
        try:
            await self._follow(index, progress)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            # Nobody cancelled this run: a client did it to itself, and the account is not read.
            stray = RuntimeError("the request was cancelled from within")
            self._failures.append((index, progress.failure(stray)))
        except Exception as error:  # noqa: BLE001 - one account must never cost the others
            self._failures.append((index, progress.failure(error)))

    async def _follow(self, index: int, progress: Progress) -> None:
        """Take an adapter's steps, one after the other."""
        provider = self._engine.find(progress.account.provider)
        client = self._engine.client(progress.account, provider)
        steps = provider.steps(progress.account, self._query)
        sent: set[str] = set()
        left_out = 0
        try:
            step = next(steps)
            while True:
                if isinstance(step, Call):
                    progress.attempted = step.attempted
                    try:
                        answer = await self._send(step, client, sent, progress)
                    except Exception as error:  # noqa: BLE001 - the adapter may go on without it
                        step = steps.throw(error)
                    else:
                        progress.pages += 1
                        step = steps.send(answer)
                elif isinstance(step, Page):
                    left_out += step.left_out
                    await self._deliver(index, step, progress)
                    step = next(steps)
                else:
                    self._failures.append((index, progress.failure(step.error, step.attempted)))
                    step = next(steps)
        except StopIteration:
            pass
        finally:
            steps.close()
        if left_out:
            raise AnswerError(
                f"{left_out} items of the answers are no objects and are not listed",
                "Report this to the provider: its answer is damaged.",
                "missing_items",
            )

    async def _send(self, call: Call, client: Client, sent: set[str], progress: Progress) -> Any:
        """Send one call within what is left of the deadline."""
        progress.attempts = 0
        identity = f"{call.operation!r} {call.arguments!r}"
        if identity in sent:
            raise AnswerError(
                "the answers go round in a circle: a page was announced that was read before",
                "Try again; if it lasts, report it to the provider.",
                "repeated_page",
            )
        sent.add(identity)
        progress.start_clock()
        limit = asyncio.timeout(progress.seconds_left())
        try:
            async with limit:
                return await self._engine.retry.run(
                    lambda: call.operation.asyncio(client=client, **call.arguments), progress
                )
        except TimeoutError:
            if not limit.expired():
                raise
            seconds = self._engine.options.deadline
            raise DeadlineError(
                f"the account was not read within the deadline of {seconds:g} seconds",
                "Raise deadline, or ask for less.",
            ) from None
        finally:
            progress.stop_clock()

    async def _deliver(self, index: int, page: Page, progress: Progress) -> None:
        endpoints = self._query.pick(page.endpoints)
        if endpoints:
            await self._pages.put((index, endpoints))
            progress.endpoints += len(endpoints)
