"""Every action, at every provider, with everything that can go wrong: outcomes and books agree.

The cloud's own books say what came of an action; they are read past the line that goes wrong.
"""

from __future__ import annotations

import _thread
import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import EndpointNotFoundError, Outcome, ReadError
from support.endpoint_kinds import KINDS, Kind
from support.worlds import World, reset, reset_after, status, timeout_after, timeout_before

if TYPE_CHECKING:
    import httpx
    from endpoint_roster import ActionResult, Endpoint
    from support.endpoint_kinds import Entry
    from support.worlds import Fault, Line

DONE = (Outcome.DONE, Outcome.ACCEPTED)
ACTIONS = ("create", "start", "stop", "update", "delete")
#: What goes wrong with the first request that changes something.
FAULTS: dict[str, Fault] = {
    "timeout before": timeout_before,
    "timeout after": timeout_after,
    "reset": reset,
    "reset after": reset_after,
    "409": status(409),
    "403": status(403),
    "404": status(404),
    "429": status(429, "2"),
    "500": status(500),
    "500 after": status(500, after=True),
    "503": status(503),
    "wrong etag": status(412),
}
RUNNING = {"Running", "running", "STARTED", "DEPLOYMENT_STATE_READY", "active"}
STARTING = {"Starting", "starting", "STARTING", "DEPLOYMENT_STATE_PROVISIONING", "deploying"}
STOPPED = {"Stopped", "stopped", "STOPPED", "DEPLOYMENT_STATE_STOPPED", "disabled"}
STOPPING = {"Stopping", "stopping", "STOPPING", "DEPLOYMENT_STATE_STOPPING"}
#: Both rosters do the same; of the synchronous one, each case takes longer.
each_way = pytest.mark.parametrize("way", ["async", pytest.param("sync", marks=pytest.mark.slow)])
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
every_action = pytest.mark.parametrize("action", ACTIONS)


