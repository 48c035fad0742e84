"""What users get wrong is an error in their type checker, in both that they may have.

Each file in ``mistakes`` is a program; a line that ends in ``# wrong: ...`` has to be refused by
pyright and by mypy in strict mode, and no other line may be.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.checkers import check

HERE = Path(__file__).parent
PROGRAMS = sorted((HERE / "mistakes").glob("*.py"))
NAMES = [path.name for path in PROGRAMS]
#: Where the session has already kept what mypy knows of our packages.
CACHE = HERE.parents[2] / ".cache/mypy"
#: File and line.
Lines = set[tuple[str, int]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs where no configuration of ours applies."""
    folder = tmp_path_factory.mktemp("mistakes")
    for path in PROGRAMS:
        shutil.copy2(path, folder)
    settings = {"include": NAMES, "typeCheckingMode": "strict"}
    # Names that are not used, and expressions without effect, are what the programs are made of.
    settings |= dict.fromkeys(("reportUnusedExpression", "reportUnusedImport"), "none")
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


@pytest.fixture(scope="module")
def pyright_errors(folder: Path) -> Lines:
    answer = run(folder, "pyright", "--outputjson", "--pythonpath", sys.executable)
    return set(pyright_lines(json.loads(answer)))


def pyright_lines(answer: Any) -> Iterator[tuple[str, int]]:
    for found in answer["generalDiagnostics"]:
        yield Path(found["file"]).name, found["range"]["start"]["line"] + 1


@pytest.fixture(scope="module")
def mypy_errors(folder: Path) -> Lines:
    options = ["--strict", "--python-executable", sys.executable, "--cache-dir", str(CACHE)]
    answer = run(folder, "mypy", *options, *NAMES)
    lines = re.findall(r"^(\w+\.py):(\d+): error: ", answer, re.MULTILINE)
    return {(name, int(line)) for name, line in lines}


def run(folder: Path, program: str, *words: str) -> str:
    """Run a type checker, which has to find something; return its output."""
    done = check(folder, program, *words)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def marked(path: Path) -> Lines:
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return {(path.name, number) for number, line in lines if "# wrong: " in line}


@pytest.mark.parametrize("path", PROGRAMS, ids=NAMES)
def test_pyright_refuses_just_the_mistakes(path: Path, pyright_errors: Lines) -> None:
    assert {line for line in pyright_errors if line[0] == path.name} == marked(path)


@pytest.mark.parametrize("path", PROGRAMS, ids=NAMES)
def test_mypy_refuses_just_the_mistakes(path: Path, mypy_errors: Lines) -> None:
    assert {line for line in mypy_errors if line[0] == path.name} == marked(path)


def test_each_client_has_mistakes() -> None:
    text = "".join(path.read_text("utf-8") for path in PROGRAMS)
    for provider in ("volcengine", "ppio", "together", "openrouter", "huawei"):
        assert f"from endpoint_roster_{provider}.models import " in text
