"""Check specs: each finding is one line with file, line, JSON pointer, rule, and what to do."""

import sys
from collections.abc import Iterator
from pathlib import Path

from documents.spec import Spec, UnreadableError, read_spec

from .findings import findings
from .rules import OF_SETTINGS, RULES

COMPANIONS = ("openapi.yaml", "notes.md", "codegen.yaml")


def report(folder: Path, name: str = "") -> int:
    """Check a folder of specs, or one provider in it; print what was found, return the code."""
    files = documents(folder, name or "*")
    lines = [
        *missing_files(folder, name or "*"),
        *(line for path in files for line in lint(path, folder)),
    ]
    for line in lines:
        print(line)
    print(f"{len(files)} files, {len(RULES)} rules, {len(lines)} findings", file=sys.stderr)
    return 1 if lines or not files else 0


def documents(folder: Path, names: str = "*") -> list[Path]:
    """Find the specs of providers and the schema of the facade's models."""
    found = (folder.glob(f"{names}/{file}") for file in ("openapi.yaml", "endpoint.yaml"))
    return sorted(path for paths in found for path in paths)


def missing_files(folder: Path, names: str = "*") -> Iterator[str]:
    """Find folders that lack one of the files that make a provider."""
    for provider in sorted(path for path in folder.glob(names) if path.is_dir()):
        wanted = ("endpoint.yaml",) if provider.name == "roster" else COMPANIONS
        for name in wanted:
            if not (provider / name).exists():
                yield f"{shown(provider / name, folder)}: [files] write this file"


def lint(path: Path, folder: Path) -> Iterator[str]:
    """Yield one line for each rule that a document breaks, in the order of the rules."""
    try:
        spec = read_spec(path)
    except UnreadableError as error:
        yield f"{shown(error.path, folder)}:{error.line}: {error.place}[yaml] {error}"
        return
    for name, pointer, message in broken_rules(spec):
        in_settings = name == OF_SETTINGS
        place = shown(path.with_name("codegen.yaml") if in_settings else path, folder)
        line = spec.line(pointer, in_settings=in_settings)
        yield f"{place}:{line}: #{pointer} [{name}] {message}"


def broken_rules(spec: Spec) -> Iterator[tuple[str, str, str]]:
    """Yield the rule's name, a JSON pointer and what to do for each finding."""
    return findings(spec, RULES)


def shown(path: Path, folder: Path) -> str:
    """Return a path as the maintainer types it: from the folder that holds specs/."""
    return path.relative_to(folder.parent).as_posix()
