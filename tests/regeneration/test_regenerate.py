"""The maintainer's command, run on a copy of the repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import regenerate
import yaml

ROOT = Path(regenerate.__file__).resolve().parent.parent
TOGETHER = Path("generated/endpoint-roster-together/src/endpoint_roster_together")
IGNORE = shutil.ignore_patterns("__pycache__", "*.egg-info")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what generation reads and writes; the generators' environment is shared."""
    regenerate.generators_python()
    for folder in ("specs", "scripts", "generated"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=IGNORE)
    models = regenerate.target(regenerate.FACADE)
    (tmp_path / models).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / models, tmp_path / models)
    shutil.copyfile(ROOT / "LICENSE", tmp_path / "LICENSE")
    (tmp_path / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    return tmp_path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts/regenerate.py"), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)


def tree(root: Path) -> dict[Path, bytes]:
    files = (file for file in (root / "generated").rglob("*") if file.is_file())
    return {file.relative_to(root): file.read_bytes() for file in files}


def test_check_finds_a_hand_edit_a_missing_and_an_extra_file(copy: Path) -> None:
    package = copy / TOGETHER
    with (package / "client.py").open("a") as file:
        file.write("# by hand\n")
    (package / "types.py").unlink()
    (package / "models" / "mine.py").write_text("")
    (copy / "generated" / "endpoint-roster-sixth").mkdir()
    done = run(copy, "--check")
    assert done.returncode == 1
    assert f"{TOGETHER}/client.py: differs" in done.stderr
    assert f"{TOGETHER}/types.py: is missing" in done.stderr
    assert f"{TOGETHER}/models/mine.py: is extra" in done.stderr
    assert "generated/endpoint-roster-sixth: is not made from any spec" in done.stderr


def test_regenerating_from_nothing_gives_the_committed_bytes(copy: Path) -> None:
    committed = tree(copy)
    shutil.rmtree(copy / "generated")
    done = run(copy)
    assert done.returncode == 0, done.stderr
    assert tree(copy) == committed


def test_one_spec_changes_one_package(copy: Path) -> None:
    before = tree(copy)
    spec_file = copy / "specs/together/openapi.yaml"
    spec = yaml.safe_load(spec_file.read_text())
    field = {"type": "integer", "description": "Number of GPUs."}
    spec["components"]["schemas"]["Endpoint"]["properties"]["gpu_count"] = field
    spec_file.write_text(yaml.safe_dump(spec, sort_keys=False))
    assert run(copy, "together").returncode == 0
    after = tree(copy)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {path.parts[1] for path in changed} == {"endpoint-roster-together"}
    assert b"gpu_count: int | Unset = UNSET" in after[TOGETHER / "models/endpoint.py"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"anyOf": [{"$ref": "#/components/schemas/Nowhere"}, {"type": "string"}]},
            "/components/schemas/Endpoint",
        ),
        ({"type": "string", "format": "uuid"}, "no reading is written for uuid"),
    ],
    ids=["unknown reference", "kind without a reader"],
)
def test_a_spec_that_cannot_be_generated_leaves_the_tree(
    copy: Path, change: dict[str, object], complaint: str
) -> None:
    before = tree(copy)
    spec_file = copy / "specs/together/openapi.yaml"
    spec = yaml.safe_load(spec_file.read_text())
    spec["components"]["schemas"]["Endpoint"]["properties"]["owner"] = change
    spec_file.write_text(yaml.safe_dump(spec, sort_keys=False))
    done = run(copy, "together")
    assert done.returncode == 1
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(copy) == before


def test_a_changed_upstream_template_is_noticed(copy: Path) -> None:
    known = copy / "scripts/templates/upstream.json"
    known.write_text(known.read_text().replace('"model.py.jinja": "', '"model.py.jinja": "0'))
    done = run(copy, "--check", "together")
    assert done.returncode == 1
    assert "upstream templates changed or are not recorded: model.py.jinja" in done.stderr


def test_an_unknown_name_is_a_usage_error(copy: Path) -> None:
    done = run(copy, "nobody")
    assert done.returncode == 2
    assert "nobody" in done.stderr
