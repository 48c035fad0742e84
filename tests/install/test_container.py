"""The container file: what its instructions make, without a container engine."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from install.environments import DISTRIBUTIONS, Environment, uv

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
INSTRUCTIONS = [(w, rest) for w, _, rest in (line.partition(" ") for line in TEXT.splitlines())]
#: What changes the system itself, and is not tried.
SYSTEM = ("useradd", "install")


def last(word: str) -> str:
    return [rest for each, rest in INSTRUCTIONS if each == word][-1]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Both stages in an environment with nothing but pip, from what the engine would be sent."""
    folder = tmp_path_factory.mktemp("image")
    source, wheels = folder / "source", folder / "wheels"
    # The first pattern leaves out everything, the others add what the build needs.
    every, *needed = re.findall(r"^[^#\s].*", (ROOT / ".dockerignore").read_text("utf-8"), re.M)
    assert every == "*"
    for pattern in needed:
        place = pattern.removeprefix("!")
        shutil.copytree(ROOT / place, source / place, ignore=shutil.ignore_patterns("__pycache__"))
    uv("venv", "--quiet", "--seed", str(folder / "environment"))
    image = Environment(folder / "environment")
    commands = " && ".join(rest for word, rest in INSTRUCTIONS if word == "RUN").split(" && ")
    tried = [command.strip() for command in commands if not command.strip().startswith(SYSTEM)]
    assert len(tried) == 2
    for command in tried:
        words = command.replace("/wheels", str(wheels)).replace("pip ", f"{image.programs}/pip ", 1)
        subprocess.run(["sh", "-euc", words], cwd=source, check=True)
    assert len([*wheels.iterdir()]) == len(DISTRIBUTIONS)
    return image


def test_all_of_the_command_is_in_it(image: Environment) -> None:
    assert set(DISTRIBUTIONS) | {"prometheus-client"} <= image.distributions()
    [program] = json.loads(last("ENTRYPOINT"))
    done = image.run(program, "list", "--sim", "-o", "json")
    assert json.loads(done.stdout)["complete"] is True


def test_without_arguments_it_checks_and_says_what_is_missing(image: Environment) -> None:
    [program, *words] = [*json.loads(last("ENTRYPOINT")), *json.loads(last("CMD"))]
    done = image.run(program, *words, variables={"HOME": str(image.folder)})
    assert (done.returncode, done.stdout) == (4, "")
    assert "no account is configured" in done.stderr


def test_the_user_can_write_where_the_command_does() -> None:
    """The journal is in the home, and reports in the work folder."""
    assert last("USER") in last("RUN").split()
    assert re.search(r"useradd .*--create-home roster\b", last("RUN"))
    assert f"--owner=roster {last('WORKDIR')}" in last("RUN")
