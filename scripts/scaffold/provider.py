"""What beginning a provider writes; what is there already stays as it is."""

import keyword
import re
import tomllib
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent
NAME = re.compile(r"[a-z][a-z0-9]{1,29}")
# Distributions, modules and extras of ours that a provider would take the name of.
TAKEN = frozenset(
    {
        "all", "auth", "base", "cli", "core", "endpoint", "keyring", "main", "none", "otel",
        "roster", "sim", "speed", "test",
    }
)  # fmt: skip
FILES = {
    "openapi.yaml": "specs/{name}/openapi.yaml",
    "notes.md": "specs/{name}/notes.md",
    "codegen.yaml": "specs/{name}/codegen.yaml",
    "adapter.py.txt": "packages/endpoint-roster/src/endpoint_roster/providers/{name}.py",
}
FACADE = "packages/endpoint-roster/pyproject.toml"


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
    words = {"@name@": name, "@Name@": name.capitalize(), "@NAME@": name.upper()}
    changes: dict[Path, str] = {}
    for template, place in FILES.items():
        path = root / place.format(name=name)
        if not path.exists():
            text = (TEMPLATES / template).read_text("utf-8")
            for mark, word in words.items():
                text = text.replace(mark, word)
            changes[path] = text
    for place, edit in (("pyproject.toml", add_to_workspace), (FACADE, add_to_facade)):
        path = root / place
        before = path.read_text("utf-8")
        after = edit(before, name)
        tomllib.loads(after)
        if after != before:
            changes[path] = after
    return changes


def add_to_workspace(text: str, name: str) -> str:
    """Add a provider to the root pyproject.toml: the source, and the import contracts."""
    text = add_after(text, "[tool.uv.sources]", f"endpoint-roster-{name} = {{ workspace = true }}")
    module = f"endpoint_roster_{name}"
    lists = ("root_packages = [", 'forbidden_modules = [\n  "endpoint_roster_', "ancestors = [")
    for start in lists:
        text = add_item(text, start, module)
    if re.search(rf"\| {module}\b", text):
        return text
    # The layer of the clients: the one above the runtime's.
    layer = r'^(  "[^"\n]+)",\n(?=  "endpoint_roster_core",\n\]$)'
    return replace_once(text, layer, rf'\1 | {module}",\n', "pyproject.toml")


def add_to_facade(text: str, name: str) -> str:
    """Add a provider to the facade's pyproject.toml: its extra, `all`, and the entry point."""
    if not re.search(rf"^{name} = \[", text, re.MULTILINE):
        extra = f'{name} = ["endpoint-roster-{name}>=0.1,<0.2"]\n'
        text = replace_once(text, r'^all = \["endpoint-roster\[', rf"{extra}\g<0>")
    if not re.search(rf"^all = .*[\[,]{name}[\],]", text, re.MULTILINE):
        text = replace_once(text, r"^(all = .*?\[[a-z0-9,]+)\]", rf"\1,{name}]")
    section = '[project.entry-points."endpoint_roster.providers"]'
    entry = f'{name} = "endpoint_roster.providers.{name}:{name.capitalize()}"'
    return add_after(text, section, entry)


def add_after(text: str, header: str, line: str) -> str:
    """Add a line to the end of a table of a TOML text, unless its key is there."""
    match = re.search(rf"^{re.escape(header)}\n((?:[^\[\n].*\n)+)", text, re.MULTILINE)
    if not match:
        raise RefusedError(f"pyproject.toml has no {header}: was it renamed?")
    key = line.partition(" =")[0]
    if re.search(rf"^{re.escape(key)} =", match.group(1), re.MULTILINE):
        return text
    return text[: match.end()] + line + "\n" + text[match.end() :]


def add_item(text: str, start: str, item: str) -> str:
    """Add a text to the end of a list that is written one to a line, unless it is in it."""
    begin = text.find(start)
    end = text.find("\n]", begin)
    if begin < 0 or end < 0:
        raise RefusedError(
            f"the root pyproject.toml has no list {start.split()[0]}: was it renamed?"
        )
    if f'"{item}"' in text[begin:end]:
        return text
    return f'{text[:end]}\n  "{item}",{text[end:]}'


def replace_once(text: str, pattern: str, by: str, file: str = FACADE) -> str:
    """Replace the one place that a pattern finds."""
    changed, count = re.subn(pattern, by, text, flags=re.MULTILINE)
    if count != 1:
        raise RefusedError(f"{file} has changed: {pattern} is there {count} times, not once")
    return changed
