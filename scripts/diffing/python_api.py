"""Compare the Python API of two versions of a generated package, without running either.

griffe reads the code and finds what breaks calls (what is gone, parameters, bases). What it does
not look at is compared here: types of attributes, parameters and answers, words of aliases, and
what was added.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import griffe
from griffe import BreakageKind, Parameter

from .rules import Change, Subject, subject

BROKEN = {
    BreakageKind.PARAMETER_MOVED: "python-parameter-changed",
    BreakageKind.PARAMETER_CHANGED_KIND: "python-parameter-changed",
    BreakageKind.PARAMETER_CHANGED_DEFAULT: "python-parameter-changed",
    BreakageKind.PARAMETER_CHANGED_REQUIRED: "python-parameter-changed",
    BreakageKind.PARAMETER_REMOVED: "python-parameter-removed",
    BreakageKind.PARAMETER_ADDED_REQUIRED: "python-parameter-added-required",
    BreakageKind.RETURN_CHANGED_TYPE: "python-type-changed",
    BreakageKind.OBJECT_REMOVED: "python-removed",
    BreakageKind.OBJECT_CHANGED_KIND: "python-kind-changed",
    BreakageKind.CLASS_REMOVED_BASE: "python-base-removed",
}
#: Files of a package that say nothing of what it does.
RECORDS = frozenset({"generation.json", "generation.lock", "CHANGELOG.md", "LICENSE"})
#: How types begin whose parts are compared.
GENERIC = (
    "list[", "builtins.list[", "dict[str, ", "Operation[", "Request[", "Pager[",
)  # fmt: skip
#: What a package says of its API: its address is what calls without `base_url` go to.
FACTS, DEFAULT_ADDRESS = "API", "base_url"


Annotation = str | griffe.Expr | None


class Package(NamedTuple):
    """A generated package in a folder."""

    folder: Path
    name: str
    version: str


def api_changes(old: Package, new: Package, request_only: frozenset[str]) -> list[Change]:
    """Find the changes of the public Python API; each once, though two clients share it.

    `request_only` has the classes, spelt as `subject` does, that users only make, never read.
    """
    before, after = load(old), load(new)
    named = methods(before) | methods(after)
    found: dict[tuple[str, Subject, str], Change] = {}
    for change in (
        *broken(before, after),
        *unnoticed(before, after, request_only),
        *requirements(old, new),
    ):
        if operation := named.get(change.subject[:2]):
            change = replace(change, subject=(*operation, *change.subject[2:]))
        found.setdefault((change.rule, change.subject or (change.pointer,), change.detail), change)
    if not found and texts(old) != texts(new):
        found["python-code-changed", (), ""] = Change("python-code-changed", new.name, "the code")
    return [*found.values()]


def load(package: Package) -> griffe.Module:
    """Read a package's code without importing it."""
    loader = griffe.GriffeLoader(
        search_paths=[package.folder / "src"], allow_inspection=False, store_source=False
    )
    module = loader.load(package.name, try_relative_path=False)
    loader.resolve_aliases()
    if not isinstance(module, griffe.Module):
        raise TypeError(f"{package.name} is not a package")
    return module


def broken(old: griffe.Module, new: griffe.Module) -> Iterator[Change]:
    """Find what griffe calls a breakage."""
    for breakage in griffe.find_breaking_changes(old, new):
        path, value = breakage.obj.canonical_path, breakage.old_value or breakage.new_value
        if breakage.kind is BreakageKind.OBJECT_REMOVED:
            path = breakage.obj.path
        if is_public(path, old):
            name = value.name if isinstance(value, Parameter) else ""
            yield python_change(BROKEN[breakage.kind], path, name)


