"""Plans: what they say before anything is sent, and what comes of many actions at once."""

from __future__ import annotations

import _thread
import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import pytest
from endpoint_roster import (
    Action,
    ActionProgress,
    AmbiguousReferenceError,
    ClosedError,
    Endpoint,
    EndpointNotFoundError,
    EndpointState,
    Outcome,
    PlanError,
    Roster,
    SettingsError,
)
from endpoint_roster.engine.action import changed
from support.endpoint_kinds import KINDS
from support.worlds import World, Worlds, status

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from endpoint_roster import ActionResult, Plan
    from support.worlds import Line, MountedAsyncRoster

#: Twenty accounts with ten endpoints that run.
MANY = (*["volcengine"] * 10, *["together"] * 10)
TEN = 10


def _is_own(endpoint: Endpoint) -> bool:
    return endpoint.provider != "together" or endpoint.owner == "acme-labs"


async def to_stop(worlds: Worlds, roster: MountedAsyncRoster) -> list[Endpoint]:
    """Ten endpoints of each account that can be stopped."""
    listing = await roster.list(states=["running"]).collect()
    assert listing.complete
    found: list[Endpoint] = []
    for label in worlds.worlds:
        own = [one for one in listing.endpoints if one.account == label and _is_own(one)]
        found += own[:TEN]
    assert len(found) == TEN * len(worlds.worlds)
    for line in worlds.lines():
        line.sent.clear()
        line.most = line.most_of_all = 0
    return found


async def test_two_hundred_endpoints_in_twenty_accounts_stay_within_bounds() -> None:
    worlds = Worlds(*MANY, endpoints=60)
    broken = worlds.worlds["a3"].line
    broken.on_change = [status(403)] * TEN
    async with worlds.async_roster() as roster:
        endpoints = await to_stop(worlds, roster)
        for line in worlds.lines():
            line.length = 30
        plan = await roster.plan("stop", endpoints)
        assert len(plan.endpoints) == TEN * len(MANY)
        assert not any(line.sent for line in worlds.lines())  # nothing while planning
        seen: list[ActionProgress] = []
        results: list[ActionResult] = []
        async for result in plan.execute():
            results.append(result)
            seen.append(plan.progress())
    assert len(results) == len(plan.endpoints)
    failed = [one for one in results if one.outcome is Outcome.FAILED]
    advice = {one.failure.advice for one in failed if one.failure}
    assert advice == {
        "Check that the account may do this, and that the endpoint's state allows it."
    }
    assert {one.account for one in failed} == {"a3"}
    assert [one.outcome for one in results if one not in failed] == [Outcome.ACCEPTED] * (
        len(results) - len(failed)
    )
    assert 1 < max(line.most for line in worlds.lines()) <= 4
    assert 4 < max(line.most_of_all for line in worlds.lines()) <= 16
    assert seen[-1] == ActionProgress(len(results), len(results), len(results), len(failed))
    assert all(before.ended <= after.ended for before, after in pairwise(seen))
    assert all(len(line.changes) <= TEN for line in worlds.lines())


async def test_leaving_early_finishes_what_was_sent_and_names_the_rest() -> None:
    worlds = Worlds(*MANY, endpoints=60)
    async with worlds.async_roster() as roster:
        plan = await roster.plan("stop", await to_stop(worlds, roster))
        for line in worlds.lines():
            line.length = 10
        running = plan.execute()
        async for _ in running:
            break
        await running.aclose()
        results, rest = plan.results, plan.not_started
        sent = sum(len(line.sent) for line in worlds.lines())
        await asyncio.sleep(0)
    assert len(results) + len(rest) == len(plan.endpoints)
    assert results
    assert rest
    assert {one.outcome for one in results} == {Outcome.ACCEPTED}
    assert sum(len(line.sent) for line in worlds.lines()) == sent
    assert not {one.reference for one in results} & {one.reference for one in rest}


def test_ctrl_c_finishes_what_was_sent_and_names_the_rest() -> None:
    worlds = Worlds("volcengine", "volcengine", "together", endpoints=60)

    async def interrupt(line: Line, request: httpx.Request) -> httpx.Response:
        _thread.interrupt_main()
        return await line.forward(request)

    with worlds.roster() as roster:
        plan = roster.plan("stop", roster.list(states=["running"], kinds=["dedicated"]))
        for line in worlds.lines():
            line.length = 50
        worlds.worlds["a0"].line.on_change = [None, interrupt]
        with pytest.raises(KeyboardInterrupt):
            for _ in plan.execute():
                pass
        assert len(plan.results) + len(plan.not_started) == len(plan.endpoints)
        assert plan.progress().started == plan.progress().ended == len(plan.results)
    assert {one.outcome for one in plan.results} <= {Outcome.ACCEPTED, Outcome.REFUSED}


