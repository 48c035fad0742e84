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
from typing import Any, NamedTuple

import yaml
from documents.spec import steps_of
from linting.schemas import mistakes

from .rules import RULE, Change, Level

SCHEMA = Path(__file__).with_name("waivers.schema.yaml")
KEYS = {"rule", "pointer", "reason", "counts_as"}


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
        entries: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise WaiversError(f"not valid YAML: {' '.join(str(error).split())}") from None
    if entries is None or node is None:
        return []
    for _, pointer, advice in mistakes(SCHEMA, "file", entries):
        steps = steps_of(pointer)
        line = f"line {node.value[int(steps[0])].start_mark.line + 1}: " if steps else ""
        raise WaiversError(f"{line}{advice}")
    found = [
        _waiver(fields, (part.start_mark.line, part.end_mark.line))
        for fields, part in zip(entries, node.value, strict=True)
    ]
    keys = [(waiver.rule, waiver.pointer) for waiver in found]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise WaiversError(f"{twice[0]} at {twice[1]} is declared twice")
    return found


def _waiver(fields: dict[str, str], lines: tuple[int, int]) -> Waiver:
    where = f"line {lines[0] + 1}"
    if unknown := fields.keys() - KEYS:
        raise WaiversError(f"{where}: there is no {', '.join(sorted(unknown))} in an entry")
    if fields["rule"] not in RULE:
        raise WaiversError(f"{where}: there is no rule {fields['rule']}")
    level = Level[fields.get("counts_as", "major").upper()]
    return Waiver(fields["rule"], fields["pointer"], fields["reason"].strip(), level, lines)


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
