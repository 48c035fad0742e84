"""Random plans on a bad line, with Ctrl-C now and then: the journal has each action once."""

from __future__ import annotations

import _thread
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from endpoint_roster_cli.actions.execution import Record, execute
from endpoint_roster_cli.journal import Journal, read
from support.worlds import World, reset, reset_after, status, timeout_after, timeout_before

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from endpoint_roster import ActionResult, Plan
    from endpoint_roster.roster import Roster
    from support.worlds import Fault, Line

PROVIDERS = ("volcengine", "ppio", "together")
ENDPOINTS, PLANS = 30, 3
FAULTS: tuple[Fault, ...] = (
    timeout_before, timeout_after, reset, reset_after, status(500), status(500, after=True),
    status(403), status(404), status(409), status(429, "1"), status(503, "1"),
)  # fmt: skip
Written = tuple[str, str | None, str | None, str | None]


async def interrupt(line: Line, request: httpx.Request) -> httpx.Response:
    _thread.interrupt_main()
    return await line.forward(request)


def next_plan(roster: Roster, random: Random) -> Plan:
    """Return a plan of a random action for endpoints of which some have been acted on before."""
    endpoints = roster.list().collect().endpoints
    some = random.sample(endpoints, random.randint(1, len(endpoints))) if endpoints else []
    return roster.plan(random.choice(("stop", "start", "delete")), some)


def written(result: ActionResult) -> Written:
    """Return what an action's line has to say."""
    after = None if result.state_after is None else str(result.state_after)
    return (result.action, result.reference, str(result.outcome), after)


def tell(provider: str, seed: int, path: Path) -> int:
    """Execute some plans, compare each with the journal, and return the number of actions."""
    random = Random(f"{provider} {seed}")
    world = World(provider, endpoints=ENDPOINTS, seed=seed)
    expected: Counter[Written] = Counter()
    with world.roster() as roster, Journal(path, lambda: world.time.now) as journal:
        for _ in range(PLANS):
            world.time.pass_by(random.choice((0, 3, 300)))
            plan = next_plan(roster, random)
            world.line.on_change = [
                random.choice((None, None, random.choice(FAULTS))) for _ in range(ENDPOINTS)
            ]
            if random.random() < 0.3:
                world.line.on_change.insert(random.randrange(4), interrupt)
            planned = [*world.line.on_change]
            reported: list[ActionResult] = []
            complete = execute(plan, Record(journal), reported.append)
            interrupted = interrupt in planned and interrupt not in world.line.on_change
            world.line.on_change = []
            assert [*map(written, reported)] == [*map(written, plan.results)]
            assert len(reported) + len(plan.not_started) == len(plan.endpoints)
            assert complete != interrupted
            expected.update(map(written, reported))
    entries, broken = read(path)
    assert broken == []
    assert Counter((e.action, e.reference, e.outcome, e.state_after) for e in entries) == expected
    return expected.total()


SLOW = pytest.param(range(4, 180), marks=pytest.mark.slow)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("seeds", [range(4), SLOW], ids=["quick", "many"])
def test_the_journal_has_every_action_once(provider: str, seeds: range, tmp_path: Path) -> None:
    actions = sum(tell(provider, seed, tmp_path / f"{seed}.jsonl") for seed in seeds)
    assert actions > len(seeds)
