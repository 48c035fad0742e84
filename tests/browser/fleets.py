"""Listings for the page: many endpoints, few, and hostile ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice, product
from typing import TYPE_CHECKING

from endpoint_roster import (
    Cost,
    Endpoint,
    EndpointState,
    Failure,
    Listing,
    Price,
    RateLimit,
    Replicas,
)
from endpoint_roster_cli.report.page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MONTH = timedelta(days=30)
PROVIDERS = ("volcengine", "ppio", "together", "openrouter", "huawei")
NUMBER = Decimal("0.0000012")
KINDS = ("dedicated", "serverless", None)
#: None of these may do anything in a page but be read.
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "' onmouseover='alert(4)",
    "<svg onload=alert(5)>",
    "<a href=javascript:alert(6)>click</a>",
    "<iframe src=https://evil.example></iframe>",
    "<style>*{display:none}</style>",
    "<base href=https://evil.example>",
    "&lt;b&gt;&amp;#60;",
    "<!-- comment",
    "]]><![CDATA[",
    "\x1b[31mred\x00",
    "\u202egnp.exe",
    "\u2066isolated\u2069",
    "line\nbreak\u2028",
    "zero\u200bwidth",
    "lone \ud800 surrogate",
    "=HYPERLINK(1)",
    "{{7*7}} ${7*7}",
    "__proto__",
    "constructor",
    "x" * 5000,
)


def html(listing: Listing, console: str | None = None) -> str:
    """The page of a listing, each endpoint of which is at one address of a console, if any is."""
    return page(listing, now=NOW, origin="made by a test", old=MONTH, console_url=lambda _: console)


def endpoints(count: int) -> Iterator[Endpoint]:
    """Yield so many endpoints, of each provider, state and kind in turn, each older."""
    combinations = product(range(count), EndpointState, PROVIDERS, KINDS)
    for number, (_, state, provider, kind) in enumerate(islice(combinations, count)):
        yield Endpoint(
            provider,
            provider,
            f"ep-{number}",
            name=f"chat {number}",
            model=f"acme/model-{number % 7}",
            kind=kind,
            state=state,
            provider_state="Migrating" if state == EndpointState.UNKNOWN else None,
            created_at=NOW - number * timedelta(hours=6) if number % 11 else None,
            gpu_count=2 ** (number % 4) if provider == "ppio" else None,
        )


def listing(count: int) -> Listing:
    return Listing([*endpoints(count)], [], complete=True)


def few() -> Listing:
    """Five endpoints that differ in everything that the page sorts by."""
    return Listing(
        [
            Endpoint(
                "together",
                "blue",
                "e-10",
                name="beta",
                state=EndpointState.RUNNING,
                kind="dedicated",
                created_at=NOW - timedelta(days=200),
                gpu_count=8,
                replicas=Replicas(current=2, ready=1),
            ),
            Endpoint(
                "together",
                "green",
                "e-9",
                name="Alpha",
                state=EndpointState.FAILED,
                kind="dedicated",
                created_at=NOW - timedelta(days=3),
                gpu_count=16,
                state_reason="no GPU left",
            ),
            Endpoint(
                "ppio",
                "ppio",
                "e-1",
                name="gamma 10",
                state=EndpointState.PENDING,
                kind="dedicated",
                created_at=NOW - timedelta(hours=5),
            ),
            Endpoint(
                "openrouter",
                "openrouter",
                "e-2",
                name="gamma 9",
                kind="serverless",
                provider_state="-7",
                prices=[Price("prompt", NUMBER, "USD", "token")],
            ),
            Endpoint(
                "volcengine",
                "volcengine",
                "e-3",
                name="名前",
                kind="serverless",
                state=EndpointState.DEGRADED,
                created_at=NOW - timedelta(minutes=12),
                rate_limit=RateLimit(600, 800_000),
            ),
        ],
        [],
        complete=True,
    )


def priced() -> Listing:
    """Endpoints that cost something in two currencies, are paid by use, or are unknown."""
    costs = {
        "together": Cost("2 replicas", Decimal("7.98"), "USD"),
        "acme": Cost("1 replica", Decimal("1000.5"), "USD", is_estimate=True),
        "ppio": Cost("3 workers", Decimal("6.3"), "CNY", is_estimate=True),
        "openrouter": Cost("by use", currency="USD", by_use=True),
        "huawei": Cost("no API has the price of a service"),
    }
    return Listing(
        [
            Endpoint(
                provider,
                provider,
                "e-1",
                name=f"chat {provider}",
                kind="dedicated",
                state=EndpointState.RUNNING,
                created_at=NOW - timedelta(days=1),
                cost=cost,
            )
            for provider, cost in costs.items()
        ],
        [],
        complete=True,
    )


def failure(text: str, endpoints: int = 0) -> Failure:
    return Failure(text, text, "status", text, text, text, endpoints=endpoints)


def hostile() -> Listing:
    """Endpoints and failures that hold what is hostile wherever a text can be."""
    made = [
        Endpoint(
            text,
            text,
            text,
            name=text,
            model=text,
            kind=text,
            provider_state=text,
            region=text,
            owner=text,
            state_reason=text,
            project=text,
            created_at=NOW - 2 * MONTH,
            prices=[Price("prompt", NUMBER, text, "token"), Price(text, NUMBER, text, text)],
            cost=Cost(text, NUMBER, text),
        )
        for text in HOSTILE
    ]
    made += [
        Endpoint(
            "together",
            text,
            text,
            text,
            kind="dedicated",
            state=EndpointState.RUNNING,
            created_at=NOW - 3 * MONTH,
        )
        for text in HOSTILE
    ]
    return Listing(made, [failure(text) for text in HOSTILE], complete=False)
