"""The environment of the generators: they pin old versions of tools that the workspace uses."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .replacement import lock

REQUIREMENTS = Path(__file__).resolve().parent.parent / "generators.txt"


def python(root: Path) -> Path:
    """The Python of the environment, made on first use from hashed, exact pins."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = root / ".cache" / f"generators-{version}-{digest}"
    marker = folder / "complete"
    if not marker.exists():
        folder.parent.mkdir(exist_ok=True)
        with lock(folder.parent):
            if not marker.exists():  # no other run has just made it
                make(folder, "--require-hashes", "-r", str(REQUIREMENTS))
                marker.touch()
    return python_in(folder)


def make(folder: Path, *requirements: str) -> Path:
    """Make an environment, again where an earlier run was killed; the path of its Python."""
    variables = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    found = python_in(folder)
    for words in (
        ["venv", "--clear", "--quiet", "--python", sys.executable, str(folder)],
        ["pip", "install", "--quiet", "--python", str(found), *requirements],
    ):
        subprocess.run([*uv(), *words], check=True, env=variables)
    return found


def python_in(folder: Path) -> Path:
    """The path of the Python of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def uv() -> list[str]:
    """The command that runs uv: the one beside this interpreter, which may be pinned, first."""
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    path = beside or os.environ.get("UV") or shutil.which("uv")
    return [path] if path else [sys.executable, "-m", "uv"]
