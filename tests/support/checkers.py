"""Running the type checkers of this environment as users run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
#: The interpreter beside them, which has our packages, is found by the PATH.
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
    "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
}


def check(folder: Path, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pyright or mypy in a folder."""
    return subprocess.run(
        [PROGRAMS / program, *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
