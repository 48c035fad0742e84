"""The maintainer's command, run on a copy of the repository."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from generation import environment, record
from generation.record import FACADE, places, target
from support.workspace import ROOT

PACKAGE = Path("generated/endpoint-roster-together")
TOGETHER = Path("generated/endpoint-roster-together/src/endpoint_roster_together")
ALL = ["huawei", "openrouter", "ppio", "together", "volcengine"]
CORE = Path("packages/endpoint-roster-core/src")
#: What the facade's models are made of beside their fields.
RECORDS = Path("packages/endpoint-roster/src/endpoint_roster/records.py")
IGNORE = shutil.ignore_patterns("__pycache__", "*.egg-info", ".staging-*")
pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what generation reads and writes; the generators' environment is shared."""
    environment.python(ROOT)
    for folder in ("specs", "scripts", "generated", CORE):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=IGNORE)
    for place in (*places(FACADE), RECORDS):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / place, tmp_path / place)
    shutil.copyfile(ROOT / "LICENSE", tmp_path / "LICENSE")
    (tmp_path / ".git").mkdir()  # tools that look for ignored files behave as in a checkout
    (tmp_path / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    return tmp_path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts/regenerate.py"), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)


def tree(root: Path) -> dict[str, bytes]:
    """Everything that is generated, by its path."""
    facade = [root / place for place in places(FACADE)]
    every = [*(root / "generated").rglob("*"), *facade]
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in every if p.is_file()}


def stamps(root: Path) -> dict[Path, int]:
    """When each file and folder was last touched."""
    return {
        path: path.stat().st_mtime_ns
        for path in [root, *root.rglob("*")]
        if ".cache" not in path.parts and "__pycache__" not in path.parts
    }


def add_field(root: Path, provider: str, name: str) -> None:
    spec_file = root / f"specs/{provider}/openapi.yaml"
    spec: dict[str, Any] = yaml.safe_load(spec_file.read_text())
    field = {"type": "integer", "description": "Number of GPUs."}
    spec["components"]["schemas"]["Endpoint"]["properties"][name] = field
    spec_file.write_text(yaml.safe_dump(spec, sort_keys=False))


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_check_finds_a_hand_edit_a_missing_and_an_extra_file(copy: Path) -> None:
    package = copy / TOGETHER
    with (package / "client.py").open("a") as file:
        file.write("# by hand\n")
    (package / "resources/endpoints.py").unlink()
    (package / "models" / "mine.py").write_text("")
    (copy / "generated" / "endpoint-roster-sixth").mkdir()
    done = run(copy, "--check")
    assert done.returncode == 1
    assert f"{TOGETHER}/client.py: differs" in done.stderr
    assert f"{TOGETHER}/resources/endpoints.py: is missing" in done.stderr
    assert f"{TOGETHER}/models/mine.py: is extra" in done.stderr
    assert "generated/endpoint-roster-sixth: is not made from any spec" in done.stderr


def test_regenerating_from_nothing_gives_the_committed_bytes(copy: Path) -> None:
    committed = tree(copy)
    shutil.rmtree(copy / "generated")
    for place in places(FACADE):
        (copy / place).unlink()
    done = run(copy)
    assert done.returncode == 0, done.stderr
    assert tree(copy) == committed


def test_nothing_to_do_starts_no_generator_and_touches_no_file(copy: Path) -> None:
    (copy / ".cache").unlink()  # so there is no generator to be started either
    subprocess.run([sys.executable, "-m", "compileall", "-q", copy / "scripts"], check=True)
    before = stamps(copy)
    done = run(copy)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Nothing to do: generated code is what the specs give.\n"
    assert stamps(copy) == before


def test_one_changed_spec_regenerates_one_package(copy: Path) -> None:
    before, touched = tree(copy), stamps(copy / "generated")
    add_field(copy, "together", "gpu_count")
    done = run(copy)
    assert done.stdout == f"wrote {PACKAGE.as_posix()}\n"
    after = tree(copy)
    assert {Path(path).parts[1] for path in changed(before, after)} == {PACKAGE.name}
    assert b"gpu_count: int | None = field(" in after[f"{TOGETHER.as_posix()}/models/endpoint.py"]
    others = {path: at for path, at in stamps(copy / "generated").items() if "-" in path.name}
    same = {path.name for path, at in others.items() if touched.get(path) == at}
    assert same == {f"endpoint-roster-{name}" for name in ALL if name != "together"}
    assert "Nothing to do" in run(copy).stdout


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("specs/ppio/codegen.yaml", ["ppio"]),
        ("specs/roster/codegen.yaml", ["roster"]),
        ("scripts/templates/formatting.toml", [*ALL, "roster"]),
    ],
)
def test_settings_and_templates_count(copy: Path, path: str, written: list[str]) -> None:
    with (copy / path).open("a") as file:
        file.write("\n")
    done = run(copy)
    assert done.stdout.splitlines() == [f"wrote {target(name).as_posix()}" for name in written]


