"""What endpoints cost: the figures are those of the simulated clouds' own books."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    Account,
    AsyncRoster,
    Cost,
    Endpoint,
    Listing,
    Roster,
    listing_from_dict,
    summarize,
    to_dict,
)
from endpoint_roster_sim import Simulator
from endpoint_roster_sim.faults import Status
from endpoint_roster_sim.fleets.ppio_products import BY_ID as PRODUCTS
from endpoint_roster_sim.fleets.together_hardware import BY_ID as HARDWARE
from endpoint_roster_together import Together
from endpoint_roster_together.models import DeploymentAutoscaling
from support.ways import done, each_way

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Long after every simulated endpoint was created.
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def clouds() -> Iterator[Simulator]:
    with Simulator(endpoints=30) as simulator:
        yield simulator


def accounts(clouds: Simulator, *providers: str) -> list[Account]:
    about = clouds.describe()
    return [Account(name, **about[name]) for name in providers or about]


def priced(*of: Account, **options: Any) -> Listing:
    with Roster(of, **options) as roster:
        return roster.list(costs=True).collect()


@pytest.fixture(scope="module")
def listing(clouds: Simulator) -> Listing:
    return priced(*accounts(clouds), page_size=7)


def per_hour(endpoints: list[Endpoint]) -> list[Decimal | None]:
    return [one.cost.per_hour if one.cost else None for one in endpoints]


def of(listing: Listing, provider: str) -> list[Endpoint]:
    return [one for one in listing.endpoints if one.provider == provider]


# The figures, calculated by hand.


def test_together_costs_minutes_of_each_replica(clouds: Simulator, listing: Listing) -> None:
    cloud = clouds["together"]
    expected: list[Decimal | None] = []
    with Together(api_key=cloud.api_key, base_url=cloud.base_url) as client:
        for item in cloud.fleet:
            if item["type"] == "serverless":
                expected.append(None)
            elif item["state"] in ("STOPPED", "PENDING", "ERROR", "FAILED"):
                expected.append(Decimal(0))
            else:
                one = client.endpoints.get(item["id"])
                cents = Decimal(str(round(HARDWARE[one.hardware].cents_per_hour / 60, 2)))
                expected.append(cents * 60 / 100 * one.autoscaling.min_replicas)
    assert per_hour(of(listing, "together")) == expected
    assert len(set(expected)) > 4


def test_ppio_costs_the_product_of_each_worker(clouds: Simulator, listing: Listing) -> None:
    expected = [
        Decimal(PRODUCTS[item["product_id"]].cny * 7 // 8) / 1000 * len(item["workers"])
        for item in clouds["ppio"].fleet
    ]
    assert per_hour(of(listing, "ppio")) == expected
    assert {one.cost.currency for one in of(listing, "ppio") if one.cost} == {"CNY"}
    assert len(set(expected)) > 4


def test_others_are_paid_by_use_or_unknown(listing: Listing) -> None:
    def kinds(provider: str) -> Counter[tuple[str | None, str]]:
        return Counter(
            (one.kind, "use" if one.cost.by_use else "unknown")
            for one in of(listing, provider)
            if one.cost and one.cost.per_hour is None
        )

    ark = Counter(one.kind for one in of(listing, "volcengine"))
    assert kinds("volcengine") == {
        ("serverless", "use"): ark["serverless"],
        ("dedicated", "unknown"): ark["dedicated"],
    }
    assert kinds("openrouter") == {("serverless", "use"): 30}
    assert kinds("huawei") == {("dedicated", "unknown"): 30}


def test_sums_are_by_currency_and_count_what_they_lack(clouds: Simulator, listing: Listing) -> None:
    (all_of_them,) = summarize(listing.endpoints, now=NOW)
    dollars = sum((a for a in per_hour(of(listing, "together")) if a), Decimal(0))
    yuan = sum((a for a in per_hour(of(listing, "ppio")) if a), Decimal(0))
    assert [(one.currency, one.per_hour) for one in all_of_them.costs] == [
        ("CNY", yuan),
        ("USD", dollars),
    ]
    assert [one.per_30_days for one in all_of_them.costs] == [yuan * 720, dollars * 720]
    serverless = sum(item["type"] == "serverless" for item in clouds["together"].fleet)
    units = sum(bool(item["ModelUnitId"]) for item in clouds["volcengine"].fleet)
    assert (all_of_them.endpoints, all_of_them.priced) == (150, 60 - serverless)
    assert all_of_them.by_use == 30 + serverless + 30 - units
    assert all_of_them.unknown == 30 + units


def test_since_creation_counts_every_second_since(listing: Listing) -> None:
    together = of(listing, "together")
    ((total,),) = [group.costs for group in summarize(together, now=NOW)]
    expected = Decimal(0)
    for one, amount in zip(together, per_hour(together), strict=True):
        if amount:
            assert one.created_at is not None
            expected += amount * ((NOW - one.created_at) // timedelta(seconds=1)) / 3600
    assert expected <= total.since_creation < expected + Decimal("0.01")


def test_groups_come_the_most_expensive_first(listing: Listing) -> None:
    groups = summarize(listing.endpoints, ["provider", "kind"], now=NOW)
    assert [(group.words["provider"], group.words["kind"]) for group in groups] == [
        ("ppio", "dedicated"),
        ("together", "dedicated"),
        ("huawei", "dedicated"),
        ("openrouter", "serverless"),
        ("together", "serverless"),
        ("volcengine", "dedicated"),
        ("volcengine", "serverless"),
    ]
    assert sum(group.endpoints for group in groups) == 150
    owners = summarize(listing.endpoints, ["owner"], now=NOW)
    assert owners[0].words["owner"] == of(listing, "ppio")[0].owner


async def test_the_asynchronous_roster_finds_the_same(clouds: Simulator, listing: Listing) -> None:
    with localcontext() as context:
        context.prec = 3  # of the program, which has its own reasons
        async with AsyncRoster(accounts(clouds), page_size=100) as roster:
            found = await roster.list(costs=True).collect()
    assert found == listing


def test_json_data_gives_the_costs_back(listing: Listing) -> None:
    data = json.loads(json.dumps(to_dict(listing)))
    amounts = [each["cost"]["per_hour"] for each in data["endpoints"]]
    assert {type(amount) for amount in amounts} == {str, type(None)}
    assert summarize(listing_from_dict(data).endpoints, now=NOW) == summarize(
        listing.endpoints, now=NOW
    )


# Together's projects.


@pytest.fixture
def now() -> list[datetime]:
    return [datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)]


def test_an_endpoint_of_version_2_is_the_sum_of_its_deployments(now: list[datetime]) -> None:
    with Simulator(endpoints=0, providers=["together"], clock=lambda: now[0]) as simulator:
        cloud = simulator["together"]
        (account,) = accounts(simulator)
        with Together(
            api_key=cloud.api_key, base_url=cloud.base_url, project_id=cloud.project_id
        ) as client:
            empty = client.project_endpoints.create(name="empty")
            pair = client.project_endpoints.create(name="pair")
            for number, config in enumerate(("1xnvidia-h100-80gb", "8xnvidia-h200-140gb"), 1):
                client.deployments.create(
                    pair.id,
                    name=f"d{number}",
                    model=f"projects/{cloud.project_id}/models/ml_1",
                    config=f"projects/proj_platform/configs/{config}",
                    autoscaling=DeploymentAutoscaling(min_replicas=number, max_replicas=number),
                )
        starting = {one.id: one.cost for one in priced(account).endpoints}
        now[0] += timedelta(seconds=5)
        cloud.forget_requests()
        running = {one.id: one.cost for one in priced(account).endpoints}
    assert [request.path for request in cloud.requests].count(
        "/v2/public/inference-instance-types"
    ) == 1
    assert starting[empty.id] == Cost("no deployment: nothing runs", Decimal(0), "USD")
    before, after = starting[pair.id], running[pair.id]
    assert before is not None
    assert (before.per_hour, before.is_estimate) == (0, True), "none is ready"
    assert after == Cost(
        "1 replica of 1xnvidia-h100-80gb x 399 US cents an hour,"
        " 2 replicas of 8xnvidia-h200-140gb x 4392 US cents an hour",
        Decimal("91.83"),
        "USD",
    )


# Prices by use.


def test_ark_fills_in_exact_prices_of_a_token(clouds: Simulator, listing: Listing) -> None:
    found = [
        one for one in of(listing, "volcengine") if (one.model or "").startswith("deepseek-r1-")
    ]
    assert found
    for one in found:
        if one.kind == "serverless":
            prices = [(p.item, p.amount, p.currency, p.unit) for p in one.prices]
            assert prices == [
                ("prompt", Decimal("0.000004"), "CNY", "token"),
                ("completion", Decimal("0.000016"), "CNY", "token"),
            ]
            assert one.cost == Cost(
                "by use: paid per token, at the list prices of deepseek-r1, in CNY (inferred)",
                currency="CNY",
                by_use=True,
                is_estimate=True,
            )


def test_byteplus_is_paid_in_dollars() -> None:
    with Simulator(endpoints=12, providers=["volcengine"]) as simulator:
        cloud = simulator["volcengine"]
        cloud.is_byteplus, cloud.region = True, "ap-southeast-1"
        listing = priced(*accounts(simulator))
    assert listing.complete, listing.failures
    prices = [price for one in listing.endpoints for price in one.prices]
    assert {(price.currency, price.unit) for price in prices} == {("USD", "token")}


# Requests.


def test_prices_are_asked_for_only_when_they_are_wanted(clouds: Simulator) -> None:
    (account,) = accounts(clouds, "together")
    cloud = clouds["together"]
    with Roster([account]) as roster:
        cloud.forget_requests()
        plain = roster.list().collect()
        without = len(cloud.requests)
        cloud.forget_requests()
        roster.list(costs=True, states=["stopped"]).collect()
        stopped = len(cloud.requests)
        cloud.forget_requests()
        found = roster.list(costs=True).collect()
    assert all(one.cost is None for one in plain.endpoints)
    assert stopped == without, "what is stopped costs nothing, at any price"
    asked = [record.path for record in cloud.requests]
    running = [one for one in found.endpoints if one.cost and one.cost.per_hour]
    assert asked.count("/v1/hardware") == 1
    assert sorted(asked)[1 : 1 + len(running)] == sorted(f"/v1/endpoints/{e.id}" for e in running)
    assert len(asked) == without + 1 + len(running)


def test_a_listing_imports_nothing_of_costs() -> None:
    program = (
        "import sys, endpoint_roster as r\n"
        "from endpoint_roster_sim import Simulator\n"
        "with Simulator(endpoints=2) as s:\n"
        "    accounts = [r.Account(p, **a) for p, a in s.describe().items()]\n"
        "    with r.Roster(accounts) as roster:\n"
        "        assert roster.list().collect().complete\n"
        "print([m for m in sys.modules if m.startswith('endpoint_roster.') and any(\n"
        "    word in m for word in ('pric', 'cost', 'bills'))])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_requests_for_prices_are_bounded(clouds: Simulator) -> None:
    (account,) = accounts(clouds, "together")
    cloud = clouds["together"]
    cloud.forget_requests()
    listing = priced(account, max_price_requests=4)
    asked = [record.path for record in cloud.requests]
    assert sum("/v1/endpoints/" in path for path in asked) == 3, "and the hardware"
    assert (listing.complete, len(listing.endpoints)) == (True, 30)
    (note,) = listing.accounts[0].notes
    assert note == (
        "prices: not all were asked for: max_price_requests allows 4 requests for each account"
    )
    unknown = [one.cost for one in listing.endpoints if one.cost and not one.cost.by_use]
    reasons = Counter(cost.basis for cost in unknown if cost.per_hour is None)
    (reason,) = reasons
    assert "max_price_requests is 4" in reason


@each_way
@pytest.mark.parametrize("provider", ["together", "ppio", "volcengine"])
async def test_one_endpoint_is_read_with_its_cost(
    clouds: Simulator, provider: str, way: str
) -> None:
    (account,) = accounts(clouds, provider)
    roster: Any = Roster([account]) if way == "sync" else AsyncRoster([account])
    listing = await done(roster.list(costs=True).collect())
    endpoint = next(one for one in listing.endpoints if one.cost.per_hour or one.prices)
    assert (await done(roster.get(endpoint))).cost is None
    clouds[provider].forget_requests()
    assert (await done(roster.get(endpoint, costs=True))).cost == endpoint.cost
    assert len(clouds[provider].requests) == 2, "the endpoint, and its price"
    await done(roster.close() if way == "sync" else roster.aclose())


@pytest.mark.parametrize(
    ("provider", "failing"), [("together", "list hardware"), ("ppio", "list gpu products, page 1")]
)
def test_prices_that_cannot_be_read_leave_the_listing_complete(provider: str, failing: str) -> None:
    with Simulator(
        endpoints=12, providers=[provider], faults=[Status(503, nth=2, provider=provider)]
    ) as simulator:
        (account,) = accounts(simulator)
        listing = priced(account, max_attempts=1)
    assert (listing.complete, listing.failures, len(listing.endpoints)) == (True, [], 12)
    (note,) = listing.accounts[0].notes
    assert note.startswith(f"prices: {failing}: ")
    assert "503" in note
    unknown = [
        one for one in listing.endpoints if one.cost and "could not be read" in one.cost.basis
    ]
    assert unknown
    assert {one.cost.per_hour for one in unknown if one.cost} == {None}
    (group,) = summarize(unknown, now=NOW)
    assert (group.unknown, group.costs) == (len(unknown), ())


def test_ark_is_paid_by_use_even_where_its_prices_cannot_be_read() -> None:
    with Simulator(
        endpoints=12, providers=["volcengine"], faults=[Status(500, nth=2)]
    ) as simulator:
        listing = priced(*accounts(simulator), max_attempts=1)
    assert listing.complete
    assert {bool(one.prices) for one in listing.endpoints} == {False}
    assert {
        one.cost.by_use for one in listing.endpoints if one.cost and one.kind == "serverless"
    } == {True}
