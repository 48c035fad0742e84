"""roster stop, start and delete: which endpoints are meant, and the plan."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from support.acting import OLD, changes, listed, reference, running, validate
from support.golden import check_golden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Done, Run


@pytest.mark.parametrize("words", [(), ("--mine",), ("--provider-option", "together.mine=true")])
@pytest.mark.parametrize("command", ["stop", "start", "delete"])
def test_what_narrows_nothing_needs_all(
    act: Callable[..., Done], cloud: TogetherCloud, command: str, words: tuple[str, ...]
) -> None:
    done = act(command, *words, "--yes")
    assert (done.code, done.out) == (2, "")
    assert f"this would {command} every endpoint of every account." in done.said
    assert "--all" in done.err
    assert cloud.requests == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("--all", "e-1"), "--all and REFERENCE cannot be combined"),
        (("",), "REFERENCE is empty"),
        # A shell's variable that is not set must not widen the choice.
        (("--state", "failed", "--name", ""), "invalid value for --name: it is empty"),
        (("--kind", ""), "a kind is empty"),
        (("e-1", "--timeout", "5m"), "--timeout is how long --wait waits"),
        (("e-1", "--wait", "--timeout", "soon"), "'soon' is not a valid duration such as 45m"),
        (("--running-for", "-1d"), "'-1d' is not a valid duration"),
        (("--state", "runing"), "unknown state 'runing'"),
        (("e-1", "-o", "csv"), "invalid value for --output: 'csv'"),
    ],
)
def test_wrong_usage_sends_nothing(
    act: Callable[..., Done], cloud: TogetherCloud, words: tuple[str, ...], text: str
) -> None:
    done = act("stop", *words, "--yes")
    assert (done.code, done.out) == (2, "")
    assert text in done.err
    assert cloud.requests == []


@pytest.mark.parametrize("by", ["reference", "id", "name"])
def test_one_endpoint_by_reference_id_or_name(
    act: Callable[..., Done], cloud: TogetherCloud, by: str
) -> None:
    one = running(act)
    word = reference(one) if by == "reference" else one[by]
    done = act("stop", word, "--yes", "-o", "json")
    assert (done.code, done.err) == (0, "")
    (result,) = json.loads(done.out)["results"]
    assert (result["reference"], result["outcome"]) == (reference(one), "accepted")
    assert changes(cloud) == [f"PATCH /v1/endpoints/{one['id']}"]


def test_a_beginning_or_another_spelling_is_not_enough(
    act: Callable[..., Done], cloud: TogetherCloud
) -> None:
    one = running(act)
    for word in (one["id"][:-1], one["name"].upper()):
        done = act("stop", word, "--yes")
        assert (done.code, done.out) == (1, "")
        assert f"no endpoint has the id or name {word!r}" in done.err
        assert f"did you mean {reference(one)}" in done.err
    assert changes(cloud) == []


def test_one_unknown_reference_and_nothing_is_sent_for_the_others(
    act: Callable[..., Done], cloud: TogetherCloud
) -> None:
    done = act("stop", reference(running(act)), "together/together/none", "--yes")
    assert (done.code, done.out) == (1, "")
    assert "no endpoint has the id or name 'together/together/none'" in done.err
    assert changes(cloud) == []


def test_a_name_that_several_have(
    roster: Run, cloud: TogetherCloud, file: Callable[[str], str]
) -> None:
    two = file(
        "".join(
            f'[[accounts]]\nprovider = "together"\nlabel = "{label}"\n'
            f'base_url = "{cloud.base_url}"\napi_key = {{ env = "KEY" }}\n'
            for label in ("prod", "staging")
        )
    )
    id_ = cloud.fleet[0]["id"]
    done = roster("delete", id_, "--config", two, "--yes", env={"KEY": cloud.api_key})
    assert (done.code, done.out) == (1, "")
    assert f"roster:   together/prod/{id_}  " in done.err
    assert f"roster:   together/staging/{id_}  " in done.err
    assert changes(cloud) == []


def test_no_endpoint_matches_the_questions(act: Callable[..., Done], cloud: TogetherCloud) -> None:
    done = act("stop", "--name", "no such name", "--yes", "-o", "json")
    assert done.code == 0
    assert json.loads(done.out) == {"results": [], "failures": [], "complete": True}
    assert done.err == "roster: nothing to stop: no endpoint of 1 account matches\n"
    assert changes(cloud) == []


# --- the plan


def test_without_a_terminal_the_plan_is_shown_and_nothing_sent(
    act: Callable[..., Done], cloud: TogetherCloud, journal: Path
) -> None:
    done = act("stop", *OLD)
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert lines[0].split() == ["REFERENCE", "STATE", "AGE", "COST/H", "NAME", "MODEL"]
    assert lines[1].startswith("together/together/")
    assert lines[-1] == "roster: nothing was sent: without a terminal, --yes is required"
    assert changes(cloud) == []
    assert not journal.exists()


@pytest.mark.parametrize("command", ["stop", "start", "delete"])
def test_a_dry_run_shows_the_plan(noon: Run, command: str) -> None:
    few = ("--sim", "--sim-endpoints", "5", "--created-before", "1d", "--kind", "dedicated")
    done = noon(command, *few, "--provider", "together", "--dry-run")
    assert done.code == 0
    check_golden(f"plan-{command}.txt", f"{done.out}\n{done.err}")


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_a_dry_run_as_data_fits_its_schema(
    act: Callable[..., Done], cloud: TogetherCloud, output: str
) -> None:
    done = act("delete", "--all", "--dry-run", "-o", output)
    assert (done.code, done.err) == (0, "")
    assert changes(cloud) == []
    if output == "jsonl":
        plan = [json.loads(line) for line in done.out.splitlines()]
        validate(act, "endpoint", plan[0])
        return
    plan = json.loads(done.out)
    validate(act, "plan", plan)
    everything = len(listed(act))
    assert sum(len(plan[name]) for name in ("endpoints", "refused", "already")) == everything
    assert plan["refused"][0]["failure"]["cause"]


def test_what_is_refused_is_said_with_the_reason_once(act: Callable[..., Done]) -> None:
    done = act("stop", "--kind", "serverless")
    refused = [line for line in done.err.splitlines() if line.startswith("roster: refused: ")]
    assert done.code == 1, "nothing can be done"
    assert len(refused) == 1
    assert re.match(r"roster: refused: \d+ endpoints of together: ", refused[0])
    assert re.search(r"^roster:   together/together/\S+, .* and \d+ more$", done.err, re.MULTILINE)
