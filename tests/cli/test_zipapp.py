"""The command in one zip file, as `python -m zipapp` and PEX make them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = "import sys\nfrom endpoint_roster_cli.__main__ import run\nsys.exit(run())\n"
PACKAGES = ("endpoint_roster", "endpoint_roster_cli", "endpoint_roster_core")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("zipped") / "roster.pyz"
    with zipfile.ZipFile(path, "w") as file:
        for package in PACKAGES:
            folder = Path(str(import_module(package).__file__)).parent
            for one in folder.rglob("*"):
                if one.is_file() and "__pycache__" not in one.parts:
                    file.write(one, Path(package) / one.relative_to(folder))
        file.writestr("__main__.py", MAIN)
    return path


@pytest.mark.parametrize(
    "words", [["schema", "listing"], ["schema", "changes"], ["schema", "config"]]
)
def test_schemas_are_read_from_a_zip_file(
    archive: Path, words: list[str], clean_env: Mapping[str, str]
) -> None:
    assert json.loads(output(archive, words, clean_env))["$schema"]


@pytest.mark.parametrize(
    ("words", "part"),
    [(["schema"], "listing"), (["init", "--help"], "config"), (["completion", "bash"], "roster")],
)
def test_other_commands_run_from_a_zip_file(
    archive: Path, words: list[str], part: str, clean_env: Mapping[str, str]
) -> None:
    assert part in output(archive, words, clean_env)


def test_a_configuration_file_is_written_from_a_zip_file(
    archive: Path, clean_env: Mapping[str, str]
) -> None:
    assert "[[accounts]]" in output(archive, ["init", "--output", "-"], clean_env)


def output(archive: Path, words: list[str], env: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, archive, *words], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr
    return done.stdout
