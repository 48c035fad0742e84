"""Known differences, in `specs/PROVIDER/divergences.yaml`: each pins values, and has a reason."""

from dataclasses import dataclass, replace
from pathlib import Path

from documents.api import Api
from documents.spec import UnreadableError, read_yaml
from linting.schemas import mistakes

from .differences import Difference, not_said

SCHEMA = Path(__file__).with_name("divergences.schema.yaml")
KINDS = {
    "ours_on_purpose": "ours on purpose",
    "theirs_wrong": "theirs wrong",
    "both_wrong": "both wrong, the live API differs",
    "ours_to_fix": "ours to fix",
}
PIN = ("where", "what", "ours", "theirs")


@dataclass(frozen=True)
class Known:
    """One entry of divergences.yaml."""

    line: int
    kind: str
    reason: str
    differences: list[Difference]
    scope: str | None = None  # whole or page; without one it holds for both


def read_known(path: Path) -> list[Known]:
    """Read divergences.yaml; without the file nothing is known.

    Raises UnreadableError for an incomplete entry: kind, reason, and pinned values.
    """
    if not path.exists():
        return []
    document, lines = read_yaml(path)
    for _, pointer, advice in mistakes(SCHEMA, "file", document):
        raise UnreadableError(path, lines.get(pointer, 1), advice, pointer)
    return [
        Known(
            lines[f"/known/{index}"],
            entry["kind"],
            entry["reason"].strip(),
            [Difference(*(pin[key] for key in PIN)) for pin in entry["differences"]],
            entry.get("in"),
        )
        for index, entry in enumerate(document["known"])
    ]


def those_for(known: list[Known], ours: Api, theirs: Api) -> list[Known]:
    """Return the entries that hold for what is compared: a whole API, or the page of one call."""
    scope = "whole" if len(theirs.operations) > 1 else "page"
    unsaid = not_said(ours, theirs)
    return [
        replace(entry, differences=[
            pin for pin in entry.differences if " ".join(pin.where.split()[:2]) not in unsaid
        ])
        for entry in known
        if entry.scope in (None, scope)
    ]  # fmt: skip


def sort_out(
    found: list[Difference], known: list[Known]
) -> tuple[list[Difference], list[tuple[Known, Difference]]]:
    """Return the differences that no entry knows, and the pins that no difference needs."""
    there = {difference.pin for difference in found}
    pinned: set[tuple[str, str, str, str]] = set()
    unneeded: list[tuple[Known, Difference]] = []
    for entry in known:
        for pin in entry.differences:
            if pin.pin not in there or pin.pin in pinned:  # a pin given twice is one too many
                unneeded.append((entry, pin))
            pinned.add(pin.pin)
    return [difference for difference in found if difference.pin not in pinned], unneeded