@pytest.mark.slow
def test_ctrl_c_twice_leaves_and_closing_finishes_what_was_sent() -> None:
    world = World("volcengine", endpoints=60)

    async def interrupt_twice(line: Line, request: httpx.Request) -> httpx.Response:
        for _ in range(2):
            _thread.interrupt_main()
            await asyncio.sleep(0.5)
        return await line.forward(request)

    with world.roster() as roster:
        plan = roster.plan("stop", roster.list(states=["running"]))
        world.line.on_change = [interrupt_twice]
        with pytest.raises(KeyboardInterrupt):
            list(plan.execute())
        assert plan.progress().ended == plan.progress().started - 1
    assert plan.progress().ended == plan.progress().started
    assert {one.outcome for one in plan.results} == {Outcome.ACCEPTED}


async def test_a_client_that_cancels_itself_costs_no_other_action() -> None:
    world = World("volcengine", endpoints=60)

    async def cancel(line: Line, request: httpx.Request) -> httpx.Response:
        raise asyncio.CancelledError

    async with world.async_roster() as roster:
        plan = await roster.plan("stop", roster.list(states=["running"]))
        world.line.on_change = [None, cancel]
        results = [result async for result in plan.execute()]
    (broken,) = [one for one in results if one.failure]
    assert len(results) == len(plan.endpoints)
    assert broken.failure
    assert (broken.outcome, broken.failure.kind) == (Outcome.FAILED, "internal")
    assert "cancelled its own request" in broken.failure.cause


def test_closing_the_roster_waits_for_what_has_begun() -> None:
    world = World("volcengine", endpoints=60)

    async def close(line: Line, request: httpx.Request) -> httpx.Response:
        loop = asyncio.get_running_loop()
        loop.call_soon(lambda: closing.append(loop.create_task(roster._clients.close())))  # pyright: ignore[reportPrivateUsage]
        await asyncio.sleep(0.01)
        return await line.forward(request)

    closing: list[Any] = []
    world.line.on_change = [close]
    with world.roster() as roster:
        plan = roster.plan("stop", roster.list(states=["running"]))
        results = list(plan.execute())
    assert results
    assert len(results) + len(plan.not_started) == len(plan.endpoints)
    assert {one.outcome for one in results} == {Outcome.ACCEPTED}


def test_a_plan_says_what_is_refused_and_what_is_so_already() -> None:
    world = World("together", endpoints=40)
    with world.roster() as roster:
        plan = roster.plan("stop", roster.list())
        world.line.sent.clear()
        assert plan.action is Action.STOP
        kinds = {one.outcome for one in plan.refused}, {one.outcome for one in plan.already}
        assert kinds == ({Outcome.REFUSED}, {Outcome.ALREADY})
        listing = roster.list().collect()
        serverless = [one for one in listing if one.kind == "serverless"]
        assert [one.id for one in plan.refused] == [one.id for one in serverless]
        assert all(one.failure and "serverless" in one.failure.cause for one in plan.refused)
        every = [*plan.refused, *plan.already, *plan.endpoints]
        assert len(every) == len(listing)
        results = list(plan.execute())
        others = [one for one in results if one.outcome is Outcome.REFUSED]
        assert others
        assert all(one.failure and "belongs to" in one.failure.cause for one in others)
        with pytest.raises(PlanError, match="executed before"):
            next(plan.execute())


