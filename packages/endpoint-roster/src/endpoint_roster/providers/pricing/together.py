"""What Together's endpoints cost: hardware is priced by the minute, instance types by the hour."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ...models import EndpointState
from ..bills import ByHour, ByUse, Machines, Rate
from ..normalize import exact, part, parts, quantity, text
from ..pricer import Pricer
from ..steps import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from typing import TypeAlias

    from ...models import Endpoint
    from ..base import Provider
    from ..bills import Bill
    from ..steps import PriceSteps

    Asking: TypeAlias = Generator[list[Call], list[Any], None]

_CURRENCY = "USD"
_IDLE = {
    EndpointState.STOPPED: "",
    EndpointState.PENDING: "billing of it before it runs is not documented",
    EndpointState.FAILED: "billing of one that failed is not documented",
}


class TogetherPricer(Pricer):
    """Asks once for each of the two price lists, and of version 1 for each endpoint that runs."""

    def __init__(self, provider: Provider) -> None:
        self._operation: Callable[[str], Callable[..., Any]] = provider.operation
        self._hardware: dict[str, Machines] | Exception | None = None
        self._instance_types: dict[str, Machines] | Exception | None = None

    def price(self, endpoints: Sequence[Endpoint]) -> PriceSteps:
        """Ask for what the bills of these endpoints need and is not known yet."""
        bills: dict[int, Bill] = {}
        asked: list[int] = []
        for place, endpoint in enumerate(endpoints):
            if endpoint.kind == "serverless":
                bills[place] = ByUse("by use: paid per token", _CURRENCY)
            elif _is_of_version_2(endpoint):
                pass
            elif endpoint.kind != "dedicated":
                bills[place] = ByHour(missing="it is neither dedicated nor serverless")
            elif endpoint.state in _IDLE:
                bills[place] = _idle(endpoint)
            else:
                asked.append(place)
        if asked:
            yield from self._ask_for_hardware()
            details = yield from self._ask_for_details([endpoints[place] for place in asked])
            for place, detail in zip(asked, details, strict=True):
                bills[place] = self._bill_1(endpoints[place], detail)
        if len(bills) < len(endpoints):
            yield from self._ask_for_instance_types()
        return [
            bills[place] if place in bills else self._bill_2(endpoint)
            for place, endpoint in enumerate(endpoints)
        ]

    def _ask_for_details(
        self, endpoints: Sequence[Endpoint]
    ) -> Generator[list[Call], list[Any], list[Any]]:
        """Return the details of endpoints, which the list lacks; or why they are not known."""
        if isinstance(self._hardware, Exception):  # without prices, they are of no use
            return [self._hardware] * len(endpoints)
        missing = [one for one in endpoints if not hasattr(one.raw, "hardware")]
        get = self._operation("get_endpoint")
        calls = [Call(get(one.id), f"read the hardware of {one.id}") for one in missing]
        answers = iter((yield calls) if calls else [])
        return [one.raw if hasattr(one.raw, "hardware") else next(answers) for one in endpoints]

    def _ask_for_hardware(self) -> Asking:
        if self._hardware is None:
            (answer,) = yield [Call(self._operation("list_hardware")(), "list hardware")]
            self._hardware = answer if isinstance(answer, Exception) else _hardware(answer.data)

    def _ask_for_instance_types(self) -> Asking:
        if self._instance_types is None:
            request = self._operation("list_instance_types")()
            (answer,) = yield [Call(request, "list instance types")]
            self._instance_types = (
                answer if isinstance(answer, Exception) else _instance_types(answer.data)
            )

    def _bill_1(self, endpoint: Endpoint, answer: Any) -> Bill:
        """Return the bill of an endpoint of version 1, which runs on one kind of hardware.

        How many replicas run is not in any answer: at least the fewest that it scales to.
        """
        if isinstance(answer, Exception):
            return ByHour(missing=f"the prices could not be read: {answer}")
        name, bounds = text(answer.hardware), part(answer.autoscaling)
        least = quantity(bounds.min_replicas) if bounds else None
        most = quantity(bounds.max_replicas) if bounds else None
        doubts = [] if least == most else [f"the fewest; up to {most}" if most else "the fewest"]
        if endpoint.state not in (EndpointState.RUNNING, EndpointState.DEGRADED):
            doubts.append(f"all billed while {endpoint.state}")
        if least is None:
            doubts = ["the provider does not report how many replicas run"]
        return _priced(name, self._hardware, least, "; ".join(doubts))

    def _bill_2(self, endpoint: Endpoint) -> Bill:
        """Return the bill of an endpoint of version 2: the sum of its deployments'."""
        found = parts(endpoint.raw.deployments)
        if found is None or len(found) != len(endpoint.raw.deployments):
            return ByHour(missing="its deployments could not be read")
        if not found:
            return ByHour(idle="no deployment: nothing runs", currency=_CURRENCY)
        machines: list[Machines] = []
        missing = ""
        for one in found:
            ready, desired = quantity(one.ready_replicas), quantity(one.desired_replicas)
            running = desired if ready is None else ready
            doubt = ""
            if running is None and (text(one.state) or "").endswith("_STOPPED"):
                running = 0
            if running is None:
                doubt = "the provider does not report how many replicas run"
            elif desired is not None and desired != running:
                doubt = f"those that are ready; {desired} wanted"
            bill = _priced(text(one.hardware), self._instance_types, running, doubt)
            machines += bill.machines
            missing = missing or bill.missing
        return ByHour(tuple(machines), currency=_CURRENCY, missing=missing)


