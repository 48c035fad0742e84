"""The maintainer's day, in a temporary clone: a provider's API changes, a release comes out.

Each step says how long it took (`pytest -s`).
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from diffing import python_api
from diffing.python_api import Package
from generation import environment
from generation.record import FACADE as MODELS
from generation.record import target
from support.workspace import ROOT

from pipeline.diffing.mutations import MUTATIONS

TOGETHER = Path("generated/endpoint-roster-together")
SPEC = Path("specs/together/openapi.yaml")
CHANGELOG = Path("specs/together/CHANGELOG.md")
WAIVERS = Path("specs/together/waivers.yaml")
FACADE = Path("packages/endpoint-roster/pyproject.toml")
CORE = Path("packages/endpoint-roster-core/src")
#: What the facade's models are made of beside their fields.
RECORDS = Path("packages/endpoint-roster/src/endpoint_roster/records.py")
IGNORE = shutil.ignore_patterns("__pycache__", "*.egg-info", ".staging-*")
PROVIDERS = ("huawei", "openrouter", "ppio", "together", "volcengine")
FIELD = {"type": "integer", "description": "Number of spare replicas."}
pytestmark = pytest.mark.slow


class Clone:
    """A repository of its own in which all five packages are released."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
        self.environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command]
        return subprocess.run(
            words, cwd=self.root, check=False, capture_output=True, text=True, timeout=300,
            env=self.environment,
        )  # fmt: skip

    def git(self, *words: str) -> str:
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.test", "-c", "gc.auto=0"]
        done = self.run("git", *identity, *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def script(self, name: str, *words: str) -> tuple[int, str]:
        done = self.run(sys.executable, self.root / "scripts" / f"{name}.py", *words)
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout + done.stderr

    def regenerated(self) -> None:
        code, words = self.script("regenerate")
        assert code == 0, words

    def diff(self, *words: str) -> tuple[int, str]:
        return self.script("spec_diff", *words)

    def edit(self, file: Path, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def edit_spec(self, edit: Callable[[dict[str, Any]], object]) -> None:
        """Change the schema of an endpoint in Together's spec."""
        path = self.root / SPEC
        document = yaml.safe_load(path.read_text("utf-8"))
        edit(document["components"]["schemas"]["Endpoint"])
        path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")

    def release(self, version: str, *providers: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", f"Release {version}")
        for provider in providers:
            self.git("tag", f"endpoint-roster-{provider}-v{version}")

    def text(self, file: Path) -> str:
        return (self.root / file).read_text("utf-8")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A copy of what generation reads and writes, current and released as 0.1.0."""
    root = tmp_path_factory.mktemp("released")
    environment.python(ROOT)
    for folder in ("specs", "scripts", "generated", CORE):
        shutil.copytree(ROOT / folder, root / folder, ignore=IGNORE)
    for file in (target(MODELS), RECORDS, FACADE, Path("LICENSE"), Path(".gitignore")):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, root / file)
    (root / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    clone = Clone(root)
    for file in (CHANGELOG, WAIVERS):
        (root / file).unlink(missing_ok=True)
    clone.edit(SPEC, f'version: "{version_of(clone)}"', 'version: "0.1.0"')
    ranges = re.sub(r"(-together)>=[^\"]*", r"\1>=0.1,<0.2", clone.text(FACADE))
    (root / FACADE).write_text(ranges)
    clone.regenerated()
    clone.git("init", "--quiet")
    with (root / ".git/info/exclude").open("a") as file:
        file.write(".cache\n")
    clone.git("commit", "--quiet", "--allow-empty", "--message", "Begin")
    assert clone.diff("--apply", "--date", "2026-11-01")[0] == 0
    clone.release("0.1.0", *PROVIDERS)
    return clone


@pytest.fixture
def clone(released: Clone, tmp_path: Path) -> Clone:
    shutil.copytree(released.root, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Clone(tmp_path)


def version_of(clone: Clone) -> str:
    return str(yaml.safe_load(clone.text(SPEC))["info"]["version"])


@contextmanager
def step(what: str) -> Generator[None]:
    begin = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - begin:.1f} s")


def packages_changed(clone: Clone) -> set[str]:
    changed = clone.git("status", "--porcelain", "--untracked-files=all", "generated").splitlines()
    return {line[3:].split("/")[1] for line in changed}


def annotation(clone: Clone, name: str) -> str:
    package = Package(clone.root / TOGETHER, "endpoint_roster_together", "")
    members = python_api.surface(python_api.load(package))
    found = members[f"endpoint_roster_together.models.endpoint.Endpoint.{name}"]
    assert isinstance(found, python_api.griffe.Attribute)
    return str(found.annotation)


def add_field(schema: dict[str, Any]) -> None:
    schema["properties"]["spare_count"] = dict(FIELD)


def describe_field(schema: dict[str, Any]) -> None:
    schema["properties"]["spare_count"]["description"] = "How many replicas are spare."


def test_from_a_change_of_the_spec_to_a_release(clone: Clone) -> None:
    with step("nothing changed: compare all five"):
        code, words = clone.diff()
    assert code == 0
    assert "endpoint-roster-together: 0.1.0 is its first release" in words

    def together(*words: str) -> tuple[int, str]:
        return clone.diff("--provider", "together", *words)

    # A field more.
    clone.edit_spec(add_field)
    with step("a field more: regenerate"):
        clone.regenerated()
    assert packages_changed(clone) == {"endpoint-roster-together"}
    assert annotation(clone, "spare_count") == "int | None"
    with step("a field more: compare"):
        code, words = together()
    assert code == 0
    assert (
        "minor  response-property-added /components/schemas/Endpoint/properties/spare_count"
        in words
    )
    assert "= minor, adds something: 0.1.0 -> 0.1.1" in words
    assert "python-" not in words  # the field in Python follows from the one in the spec
    assert together("--release")[0] == 1
    with step("a field more: version, changelog, regenerate"):
        assert together("--apply", "--date", "2026-11-21")[0] == 0
        clone.regenerated()
    assert packages_changed(clone) == {"endpoint-roster-together"}
    assert 'version = "0.1.1"' in clone.text(TOGETHER / "pyproject.toml")
    assert "## 0.1.1 - 2026-11-21" in clone.text(CHANGELOG)
    assert "- `Endpoint.spare_count`: a property was added (integer)." in clone.text(CHANGELOG)
    assert together("--release")[0] == 0
    clone.release("0.1.1", "together")

    # A required field less.
    gone = yaml.safe_load(clone.text(SPEC))["components"]["schemas"]["Endpoint"]["required"][-1]

    def remove_field(schema: dict[str, Any]) -> None:
        schema["required"].remove(gone)
        del schema["properties"][gone]

    clone.edit_spec(remove_field)
    with step("a required field less: regenerate"):
        clone.regenerated()
    with step("a required field less: compare"):
        code, words = together()
    assert code == 1
    pointer = f"/components/schemas/Endpoint/properties/{gone}"
    assert f"major  response-property-removed {pointer}" in words
    assert "= major, breaks a caller: 0.1.1 -> 0.2.0" in words
    entry = f"- rule: response-property-removed\n  pointer: {pointer}\n  reason: "
    assert entry.splitlines()[0] in words
    assert together("--apply")[0] == 1  # nothing is written before it is declared
    assert version_of(clone) == "0.1.1"
    (clone.root / WAIVERS).write_text(f"{entry}Together stopped sending it.\n")
    assert together()[0] == 0
    with step("a required field less: version, changelog, regenerate"):
        code, words = together("--apply", "--date", "2026-11-22")
        clone.regenerated()
    assert code == 0
    assert 'version = "0.2.0"' in clone.text(TOGETHER / "pyproject.toml")
    line = f"`Endpoint.{gone}`: a property was removed. Together stopped sending it."
    assert line in clone.text(CHANGELOG)
    code, words = together("--release")
    assert code == 1
    assert '"endpoint-roster-together>=0.1,<0.2" excludes the next version' in words
    clone.edit(FACADE, "endpoint-roster-together>=0.1,<0.2", "endpoint-roster-together>=0.2,<0.3")
    assert together("--release")[0] == 0
    clone.release("0.2.0", "together")
    assert together()[0] == 0  # what is declared stays declared until the next change

    # Other words.
    clone.edit_spec(describe_field)
    with step("other words: regenerate"):
        clone.regenerated()
    with step("other words: compare"):
        code, words = together()
    assert code == 1
    assert "specs/together/waivers.yaml:1: nothing needs response-property-removed" in words
    assert "= patch, only reads differently: 0.2.0 -> 0.2.1" in words
    with step("other words: version, changelog, regenerate"):
        assert together("--apply", "--date", "2026-11-23")[0] == 0
        clone.regenerated()
    assert not (clone.root / WAIVERS).exists()
    headings = [line for line in clone.text(CHANGELOG).splitlines() if line.startswith("## ")]
    assert headings == [
        "## 0.2.1 - 2026-11-23", "## 0.2.0 - 2026-11-22", "## 0.1.1 - 2026-11-21",
        "## 0.1.0 - 2026-11-01",
    ]  # fmt: skip
    assert clone.diff("--release")[0] == 0


def test_what_follows_in_python_is_not_told_twice(clone: Clone) -> None:
    path = clone.root / "specs/volcengine/openapi.yaml"
    document = yaml.safe_load(path.read_text("utf-8"))
    rules: set[str] = set()
    for name in (
        "a field more to read", "a field that must be sent", "a field to read renamed",
        "a number may be sent too", "integer read as string", "no other words", "a word more",
        "a parameter that must be", "another server", "a class renamed", "another operationId",
    ):  # fmt: skip
        [(expected, edit)] = [(one[1], one[3]) for one in MUTATIONS if one[0] == name]
        assert edit(document)
        rules |= {*expected.split()}
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    settings = path.with_name("codegen.yaml")
    [name] = [one["operationId"] for one in document["paths"]["/"].values()]
    settings.write_text(settings.read_text("utf-8").replace("listEndpoints:", f"{name}:"), "utf-8")
    clone.regenerated()
    code, words = clone.diff("--provider", "volcengine")
    assert code == 1
    shown = {line.split()[1] for line in words.splitlines() if line.startswith(("  m", "  p"))}
    assert shown == rules
    assert "changes of the Python API follow from these" in words


def test_without_a_tag_everything_is_new(clone: Clone) -> None:
    for tag in clone.git("tag").split():
        clone.git("tag", "--delete", tag)
    code, words = clone.diff()
    assert code == 0
    for provider in PROVIDERS:
        name = f"endpoint-roster-{provider}"
        assert f"{name}: no release tag {name}-v*, everything is new" in words


def test_a_revision_that_does_not_have_the_provider(clone: Clone) -> None:
    shutil.copytree(clone.root / "specs/ppio", clone.root / "specs/sixth")
    code, words = clone.diff("HEAD", "--provider", "sixth")
    assert code == 0
    assert "endpoint-roster-sixth: is not in HEAD, everything is new" in words


def test_the_newest_tag_is_by_version_and_of_this_branch(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.git("commit", "--quiet", "--allow-empty", "--message", "aside")
    clone.git("tag", "endpoint-roster-together-v9.0.0")
    clone.git("checkout", "--quiet", "-")
    for version in ("0.10.0", "0.9.0", "0.9.x"):
        clone.git("tag", f"endpoint-roster-together-v{version}")
    clone.edit_spec(add_field)
    _, words = clone.diff("--provider", "together")
    assert "compared with endpoint-roster-together-v0.10.0" in words


def test_a_change_of_a_template_alone_is_judged_by_the_code(clone: Clone) -> None:
    client = TOGETHER / "src/endpoint_roster_together/client.py"
    clone.edit(client, "        api_key: str | None = None,", "        key: str | None = None,")
    code, words = clone.diff("--provider", "together")
    assert code == 1
    made = "endpoint_roster_together.client.Together.__init__"
    assert f"major  python-parameter-removed {made}(api_key)" in words
    assert f"minor  python-parameter-added {made}(key)" in words


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nonsense-revision",), 1, "git: "),
        (("--provider", "nobody"), 2, "no such provider: nobody"),
        (("--rules",), 0, "major response response-property-removed"),
    ],
)
def test_usage(clone: Clone, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = clone.diff(*arguments)
    assert done[0] == code
    assert words in done[1]


def test_waivers_that_cannot_be_read_are_named(clone: Clone) -> None:
    (clone.root / WAIVERS).write_text("- rule: nonsense\n")
    code, words = clone.diff("--provider", "together")
    assert code == 1
    assert "specs/together/waivers.yaml:1: an entry has rule, pointer, reason" in words
