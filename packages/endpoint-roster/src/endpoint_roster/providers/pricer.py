"""What finds out the costs of a listing, and does not know any by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bills import ByHour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Endpoint
    from .bills import Bill
    from .steps import PriceSteps


class Pricer:
    """Finds out what endpoints of one account cost, during one listing; this one asks nothing.

    Args:
        bill: The bill of each endpoint; if left out, it is paid by the hour and has no price.
    """

    def __init__(self, bill: Bill | None = None) -> None:
        self._bill_of_each = bill or ByHour()

    def price(self, endpoints: Sequence[Endpoint]) -> PriceSteps:
        """Yield calls, receive their answers, and return a bill for each of the endpoints.

        It is called for page after page, so that what was asked before can be remembered.
        """
        yield from ()
        return [self._bill_of_each] * len(endpoints)
