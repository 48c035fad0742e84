"""How far a listing has come, asked while it is under way."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from endpoint_roster import Account, AsyncRoster, ListProgress, Roster
from endpoint_roster_sim import Simulator
from support.leftovers import soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest
    from endpoint_roster import AccountReport


def accounts_of(simulator: Simulator) -> list[Account]:
    return [Account(provider, **about) for provider, about in simulator.describe().items()]


def test_before_at_the_end_and_anew(simulator: Simulator) -> None:
    with Roster(accounts_of(simulator), page_size=10) as roster:
        pager = roster.list()
        assert pager.progress() == ListProgress(accounts=5)
        listing = pager.collect()
        pages = sum(report.pages for report in listing.accounts)
        assert pages > 5
        assert pager.progress() == ListProgress(
            accounts=5, done=5, pages=pages, endpoints=len(listing.endpoints)
        )
        for _ in pager:
            assert pager.progress().endpoints <= len(listing.endpoints)
        assert pager.progress().pages == pages, "a second iteration counts from nothing"


def test_reports_of_an_iteration_are_those_of_a_listing(simulator: Simulator) -> None:
    def counts(reports: Sequence[AccountReport]) -> list[tuple[object, ...]]:
        return [(one.provider, one.account, one.pages, one.endpoints) for one in reports]

    with Roster(accounts_of(simulator), page_size=10) as roster:
        pager = roster.list()
        assert counts(pager.reports()) == [(a.provider, a.label, 0, 0) for a in pager.accounts]
        assert counts(pager.collect().accounts) == counts(pager.reports())
        collected = pager.reports()
        for _ in pager:
            assert sum(one.endpoints for one in pager.reports()) <= 180
        assert counts(pager.reports()) == counts(collected)


def test_filters_count_what_passes(simulator: Simulator) -> None:
    with Roster(accounts_of(simulator)) as roster:
        pager = roster.list(states=["running"], providers=["together", "ppio"])
        found = len(pager.collect().endpoints)
        assert 0 < found < 72
        assert (pager.progress().endpoints, pager.progress().accounts) == (found, 2)


def test_in_the_middle_from_another_thread() -> None:
    slow = "latency=30,provider=together"
    with Simulator(endpoints=12, faults=[slow]) as simulator:
        roster = Roster(accounts_of(simulator), page_size=10)
        pager = roster.list()

        def read() -> None:
            try:
                pager.collect()
            except Exception as error:  # noqa: BLE001 - closed below; its type says which
                ended.append(type(error).__name__)

        ended: list[str] = []
        thread = threading.Thread(target=read)
        thread.start()
        assert soon(lambda: pager.progress().done == 4)
        so_far = pager.progress()
        roster.close()
        thread.join()
    assert (so_far.accounts, so_far.endpoints, so_far.failures) == (5, 48, 0)
    assert ended == ["ClosedError"]


def test_failures_are_done_too(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOGETHER_API_KEY", "wrong")
    monkeypatch.setenv("TOGETHER_BASE_URL", simulator["together"].base_url)
    monkeypatch.setenv("VOLCENGINE_ACCESS_KEY", "half of a credential")
    with Roster.from_env() as roster:
        pager = roster.list()
        assert pager.progress() == ListProgress(accounts=2, done=1, failures=1)
        pager.collect()
        assert pager.progress() == ListProgress(accounts=2, done=2, failures=2)


async def test_the_same_for_asyncio(simulator: Simulator) -> None:
    async with AsyncRoster(accounts_of(simulator)) as roster:
        pager = roster.list()
        assert pager.progress() == ListProgress(accounts=5)
        seen = [pager.progress().endpoints async for _ in pager]
        assert pager.progress().endpoints == len(seen) == 180
        assert all(0 < count <= 180 for count in seen)
        assert pager.progress().done == 5
