"""What PPIO's endpoints cost: the price of their product, for each worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..bills import ByHour, Machines, Rate
from ..normalize import exact, part, parts, quantity, text
from ..pricer import Pricer
from ..steps import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from endpoint_roster_ppio.models import Product

    from ...account import Account
    from ...models import Endpoint
    from ..base import Provider
    from ..bills import Bill
    from ..steps import PriceSteps

_PAGE = 100
_MOST_PAGES = 10
#: Larger ones cannot be a number of decimal places.
_LARGEST_PRECISION = 18


class PpioPricer(Pricer):
    """Asks once for the products with GPUs, and for those without if an endpoint has another."""

    def __init__(self, provider: Provider, account: Account) -> None:
        self._list_products: Callable[..., Any] = provider.operation("list_products")
        # Neither brand states its currency.
        self._currency = "USD" if "novita" in (account.base_url or "") else "CNY"
        self._products: dict[str, Product] = {}
        self._waiting = ["gpu", "cpu"]
        self._error: Exception | None = None

    def price(self, endpoints: Sequence[Endpoint]) -> PriceSteps:
        """Ask for products until that of each endpoint is known, or there are no more."""
        names = {name for one in endpoints if (name := text(one.raw.product_id))}
        while self._waiting and not names <= self._products.keys():
            yield from self._ask(self._waiting.pop(0))
        return [self._bill(endpoint) for endpoint in endpoints]

    def _ask(self, kind: str) -> Generator[list[Call], list[Any], None]:
        """Ask for the products of a kind, page after page."""
        cursor: str | None = None
        for number in range(1, _MOST_PAGES + 1):
            request = self._list_products(
                type_=kind, category="serverless", limit=_PAGE, cursor=cursor
            )
            (answer,) = yield [Call(request, f"list {kind} products, page {number}")]
            if isinstance(answer, Exception):
                self._error = answer
                return
            for product in parts(answer.data) or ():
                if name := text(product.id):
                    self._products[name] = product
            cursor = text(answer.next_cursor)
            if cursor is None or answer.has_more is False:
                return

    def _bill(self, endpoint: Endpoint) -> Bill:
        item = endpoint.raw
        name, config, workers = text(item.product_id), part(item.worker_config), parts(item.workers)
        if name is None:
            return ByHour(missing="the provider does not report its product")
        product = self._products.get(name)
        spec = part(product.resource_spec) if product else None
        gpu = part(spec.gpu) if spec else None
        machines = Machines(
            None if workers is None else len(workers),
            name,
            text(gpu.name) if gpu else None,
            quantity(config.gpu_num) if config else None,
            self._rate(product) if product else None,
            "" if workers is not None else "the provider does not report how many workers run",
        )
        missing = "" if machines.rate else f"product {name} has no price by the hour"
        if product is None and self._error:
            missing = f"the prices could not be read: {self._error}"
        elif product is None:
            missing = f"product {name} is not among those of the provider"
        return ByHour((machines,), "worker", missing=missing)

    def _rate(self, product: Product) -> Rate | None:
        """Return the price after discount: an integer with so many decimal places."""
        pricing = part(product.pricing)
        price = part(pricing.postpaid) if pricing else None
        precision = quantity(pricing.precision) if pricing else None
        if price is None or precision is None or precision > _LARGEST_PRECISION:
            return None
        amount = exact(price.final_price)
        if amount is None:
            amount = exact(price.base_price)
        if amount is None or text(price.unit) not in ("per_hour", None):
            return None
        amount = amount.scaleb(-precision)
        words = f"{amount:f} an hour, in {self._currency} (inferred)"
        return Rate(amount, self._currency, words, is_inferred=True)
