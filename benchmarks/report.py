"""Measure everything, print one table, write it as JSON: `python -m benchmarks.report`.

Nothing here fails because something is slow.
"""

import argparse
import hashlib
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from . import bodies, calls, footprint, many, reading, startup, tables
from .measure import run_module

_PEERS = (
    *("httpx", "attrs", "msgspec", "pydantic", "urllib3"),
    *("together", "openrouter", "volcenginesdk-ark"),
)
_BEGIN, _END = "<!-- the table begins -->", "<!-- the table ends -->"


@dataclass(frozen=True, slots=True)
class Effort:
    """How often each part is measured.

    Attributes:
        reading: rounds in memory for each process.
        calls: rounds over loopback for each process.
        repeats: processes of reading and of calling, in each mode.
        kinds: of calls: synchronous, asynchronous.
        startup: rounds of fresh processes.
        listings: rounds of one listing in a process of its own.
        limit: seconds after which a process of reading or calling, starting up, or listings do
            fewer rounds, as on a busy machine.
        memory: the providers whose pages are weighed.
        rosters: rounds of listing many accounts, in each mode.
        accounts: how many are listed in one round.
        growth: numbers of accounts whose listings are weighed.
    """

    reading: int
    calls: int
    repeats: int
    kinds: tuple[str, ...]
    startup: int
    listings: int
    limit: int
    memory: tuple[str, ...]
    rosters: int
    accounts: int
    growth: tuple[int, ...]


FULL = Effort(
    reading=9,
    calls=5,
    repeats=2,
    kinds=("sync", "async"),
    startup=9,
    listings=31,
    limit=60,
    memory=bodies.PROVIDERS,
    rosters=9,
    accounts=300,
    growth=(100, 1_000, 10_000),
)
QUICK = Effort(
    reading=1,
    calls=1,
    repeats=1,
    kinds=("sync",),
    startup=1,
    listings=1,
    limit=10,
    memory=("openrouter",),
    rosters=3,
    accounts=100,
    growth=(100, 500),
)


def main() -> None:
    """Read the arguments and do it."""
    parser = argparse.ArgumentParser(description="What our clients cost, beside their peers.")
    parser.add_argument(
        "--quick", action="store_true", help="within a minute, but rough; without async calls"
    )
    parser.add_argument(
        "--output", type=Path, default=Path(".cache/bench.json"), help="where the JSON goes"
    )
    parser.add_argument("--document", type=Path, help="a Markdown file whose table is replaced")
    options = parser.parse_args()

    began = time.monotonic()
    effort = QUICK if options.quick else FULL
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # Elsewhere, because making them takes memory that would count as that of later processes.
        run_module("bodies", str(folder))
        rows = list(_measure(folder, effort))
        result = {
            "taken": datetime.now(UTC).isoformat(timespec="seconds"),
            "effort": asdict(effort),
            "seconds": round(time.monotonic() - began),
            "python": platform.python_version(),
            "processors": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "versions": {name: metadata.version(name) for name in _PEERS},
            "bodies": dict(_describe(folder)),
            "rows": [asdict(row) for row in rows],
        }
    text = f"{tables.render(rows)}\n\n{_caption(result)}"
    sys.stdout.write(f"{text}\n")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if options.document is not None:
        _put(text, options.document)
    _say(f"{result['seconds']} s; also in {options.output}")


def _measure(folder: Path, effort: Effort) -> Iterator[tables.Row]:
    _say("reading in memory ...")
    yield from tables.reading_rows(
        reading.measure(folder, effort.reading, effort.repeats, effort.limit)
    )
    _say("calls over loopback ...")
    yield from tables.call_rows(
        calls.measure(folder, effort.calls, effort.repeats, effort.limit, effort.kinds)
    )
    _say("starting up ...")
    starts, listings = startup.measure(folder, effort.startup, effort.listings, effort.limit)
    yield from tables.startup_rows(starts)
    yield from tables.command_rows(starts)
    yield from tables.listing_rows(listings)
    _say("size and memory ...")
    yield from tables.size_rows(footprint.installed())
    yield from tables.memory_rows(footprint.memory(folder, effort.memory))
    _say("many accounts ...")
    size = effort.rosters, effort.accounts, effort.limit // 2
    yield from tables.accounts_rows({mode: many.race(mode, *size) for mode in reading.MODES})
    yield from tables.growth_rows(many.growth(effort.growth))


def _describe(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for provider in bodies.PROVIDERS:
        for size in bodies.SIZES:
            body = bodies.read(folder, provider, size)
            digest = hashlib.sha256(body).hexdigest()
            yield f"{provider}, {size}", {"bytes": len(body), "sha256": digest}


def _caption(result: dict[str, Any]) -> str:
    """Say where the figures come from."""
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    effort = "full" if result["effort"] == asdict(FULL) else "quick"
    return (
        f"A {effort} run of {result['taken'][:10]}, Python {result['python']} on"
        f" {result['system']}, {result['processors']} processors; {versions}."
    )


def _put(text: str, document: Path) -> None:
    """Replace the table of a document.

    Raises:
        ValueError: the two comments around the table are missing.
    """
    before, _, rest = document.read_text("utf-8").partition(_BEGIN)
    _, found, after = rest.partition(_END)
    if not found:
        raise ValueError(f"{document} has no place for the table")
    document.write_text(f"{before}{_BEGIN}\n\n{text}\n\n{_END}{after}", "utf-8")


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
