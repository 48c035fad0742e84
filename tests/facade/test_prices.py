"""Configured prices: the table [prices], which price counts, and what is wrong with one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    Account,
    ConfigurationError,
    Cost,
    Endpoint,
    EndpointState,
    HourlyPrice,
    Replicas,
    Roster,
)
from endpoint_roster.engine.costs import cost_of
from endpoint_roster.providers.bills import ByHour, ByUse, Machines, Rate
from endpoint_roster_sim import Simulator
from endpoint_roster_sim.faults import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from endpoint_roster.providers.bills import Bill

ACCOUNT = '[[accounts]]\nprovider = "ppio"\napi_key = { env = "GOOD" }\n'
TABLE = """
[prices.gpus]
h100 = { amount = 3.10, currency = "USD" }
"RTX *" = { amount = 2, currency = "CNY" }

[prices.endpoints]
"huawei/*/chat-*" = { amount = "12.345678901234567890", currency = "CNY" }

[prices.products]
"a100-80g.?x" = { amount = 0.1, currency = "USD" }
"""


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOD", "a-key")


def test_the_prices_of_a_file_are_exact_and_in_its_order(write: Callable[[str], Path]) -> None:
    with Roster.from_file(write(ACCOUNT + TABLE)) as roster:
        prices = roster.options.prices
    assert prices == (
        HourlyPrice("gpu", "h100", Decimal("3.10"), "USD"),
        HourlyPrice("gpu", "RTX *", Decimal(2), "CNY"),
        HourlyPrice("endpoint", "huawei/*/chat-*", Decimal("12.345678901234567890"), "CNY"),
        HourlyPrice("product", "a100-80g.?x", Decimal("0.1"), "USD"),
    )
    assert [str(price.amount) for price in prices][:2] == ["3.10", "2"]


@pytest.mark.parametrize(
    ("lines", "key", "cause"),
    [
        ("prices = 5", "prices", "must be a table"),
        ("[prices.gpu]", "gpu", "unknown key 'gpu'"),
        ("[prices]\n\ngpus = 3", "gpus", "must be a table"),
        ("[prices.gpus]\n\nh100 = 3.99", "h100", "must have an amount and a currency"),
        ('[prices.gpus]\n\nh100 = { currency = "USD" }', "h100", "has no amount"),
        ("[prices.gpus]\n\nh100 = { amount = 2 }", "h100", "has no currency"),
        ('[prices.gpus.h100]\namount = 2\ncurency = "USD"', "curency", "unknown key 'curency'"),
        ('[prices.gpus.h100]\ncurrency = "USD"\namount = -0.01', "amount", "not be negative"),
        ('[prices.gpus.h100]\ncurrency = "USD"\namount = "dear"', "amount", "must be a number"),
        ('[prices.gpus.h100]\ncurrency = "USD"\namount = true', "amount", "must be a number"),
        ('[prices.gpus.h100]\ncurrency = "USD"\namount = nan', "amount", "finite number"),
        ('[prices.gpus.h100]\ncurrency = "USD"\namount = inf', "amount", "finite number"),
        ('[prices.gpus.h100]\ncurrency = "USD"\namount = 1e40', "amount", "out of range"),
        (
            '[prices.gpus.h100]\ncurrency = "USD"\namount = 0.1234567890123456789',
            "amount",
            "more than 18 digits after the point",
        ),
        ('[prices.gpus.h100]\namount = 1\ncurrency = "usd"', "currency", "three capital letters"),
        ('[prices.gpus]\n\n" " = { amount = 1, currency = "USD" }', " ", "not empty"),
    ],
)
def test_what_is_wrong_with_a_price_is_said_with_its_line_and_key(
    write: Callable[[str], Path], lines: str, key: str, cause: str
) -> None:
    # The last line of the text is the one at fault.
    text = f"{lines}\n{ACCOUNT}" if lines.startswith("prices") else f"{ACCOUNT}{lines}\n"
    line = 1 if lines.startswith("prices") else text.count("\n")
    with pytest.raises(ConfigurationError) as caught:
        Roster.from_file(write(text))
    assert f"line {line}, {key}: " in caught.value.cause
    assert cause in caught.value.cause


@pytest.mark.parametrize("amount", [2.5, True, "3", None])
def test_a_price_in_code_is_exact_too(amount: Any) -> None:
    with pytest.raises(ConfigurationError, match="amount"):
        HourlyPrice("gpu", "h100", amount, "USD")
    wrong: Any = "gpus"
    with pytest.raises(ConfigurationError, match="gpus"):
        HourlyPrice(wrong, "h100", Decimal(1), "USD")
    prices: Any = [{"gpu": "h100"}]
    with pytest.raises(ConfigurationError, match="prices"):
        Roster([], prices=prices)


# Which price counts.

RUNNING = Endpoint("huawei", "h", "chat-1", name="Chat", state=EndpointState.RUNNING)
STOPPED = Endpoint("huawei", "h", "chat-2", state=EndpointState.STOPPED)
UNPRICED = ByHour((Machines(3, "2xh100", "H100", 2),), missing="no price")
PRICED = ByHour((Machines(3, "2xh100", "H100", 2, Rate(Decimal("1.10"), "USD", "1.10 an hour")),))
NONE: list[HourlyPrice] = []
OF_ALL = [
    HourlyPrice("gpu", "h*", Decimal(1), "USD"),
    HourlyPrice("gpu", "h100", Decimal(9), "EUR"),
    HourlyPrice("product", "2xH100", Decimal(5), "USD"),
    HourlyPrice("endpoint", "huawei/*/chat-?", Decimal("0.5"), "CNY"),
]


@pytest.mark.parametrize(
    ("endpoint", "bill", "prices", "cost"),
    [
        pytest.param(
            *(RUNNING, PRICED, OF_ALL),
            Cost("3 replicas of 2xh100 x 1.10 an hour", Decimal("3.30"), "USD"),
            id="the provider's own first",
        ),
        pytest.param(
            *(RUNNING, UNPRICED, OF_ALL),
            Cost(
                "endpoint at 0.5 CNY an hour (configured for endpoint huawei/*/chat-?)",
                *(Decimal("0.5"), "CNY"),
                is_estimate=True,
            ),
            id="then the endpoint's",
        ),
        pytest.param(
            *(RUNNING, UNPRICED, OF_ALL[:3]),
            Cost(
                "3 replicas of 2xh100 x 5 USD an hour (configured for product 2xH100)",
                *(Decimal(15), "USD"),
                is_estimate=True,
            ),
            id="then the product's",
        ),
        pytest.param(
            *(RUNNING, UNPRICED, OF_ALL[:2]),
            Cost(
                "3 replicas of 2xh100 x 2 GPUs x 1 USD an hour (configured for gpu h*)",
                *(Decimal(6), "USD"),
                is_estimate=True,
            ),
            id="then the first that fits of GPUs",
        ),
        pytest.param(*(RUNNING, UNPRICED, NONE), Cost("no price"), id="else it is unknown"),
        pytest.param(
            RUNNING,
            ByHour((Machines(None, "2xh100", "H100", 2),), missing="no price"),
            OF_ALL[:3],
            Cost("no price"),
            id="unknown too without a number of replicas",
        ),
        pytest.param(
            *(STOPPED, ByHour(missing="no price"), OF_ALL),
            Cost(
                "stopped: endpoint at 0.5 CNY an hour (configured for endpoint huawei/*/chat-?)"
                " while it runs",
                *(Decimal(0), "CNY"),
                is_estimate=True,
            ),
            id="nothing while it is stopped",
        ),
        pytest.param(
            *(RUNNING, ByUse("by use", "USD"), OF_ALL),
            Cost("by use", currency="USD", by_use=True),
            id="never where it is paid by use",
        ),
        pytest.param(
            RUNNING,
            ByHour((*PRICED.machines, *UNPRICED.machines), missing="one has no price"),
            NONE,
            Cost("one has no price"),
            id="no sum of which a part is unknown",
        ),
        pytest.param(
            RUNNING,
            ByHour((*PRICED.machines, Machines(1, rate=Rate(Decimal(1), "EUR", "1 EUR")))),
            NONE,
            Cost("the provider's API has no price for it"),
            id="no sum of two currencies",
        ),
    ],
)
def test_which_price_counts(
    endpoint: Endpoint, bill: Bill, prices: list[HourlyPrice], cost: Cost
) -> None:
    assert cost_of(endpoint, bill, prices) == cost


def test_an_adapter_that_knows_no_machines_has_those_of_the_endpoint() -> None:
    endpoint = Endpoint(
        *("acme", "a", "1", "llm"),
        state=EndpointState.RUNNING,
        gpu_count=4,
        replicas=Replicas(min=1, current=2),
    )
    by_name = HourlyPrice("endpoint", "LLM", Decimal(7), "USD")
    assert cost_of(endpoint, ByHour(), [by_name]).per_hour == 7


def test_a_price_that_could_not_be_read_is_one_that_is_configured() -> None:
    prices = [HourlyPrice("product", "*", Decimal("0.25"), "USD")]
    with Simulator(endpoints=12, providers=["ppio"], faults=[Status(503, nth=2)]) as simulator:
        about = simulator.describe()["ppio"]
        workers = [len(item["workers"]) for item in simulator["ppio"].fleet]
        with Roster([Account("ppio", **about)], max_attempts=1, prices=prices) as roster:
            listing = roster.list(costs=True).collect()
    assert listing.complete
    costs = [one.cost for one in listing.endpoints if one.cost]
    assert [cost.per_hour for cost in costs] == [count * Decimal("0.25") for count in workers]
    assert {cost.is_estimate for cost in costs} == {True}
