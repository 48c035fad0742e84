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
ALL, ANY = "* ", "any"  # in a pin: every operation; whatever values are listed
PIN = ("where", "what", "ours", "theirs")


@dataclass(frozen=True)
class Known:
    """One entry of divergences.yaml."""

    line: int
    kind: str
    reason: str
    differences: list[Difference]
    scope: str | None = None  # api or page; without one it holds for both
    source: str | None = None  # the name of the saved file; without one it holds for all


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
            entry.get("of"),
        )
        for index, entry in enumerate(document["known"])
    ]


def those_for(known: list[Known], ours: Api, theirs: Api, source: str) -> list[Known]:
    """Return the entries that hold for what is compared: a complete API, or the page of one call.

    `source` is the name of the saved file.
    """
    scope = "api" if len(theirs.operations) > 1 else "page"
    unsaid = not_said(ours, theirs)
    return [
        replace(entry, differences=[
            pin
            for pin in entry.differences
            if pin.what == "operation" or " ".join(pin.where.split()[:2]) not in unsaid
        ])
        for entry in known
        if entry.scope in (None, scope) and entry.source in (None, source)
    ]  # fmt: skip


def sort_out(
    found: list[Difference], known: list[Known], theirs: Api
) -> tuple[list[Difference], list[tuple[Known, Difference]]]:
    """Return the differences that no entry knows, and the pins that no difference needs.

    A pin for all operations may be needed by another page than the one at hand.
    """
    new, unneeded = [*found], list[tuple[Known, Difference]]()
    for entry in known:
        for pin in entry.differences:
            rest = [one for one in new if not covers(pin, one)]
            is_open = pin.where.startswith(ALL) and len(theirs.operations) == 1
            if len(rest) == len(new) and not is_open:  # also for a pin given twice
                unneeded.append((entry, pin))
            new = rest
    return new, unneeded


def covers(pin: Difference, found: Difference) -> bool:
    """Whether a pin, for one operation or for all, is about this difference."""
    if pin.where.startswith(ALL):
        pin = pin._replace(where=" ".join((*found.where.split()[:2], pin.where.removeprefix(ALL))))
    if pin.what == found.what == "values":
        pin = pin._replace(
            ours=found.ours if pin.ours == ANY else pin.ours,
            theirs=found.theirs if pin.theirs == ANY else pin.theirs,
        )
    return pin.pin == found.pin
