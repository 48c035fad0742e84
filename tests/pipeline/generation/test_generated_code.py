"""What rendered code must be like before it replaces anything, and how differences are found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from generation.inspection import Difference, compare, import_all, scan
from generation.record import target
from generation.run import providers

ROOT = Path(__file__).resolve().parents[3]


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
        ("import datetime, ctypes", "imports ctypes"),
        ("def f():\n    import pickle", "imports pickle"),
        ("from os import system", "imports os"),
        ("import json", "imports json"),
        ("import urllib.request", "imports urllib.request"),
        ("from datetime import sys\nsys.exit()", "imports datetime.sys"),
        ("from typing import sys as datetime", "imports typing.sys"),
        ("import enum\nenum.sys.modules", "uses enum.sys"),
        ("import builtins\nbuiltins.vars()", "uses builtins.vars"),
        ("from builtins import compile", "imports builtins"),
        ("from functools import reduce", "imports functools"),
        ("x = eval('1')", "names eval"),
        ("run = exec", "names exec"),
        ("__import__('io')", "names __import__"),
        ("open('x')", "names open"),
        ("def f(x=print('x')): pass", "names print"),
        ("getattr(f, 'x')", "names getattr"),
        ("globals()", "names globals"),
        ("f = lambda os: os.system('true')", "uses .system"),
        ("x.system('true')", "uses .system"),
        ("f = [builtins]", "hands on builtins"),
        ("().__class__.__subclasses__()", "uses .__subclasses__"),
        ("def f(:", "not Python"),
        ("x = '\0'", "not Python"),
    ],
)
def test_scan_refuses(tmp_path: Path, code: str, reason: str) -> None:
    problems = list(scan(write(tmp_path, bad=code, good="import datetime")))
    assert [reason in problem and problem.startswith("bad.py") for problem in problems] == [True]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import socket", "imports socket"),
        ("import os as o", "imports os"),
        ("import sys\nsys.exit(1)", "imports sys"),
        ("from functools import cached_property, reduce", "imports functools"),
        ("import builtins\nf(builtins)", "hands on builtins"),
        ("eval('1')", "names eval"),
    ],
)
def test_scan_refuses_in_the_client_too(tmp_path: Path, code: str, reason: str) -> None:
    assert list(scan(write(tmp_path, client=code))) == [f"client.py: {reason}"]


def test_scan_accepts_what_the_templates_write(tmp_path: Path) -> None:
    client = (
        "from __future__ import annotations\nfrom functools import cached_property\n"
        "from endpoint_roster_core.api import Api\n"
    )
    resource = "import builtins\nx: builtins.list[str]\n"
    model = "import datetime\nx: datetime.datetime\nfrom typing import Any\nfrom .a import b\n"
    package = write(tmp_path, client=client, resource=resource, model=model)
    for name in ("README.md", "LICENSE", "py.typed", "generation.json"):
        (package / name).touch()
    assert list(scan(package)) == []


def test_scan_accepts_what_is_committed() -> None:
    # By name: while packages are regenerated, a staging folder stands beside them.
    for name in providers(ROOT / "specs"):
        assert list(scan(ROOT / target(name))) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[build-system]", "[tool.x]\na = 1\n[build-system]", "has tool"),
        ('backend = "uv_build"', 'backend = "evil"', "is built by something else"),
        ('backend = "uv_build"', 'backend = "uv_build"\nbackend-path = ["."]', "is built by"),
        ('requires = ["', 'requires = ["evil", "', "is built with evil, uv_build"),
        ('dependencies = ["', 'dependencies = ["evil", "', "depends on evil"),
        ('speed = ["', 'speed = ["evil @ https://x.example/y", "', "depends on evil @"),
        ("[project]", '[project]\nscripts = {x = "y:z"}', "has project.scripts"),
        ("[project]", "[project", "not TOML"),
    ],
)
def test_scan_refuses_a_project_that_could_run_code(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    text = (ROOT / "generated/endpoint-roster-together/pyproject.toml").read_text()
    assert old in text
    (tmp_path / "pyproject.toml").write_text(text.replace(old, new, 1))
    problems = list(scan(tmp_path))
    assert [reason in problem for problem in problems] == [True]


def test_scan_refuses_other_files_and_links(tmp_path: Path) -> None:
    (tmp_path / "evil.pth").touch()
    (tmp_path / "py.typed").symlink_to("somewhere")
    (tmp_path / "folder").symlink_to(tmp_path, target_is_directory=True)
    assert list(scan(tmp_path)) == [
        "evil.pth: no such file is generated",
        "folder: is a link",
        "py.typed: is a link",
    ]


def test_what_cannot_be_imported_is_said_in_a_line(tmp_path: Path) -> None:
    good = write(tmp_path / "good/src/good", __init__="", part="x = 1")
    bad = write(tmp_path / "bad/src/bad", __init__="", part="x = y")
    python = Path(sys.executable)
    assert import_all(python, [good.parent.parent]) == []
    assert import_all(python, [good / "part.py"]) == []
    assert import_all(python, [good.parent.parent, bad.parent.parent]) == [
        "cannot be imported: NameError: name 'y' is not defined"
    ]


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


def test_a_record_that_differs_says_in_what(tmp_path: Path) -> None:
    for name, templates in ("ours", "1"), ("fresh", "2"):
        folder = write(tmp_path / name, same="a")
        (folder / "generation.json").write_text(f'{{"spec": "0", "templates": "{templates}"}}')
    found = list(compare(tmp_path / "ours", tmp_path / "fresh", label=Path("package")))
    assert found == [Difference(Path("package/generation.json"), "differs, in templates")]


def test_compare_of_a_single_file(tmp_path: Path) -> None:
    fresh = write(tmp_path / "fresh", models="new") / "models.py"
    old = write(tmp_path / "ours", models="old") / "models.py"
    assert list(compare(old, fresh, label=Path("m"))) == [Difference(Path("m"), "differs")]
    assert list(compare(tmp_path / "no", fresh, label=Path("m"))) == [
        Difference(Path("m"), "is missing")
    ]
    assert list(compare(fresh, fresh, label=Path("m"))) == []
