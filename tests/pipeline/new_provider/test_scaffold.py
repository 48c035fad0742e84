"""What `nox -s new_provider` writes, and what it refuses."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from documents.spec import read_spec
from gathering.site import complete, navigation
from linting.lint import lint
from scaffold.provider import RefusedError, begin
from support.workspace import Workspace, copy_of_repository


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the repository with the new provider `acme`."""
    workspace = copy_of_repository(tmp_path_factory.mktemp("started") / "repository")
    assert begin("acme", workspace.root)
    return workspace


def toml(path: Path) -> Any:
    return tomllib.loads(path.read_text("utf-8"))


def test_files(started: Workspace) -> None:
    before = copy_of_repository(started.root.parent / "before").files()
    after = started.files()
    assert {path for path in after if before.get(path) != after[path]} == {
        "specs/acme/openapi.yaml",
        "specs/acme/notes.md",
        "specs/acme/codegen.yaml",
        "packages/endpoint-roster/src/endpoint_roster/providers/acme.py",
        "packages/endpoint-roster-cli/pyproject.toml",
        "packages/endpoint-roster/pyproject.toml",
        "packages/endpoint-roster/src/endpoint_roster/vocabulary.py",
        "pyproject.toml",
    }
    assert before.keys() <= after.keys()


def test_no_mark_of_the_templates_is_left(started: Workspace) -> None:
    for path, content in started.files().items():
        if "acme" in path:
            assert b"@" not in content.replace(b"@dataclass", b""), path


def test_the_name_is_where_it_belongs(started: Workspace) -> None:
    root = toml(started.root / "pyproject.toml")
    assert root["tool"]["uv"]["sources"]["endpoint-roster-acme"] == {"workspace": True}
    linter = root["tool"]["importlinter"]
    assert "endpoint_roster_acme" in linter["root_packages"]
    lists = [
        contract[key]
        for contract in linter["contracts"]
        for key in ("layers", "ancestors", "forbidden_modules")
        if "endpoint_roster_together" in str(contract.get(key))
    ]
    assert len(lists) == 3
    assert all("endpoint_roster_acme" in str(names) for names in lists)
    *_, clients, core = linter["contracts"][0]["layers"]
    assert clients.endswith(" | endpoint_roster_acme")
    assert core == "endpoint_roster_core"
    facade = toml(started.root / "packages/endpoint-roster/pyproject.toml")["project"]
    assert facade["optional-dependencies"]["acme"] == ["endpoint-roster-acme>=0.1,<0.2"]
    [everything, _] = facade["optional-dependencies"]["all"]
    assert everything.endswith(",acme]")
    entries = facade["entry-points"]["endpoint_roster.providers"]
    assert entries["acme"] == "endpoint_roster.providers.acme:Acme"
    command = toml(started.root / "packages/endpoint-roster-cli/pyproject.toml")["project"]
    assert command["optional-dependencies"]["acme"] == ["endpoint-roster[acme]>=0.1,<0.2"]
    words = started.root / "packages/endpoint-roster/src/endpoint_roster/vocabulary.py"
    assert re.search(r'ProviderName: TypeAlias = Literal\[.*"huawei", "acme"\]', words.read_text())


def test_its_pages_are_in_the_navigation_of_the_site() -> None:
    nav = toml(Path(__file__).parents[3] / "docs/zensical.toml")["project"]["nav"]
    before = {*navigation(nav)}
    pages = {"packages/endpoint-roster-acme.md", "api/acme.md", "notes/acme.md"}
    complete(nav, pages | {"notes/together.md"})
    assert {page for page in before if "*" not in page} | pages == {*navigation(nav)}
    assert sum(page == "notes/together.md" for page in navigation(nav)) == 1


def test_its_spec_has_the_operations_of_a_life_and_breaks_no_rule(started: Workspace) -> None:
    specs = started.root / "specs"
    assert list(lint(specs / "acme/openapi.yaml", specs)) == []
    operations = [
        str(one.at("operationId").value)
        for one in read_spec(specs / "acme/openapi.yaml").operations()
    ]
    assert [name.removesuffix("s").removesuffix("Endpoint") for name in operations] == [
        "list",
        "create",
        "get",
        "update",
        "delete",
    ]


def test_again_changes_nothing(started: Workspace) -> None:
    before = started.files()
    assert begin("acme", started.root) == []
    assert started.files() == before


def test_what_was_written_since_is_kept(started: Workspace) -> None:
    notes = started.root / "specs/acme/notes.md"
    before = notes.read_text("utf-8")
    try:
        notes.write_text(before + "Mine.\n", "utf-8")
        assert begin("acme", started.root) == []
        assert notes.read_text("utf-8").endswith("Mine.\n")
    finally:
        notes.write_text(before, "utf-8")


def test_a_provider_that_is_there_is_not_touched(started: Workspace) -> None:
    before = started.files()
    assert begin("together", started.root) == []
    assert started.files() == before


BAD = ["", "a", "Acme", "ac-me", "ac_me", "1acme", "../acme", "ac me", "acmé", "小米", "a" * 31]
TAKEN = ["class", "match", "roster", "auth", "cli", "core", "sim", "all", "base", "none", "speed"]


@pytest.mark.parametrize("name", [*BAD, *TAKEN, "acme\n", "x;rm"])
def test_a_bad_name_is_refused(name: str, started: Workspace) -> None:
    before = started.files()
    with pytest.raises(RefusedError, match="name"):
        begin(name, started.root)
    assert started.files() == before


def test_a_list_that_is_gone_is_said(started: Workspace) -> None:
    project = started.root / "pyproject.toml"
    before = project.read_text("utf-8")
    try:
        project.write_text(before.replace("root_packages = [", "packages_of_ours = ["), "utf-8")
        with pytest.raises(RefusedError, match="has no list root_packages"):
            begin("zenith", started.root)
        assert not (started.root / "specs/zenith").exists()
    finally:
        project.write_text(before, "utf-8")
