"""What rendered code must be like before it replaces anything, and how differences are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from generated_code import Difference, compare, replace, scan


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import subprocess", "imports subprocess"),
        ("from socket import socket", "imports socket"),
        ("import os.path, ctypes", "imports ctypes"),
        ("def f():\n    import pickle", "imports pickle"),
        ("x = eval('1')", "calls eval"),
        ("exec('1')", "calls exec"),
        ("__import__('os')", "calls __import__"),
        ("open('x')", "calls open"),
        ("import os\nos.system('true')", "uses .system"),
        ("().__class__.__subclasses__()", "uses .__subclasses__"),
        ("def f(:", "not Python"),
        ("x = '\0'", "not Python"),
    ],
)
def test_scan_refuses(tmp_path: Path, code: str, reason: str) -> None:
    problems = list(scan(write(tmp_path, bad=code, good="import json")))
    assert [reason in problem and problem.startswith("bad.py") for problem in problems] == [True]


def test_scan_accepts_what_the_templates_write(tmp_path: Path) -> None:
    code = "from __future__ import annotations\nimport json, os\nfrom .a import b\n"
    assert list(scan(write(tmp_path, good=code))) == []


def test_compare_names_each_difference(tmp_path: Path) -> None:
    ours = write(tmp_path / "ours", same="a", edited="b", extra="c")
    fresh = write(tmp_path / "fresh", same="a", edited="B", missing="d")
    (ours / "__pycache__").mkdir()
    (ours / "__pycache__" / "same.pyc").write_bytes(b"")
    label = Path("package")
    assert list(compare(ours, fresh, label=label)) == [
        Difference(label / "edited.py", "differs"),
        Difference(label / "extra.py", "is extra"),
        Difference(label / "missing.py", "is missing"),
    ]
    assert list(compare(tmp_path / "nowhere", fresh, label=label)) == [
        Difference(label / f"{name}.py", "is missing") for name in ("edited", "missing", "same")
    ]


def test_compare_of_a_single_file(tmp_path: Path) -> None:
    fresh = write(tmp_path / "fresh", models="new") / "models.py"
    old = write(tmp_path / "ours", models="old") / "models.py"
    assert list(compare(old, fresh, label=Path("m"))) == [Difference(Path("m"), "differs")]
    assert list(compare(tmp_path / "no", fresh, label=Path("m"))) == [
        Difference(Path("m"), "is missing")
    ]
    assert list(compare(fresh, fresh, label=Path("m"))) == []


def test_replace_leaves_nothing_of_the_old_package(tmp_path: Path) -> None:
    place = write(tmp_path / "package", old="1", both="1")
    staging = write(tmp_path / "staging" / "package", both="2")
    replace(staging, place)
    assert {file.name: file.read_text() for file in place.iterdir()} == {"both.py": "2"}
    assert list((tmp_path / "staging").iterdir()) == []


def test_replace_makes_what_was_not_there(tmp_path: Path) -> None:
    staging = write(tmp_path / "staging" / "package", new="1")
    (tmp_path / "generated").mkdir()
    replace(staging, tmp_path / "generated" / "package")
    assert (tmp_path / "generated" / "package" / "new.py").read_text() == "1"
