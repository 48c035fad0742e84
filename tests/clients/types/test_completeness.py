"""Everything public has a type that every type checker reads in the same way."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PACKAGES = ("core", "volcengine", "ppio", "together", "openrouter", "huawei")


@pytest.mark.parametrize("package", PACKAGES)
def test_all_types_are_known(package: str, tmp_path: Path) -> None:
    found = verify_types(f"endpoint_roster_{package}", tmp_path)["typeCompleteness"]
    unknown = [
        f"{symbol['name']}: {problem['message']}"
        for symbol in found["symbols"]
        if symbol["isExported"]
        for problem in symbol["diagnostics"]
        if problem["severity"] == "error"
    ]
    assert unknown == []
    assert found["completenessScore"] == 1
    assert found["exportedSymbolCounts"]["withKnownType"] > 50


def verify_types(package: str, folder: Path) -> Any:
    """Ask pyright, elsewhere than in our tree, about a package that is installed here."""
    programs = Path(sys.executable).parent
    command = [programs / "pyright", "--verifytypes", package, "--ignoreexternal", "--outputjson"]
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout)
