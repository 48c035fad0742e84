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
    found = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    marker = folder / "complete"
    if not marker.exists():
        folder.parent.mkdir(exist_ok=True)
        with lock(folder.parent):
            if not marker.exists():  # no other run has just made it
                make(folder, found)
                marker.touch()
    return found


def make(folder: Path, found: Path) -> None:
    """Make the environment, or make it again where an earlier run was killed."""
    variables = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    pinned = ["--require-hashes", "-r", str(REQUIREMENTS)]
    for words in (
        ["venv", "--clear", "--quiet", "--python", sys.executable, str(folder)],
        ["pip", "install", "--quiet", "--python", str(found), *pinned],
    ):
        subprocess.run([*uv(), *words], check=True, env=variables)


def uv() -> list[str]:
    """The command that runs uv."""
    path = os.environ.get("UV") or shutil.which("uv")
    return [path] if path else [sys.executable, "-m", "uv"]
