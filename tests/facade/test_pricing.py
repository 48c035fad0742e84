"""How costs are found out: bounds, deadlines, and adapters and clouds that talk nonsense."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar
from unittest.mock import ANY

import pytest
from endpoint_roster import Account, Endpoint, EndpointState
from endpoint_roster.engine import Clients, FanOut
from endpoint_roster.options import Options
from endpoint_roster.providers import Call, Page, Provider, Steps, find
from endpoint_roster.providers.bills import ByHour, ByUse, Machines, Rate
from endpoint_roster.providers.pricer import Pricer
from endpoint_roster.query import Query
from endpoint_roster_ppio.models import Endpoint as PpioEndpoint
from endpoint_roster_ppio.models import ListProductsResponse
from endpoint_roster_together.models import (
    DedicatedEndpoint,
    ListHardwareResponse,
    ListInstanceTypesResponse,
    ProjectEndpoint,
)
from support.fakes import FakeClient, FakeRequest, Handler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from endpoint_roster import Listing
    from endpoint_roster.providers.bills import Bill
    from endpoint_roster.providers.steps import PriceSteps

DOLLAR = ByHour((Machines(1, rate=Rate(Decimal(1), "USD", "1 USD")),))


async def names(client: Any, page: int) -> list[str]:
    return [f"{page}-{number}" for number in range(3)]


class PricerOf(Pricer):
    def __init__(self, price: Callable[[Sequence[Endpoint]], PriceSteps]) -> None:
        super().__init__()
        self._price = price

    def price(self, endpoints: Sequence[Endpoint]) -> PriceSteps:
        return self._price(endpoints)


class Priced(Provider):
    """A provider of two pages, whose costs come from a function."""

    name = "together"
    arguments: ClassVar = {}
    credentials = ((),)

    def __init__(self, price: Callable[[Sequence[Endpoint]], PriceSteps]) -> None:
        self._price = price

    def connect(self, account: Account, options: Options) -> Any:
        return FakeClient()

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        for page in range(2):
            found = yield Call(FakeRequest(names, {"page": page}), f"page {page}")
            yield Page([Endpoint("together", account.label, name) for name in found])

    def pricer(self, account: Account) -> Pricer:
        return PricerOf(self._price)


async def collected(price: Callable[[Sequence[Endpoint]], PriceSteps], **options: Any) -> Listing:
    provider = Priced(price)
    clients = Clients(Options(**options), find=lambda _: provider)
    account = Account("together", "t", api_key="k")
    fanout = FanOut(clients, [account], Query(costs=True))
    listing = fanout.listing([page async for page in fanout.pages()])
    await clients.close()
    assert (listing.failures, len(listing.endpoints)) == ([], 6)
    return listing


def calls(handler: Handler, count: int) -> list[Call]:
    return [Call(FakeRequest(handler, {"number": n}), f"price {n}") for n in range(count)]


async def test_some_prices_are_asked_for_at_a_time() -> None:
    now = most = 0

    async def handler(client: Any, number: int) -> int:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.001)
        now -= 1
        return number

    def price(endpoints: Sequence[Endpoint]) -> PriceSteps:
        answers = yield calls(handler, 30)
        assert answers == [*range(30)], "in the order of the calls"
        return [DOLLAR] * len(endpoints)

    listing = await collected(price)
    assert most == 8
    assert {one.cost.per_hour for one in listing.endpoints if one.cost} == {1}
    report = listing.accounts[0]
    assert (report.pages, report.attempts) == (2, 62), "prices are no pages"


async def test_prices_that_never_come_cost_no_endpoint() -> None:
    async def handler(client: Any, number: int) -> None:
        await asyncio.Event().wait()

    def price(endpoints: Sequence[Endpoint]) -> PriceSteps:
        (error,) = yield calls(handler, 1)
        return [ByHour(missing=str(error))] * len(endpoints)

    listing = await collected(price, deadline=0.05)
    bases = {one.cost.basis for one in listing.endpoints if one.cost}
    assert bases == {"not read within the deadline of 0.05 s"}
    assert listing.accounts[0].notes == ["prices: price 0: not read within the deadline of 0.05 s"]


def fails(endpoints: Sequence[Endpoint]) -> PriceSteps:
    yield from ()
    raise ZeroDivisionError("a secret")


def has_too_few(endpoints: Sequence[Endpoint]) -> PriceSteps:
    yield from ()
    return [DOLLAR]


def asks_for_nothing_without_end(endpoints: Sequence[Endpoint]) -> PriceSteps:
    while True:
        yield []


def asks_without_end(endpoints: Sequence[Endpoint]) -> PriceSteps:
    async def handler(client: Any, number: int) -> None:
        return None

    while True:
        yield calls(handler, 1)


@pytest.mark.parametrize(
    ("price", "error"),
    [
        (fails, "ZeroDivisionError"),
        (has_too_few, "ValueError"),
        (asks_for_nothing_without_end, "RuntimeError"),
        (asks_without_end, "RuntimeError"),
    ],
)
async def test_a_faulty_adapter_leaves_costs_unknown_and_nothing_else(
    price: Callable[[Sequence[Endpoint]], PriceSteps], error: str
) -> None:
    listing = await collected(price, max_price_requests=5)
    assert f"prices: fault in the adapter ({error})" in listing.accounts[0].notes
    assert {one.cost.per_hour for one in listing.endpoints if one.cost} == {None}
    assert "a secret" not in repr(listing)


async def test_an_adapter_without_prices_leaves_them_unknown() -> None:
    listing = await collected(Pricer().price)
    bases = {one.cost.basis for one in listing.endpoints if one.cost}
    assert bases == {"the provider's API has no price for it"}


# What clouds answer.


def bill_of(provider: str, endpoint: Endpoint, *answers: Any) -> Bill:
    """Return the bill of an endpoint, by answers to one call after the other."""
    account = Account(provider, api_key="k")
    steps = find(provider).pricer(account).price([endpoint])
    try:
        next(steps)
        for answer in answers:
            steps.send([answer])
    except StopIteration as end:
        return end.value[0]
    pytest.fail("it wants more answers")


@pytest.mark.parametrize(
    ("cents", "amount"),
    [
        (5.42, Decimal("3.252")),
        (7, Decimal("4.2")),
        (0, Decimal(0)),
        (-1.0, None),
        ("dear", None),
        (True, None),
        (None, None),
        (1e300, None),
        (float("nan"), None),
        ({}, None),
    ],
)
def test_hardware_at_any_price(cents: Any, amount: Decimal | None) -> None:
    raw = DedicatedEndpoint.from_dict(
        {"hardware": "h1", "autoscaling": {"min_replicas": 1, "max_replicas": 1}}
    )
    endpoint = Endpoint(
        "together", "t", "1", kind="dedicated", state=EndpointState.RUNNING, raw=raw
    )
    hardware = {"id": "h1", "pricing": {"cents_per_minute": cents}, "specs": {"gpu_count": 1}}
    bill = bill_of("together", endpoint, ListHardwareResponse.from_dict({"data": [hardware]}))
    assert isinstance(bill, ByHour)
    (machines,) = bill.machines
    assert (machines.rate and machines.rate.amount) == amount
    assert bool(bill.missing) == (amount is None)


@pytest.mark.parametrize(
    ("deployments", "running"),
    [
        ([{"hardware": "h1", "readyReplicas": 2, "desiredReplicas": 2}], [(2, False)]),
        ([{"hardware": "h1", "readyReplicas": 1, "desiredReplicas": 3}], [(1, True)]),
        ([{"hardware": "h1", "desiredReplicas": 3}], [(3, False)]),
        ([{"hardware": "h1", "state": "DEPLOYMENT_STATE_STOPPED"}], [(0, False)]),
        ([{"hardware": "h1", "readyReplicas": -1}], [(None, True)]),
    ],
)
def test_replicas_of_deployments(deployments: Any, running: list[tuple[int | None, bool]]) -> None:
    raw = ProjectEndpoint.from_dict({"deployments": deployments})
    endpoint = Endpoint("together", "t", "1", kind="dedicated", raw=raw)
    types = {"data": [{"name": "h1", "priceCentsPerHour": 325, "gpuCount": 1, "gpuType": "g"}]}
    bill = bill_of("together", endpoint, ListInstanceTypesResponse.from_dict(types))
    assert isinstance(bill, ByHour)
    assert [(one.running, bool(one.doubt)) for one in bill.machines] == running
    assert {one.rate.amount for one in bill.machines if one.rate} == {Decimal("3.25")}


@pytest.mark.parametrize("deployments", [None, "all", [5]])
def test_deployments_that_cannot_be_read_are_not_taken_for_none(deployments: Any) -> None:
    raw = ProjectEndpoint.from_dict({"deployments": deployments})
    endpoint = Endpoint("together", "t", "1", kind="dedicated", raw=raw)
    bill = bill_of("together", endpoint, ListInstanceTypesResponse.from_dict({"data": []}))
    assert bill == ByHour(missing="its deployments could not be read")


@pytest.mark.parametrize(
    ("pricing", "amount"),
    [
        ({"precision": 3, "postpaid": {"base_price": 2400, "final_price": 2100}}, Decimal("2.1")),
        ({"precision": 0, "postpaid": {"base_price": 2, "final_price": None}}, Decimal(2)),
        ({"precision": 3, "postpaid": {"final_price": 0}}, Decimal(0)),
        ({"precision": 3, "postpaid": {"final_price": 5, "unit": "per_month"}}, None),
        ({"precision": 99, "postpaid": {"final_price": 5}}, None),
        ({"precision": -1, "postpaid": {"final_price": 5}}, None),
        ({"precision": None, "postpaid": {"final_price": 5}}, None),
        ({"precision": 3, "postpaid": {"final_price": -5}}, None),
        ({"precision": 3, "postpaid": {}}, None),
        ({"precision": 3}, None),
        (None, None),
    ],
)
def test_products_at_any_price(pricing: Any, amount: Decimal | None) -> None:
    raw = PpioEndpoint.from_dict({"product_id": "p", "workers": [{}, {}]})
    products = ListProductsResponse.from_dict({"data": [5, {"id": "p", "pricing": pricing}]})
    bill = bill_of("ppio", Endpoint("ppio", "p", "1", raw=raw), products)
    assert isinstance(bill, ByHour)
    (machines,) = bill.machines
    assert machines.running == 2
    assert (machines.rate and machines.rate.amount) == amount
    assert bool(bill.missing) == (amount is None)


@pytest.mark.parametrize(
    ("account", "currency"),
    [
        (Account("ppio", api_key="k"), "CNY"),
        (Account("ppio", api_key="k", base_url="https://api.novita.ai"), "USD"),
    ],
    ids=["ppio", "novita"],
)
def test_sisters_differ_in_currency(account: Account, currency: str) -> None:
    endpoint = Endpoint(
        "ppio", "a", "1", raw=PpioEndpoint.from_dict({"product_id": "p", "workers": [{}]})
    )
    price = {"precision": 2, "postpaid": {"base_price": 250, "unit": "per_hour"}}
    answer = ListProductsResponse.from_dict({"data": [{"id": "p", "pricing": price}]})
    steps = find("ppio").pricer(account).price([endpoint])
    (call,) = next(steps)
    assert call.attempted == "list gpu products, page 1"
    with pytest.raises(StopIteration) as end:
        steps.send([answer])
    ((machines,), *_) = end.value.value[0]
    assert machines.rate == Rate(Decimal("2.50"), currency, ANY, is_inferred=True)


def test_a_product_of_no_list_is_unknown() -> None:
    raw = PpioEndpoint.from_dict({"product_id": "old", "workers": []})
    nothing = ListProductsResponse.from_dict({"data": []})
    bill = bill_of("ppio", Endpoint("ppio", "p", "1", raw=raw), nothing, nothing)
    assert isinstance(bill, ByHour)
    assert bill.missing == "product old is not among those of the provider"


def test_a_serverless_endpoint_asks_nothing() -> None:
    bill = bill_of("together", Endpoint("together", "t", "1", kind="serverless"))
    assert bill == ByUse("by use: paid per token", "USD")
