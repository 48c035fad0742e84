"""What a plan announces before it sends anything, so that it can be written down."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, AsyncRoster, Endpoint, Roster
from endpoint_roster_sim import Simulator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from endpoint_roster_sim import TogetherCloud

OLD: dict[str, Any] = {"states": ["running"], "kinds": ["dedicated"], "mine": True}


@pytest.fixture
def cloud() -> Iterator[TogetherCloud]:
    """A cloud of its own, because it is changed."""
    with Simulator(endpoints=24, providers=["together"]) as simulator:
        yield simulator["together"]


def sent(cloud: TogetherCloud) -> list[str]:
    """The ids of the endpoints that were changed."""
    paths = [request.path for request in cloud.requests if request.method != "GET"]
    return [path.rpartition("/")[2] for path in paths]


class Full:
    """A disk that is full after some lines."""

    def __init__(self, cloud: TogetherCloud, room: int) -> None:
        self.cloud, self.room = cloud, room
        self.written: list[str] = []

    def __call__(self, endpoint: Endpoint) -> None:
        assert endpoint.id not in sent(self.cloud), "it is announced before it is sent"
        if len(self.written) == self.room:
            raise OSError(28, "No space left on device")
        self.written.append(endpoint.id)


def test_each_endpoint_is_announced_before_it_is_sent(cloud: TogetherCloud) -> None:
    with Roster([Account("together", **cloud.describe())]) as roster:
        plan = roster.plan("stop", roster.list(**OLD))
        disk = Full(cloud, 1000)
        results = [*plan.execute(disk)]
    assert len(results) > 3
    assert sorted(disk.written) == sorted(one.id for one in plan.endpoints)
    assert sorted(disk.written) == sorted({*sent(cloud)})


def test_what_cannot_be_announced_is_not_sent_and_no_more_begins(cloud: TogetherCloud) -> None:
    with Roster([Account("together", **cloud.describe())]) as roster:
        plan = roster.plan("stop", roster.list(**OLD))
        disk = Full(cloud, 2)
        with pytest.raises(OSError, match="No space left"):
            list(plan.execute(disk))
        assert sorted(sent(cloud)) == sorted(disk.written)
        assert len(plan.results) == 2, "what had started has ended"
        assert len(plan.not_started) == len(plan.endpoints) - 2


def test_the_same_in_async(cloud: TogetherCloud) -> None:
    async def stop() -> tuple[int, int]:
        async with AsyncRoster([Account("together", **cloud.describe())]) as roster:
            plan = await roster.plan("stop", roster.list(**OLD))
            with pytest.raises(OSError, match="No space left"):
                _ = [result async for result in plan.execute(Full(cloud, 1))]
            return len(plan.results), len(plan.not_started)

    ended, left = asyncio.run(stop())
    assert (ended, len(sent(cloud))) == (1, 1)
    assert left > 2