def _is_of_version_2(endpoint: Endpoint) -> bool:
    return hasattr(endpoint.raw, "deployments")


def _idle(endpoint: Endpoint) -> ByHour:
    doubt = _IDLE[endpoint.state]
    words = f"{endpoint.state}: paid only while it runs"
    return ByHour(idle=f"{words} ({doubt})" if doubt else words, currency=_CURRENCY, doubt=doubt)


def _priced(
    name: str | None,
    prices: dict[str, Machines] | Exception | None,
    running: int | None,
    doubt: str,
) -> ByHour:
    """Return the bill of machines of one kind."""
    machines = Machines(running, name, doubt=doubt)
    missing = ""
    if isinstance(prices, Exception):
        missing = f"the prices could not be read: {prices}"
    elif name is None or prices is None:
        missing = "the provider does not report its hardware"
    elif name not in prices:
        missing = f"{name} is not among the provider's prices"
    else:
        machines = prices[name]._replace(running=running, doubt=doubt)
        if machines.rate is None:
            missing = f"{name} has no price"
    return ByHour((machines,), currency=_CURRENCY, missing=missing)


def _hardware(data: Any) -> dict[str, Machines]:
    """Return the hardware of version 1, by its id."""
    found: dict[str, Machines] = {}
    for one in parts(data) or ():
        if name := text(one.id):
            specs, pricing = part(one.specs), part(one.pricing)
            cents = exact(pricing.cents_per_minute) if pricing else None
            found[name] = Machines(
                None,
                name,
                text(specs.gpu_type) if specs else None,
                quantity(specs.gpu_count) if specs else None,
                None
                if cents is None
                else Rate(cents * 60 / Decimal(100), _CURRENCY, f"{cents:f} US cents a minute"),
            )
    return found


def _instance_types(data: Any) -> dict[str, Machines]:
    """Return the instance types of version 2, by their name."""
    found: dict[str, Machines] = {}
    for one in parts(data) or ():
        if name := text(one.name):
            cents = exact(one.price_cents_per_hour)
            found[name] = Machines(
                None,
                name,
                text(one.gpu_type),
                quantity(one.gpu_count),
                None
                if cents is None
                else Rate(cents / Decimal(100), _CURRENCY, f"{cents:f} US cents an hour"),
            )
    return found
