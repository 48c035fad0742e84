"""The record of a generation: from what the code was made, and what came out.

A package carries it as `generation.json`; the facade's models, a single file that is replaced in
one step, as comments at the end, for the schema beside them too. `is_current` tells by it whether
there is anything to do. The check for drift does not ask the record: it renders again and compares
bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import cast

FACADE = "roster"
#: The schema of the facade's models, below the root.
SCHEMA = Path("packages/endpoint-roster/src/endpoint_roster/listing.schema.json")
RECORD = "generation.json"
#: What stands above the record in a single file.
HEADING = "\n# Generation record\n"
IGNORED = frozenset({"__pycache__"})
#: The renderer, below scripts/: what runs in the generators' environment, and that environment.
RENDERER, PINS = "rendering", "generators.txt"


def target(name: str) -> Path:
    """Where the code of one spec is written, below the root."""
    if name == FACADE:
        return SCHEMA.with_name("models.py")
    return Path(f"generated/endpoint-roster-{name}")


def places(name: str) -> list[Path]:
    """Where that which is made from one spec is written, below the root."""
    return [target(name), SCHEMA] if name == FACADE else [target(name)]


def is_current(name: str, root: Path) -> bool:
    """Whether what is written is what its record says, made from what is there now."""
    place = root / target(name)
    record = read(place)
    try:
        made = {**inputs(name, root), "output": output(place)}
    except (OSError, ValueError):
        return False  # the renderer says which file is missing
    return made.items() <= record.items()


def inputs(name: str, root: Path) -> dict[str, str]:
    """Hashes of all that decides what is generated from one spec.

    Raises:
        OSError: A spec or its settings cannot be read.
    """
    folder, scripts = root / "specs" / name, root / "scripts"
    templates = scripts / "templates"
    if name == FACADE:
        document, shapes = folder / "endpoint.yaml", [templates / "formatting.toml"]
    else:
        document = folder / "openapi.yaml"
        # Named by their endings: what editors and tools leave there decides nothing.
        shapes = sorted([*templates.rglob("*.jinja"), *templates.glob("*.toml")])
        shapes += [templates / "upstream.json", root / "LICENSE"]
    return {
        "spec": sha256(root, document),
        "settings": sha256(root, folder / "codegen.yaml"),
        "templates": sha256(root, *shapes),
        # Modules only: caches and what editors leave decide nothing.
        "tools": sha256(root, scripts / PINS, *sorted((scripts / RENDERER).glob("*.py"))),
    }


def output(place: Path) -> str:
    """One hash over what was generated, the record excepted.

    Raises:
        OSError: It is not there.
    """
    if place.is_dir():
        return sha256(place, *(file for file in files(place) if file != place / RECORD))
    code = place.read_text(encoding="utf-8").partition(HEADING)[0]
    return hashlib.sha256(code.encode() + place.with_name(SCHEMA.name).read_bytes()).hexdigest()


def read(place: Path) -> dict[str, str]:
    """The record of a package or file; empty where there is none that can be read."""
    try:
        if place.is_file():
            lines = place.read_text(encoding="utf-8").partition(HEADING)[2].splitlines()
            pairs = (line.removeprefix("# ").partition(": ") for line in lines)
            return {key: value for key, _, value in pairs}
        record: object = json.loads((place / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, str]", record) if isinstance(record, dict) else {}


def differing(place: Path, other: Path) -> list[str]:
    """What two packages' records say otherwise: from what they were made, and what came out."""
    ours, theirs = read(place), read(other)
    return [key for key in theirs if ours.get(key) != theirs[key]]


def write(place: Path, made_from: dict[str, str], **tools: str) -> None:
    """Write the record, last of all.

    Args:
        place: What was generated.
        made_from: The inputs as they were before anything was read of them, so that a change while
            the code was rendered is not taken for a part of it.
        tools: Names and versions, for a person to read.
    """
    record = {**tools, **made_from, "output": output(place)}
    if place.is_dir():
        (place / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        return
    lines = "".join(f"# {key}: {value}\n" for key, value in record.items())
    with place.open("a", encoding="utf-8") as file:
        file.write(f"{HEADING}{lines}")


def files(place: Path) -> list[Path]:
    """All files of a generated package, without what Python and installers leave there."""
    if place.is_file() or place.is_symlink():
        return [place]
    found: list[Path] = []
    for folder, folders, names in os.walk(place):
        found += [Path(folder) / name for name in names]
        found += [Path(folder) / name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = [n for n in folders if n not in IGNORED and not n.endswith(".egg-info")]
    return sorted(found)


def sha256(root: Path, *paths: Path) -> str:
    """One hash over the bytes of files and their names below the root."""
    digest = hashlib.sha256()
    for path in paths:
        name, content = path.relative_to(root).as_posix().encode(), path.read_bytes()
        digest.update(b"%d %b %d %b" % (len(name), name, len(content), content))
    return digest.hexdigest()
