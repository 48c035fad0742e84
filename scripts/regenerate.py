"""Write the generated client packages and the facade's models and schema from the specs.

    python scripts/regenerate.py [NAME...]    write what is not current; without a name, of all
    python scripts/regenerate.py --force      write all again
    python scripts/regenerate.py --check      compare with the tree; exit 1 on a difference

A name is a provider, or `roster` for the facade's models and their JSON Schema. Runs on bare
Python with uv at hand: the generators live in an environment of their own under .cache/, because
they pin old versions of tools that the workspace uses too. New code is rendered aside, scanned and
imported before it replaces a package, so a spec that fails leaves the tree as it was, and so does
a kill.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generation_record
import replacement
import roster_schema
from generation_record import FACADE, target

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
GENERATED = ROOT / "generated"
REQUIREMENTS = SCRIPTS / "generators.txt"
PROVIDER = re.compile(r"[a-z][a-z0-9]{0,39}")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code: 0 done, 1 differs or failed."""
    known = [*providers(ROOT / "specs"), FACADE]
    parser = argparse.ArgumentParser(description="Write the generated code from the specs.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--force", action="store_true", help="write even what is current")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    options = parser.parse_args(arguments)
    names: list[str] = list(dict.fromkeys(options.names)) or known
    if unknown := set(names) - {*known}:
        parser.error(
            f"no such provider: {', '.join(sorted(unknown))}; there are {', '.join(known)}"
        )
    with replacement.lock(ROOT / "specs") as descriptor:
        replacement.recover(GENERATED)
        if options.check:
            return check(names, descriptor, complete=not options.names)
        stale = [name for name in names if options.force or not is_current(name)]
        if not stale:
            print("Nothing to do: generated code is what the specs give.")
            return 0
        return write(stale, descriptor)


def providers(specs: Path) -> list[str]:
    """The providers: each folder of specs/ that has an `openapi.yaml`."""
    found = sorted(path.parent.name for path in specs.glob("*/openapi.yaml"))
    for name in found:
        if not PROVIDER.fullmatch(name):
            sys.exit(f"cannot generate: specs/{name!a}: a provider's name is a-z and 0-9")
    return found


def places(name: str) -> list[Path]:
    """Where that which is made from one spec is written, below the root."""
    return [target(name), roster_schema.PLACE] if name == FACADE else [target(name)]


def is_current(name: str) -> bool:
    """Whether there is nothing to do for one spec."""
    code = generation_record.is_current(name, ROOT)
    return code and (name != FACADE or roster_schema.is_current(ROOT))


def write(names: list[str], descriptor: int | None) -> int:
    """Render and replace; the exit code."""
    with replacement.staging(GENERATED) as stage:
        if not render(names, stage, descriptor):
            return 1
        for place in (place for name in names for place in places(name)):
            # A file beside the code has no part in the code's record: the same one may stay.
            if place == roster_schema.PLACE and same(ROOT / place, stage / place):
                continue
            replacement.replace(stage / place, ROOT / place, stage)
            print(f"wrote {place.as_posix()}")
    return 0


def same(one: Path, other: Path) -> bool:
    """Whether two files have the same bytes."""
    return one.is_file() and one.read_bytes() == other.read_bytes()


def check(names: list[str], descriptor: int | None, *, complete: bool) -> int:
    """Render elsewhere and compare every byte; the exit code."""
    import generated_code

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        if not render(names, out, descriptor):
            return 1
        differences = [
            difference
            for name in names
            for place in places(name)
            for difference in generated_code.compare(ROOT / place, out / place, label=place)
        ]
    if complete:
        differences += generated_code.orphans(GENERATED, {target(name).name for name in names})
    for difference in differences:
        print(f"{difference.path.as_posix()}: {difference.what}", file=sys.stderr)
    if differences:
        print(
            "Generated code differs from what the specs, settings and templates give."
            " Run `uv run nox -s regenerate -- --force` and commit; never edit it by hand.",
            file=sys.stderr,
        )
        return 1
    print("Generated code is what the specs give.")
    return 0


def render(names: list[str], out: Path, descriptor: int | None) -> bool:
    """Render into a folder laid out as the root; true when all of it may replace the tree."""
    import generated_code

    python = generators_python()
    where = ["--root", ROOT, "--out", out]
    commands = [[python, SCRIPTS / "render.py", *where, *names]]
    if FACADE in names:
        commands.append([python, SCRIPTS / "roster_schema.py", *where])
    held = () if descriptor is None else (descriptor,)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    for command in commands:
        words = [str(word) for word in command]
        if subprocess.run(words, check=False, env=environment, pass_fds=held).returncode:
            return False
    code = [out / target(name) for name in names]
    # Only what the scan found harmless is imported.
    problems = [problem for place in code for problem in generated_code.scan(place)]
    problems = problems or generated_code.import_all(python, code)
    for problem in problems:
        print(f"refused: {problem}", file=sys.stderr)
    return not problems


def generators_python() -> Path:
    """The Python of the generators' environment, made on first use from hashed, exact pins."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = ROOT / ".cache" / f"generators-{version}-{digest}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    marker = folder / "complete"
    if not marker.exists():
        folder.parent.mkdir(exist_ok=True)
        with replacement.lock(folder.parent):
            if not marker.exists():  # no other run has just made it
                make_environment(folder, python)
                marker.touch()
    return python


def make_environment(folder: Path, python: Path) -> None:
    """Make the generators' environment, or make it again where an earlier run was killed."""
    uv = find_uv()
    environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    place, pinned = ["--quiet", "--python"], ["--require-hashes", "-r", str(REQUIREMENTS)]
    for command in (
        [*uv, "venv", "--clear", *place, sys.executable, str(folder)],
        [*uv, "pip", "install", *place, str(python), *pinned],
    ):
        subprocess.run(command, check=True, env=environment)


def find_uv() -> list[str]:
    """The command that runs uv."""
    path = os.environ.get("UV") or shutil.which("uv")
    return [path] if path else [sys.executable, "-m", "uv"]


if __name__ == "__main__":
    sys.exit(main())
