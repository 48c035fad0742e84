"""The check of the repository's files finds hosts, machine paths and missing licences."""

import shutil
import subprocess
from pathlib import Path

import pytest
from linting.tree import HOSTS, committed_files, report

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small repository in which nothing is wrong, not yet under git."""
    package = tmp_path / "packages" / "a"
    package.mkdir(parents=True)
    for folder in (tmp_path, package):
        (folder / "LICENSE").write_text("Do as you like.\n")
    (tmp_path / ".gitignore").write_text("# made here\n.venv/\n*.pyc\nuv.lock\n")
    return tmp_path


def git(tree: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=tree, check=True, capture_output=True)


def test_a_clean_tree_passes(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    assert report(tree) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "line",
    [
        *(f"see https://files.{host}/x" for host in HOSTS),
        *(f"{folder}file.txt" for folder in ("/" + "root/", "/" + "tmp/", "/" + "work/")),
        *(f'open("/{folder}/ada/file.txt")' for folder in ("home", "Users")),
        "file:///" + "home/ada",
        "C:" + "\\Users\\ada",
    ],
)
def test_hosts_and_machine_paths_are_found(
    tree: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    (tree / "notes.md").write_text(f"fine\n{line}\n")
    assert report(tree) == 1
    assert capsys.readouterr().out.startswith("notes.md:2: ")


@pytest.mark.parametrize(
    "line",
    [
        "GET https://api.example.com/v1/work/items",
        "the root/ of the home/ folder",
        "`{project}/tmp/x`",
        "https://example.org/home/ada",
        "/v1/endpoints",
    ],
)
def test_addresses_and_plain_words_are_left_alone(tree: Path, line: str) -> None:
    (tree / "notes.md").write_text(line)
    assert report(tree) == 0


@pytest.mark.parametrize("under_git", [False, pytest.param(True, marks=needs_git)])
def test_ignored_files_are_not_read(tree: Path, under_git: bool) -> None:
    (tree / ".venv").mkdir()
    for ignored in (".venv/a.txt", "uv.lock", "a.pyc"):
        (tree / ignored).write_text("from /" + "tmp/x")
    (tree / "new.txt").write_text("not added to git yet")
    if under_git:
        git(tree, "init", "--quiet")
        git(tree, "add", "LICENSE")
    names = [path.relative_to(tree).as_posix() for path in committed_files(tree)]
    assert names == [".gitignore", "LICENSE", "new.txt", "packages/a/LICENSE"]


@needs_git
def test_a_deleted_but_committed_file_is_no_problem(tree: Path) -> None:
    git(tree, "init", "--quiet")
    (tree / "gone.txt").write_text("soon")
    git(tree, "add", "gone.txt")
    (tree / "gone.txt").unlink()
    assert report(tree) == 0


def test_each_distribution_has_the_licence(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "generated" / "b").mkdir(parents=True)
    (tree / "packages" / "a" / "LICENSE").write_text("Do not.\n")
    assert report(tree) == 1
    assert capsys.readouterr().out.splitlines() == [
        "generated/b/LICENSE: copy the repository's LICENSE here",
        "packages/a/LICENSE: copy the repository's LICENSE here",
    ]
