"""The Pythons of this machine that we support, and what our wheels need at the least."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

from install.environments import DISTRIBUTIONS, archive
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SUPPORTED = ["3.11", "3.12", "3.13"]
ASK = "import sys; print('.'.join(map(str, sys.version_info[:2])))"


def found() -> dict[str, str]:
    """Return version and path of each supported Python that is here and runs, ours first."""
    known = {version_of(sys.executable): sys.executable}
    for version in SUPPORTED:
        for path in candidates(version):
            if version not in known and version_of(path) == version:
                known[version] = path
    return {version: known[version] for version in SUPPORTED if version in known}


def candidates(version: str) -> list[str]:
    """Return where a version may be: on the path, or under pyenv, whose shims are often off."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = sorted(root.glob(f"versions/{version}.*/bin"), reverse=True)
    on_path = shutil.which(f"python{version}")
    return [*([on_path] if on_path else []), *(str(folder / "python") for folder in folders)]


def version_of(python: str) -> str:
    """Return `3.12`, or nothing if the program cannot be started."""
    try:
        process = subprocess.run(
            [python, "-I", "-c", ASK], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return process.stdout.strip()


def lowest(dist: Path, name: str, extra: str) -> list[str]:
    """Return what a wheel of ours and those of ours that it needs ask of others, to be pinned low.

    uv takes the lowest only of what is asked for directly.
    """
    asked: dict[str, str] = {}
    todo = [(name, extra)]
    seen: set[tuple[str, str]] = set()
    while todo:
        package, wanted = todo.pop()
        if (package, wanted) in seen:
            continue
        seen.add((package, wanted))
        for text in requires(archive(dist, package, ".whl")):
            requirement = Requirement(text)
            if requirement.marker and not requirement.marker.evaluate({"extra": wanted}):
                continue
            if requirement.name in DISTRIBUTIONS:
                todo += [(requirement.name, one) for one in requirement.extras or {""}]
                todo.append((requirement.name, ""))
            else:
                asked[requirement.name] = f"{requirement.name}{requirement.specifier}"
    return sorted(asked.values())


def requires(wheel: Path) -> list[str]:
    """Return what a wheel's metadata asks for."""
    with zipfile.ZipFile(wheel) as files:
        [about] = [name for name in files.namelist() if name.endswith(".dist-info/METADATA")]
        fields = Parser().parsestr(files.read(about).decode())
    return fields.get_all("Requires-Dist") or []


def bounds(requirements: list[str]) -> dict[str, str]:
    """Return the lowest version that each requirement allows, as `>=` says it."""
    return {
        canonicalize_name(Requirement(text).name): match.group(1)
        for text in requirements
        if (match := re.search(r">=\s*([\w.]+)", text))
    }
