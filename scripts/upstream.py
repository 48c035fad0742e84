"""Compare what a provider published with our spec: `python scripts/upstream.py PROVIDER FILE`.

FILE is a page or spec that you saved: OpenAPI 3 as YAML or JSON, a Markdown page with an OpenAPI
block, or a plain page (Markdown or HTML) with JSON examples and tables of parameters. Nothing is
fetched. Known differences stand in specs/PROVIDER/divergences.yaml; exits 1 on a new one and on an
entry that nothing needs, 2 if FILE cannot be read.
"""

import argparse
import sys
from pathlib import Path

import upstream_openapi
import upstream_page
import yaml
from spec_files import Spec, UnreadableError, mapping, read_spec
from upstream_compare import (
    ABSENT,
    DIFFERENCE_KEYS,
    KINDS,
    Difference,
    compare,
    read_known,
    sort_out,
    those_for,
)
from upstream_openapi import NotReadableError
from upstream_shape import Description

SPECS = Path(__file__).resolve().parent.parent / "specs"
SECTIONS = {
    "theirs": "They have, we lack",
    "ours": "We have, they lack",
    "both": "Both have, and differ",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("provider", metavar="PROVIDER")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--specs", type=Path, default=SPECS, help=argparse.SUPPRESS)
    parser.add_argument(
        "--yaml", action="store_true", help="print new differences as an entry to complete"
    )
    options = parser.parse_args(arguments)
    folder: Path = options.specs / options.provider
    providers = sorted(path.parent.name for path in options.specs.glob("*/openapi.yaml"))
    if options.provider not in providers:
        parser.error(f"no spec of {options.provider!r}; there are {', '.join(providers)}")
    try:
        spec = read_spec(folder / "openapi.yaml")
        ours = describe_ours(spec)
        theirs = upstream_page.read(options.file, ours, hidden_headers(spec))
        known = those_for(read_known(folder / "divergences.yaml"), theirs)
    except UnreadableError as error:
        print(f"{error.path}:{error.line}: {error}", file=sys.stderr)
        return 2
    except NotReadableError as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return 2
    found = compare(ours, theirs)
    new, unneeded = sort_out(found, known)
    if options.yaml:
        print(as_entry(new))
    else:
        print_new(new, f"specs/{options.provider}/openapi.yaml", str(options.file))
        for entry, pin in unneeded:
            place = f"specs/{options.provider}/divergences.yaml:{entry.line}"
            print(f"{place}: nothing needs this ({KINDS[entry.kind]}): {line_of(pin)}")
    for remark in theirs.remarks:
        print(f"note: {remark}", file=sys.stderr)
    counts = [f"{len(found)} differences", f"{len(new)} new", f"{len(unneeded)} entries unneeded"]
    to_fix = sum(len(entry.differences) for entry in known if entry.kind == "ours_to_fix")
    print(", ".join([*counts, f"{to_fix} ours to fix"]), file=sys.stderr)
    return 1 if new or unneeded else 0


def describe_ours(spec: Spec) -> Description:
    """Describe our own spec; error codes are those that its answers name anywhere."""
    ours = upstream_openapi.describe(spec.document)
    words = {
        place.value
        for root in (spec.root.at("paths"), spec.root.at("components"))
        for place in root.everything()
        if isinstance(place.value, str | int)
    }
    for operation in ours.operations:
        operation.codes = {str(word): operation.pointer for word in words}
    return ours


def hidden_headers(spec: Spec) -> frozenset[str]:
    """Names of headers, in lower case, that our spec sends as authentication or by itself."""
    names = {"authorization", "content-type", "accept", "host"}
    for scheme in spec.root.at("components", "securitySchemes").children():
        value = mapping(scheme.value)
        if value.get("in") == "header":
            names.add(str(value.get("name")).lower())
    return frozenset(names)


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
    pins = [dict(zip(DIFFERENCE_KEYS, difference, strict=False)) for difference in new]
    entry = {"kind": "|".join(KINDS), "reason": "say why", "differences": pins}
    return yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=1000)


if __name__ == "__main__":
    sys.exit(main())
