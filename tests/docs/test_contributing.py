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


def rows() -> dict[str, list[str]]:
    """Return the places of each row: what is in code style and looks like a path."""
    section = PAGE.partition("## Where do I change ...?\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {what: re.findall(r"`([\w.<>-]+[/.][\w./<>-]*)`", where) for what, where in cells}


ROWS = rows()


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 12


@pytest.mark.parametrize("what", ROWS)
def test_a_change_is_made_in_up_to_three_places_that_exist(what: str) -> None:
    assert 1 <= len(ROWS[what]) <= 3
    for place in ROWS[what]:
        first, slash, rest = place.partition("/")
        path = f"{SHORT.get(first, first)}{slash}{rest}"
        for provider in PROVIDERS if "<provider>" in path else [""]:
            file = ROOT / path.replace("<provider>", provider)
            assert file.is_dir() if path.endswith("/") else file.is_file(), file


@pytest.mark.parametrize("path", sorted(set(OTHERS)))
def test_every_other_path_of_the_page_exists(path: str) -> None:
    written = re.sub("PROVIDER|acme", "together", path)
    # A waiver is written when there is a breaking change to declare.
    assert (ROOT / written).exists() or path == "specs/PROVIDER/waivers.yaml"