def unnoticed(
    old: griffe.Module, new: griffe.Module, request_only: frozenset[str]
) -> Iterator[Change]:
    """Find what griffe leaves out: types, words of aliases, what is new.

    What is inside of something new is not listed.
    """
    before, after = surface(old), surface(new)
    if address(old) != address(new):
        path = f"{new.path}.client.{FACTS}"
        yield python_change("python-value-changed", path, DEFAULT_ADDRESS)
    for path, now in after.items():
        if (was := before.get(path)) is None:
            if path.rpartition(".")[0] not in after.keys() - before.keys():
                yield python_change("python-added", path)
        elif isinstance(was, griffe.Attribute) and isinstance(now, griffe.Attribute):
            yield from values(was, now)
            is_sent = subject(was.parent.name if was.parent else "")[0] in request_only
            yield from types(path, "", was.annotation, now.annotation, is_sent=is_sent)
        elif isinstance(was, griffe.Function) and isinstance(now, griffe.Function):
            yield from signatures(path, was, now)


def signatures(path: str, old: griffe.Function, new: griffe.Function) -> Iterator[Change]:
    """Compare the parameters of a function by name, and what it returns."""
    known, others = parameters(old), parameters(new)
    for name, parameter in others.items():
        if name not in known and not parameter.required:
            yield python_change("python-parameter-added", path, name)
    for name, parameter in known.items():
        if name not in others:  # griffe takes it for one of the **options, where there are such
            yield python_change("python-parameter-removed", path, name)
        else:
            now = others[name].annotation
            yield from types(path, name, parameter.annotation, now, is_sent=True)
    yield from types(path, "return", old.returns, new.returns, is_sent=False)


def types(path: str, part: str, *annotations: Annotation, is_sent: bool) -> Iterator[Change]:
    """Compare two annotations: what is sent may take more, what is read may be less."""
    # A change of both clients is reported once.
    old, new = (str(one or "").replace("AsyncPager[", "Pager[") for one in annotations)
    more, less = differing(old, new)
    if more or less:
        is_harmless = not less if is_sent else not more
        rule = "python-type-relaxed" if is_harmless else "python-type-changed"
        yield python_change(rule, path, part, f"{old} -> {new}")


def differing(old: str, new: str) -> tuple[bool, bool]:
    """Whether a type has members that the other has not: more, less."""
    before, after = members(old), members(new)
    more = {one for one in after - before if not covered(one, before)}
    less = {one for one in before - after if not covered(one, after)}
    for outer in GENERIC:
        ours = [one for one in more if one.startswith(outer)]
        theirs = [one for one in less if one.startswith(outer)]
        if len(ours) == len(theirs) == 1:
            inner = differing(theirs[0][len(outer) : -1], ours[0][len(outer) : -1])
            more, less = more - {*ours}, less - {*theirs}
            return inner[0] or bool(more), inner[1] or bool(less)
    return bool(more), bool(less)


def members(annotation: str) -> set[str]:
    """The members of a union."""
    found: set[str] = set()
    depth, start = 0, 0
    for index, sign in enumerate(f"{annotation}|"):
        depth += (sign == "[") - (sign == "]")
        if sign == "|" and depth == 0:
            found.add(annotation[start:index].strip())
            start = index + 1
    return found


def covered(member: str, union: set[str]) -> bool:
    """Whether a type is part of one in a union: a known word is a str or an int."""
    if member.startswith("Known"):
        return bool(union & {"str", "int"})
    return member == "int" and "float" in union


def values(old: griffe.Attribute, new: griffe.Attribute) -> Iterator[Change]:
    """Compare the words of aliases."""
    was, now = str(old.value), str(new.value)
    if was == now:
        return
    if was.startswith("Literal[") and now.startswith("Literal["):
        before, after = (set(ast.literal_eval(f"[{v[8:-1]}]")) for v in (was, now))
        detail = ", ".join(sorted(map(str, before ^ after)))
        rule = "python-value-changed" if before - after else "python-value-added"
        yield python_change(rule, new.canonical_path, "", detail)


def address(package: griffe.Module) -> str:
    """The address that calls go to, as the client module's facts have it."""
    facts = package.modules["client"].members.get(FACTS) if "client" in package.modules else None
    return argument(facts, DEFAULT_ADDRESS)


