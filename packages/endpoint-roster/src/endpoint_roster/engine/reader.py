"""Reads one account: takes its adapter's steps, sends its calls, delivers its pages."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.answers import Response
from endpoint_roster_core.bodies import unknown_encodings
from endpoint_roster_core.client import OUT_OF_BUDGET
from endpoint_roster_core.errors import ClientError, ClientTimeoutError

from .. import telemetry
from ..errors import DeadlineError, RosterError
from ..models import AccountReport
from ..providers import Call, Page
from .failures import failure_of
from .paging import ListingGuard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from ..account import Account
    from ..models import Endpoint, Failure
    from ..providers import Steps
    from ..query import Query
    from .clients import Clients, Connection
    from .pricing import Pricing

_log = logging.getLogger(__name__)
_MOST_NOTES = 20
#: Seconds after the deadline that a client has to notice it by itself.
_GRACE = 1.0
_CANCELLED_ITSELF = "the client cancelled its own request"
#: Requests for prices of one account that are sent at the same time.
_PRICES_AT_ONCE = 8


class AccountReader:
    """The reading of one account: its report, up to date at any time, and its failures.

    Args:
        clients: The roster's clients.
        account: The account.
        query: What to list.
        deliver: Takes the endpoints of a page that match the query; waits for a slow caller.
    """

    def __init__(
        self,
        clients: Clients,
        account: Account,
        query: Query,
        deliver: Callable[[list[Endpoint]], Awaitable[None]],
    ) -> None:
        self.report = AccountReport(account.provider, account.label)
        self.failures: list[Failure] = []
        self._clients = clients
        self._options = clients.options
        self._account = account
        self._query = query
        self._deliver = deliver
        self._guard = ListingGuard(self._options.max_pages, self._note)
        self._attempted = "connect"
        self._attempts = 0
        self._answered: tuple[str | None, datetime] | None = None
        self._pricing: Pricing | None = None
        self._pricing_seconds = 0.0

    async def read(self) -> None:
        """Read the account to its end; whatever goes wrong becomes a failure."""
        with telemetry.listing(self._account, self.report, self.failures):
            try:
                await self._list()
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if task is None or task.cancelling():
                    raise
                # Not this listing was cancelled: a client did it to itself.
                self._fail(RuntimeError(_CANCELLED_ITSELF))
            except Exception as error:  # noqa: BLE001 - one account must never cost the others
                self._fail(error)

    async def _list(self) -> None:
        async with self._clients.use(self._account) as connection:
            if self._query.costs:
                self._pricing = self._new_pricing(connection)
            query = self._query.for_account(self._account.provider, self._account.label)
            if not self._options.push_down:
                query = query.without_filters()
            with closing(connection.provider.list_endpoints(self._account, query)) as steps:
                await self._take(steps, connection)
        self._guard.end()

    def _new_pricing(self, connection: Connection) -> Pricing:
        from .pricing import Pricing  # only where it is asked for

        async def ask(calls: list[Call]) -> list[Any]:
            return await self._send_together(calls, connection)

        return Pricing(
            connection.provider.pricer(self._account),
            self._options.prices,
            ask,
            self._note,
            self._options.max_price_requests,
        )

    async def _take(self, steps: Steps, connection: Connection) -> None:
        """Take an adapter's steps, and give it the answers to its calls, or their errors."""
        answer: Any = None
        error: Exception | None = None
        while True:
            try:
                step = steps.throw(error) if error else steps.send(answer)
            except StopIteration:
                return
            self._guard.follow(step)
            answer = error = None
            if isinstance(step, Call):
                self._attempted = step.attempted
                try:
                    answer = await self._send(step, connection)
                    self.report.pages += 1
                except Exception as failed:  # noqa: BLE001 - the adapter may go on without it
                    error = failed
            elif isinstance(step, Page):
                if endpoints := self._query.pick(self._guard.new(step)):
                    if self._pricing:
                        await self._pricing.price(endpoints)
                    await self._deliver(endpoints)
                    self.report.endpoints += len(endpoints)
            else:
                self._fail(step.error, step.attempted)

    async def _send(self, call: Call, connection: Connection) -> Any:
        """Send one call within what is left of the deadline."""
        self._attempts = 0
        self._guard.before(call)
        since = self._options.clock.monotonic()
        try:
            left = self._options.deadline - self.report.seconds + self._pricing_seconds
            return await self._exchange(call, connection, left)
        finally:
            # Only these seconds count: what follows is the caller's time, not the provider's.
            self.report.seconds += self._options.clock.monotonic() - since

    async def _send_together(self, calls: list[Call], connection: Connection) -> list[Any]:
        """Send calls for prices, some at a time; return answers, or errors in their places.

        They have a deadline of their own, so that the endpoints are listed whatever they take.
        """
        turns = asyncio.Semaphore(_PRICES_AT_ONCE)
        clock, started = self._options.clock, self._options.clock.monotonic()

        async def send(call: Call) -> Any:
            async with turns:
                spent = self._pricing_seconds + clock.monotonic() - started
                return await self._exchange(call, connection, self._options.deadline - spent)

        try:
            answers = await asyncio.gather(*map(send, calls), return_exceptions=True)
        finally:
            seconds = clock.monotonic() - started
            self._pricing_seconds += seconds
            self.report.seconds += seconds
        return [
            RosterError(self._failure(each, call.attempted).cause)
            if isinstance(each, BaseException)
            else each
            for call, each in zip(calls, answers, strict=True)
        ]

    async def _exchange(self, call: Call, connection: Connection, left: float) -> Any:
        """Send one call within some seconds."""
        telemetry.call(call.attempted)
        started = time.monotonic()
        limit = asyncio.timeout(left + _GRACE)
        try:
            async with limit:
                response = await connection.client.send(call.request, deadline=left)
        except ClientError as error:
            self._count(error.attempts)
            if not isinstance(error, ClientTimeoutError) or time.monotonic() - started < left:
                raise
        except TimeoutError:
            self._count(1)
            if not limit.expired():
                raise
        else:
            self._count(response.attempts)
            self._look_at(response)
            return response.result()
        raise DeadlineError(
            f"the account was not read within the deadline of {self._options.deadline:g} s",
            "Raise deadline, or ask for less.",
        )

    def _count(self, attempts: int) -> None:
        self._attempts = attempts
        self.report.attempts += attempts

    def _look_at(self, answer: Any) -> None:
        """Note what time it is for the provider, and an encoding that nothing here knows."""
        if isinstance(answer, Response):  # a plug-in's client may answer with something else
            self._answered = answer.headers.get("date"), self._options.clock.now()
            if odd := unknown_encodings(answer.headers):
                self._note(f"answers have a Content-Encoding that was not asked for: {odd}")

    def _note(self, text: str) -> None:
        """Note what was strange and cost nothing, once."""
        if text not in self.report.notes and len(self.report.notes) < _MOST_NOTES:
            self.report.notes.append(text)
            _log.info("%s (%s): %s", self._account.provider, self._account.label, text)

    def _fail(self, error: Exception, attempted: str = "") -> None:
        """Note what could not be read."""
        if OUT_OF_BUDGET in getattr(error, "__notes__", ()):
            self._note(OUT_OF_BUDGET)
        self.failures.append(self._failure(error, attempted or self._attempted))
        self.report.failure = self.failures[0]

    def _failure(self, error: BaseException, attempted: str) -> Failure:
        if not isinstance(error, Exception):
            error = RuntimeError(_CANCELLED_ITSELF)
        return failure_of(
            error,
            self._account,
            self.report,
            attempted,
            self._attempts,
            now=self._options.clock.now(),
            answered=self._answered,
        )
