"""Five providers, both rosters, each fault: nothing lost, nothing twice, nothing left behind."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Failure, Listing, ListProgress, to_dict
from endpoint_roster_sim import PROVIDERS, Cloud, RequestRecord, Simulator
from support.leftovers import soon
from support.limits import with_a_limit

from .cases import CASES, COMPLETE, LIMITED, Case
from .conftest import MODES, Ask, NoWait, accounts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 2
PAGE = 10
#: Seconds in which the cloud has noted what the client has sent.
PATIENCE = 15


@pytest.fixture(scope="module", params=[f"{name} / {mode}" for name in CASES for mode in MODES])
def trouble(request: pytest.FixtureRequest) -> Iterator[tuple[Case, Ask, Simulator]]:
    """Five clouds in the same trouble; each counts its own requests, so each is a test's own."""
    name, _, mode = str(request.param).partition(" / ")
    case = CASES[name]
    with Simulator(36, seed=7, faults=case.faults) as simulator:
        for provider in PROVIDERS:
            _ = simulator.fleet(provider)  # made now, not while somebody waits
        yield case, MODES[mode], simulator
    gc.collect()  # what was not closed warns now, and a warning is an error


def pages_of(simulator: Simulator, provider: str) -> list[list[str]]:
    """Return the ids on each page, in the order in which they are asked for."""
    if provider == "openrouter":
        cloud = simulator["openrouter"]
        found: dict[str, list[str]] = {model: [] for model in cloud.models}
        for item in cloud.fleet:
            found[item["model_id"]].append(f"{item['model_id']}@{item['tag']}")
        return [*found.values(), []]  # it has no private endpoints
    fleet = simulator.fleet(provider)
    ids = [item.get("id") or item["Id"] for item in fleet]
    if provider == "huawei":
        return [ids, []]  # services, custom endpoints
    size = PAGE if provider in ("ppio", "volcengine") else len(ids)
    pages = [ids[start : start + size] for start in range(0, len(ids), size)]
    return [*pages, []] if provider == "together" else pages  # its project is empty


def lists(records: list[RequestRecord]) -> list[RequestRecord]:
    return [record for record in records if record.path != "/v3/auth/tokens"]


@dataclass
class Round:
    """One listing, and what went over the wire for it.

    Attributes:
        listing: What was listed.
        sent: Requests that the roster has sent.
        records: Those that the cloud has received.
        waits: Seconds that were slept between attempts.
    """

    listing: Listing
    sent: int
    records: list[RequestRecord]
    waits: list[float]

    @property
    def in_time(self) -> bool:
        """Whether all requests arrived, and none was repeated that had not been held back."""
        held = [record for record in self.records if record.faults]
        return len(self.records) >= self.sent and len(self.waits) <= len(held)


def list_twice(
    simulator: Simulator, provider: str, case: Case, ask: Ask, **options: Any
) -> list[Round]:
    cloud: Cloud[Any] = simulator[provider]
    no_wait = NoWait()
    noted: list[tuple[int, list[RequestRecord], list[float]]] = []

    def note(progress: ListProgress) -> None:
        sent = progress.pages + progress.failures + len(no_wait.waits)
        if case.lags:
            assert soon(lambda: len(cloud.requests) >= sent, PATIENCE) or case.limit
        noted.append((sent, cloud.requests, no_wait.waits.copy()))
        cloud.forget_requests()
        no_wait.waits.clear()

    account = accounts_of(simulator, provider, "prod", case.credentials)
    options = {"page_size": PAGE, "clock": no_wait.as_clock(), "timeout": 20.0, **options}
    listings = ask([account], ROUNDS, note, **options)
    return [Round(listing, *rest) for listing, rest in zip(listings, noted, strict=True)]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.usefixtures("nothing_left")
def test_matrix(trouble: tuple[Case, Ask, Simulator], provider: str) -> None:
    case, ask, simulator = trouble
    rounds = list_twice(simulator, provider, case, ask, **case.options)
    check_rounds(rounds, pages_of(simulator, provider), case, provider)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", LIMITED)
@pytest.mark.usefixtures("nothing_left")
def test_limits(name: str, mode: str, provider: str) -> None:
    case = LIMITED[name]

    def listed(seconds: float) -> tuple[list[Round], list[list[str]]]:
        with Simulator(36, seed=7, providers=[provider], faults=case.faults) as simulator:
            _ = simulator.fleet(provider)
            rounds = list_twice(simulator, provider, case, MODES[mode], **{case.limit: seconds})
            return rounds, pages_of(simulator, provider)

    rounds, pages = with_a_limit(listed, lambda found: all(one.in_time for one in found[0]))
    check_rounds(rounds, pages, case, provider)


def check_rounds(rounds: list[Round], pages: list[list[str]], case: Case, provider: str) -> None:
    listings = [one.listing for one in rounds]
    if case.outcome_of(provider) == COMPLETE:
        assert [listing.complete for listing in listings] == [True] * ROUNDS
    else:
        assert not all(listing.complete for listing in listings)
    if case.waits is not None:
        assert rounds[0].waits == pytest.approx(case.waits, abs=case.rounding, rel=0)
    for one in rounds:
        check(one.listing, one.records, pages, case, provider)
    report = listings[-1].accounts[0]
    assert (report.provider, report.account, report.endpoints) == (
        provider,
        "prod",
        len(listings[-1].endpoints),
    )
    assert report.failure == (listings[-1].failures or [None])[0]
    if provider != "huawei":  # where requests for tokens come in between
        assert report.attempts == len(rounds[-1].records)


def check(
    listing: Listing,
    records: list[RequestRecord],
    pages: list[list[str]],
    case: Case,
    provider: str,
) -> None:
    """Hold a listing against what went over the wire."""
    whole = [
        record.status == 200 and not set(record.faults) & set(case.lost)
        for record in lists(records)
    ]
    arrived = [endpoint for page in pages[: whole.count(True)] for endpoint in page]
    assert [endpoint.id for endpoint in listing.endpoints] == arrived
    assert {(e.provider, e.account) for e in listing.endpoints} <= {(provider, "prod")}
    assert listing.complete is (not listing.failures)
    if listing.complete:
        assert whole.count(True) == len(pages)
        return
    for failure in listing.failures:
        check_failure(failure, case, provider)
    if case.credentials != "password" and len(listing.failures) == 1:
        sent = whole[::-1].index(True) if True in whole else len(whole)
        assert listing.failures[0].attempts == sent
    text = json.dumps(to_dict(listing))
    assert "simulated-password" not in text


def check_failure(failure: Failure, case: Case, provider: str) -> None:
    assert (failure.provider, failure.account) == (provider, "prod")
    assert failure.kind in case.outcome_of(provider).split("|")
    assert failure.attempts == case.attempts
    assert failure.attempted
    assert failure.cause
    assert "\n" not in failure.cause
    assert failure.advice.endswith(".")
    assert case.advice in failure.advice
    if failure.kind in ("status", "auth"):
        assert failure.status is not None
        assert str(failure.status) in failure.cause
    if failure.status and failure.retry_after is not None:
        assert "retry-after" in case.faults[0]
