"""The API pages show every public name of every package, and each has a docstring."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeAlias

import griffe
import pytest

from docs.site.html import SITE, Page

Thing: TypeAlias = griffe.Object | griffe.Alias

ROOT = Path(__file__).resolve().parents[3]
SOURCES = [path for folder in ("packages", "generated") for path in ROOT.glob(f"{folder}/*/src")]
#: The command has no Python API.
PACKAGES = sorted(
    path.name
    for source in SOURCES
    for path in source.iterdir()
    if path.name != "endpoint_roster_cli"
)


@cache
def everything() -> griffe.ModulesCollection:
    """Read all packages, without running them."""
    loader = griffe.GriffeLoader(search_paths=SOURCES)
    for package in PACKAGES:
        loader.load(package)
    loader.resolve_aliases(implicit=True, external=False)
    return loader.modules_collection


def load(package: str) -> griffe.Module:
    loaded = everything()[package]
    assert isinstance(loaded, griffe.Module)
    return loaded


def page_of(package: str) -> Page:
    short = package.removeprefix("endpoint_roster").removeprefix("_") or "roster"
    return Page(SITE / f"api/{short}.html")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_is_on_a_page(package: str) -> None:
    shown = {
        one.rpartition(".")[2] for one in page_of(package).ids | page_of("endpoint_roster_core").ids
    }
    module = load(package)
    names = {str(name) for name in module.exports or ()}
    if "models" in module.members and package.removeprefix("endpoint_roster"):
        names |= {str(name) for name in module["models"].exports or ()}
    assert names
    assert names - shown == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_has_a_docstring(package: str) -> None:
    module = load(package)
    public = [module[str(name)] for name in module.exports or ()]
    missing = [path for one in public for path in undocumented(one)]
    assert missing == []


def undocumented(thing: Thing) -> list[str]:
    """Return the paths of a public object and of its public members that have no docstring."""
    missing = [] if thing.docstring else [thing.path]
    if thing.is_class and not any(str(base).endswith("Enum") for base in bases(thing)):
        listed = described(thing).union(*map(described, ancestors(thing)), {"args"})
        for member in thing.members.values():
            if member.is_public and not member.is_special and member.name not in listed:
                missing += undocumented(member)
    return missing


def bases(thing: Thing) -> list[object]:
    return list(getattr(thing, "bases", ()))


def ancestors(thing: Thing) -> list[Thing]:
    """Return the classes that a class derives from, as far as they are ours."""
    direct = [everything()[path] for base in bases(thing) if (path := canonical(base))]
    return [*direct, *(more for one in direct for more in ancestors(one))]


def canonical(base: object) -> str:
    path = str(getattr(base, "canonical_path", ""))
    return path if path.startswith("endpoint_roster") else ""


def described(thing: Thing) -> set[str]:
    """Return the members of a class that itself or its docstring describes."""
    names = {name for name, member in thing.members.items() if member.docstring}
    sections = thing.docstring.parse("google") if thing.docstring else []
    for section in sections:
        if isinstance(
            section, griffe.DocstringSectionAttributes | griffe.DocstringSectionParameters
        ):
            names |= {entry.name for entry in section.value}
    return names
