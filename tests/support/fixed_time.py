"""Run the command as a process for which it is always the same time.

    python -m support.fixed_time 2026-03-01T12:00:00Z list --sim

with the folder of the tests in ``PYTHONPATH``; ``command_at`` puts these words together.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from endpoint_roster_cli.clock import Clock
from endpoint_roster_cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The time of the golden texts.
NOON = "2026-03-01T12:00:00Z"


def fixed_clock(moment: str = NOON) -> Clock:
    """Return a clock in which it is always this time; it sleeps as others do."""
    now = datetime.fromisoformat(moment)
    return Clock(now=lambda: now)


def command_at(moment: str = NOON) -> tuple[str, ...]:
    """Return the words that begin the command at a fixed time."""
    return (sys.executable, "-m", "support.fixed_time", moment)


def with_path(env: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which ``command_at`` finds this module."""
    return {**env, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:], clock=fixed_clock(sys.argv[1])))
