"""The section "From a changed API to a release" of CONTRIBUTING.md, line by line."""

import re
from pathlib import Path

import pytest
from releasing.package import package_of
from support.workspace import ROOT, Workspace, commands_under, copy_of_repository

HEADING = "From a changed API to a release"
# What the provider added this morning, in its page and then in our spec.
THEIR_FIELD = "        owner:\n          type: string\n"
NEW = "        region:\n          type: string\n"
OURS = """          description: Account that owns the endpoint; `together` for the provider's own.
"""
OUR_FIELD = """        region:
          type: string
          description: Region in which the endpoint runs.
"""
NOTES = "| `state` | Seed"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{before!r} is {text.count(before)} times in {path.name}"
    path.write_text(text.replace(before, after), "utf-8")


def edit_the_spec(workspace: Workspace) -> None:
    specs = workspace.root / "specs/together"
    edit(specs / "openapi.yaml", OURS, OURS + OUR_FIELD)
    line = "| `region` | the page of this morning | certain | no |\n"
    edit(specs / "notes.md", NOTES, line + NOTES)


def version_of(workspace: Workspace) -> str:
    project = workspace.root / "generated/endpoint-roster-together/pyproject.toml"
    found = re.search(r'^version = "(.+)"$', project.read_text("utf-8"), re.MULTILINE)
    assert found
    return found.group(1)


@pytest.mark.slow
def test_each_line(tmp_path: Path) -> None:
    workspace = copy_of_repository(tmp_path / "repository")
    workspace.git("init", "--quiet")
    (workspace.root / ".gitignore").write_text(".cache\n__pycache__\n", "utf-8")
    workspace.git("add", ".")
    workspace.git("commit", "--quiet", "--message", "As it was")
    for package in sorted((workspace.root / "generated").iterdir()):
        workspace.git("tag", f"{package.name}-v{released(package)}")
    before = version_of(workspace)
    page = (ROOT / "tests/pipeline/upstream_pages/fixtures/together.md").read_text("utf-8")
    (workspace.root / "page.md").write_text(page.replace(THEIR_FIELD, THEIR_FIELD + NEW), "utf-8")

    upstream_codes: list[int] = []
    done: list[str] = []
    for command in commands_under(HEADING, (ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        line = command.partition("  #")[0].strip().replace("X.Y.Z", version_of(workspace))
        if line.startswith("$EDITOR"):
            edit_the_spec(workspace)
        elif line == "uv run nox":
            # All sessions at once is what runs this test; that it names ours is enough.
            assert '"drift", "tests"]' in (workspace.root / "noxfile.py").read_text("utf-8")
        elif line.startswith("uv run nox -s release"):
            tag = line.split()[-1]
            assert package_of(tag, workspace.root) == "endpoint-roster-together"
        elif line.startswith("git commit"):
            workspace.git(*re.sub(r' --message ".*"', "", line).split()[1:], "--message", "New")
        elif line.startswith(("git tag", "git add")):
            workspace.git(*line.split()[1:])
        else:
            result = workspace.nox(line)
            if " upstream " in line:
                upstream_codes.append(result.code)
                assert ("data[].region: field" in result.text) is (result.code == 1), result.text
            else:
                assert result.code == 0, f"{line}\n{result.text}"
            if line.endswith("--provider together"):
                assert "minor" in result.text
        done.append(line.split(" -- ")[0])
    assert upstream_codes == [1, 0]
    assert {"uv run nox -s regenerate", "uv run nox -s spec_diff"} <= set(done)
    assert version_of(workspace) != before
    changelog = (workspace.root / "specs/together/CHANGELOG.md").read_text("utf-8")
    assert "region" in changelog.partition(version_of(workspace))[2]
    model = workspace.root / "generated/endpoint-roster-together/src/endpoint_roster_together"
    assert "region: str | None" in (model / "models/endpoint.py").read_text("utf-8")


def released(package: Path) -> str:
    found = re.search(r'^version = "(.+)"$', (package / "pyproject.toml").read_text(), re.MULTILINE)
    assert found
    return found.group(1)