def test_in_a_fresh_clone_there_is_nothing_to_do(tmp_path: Path) -> None:
    environment.python(ROOT)
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True)
    facade = [place.as_posix() for place in (*places(FACADE), RECORDS)]
    begin = ("specs/", "scripts/", "generated/", CORE.as_posix(), "LICENSE", *facade)
    for name in done.stdout.split("\0"):
        if name.startswith(begin) and (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    assert run(tmp_path).stdout == "Nothing to do: generated code is what the specs give.\n"
    checked = run(tmp_path, "--check")
    assert checked.returncode == 0, checked.stderr


def test_what_tools_and_editors_leave_among_the_templates_does_not_count(copy: Path) -> None:
    before = stamps(copy / "generated")
    templates = copy / "scripts/templates"
    (templates / ".ruff_cache").mkdir(exist_ok=True)
    for name in (
        ".ruff_cache/CACHEDIR.TAG",
        "client/.model.py.jinja.swp",
        "client/model.py.jinja~",
        ".DS_Store",
    ):
        (templates / name).write_text("left behind")
    done = run(copy)
    assert done.stdout == "Nothing to do: generated code is what the specs give.\n", done.stderr
    assert stamps(copy / "generated") == before
    done = run(copy, "--check", "together")
    assert done.returncode == 0, done.stderr


def test_what_no_longer_is_what_the_record_says_is_written_again(copy: Path) -> None:
    before = tree(copy)
    with (copy / TOGETHER / "client.py").open("a") as file:
        file.write("# by hand\n")
    (copy / "generated/endpoint-roster-ppio/mine.py").touch()
    (copy / "generated/endpoint-roster-huawei/README.md").unlink()
    (copy / "generated/endpoint-roster-openrouter/generation.json").write_text("[1]")
    models = copy / target(FACADE)
    models.write_text(models.read_text().replace("class", "class ", 1))
    done = run(copy)
    wanted = ["huawei", "openrouter", "ppio", "together", "roster"]
    assert done.stdout.splitlines() == [f"wrote {target(name).as_posix()}" for name in wanted]
    assert tree(copy) == before


def test_a_check_does_not_believe_the_record(copy: Path) -> None:
    file = copy / PACKAGE / "generation.json"
    (copy / TOGETHER / "resources/endpoints.py").write_text("x = 1\n")
    forged = record.read(copy / PACKAGE) | {"output": record.output(copy / PACKAGE)}
    file.write_text(json.dumps(forged, indent=2) + "\n")
    assert "Nothing to do" in run(copy, "together").stdout
    done = run(copy, "--check", "together")
    assert done.returncode == 1
    assert f"{TOGETHER.as_posix()}/resources/endpoints.py: differs" in done.stderr
    assert f"{PACKAGE.as_posix()}/generation.json: differs" in done.stderr


def test_the_facades_record_is_checked_and_force_writes_it_again(copy: Path) -> None:
    before = tree(copy)
    models = copy / target(FACADE)
    models.write_text(models.read_text().replace("# formatter: ruff", "# formatter: rough"))
    done = run(copy, "--check", "roster")
    assert done.returncode == 1
    assert f"{target(FACADE).as_posix()}: differs" in done.stderr
    assert run(copy, "--force", "roster").returncode == 0
    assert tree(copy) == before


def restore(gone: list[Path], before: dict[str, bytes], root: Path) -> None:
    """Put back what stood at some places."""
    for place in gone:
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    for path, data in before.items():
        if not (root / path).exists():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_killed_at_random_the_tree_is_old_or_new_and_the_next_run_finishes(copy: Path) -> None:
    names = ("together", "roster")
    old = tree(copy)
    add_field(copy, "together", "gpu_count")
    roster = copy / "specs/roster/endpoint.yaml"
    roster.write_text(roster.read_text().replace("in one vocabulary", "in a vocabulary"))
    began = time.monotonic()
    assert run(copy, *names).returncode == 0
    whole = time.monotonic() - began
    new = tree(copy)
    package = {path for path in new if path.startswith(PACKAGE.as_posix())}
    facade = places(FACADE)
    files = {place.as_posix() for place in facade}
    assert {PACKAGE.as_posix(), *files} == {
        path if path in files else "/".join(path.split("/")[:2]) for path in changed(old, new)
    }
    command = [sys.executable, str(copy / "scripts/regenerate.py"), *names]
    chance = random.Random(6)
    fresh = [copy / place for place in (PACKAGE, *facade)]
    for _ in range(5):
        restore(fresh, old, copy)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
            time.sleep(chance.uniform(whole / 2, whole * 1.1))  # when it is about to replace
            running.send_signal(signal.SIGKILL)
        left = {path: data for path, data in tree(copy).items() if ".staging-" not in path}
        for part in (package, *({file} for file in files)):
            now = {path: left.get(path) for path in part}
            assert now in [{path: version.get(path) for path in part} for version in (old, new)]
        assert left.keys() in [old.keys(), new.keys()]
    done = run(copy, *names)
    assert done.returncode == 0, done.stderr
    assert tree(copy) == new
    assert not list((copy / "generated").glob(".staging-*"))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            {"anyOf": [{"$ref": "#/components/schemas/Nowhere"}, {"type": "string"}]},
            "/components/schemas/Endpoint",
        ),
        (
            {"type": "string", "format": "binary"},
            "#/components/schemas/Endpoint/properties/owner/format JSON holds no bytes",
        ),
        (
            {"anyOf": [{"$ref": "#/components/schemas/Endpoint"}, {"type": "string"}]},
            "#/components/schemas/Endpoint/properties/owner a union of Endpoint and string",
        ),
    ],
    ids=["unknown reference", "bytes", "kind without a reader"],
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
