"""Actions of which some fail, or that are ended in the middle."""

from __future__ import annotations

import json
import re
import subprocess
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from endpoint_roster_cli.journal import read
from endpoint_roster_sim import Simulator
from support.acting import OLD, account, changes, running
from support.http_server import Answer, Request, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Done, Run


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
def test_what_is_reported_is_what_the_cloud_says(
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
        assert all(line.isprintable() for line in re.split(r"[\t\n]", text))


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
    """What cannot be written down is not sent; what was sent is reported."""
    done = act("stop", *OLD, "--yes", ENDPOINT_ROSTER_JOURNAL="/dev/full")
    assert done.code == 1
    assert "the journal" in done.err
    assert "cannot be written" in done.err
    assert "--no-journal" in done.err
    assert changes(cloud) == []


def test_a_full_disk_is_said_of_the_journal_by_create_too(
    act: Callable[..., Done], cloud: TogetherCloud
) -> None:
    words = ("model=m", "hardware=h", "autoscaling.min_replicas=1", "autoscaling.max_replicas=1")
    sets = [part for word in words for part in ("--set", word)]
    done = act("create", "together", *sets, "--yes", ENDPOINT_ROSTER_JOURNAL="/dev/full")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("roster: the journal /dev/full cannot be written: No space left on")
    assert "nothing was sent" in done.err
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
    assert "without an outcome: still running, or interrupted." in shown.err
