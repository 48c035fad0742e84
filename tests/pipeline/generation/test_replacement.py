"""Replacing a package: in one step where the system can, never half, whatever is killed when."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from generation import replacement
from generation.record import files

SCRIPTS = Path(replacement.__file__).parents[1]
# Swaps two packages until it is killed; the argument says how.
SWAPPER = """
import itertools, shutil, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from generation import replacement
folder, how = Path(sys.argv[2]), sys.argv[3]
swap = replacement.exchange if how == "exchange" else lambda one, other: False
with replacement.lock(folder.parent):
    replacement.recover(folder)
    for version in itertools.cycle(["new", "old"]):
        with replacement.staging(folder) as stage:
            shutil.copytree(folder.parent / version, stage / "package")
            replacement.replace(stage / "package", folder / "package", stage, swap)
        print(version, flush=True)
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs renameat2")
posix = pytest.mark.skipif(os.name == "nt", reason="needs flock")


def package(folder: Path, word: str, number: int = 20) -> Path:
    for index in range(number):
        file = folder / f"part{index % 3}" / f"{word}{index}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(word * 100)
    return folder


def content(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files(folder)}


def cannot_swap(one: Path, other: Path) -> bool:
    return False


@pytest.mark.parametrize("can_swap", [pytest.param(True, marks=linux), False])
def test_nothing_of_the_old_package_is_left(tmp_path: Path, can_swap: bool) -> None:
    place = package(tmp_path / "package", "old")
    new = content(package(tmp_path / "new", "new"))
    with replacement.staging(tmp_path) as stage:
        rendered = shutil.copytree(tmp_path / "new", stage / "package")
        swap = replacement.exchange if can_swap else cannot_swap
        replacement.replace(rendered, place, stage, swap)
    assert content(place) == new
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "package"]


def test_what_was_not_there_is_made(tmp_path: Path) -> None:
    with replacement.staging(tmp_path) as stage:
        rendered = package(stage / "package", "new")
        replacement.replace(rendered, tmp_path / "package", stage)
        model = stage / "models.py"
        model.write_text("x")
        replacement.replace(model, tmp_path / "a" / "b" / "models.py", stage)
    assert content(tmp_path / "package")
    assert (tmp_path / "a" / "b" / "models.py").read_text() == "x"


@linux
def test_a_swap_that_fails_leaves_both(tmp_path: Path) -> None:
    one = package(tmp_path / "one", "old")
    before = content(one)
    with pytest.raises(FileNotFoundError):
        replacement.exchange(one, tmp_path / "nowhere")
    assert content(one) == before


def test_a_new_package_that_cannot_be_moved_in_brings_the_old_one_back(tmp_path: Path) -> None:
    place = package(tmp_path / "package", "old")
    before = content(place)
    with replacement.staging(tmp_path) as stage, pytest.raises(FileNotFoundError):
        replacement.replace(stage / "nothing", place, stage, cannot_swap)
    assert content(place) == before


def test_what_a_killed_run_left_is_cleared_up(tmp_path: Path) -> None:
    left = tmp_path / f"{replacement.PREFIX}dead"
    lost = package(left / replacement.ASIDE / "lost", "old")
    before = content(lost)
    package(left / replacement.ASIDE / "replaced", "old")
    package(tmp_path / "replaced", "new", number=1)
    replacement.recover(tmp_path)
    assert content(tmp_path / "lost") == before
    assert len(content(tmp_path / "replaced")) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lost", "replaced"]


@posix
@pytest.mark.parametrize("how", [pytest.param("exchange", marks=linux), "aside"])
def test_killed_at_random_the_package_is_old_or_new(tmp_path: Path, how: str) -> None:
    chance = random.Random(6)
    whole = {word: content(package(tmp_path / word, word)) for word in ("old", "new")}
    folder = tmp_path / "generated"
    shutil.copytree(tmp_path / "old", folder / "package")
    command = [sys.executable, "-c", SWAPPER, str(SCRIPTS), str(folder), how]
    seen: list[bool] = []
    recovered = 0
    for _ in range(20):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as swapper:
            assert swapper.stdout is not None
            for _ in range(chance.randint(1, 4)):
                swapper.stdout.readline()
            time.sleep(chance.uniform(0, 0.01))
            swapper.send_signal(signal.SIGKILL)
        # A swap is never seen half done; the other way, the next run brings back what was aside.
        if how == "exchange":
            assert content(folder / "package") in whole.values()
        recovered += not (folder / "package").exists()
        replacement.recover(folder)
        assert [path.name for path in folder.iterdir()] == ["package"]
        seen.append(content(folder / "package") == whole["new"])
        assert content(folder / "package") in whole.values()
    assert {*seen} == {True, False}
    assert how == "aside" or not recovered


@posix
def test_the_lock_lasts_as_long_as_a_child_that_has_it(tmp_path: Path) -> None:
    wait = [sys.executable, "-c", "input()"]
    with replacement.lock(tmp_path) as descriptor:
        assert descriptor is not None
        child = subprocess.Popen(wait, stdin=subprocess.PIPE, pass_fds=(descriptor,))
    ask = (
        "import sys; sys.path.insert(0, sys.argv[1]); from generation import replacement\n"
        "from pathlib import Path\n"
        "with replacement.lock(Path(sys.argv[2])): print('mine')"
    )
    command = [sys.executable, "-c", ask, str(SCRIPTS), str(tmp_path)]
    with (
        child,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as other,
    ):
        assert other.stderr is not None
        assert other.stderr.readline() == "waiting for another run to finish\n"
        assert other.poll() is None
        child.communicate(b"\n")
        assert other.communicate(timeout=30)[0] == "mine\n"
