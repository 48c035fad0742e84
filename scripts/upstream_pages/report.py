"""The report on a saved page or spec of a provider."""

import sys
from functools import cache
from pathlib import Path

import yaml
from documents.api import Api, NotReadableError, read_api
from documents.spec import Place, UnreadableError, read_spec

from . import page
from .differences import ABSENT, Difference, compare
from .known import KINDS, PIN, read_known, sort_out, those_for

SECTIONS = {
    "theirs": "They have, we lack",
    "ours": "We have, they lack",
    "both": "Both have, and differ",
}


def run(file: Path, folder: Path, *, as_yaml: bool, operation: str = "") -> int:
    """Compare a saved file with the spec in a provider's folder; the exit code.

    `operation` is the operationId that a plain page is about, if the maintainer says so.
    """
    try:
        spec = folder / "openapi.yaml"
        ours = read_ours(spec, spec.read_bytes())
        theirs = page.read(file, ours, operation)
        known = those_for(read_known(folder / "divergences.yaml"), ours, theirs, file.name)
    except UnreadableError as error:
        print(f"{error.path}:{error.line}: {error}", file=sys.stderr)
        return 2
    except NotReadableError as error:
        print(f"{file}: {error}", file=sys.stderr)
        return 2
    found = compare(ours, theirs)
    new, unneeded = sort_out(found, known, theirs)
    if as_yaml:
        print(as_entry(new))
    else:
        print_new(new, f"specs/{folder.name}/openapi.yaml", str(file))
        for entry, pin in unneeded:
            place = f"specs/{folder.name}/divergences.yaml:{entry.line}"
            print(f"{place}: nothing needs this ({KINDS[entry.kind]}): {line_of(pin)}")
    for remark in theirs.remarks:
        print(f"note: {remark}", file=sys.stderr)
    counts = [f"{len(found)} differences", f"{len(new)} new", f"{len(unneeded)} entries unneeded"]
    to_fix = sum(len(entry.differences) for entry in known if entry.kind == "ours_to_fix")
    print(", ".join([*counts, f"{to_fix} ours to fix"]), file=sys.stderr)
    return 1 if new or unneeded else 0


@cache
def read_ours(file: Path, _content: bytes) -> Api:
    """Read our own spec, once while it stays as it is: a provider has many pages.

    Error codes are those that its answers name anywhere.
    """
    document = read_spec(file).document
    ours = read_api(document)
    root = Place("", document)
    words = {
        place.value
        for part in (root.at("paths"), root.at("components"))
        for place in part.everything()
        if isinstance(place.value, str | int)
    }
    for operation in ours.operations:
        operation.codes = {str(word): operation.pointer for word in words}
    return ours


def print_new(new: list[Difference], our_file: str, their_file: str) -> None:
    """Print new differences in three sections, each with both places."""
    sections: dict[str, list[Difference]] = {name: [] for name in SECTIONS}
    for difference in new:
        missing = {difference.ours: "theirs", difference.theirs: "ours"}
        sections[missing.get(ABSENT, "both")].append(difference)
    for name, title in SECTIONS.items():
        if sections[name]:
            print(f"{title}:")
        for difference in sections[name]:
            print(f"  {line_of(difference)}")
            print(f"    {our_file}#{difference.our_pointer}")
            at = difference.their_pointer
            print(f"    {their_file}{at if at.startswith(':') else '#' + at}")


def line_of(difference: Difference) -> str:
    """Return a difference in one line."""
    return (
        f"{difference.where}: {difference.what}:"
        f" ours {difference.ours!r}, theirs {difference.theirs!r}"
    )


def as_entry(new: list[Difference]) -> str:
    """Return new differences as an entry for divergences.yaml, to be completed by hand."""
    pins = [dict(zip(PIN, difference, strict=False)) for difference in new]
    entry = {"kind": "|".join(KINDS), "reason": "say why", "differences": pins}
    return yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=1000)
