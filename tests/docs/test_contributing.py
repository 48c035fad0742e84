"""The table "Where do I change ...?" of CONTRIBUTING.md: short, and true of the tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHORT = {
    "roster": "packages/endpoint-roster/src/endpoint_roster",
    **{
        name: f"packages/endpoint-roster-{name}/src/endpoint_roster_{name}"
        for name in ("cli", "core", "sim")
    },
}
PROVIDERS = [path.parent.name for path in sorted(ROOT.glob("specs/*/openapi.yaml"))]


PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
OTHERS: list[str] = re.findall(r"`((?:docs|packages|scripts|specs|tests)/[\w./-]+)`", PAGE)


def table(begin: str, end: str) -> list[list[str]]:
    """Return the cells of the one table between two texts, without its heading."""
    section = PAGE.partition(begin)[2].partition(end)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def places(cell: str) -> list[str]:
    """Return what is in code style and looks like a path."""
    return re.findall(r"`([\w.<>-]+[/.][\w./<>-]*)`", cell)


ROWS = {what: places(cell) for what, cell in table("## Where do I change ...?\n", "\n## ")}
MODULES = [one for cell, _ in table("| Module | What it does |", "\n\n") for one in places(cell)]


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 12
    assert len(MODULES) >= 6


@pytest.mark.parametrize("what", ROWS)
def test_a_change_is_made_in_up_to_three_places_that_exist(what: str) -> None:
    assert 1 <= len(ROWS[what]) <= 3
    for place in ROWS[what]:
        first, slash, rest = place.partition("/")
        check(f"{SHORT.get(first, first)}{slash}{rest}")


@pytest.mark.parametrize("module", MODULES)
def test_the_modules_of_the_map_exist(module: str) -> None:
    check(f"{SHORT['roster']}/{module}")


def check(path: str) -> None:
    for provider in PROVIDERS if "<provider>" in path else [""]:
        file = ROOT / path.replace("<provider>", provider)
        assert file.is_dir() if path.endswith("/") else file.is_file(), file


@pytest.mark.parametrize("path", sorted(set(OTHERS)))
def test_every_other_path_of_the_page_exists(path: str) -> None:
    written = re.sub("PROVIDER|acme", "together", path)
    # A waiver is written when there is a breaking change to declare.
    assert (ROOT / written).exists() or path == "specs/PROVIDER/waivers.yaml"
