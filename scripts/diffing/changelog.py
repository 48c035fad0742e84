"""Versions and changelogs of the generated packages: `specs/PROVIDER/CHANGELOG.md`.

A package has the version that its spec has in `info.version`. From 1.0.0 on, a breaking change
raises the first number, an addition the second, anything else the third. Below 1.0.0 a breaking
change raises the second and everything else the third, so that `>=0.1,<0.2` never breaks.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from documents.spec import Spec

from .rules import MAJOR, MEANING, MINOR, RULE, Change, Level
from .waivers import Waiver, declared, level_of

Version = tuple[int, int, int]
HEADINGS = {MAJOR: "Breaking", MINOR: "Added", Level.PATCH: "Changed"}
SECTION = re.compile(r"^## (\d+\.\d+\.\d+)\b", re.MULTILINE)
QUIET = ("description-changed", "example-changed")


def parse(version: str) -> Version:
    """Read "X.Y.Z". Raises ValueError."""
    if not (match := re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)):
        raise ValueError(f'{version!r} is not a version "X.Y.Z"')
    return int(match[1]), int(match[2]), int(match[3])


def next_version(released: str, level: Level) -> str:
    """The version of a release with changes of this level."""
    first, second, third = parse(released)
    if first == 0:
        level = Level(max(level - 1, Level.PATCH))
    if level is MAJOR:
        return f"{first + 1}.0.0"
    return f"{first}.{second + 1}.0" if level is MINOR else f"{first}.{second}.{third + 1}"


def section(version: str, day: date, changes: Sequence[Change], waivers: Sequence[Waiver]) -> str:
    """What the changelog says of a release; of the first one, when nothing has changed.

    What breaks comes first, then what is new, then what only reads differently.
    """
    lines = [f"## {version} - {day.isoformat()}", ""]
    for level, heading in HEADINGS.items():
        chosen = [change for change in changes if level_of(change, waivers) is level]
        if chosen:
            lines += [f"### {heading} ({MEANING[level]})", "", *_entries(chosen, waivers), ""]
    if not changes:
        lines += ["First release.", ""]
    return "\n".join(lines)


def _entries(changes: Iterable[Change], waivers: Sequence[Waiver]) -> list[str]:
    lines: list[str] = []
    quiet: dict[str, list[str]] = {}
    for change in changes:
        if change.rule in QUIET:
            quiet.setdefault(change.rule, []).append(change.label)
            continue
        waiver = declared(change, waivers)
        reason = f" {' '.join(waiver.reason.split())}" if waiver else ""
        lines.append(f"- {change.sentence}.{reason}")
    # Words change in many places at once: one line tells them all.
    for rule, labels in quiet.items():
        lines.append(f"- {RULE[rule].what}: {', '.join(dict.fromkeys(labels))}.")
    return lines


def write_changelog(path: Path, package: str, released: str, text: str) -> None:
    """Put a section on top of those up to the last release; a draft above that one goes.

    `released` is empty before the first release.
    """
    old = path.read_text("utf-8") if path.exists() else ""
    kept = next((old[match.start() :] for match in SECTION.finditer(old)
                 if released and parse(match[1]) <= parse(released)), "")  # fmt: skip
    title = f"# Changelog of {package}\n\n"
    path.write_text(f"{title}{text.rstrip()}\n" + (f"\n{kept}" if kept else ""), "utf-8")


def has_section(path: Path, version: str) -> bool:
    """Whether the changelog has a section for a version."""
    text = path.read_text("utf-8") if path.exists() else ""
    return version in SECTION.findall(text)


def set_version(spec: Spec, version: str) -> None:
    """Write a version into a spec, and leave everything else as it is."""
    lines = spec.path.read_text("utf-8").splitlines(keepends=True)
    index = spec.line("/info/version") - 1
    old = str(spec.document["info"]["version"])
    lines[index] = lines[index].replace(old, version)
    spec.path.write_text("".join(lines), encoding="utf-8")
