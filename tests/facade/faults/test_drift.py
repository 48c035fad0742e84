"""Fleets that change while they are read: nothing comes twice, and what was shown is listed."""

from __future__ import annotations

from typing import Any

import pytest
from endpoint_roster_sim import PROVIDERS, Cloud, Simulator

from .conftest import MODES, Ask, NoWait, accounts_of
from .test_matrix import PAGE, pages_of

PAGED = ("volcengine", "ppio")
pytestmark = pytest.mark.usefixtures("nothing_left")


@pytest.fixture(params=MODES)
def ask(request: pytest.FixtureRequest) -> Ask:
    return MODES[request.param]


def listed(simulator: Simulator, ask: Ask, provider: str) -> tuple[list[str], list[str], list[str]]:
    """List once, and return the ids that came, the account's notes, and the kinds of failures."""
    account = accounts_of(simulator, provider, "prod")
    options: dict[str, Any] = {"page_size": PAGE, "clock": NoWait().as_clock()}
    _, listing = ask([account], 2, lambda _: None, **options)
    kinds = [failure.kind for failure in listing.failures]
    return [endpoint.id for endpoint in listing.endpoints], listing.accounts[0].notes, kinds


def flat(pages: list[list[str]]) -> list[str]:
    return [one for page in pages for one in page]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("change", ["appear", "vanish"])
def test_a_change_before_the_first_page_is_the_new_truth(
    ask: Ask, provider: str, change: str
) -> None:
    # The first listing counts its requests, so that the change hits the first of the second one.
    with Simulator(36, 7, providers=[provider]) as simulator:
        before = pages_of(simulator, provider)
    first = len(before) + 1
    with Simulator(36, 7, faults=[f"drift={change},nth={first},provider={provider}"]) as simulator:
        ids, notes, kinds = listed(simulator, ask, provider)
        assert (ids, notes, kinds) == (flat(pages_of(simulator, provider)), [], [])
    assert len(ids) == (37 if change == "appear" else 35)
    assert ids[1:] == flat(before) if change == "appear" else ids == flat(before)[1:]


@pytest.mark.parametrize("provider", PAGED)
def test_an_endpoint_that_appears_between_pages_makes_none_come_twice(
    ask: Ask, provider: str
) -> None:
    # 4 pages in the first listing; then one appears before the pages 2 and 3 of the second.
    faults = ["drift=appear,nth=6", "drift=appear,nth=7"]
    with Simulator(36, 7, providers=[provider], faults=faults) as simulator:
        known = flat(pages_of(simulator, provider))
        ids, notes, kinds = listed(simulator, ask, provider)
    assert ids == known
    assert kinds == []
    assert any("2 endpoints came more than once" in note for note in notes)


@pytest.mark.parametrize("provider", PAGED)
def test_an_endpoint_that_vanishes_between_pages_costs_no_other(ask: Ask, provider: str) -> None:
    # One vanishes before page 2 of the second listing: the first of that page slips onto page 1,
    # which has been read. Volcengine's totals tell that one is missing, so that it can be asked
    # for once more. PPIO reports no totals, so this cannot be known.
    with Simulator(36, 7, providers=[provider], faults=["drift=vanish,nth=6"]) as simulator:
        known = flat(pages_of(simulator, provider))
        ids, notes, kinds = listed(simulator, ask, provider)
    assert kinds == []
    if provider == "volcengine":
        assert sorted(ids) == sorted(known)
        assert notes
    else:
        assert ids == known[:PAGE] + known[PAGE + 1 :]


@pytest.mark.parametrize("provider", PAGED)
def test_a_fleet_that_changes_with_every_request(ask: Ask, provider: str) -> None:
    faults = ["drift=appear,every=2", "drift=vanish,every=3", "503,every=5", "reset,every=7"]
    with Simulator(60, 7, providers=[provider], faults=faults) as simulator:
        cloud: Cloud[Any] = simulator[provider]
        known = set(flat(pages_of(simulator, provider)))
        ids, _, _ = listed(simulator, ask, provider)
        asked = [record for record in cloud.requests if record.status == 200]
    assert len(ids) == len(set(ids))
    assert len(known - set(ids)) <= len(asked)  # each change hides at most one
    assert len(set(ids) - known) <= len(asked)
