"""The client of Orbit, an imaginary cloud whose endpoints have a full life: made for tests.

`python -m support.orbit FOLDER` makes it there, with a user's program beside it.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from generation import environment
from generation.record import target

ROOT = Path(__file__).resolve().parents[2]
ORBIT = ROOT / "tests/pipeline/generation/orbit"


def make(folder: Path, edit: Callable[[str], str] = str) -> Path:
    """Generate the client of the spec, edited, below a folder; return the package's folder."""
    shutil.copytree(ORBIT, folder / "specs/orbit")
    spec = folder / "specs/orbit/openapi.yaml"
    spec.write_text(edit(spec.read_text("utf-8")), "utf-8")
    shutil.copy(ROOT / "LICENSE", folder)
    (folder / "scripts").symlink_to(ROOT / "scripts", target_is_directory=True)
    shutil.copy(ORBIT / "calls.py.txt", folder / "calls.py")
    render = [environment.python(ROOT), "-B", "-m", "rendering"]
    words = [*render, "--root", folder, "--out", folder / "out", "orbit"]
    done = subprocess.run(
        list(map(str, words)), check=False, cwd=ROOT / "scripts", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder / "out" / target("orbit")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
