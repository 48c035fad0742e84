"""What `nox -s release` makes ready, what it refuses, and what the workflows run."""

import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Any

import pytest
import yaml
from install.environments import DISTRIBUTIONS
from releasing import links
from releasing.package import NotReadyError, make, package_of

ADDRESS = "https://git.example/acme/roster"
ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))


def version_of(name: str) -> str:
    [project] = [*ROOT.glob(f"packages/{name}/*.toml"), *ROOT.glob(f"generated/{name}/*.toml")]
    found = re.search(r'^version = "(.+)"$', project.read_text("utf-8"), re.MULTILINE)
    assert found
    return found.group(1)


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_each_package_has_its_tag(name: str) -> None:
    assert package_of(f"{name}-v{version_of(name)}", ROOT) == name


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("endpoint-roster-together-v99.0.0", "change the version first"),
        ("endpoint-roster-acme-v0.1.0", "no package endpoint-roster-acme; there are"),
        ("v0.1.0", "a release is tagged NAME-vX.Y.Z"),
        ("endpoint-roster-together-v0.1", "a release is tagged"),
        ("endpoint-roster-together-v0.1.0rc1", "a release is tagged"),
        ("../endpoint-roster-v0.1.0", "a release is tagged"),
        ("endpoint-roster-together-v0.1.0\n", "a release is tagged"),
    ],
)
def test_a_wrong_tag_is_refused(tag: str, expected: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(NotReadyError, match=expected):
        make(tag, out, ROOT, None)
    assert not out.exists()


def test_what_is_made_ready(tmp_path: Path) -> None:
    name = "endpoint-roster-huawei"
    tag = f"{name}-v{version_of(name)}"
    make(tag, tmp_path / "out", ROOT, ADDRESS)
    files = {path.name: path for path in (tmp_path / "out").iterdir()}
    start = f"endpoint_roster_huawei-{version_of(name)}"
    assert files.keys() == {f"{start}-py3-none-any.whl", f"{start}.tar.gz", f"{tag}.cdx.json"}
    bill: Any = json.loads(files[f"{tag}.cdx.json"].read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    listed = {part["name"]: part["version"] for part in bill["components"]}
    assert listed[name] == version_of(name)
    assert {"attrs", "httpx", "certifi"} <= listed.keys()
    assert str(tmp_path) not in files[f"{tag}.cdx.json"].read_text("utf-8")
    with zipfile.ZipFile(files[f"{start}-py3-none-any.whl"]) as wheel:
        assert wheel.testzip() is None
        [about] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(wheel.read(about).decode())
    assert metadata.get_all("Project-URL") == [
        f"Repository, {ADDRESS}",
        f"Documentation, {ADDRESS}/tree/{tag}/docs",
        f"Changelog, {ADDRESS}/blob/{tag}/specs/huawei/CHANGELOG.md",
        f"Issues, {ADDRESS}/issues",
    ]


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_each_package_gets_links_to_what_there_is(name: str, tmp_path: Path) -> None:
    [source] = [*ROOT.glob(f"packages/{name}/*.toml"), *ROOT.glob(f"generated/{name}/*.toml")]
    project = tmp_path / source.relative_to(ROOT)
    project.parent.mkdir(parents=True)
    shutil.copy(source, project)
    links.add(project, ADDRESS, "TAG")
    urls = tomllib.loads(project.read_text("utf-8"))["project"]["urls"]
    assert urls["Repository"] == ADDRESS
    for link in (urls["Documentation"], urls["Changelog"]):
        place = link.removeprefix(f"{ADDRESS}/").partition("/TAG/")[2]
        assert (ROOT / place).exists(), link


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://git.example/acme/roster", "https://git.example/acme/roster"),
        ("https://git.example/acme/roster.git", "https://git.example/acme/roster"),
        ("https://ada:secret@git.example/acme/roster.git", "https://git.example/acme/roster"),
        ("git@git.example:acme/roster.git", "https://git.example/acme/roster"),
        (
            "ssh://git@git.example:2222/acme/group/roster.git/",
            "https://git.example/acme/group/roster",
        ),
        ("", None),
        ("/srv/git/roster.git", None),
        ("file:///srv/git/roster.git", None),
        ("http://git.example/acme/roster", None),
        ('https://git.example/acme"\nx = "', None),
    ],
)
def test_the_address_is_that_of_the_remote_without_secrets(
    remote: str, address: str | None
) -> None:
    assert links.address_of(remote) == address


def test_a_clone_knows_its_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert links.repository(tmp_path) is None
    remote = ["remote", "add", "origin", "git@git.example:acme/roster.git"]
    subprocess.run(["git", "-C", str(tmp_path), *remote], check=True)
    assert links.repository(tmp_path) == "https://git.example/acme/roster"


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.name)
def test_actions_are_pinned_to_commits(path: Path) -> None:
    text = path.read_text("utf-8")
    uses = re.findall(r"uses: (.+)", text)
    assert uses
    for action in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_the_workflows_run_what_exists() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "release.yml", "upstream.yml"]
    sessions = (ROOT / "noxfile.py").read_text("utf-8")
    for path in WORKFLOWS:
        workflow: Any = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            assert job["permissions"]
            assert job["timeout-minutes"]
            commands = [step["run"] for step in job["steps"] if "run" in step]
            for session in re.findall(r"nox -s (\w+)", " ".join(commands)):
                assert f"def {session}(session: nox.Session)" in sessions
    publish: Any = yaml.safe_load(WORKFLOWS[1].read_text("utf-8"))["jobs"]["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"] == "release"


def test_a_tag_of_each_package_starts_the_workflow() -> None:
    # PyYAML reads the key `on` as true.
    workflow: Any = yaml.safe_load(WORKFLOWS[1].read_text("utf-8"))
    [pattern] = workflow[True]["push"]["tags"]
    as_regex = re.escape(pattern).replace(r"\*", "[^/]*")
    as_regex = re.sub(r"\\\[0\\-9\\\]\\\+", r"[0-9]+", as_regex)
    for name in DISTRIBUTIONS:
        assert re.fullmatch(as_regex, f"{name}-v12.0.3")
    assert not re.fullmatch(as_regex, "v1.0.0")
