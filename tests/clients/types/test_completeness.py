"""Everything public has a type that every type checker reads in the same way."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.checkers import check

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
    options = ["--verifytypes", package, "--ignoreexternal", "--outputjson"]
    done = check(folder, "pyright", *options)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)
