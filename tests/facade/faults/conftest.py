"""What the tests of faults share: rosters in both forms, and a look at what they leave behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from endpoint_roster import (
    Account,
    AsyncPager,
    AsyncRoster,
    Endpoint,
    IncompleteError,
    Listing,
    ListProgress,
    Pager,
    Roster,
)
from endpoint_roster_core import Clock
from support.leftovers import Held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from endpoint_roster_sim import Simulator


After = Callable[[ListProgress], None]


@dataclass
class NoWait:
    """Time that passes at once between attempts, and chance that is always in the middle."""

    waits: list[float] = field(default_factory=list[float])

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)

    def as_clock(self) -> Clock:
        return Clock(sleep_async=self.sleep, random=lambda: 0.5)


class Ask(Protocol):
    """One roster that lists several times, the first time by iterating; then it is closed.

    After each listing, a function is called with its progress.
    """

    def __call__(
        self, accounts: list[Account], rounds: int, after: After, **options: Any
    ) -> list[Listing]: ...


def ask_sync(accounts: list[Account], rounds: int, after: After, **options: Any) -> list[Listing]:
    listings: list[Listing] = []
    with Roster(accounts, **options) as roster:
        for _ in range(rounds):
            pager = roster.list()
            listings.append(pager.collect() if listings else _streamed(pager))
            after(pager.progress())
    return listings


def _streamed(pager: Pager) -> Listing:
    endpoints: list[Endpoint] = []
    try:
        endpoints.extend(pager)  # keeps what came before the error
    except IncompleteError as error:
        return Listing(endpoints, list(error.failures), False)
    return Listing(endpoints, [], True)


def ask_async(accounts: list[Account], rounds: int, after: After, **options: Any) -> list[Listing]:
    async def ask() -> list[Listing]:
        listings: list[Listing] = []
        async with AsyncRoster(accounts, **options) as roster:
            for _ in range(rounds):
                pager = roster.list()
                listings.append(await (pager.collect() if listings else _streamed_async(pager)))
                after(pager.progress())
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return listings

    return asyncio.run(ask())


async def _streamed_async(pager: AsyncPager) -> Listing:
    endpoints: list[Endpoint] = []
    try:
        async for endpoint in pager:
            endpoints.append(endpoint)  # noqa: PERF401 - keeps what came before the error
    except IncompleteError as error:
        return Listing(endpoints, list(error.failures), False)
    return Listing(endpoints, [], True)


MODES: dict[str, Ask] = {"sync": ask_sync, "async": ask_async}


@pytest.fixture
def nothing_left() -> Iterator[None]:
    """Compare connections and threads before and after the test."""
    before = Held.settled()
    yield
    before.check()


def accounts_of(
    simulator: Simulator, provider: str, label: str, credentials: str = "access key"
) -> Account:
    """Return an account of a simulated cloud, for Huawei with some of its credentials."""
    about = dict(simulator.describe()[provider])
    if provider == "huawei":
        huawei = simulator["huawei"]
        token, access_key = about.pop("token"), about.pop("access_key")
        secret_key, iam_url = about.pop("secret_key"), about.pop("iam_url")
        about |= {
            "token": {"token": token},
            "access key": {"access_key": access_key, "secret_key": secret_key},
            "password": {
                "username": huawei.username,
                "password": huawei.password,
                "domain": huawei.domain,
                "iam_url": iam_url,
            },
        }[credentials]
    return Account(provider, label, **about)
