"""A listing in a pipe: what the tools of a shell make of it."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Names with blanks, in two scripts, and 300 endpoints.
LISTING = ("list", "--sim", "--sim-endpoints", "60")
HEADINGS = ["PROVIDER", "ACCOUNT", "STATE", "AGE", "ID", "MODEL", "NAME"]
Row = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pipe")


@pytest.fixture
def file(folder: Path, noon: Any) -> Path:
    """What a listing of 300 endpoints prints where there is no terminal."""
    file = folder / "list.txt"
    if not file.exists():
        file.write_text(noon(*LISTING).out, encoding="utf-8")
    return file


@pytest.fixture
def rows(folder: Path, noon: Any) -> list[Row]:
    """The same endpoints as data."""
    file = folder / "list.json"
    if not file.exists():
        file.write_text(noon(*LISTING, "-o", "json").out, encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))["endpoints"]


def shell(script: str, file: Path) -> list[str]:
    """The lines that a pipeline prints for a file as its stdin."""
    with file.open("rb") as source:
        done = subprocess.run(
            ["sh", "-c", script], stdin=source, capture_output=True, encoding="utf-8", check=True
        )
    return done.stdout.splitlines()


#: Commands, and what they print for each endpoint.
CASES: list[tuple[str, Callable[[Row], str]]] = [
    ("awk '{print $3}'", lambda row: row["state"]),
    ("awk '{print $5}'", lambda row: row["id"]),
    ("awk -F '\t' '{print $7}'", lambda row: row["name"] or row["id"]),
    ("cut -f 5", lambda row: row["id"]),
    ("cut -f 7", lambda row: row["name"] or row["id"]),
    ("cut -f 3,6", lambda row: f"{row['state']}\t{row['model'] or '-'}"),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_a_column_is_where_it_is_expected(
    file: Path, rows: list[Row], script: str, expected: Callable[[Row], str]
) -> None:
    assert any(" " in (row["name"] or "") for row in rows)
    assert len(rows) == 300
    assert shell(script, file)[1:] == [*map(expected, rows)]


def test_the_shell_reads_a_name_with_blanks_as_the_last_word(file: Path, rows: list[Row]) -> None:
    script = 'while read -r provider account state age id model name; do echo "$name"; done'
    assert shell(script, file) == ["NAME", *(row["name"] or row["id"] for row in rows)]


def test_sort_goes_by_a_column(file: Path, rows: list[Row]) -> None:
    lines = shell("tail -n +2 | LC_ALL=C sort -k 3,3 -k 5,5 | cut -f 3,5", file)
    assert lines == [f"{r['state']}\t{r['id']}" for r in sorted(rows, key=_state_and_id)]


def _state_and_id(row: Row) -> tuple[str, str]:
    return row["state"], row["id"]


def test_column_makes_a_table_of_it_again(file: Path, rows: list[Row]) -> None:
    head, *lines = shell("LC_ALL=C.UTF-8 column -t", file)
    assert head.split() == HEADINGS
    place = head.index(" ID ") + 1
    assert [line[place:].split()[0] for line in lines] == [row["id"] for row in rows]


def test_columns_stay_where_all_cells_of_one_are_empty(noon: Any) -> None:
    done = noon("list", "--sim", "--provider", "huawei", "--sim-endpoints", "2")
    assert [line.split("\t")[5] for line in done.out.splitlines()] == ["MODEL", "-", "-"]


def test_the_order_is_by_account_and_the_newest_first(rows: list[Row]) -> None:
    places = [(row["provider"], row["account"]) for row in rows]
    assert places == sorted(places)
    for account in set(places):
        times = [r["created_at"] for r in rows if (r["provider"], r["account"]) == account]
        assert times == sorted(times, reverse=True)
