"""Waiting for a state: how often it reads, when it ends, and how it fails."""

from __future__ import annotations

import asyncio
import pickle
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    EndpointNotFoundError,
    QueryError,
    ReadError,
    RosterError,
    WaitError,
    WaitTimeoutError,
)
from support.endpoint_kinds import KINDS, Kind
from support.worlds import World, status, timeout_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster import Endpoint, Roster

ARK = next(kind for kind in KINDS if kind.name == "volcengine")
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def new(world: World, roster: Roster, kind: Kind = ARK) -> Endpoint:
    """One that was created just now."""
    made = roster.create("mine", kind.settings(world.cloud, "new"))
    assert made.reference
    return roster.get(made.reference)


@pytest.mark.parametrize("seconds", [float("nan"), -1])
def test_a_time_that_never_ends_is_an_error(seconds: float) -> None:
    world = World("volcengine")
    with world.roster() as roster, pytest.raises(QueryError, match="timeout must be 0 or more"):
        roster.wait("volcengine/mine/ep-1", state="running", timeout=seconds)
    assert world.line.sent == []


@every_kind
def test_it_ends_when_the_state_has_come(kind: Kind) -> None:
    world = World(kind.provider)
    with world.roster() as roster:
        endpoint = new(world, roster, kind)
        found = roster.wait(endpoint, state="running")
        assert found
        assert found.state == "running"
        if kind.stops:
            roster.stop(endpoint)
            assert (stopped := roster.wait(endpoint.reference, state="stopped"))
            assert stopped.state == "stopped"
        roster.delete(endpoint)
        assert roster.wait(endpoint, state="deleted") is None


async def test_it_reads_less_and_less_often_and_says_what_it_read() -> None:
    world = World("volcengine")
    seen: list[tuple[float, str]] = []

    def note(endpoint: Endpoint) -> None:
        seen.append(((world.time.now - start).total_seconds(), endpoint.state))

    async with world.async_roster() as roster:
        (running, *_) = [one async for one in roster.list(states=["running"])]
        start = world.time.now
        with pytest.raises(WaitTimeoutError) as caught:
            await roster.wait(running, state="stopped", timeout=60, progress=note)
    moments = [moment for moment, _ in seen]
    pauses = [after - before for before, after in pairwise(moments)]
    assert pauses == sorted(pauses)
    assert (pauses[0], max(pauses)) == (0.75, pytest.approx(11.25))
    assert {state for _, state in seen} == {"running"}
    assert moments[-1] <= 60
    assert "did not become stopped within 60 s: it is running" in str(caught.value)
    assert caught.value.endpoint
    assert isinstance(caught.value, TimeoutError)


@pytest.mark.parametrize(
    ("now", "wanted", "words"),
    [
        ("Failed", "running", "it is failed"),
        ("Failed", "stopped", "it is failed"),
        ("Stopped", "running", "it is stopped, and does not become running by itself"),
        ("Stopping", "running", "it is stopping"),
        ("Running", "starting", "it is running"),
    ],
)
def test_it_ends_at_once_where_no_way_leads_there(now: str, wanted: Any, words: str) -> None:
    world = World("volcengine", endpoints=4)
    world.cloud.set_state(world.cloud.fleet[0], now)
    with world.roster() as roster, pytest.raises(WaitError) as caught:
        roster.wait(f"volcengine/mine/{world.cloud.fleet[0]['Id']}", state=wanted)
    assert words in str(caught.value)
    assert not isinstance(caught.value, WaitTimeoutError)
    assert len(world.line.sent) == 1
    assert world.time.now == World("volcengine").time.now


def test_what_fails_on_the_way_ends_it_with_the_reason() -> None:
    world = World("volcengine")
    scarce = {"foundation_model": {"name": "deepseek-v3-1", "model_version": "250821"}}
    with world.roster() as roster:
        made = roster.create("mine", name="x", model_reference=scarce)
        assert made.reference
        world.cloud.set_state(next(e for e in world.cloud.fleet if e["Id"] == made.id), "Failed")
        with pytest.raises(WaitError) as caught:
            roster.wait(made.reference, state="running")
    assert caught.value.endpoint
    assert caught.value.endpoint.state == "failed"


def test_what_is_deleted_meanwhile_ends_it() -> None:
    world = World("ppio")
    with world.roster() as roster:
        (one, *_) = roster.list().collect().endpoints
        roster.delete(one)
        with pytest.raises(WaitError, match="was deleted"):
            roster.wait(one, state="running")
        with pytest.raises(EndpointNotFoundError):
            roster.wait(one.reference, state="running")
        assert roster.wait(one, state="deleted") is None


def test_what_cannot_be_read_for_a_while_is_waited_for() -> None:
    world = World("volcengine")
    with world.roster() as roster:
        endpoint = new(world, roster)
        world.line.on_read = [timeout_before, status(503), status(500)] * 2
        start = world.time.now
        assert (found := roster.wait(endpoint, state="running", timeout=120))
        assert found.state == "running"
        world.line.on_read = [status(429, "90"), None]
        start = world.time.now
        assert roster.wait(endpoint, state="running", timeout=120)
        assert (world.time.now - start).total_seconds() >= 90
        world.line.on_read = [status(429, "90")]
        with pytest.raises(WaitTimeoutError, match="429"):
            roster.wait(endpoint, state="running", timeout=30)
        world.line.on_read = [status(403)]
        with pytest.raises(ReadError) as caught:
            roster.wait(endpoint, state="running")
        assert (caught.value.kind, caught.value.failure.status) == ("auth", 403)


@pytest.mark.parametrize("word", ["halted", "", "running stopped"])
def test_there_is_no_such_state(word: Any) -> None:
    world = World("volcengine")
    with world.roster() as roster, pytest.raises(QueryError, match="Choose from pending"):
        roster.wait("volcengine/mine/x", state=word)
    assert world.line.sent == []


async def test_many_can_wait_at_once_and_be_cancelled() -> None:
    world = World("ppio", endpoints=6)
    async with world.async_roster() as roster:
        endpoints = [one async for one in roster.list()]
        tasks: list[asyncio.Task[Any]] = [
            asyncio.create_task(roster.wait(one, state="deleted", timeout=1e9)) for one in endpoints
        ]
        await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in ended)


def test_errors_and_results_can_be_pickled() -> None:
    world = World("volcengine", endpoints=4)
    found: list[RosterError] = []
    with world.roster() as roster:
        endpoint = new(world, roster)
        works: list[Callable[[], object]] = [
            lambda: roster.create("mine", nam=1),
            lambda: roster.get("x/y/z"),
            lambda: roster.wait(endpoint, state="stopped", timeout=1),
            lambda: roster.get(endpoint),
        ]
        for work in works:
            world.line.on_read = [status(403)] if work is works[-1] else []
            with pytest.raises(RosterError) as caught:
                work()
            found.append(caught.value)
        world.time.pass_by(60)
        result = roster.stop(endpoint)
    for error in found:
        again: RosterError = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (type(error), str(error))
        assert vars(again).keys() == vars(error).keys()
    assert pickle.loads(pickle.dumps(result)) == result
