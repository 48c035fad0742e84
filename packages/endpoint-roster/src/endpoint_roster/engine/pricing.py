"""Finds out what the endpoints of one account cost, while they are listed.

What goes wrong is a note and leaves costs unknown: the listing is as complete as without costs.
"""

from __future__ import annotations

from decimal import Context, localcontext
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.redaction import one_line

from ..errors import RosterError
from ..providers.bills import ByHour
from .costs import cost_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from ..models import Endpoint
    from ..prices import HourlyPrice
    from ..providers import Call
    from ..providers.bills import Bill
    from ..providers.pricer import Pricer

#: More digits than any product of prices and counts has, whatever the caller's own context is.
_EXACT = Context(prec=60)


class Pricing:
    """Prices endpoints, page after page.

    Args:
        pricer: What the provider's adapter has for this listing.
        prices: The configured prices.
        ask: Sends calls and returns their answers, with an exception in place of a missing one.
        note: Takes what went wrong.
        most_requests: How many calls are sent at most.
    """

    def __init__(
        self,
        pricer: Pricer,
        prices: Sequence[HourlyPrice],
        ask: Callable[[list[Call]], Awaitable[list[Any]]],
        note: Callable[[str], object],
        most_requests: int,
    ) -> None:
        self._pricer = pricer
        self._prices = prices
        self._ask = ask
        self._note = note
        self._most = most_requests
        self._left = most_requests

    async def price(self, endpoints: Sequence[Endpoint]) -> None:
        """Fill in ``cost`` of endpoints."""
        try:
            bills = await self._bills(endpoints)
            costs = [
                cost_of(endpoint, bill, self._prices)
                for endpoint, bill in zip(endpoints, bills, strict=True)
            ]
        except Exception as error:  # noqa: BLE001 - prices must never cost the endpoints
            words = f"the costs are unknown: fault in the adapter: {type(error).__name__}: {error}"
            self._note(one_line(words))
            bill = ByHour(missing="the provider's prices could not be understood")
            costs = [cost_of(endpoint, bill, self._prices) for endpoint in endpoints]
        for endpoint, cost in zip(endpoints, costs, strict=True):
            endpoint.cost = cost

    async def _bills(self, endpoints: Sequence[Endpoint]) -> Sequence[Bill]:
        """Take the adapter's steps, and give it the answers to its calls."""
        steps = self._pricer.price(endpoints)
        answers: Any = None
        while True:
            try:
                with localcontext(_EXACT):
                    calls = steps.send(answers)
            except StopIteration as end:
                return end.value
            answers = await self._answers(calls)

    async def _answers(self, calls: list[Call]) -> list[Any]:
        """Send as many of the calls as may be sent, and note what is not answered."""
        sent, unsent = calls[: self._left], calls[self._left :]
        self._left -= max(1, len(sent)) if self._left else 0
        answers = await self._ask(sent) if sent else []
        failed = [
            (call, answer)
            for call, answer in zip(sent, answers, strict=True)
            if isinstance(answer, Exception)
        ]
        if failed:
            call, error = failed[0]
            more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
            self._note(one_line(f"prices: {call.attempted}: {error}{more}"))
        if unsent:
            self._note(
                f"not all prices were asked for: max_price_requests allows {self._most}"
                " requests for each account"
            )
        limit = RosterError(f"not asked for: max_price_requests is {self._most}", "Raise it.")
        return [*answers, *(limit for _ in unsent)]
