"""The report on one package: its changes, the version they ask for, and what has to be declared.

Each spec, and the Python API generated from it, is compared with that of a git revision: the last
release tag of its package (`endpoint-roster-together-v0.1.0`) unless one is named. If nothing
changed since that tag, the release itself is shown, against the one before.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from documents.spec import Spec, UnreadableError, read_spec

from . import changelog, waivers
from .changelog import Version
from .python_api import Package, api_changes
from .rules import MAJOR, MEANING, RULE, Change, Level
from .specs import Baseline

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Report:
    """What was found for one package."""

    provider: str
    base: str | None = None
    released: str = ""
    current: str = ""
    is_released: bool = False
    changes: list[Change] = field(default_factory=list[Change])
    explained: int = 0
    declared: list[waivers.Waiver] = field(default_factory=list[waivers.Waiver])
    unneeded: list[waivers.Waiver] = field(default_factory=list[waivers.Waiver])

    @property
    def package(self) -> str:
        """The name of the distribution."""
        return f"endpoint-roster-{self.provider}"

    @property
    def level(self) -> Level | None:
        """The highest level of all changes; None if there are none."""
        return max((waivers.level_of(one, self.declared) for one in self.changes), default=None)

    @property
    def needed(self) -> str:
        """The version that these changes ask for; a higher one in the spec is as good."""
        if self.level is None or not self.released:
            return self.current
        proposed = changelog.next_version(self.released, self.level)
        return max(proposed, self.current, key=changelog.parse)

    @property
    def undeclared(self) -> list[Change]:
        """Breaking changes that are not declared."""
        breaking = (one for one in self.changes if one.level is MAJOR)
        return [one for one in breaking if not waivers.declared(one, self.declared)]


def run(providers: list[str], rev: str | None, *, day: date | None, release: bool) -> int:
    """Report on each provider, and write version and changelog if given a day; the exit code."""
    failed = False
    for provider in providers:
        try:
            report = examine(provider, rev)
        except UnreadableError as error:
            print(f"specs/{provider}/{error.path.name}:{error.line}: {error}")
            failed = True
            continue
        except subprocess.CalledProcessError as error:
            print(f"git: {error.stderr.strip()}", file=sys.stderr)
            return 1
        show(report)
        problems = [*complaints(report)]
        if day and not report.undeclared:
            apply(report, day)
            problems = []
        if release:
            problems += [*not_followed(examine(provider, rev))]
        for problem in problems:
            print(f"  {problem}")
        failed = failed or bool(problems)
    return 1 if failed else 0


def examine(provider: str, rev: str | None) -> Report:
    """Compare one provider's spec and package with those of a revision."""
    report = Report(provider)
    folder = ROOT / "specs" / provider
    spec = read_spec(folder / "openapi.yaml")
    report.current = str(spec.root.at("info", "version").value)
    report.declared = waivers.read_waivers(folder / "waivers.yaml")
    paths = [f"specs/{provider}", f"generated/{report.package}"]
    tags = release_tags(report.package)
    if rev is None and tags and not git("diff", "--name-only", tags[0], "--", *paths):
        report.is_released = True
        tags = tags[1:]
    report.base = rev or next(iter(tags), None)
    if report.base and git("ls-tree", "--name-only", report.base, f"specs/{provider}/openapi.yaml"):
        with tempfile.TemporaryDirectory() as old:
            extract(report.base, paths, Path(old))
            find(report, Path(old), spec)
    report.unneeded = [*waivers.unneeded(report.changes, report.declared)]
    return report


def find(report: Report, old_root: Path, spec: Spec) -> None:
    """Find the changes of the spec, and those of the API that the spec does not explain."""
    old = read_spec(old_root / "specs" / report.provider / "openapi.yaml")
    report.released = str(old.root.at("info", "version").value)
    report.changes, request_only = Baseline(old).compare(spec)
    place = Path("generated") / report.package
    if not (old_root / place).is_dir() or not (ROOT / place).is_dir():
        return
    name = report.package.replace("-", "_")
    packages = [Package(old_root / place, name, report.released),
                Package(ROOT / place, name, report.current)]  # fmt: skip
    api = api_changes(packages[0], packages[1], request_only)
    rest = [one for one in api if not explained(one, report.changes)]
    if report.changes:
        rest = [one for one in rest if one.rule != "python-code-changed"]
    report.explained = len(api) - len(rest)
    report.changes += rest


def explained(change: Change, causes: list[Change]) -> bool:
    """Whether a change of the spec, at least as grave, is about the same thing or all of it."""
    return any(
        cause.level >= change.level and name == change.subject[: len(name)]
        for cause in causes
        for name in cause.subjects
        if len(name) == len(change.subject) or cause.rule in WHOLE
    )


