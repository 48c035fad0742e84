"""Reads one account: takes its adapter's steps, sends its calls, delivers its pages."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.bodies import unknown_encodings
from endpoint_roster_core.client import OUT_OF_BUDGET
from endpoint_roster_core.errors import ClientError, ClientTimeoutError
from endpoint_roster_core.responses import Response

from .. import telemetry
from ..errors import DeadlineError
from ..models import AccountReport
from ..providers import Call, Page
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


class Progress:
    """How far the accounts of a listing have come, all together; any thread may look at it."""

    __slots__ = ("done", "endpoints", "failures", "pages")

    def __init__(self) -> None:
        self.done = self.pages = self.endpoints = self.failures = 0


class AccountReader:
    """The reading of one account: its report, up to date at any time, and its failures.

    Args:
        clients: The roster's clients.
        account: The account.
        query: What to list.
        deliver: Takes the endpoints of a page that match the query; waits for a slow caller.
        progress: Where pages, endpoints and failures are counted.
    """

    def __init__(
        self,
        clients: Clients,
        account: Account,
        query: Query,
        deliver: Callable[[list[Endpoint]], Awaitable[None]],
        progress: Progress,
    ) -> None:
        self.report = AccountReport(account.provider, account.label)
        self.failures: list[Failure] = []
        self._clients = clients
        self._options = clients.options
        self._account = account
        self._query = query
        self._deliver = deliver
        self._progress = progress
        self._guard = ListingGuard(self._options.max_pages, self._note)
        self._attempted = "connect"
        self._attempts = 0
        self._answered: tuple[str | None, datetime] | None = None
        self._pricing: Pricing | None = None

    async def read(self, is_over: Callable[[], bool]) -> None:
        """Read the account to its end; whatever goes wrong becomes a failure.

        Args:
            is_over: Whether the listing is being cancelled.
        """
        with telemetry.listing(self._account, self.report, self.failures):
            try:
                await self._list()
            except asyncio.CancelledError:
                if is_over():
                    raise
                # Not this listing was cancelled: a client did it to itself.
                self._fail(RuntimeError("the client cancelled its own request"))
            except Exception as error:  # noqa: BLE001 - one account must never cost the others
                self._fail(error)

    async def _list(self) -> None:
        async with self._clients.use(self._account) as connection:
            if self._query.costs:
                from .pricing import Pricing  # only where it is asked for

                self._pricing = Pricing(
                    connection, self._account, self._options, self.report, self._note
                )
            query = self._query.for_account(self._account.provider, self._account.label)
            if not self._options.push_down:
                query = query.without_filters()
            with closing(connection.provider.list_endpoints(self._account, query)) as steps:
                await self._take(steps, connection)
        self._guard.end()

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
                    self._progress.pages += 1
                except Exception as failed:  # noqa: BLE001 - the adapter may go on without it
                    error = failed
            elif isinstance(step, Page):
                if endpoints := self._query.pick(self._guard.new(step)):
                    if self._pricing:
                        await self._pricing.price(endpoints)
                    await self._deliver(endpoints)
                    self.report.endpoints += len(endpoints)
                    self._progress.endpoints += len(endpoints)
            else:
                self._fail(step.error, step.attempted)

    async def _send(self, call: Call, connection: Connection) -> Any:
        """Send one call within what is left of the deadline."""
        self._attempts = 0
        self._guard.before(call)
        telemetry.call(call.attempted)
        clock, report = self._options.clock, self.report
        for_prices = self._pricing.seconds if self._pricing else 0.0
        left = self._options.deadline - report.seconds + for_prices
        started, since = time.monotonic(), clock.monotonic()
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
        finally:
            # Only these seconds count: what follows is the caller's time, not the provider's.
            report.seconds += clock.monotonic() - since
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
        from .failures import failure_of  # not before something fails

        if OUT_OF_BUDGET in getattr(error, "__notes__", ()):
            self._note(OUT_OF_BUDGET)
        failure = failure_of(
            error,
            self._account,
            self.report,
            attempted or self._attempted,
            self._attempts,
            now=self._options.clock.now(),
            answered=self._answered,
        )
        self.failures.append(failure)
        self._progress.failures += 1
        self.report.failure = self.failures[0]
