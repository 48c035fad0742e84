"""roster stop and start: what is sent, what is reported, what is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from endpoint_roster_cli.journal import read
from support.acting import OLD, changes, listed, reference, running, validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Done, Run


def test_results_fit_their_schema_and_say_what_the_cloud_says(
    act: Callable[..., Done], cloud: TogetherCloud
) -> None:
    done = act("stop", *OLD, "--yes", "-o", "json")
    document = json.loads(done.out)
    validate(act, "results", document)
    states = {one["id"]: one["state"] for one in listed(act)}
    assert len(document["results"]) > 2
    for result in document["results"]:
        assert result["state_before"] == "running"
        assert (result["outcome"], states[result["id"]]) in (
            ("accepted", "stopping"),
            ("accepted", "stopped"),
            ("done", "stopped"),
        )
    assert len(changes(cloud)) == len({*changes(cloud)}), "each was sent once"


def test_each_result_is_a_line(act: Callable[..., Done]) -> None:
    done = act("stop", *OLD, "--yes", "-o", "jsonl")
    results = [json.loads(line) for line in done.out.splitlines()]
    assert len(results) > 2
    assert {one["action"] for one in results} == {"stop"}


def test_what_is_so_already_is_not_sent(act: Callable[..., Done], cloud: TogetherCloud) -> None:
    stopped = next(
        one
        for one in listed(act, "--state", "stopped", "--kind", "dedicated", "--mine")
        if one["id"].startswith("endpoint-")
    )
    done = act("stop", reference(stopped), "--yes", "-o", "json")
    assert done.code == 0
    assert done.err == "roster: nothing to do: 1 endpoint is stopped or stopping already\n"
    assert json.loads(done.out)["results"][0]["outcome"] == "already"
    assert changes(cloud) == []


def test_the_journal_has_each_action_once_and_no_secret(
    act: Callable[..., Done], cloud: TogetherCloud, journal: Path
) -> None:
    results = json.loads(act("stop", *OLD, "--yes", "-o", "json").out)["results"]
    entries, broken = read(journal)
    assert broken == []
    reported = {one["reference"]: (one["outcome"], one["state_after"]) for one in results}
    written = {one.reference: (one.outcome, one.state_after) for one in entries}
    assert written == reported
    assert len(entries) == len(reported)
    assert {one.account for one in entries} == {"together/together"}
    assert cloud.api_key not in journal.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--no-journal",), ()])
def test_a_journal_that_cannot_be_written(
    act: Callable[..., Done], cloud: TogetherCloud, tmp_path: Path, words: tuple[str, ...]
) -> None:
    one = running(act)
    env = {"ENDPOINT_ROSTER_JOURNAL": str(tmp_path)}
    done = act("stop", reference(one), "--yes", *words, **env)
    if words:
        assert (done.code, done.err) == (0, "")
        return
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"roster: the journal {tmp_path} cannot be written: ")
    assert "nothing was sent" in done.err
    assert "--no-journal" in done.err
    assert changes(cloud) == []


def test_simulated_clouds_are_not_in_the_journal(roster: Run, journal: Path) -> None:
    done = roster(
        *("stop", *OLD, "--sim", "--sim-endpoints", "12", "--provider", "together", "--yes"),
        env={"ENDPOINT_ROSTER_JOURNAL": str(journal)},
    )
    assert done.code == 0
    assert "accepted" in done.out
    assert not journal.exists()


def test_labels_of_which_one_begins_with_the_other(
    roster: Run, cloud: TogetherCloud, file: Callable[[str], str]
) -> None:
    """Their references can be read in two ways, and listings say which one is meant."""
    config = file(
        "".join(
            f'[[accounts]]\nprovider = "together"\nlabel = "{label}"\n'
            f'base_url = "{cloud.base_url}"\napi_key = {{ env = "KEY" }}\n'
            for label in ("team", "team/a")
        )
    )

    def act(*words: str) -> Done:
        return roster(*words, "--config", config, env={"KEY": cloud.api_key})

    name = reference(running(act) | {"account": "team/a"})
    done = act("stop", name, "--yes", "--wait", "--no-journal", "-o", "json")
    assert (done.code, done.err) == (0, "")
    (result,) = json.loads(done.out)["results"]
    assert (result["outcome"], result["account"]) == ("done", "team/a")
    done = act("wait", name, "--for", "stopped", "--timeout", "1s")
    assert (done.code, done.err) == (0, "")


def test_wait_says_done_when_it_is(act: Callable[..., Done], journal: Path) -> None:
    one = running(act)
    done = act("stop", reference(one), "--yes", "--wait", "-o", "json")
    assert (done.code, done.err) == (0, "")
    (result,) = json.loads(done.out)["results"]
    assert (result["outcome"], result["state_after"]) == ("done", "stopped")
    (entry,) = read(journal).entries
    assert (entry.outcome, entry.state_after) == ("done", "stopped")
    done = act("start", reference(one), "--yes", "--wait", "--timeout", "1s", "-o", "json")
    assert done.code == 1, "it takes longer than that"
    (result,) = json.loads(done.out)["results"]
    assert result["outcome"] == "accepted", "not done, and not failed either"
    assert "did not become running within 1 s" in result["failure"]["cause"]
    assert [one.outcome for one in read(journal).entries] == ["done", "accepted"]
