"""One package made ready for release: its tag checked, built, and its bill of materials written."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from generation import environment

from . import links

TAG = re.compile(r"(endpoint-roster(?:-[a-z0-9]+)*)-v(\d+\.\d+\.\d+)")


class NotReadyError(Exception):
    """A reason why there can be no release; the message says what to do."""


def make(tag: str, out: Path, root: Path, address: str | None) -> None:
    """Build the wheel and sdist that a tag names, and their bill of materials, into a folder.

    The bill (CycloneDX) has what an empty environment holds once the wheel is installed with its
    newest dependencies. Both have links to the repository, if its address is known. Raises
    NotReadyError.
    """
    name = package_of(tag, root)
    shutil.rmtree(out, ignore_errors=True)
    variables = {**os.environ, "SOURCE_DATE_EPOCH": last_change(root)}
    with tempfile.TemporaryDirectory() as folder:
        source, every = Path(folder) / "source", Path(folder) / "all"
        _copy(root, source)
        if address:
            [project] = _projects(source, name)
            links.add(project, address, tag)
        build = [*environment.uv(), "build", "--quiet", "--all-packages", "--out-dir", str(every)]
        subprocess.run(build, check=True, cwd=source, env=variables)
        out.mkdir(parents=True)
        for path in every.glob(f"{name.replace('-', '_')}-[0-9]*"):
            shutil.copy2(path, out)
        # By name, because a path would stand in the bill. Ours come from here: none is published.
        requirement = "==".join(tag.rsplit("-v", 1))
        python = environment.make(Path(folder) / "venv", "--find-links", str(every), requirement)
        bill = [sys.executable, "-m", "cyclonedx_py", "environment", str(python), "--of", "JSON"]
        bill += ["--output-reproducible", "-o", str(out / f"{tag}.cdx.json")]
        subprocess.run(bill, check=True)


def package_of(tag: str, root: Path) -> str:
    """Return the name of the package that a tag releases.

    Raises NotReadyError if there is none, or if its pyproject.toml says another version.
    """
    if not (match := TAG.fullmatch(tag)):
        raise NotReadyError("a release is tagged NAME-vX.Y.Z, as endpoint-roster-together-v0.2.0")
    name, version = match.groups()
    found = {path.parent.name: path for path in _projects(root)}
    if name not in found:
        raise NotReadyError(f"no package {name}; there are {', '.join(sorted(found))}")
    actual = tomllib.loads(found[name].read_text("utf-8"))["project"]["version"]
    if actual != version:
        raise NotReadyError(f"the package is at {actual}: change the version first, then tag it")
    return name


def _projects(root: Path, name: str = "*") -> list[Path]:
    """Return the pyproject.toml of each package, or of one."""
    rooms = ("packages", "generated")
    return [path for room in rooms for path in root.glob(f"{room}/{name}/pyproject.toml")]


def _copy(root: Path, place: Path) -> None:
    """Copy what the packages are built from."""
    place.mkdir()
    shutil.copy2(root / "pyproject.toml", place)
    left_out = shutil.ignore_patterns("__pycache__", ".venv", ".staging-*")
    for room in ("packages", "generated"):
        shutil.copytree(root / room, place / room, ignore=left_out)


def last_change(root: Path | str) -> str:
    """Return the time of the last commit in seconds, for archives that are the same each time."""
    git = ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"]
    try:
        process = subprocess.run(git, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "315532800"  # 1980, the first time that an archive can hold: there is no history
    return process.stdout.strip()
