"""Generate: render aside, inspect, then replace what is there, or compare with it.

New code is rendered aside, scanned and imported before it replaces a package, so a spec that fails
leaves the tree as it was, and so does a kill.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from . import environment, inspection, record, replacement
from .inspection import contents
from .record import FACADE, SCHEMA, places, target

SCRIPTS = Path(__file__).resolve().parent.parent
PROVIDER = re.compile(r"[a-z][a-z0-9]{0,39}")


def providers(specs: Path) -> list[str]:
    """The providers: each folder of specs/ that has an `openapi.yaml`."""
    found = sorted(path.parent.name for path in specs.glob("*/openapi.yaml"))
    for name in found:
        if not PROVIDER.fullmatch(name):
            sys.exit(f"cannot generate: specs/{name!a}: a provider's name is a-z and 0-9")
    return found


def write(root: Path, names: list[str], *, force: bool) -> int:
    """Write what is not current, of all specs where none is named; the exit code."""
    names = names or [*providers(root / "specs"), FACADE]
    generated = root / "generated"
    with replacement.lock(root / "specs") as descriptor:
        replacement.recover(generated)
        stale = [name for name in names if force or not record.is_current(name, root)]
        if not stale:
            print("Nothing to do: generated code is what the specs give.")
            return 0
        with replacement.staging(generated) as stage:
            if not render(root, stale, stage, descriptor):
                return 1
            for place in (place for name in stale for place in places(name)):
                if place == SCHEMA and contents(root / place) == contents(stage / place):
                    continue
                replacement.replace(stage / place, root / place, stage)
                print(f"wrote {place.as_posix()}")
    return 0


def check(root: Path, names: list[str]) -> int:
    """Render elsewhere and compare every byte; the exit code."""
    every = [*providers(root / "specs"), FACADE]
    with replacement.lock(root / "specs") as descriptor, tempfile.TemporaryDirectory() as folder:
        replacement.recover(root / "generated")
        out = Path(folder)
        if not render(root, names or every, out, descriptor):
            return 1
        differences = [
            difference
            for place in (place for name in names or every for place in places(name))
            for difference in inspection.compare(root / place, out / place, label=place)
        ]
    if not names:
        differences += inspection.orphans(root / "generated", {target(name).name for name in every})
    for difference in differences:
        print(f"{difference.path.as_posix()}: {difference.what}", file=sys.stderr)
    if differences:
        print(
            "Generated code differs from what the specs, settings and templates give: one of"
            " them changed, or the code was edited by hand. Run"
            " `uv run nox -s regenerate -- --force` and commit.",
            file=sys.stderr,
        )
        return 1
    print("Generated code is what the specs give.")
    return 0


def render(root: Path, names: list[str], out: Path, descriptor: int | None) -> bool:
    """Render into a folder laid out as the root; true when all of it may replace the tree."""
    python = environment.python(root)
    command = [python, "-m", "rendering", "--root", root, "--out", out, *names]
    held = () if descriptor is None else (descriptor,)
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=SCRIPTS, check=False, env=variables, pass_fds=held)
    if done.returncode:
        return False
    code = [out / target(name) for name in names]
    # Only what the scan found harmless is imported.
    problems = [problem for place in code for problem in inspection.scan(place)]
    problems = problems or inspection.import_all(python, code)
    for problem in problems:
        print(f"refused: {problem}", file=sys.stderr)
    return not problems
