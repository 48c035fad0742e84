"""Reading a body into models, without a socket: CPU time."""

import json
import sys
import time
from pathlib import Path
from typing import cast

from . import bodies, subjects
from .measure import Clocks, Times, race, run_module

#: Those whose SDK uses httpx, so that it can be given the bytes without a socket.
PROVIDERS = ("together", "openrouter")
#: With the standard library alone, and with the extra ``speed``.
MODES = ("plain", "speed")

_BASE_URLS = {
    "together": "https://api.together.ai/v1",
    "openrouter": "https://openrouter.ai/api/v1",
}

#: By mode, provider (or what else the races are about) and number of endpoints.
Races = dict[str, dict[str, dict[int, Clocks]]]


def measure(folder: Path, rounds: int, repeats: int, limit: int) -> Races:
    """Run the races, each mode in processes of its own that take turns.

    Args:
        folder: where the bodies are.
        rounds: for each process; a round is two turns of every subject, or three: see ``turns``.
        repeats: processes of each mode; their rounds are put together.
        limit: seconds after which a process hurries to its end.
    """
    return collect("reading", [str(rounds), str(limit), str(folder)], repeats)


def collect(module: str, arguments: list[str], repeats: int) -> Races:
    """Run a module that prints its races, in both modes, and put the rounds together."""
    races: Races = {mode: {} for mode in MODES}
    for _ in range(repeats):
        for mode in MODES:
            printed = run_module(module, mode, *arguments)
            answer: dict[str, dict[str, Clocks]] = json.loads(printed)
            for group, by_size in answer.items():
                for size, clocks in by_size.items():
                    kept = races[mode].setdefault(group, {}).setdefault(int(size), {})
                    for clock, times in clocks.items():
                        _extend(kept.setdefault(clock, {}), times)
    return races


def _extend(kept: Times, times: Times) -> None:
    for name, seconds in times.items():
        kept.setdefault(name, []).extend(seconds)


def turns(rounds: int, size: int) -> int:
    """Return how many turns to have: short ones need more to be as precise."""
    return (2 if size == max(bodies.SIZES) else 3) * rounds


def choose(mode: str) -> None:
    """Make this process one with or without the extra ``speed``, before our clients are loaded."""
    if mode == "plain":
        # An import of it now fails, as if it were not installed.
        cast("dict[str, object]", sys.modules)["msgspec"] = None


def check(mode: str) -> None:
    """Make sure that our clients have found the extra, or have not.

    Raises:
        RuntimeError: the process measured something else than it should have.
    """
    if (sys.modules.get("msgspec") is not None) != (mode == "speed"):
        raise RuntimeError(f"msgspec is loaded or missing against the mode {mode!r}")


def main(mode: str, rounds: int, limit: int, folder: Path) -> None:
    """Run the races of one process and print the times."""
    until = time.monotonic() + limit
    choose(mode)
    races: dict[str, dict[int, Clocks]] = {}
    for provider in PROVIDERS:
        for size in bodies.SIZES:
            body = bodies.read(folder, provider, size)
            transport = subjects.MemoryTransport(body)
            base_url = _BASE_URLS[provider]
            runners = [
                subjects.raw(provider, base_url, transport),
                subjects.ours(provider, base_url, transport),
                subjects.raw_absolute(provider, base_url, transport),
                subjects.decoding(provider, body),
            ]
            if mode == "plain":
                runners.append(subjects.sdk(provider, base_url, transport))
            times = race(runners, size, turns(rounds, size), seconds=0.015, until=until)
            races.setdefault(provider, {})[size] = times
    check(mode)
    print(json.dumps(races))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