def methods(package: griffe.Module) -> dict[Subject, Subject]:
    """The operation behind each method of a resource, both as `subject` spells them."""
    found: dict[Subject, Subject] = {}
    operations = package.modules.get("operations")
    for name, module in operations.modules.items() if operations else ():
        for member in module.members.values():
            called = argument(member, "name").strip("'\"").split(".")
            if len(called) == 2:
                found[subject(*called)] = subject(name)
    return found


def argument(member: object, name: str) -> str:
    """The source of a keyword argument of the call that a module's attribute is made by."""
    value = member.value if isinstance(member, griffe.Attribute) else None
    if not isinstance(value, griffe.ExprCall):
        return ""
    named = [one for one in value.arguments if isinstance(one, griffe.ExprKeyword)]
    return "".join(str(one.value) for one in named if one.name == name)


def parameters(function: griffe.Function) -> dict[str, Parameter]:
    """The parameters of a function, or of all its overloads, by name."""
    return {
        parameter.name: parameter
        for one in function.overloads or [function]
        for parameter in one.parameters
    }


def surface(package: griffe.Module) -> dict[str, griffe.Object]:
    """Everything public by its path, where it is defined."""
    found: dict[str, griffe.Object] = {}

    def walk(holder: griffe.Module | griffe.Class) -> None:
        for member in holder.members.values():
            if isinstance(member, griffe.Alias) or not member.is_public:
                continue
            found[member.path] = member
            if isinstance(member, griffe.Module | griffe.Class):
                walk(member)

    walk(package)
    return {path: one for path, one in found.items() if is_public(path, package)}


def is_public(path: str, package: griffe.Module) -> bool:
    """Whether users are meant to use it: resources, operations, models, and what `__all__` of its
    module or the package names. The plumbing that stands beside them is not.
    """
    inside = path.split(".")[1:]
    if len(inside) == 1:
        return inside[0] not in package.modules
    if inside[0] in ("models", "operations", "resources"):
        return True
    module = package.modules[inside[0]]
    return inside[1] in exported(package) | exported(module)


def exported(module: griffe.Module) -> set[str]:
    """The names in a module's `__all__`."""
    return {str(name) for name in module.exports or ()}


def python_change(rule: str, path: str, part: str = "", detail: str = "") -> Change:
    """Make a change; its subject is spelt as in the spec, where class and field have their names.

    Paths are `PACKAGE.operations.OPERATION.FUNCTION`, `PACKAGE.resources.TAG.CLASS.METHOD` and
    `PACKAGE.MODULE.CLASS.FIELD`.
    """
    inside = path.split(".")[1:]
    if inside[:1] == ["operations"]:
        names = [*inside[1:2], part]
    elif inside[:1] == ["resources"] and len(inside) > 2:
        names = [inside[1], *(inside[3:] or inside[2:]), part]
    elif inside[:1] == ["models"]:
        names = [*(inside[2:] or inside[1:]), part]
    else:
        names = [*(inside[1:] or inside), part]
    pointer = f"{path}({part})" if part else path
    return Change(rule, pointer, f"`{'.'.join(inside)}`", detail or part, subject(*names))


def requirements(old: Package, new: Package) -> Iterator[Change]:
    """Compare what an installation needs."""
    before, after = (
        tomllib.loads((package.folder / "pyproject.toml").read_text("utf-8"))["project"]
        for package in (old, new)
    )
    for key in ("dependencies", "optional-dependencies", "requires-python"):
        if before.get(key) != after.get(key):
            pointer = f"pyproject.toml {key}"
            yield Change("python-requirement-changed", pointer, f"`{key}`", str(after.get(key)))


def texts(package: Package) -> dict[str, str]:
    """The text of each file, without the package's own version."""
    found: dict[str, str] = {}
    for path in sorted(package.folder.rglob("*")):
        if path.is_file() and path.name not in RECORDS and "__pycache__" not in path.parts:
            text = path.read_text("utf-8").replace(f'"{package.version}"', '""')
            found[str(path.relative_to(package.folder))] = text.replace(f"/{package.version}", "/")
    return found