@pytest.mark.parametrize(
    ("changes", "action", "reason"),
    [
        ({}, "delete", ""),
        ({"created_at": "2026-03-01T00:00:00Z"}, "stop", "created again"),
        ({"owner": "somebody-else"}, "delete", "belongs to somebody-else now"),
        ({"state": "running"}, "delete", "is running now, and was stopped"),
        ({"state": "running"}, "start", ""),
        ({"name": "renamed"}, "delete", ""),
    ],
)
def test_an_endpoint_that_is_another_one_now_is_refused(
    changes: dict[str, Any], action: str, reason: str
) -> None:
    seen = Endpoint(
        "together", "mine", "e-1", "one", owner="acme", state=EndpointState.STOPPED,
        created_at=datetime(2026, 2, 1, tzinfo=UTC),
    )  # fmt: skip
    if "state" in changes:
        changes = {"state": EndpointState(changes["state"])}
    if "created_at" in changes:
        changes = {"created_at": datetime.fromisoformat(changes["created_at"])}
    found = changed(seen, replace(seen, **changes), Action(action))
    assert reason in found
    assert bool(found) == bool(reason)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("created_at", "2026-03-04T05:00:00.000Z", "it was created again at 2026-03-04 05:00:00"),
        ("owner", "acme-东京", "it belongs to acme-东京 now"),
        (None, None, "it is running now, and was stopped when it was chosen"),
    ],
)
async def test_a_plan_leaves_alone_what_changed_since(
    field: str | None, value: str | None, reason: str
) -> None:
    world = World("together", endpoints=1)
    kind = next(kind for kind in KINDS if kind.name == "together")
    async with world.async_roster() as roster, world.others() as others:
        made = await others.create("mine", {**kind.settings(world.cloud, "x"), "state": "STOPPED"})
        world.time.pass_by(60)
        plan = await roster.plan("delete", made.reference or "")
        assert [one.id for one in plan.endpoints] == [made.id]
        if field is None:
            await others.start(made.reference or "")
            world.time.pass_by(60)
        else:
            world.cloud._things[made.id].data[field] = value
        (result,) = [result async for result in plan.execute()]
    assert result.outcome is Outcome.REFUSED
    assert result.failure
    assert result.failure.cause.startswith(reason)
    assert world.line.changes == []


def test_a_plan_takes_whatever_endpoints_can_be_written_as() -> None:
    world = World("volcengine", endpoints=20)
    with world.roster() as roster:
        one, two, *_ = roster.list(states=["running"])
        wanted = [one.id, two.id]

        def ids(plan: Plan) -> list[str]:
            return [each.id for each in plan.endpoints]

        assert ids(roster.plan("stop", [one, two.reference])) == wanted
        assert ids(roster.plan("stop", one)) == ids(roster.plan("stop", one.reference))
        listing = roster.list(states=["running"]).collect()
        assert ids(roster.plan("stop", listing))[:2] == wanted
        plan = roster.plan("update", [one, two], description="new")
        assert [each.outcome for each in plan.execute()] == [Outcome.DONE] * 2


NOTHING: list[tuple[Callable[[Roster], object], type[Exception], str]] = [
    (
        lambda r: r.plan(cast("Any", "halt"), []),
        PlanError,
        "unknown action 'halt'. Choose from start, stop",
    ),
    (lambda r: r.plan("update", r.list()), SettingsError, "nothing is to be changed"),
    (lambda r: r.plan("stop", "volcengine/mine/nothing"), EndpointNotFoundError, "no endpoint"),
    (lambda r: r.stop("volcengine/other/x"), EndpointNotFoundError, "the accounts are"),
    (lambda r: r.stop("volcengine/mine/"), EndpointNotFoundError, "names no account"),
    (lambda r: r.get("mine"), EndpointNotFoundError, "provider/account/id"),
    (lambda r: r.delete("volcengine/mine/ep-x"), EndpointNotFoundError, "no endpoint 'ep-x'"),
]


@pytest.mark.parametrize(("work", "error", "words"), NOTHING)
def test_what_is_meant_by_nothing_is_an_error(
    work: Callable[[Roster], object], error: type[Exception], words: str
) -> None:
    world = World("volcengine", endpoints=2)
    with world.roster() as roster, pytest.raises(error) as caught:
        work(roster)
    assert words in str(caught.value)
    assert world.line.changes == []


@pytest.mark.parametrize("nothing", [None, 5])
def test_what_is_no_endpoint_is_named(nothing: Any) -> None:
    """Such as the reference of a creation that has failed."""
    world = World("ppio")
    with world.roster() as roster, pytest.raises(TypeError, match=f"is needed, not {nothing}"):
        roster.get(nothing)
    assert world.line.sent == []


def test_a_reference_that_several_accounts_can_have_is_an_error() -> None:
    worlds = Worlds("openrouter", "openrouter", endpoints=2)
    one, two = (world.account for world in worlds.worlds.values())
    roster = Roster([one.labelled("a"), two.labelled("a/b")])
    with roster, pytest.raises(AmbiguousReferenceError, match="openrouter/a, openrouter/a/b"):
        roster.get("openrouter/a/b/c@d")


def test_a_closed_roster_does_nothing() -> None:
    world = World("volcengine", endpoints=2)
    roster = world.roster()
    (one, *_) = roster.list().collect().endpoints
    roster.close()
    for work in (roster.stop, roster.get):
        with pytest.raises(ClosedError):
            work(one)
    with pytest.raises(ClosedError):
        roster.plan("stop", one)
