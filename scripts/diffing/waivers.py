"""Declared breaking changes: `specs/PROVIDER/waivers.yaml`, a list of entries.

    - rule: response-property-removed
      pointer: /components/schemas/Endpoint/properties/owner
      reason: The provider stopped sending it on 2026-11-20; users find the owner in the console.

An entry is for one change. The reason is for users: the changelog shows it. `counts_as: patch` or
`minor` says that the rule is right but no user is affected, for example because the field never
existed. An entry that no change needs is an error: it would let a later change through.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from documents.spec import UnreadableError, read_any
from linting.schemas import mistakes

from .rules import RULE, Change, Level

SCHEMA = Path(__file__).with_name("waivers.schema.yaml")
KEYS = {"rule", "pointer", "reason", "counts_as"}


class Waiver(NamedTuple):
    """One declared change, its line in the file, and the line of what follows it."""

    rule: str
    pointer: str
    reason: str
    level: Level
    line: int
    end: int


def read_waivers(path: Path) -> list[Waiver]:
    """Read declared changes; none where there is no file. Raises UnreadableError."""
    if not path.exists():
        return []
    document, places = read_any(path)
    entries: list[dict[str, str]] = document or []
    for _, pointer, advice in mistakes(SCHEMA, "file", entries):
        raise UnreadableError(path, places.get(pointer, 1), advice, pointer)
    starts = [places[f"/{index}"] for index in range(len(entries))]
    ends = [*starts[1:], len(path.read_text("utf-8").splitlines()) + 1]
    found: dict[tuple[str, str], Waiver] = {}
    for entry, start, end in zip(entries, starts, ends, strict=True):
        rule, pointer = entry["rule"], entry["pointer"]
        if unknown := entry.keys() - KEYS:
            advice = f"there is no {', '.join(sorted(unknown))} in an entry"
            raise UnreadableError(path, start, advice)
        if rule not in RULE:
            raise UnreadableError(path, start, f"there is no rule {rule}")
        if (rule, pointer) in found:
            raise UnreadableError(path, start, f"{rule} at {pointer} is declared twice")
        level = Level[entry.get("counts_as", "major").upper()]
        found[rule, pointer] = Waiver(rule, pointer, entry["reason"].strip(), level, start, end)
    return [*found.values()]


def declared(change: Change, waivers: Iterable[Waiver]) -> Waiver | None:
    """The waiver of a breaking change; other changes need none."""
    if change.level is not Level.MAJOR:
        return None
    key = (change.rule, change.pointer)
    return next((one for one in waivers if (one.rule, one.pointer) == key), None)


def level_of(change: Change, waivers: Iterable[Waiver]) -> Level:
    """How much a change asks of users, after what was declared."""
    waiver = declared(change, waivers)
    return waiver.level if waiver else change.level


def unneeded(changes: Iterable[Change], waivers: Iterable[Waiver]) -> Iterator[Waiver]:
    """The waivers that no breaking change needs."""
    broken = {(one.rule, one.pointer) for one in changes if one.level is Level.MAJOR}
    return (one for one in waivers if (one.rule, one.pointer) not in broken)


def entry(change: Change) -> str:
    """The entry that declares a change, but for its reason."""
    return f"- rule: {change.rule}\n  pointer: {change.pointer}\n  reason: "


def remove(path: Path, waivers: Iterable[Waiver]) -> None:
    """Take entries out of a file; the file goes with its last entry."""
    gone = {number for waiver in waivers for number in range(waiver.line, waiver.end)}
    lines = path.read_text("utf-8").splitlines(keepends=True)
    rest = "".join(line for number, line in enumerate(lines, 1) if number not in gone)
    if yaml.safe_load(rest):
        path.write_text(rest, encoding="utf-8")
    else:
        path.unlink()
