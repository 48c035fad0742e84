"""roster stop, start and delete: what is chosen, what is sent, what is told, what is written."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.journal import read
from endpoint_roster_sim import Simulator
from jsonschema import Draft202012Validator
from support.golden import check_golden
from support.http_server import Answer, Request, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Done, Run

OLD = ("--running-for", "30d", "--kind", "dedicated", "--mine")


@pytest.fixture
def cloud() -> Iterator[TogetherCloud]:
    """A cloud of its own, because it is changed."""
    with Simulator(endpoints=24, providers=["together"]) as simulator:
        yield simulator["together"]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


@pytest.fixture
def act(roster: Run, cloud: TogetherCloud, journal: Path) -> Callable[..., Done]:
    """The command, of a user of this cloud."""

    def run(*words: str, **env: str) -> Done:
        return roster(*words, env=account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(journal)} | env)

    return run


def account(cloud: TogetherCloud) -> dict[str, str]:
    about = cloud.describe()
    return {
        "TOGETHER_API_KEY": about["api_key"],
        "TOGETHER_BASE_URL": about["base_url"],
        "TOGETHER_PROJECT_ID": about["project_id"],
    }


def listed(act: Callable[..., Done], *words: str) -> list[dict[str, Any]]:
    return json.loads(act("list", "-o", "json", *words).out)["endpoints"]


def reference(endpoint: dict[str, Any]) -> str:
    return f"{endpoint['provider']}/{endpoint['account']}/{endpoint['id']}"


def changes(cloud: TogetherCloud) -> list[str]:
    """The requests that were to change something."""
    return [f"{r.method} {r.path}" for r in cloud.requests if r.method != "GET"]


def running(act: Callable[..., Done]) -> dict[str, Any]:
    """One dedicated endpoint of version 1 that runs."""
    found = listed(act, "--state", "running", "--kind", "dedicated", "--mine")
    return next(one for one in found if one["id"].startswith("endpoint-"))


# --- what is chosen


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
        (("e-1", "--timeout", "5m"), "--timeout is how long --wait waits"),
        (("e-1", "--wait", "--timeout", "soon"), "'soon' is not a valid duration such as 45m"),
        (("--running-for", "-1d"), "'-1d' is not a valid duration"),
        (("--state", "runing"), "there is no state 'runing'"),
        (("e-1", "-o", "csv"), "'csv' is not one of"),
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
    assert done.err == "roster: nothing to stop: no endpoint of 1 account is meant\n"
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
    assert lines[-1] == "roster: nothing was sent: without a terminal, give --yes to do it"
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
    assert " more: " in refused[0]


# --- what is done


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
    told = {one["reference"]: (one["outcome"], one["state_after"]) for one in results}
    written = {one.reference: (one.outcome, one.state_after) for one in entries}
    assert written == told
    assert len(entries) == len(told)
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


def test_wait_says_done_when_it_is(act: Callable[..., Done]) -> None:
    one = running(act)
    done = act("stop", reference(one), "--yes", "--wait", "-o", "json")
    assert (done.code, done.err) == (0, "")
    (result,) = json.loads(done.out)["results"]
    assert (result["outcome"], result["state_after"]) == ("done", "stopped")
    done = act("start", reference(one), "--yes", "--wait", "--timeout", "1s", "-o", "json")
    assert done.code == 1, "it takes longer than that"
    (result,) = json.loads(done.out)["results"]
    assert result["outcome"] == "accepted", "not done, and not failed either"
    assert "did not become running within 1 s" in result["failure"]["cause"]


# --- what goes wrong


def test_some_fail_and_the_rest_is_done(roster: Run, journal: Path) -> None:
    faults = ["status=400,nth=2,only=changes"]
    with Simulator(endpoints=24, providers=["together"], faults=faults) as simulator:
        cloud = simulator["together"]
        env = account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(journal)}
        done = roster("stop", *OLD, "--yes", env=env)
        sent = changes(cloud)
    assert done.code == 3
    outcomes = [line.split()[0] for line in done.out.splitlines()[1:]]
    assert sorted({*outcomes}) == ["accepted", "failed"]
    assert outcomes.count("failed") == 1
    assert len(sent) == len(outcomes)
    assert done.err.startswith("roster: failed: stop together/together/")
    assert [one.outcome for one in read(journal).entries].count("failed") == 1


@pytest.mark.parametrize(
    ("fault", "code", "outcome", "states"),
    [
        ("lost-answer,only=changes", 0, "accepted", ("stopping", "stopped")),
        ("status=403,only=changes", 1, "failed", ("running",)),
        ("status=409,only=changes", 1, "failed", ("running",)),
    ],
)
def test_what_is_told_is_what_the_cloud_says(
    roster: Run, journal: Path, fault: str, code: int, outcome: str, states: tuple[str, ...]
) -> None:
    with Simulator(endpoints=24, providers=["together"], faults=[fault]) as simulator:
        cloud = simulator["together"]
        env = account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(journal)}
        one = running(lambda *words: roster(*words, env=env))
        done = roster("stop", one["id"], "--yes", "-o", "json", env=env)
        (result,) = json.loads(done.out)["results"]
        assert (done.code, result["outcome"]) == (code, outcome)
        assert len(changes(cloud)) == 1, "never sent twice"
        shown = json.loads(roster("show", one["id"], "-o", "json", env=env).out)
    assert shown["state"] in states
    assert [entry.outcome for entry in read(journal).entries] == [outcome]


def test_an_account_that_cannot_be_read_is_named(
    roster: Run, variables: dict[str, str], journal: Path
) -> None:
    with Simulator(endpoints=24, providers=["together"]) as simulator:
        env = variables | account(simulator["together"]) | {"PPIO_API_KEY": "wrong"}
        env["ENDPOINT_ROSTER_JOURNAL"] = str(journal)
        only = ("--provider", "together", "--provider", "ppio")
        done = roster("stop", *OLD, *only, "--yes", "-o", "json", env=env)
    assert done.code == 3
    document = json.loads(done.out)
    assert document["complete"] is False
    assert [one["account"] for one in document["failures"]] == ["ppio"]
    assert {one["outcome"] for one in document["results"]} == {"accepted"}
    assert done.err.startswith("roster: ppio (ppio): list endpoints, page 1 failed: ")


def test_hostile_texts_of_a_provider_do_nothing(roster: Run, journal: Path) -> None:
    hostile = "x\x1b[2J\x9b31m\u202e\r\n"
    item = {
        "object": "endpoint",
        "id": "e-1",
        "type": "dedicated",
        "state": "STARTED",
        "created_at": "2026-01-01T00:00:00Z",
        **dict.fromkeys(("name", "model", "owner"), hostile),
    }
    error = {"error": {"message": hostile, "code": hostile, "type": hostile}}

    def answer(request: Request) -> Answer:
        if request.method != "GET":
            return Answer(json.dumps(error).encode(), 400)
        listing = {"object": "list", "data": [item]}
        wanted = item if request.path.endswith("/e-1") else listing
        return Answer(json.dumps(wanted).encode())

    with ScriptedServer(answer) as server:
        env = {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": f"{server.url}/v1"}
        env["ENDPOINT_ROSTER_JOURNAL"] = str(journal)
        shown = roster("stop", "e-1", env=env)
        done = roster("stop", "e-1", "--yes", env=env)
        unknown = roster("stop", f"{hostile}?", env=env)
        read_back = roster("journal", env=env)
    assert (shown.code, done.code, unknown.code, read_back.code) == (2, 1, 1, 0)
    for text in (shown.err, done.out, done.err, unknown.err, read_back.out):
        assert "[2J" in text
        assert all(line.isprintable() for line in text.split("\n"))


def validate(act: Callable[..., Done], schema: str, document: Any) -> None:
    validator: Any = Draft202012Validator(json.loads(act("schema", schema).out))
    validator.validate(document)


# --- many, and the worst


@pytest.mark.slow
def test_two_hundred_endpoints_in_twenty_accounts(
    roster: Run, file: Callable[[str], str], journal: Path
) -> None:
    """Bounded at each account, the rest done where some fail, each in the journal once."""
    stopped: list[str] = []
    with ExitStack() as stack:
        clouds: list[TogetherCloud] = []
        for number in range(20):
            faults = ["status=400,only=changes"] if number == 7 else ["latency=0.05,only=changes"]
            simulator = Simulator(52, number, providers=["together"], faults=faults)
            clouds.append(stack.enter_context(simulator)["together"])
        accounts = "".join(
            f'[[accounts]]\nprovider = "together"\nlabel = "a{number}"\n'
            f'base_url = "{cloud.base_url}"\napi_key = {{ env = "KEY_{number}" }}\n'
            for number, cloud in enumerate(clouds)
        )
        env = {f"KEY_{number}": cloud.api_key for number, cloud in enumerate(clouds)}
        env["KEY_3"] = "wrong"
        env["ENDPOINT_ROSTER_JOURNAL"] = str(journal)
        words = ("--mine", "--kind", "dedicated", "--state", "running", "--state", "degraded")
        done = roster("stop", *words, "--config", file(accounts), "--yes", "-o", "json", env=env)
        for cloud in clouds:
            sent = changes(cloud)
            assert len(sent) == len({*sent}), "each was sent once"
            stopped += sent
    assert done.code == 3
    document = json.loads(done.out)
    results = document["results"]
    assert len(results) >= 200
    assert [one["account"] for one in document["failures"]] == ["a3"]
    failed = {one["account"] for one in results if one["outcome"] == "failed"}
    assert failed == {"a7"}
    assert {one["outcome"] for one in results if one["account"] != "a7"} <= {"accepted", "done"}
    entries = read(journal).entries
    assert {(one.reference, one.outcome) for one in entries} == {
        (one["reference"], one["outcome"]) for one in results
    }
    assert len(entries) == len(results)


def test_a_reader_that_goes_away_costs_neither_actions_nor_the_journal(
    command: tuple[str, ...], clean_env: dict[str, str], cloud: TogetherCloud, journal: Path
) -> None:
    env = clean_env | account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(journal)}
    words = [*command, "stop", *OLD, "--yes", "-o", "jsonl"]
    with subprocess.Popen(
        words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141
    entries, broken = read(journal)
    assert broken == []
    assert {one.outcome for one in entries} == {"accepted"}
    assert len(entries) == len(changes(cloud)) > 0


def test_a_disk_that_is_full_in_the_middle(act: Callable[..., Done], cloud: TogetherCloud) -> None:
    """What cannot be written down is not sent; what was sent is told."""
    done = act("stop", *OLD, "--yes", ENDPOINT_ROSTER_JOURNAL="/dev/full")
    assert done.code == 1
    assert "the journal" in done.err
    assert "cannot be written" in done.err
    assert "--no-journal" in done.err
    assert changes(cloud) == []


def test_a_process_that_is_killed_leaves_what_it_had_sent_in_the_journal(
    command: tuple[str, ...], clean_env: dict[str, str], journal: Path, noon: Run
) -> None:
    faults = ["latency=20,only=changes"]
    with Simulator(endpoints=24, providers=["together"], faults=faults) as simulator:
        cloud = simulator["together"]
        env = clean_env | account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(journal)}
        with subprocess.Popen([*command, "stop", *OLD, "--yes"], env=env) as process:
            deadline = time.monotonic() + 30
            while not (journal.exists() and journal.read_bytes()):
                assert time.monotonic() < deadline
                time.sleep(0.01)
            process.kill()
    entries, broken = read(journal)
    assert broken == []
    assert {(one.action, one.outcome, one.ended) for one in entries} == {("stop", None, None)}
    shown = noon("journal", env={"ENDPOINT_ROSTER_JOURNAL": str(journal)})
    assert shown.out.count("not ended") == len(entries)
    assert "not ended: still at work, or interrupted before the end was known" in shown.err
