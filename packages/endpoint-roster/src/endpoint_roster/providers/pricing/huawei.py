"""What Huawei's endpoints cost: custom ones, nothing by themselves; services, no API has prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..bills import ByHour, ByUse
from ..pricer import Pricer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import Endpoint
    from ..steps import PriceSteps

_CUSTOM = ByUse("by use: free by itself, its calls are paid per token at the model's price")
_SERVICE = ByHour(missing="no API has the price of a service")


class HuaweiPricer(Pricer):
    """Asks nothing: no API has prices."""

    def price(self, endpoints: Sequence[Endpoint]) -> PriceSteps:
        """Return the bills, by kind."""
        yield from ()
        return [_CUSTOM if endpoint.kind == "custom" else _SERVICE for endpoint in endpoints]
