"""Tables in a small window: what names a row stays readable, and nothing is cut to nonsense."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from endpoint_roster_cli.journal import Journal
from support.fixed_time import command_at
from support.golden import check_golden
from support.terminal import Terminal
from support.terminal_text import written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@pytest.fixture
def start(env_at_noon: dict[str, str]) -> Callable[..., Terminal]:
    """Starts the command in a terminal, at the time of the golden texts."""

    def start(*words: str, env: Mapping[str, str] | None = None, **how: Any) -> Terminal:
        return Terminal([*command_at(), *words], env_at_noon | dict(env or {}), **how)

    return start


def test_the_words_of_a_group_have_half_of_the_window(start: Callable[..., Terminal]) -> None:
    words = ("costs", "--sim", "--group-by", "owner")
    with start(*words, columns=80) as terminal:
        assert terminal.wait() == 0
        check_golden("terminal-costs-80.txt", terminal.text())


def test_the_journal_has_references_below_where_they_do_not_fit(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    reference = f"together/together/endpoint-{UUID(int=7)}"
    with Journal(tmp_path / "journal", lambda: datetime(2026, 3, 1, tzinfo=UTC), "ada") as journal:
        journal.begin("stop", "together/together", reference, "chat")
    env = {"ENDPOINT_ROSTER_JOURNAL": str(tmp_path / "journal")}
    with start("journal", columns=80, env=env) as terminal:
        assert terminal.wait() == 0
        lines = [line for line in written(terminal) if not line.startswith("roster: ")]
    assert [line.split() for line in lines] == [
        ["TIME", "ACTION", "OUTCOME", "WHO", "NAME", "REQUEST", "ID"],
        ["REFERENCE"],
        ["2026-03-01", "00:00:00", "stop", "not", "ended", "ada", "chat", "-"],
        [reference],
    ]
