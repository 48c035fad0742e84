"""What is done with rendered code before it counts: scanned, compared, and put in its place."""

from __future__ import annotations

import ast
import filecmp
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Modules that generated code may import; a spec is input and must not be able to add one.
ALLOWED_IMPORTS = frozenset(
    {"attrs", "httpx", "msgspec"}
    | {
        "__future__", "collections", "dataclasses", "datetime", "decimal", "email", "enum",
        "functools", "gc", "importlib", "json", "math", "os", "re", "ssl", "sys", "threading",
        "time", "types", "typing", "urllib",
    }
)  # fmt: skip
FORBIDDEN_CALLS = frozenset(
    {"eval", "exec", "compile", "__import__", "open", "input", "breakpoint"}
)
FORBIDDEN_ATTRIBUTES = frozenset(
    {"system", "popen", "spawn", "fork", "execv", "__subclasses__", "__globals__", "__builtins__"}
)
IGNORED = frozenset({"__pycache__"})


class Difference(NamedTuple):
    """A file that is not as the specs make it."""

    path: Path
    what: str


def scan(path: Path) -> Iterator[str]:
    """Reasons why rendered code must not replace anything; none when it is harmless."""
    for file in _files(path):
        if file.suffix != ".py":
            continue
        try:
            tree = ast.parse(file.read_bytes(), filename=file.name)
            compile(tree, file.name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            yield f"{file.name}: not Python: {error}"
            continue
        for node in ast.walk(tree):
            yield from (f"{file.name}: {what}" for what in _offences(node))


def _offences(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            modules = [alias.name for alias in names]
        case ast.ImportFrom(module=module, level=0):
            modules = [module or ""]
        case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN_CALLS:
            yield f"calls {name}"
            return
        case ast.Attribute(attr=attribute) if attribute in FORBIDDEN_ATTRIBUTES:
            yield f"uses .{attribute}"
            return
        case _:
            return
    yield from (
        f"imports {name}" for name in modules if name.partition(".")[0] not in ALLOWED_IMPORTS
    )


def compare(committed: Path, rendered: Path, *, label: Path) -> Iterator[Difference]:
    """Files that differ, are missing or are too many."""
    if rendered.is_file():
        if not committed.is_file():
            yield Difference(label, "is missing")
        elif committed.read_bytes() != rendered.read_bytes():
            yield Difference(label, "differs")
        return
    ours = {file.relative_to(committed) for file in _files(committed)}
    fresh = {file.relative_to(rendered) for file in _files(rendered)}
    for name in sorted(ours | fresh):
        if name not in ours:
            yield Difference(label / name, "is missing")
        elif name not in fresh:
            yield Difference(label / name, "is extra")
        elif not filecmp.cmp(committed / name, rendered / name, shallow=False):
            yield Difference(label / name, "differs")


def replace(rendered: Path, place: Path) -> None:
    """Put a rendered package or file in its place; the old one stays until the new one is there."""
    if rendered.is_file():
        place.parent.mkdir(parents=True, exist_ok=True)
        rendered.replace(place)
        return
    old = rendered.with_name(rendered.name + ".old")
    if place.exists():
        place.rename(old)
    try:
        rendered.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder, folders, files in os.walk(path):
        folders[:] = [
            name for name in folders if name not in IGNORED and not name.endswith(".egg-info")
        ]
        found += [Path(folder) / name for name in files]
    return sorted(found)
