"""A full call over loopback, synchronous and asynchronous, signed where the service wants it."""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from . import bodies, subjects
from .measure import Clocks, Subject, race
from .reading import Races, check, choose, collect, turns
from .server import Ports, decode, serving


def measure(folder: Path, rounds: int, repeats: int, limit: int, kinds: Sequence[str]) -> Races:
    """Run the races as ``reading.measure`` does, for ``{provider}/{kind}``.

    Args:
        folder: where the bodies are.
        rounds: for each process; a round is two turns of every subject, or three.
        repeats: processes of each mode.
        limit: seconds after which a process hurries to its end.
        kinds: ``sync``, ``async``, or both.
    """
    with serving(folder) as ports:
        return collect("calls", [str(rounds), str(limit), json.dumps(ports), *kinds], repeats)


def main(mode: str, rounds: int, limit: int, ports: Ports, kinds: Sequence[str]) -> None:
    """Run the races of one process and print the times."""
    until = time.monotonic() + limit
    choose(mode)
    races: dict[str, dict[int, Clocks]] = {}
    with asyncio.Runner() as runner:
        for provider in bodies.PROVIDERS:
            for size in bodies.SIZES:
                base_url = subjects.address(provider, ports[provider][size])
                for kind in kinds:
                    if kind == "sync":
                        runners = _sync(provider, base_url, with_sdk=mode == "plain")
                    else:
                        runners = _async(provider, base_url, runner, with_sdk=mode == "plain")
                    times = race(runners, size, turns(rounds, size), seconds=0.015, until=until)
                    races.setdefault(f"{provider}/{kind}", {})[size] = times
    check(mode)
    print(json.dumps(races))  # noqa: T201


def _sync(provider: str, base_url: str, *, with_sdk: bool) -> list[Subject]:
    runners = [subjects.raw(provider, base_url), subjects.ours(provider, base_url)]
    if provider == "volcengine":
        runners.append(subjects.raw_unsigned(provider, base_url))
    if with_sdk:
        runners.append(subjects.sdk(provider, base_url))
    return runners


def _async(
    provider: str, base_url: str, runner: asyncio.Runner, *, with_sdk: bool
) -> list[Subject]:
    runners = [
        subjects.raw_async(provider, base_url, runner),
        subjects.ours_async(provider, base_url, runner),
    ]
    sdk = subjects.sdk_async(provider, base_url, runner) if with_sdk else None
    return runners if sdk is None else [*runners, sdk]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), decode(sys.argv[4]), sys.argv[5:])
