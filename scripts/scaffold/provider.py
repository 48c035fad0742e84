"""What beginning a provider writes; what is there already stays as it is."""

import keyword
import re
from pathlib import Path
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import NonExistentKey

TEMPLATES = Path(__file__).resolve().parent
NAME = re.compile(r"[a-z][a-z0-9]{1,29}")
# Distributions, modules and extras of ours that a provider would take the name of.
TAKEN = frozenset(
    {
        "all", "arrow", "auth", "base", "cli", "core", "dask", "endpoint", "exporter", "keyring",
        "main", "none", "otel", "roster", "sim", "speed", "test", "testing",
    }
)  # fmt: skip
FILES = {
    "openapi.yaml": "specs/{name}/openapi.yaml",
    "notes.md": "specs/{name}/notes.md",
    "codegen.yaml": "specs/{name}/codegen.yaml",
    "adapter.py.txt": "packages/endpoint-roster/src/endpoint_roster/providers/{name}.py",
}
# The lists of import contracts that name every provider, and by which module they are known.
NAMING, KNOWN = ("layers", "forbidden_modules", "ancestors"), "endpoint_roster_ppio"
FACADE = "packages/endpoint-roster/pyproject.toml"
COMMAND = "packages/endpoint-roster-cli/pyproject.toml"
# The names of all providers, for editors.
VOCABULARY = "packages/endpoint-roster/src/endpoint_roster/vocabulary.py"
NAMES = re.compile(r"(?<=ProviderName: TypeAlias = Literal\[)([^\]]*)(?=\])")


class RefusedError(Exception):
    """Why there is nothing to begin; the message says what to do."""


def begin(name: str, root: Path) -> list[Path]:
    """Write what a new provider needs; the paths, below the root, that were written.

    Raises RefusedError, with nothing written, for a name that cannot be one.
    """
    check_name(name)
    changes = plan(name, root)
    for path, text in changes.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [path.relative_to(root) for path in changes]


def check_name(name: str) -> None:
    """Raise RefusedError for a name that cannot be a folder, a module and an extra at once."""
    if not NAME.fullmatch(name):
        raise RefusedError("a name is 2 to 30 lower-case letters and digits, a letter first")
    if name in TAKEN or keyword.iskeyword(name) or keyword.issoftkeyword(name):
        raise RefusedError("this word has a meaning of its own here: choose another name")


def plan(name: str, root: Path) -> dict[Path, str]:
    """Return the files to write, with their new content; files that exist are left out.

    Raises RefusedError if a pyproject.toml no longer has the place where the name belongs.
    """
    changes: dict[Path, str] = {}
    for template, place in FILES.items():
        path = root / place.format(name=name)
        if not path.exists():
            text = (TEMPLATES / template).read_text("utf-8").replace("@name@", name)
            text = text.replace("@Name@", name.capitalize()).replace("@NAME@", name.upper())
            changes[path] = text
    edits = ("pyproject.toml", add_to_workspace), (FACADE, add_to_facade), (COMMAND, add_to_command)
    for place, edit in edits:
        before = (root / place).read_text("utf-8")
        project = cast("Any", tomlkit.parse(before))
        try:
            edit(project, name)
        except NonExistentKey as error:
            missing = str(error).split('"')[1]
            raise RefusedError(f"{place} has no list {missing}: was it renamed?") from None
        if (after := project.as_string()) != before:
            changes[root / place] = after
    words = root / VOCABULARY
    before = words.read_text("utf-8")
    if f'"{name}"' not in before:
        changes[words] = NAMES.sub(rf'\1, "{name}"', before)
    return changes


def add_to_workspace(project: Any, name: str) -> None:
    """Add a provider to the root pyproject.toml: its source, and the import contracts."""
    tool = project["tool"]
    source = tomlkit.inline_table().append("workspace", True)
    tool["uv"]["sources"].setdefault(f"endpoint-roster-{name}", source)
    linter, module = tool["importlinter"], f"endpoint_roster_{name}"
    contracts = [one[key] for one in linter["contracts"] for key in NAMING if key in one]
    for names in [linter["root_packages"], *contracts]:
        known = next((index for index, one in enumerate(names) if KNOWN in one.split(" | ")), None)
        if known is None or any(module in one.split(" | ") for one in names):
            continue
        if names[known] == KNOWN:
            names.add_line(module, indent="  ")
        else:  # a layer of several
            names[known] = f"{names[known]} | {module}"


def add_to_facade(project: Any, name: str) -> None:
    """Add a provider to the facade's pyproject.toml: its extra, `all`, and the entry point."""
    facade = project["project"]
    extras = facade["optional-dependencies"]
    if name not in extras:
        extras["all"][0] = extras["all"][0].replace("]", f",{name}]")
        extras[name] = [f"endpoint-roster-{name}>=0.1,<0.2"]
    entries = facade["entry-points"]["endpoint_roster.providers"]
    entries.setdefault(name, f"endpoint_roster.providers.{name}:{name.capitalize()}")


def add_to_command(project: Any, name: str) -> None:
    """Add a provider's extra to the pyproject.toml of the command."""
    extras = project["project"]["optional-dependencies"]
    extras.setdefault(name, [f"endpoint-roster[{name}]>=0.1,<0.2"])