@dataclass
class Case:
    """One endpoint in the right state for an action, and somebody else's roster."""

    world: World
    kind: Kind
    action: str
    endpoint: Endpoint | None
    before: dict[str, Entry]

    def books(self) -> dict[str, Entry]:
        return self.kind.read(self.world.cloud)

    @property
    def has_effect(self) -> bool:
        """Whether the books say that what was wanted is so."""
        books, kind = self.books(), self.kind
        if self.endpoint is None:
            new = [books[key] for key in books.keys() - self.before.keys()]
            assert len(new) < 2, "created twice"
            return len(new) == 1
        entry = books.get(self.endpoint.id)
        if self.action == "delete" or entry is None:
            return self.action == "delete" and entry is None
        if self.action == "update":
            return entry.mark == kind.mark
        wanted = RUNNING | STARTING if self.action == "start" else STOPPED | STOPPING
        return entry.state in wanted

    def arguments(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """What the roster's method takes."""
        if self.endpoint is None:
            settings = self.kind.settings(self.world.cloud, "new")
            return ("mine", settings), {}
        changes = self.kind.changes if self.action == "update" else {}
        return (self.endpoint,), changes

    async def run(self, way: str) -> ActionResult:
        """Do it with a roster of either kind."""
        positional, named = self.arguments()
        if way == "async":
            async with self.world.async_roster() as roster:
                return await getattr(roster, self.action)(*positional, **named)

        def work() -> ActionResult:
            with self.world.roster() as roster:
                return getattr(roster, self.action)(*positional, **named)

        return await asyncio.to_thread(work)

    async def by_others(self) -> None:
        """Somebody else does the same first."""
        positional, named = self.arguments()
        async with self.world.others() as roster:
            await getattr(roster, self.action)(*positional, **named)


async def case(kind: Kind, action: str) -> Case:
    """Return an endpoint that an action makes sense for, in a cloud of its own."""
    world = World(kind.provider)
    if action == "create":
        return Case(world, kind, action, None, kind.read(world.cloud))
    async with world.others() as others:
        made = await others.create("mine", kind.settings(world.cloud, "old"))
        assert made.reference, made
        world.time.pass_by(60)
        if kind.stops and (action == "start" or (action == "delete" and not kind.deletes_running)):
            await others.stop(made.reference)
            world.time.pass_by(60)
        endpoint = await others.get(made.reference)
    return Case(world, kind, action, endpoint, kind.read(world.cloud))


def agree(found: Case, result: ActionResult) -> None:
    """Check a result against the books, and that nothing was sent twice."""
    if result.outcome in DONE:
        assert found.has_effect, result
        assert result.failure is None
    elif result.outcome is Outcome.ALREADY:
        assert found.has_effect, result
    else:
        assert result.outcome in (Outcome.FAILED, Outcome.REFUSED), result
        assert not found.has_effect, result
        assert result.failure is not None
    if found.endpoint is None and result.outcome in DONE:
        assert result.id in found.books().keys() - found.before.keys()
    sent_once(found)


def sent_once(found: Case) -> None:
    """Check that no change was sent again, except where it is sure that nothing was done."""
    seen: dict[tuple[str, str, bytes], int | None] = {}
    for sent in found.world.line.changes:
        request = sent.request
        key = (request.method, str(request.url), request.content)
        again = key in seen
        if again and "idempotency-key" not in request.headers:
            assert seen[key] == 429, f"{key} was sent twice"
        seen[key] = sent.answered


@every_action
@every_kind
@each_way
async def test_the_outcome_is_what_the_books_say(way: str, kind: Kind, action: str) -> None:
    for fault in FAULTS:  # not a test each: that would take twice as long
        found = await case(kind, action)
        found.world.line.on_change = [FAULTS[fault]]
        result = await found.run(way)
        if not kind.stops and action in ("start", "stop"):
            assert (result.outcome, found.world.line.sent) == (Outcome.REFUSED, [])
            continue
        agree(found, result)
        if fault in ("timeout after", "reset after", "500 after"):
            assert result.outcome in DONE, result
        if fault in ("timeout before", "reset", "500") and kind.name != "openrouter":
            assert result.outcome is Outcome.FAILED, result
            assert result.failure
            said = "it is not there" if action == "create" else "it is as it was before"
            assert result.failure.cause.endswith(said)


@each_way
async def test_a_change_by_somebody_else_meanwhile_is_not_overwritten(way: str) -> None:
    (kind,) = [kind for kind in KINDS if kind.name == "together-projects"]
    found = await case(kind, "update")
    assert found.endpoint

    async def change_first(line: Line, request: httpx.Request) -> httpx.Response:
        async with found.world.others() as others:
            assert found.endpoint
            await others.update(found.endpoint, name="renamed")
        return await line.forward(request)

    found.world.line.on_change = [change_first]
    result = await found.run(way)
    assert result.outcome is Outcome.FAILED
    assert result.failure
    assert (result.failure.status, result.failure.code) == (409, "ABORTED")
    assert found.books()[found.endpoint.id].name == "renamed"
    agree(found, result)


@every_action
@every_kind
@each_way
async def test_what_somebody_else_did_first_is_not_done_again(
    way: str, kind: Kind, action: str
) -> None:
    if not kind.stops and action in ("start", "stop"):
        return
    found = await case(kind, action)
    await found.by_others()
    before = found.books()
    result = await found.run(way)
    if action == "create" and not kind.named:
        assert result.outcome in DONE  # they cannot be told apart by a name
        assert len(found.books()) == len(before) + 1
    else:
        assert result.outcome is Outcome.ALREADY, result
        assert found.world.line.changes == []
        assert found.books() == before


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "create"])
@every_kind
@each_way
async def test_what_was_created_again_meanwhile_is_left_alone(
    way: str, kind: Kind, action: str
) -> None:
    if not kind.stops and action in ("start", "stop"):
        return
    found = await case(kind, action)
    assert found.endpoint
    name = "other" if kind.provider == "huawei" else "old"  # there, a name is used once for ever
    async with found.world.others() as others:
        if not kind.deletes_running:
            await others.stop(found.endpoint)
            found.world.time.pass_by(60)
        fresh = await others.get(found.endpoint)
        assert (await others.delete(fresh)).outcome in DONE
        await others.create("mine", kind.settings(found.world.cloud, name))
    found.world.time.pass_by(60)
    before = found.books()
    result = await found.run(way)
    assert result.outcome is (Outcome.ALREADY if action == "delete" else Outcome.FAILED), result
    assert found.world.line.changes == []
    assert found.books() == before


