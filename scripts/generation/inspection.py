"""What is done with rendered code before it counts: scanned, imported, and compared."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import replacement
from .record import RECORD, differing, files

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What generated code may hold.
LIMITS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("generated_code.toml").read_text("utf-8")
)
ALLOWED_IMPORTS = frozenset(LIMITS["imports"])
PARTS = {module: frozenset(parts) for module, parts in LIMITS["parts"].items()}
FORBIDDEN_NAMES = frozenset(LIMITS["forbidden_names"])
FORBIDDEN_ATTRIBUTES = frozenset(LIMITS["forbidden_attributes"])
OTHER_FILES = frozenset(
    {"LICENSE", "README.md", "py.typed", "pyproject.toml", "request_bodies.json", RECORD}
)
PACKAGES = Path(__file__).resolve().parents[2] / "packages"
#: What generated code stands on: the runtime of clients, and the bases of the facade's models.
GROUND = [PACKAGES / name / "src" for name in ("endpoint-roster-core", "endpoint-roster")]
IMPORT_ALL = """
import importlib, pkgutil, runpy, sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
for place in map(Path, sys.argv[3:]):
    if place.is_file():
        runpy.run_path(str(place))
        continue
    sys.path.insert(0, str(place / "src"))
    for package in sorted((place / "src").iterdir()):
        module = importlib.import_module(package.name)
        for info in pkgutil.walk_packages(module.__path__, package.name + "."):
            for model in vars(importlib.import_module(info.name)).values():
                if hasattr(model, "from_dict") and model.__module__ == info.name:
                    model.from_dict({})  # compiles its reader
"""


class Difference(NamedTuple):
    """A file that is not as the specs make it."""

    path: Path
    what: str


def scan(place: Path) -> Iterator[str]:
    """Reasons why rendered code must not replace anything; none when it is harmless."""
    for file in files(place):
        name = file.name if file == place else file.relative_to(place).as_posix()
        if file.is_symlink():
            yield f"{name}: is a link"
        elif file.suffix == ".py":
            yield from (f"{name}: {what}" for what in scan_code(file))
        elif file.name == "pyproject.toml":
            yield from (f"{name}: {what}" for what in scan_project(file))
        elif file.name not in OTHER_FILES:
            yield f"{name}: no such file is generated"


def scan_code(file: Path) -> Iterator[str]:
    """What a Python file imports, names or reaches that it must not."""
    try:
        tree = ast.parse(file.read_bytes(), filename=file.name)
        compile(tree, file.name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield f"not Python: {error}"
        return
    # `builtins.list` is fine where `builtins` alone, handed on under another name, is not.
    held = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    if not is_allowed(alias.name) or (alias.name in PARTS and alias.asname):
                        yield f"imports {alias.name}"
            case ast.ImportFrom(module=str(module), level=0, names=names):
                parts = [alias.name for alias in names]
                if not is_allowed(module) or not PARTS.get(module, {*parts}).issuperset(parts):
                    yield f"imports {module}"
                yield from (f"imports {module}.{part}" for part in parts if is_a_door(module, part))
            case ast.Attribute(value=ast.Name(id=module), attr=part) if not is_part(module, part):
                yield f"uses {module}.{part}"
            case ast.Attribute(attr=attribute) if attribute in FORBIDDEN_ATTRIBUTES:
                yield f"uses .{attribute}"
            case ast.Name(id=name) if name in FORBIDDEN_NAMES:
                yield f"names {name}"
            case ast.Name(id=name, ctx=ast.Load()) if name in PARTS and id(node) not in held:
                yield f"hands on {name}"
            case _:
                pass


def is_allowed(module: str) -> bool:
    """Whether generated code may import a module."""
    return module in ALLOWED_IMPORTS or module.startswith("endpoint_roster_core.")


def is_part(module: str, part: str) -> bool:
    """Whether generated code may use a part of what may be a module."""
    is_refused = module in ALLOWED_IMPORTS and is_a_door(module, part)
    return not is_refused and part in PARTS.get(module, {part})


def is_a_door(module: str, part: str) -> bool:
    """Whether a part of an allowed module is another module: `from typing import sys`."""
    return part in sys.stdlib_module_names and part != module


def scan_project(file: Path) -> Iterator[str]:
    """What a pyproject.toml says beyond what ours say: it decides what runs at a build."""
    try:
        content: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        yield f"not TOML: {error}"
        return
    if extra := content.keys() - {"project", "build-system"}:
        yield f"has {', '.join(sorted(extra))}"
    build: dict[str, Any] = content.get("build-system", {})
    needs = [str(one).partition(">=")[0] for one in build.get("requires", ())]
    backend = LIMITS["build_backend"]
    if build.keys() != {"requires", "build-backend"} or build["build-backend"] != backend:
        yield "is built by something else"
    elif needs != [backend]:
        yield f"is built with {', '.join(needs)}"
    project: dict[str, Any] = content.get("project", {})
    if extra := project.keys() - {*LIMITS["project"]}:
        yield f"has project.{', '.join(sorted(extra))}"
    extras: dict[str, list[str]] = project.get("optional-dependencies", {})
    for requirement in chain(project.get("dependencies", []), *extras.values()):
        if str(requirement).partition(">=")[0] not in LIMITS["dependencies"]:
            yield f"depends on {requirement}"


def import_all(python: Path, places: list[Path]) -> list[str]:
    """Import every module of rendered code in a process of its own; what went wrong."""
    command = [str(python), "-I", "-B", "-c", IMPORT_ALL, *map(str, [*GROUND, *places])]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    if done.returncode == 0:
        return []
    return [f"cannot be imported: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"]


def compare(committed: Path, rendered: Path, *, label: Path) -> Iterator[Difference]:
    """Files that differ, are missing or are too many."""
    ours, fresh = contents(committed), contents(rendered)
    for name in sorted(ours | fresh):
        if name not in ours:
            yield Difference(label / name, "is missing")
        elif name not in fresh:
            yield Difference(label / name, "is extra")
        elif ours[name] != fresh[name]:
            parts = differing(committed, rendered) if name.name == RECORD else []
            shown = f", in {', '.join(parts)}" if parts else ""
            yield Difference(label / name, f"differs{shown}")


def contents(place: Path) -> dict[Path, bytes]:
    """The bytes of each file of a package, or of a single file."""
    return {file.relative_to(place): file.read_bytes() for file in files(place)}


def orphans(generated: Path, known: set[str]) -> list[Difference]:
    """What stands among the generated packages and belongs to no spec."""
    return [
        Difference(Path(generated.name) / path.name, "is not made from any spec")
        for path in sorted(generated.iterdir())
        if path.name not in known and not replacement.is_leftover(path)
    ]
