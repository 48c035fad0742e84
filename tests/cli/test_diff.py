"""roster diff: what differs between two saved listings, and what of that is not known."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Endpoint, EndpointState, Failure, Listing, to_dict
from endpoint_roster_cli import schemas
from endpoint_roster_sim import Simulator
from jsonschema import Draft202012Validator, FormatChecker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ATTACKS = ["\x1b[2J\x1b[31mred", "line\nbreak\r\x08", "\u202egnp.exe", "lone \ud800", "[red]x[/]"]
BUSY = Failure("ppio", "prod", "status", "list endpoints", "it was busy", "Wait.")
CHAT = Endpoint("ppio", "prod", "ep-1", "chat", state=EndpointState.RUNNING)
RAG = Endpoint("ppio", "prod", "ep-2", "rag", state=EndpointState.STOPPED)


def validator(name: str) -> Any:
    return Draft202012Validator(schemas.read(name), format_checker=FormatChecker())


def checked(name: str, text: str) -> Any:
    data = json.loads(text)
    validator(name).validate(data)
    return data


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., str]:
    count = iter(range(100))

    def save(*endpoints: Endpoint, failures: Any = (), complete: bool | None = None) -> str:
        listing = Listing([*endpoints], [*failures], not failures)
        if complete is not None:
            listing.complete = complete
        data = to_dict(listing)
        del data["accounts"]  # as `roster list` has it
        file = tmp_path / f"{next(count)}.json"
        file.write_text(json.dumps(data))
        return str(file)

    return save


def changed(endpoint: Endpoint, **fields: Any) -> Endpoint:
    values = {name: getattr(endpoint, name) for name in Endpoint.__slots__}
    return Endpoint(**values | fields)


def test_the_same(roster: Any, save: Any) -> None:
    done = roster("diff", save(CHAT, RAG), save(RAG, CHAT))
    assert (done.code, done.out) == (0, "")
    assert done.err == "roster: 0 added, 0 removed, 0 changed\n"


def test_differences_as_text(roster: Any, save: Any) -> None:
    made = datetime(2026, 3, 1, tzinfo=UTC)
    new = Endpoint("together", "together", "e-9", state=EndpointState.PENDING, created_at=made)
    failed = changed(CHAT, state=EndpointState.FAILED, state_reason="out of memory")
    done = roster("diff", save(CHAT, RAG), save(failed, new))
    assert done.code == 1
    assert done.out.splitlines() == [
        '~ ppio/prod/ep-1  chat  state: running -> failed, state_reason: - -> "out of memory"',
        "- ppio/prod/ep-2  rag  stopped",
        "+ together/together/e-9  pending",
    ]
    assert done.err == "roster: 1 added, 1 removed, 1 changed\n"


def test_differences_as_json(roster: Any, save: Any) -> None:
    failed = changed(CHAT, state=EndpointState.FAILED)
    new = Endpoint("together", "together", "e-9")
    files = save(CHAT, RAG), save(failed, new)
    done = roster("diff", *files, "-o", "json")
    assert done.code == 1
    data = checked("diff", done.out)
    assert [one["id"] for one in data["added"]] == ["e-9"]
    assert data["removed"][0]["endpoint"] == to_dict(RAG)
    (change,) = data["changed"]
    assert change["fields"] == {"state": {"before": "running", "after": "failed"}}
    assert change["endpoint"] == to_dict(failed)
    assert (data["unknown"], data["complete"]) == ([], {"before": True, "after": True})
    assert data["failures"] == {"before": [], "after": []}

    done = roster("diff", *files, "-o", "jsonl")
    assert done.code == 1
    events = [checked("changes", line) for line in done.out.splitlines()]
    assert [event["event"] for event in events] == ["changed", "removed", "added"]
    assert events[0]["fields"] == change["fields"]


def test_what_one_listing_could_not_read_is_not_gone(roster: Any, save: Any) -> None:
    whole, half = save(CHAT, RAG), save(CHAT, failures=[BUSY])
    done = roster("diff", whole, half)
    assert done.code == 3
    line = "? ppio/prod/ep-2  rag  stopped (only in before; after is incomplete)\n"
    assert done.out == line
    assert done.err.splitlines() == [
        "roster: the listing after is incomplete; what it lacks may still be there",
        "roster: ppio (prod): list endpoints failed: it was busy",
        "roster:   Wait.",
        "roster: 0 added, 0 removed, 0 changed, 1 not known",
    ]
    done = roster("diff", half, whole)
    assert done.code == 3
    assert "only in after; before is incomplete" in done.out
    assert "the listing before is incomplete" in done.err


def test_incomplete_listings_as_json(roster: Any, save: Any) -> None:
    files = save(CHAT, RAG), save(CHAT, failures=[BUSY])
    done = roster("diff", *files, "-o", "json")
    data = checked("diff", done.out)
    assert [(one["id"], one["listing"]) for one in data["unknown"]] == [("ep-2", "after")]
    assert data["removed"] == []
    assert data["complete"] == {"before": True, "after": False}
    assert data["failures"]["after"] == [to_dict(BUSY)]
    done = roster("diff", *files, "-o", "jsonl")
    events = [checked("changes", line) for line in done.out.splitlines()]
    assert [(event["event"], event["listing"]) for event in events] == [
        ("account_failed", "after"),
        ("unknown", "after"),
    ]


def test_a_difference_that_is_known_counts_more(roster: Any, save: Any) -> None:
    failed = changed(CHAT, state=EndpointState.FAILED)
    other = Endpoint("together", "together", "1")
    assert roster("diff", save(CHAT), save(failed, failures=[BUSY])).code == 1
    # Another account's failure does not hide what is gone from this one.
    assert roster("diff", save(CHAT, other), save(CHAT, failures=[BUSY])).code == 1


def test_no_difference_is_known_where_both_failed(roster: Any, save: Any) -> None:
    done = roster("diff", save(failures=[BUSY]), save(failures=[BUSY]))
    assert (done.code, done.out) == (3, "")


def test_what_a_limit_cut_off_is_not_gone(roster: Any, tmp_path: Path) -> None:
    files = tmp_path / "all.json", tmp_path / "few.json"
    words = ("list", "--sim", "--sim-endpoints", "2", "-o", "json")
    files[0].write_text(roster(*words).out, encoding="utf-8")
    files[1].write_text(roster(*words, "--limit", "4").out, encoding="utf-8")
    done = roster("diff", *map(str, files))
    assert done.code == 3
    assert done.out.count("?") == len(done.out.splitlines()) == 6
    assert "a part of it was cut off (--limit)" in done.err


def test_fields_that_count(roster: Any, save: Any) -> None:
    files = (
        save(changed(CHAT, uptime=99.5, raw={"a": 1})),
        save(changed(CHAT, uptime=98.5, raw={"a": 2}, owner="me")),
    )
    assert roster("diff", *files).out == "~ ppio/prod/ep-1  chat  owner: - -> me\n"
    assert roster("diff", *files, "--ignore", "owner").code == 0
    done = roster("diff", *files, "--all-fields", "--ignore", "owner")
    assert done.out == "~ ppio/prod/ep-1  chat  uptime: 99.5 -> 98.5, raw.a: 1 -> 2\n"


@pytest.mark.parametrize("forms", [("json", "jsonl"), ("jsonl", "json")])
def test_a_fleet_that_changed_between_two_listings(
    roster: Any, tmp_path: Path, forms: tuple[str, str]
) -> None:
    with Simulator(6, 7, providers=["together"]) as simulator:
        cloud = simulator["together"]
        env = {"TOGETHER_API_KEY": cloud.api_key, "TOGETHER_BASE_URL": cloud.base_url}
        gone, other = cloud.fleet[:2]
        files: list[str] = []
        for number, form in enumerate(forms):
            if number:
                cloud.drift("vanish")
                cloud.set_state(other, "SCALING")
                cloud.drift("appear")
            file = tmp_path / f"{number}.{form}"
            file.write_bytes(roster("list", "-o", form, env=env).out.encode())
            files.append(str(file))
        new = cloud.fleet[0]
    done = roster("diff", *files, "-o", "json")
    assert done.code == 1
    data = checked("diff", done.out)
    assert [one["id"] for one in data["added"]] == [new["id"]]
    assert [one["id"] for one in data["removed"]] == [gone["id"]]
    (change,) = data["changed"]
    assert change["id"] == other["id"]
    word: dict[str, str] = {"before": other["state"], "after": "SCALING"}
    assert change["fields"]["provider_state"] == word


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_a_provider_sent_acts(roster: Any, save: Any, attack: str) -> None:
    hostile = Endpoint("ppio", attack, attack, attack, attack, owner=attack, tags={attack: attack})
    failure = Failure("ppio", attack, attack, attack, attack, attack)
    after = changed(hostile, owner="x", tags={}, url=attack)
    files = save(hostile, CHAT), save(after, RAG, failures=[failure])
    done = roster("diff", *files)
    assert done.code == 1
    assert all(character.isprintable() or character == "\n" for character in done.out + done.err)
    assert len(done.out.splitlines()) == 3
    done = roster("diff", *files, "-o", "json")
    assert all(character.isprintable() or character == "\n" for character in done.out)
    assert checked("diff", done.out)["changed"][0]["fields"]["owner"]["before"] == attack


def test_colours_where_they_are_wanted(roster: Any, save: Any) -> None:
    files = save(CHAT), save(RAG)
    assert "\x1b[32m+ ppio/prod/ep-2" in roster("diff", *files, env={"FORCE_COLOR": "1"}).out
    assert "\x1b" not in roster("diff", *files).out


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["-", "-"], "only one of the two can be stdin (-)"),
        (["nowhere.json", "nowhere.json"], "nowhere.json: it cannot be read: No such file"),
        (["one.json", "two.json"], "one.json: it cannot be read: No such file or directory\n"),
        (["one.json", "two.json"], "two.json: it cannot be read: No such file or directory\n"),
        (["a", "b", "--ignore", "colour"], "unknown field 'colour'. Choose from name, model"),
        (["a"], "missing argument B"),
        (["a", "b", "-o", "xml"], "'xml'. Choose from text, json, jsonl"),
    ],
)
def test_trouble_is_2(roster: Any, words: list[str], fault: str) -> None:
    done = roster("diff", *words)
    assert (done.code, done.out) == (2, "")
    assert fault in done.said


def test_an_endpoint_that_is_there_twice_is_trouble(roster: Any, save: Any) -> None:
    done = roster("diff", save(CHAT), save(CHAT, CHAT))
    assert (done.code, done.out) == (2, "")
    assert "the same endpoint is in a listing twice: ppio/prod/ep-1" in done.err


def test_one_of_the_two_can_come_through_a_pipe(
    roster: Any, save: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.dumps({"endpoints": [to_dict(RAG)], "failures": [], "complete": True})
    stream = io.TextIOWrapper(io.BytesIO(data.encode()), "utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    assert roster("diff", save(CHAT), "-").out.splitlines() == [
        "- ppio/prod/ep-1  chat  running",
        "+ ppio/prod/ep-2  rag  stopped",
    ]


def test_ten_thousand_endpoints_and_a_closed_pipe(
    save: Any, command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    many = [changed(CHAT, id=f"ep-{number}") for number in range(10_000)]
    files = save(*many), save(*many[:10], *(changed(one, owner="me") for one in many[10:]))
    with subprocess.Popen(
        [*command, "diff", *files, "-o", "jsonl"],
        env=clean_env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert checked("changes", process.stdout.readline().decode())["id"] == "ep-10"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141