#: Changes of a class or function itself: what is in it follows.
WHOLE = frozenset(
    {"schema-added", "schema-removed", "operation-added", "operation-removed"}
    | {"operation-renamed", "operation-moved"}
)


def complaints(report: Report) -> Iterator[str]:
    """Say what has to be declared, and what need not be."""
    where = f"specs/{report.provider}/waivers.yaml"
    if report.undeclared:
        yield f"declare each breaking change in {where}, with a reason for users:"
    for change in report.undeclared:
        yield from (f"    {line}".rstrip() for line in waivers.entry(change).splitlines())
    for waiver in report.unneeded:
        yield f"{where}:{waiver.line}: nothing needs {waiver.rule} at {waiver.pointer}"


def not_followed(report: Report) -> Iterator[str]:
    """Say where version, changelog and those who use the package lag behind."""
    path = ROOT / "specs" / report.provider / "CHANGELOG.md"
    if changelog.parse(report.current) < changelog.parse(report.needed):
        yield f"the version is {report.current} and has to be {report.needed}: run with --apply"
    elif not changelog.has_section(path, report.current):
        yield f"{path.relative_to(ROOT)} has no section for {report.current}: run with --apply"
    yield from outdated_ranges(report.package, changelog.parse(report.needed))


def outdated_ranges(package: str, version: Version) -> Iterator[str]:
    """Find our distributions whose range for a package excludes its next version."""
    for path in sorted(ROOT.glob("packages/*/pyproject.toml")):
        for match in re.finditer(rf'"{package}>=[\d.]+,<([\d.]+)"', path.read_text("utf-8")):
            if version >= tuple(map(int, match[1].split("."))):
                yield f"{path.relative_to(ROOT)}: {match[0]} excludes the next version"


def apply(report: Report, day: date) -> None:
    """Write the version and the changelog, and take out waivers that nothing needs."""
    folder = ROOT / "specs" / report.provider
    if report.unneeded:
        waivers.remove(folder / "waivers.yaml", report.unneeded)
        print(f"  took {len(report.unneeded)} out of {report.provider}/waivers.yaml")
    path = folder / "CHANGELOG.md"
    is_first = not report.released
    if report.is_released or not (report.changes or is_first):
        return
    if is_first and changelog.has_section(path, report.current):
        return
    text = changelog.section(report.needed, day, report.changes, report.declared)
    changelog.write_changelog(path, report.package, report.released, text)
    if report.needed != report.current:
        changelog.set_version(read_spec(folder / "openapi.yaml"), report.needed)
    print(f"  wrote version {report.needed} and specs/{report.provider}/CHANGELOG.md")
    for problem in outdated_ranges(report.package, changelog.parse(report.needed)):
        print(f"  next: {problem}")


def show(report: Report) -> None:
    """Print what was found."""
    name = report.package
    if not report.base:
        state = f"{report.current} is its first release" if report.is_released else (
            f"no release tag {name}-v*, everything is new; to compare it with a revision: -- REV"
        )  # fmt: skip
        if not report.is_released and git("rev-parse", "--is-shallow-repository") == "true":
            state += " (or its tag was not fetched: this clone is shallow)"
        print(f"{name}: {state}")
        return
    if not report.released:
        print(f"{name}: is not in {report.base}, everything is new")
        return
    print(f"{name} {report.current}, compared with {report.base}")
    for change in sorted(report.changes, key=lambda one: -one.level):
        level = waivers.level_of(change, report.declared)
        note = " (declared)" if waivers.declared(change, report.declared) else ""
        print(f"  {level!s:6} {change.rule} {change.pointer}")
        print(f"         {change.sentence}{note}; {RULE[change.rule].why}")
    if report.explained:
        print(f"  {report.explained} changes of the Python API follow from these")
    if report.level is None:
        print("  nothing changed")
    else:
        print(f"  = {report.level}, {MEANING[report.level]}: {report.released} -> {report.needed}")


def release_tags(package: str) -> list[str]:
    """The release tags of a package that led here, the newest first."""
    merged = git("tag", "--list", f"{package}-v*", "--merged", "HEAD").split()
    pattern = re.compile(rf"{re.escape(package)}-v\d+\.\d+\.\d+")
    tags = [tag for tag in merged if pattern.fullmatch(tag)]
    return sorted(tags, key=lambda tag: changelog.parse(tag.rpartition("-v")[2]), reverse=True)


def extract(rev: str, paths: list[str], folder: Path) -> None:
    """Write what a revision has in some folders to another place."""
    there = [path for path in paths if git("ls-tree", "--name-only", rev, path)]
    archive = folder / "old.zip"
    git("archive", "--format=zip", f"--output={archive}", rev, "--", *there)
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)


def git(*arguments: str) -> str:
    """Run git in the repository; its output. A clone of another user is fine to read."""
    command = ["git", "-c", "safe.directory=*", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()
