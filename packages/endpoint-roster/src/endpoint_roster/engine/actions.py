"""Many actions at once, within bounds; their results come as they end."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..errors import ClosedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..account import Account
    from ..models import ActionResult
    from .clients import Clients

#: Actions of one account at the same time.
_OF_ACCOUNT = 4


class Run(Protocol):
    """An ``ActionRun``, or the like."""

    @property
    def account(self) -> Account:
        """The account that it belongs to."""
        ...

    async def run(self) -> ActionResult:
        """Do it."""
        ...


class ActionProgress(NamedTuple):
    """How far the actions of a plan have come.

    Attributes:
        actions: All of them.
        started: Those that have started, or ended.
        ended: Those that have ended.
        failed: Those of them that were refused, have failed, or are unknown.
    """

    actions: int
    started: int = 0
    ended: int = 0
    failed: int = 0


class Actions:
    """Actions that run at the same time, so many of each account; one that fails costs no other.

    What has started is never broken off: to stop is to start no more. It belongs to the event loop
    that it begins in.

    Args:
        clients: The roster's clients.
        runs: The actions.
        begin: Called with the position of each action before anything is sent for it. If it raises
            something, that action does not begin, nor does any other, and ``next`` raises it at
            the end.
    """

    def __init__(
        self, clients: Clients, runs: Sequence[Run], begin: Callable[[int], object] = lambda _: None
    ) -> None:
        self.results: list[ActionResult] = []
        self._clients = clients
        self._runs = runs
        self._begin = begin
        self._started: set[int] = set()
        self._failed = 0
        self._stopped = False
        self._error: Exception | None = None
        self._waiting: asyncio.Queue[ActionResult | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def next(self) -> ActionResult | None:
        """Return the next result; None when all that has started has ended.

        Raises:
            RosterError: What an action raised.
            Exception: What ``begin`` raised.
            ClosedError: They belong to another event loop, or another process.
            BaseExceptionGroup: Something broke that belongs to no endpoint.
        """
        if self._task is None:
            self._task = self._clients.start_actions(self)
        if self._task.get_loop() is not asyncio.get_running_loop():
            raise ClosedError("the actions belong to another event loop, or another process")
        result = None if self._task.done() and self._waiting.empty() else await self._waiting.get()
        if result is None:
            await self._task
            if self._error:
                raise self._error
        return result

    async def finish(self) -> None:
        """Start no more, and wait for the end of what has started."""
        self._stopped = True
        if self._task is not None and self._task.get_loop() is asyncio.get_running_loop():
            await asyncio.wait([self._task])

    def _may_begin(self, number: int) -> bool:
        """Announce that an action is about to begin, and tell whether it may."""
        try:
            self._begin(number)
        except Exception as error:  # noqa: BLE001 - it is the caller's, who receives it
            self._error, self._stopped = error, True
            return False
        return True

    @property
    def not_started(self) -> list[int]:
        """The positions of the actions that have not started."""
        return [number for number in range(len(self._runs)) if number not in self._started]

    def progress(self) -> ActionProgress:
        """Return how far they have come; may be called from any thread."""
        return ActionProgress(len(self._runs), len(self._started), len(self.results), self._failed)

    async def run(self) -> None:
        """Do them all."""
        options = self._clients.options
        overall = asyncio.Semaphore(options.concurrency)
        of_providers = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(options.provider_concurrency)
        )
        of_accounts = defaultdict["Account", asyncio.Semaphore](
            lambda: asyncio.Semaphore(_OF_ACCOUNT)
        )

        async def do(number: int, run: Run) -> None:
            account = run.account
            # First its account's turn: what waits for it leaves room for others.
            async with of_accounts[account], of_providers[account.provider], overall:
                if self._stopped:
                    return
                if not self._may_begin(number):
                    return
                self._started.add(number)
                try:
                    result = await run.run()
                except Exception as error:  # noqa: BLE001 - one must never cost the others
                    self._error = error
                    return
            self.results.append(result)
            self._failed += result.failure is not None
            self._waiting.put_nowait(result)

        try:
            async with asyncio.TaskGroup() as group:
                for number, run in enumerate(self._runs):
                    group.create_task(do(number, run))
        finally:
            self._waiting.put_nowait(None)
