"""A hostile spec runs nothing, writes nowhere else, calls no server, and does not hang."""

from __future__ import annotations

import ast
import http.server
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from generation import environment
from generation.inspection import import_all, scan
from generation.run import providers
from linting.lint import lint
from support.work import Calls
from support.workspace import ROOT

from pipeline.generation.hostile_parts import INERT_PARTS, REFUSED_PARTS
from pipeline.generation.hostile_settings import REFUSED_SETTINGS
from pipeline.generation.hostile_specs import INERT_SPECS, REFUSED_SPECS, Case, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

INERT = [*INERT_SPECS, *INERT_PARTS]
REFUSED = [*REFUSED_SPECS, *REFUSED_PARTS, *REFUSED_SETTINGS]
PACKAGE = Path("generated/endpoint-roster-acme")
pytestmark = pytest.mark.slow
MUCH = 10_000_000  # calls of functions that one spec may take; most take a hundredth of it
# Renders one folder after the other in one process, as as a batch of runs of `python -m rendering`.
BATCH = """
import contextlib, io, json, sys
sys.path[:0] = sys.argv[1:]
from pathlib import Path
from rendering import packages
from support.work import Calls
for root in sys.stdin.read().splitlines():
    errors, calls = io.StringIO(), Calls()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(errors), calls:
        code = packages.render(["acme"], Path(root), Path(root, "out"))
    print(json.dumps([code, errors.getvalue(), calls.count]), flush=True)
"""


class Outcome(NamedTuple):
    """What became of one spec."""

    root: Path
    code: int
    said: str
    calls: int
    written: list[str]


class Batch(NamedTuple):
    """What became of all of them, and what they may have left."""

    outcomes: dict[str, Outcome]
    canary: Path
    home: Path
    calls: list[str]


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server that nothing should call; its port and who did."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], calls
        server.shutdown()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, listener: tuple[int, list[str]]) -> Batch:
    port, calls = listener
    world = tmp_path_factory.mktemp("world")
    home, canary = world / "home", world / "canary"
    home.mkdir()
    cases = {
        case.name: case
        for case in [Case("good"), Case("plain", everywhere("Plain.")), *INERT, *REFUSED]
    }
    roots = {name: world / f"case{number}" for number, name in enumerate(cases)}
    for name, root in roots.items():
        cases[name].write(root / "specs" / "acme", port)
        (root / "LICENSE").write_text("Do as you like.\n")
        (root / "scripts").symlink_to(ROOT / "scripts", target_is_directory=True)
    before = everything(world)
    command = [str(environment.python(ROOT)), "-B", "-c", BATCH]
    command += [str(ROOT / "scripts"), str(ROOT / "tests")]
    variables = {**os.environ, "CANARY": str(canary), "HOME": str(home), "TMPDIR": str(home)}
    done = subprocess.run(
        command,
        input="\n".join(map(str, roots.values())),
        env=variables,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    after = everything(world)
    assert {path: after.get(path) for path in before} == before
    new = [path for path in after if path not in before]
    outcomes = {
        name: Outcome(root, code, said, made, [p for p in new if p.startswith(f"{root.name}/")])
        for (name, root), (code, said, made) in zip(roots.items(), results, strict=True)
    }
    assert sum(len(outcome.written) for outcome in outcomes.values()) == len(new)
    return Batch(outcomes, canary, home, calls)


def shape(package: Path) -> dict[str, str]:
    """The code without its strings: what a text must not change."""
    shapes: dict[str, str] = {}
    for file in sorted(package.rglob("*.py")):
        tree = ast.parse(file.read_bytes())
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        shapes[file.relative_to(package).as_posix()] = ast.dump(tree)
    return shapes


def test_the_good_spec_is_generated(batch: Batch) -> None:
    outcome = batch.outcomes["good"]
    assert (outcome.code, outcome.said) == (0, "")
    assert outcome.written


@pytest.mark.parametrize("case", INERT, ids=lambda case: case.name)
def test_it_is_generated_inertly(batch: Batch, case: Case, tmp_path: Path) -> None:
    outcome = batch.outcomes[case.name]
    assert (outcome.code, outcome.said) == (0, "")
    assert outcome.calls < MUCH
    inside = f"{outcome.root.name}/out/{PACKAGE.as_posix()}/"
    assert [path for path in outcome.written if not path.startswith(inside)] == []
    package = outcome.root / "out" / PACKAGE
    assert list(scan(package)) == []
    if case.name.startswith("text: "):
        assert shape(package) == shape(batch.outcomes["plain"].root / "out" / PACKAGE)
    os.environ["CANARY"] = str(batch.canary)
    try:
        assert import_all(environment.python(ROOT), [package]) == []
    finally:
        del os.environ["CANARY"]
    assert not batch.canary.exists()
    assert list(batch.home.iterdir()) == []


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name[:60])
def test_it_is_refused_with_the_place(batch: Batch, case: Case) -> None:
    outcome = batch.outcomes[case.name]
    assert outcome.code == 1
    assert outcome.calls < MUCH
    assert outcome.written == []
    assert outcome.said.startswith("cannot generate: specs/acme/")
    assert "Traceback" not in outcome.said
    assert len(outcome.said) < 1000
    assert re.match(r"cannot generate: specs/acme/(openapi|codegen)\.yaml:\d+: ", outcome.said)
    if case.refused is not None:
        assert f": #{case.refused} " in outcome.said
    assert outcome.said.count("\n") == 1
    assert not batch.canary.exists()


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name[:60])
def test_the_lint_does_not_fall_for_it_either(batch: Batch, case: Case) -> None:
    specs = batch.outcomes[case.name].root / "specs"
    with Calls() as calls:
        findings = list(lint(specs / "acme" / "openapi.yaml", specs))
    assert calls.count < MUCH
    assert findings
    assert not batch.canary.exists()


def test_nobody_was_called_and_nothing_was_left(batch: Batch) -> None:
    assert batch.calls == []
    assert list(batch.home.iterdir()) == []


def test_a_folder_that_is_no_providers_name_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "specs" / "evil $(touch x)"
    Case("good").write(folder, 0)
    with pytest.raises(SystemExit, match="a provider's name is a-z and 0-9"):
        providers(tmp_path / "specs")


def test_there_are_many() -> None:
    names = [case.name for case in [*INERT, *REFUSED]]
    assert len(set(names)) == len(names) > 30
    assert sys.getrecursionlimit() <= 10_000  # deep specs are refused, not survived
