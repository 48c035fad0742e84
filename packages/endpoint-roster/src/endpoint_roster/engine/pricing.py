"""Finds out what endpoints of one account cost, while they are listed or when one is read.

What goes wrong is a note and leaves costs unknown: the endpoints are as complete as without costs.
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from decimal import Context, localcontext
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.redaction import one_line

from ..errors import DeadlineError, RosterError
from ..models import AccountReport
from ..providers.bills import ByHour
from .conversation import Conversation
from .costs import cost_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..account import Account
    from ..models import Endpoint
    from ..options import Options
    from ..providers import Call, Calls
    from ..providers.bills import Bill
    from .clients import Clients, Connection

#: More digits than any product of prices and counts has, whatever the caller's own context is.
_EXACT = Context(prec=60)
#: Steps in which an adapter may ask in vain, beside those in which something is sent.
_MOST_UNSENT = 100
#: Requests of one account that are sent at the same time.
_AT_ONCE = 8


async def price_one(clients: Clients, account: Account, endpoint: Endpoint) -> None:
    """Fill in ``cost`` of an endpoint.

    Raises:
        RosterError: The account cannot be used.
    """
    report = AccountReport(account.provider, account.label)
    async with clients.use(account) as connection:
        pricing = Pricing(connection, account, clients.options, report, lambda _: None)
        await pricing.price([endpoint])


class Pricing:
    """Prices endpoints of an account, page after page.

    Its requests have a deadline of their own, so that all endpoints are listed whatever they take.

    Args:
        connection: The account's client and adapter.
        account: The account.
        options: Those of the roster.
        report: Where requests and seconds are counted.
        note: Takes what went wrong.

    Attributes:
        seconds: Time spent waiting for prices.
    """

    def __init__(
        self,
        connection: Connection,
        account: Account,
        options: Options,
        report: AccountReport,
        note: Callable[[str], object],
    ) -> None:
        self.seconds = 0.0
        self._connection = connection
        self._account = account
        self._options = options
        self._report = report
        self._note = note
        self._pricer = connection.provider.pricer(account)
        self._left = options.max_price_requests

    async def price(self, endpoints: Sequence[Endpoint]) -> None:
        """Fill in ``cost`` of endpoints."""
        prices = self._options.prices
        try:
            bills = await self._bills(endpoints)
            costs = [
                cost_of(endpoint, bill, prices)
                for endpoint, bill in zip(endpoints, bills, strict=True)
            ]
        except Exception as error:  # noqa: BLE001 - prices must never cost the endpoints
            # Its text is left out, because it may hold anything.
            self._note(f"prices: fault in the adapter ({type(error).__name__})")
            bill = ByHour(missing="the provider's prices could not be understood")
            costs = [cost_of(endpoint, bill, prices) for endpoint in endpoints]
        for endpoint, cost in zip(endpoints, costs, strict=True):
            endpoint.cost = cost

    async def _bills(self, endpoints: Sequence[Endpoint]) -> Sequence[Bill]:
        """Take the adapter's steps, and give it the answers to its calls."""
        answers: Any = None
        with closing(self._pricer.price(endpoints)) as steps:
            for _ in range(self._options.max_price_requests + _MOST_UNSENT):
                try:
                    with localcontext(_EXACT):
                        calls = steps.send(answers)
                except StopIteration as end:
                    return end.value
                answers = await self._answers(calls)
        raise RuntimeError("it asks endlessly")

    async def _answers(self, calls: list[Call]) -> list[Any]:
        """Send as many of the calls as may be sent; note what is not answered."""
        most = self._options.max_price_requests
        sent, unsent = calls[: self._left], calls[self._left :]
        self._left -= len(sent)
        answers = await self._send(sent)
        failed = [pair for pair in zip(sent, answers, strict=True) if _is_error(pair[1])]
        if failed:
            call, error = failed[0]
            more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
            self._note(one_line(f"prices: {call.attempted}: {error}{more}"))
        if unsent:
            self._note(
                f"prices: not all were asked for: max_price_requests allows {most} requests for"
                " each account"
            )
        limit = RosterError(f"not asked for: max_price_requests is {most}", "Raise it.")
        return [*answers, *(limit for _ in unsent)]

    async def _send(self, calls: list[Call]) -> list[Any]:
        """Send calls, some at a time; return answers, with errors in the places of some."""
        turns = asyncio.Semaphore(_AT_ONCE)
        clock = self._options.clock
        began = clock.monotonic() - self.seconds

        async def send(call: Call) -> Any:
            async with turns:
                return await self._send_one(call, clock.monotonic() - began)

        try:
            return await asyncio.gather(*map(send, calls))
        finally:
            spent = clock.monotonic() - began
            self._report.seconds += spent - self.seconds
            self.seconds = spent

    async def _send_one(self, call: Call, spent: float) -> Any:
        """Send one call within what is left of the deadline; return the answer or an error."""
        conversation = Conversation(self._account, self._options)
        conversation.connection = self._connection
        deadline = self._options.deadline
        limit = asyncio.timeout(max(0.0, deadline - spent))
        try:
            async with limit:
                return await conversation.hold(_once(call))
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return RosterError("the client cancelled its own request")
        except Exception as error:  # noqa: BLE001 - the adapter goes on without it
            late = DeadlineError(f"not read within the deadline of {deadline:g} s")
            failure = conversation.failure(late if limit.expired() else error)
            return RosterError(failure.cause)
        finally:
            self._report.attempts += conversation.attempts


def _once(call: Call) -> Calls[Any]:
    return (yield call)


def _is_error(answer: object) -> bool:
    return isinstance(answer, Exception)
