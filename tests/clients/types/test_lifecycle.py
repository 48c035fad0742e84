"""A client with every kind of operation is typed throughout, and so is a program that uses it."""

import json
import sys
from pathlib import Path

import pytest
from support.checkers import check
from support.orbit import make

#: Lines that both type checkers have to refuse.
MISTAKES = (
    'orbit.endpoints.create("team", model="m")',
    'orbit.endpoints.create("team", {"model": "m"}, name="n")',
    'orbit.endpoints.delete("team", "e", force=True)',
    'orbit.endpoints.update("team", "e", replicas=3)',
    'orbit.endpoints.delete("team", None)',
    'orbit.endpoints.list("team", api_version="2027-01")',
    "orbit.endpoints.restart",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("orbit")
    make(place)
    begin = ["from endpoint_roster_orbit import Orbit", "def wrong(orbit: Orbit) -> None:"]
    lines = [*begin, *(f"    {line}" for line in MISTAKES)]
    (place / "mistakes.py").write_text("\n".join(lines) + "\n")
    source = next((place / "out").glob("generated/*/src"))
    settings = {"typeCheckingMode": "strict", "extraPaths": [str(source)]}
    settings |= {"exclude": ["scripts"], "reportUnusedExpression": "none"}
    (place / "pyrightconfig.json").write_text(json.dumps(settings))
    (place / "mypy.ini").write_text(f"[mypy]\nstrict = true\nmypy_path = {source}\n")
    return place


def run(place: Path, program: str, *words: str) -> tuple[int, str]:
    done = check(place, program, *words)
    return done.returncode, done.stdout + done.stderr


def test_pyright_finds_nothing_in_the_client_and_its_user(place: Path) -> None:
    code, said = run(place, "pyright", "--pythonpath", sys.executable, "calls.py", "out")
    assert code == 0, said


def test_mypy_finds_nothing_in_the_client_and_its_user(place: Path) -> None:
    for what in (["calls.py"], ["-p", "endpoint_roster_orbit"]):
        code, said = run(place, "mypy", "--cache-dir", str(place / "cache"), *what)
        assert code == 0, said


def test_pyright_finds_every_mistake(place: Path) -> None:
    _, said = run(place, "pyright", "--outputjson", "--pythonpath", sys.executable, "mistakes.py")
    lines = {one["range"]["start"]["line"] for one in json.loads(said)["generalDiagnostics"]}
    assert lines == set(range(2, 2 + len(MISTAKES)))


def test_mypy_finds_every_mistake(place: Path) -> None:
    _, said = run(place, "mypy", "--cache-dir", str(place / "cache"), "mistakes.py")
    lines = {int(line.split(":")[1]) - 1 for line in said.splitlines() if ": error: " in line}
    assert lines == set(range(2, 2 + len(MISTAKES)))
