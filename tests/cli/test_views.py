"""[list] and [views] of the configuration file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

VIEWS = """
[[accounts]]
provider = "ppio"
[[accounts]]
provider = "together"
[list]
columns = ["state", "name"]
[views.broken]
state = ["failed", "stopped"]
provider = "ppio"
columns = "provider,id"
sort-by = "-age"
[views.brief]
limit = 2
output = "json"
[views.money]
costs = true
no-headers = true
[views.wrong]
stat = "failed"
[views.strange]
limit = "few"
"""


@pytest.fixture
def listed(roster: Any, variables: dict[str, str], file: Callable[[str], str]) -> Any:
    """A listing with this file."""
    config = file(VIEWS)

    def listed(*words: str) -> Any:
        return roster("list", "--config", config, *words, env=variables)

    return listed


def headings(done: Any) -> list[str]:
    assert done.code == 0, done.err
    return done.out.splitlines()[0].split("\t")


def test_the_file_says_which_columns_a_table_has(listed: Any) -> None:
    assert headings(listed()) == ["STATE", "NAME"]
    assert headings(listed("--columns", "id,age")) == ["ID", "AGE"]
    assert headings(listed("--group-by", "state")) == ["STATE", "COUNT", "REPLICAS", "GPUS"]


@pytest.mark.parametrize("output", ["json", "jsonl", "csv", "name"])
def test_programs_get_all_fields(listed: Any, output: str) -> None:
    done = listed("-o", output, "-n", "1")
    assert done.code == 0
    if output != "name":
        assert all(field in done.out for field in ("provider_state", "created_at"))


def test_a_view_is_what_its_options_are(listed: Any) -> None:
    words = ("-s", "failed,stopped", "-p", "ppio", "--columns", "provider,id", "--sort-by", "-age")
    assert listed("--view", "broken") == listed(*words)
    assert len(listed(*words).out.splitlines()) > 1
    assert len(json.loads(listed("--view", "brief").out)["endpoints"]) == 2
    assert listed("--view", "money") == listed("--costs", "--no-headers")


def test_options_of_the_command_line_come_first(listed: Any) -> None:
    done = listed("--view", "brief", "-n", "3", "-o", "jsonl")
    assert len(done.out.splitlines()) == 3
    assert listed("--view", "broken", "-s", "running") == listed(
        *("-s", "running", "-p", "ppio", "--columns", "provider,id", "--sort-by", "-age")
    )


@pytest.mark.parametrize(
    ("view", "message"),
    [
        ("brok", "unknown view 'brok' Did you mean broken?"),
        ("wrong", "[views.wrong]: unknown option 'stat' Did you mean state?"),
        ("strange", "It stands in the configuration file."),
    ],
)
def test_a_view_that_makes_no_sense(listed: Any, view: str, message: str) -> None:
    done = listed("--view", view)
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.replace("roster:", "").split())


def test_there_is_no_view_without_a_file(roster: Any) -> None:
    done = roster("list", "--sim", "--view", "broken")
    assert done.code == 2
    assert "unknown view 'broken'" in done.err
    assert "There are no views; add one as a table [views.broken]." in done.err


def test_simulated_clouds_are_shown_as_always(roster: Any, file: Callable[[str], str]) -> None:
    env = {"ENDPOINT_ROSTER_CONFIG": file(VIEWS)}
    words = ("list", "--sim")
    assert headings(roster(*words, env=env))[0] == "PROVIDER"
    assert headings(roster(*words, "--view", "broken", env=env)) == ["PROVIDER", "ID"]
