"""Random interleavings of actions, faults, and what other people do: outcomes and books agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import EndpointNotFoundError, Outcome
from support.endpoint_kinds import KINDS, Kind
from support.worlds import World, reset, reset_after, status, timeout_after, timeout_before

if TYPE_CHECKING:
    import httpx
    from endpoint_roster import ActionResult, AsyncRoster, Endpoint
    from support.worlds import Fault, Line

DONE = (Outcome.DONE, Outcome.ACCEPTED)
STEPS = 8
ON: tuple[str, ...] = ("run", "ready", "start", "provision", "active", "deploy", "updat")
OFF: tuple[str, ...] = ("stop", "disabled")
LOST = (timeout_before, timeout_after, reset, reset_after, status(500), status(500, after=True))
REFUSED = (status(403), status(404), status(409), status(429, "1"), status(503, "1"))
UNREADABLE = (status(403), timeout_before, status(503))


@dataclass
class Step:
    """One action of ours, and what happened meanwhile."""

    action: str
    endpoint: Endpoint | None
    before: dict[str, Any]
    touched: set[str] = field(default_factory=set[str])
    made_by_others: set[str] = field(default_factory=set[str])
    unreadable: bool = False


class Story:
    """A random story in one cloud, the same for the same seed."""

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind = kind
        self.random = Random(f"{kind.name} {seed}")
        self.world = World(kind.provider, endpoints=1)
        self.known: list[Endpoint] = []
        self.names = 0

    async def tell(self) -> None:
        """Do some actions, and compare each with the books."""
        async with self.world.others() as others, self.world.async_roster() as roster:
            for _ in range(2):
                await self._made_by(others)
            for _ in range(STEPS):
                self.world.time.pass_by(self.random.choice((0, 1, 3, 30)))
                await self._step(roster, others)

    async def _step(self, roster: AsyncRoster, others: AsyncRoster) -> None:
        action = self.random.choice(("create", "start", "stop", "stop", "update", "delete"))
        endpoint = None if action == "create" else self.random.choice(self.known)
        step = Step(action, endpoint, self._books())
        line = self.world.line
        line.sent.clear()
        line.on_change = [self._fault(step, others) for _ in range(3)]
        line.on_read = [self._meddling(step, others) for _ in range(3)]
        try:
            result = await self._do(roster, action, endpoint)
        except EndpointNotFoundError:
            assert endpoint
            assert endpoint.id not in self._books()
            return
        finally:
            line.on_change, line.on_read = [], []
        self._check(step, result)
        await self._remember(result, others)

    async def _do(self, roster: AsyncRoster, action: str, endpoint: Endpoint | None) -> Any:
        if endpoint is None:
            return await roster.create("mine", self._settings())
        by_name = f"{endpoint.provider}/{endpoint.account}/{endpoint.id}"
        meant = self.random.choice((endpoint, by_name))
        changes = self.kind.changes if action == "update" else {}
        return await getattr(roster, action)(meant, **changes)

    def _check(self, step: Step, result: ActionResult) -> None:
        changes = self.world.line.changes
        landed = any(sent.status is not None and sent.status < 300 for sent in changes)
        about = (self.kind.name, step, result, [(s.request, s.status) for s in changes])
        key = result.id or ""
        touched = key in step.touched or bool(step.made_by_others)
        if result.outcome is Outcome.UNKNOWN:
            assert step.unreadable or touched, about
        elif result.outcome in DONE:
            assert landed or touched, about
            assert touched or self._has_effect(step, result), about
        elif result.outcome is Outcome.ALREADY:
            assert not landed or touched, about
            assert touched or self._has_effect(step, result), about
        elif result.outcome is Outcome.REFUSED:
            assert not landed, about
        else:
            unfinished = step.action == "create" and result.id is not None
            assert touched or unfinished or not self._has_effect(step, result), about
            assert not landed or touched or self.kind.name == "together-projects", about
        if step.endpoint is None:
            new = self._books().keys() - step.before.keys() - step.made_by_others
            assert len(new) <= 1, about
            assert result.outcome not in DONE or touched or new == {result.id}, about

    def _has_effect(self, step: Step, result: ActionResult) -> bool:
        entry = self._books().get(result.id or "")
        if step.action == "create":
            return entry is not None and result.outcome is not Outcome.REFUSED
        if entry is None or step.action == "delete":
            return step.action == "delete" and entry is None
        if step.action == "update":
            return entry.mark == self.kind.mark
        words = (*ON, "creating", "pending") if step.action == "start" else OFF
        states = entry.state.lower().replace("deployment_state_", "").split()
        return all(state.startswith(words) for state in states)

    # What goes wrong, and what others do.

    def _fault(self, step: Step, others: AsyncRoster) -> Fault | None:
        chosen = self.random.choice((None, None, self.random.choice(LOST + REFUSED)))
        meddles = self.random.random() < 0.2
        blind = self.random.random() < 0.1

        async def happen(line: Line, request: httpx.Request) -> httpx.Response:
            if meddles:
                await self._meddle(step, others)
            if blind:
                step.unreadable = True
                line.on_read = [self.random.choice(UNREADABLE)] * 12
            return await (chosen(line, request) if chosen else line.forward(request))

        return happen

    def _meddling(self, step: Step, others: AsyncRoster) -> Fault | None:
        if self.random.random() < 0.9:
            return None

        async def happen(line: Line, request: httpx.Request) -> httpx.Response:
            await self._meddle(step, others)
            return await line.forward(request)

        return happen

    async def _meddle(self, step: Step, others: AsyncRoster) -> None:
        """Somebody else does something, often with the same endpoint."""
        action = self.random.choice(("create", "start", "stop", "update", "delete"))
        if action == "create":
            made = await others.create("mine", self._settings())
            if made.outcome in DONE and made.id:
                step.made_by_others.add(made.id)
            return
        meant = step.endpoint if self.random.random() < 0.7 else None
        endpoint = meant or self.random.choice(self.known)
        changes = self.kind.changes if action == "update" else {}
        result = await getattr(others, action)(endpoint, **changes)
        if result.outcome in DONE:
            step.touched.add(endpoint.id)

    async def _made_by(self, others: AsyncRoster) -> None:
        result = await others.create("mine", self._settings())
        assert result.reference
        self.known.append(await others.get(result.reference))

    async def _remember(self, result: ActionResult, others: AsyncRoster) -> None:
        if result.action == "create" and result.outcome in DONE and result.reference:
            self.known.append(await others.get(result.reference))

    def _settings(self) -> dict[str, Any]:
        self.names += self.random.random() < 0.8  # else one that exists
        return self.kind.settings(self.world.cloud, f"e-{self.names}")

    def _books(self) -> dict[str, Any]:
        return self.kind.read(self.world.cloud)


SLOW = [pytest.param(range(*ends), marks=pytest.mark.slow) for ends in ((2, 110), (110, 215))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("seeds", [range(2), *SLOW], ids=["quick", "many", "more"])
async def test_reported_and_true_outcomes_agree(kind: Kind, seeds: range) -> None:
    for seed in seeds:
        await Story(kind, seed).tell()
