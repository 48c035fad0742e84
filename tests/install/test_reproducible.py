"""Built again elsewhere, later and by somebody else, each wheel and sdist has the same bytes."""

import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

from install.environments import uv_program

ROOT = Path(__file__).resolve().parents[2]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("endpoint_roster*")
    }


def test_the_same_bytes_twice(dist: Path, tmp_path: Path) -> None:
    copy, out = tmp_path / "another place", tmp_path / "dist"
    copy.mkdir()
    shutil.copy2(ROOT / "pyproject.toml", copy)
    leave_out = shutil.ignore_patterns("__pycache__", "*.pyc", ".staging-*")
    for folder in ("packages", "generated"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=leave_out)
    later = time.time() + 90_000
    for path in copy.rglob("*"):
        os.utime(path, (later, later))
        path.chmod(0o700 if path.is_dir() else 0o600)
    environment = {name: text for name, text in os.environ.items() if name != "VIRTUAL_ENV"}
    environment |= {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": str(tmp_path)}
    command = [uv_program(), "build", "--all-packages", "--quiet", "--no-cache"]
    command += ["--out-dir", str(out)]
    subprocess.run(command, cwd=copy, env=environment, check=True, umask=0o077)
    assert digests(out) == digests(dist)
    assert len(digests(out)) == 18