@every_action
@every_kind
async def test_a_cancelled_action_is_finished_and_says_so(kind: Kind, action: str) -> None:
    if not kind.stops and action in ("start", "stop"):
        return
    found = await case(kind, action)
    task: asyncio.Task[Any] | None = None

    async def cancel(line: Line, request: httpx.Request) -> httpx.Response:
        assert task
        task.cancel()
        await asyncio.sleep(0)
        return await line.forward(request)

    found.world.line.on_change = [cancel]
    task = asyncio.create_task(found.run("async"))
    with pytest.raises(asyncio.CancelledError) as caught:
        await task
    assert found.has_effect
    (note,) = caught.value.__notes__
    assert note.rpartition(": ")[2] in DONE
    sent_once(found)


@pytest.mark.slow
@every_action
@every_kind
def test_ctrl_c_waits_for_what_was_sent_and_says_so(kind: Kind, action: str) -> None:
    if not kind.stops and action in ("start", "stop"):
        return
    found = asyncio.run(case(kind, action))

    async def interrupt(line: Line, request: httpx.Request) -> httpx.Response:
        _thread.interrupt_main()
        return await line.forward(request)

    found.world.line.on_change = [interrupt]
    positional, named = found.arguments()
    with found.world.roster() as roster, pytest.raises(KeyboardInterrupt) as caught:
        getattr(roster, action)(*positional, **named)
    assert found.has_effect
    (note,) = caught.value.__notes__
    assert note.rpartition(": ")[2] in DONE
    sent_once(found)


@every_kind
@each_way
async def test_a_reading_says_what_the_books_say(way: str, kind: Kind) -> None:
    for fault in FAULTS:
        found = await case(kind, "update")
        found.world.line.on_read = [FAULTS[fault]]
        found.action = "get"
        refused = fault in ("409", "403", "404", "wrong etag")
        try:
            endpoint: Any = await found.run(way)
        except (EndpointNotFoundError, ReadError):
            assert refused
        else:
            entry = found.books()[endpoint.id]
            assert endpoint.provider_state in (entry.state, None)
        assert found.world.line.changes == []


@every_kind
async def test_what_cannot_be_read_afterwards_is_unknown(kind: Kind) -> None:
    action = "stop" if kind.stops else "update"
    found = await case(kind, action)

    async def lost(line: Line, request: httpx.Request) -> httpx.Response:
        line.on_read = [status(403)] * 10
        return await timeout_after(line, request)

    found.world.line.on_change = [lost] * 2
    result = await found.run("async")
    assert (result.outcome, result.state_after) == (Outcome.UNKNOWN, result.state_before)
    assert result.failure
    assert result.failure.kind == "timeout"
    assert "did not show whether" in result.failure.cause
    sent_once(found)


@every_kind
async def test_a_name_of_other_settings_is_refused(kind: Kind) -> None:
    if not kind.named:
        return
    found = await case(kind, "create")
    await found.by_others()
    settings = found.kind.settings(found.world.cloud, "new")
    other: dict[str, dict[str, Any]] = {
        "volcengine": {"description": "another"},
        "ppio": {"image": "another"},
        "huawei": {"remark": "another"},
        "together-projects": {"visibility": "VISIBILITY_INTERNAL"},
    }
    async with found.world.async_roster() as roster:
        result = await roster.create("mine", {**settings, **other[kind.name]})
    assert result.outcome is Outcome.REFUSED
    assert result.reference
    assert result.failure
    assert result.reference in result.failure.cause
    assert (result.name or "").endswith("new")
    assert found.world.line.changes == []
