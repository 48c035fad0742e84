"""200 accounts, listed again and again for ten minutes while every twentieth request goes wrong.

Time is compressed: the roster's clock runs faster than ours, and its waits are as much shorter.
``nox -s soak`` takes two minutes for it, ``nox -s slow`` 15 seconds, of the same ten minutes.
"""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, AsyncRoster, Endpoint, Listing, Roster
from endpoint_roster_core import Clock
from endpoint_roster_sim import PROVIDERS, Simulator
from endpoint_roster_sim.faults import (
    ClockSkew,
    Drip,
    Fault,
    Latency,
    PageDrift,
    Reset,
    Status,
    Truncation,
)
from support.leftovers import Held

if TYPE_CHECKING:
    from collections.abc import Callable

TEN_MINUTES = 600.0
SPEED = float(os.environ.get("ENDPOINT_ROSTER_SOAK_SPEED", "50"))
"""How much faster than ours the roster's clock runs."""
ACCOUNTS = 200
SHARE = 0.05
pytestmark = pytest.mark.slow

#: Every kind of fault that a listing can survive; tokens expire besides, before every round.
KINDS: tuple[Callable[[float], Fault], ...] = (
    lambda rate: Status(500, rate=rate),
    lambda rate: Status(503, retry_after="date+1", rate=rate),
    lambda rate: Status(429, retry_after="2", rate=rate),
    lambda rate: Status(429, retry_after="soon", rate=rate),
    lambda rate: Reset(rate=rate),
    lambda rate: Reset(0.5, rate=rate),
    lambda rate: Truncation(0.5, rate=rate),
    lambda rate: Drip(0.05, rate=rate),
    lambda rate: Latency(0.05, rate=rate),
    lambda rate: ClockSkew(600, rate=rate),
    lambda rate: PageDrift("appear", rate=rate),
)


class QuickTime:
    """A clock that runs faster than ours, and waits that are shorter."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._start = time.monotonic()

    def clock(self) -> float:
        return (time.monotonic() - self._start) * self._speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)

    def as_clock(self) -> Clock:
        return Clock(monotonic=self.clock, sleep_async=self.sleep)


def simulated() -> Simulator:
    return Simulator(24, seed=7, faults=[kind(SHARE / len(KINDS)) for kind in KINDS])


def accounts_of(simulator: Simulator) -> list[Account]:
    """Return 40 accounts of each provider, in turn."""
    about = simulator.describe()
    huawei = simulator["huawei"]
    about["huawei"] = {
        **{name: about["huawei"][name] for name in ("base_url", "project_id", "region", "iam_url")},
        **{name: getattr(huawei, name) for name in ("username", "password", "domain")},
    }
    return [
        Account(provider, f"{provider}-{number:02}", **about[provider])
        for number in range(ACCOUNTS // len(PROVIDERS))
        for provider in PROVIDERS
    ]


class Truth:
    """What every round has to find, whatever appears besides."""

    def __init__(self, simulator: Simulator) -> None:
        self.rounds = 0
        self.faults: Counter[str] = Counter()
        self._simulator = simulator
        self._first: list[Endpoint] | None = None
        self._known = {name: self._ids(name) for name in PROVIDERS}

    def _ids(self, provider: str) -> list[str]:
        fleet: list[dict[str, Any]] = self._simulator.fleet(provider)
        if provider == "openrouter":
            return [f"{item['model_id']}@{item['tag']}" for item in fleet]
        return [item.get("id") or item["Id"] for item in fleet]

    def check(self, listing: Listing) -> None:
        """Compare one round with the first, and with what the clouds have."""
        assert listing.failures == []
        assert listing.complete
        found: dict[str, list[str]] = {}
        for endpoint in listing.endpoints:
            found.setdefault(endpoint.account, []).append(endpoint.id)
        assert len(found) == ACCOUNTS
        for label, ids in found.items():
            assert len(ids) == len(set(ids)), f"{label} has an endpoint twice"
            known = self._known[label.rpartition("-")[0]]
            assert [one for one in ids if one in known] == known
        known = {(name, one) for name, ids in self._known.items() for one in ids}
        answer = [e for e in listing.endpoints if (e.provider, e.id) in known]
        self._first = self._first or answer
        assert answer == self._first
        assert [report.failure for report in listing.accounts] == [None] * ACCOUNTS
        for provider in PROVIDERS:
            for record in self._simulator[provider].requests:
                self.faults.update(record.faults or ("none",))
            self._simulator[provider].forget_requests()
        self._simulator["huawei"].revoke()
        self.rounds += 1

    def end(self) -> None:
        """Look back: enough happened, of every kind."""
        assert self.rounds >= 2
        kinds = {"status", "reset", "truncation", "drip", "latency", "clock-skew", "drift"}
        assert kinds <= set(self.faults)
        hit = 1 - self.faults["none"] / self.faults.total()
        assert SHARE / 2 < hit < SHARE * 2


OPTIONS: dict[str, Any] = {"page_size": 10, "max_attempts": 6, "deadline": 10_000.0}


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_the_same_answer_every_round(mode: str) -> None:
    with simulated() as simulator:
        truth, before = Truth(simulator), Held.settled()
        if mode == "sync":
            soak(simulator, truth)
        else:
            asyncio.run(soak_async(simulator, truth))
        truth.end()
        before.check()
    gc.collect()


def soak(simulator: Simulator, truth: Truth) -> None:
    quick = QuickTime(SPEED * 2)  # each of the two rosters has half of the time
    with Roster(accounts_of(simulator), **OPTIONS, clock=quick.as_clock()) as roster:
        while quick.clock() < TEN_MINUTES or truth.rounds < 2:
            truth.check(roster.list().collect())


async def soak_async(simulator: Simulator, truth: Truth) -> None:
    quick = QuickTime(SPEED * 2)
    async with AsyncRoster(accounts_of(simulator), **OPTIONS, clock=quick.as_clock()) as roster:
        while quick.clock() < TEN_MINUTES or truth.rounds < 2:
            truth.check(await roster.list().collect())
    assert asyncio.all_tasks() == {asyncio.current_task()}
