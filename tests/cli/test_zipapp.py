"""The command in one zip file, as `python -m zipapp` and PEX make them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipapp
from importlib import import_module
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = "endpoint_roster_cli.__main__:run"
PACKAGES = ("endpoint_roster", "endpoint_roster_cli", "endpoint_roster_core")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zipped")
    for package in PACKAGES:
        source = Path(str(import_module(package).__file__)).parent
        copytree(source, folder / "app" / package, ignore=ignore_patterns("__pycache__"))
    zipapp.create_archive(folder / "app", folder / "roster.pyz", main=MAIN)
    return folder / "roster.pyz"


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


@pytest.mark.parametrize(
    ("words", "code"),
    [("--version", 0), ("nonsense", 2), ("list --nonsense", 2), ("accounts", 4), ("diff a b", 2)],
)
def test_the_exit_code_is_that_of_the_command(
    archive: Path, words: str, code: int, clean_env: Mapping[str, str]
) -> None:
    command = [sys.executable, archive, *words.split()]
    assert subprocess.run(command, env=clean_env, capture_output=True).returncode == code


def output(archive: Path, words: list[str], env: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, archive, *words], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr
    return done.stdout
