"""Texts that outputs are compared with, in ``tests/cli/golden``.

``ROSTER_GOLDEN=write`` writes again those that a test run asks for; read the diff afterwards.
"""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "cli" / "golden"


def check_golden(name: str, text: str) -> None:
    """Compare a text with the golden one, to the last byte.

    Args:
        name: Name of the file, such as ``list-60.txt``.
        text: What was printed.

    Raises:
        AssertionError: They differ, or there is none yet.
    """
    file = _FOLDER / name
    if os.environ.get("ROSTER_GOLDEN") == "write":
        assert not os.environ.get("CI"), "CI compares golden texts and never writes them"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    assert file.is_file(), f"there is no golden text {name}: run once with ROSTER_GOLDEN=write"
    assert text == file.read_bytes().decode(), f"not as in {name} (ROSTER_GOLDEN=write changes it)"
