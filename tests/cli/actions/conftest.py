"""A cloud of one's own for each test, because it is changed, and a journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from endpoint_roster_sim import Simulator
from support.acting import account

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Done, Run


@pytest.fixture
def cloud() -> Iterator[TogetherCloud]:
    with Simulator(endpoints=24, providers=["together"]) as simulator:
        yield simulator["together"]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


@pytest.fixture
def act(roster: Run, cloud: TogetherCloud, journal: Path) -> Callable[..., Done]:
    """The command, of a user of this cloud."""

    def run(*words: str, **env: str) -> Done:
        return roster(*words, env=account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(journal)} | env)

    return run
