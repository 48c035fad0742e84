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
from typing import Any, NamedTuple, cast

import yaml
from documents.spec import mapping

from .rules import RULE, Change, Level

REQUIRED = ("rule", "pointer", "reason")
LEVELS = {"patch": Level.PATCH, "minor": Level.MINOR}


class Waiver(NamedTuple):
    """One declared change; the lines that it takes in the file, the last one excluded."""

    rule: str
    pointer: str
    reason: str
    level: Level
    lines: tuple[int, int]


class WaiversError(Exception):
    """A file of waivers that cannot be read: where, and what to do."""


def read_waivers(path: Path) -> list[Waiver]:
    """Read declared changes; none where there is no file. Raises WaiversError."""
    if not path.exists():
        return []
    text = path.read_text("utf-8")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        entries: object = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise WaiversError(f"not valid YAML: {' '.join(str(error).split())}") from None
    if entries is None or node is None:
        return []
    if not isinstance(entries, list):
        raise WaiversError("write a list of entries")
    nodes: list[yaml.Node] = node.value
    found = [
        _waiver(entry, (part.start_mark.line, part.end_mark.line))
        for entry, part in zip(cast("list[object]", entries), nodes, strict=True)
    ]
    keys = [(waiver.rule, waiver.pointer) for waiver in found]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise WaiversError(f"{twice[0]} at {twice[1]} is declared twice")
    return found


def _waiver(entry: object, lines: tuple[int, int]) -> Waiver:
    fields: dict[str, Any] = mapping(entry)
    where = f"line {lines[0] + 1}"
    values = [fields.get(key) for key in REQUIRED]
    if not all(isinstance(value, str) and value.strip() for value in values):
        raise WaiversError(f"{where}: an entry has {', '.join(REQUIRED)}, each a text")
    if unknown := fields.keys() - {*REQUIRED, "counts_as"}:
        raise WaiversError(f"{where}: there is no {', '.join(sorted(unknown))} in an entry")
    rule, pointer, reason = map(str, values)
    if rule not in RULE:
        raise WaiversError(f"{where}: there is no rule {rule}")
    level = fields.get("counts_as")
    if level is not None and level not in LEVELS:
        raise WaiversError(f"{where}: counts_as is {' or '.join(LEVELS)}")
    return Waiver(rule, pointer, reason.strip(), LEVELS.get(str(level), Level.MAJOR), lines)


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
    gone = {line for waiver in waivers for line in range(*waiver.lines)}
    lines = path.read_text("utf-8").splitlines(keepends=True)
    rest = "".join(line for number, line in enumerate(lines) if number not in gone)
    if yaml.safe_load(rest):
        path.write_text(rest, encoding="utf-8")
    else:
        path.unlink()
