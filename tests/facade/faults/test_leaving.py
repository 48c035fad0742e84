"""Leaving a listing early leaves nothing behind, however badly the clouds behave."""

from __future__ import annotations

import asyncio
import time

import pytest
from endpoint_roster import Account, AsyncRoster, Roster
from endpoint_roster_sim import PROVIDERS, Simulator

from .conftest import accounts_of

#: Each lets some endpoints come and then holds up the rest.
TROUBLE = {
    "late": ["latency=60,nth=2", "latency=60,nth=3", "latency=60,nth=4"],
    "drip": ["drip=60,nth=3", "drip=60,nth=2", "drip=60,nth=4"],
    "waits": ["429,retry-after=50,nth=2", "429,retry-after=50,nth=3", "503,every=4"],
    "resets": ["reset,every=2", "latency=30,nth=5"],
}
pytestmark = [
    pytest.mark.usefixtures("nothing_left"),
    pytest.mark.parametrize("name", TROUBLE),
]


def accounts(simulator: Simulator) -> list[Account]:
    return [
        accounts_of(simulator, provider, f"{provider}-{number}", "token")
        for provider in PROVIDERS
        for number in range(3)
    ]


def simulated(name: str) -> Simulator:
    return Simulator(36, 7, faults=TROUBLE[name])


def test_breaking_out_of_the_loop(name: str) -> None:
    with simulated(name) as simulator:
        started = time.monotonic()
        with Roster(accounts(simulator), page_size=5) as roster:
            for _ in range(2):
                for _ in roster.list():
                    break
        assert time.monotonic() - started < 25  # some answers are held back for a minute


def test_closing_while_iterating(name: str) -> None:
    with simulated(name) as simulator:
        roster = Roster(accounts(simulator), page_size=5)
        endpoints = iter(roster.list())
        next(endpoints)
        roster.close()
        del endpoints


async def test_breaking_out_of_the_asynchronous_loop(name: str) -> None:
    with simulated(name) as simulator:
        async with AsyncRoster(accounts(simulator), page_size=5) as roster:
            endpoints = roster.list().__aiter__()
            await anext(endpoints)
            await endpoints.aclose()  # type: ignore[attr-defined]
            assert asyncio.all_tasks() == {asyncio.current_task()}
        assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_cancelling(name: str) -> None:
    with simulated(name) as simulator:
        async with AsyncRoster(accounts(simulator), page_size=5) as roster:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(roster.list().collect(), 0.3)
            assert asyncio.all_tasks() == {asyncio.current_task()}
        assert asyncio.all_tasks() == {asyncio.current_task()}


def test_a_deadline_ends_every_account(name: str) -> None:
    with simulated(name) as simulator:
        asked = accounts(simulator)
        started = time.monotonic()
        with Roster(asked, page_size=5, deadline=0.5) as roster:
            listing = roster.list().collect()
        assert time.monotonic() - started < 25
    failed = {failure.account for failure in listing.failures}
    whole = {report.account for report in listing.accounts if report.failure is None}
    assert failed
    assert failed | whole == {account.label for account in asked}
    assert not failed & whole
    for failure in listing.failures:
        assert failure.attempts >= 1
        assert failure.cause
        assert failure.advice
