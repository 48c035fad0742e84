"""The journal of actions, and roster journal."""

from __future__ import annotations

import getpass
import json
import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.journal import Journal, read
from jsonschema import Draft202012Validator
from support.golden import check_golden

if TYPE_CHECKING:
    from pathlib import Path

    from support.running import Run

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACCOUNT, REFERENCE = "together/prod", "together/prod/endpoint-1"


class Ticks:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.jsonl"


def filled(path: Path) -> None:
    """Write a journal with an action that is done, one that failed, and one without an end."""
    with Journal(path, Ticks(), "ada@host") as journal:
        done = journal.begin("stop", ACCOUNT, REFERENCE, "chat")
        failed = journal.begin("delete", "ppio/ppio", "ppio/ppio/ep-2", None)
        journal.end(
            done,
            outcome="done",
            state_before="running",
            state_after="stopped",
            request_id="req-1",
        )
        journal.begin("create", ACCOUNT, ACCOUNT, "rag\x1b[2J")
        journal.end(failed, outcome="failed", state_before="running", cause="status 500")


def test_each_action_is_read_once_with_its_end(path: Path) -> None:
    filled(path)
    entries, broken = read(path)
    assert broken == []
    assert [(one.action, one.outcome, one.request_id) for one in entries] == [
        ("stop", "done", "req-1"),
        ("delete", "failed", None),
        ("create", None, None),
    ]
    assert (entries[0].time, entries[0].ended) == (NOON + timedelta(0, 1), NOON + timedelta(0, 3))
    assert entries[2].ended is None


def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        filled(path)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_line_is_one_write_at_the_end_of_the_file(path: Path) -> None:
    """What is there stays, also where a process was killed within a line."""
    filled(path)
    kept = path.read_bytes() + b'{"event": "started", "id": "x", "ti'
    path.write_bytes(kept)
    with Journal(path, Ticks()) as journal:
        journal.begin("stop", ACCOUNT, REFERENCE, None)
    assert path.read_bytes().startswith(kept + b"\n{")
    entries, broken = read(path)
    assert (len(entries), broken) == (4, [6])


def test_processes_can_write_at_the_same_time(path: Path) -> None:
    program = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from endpoint_roster_cli.journal import Journal\n"
        "with Journal(Path(sys.argv[1]), lambda: datetime.now(UTC)) as journal:\n"
        "    for number in range(200):\n"
        "        started = journal.begin('stop', 'a/b', f'a/b/{sys.argv[2]}-{number}', 'x' * 500)\n"
        "        journal.end(started, outcome='done')\n"
    )

    def write(name: str) -> int:
        return subprocess.run([sys.executable, "-c", program, path, name], check=True).returncode

    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(write, "abcd")] == [0] * 4
    entries, broken = read(path)
    assert broken == []
    assert len({one.reference for one in entries}) == len(entries) == 800
    assert {one.outcome for one in entries} == {"done"}


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        "{}",
        '{"event": "started", "id": 1}',
        '{"event": "started", "id": "a", "time": "yesterday", "who": "w", "account": "a",'
        ' "reference": "r", "action": "stop"}',
        '{"event": "started", "id": "a", "time": "0001-01-01T00:00:00+23:00", "who": "w",'
        ' "account": "a", "reference": "r", "action": "stop"}',
        "[" * 10_000,
        "\x00\xff",
    ],
    ids=["text", "list", "empty", "number", "no time", "before all times", "deep", "bytes"],
)
def test_a_broken_line_is_named_and_costs_nothing_else(noon: Run, path: Path, line: str) -> None:
    filled(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:2], line, *lines[2:], ""]), encoding="latin-1")
    done = noon("journal", "-o", "json", env={"ENDPOINT_ROSTER_JOURNAL": str(path)})
    assert done.code == 3
    assert done.err == f"roster: {path}, line 3: not a valid entry; skipped\n"
    document = json.loads(done.out)
    assert (len(document["actions"]), document["complete"]) == (3, False)


def test_who_is_the_user_at_this_host(path: Path) -> None:
    with Journal(path, Ticks()) as journal:
        journal.begin("stop", ACCOUNT, REFERENCE, None)
    assert read(path).entries[0].who == f"{getpass.getuser()}@{platform.node()}"


def test_the_command_shows_the_table(noon: Run, path: Path) -> None:
    filled(path)
    done = noon("journal", env={"ENDPOINT_ROSTER_JOURNAL": str(path)})
    assert done.code == 0
    check_golden("journal.txt", done.out)
    assert done.err == (
        "roster: 1 action without an outcome: still running, or interrupted."
        " To see the endpoint now: roster show REFERENCE\n"
    )


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_data_fits_the_schema(noon: Run, path: Path, output: str) -> None:
    filled(path)
    done = noon("journal", "-o", output, env={"ENDPOINT_ROSTER_JOURNAL": str(path)})
    assert (done.code, done.err) == (0, "")
    actions = [json.loads(line) for line in done.out.splitlines()] if output == "jsonl" else None
    document: Any = {"actions": actions, "complete": True} if actions else json.loads(done.out)
    schema: Any = Draft202012Validator(
        json.loads(noon("schema", "journal").out),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    schema.validate(document)
    assert document["actions"][0]["time"] == "2026-03-01T12:00:01.000Z"
    assert document["actions"][1]["cause"] == "status 500"


def test_since(noon: Run, path: Path) -> None:
    filled(path)
    with Journal(path, Ticks(NOON - timedelta(days=3))) as journal:
        journal.begin("start", ACCOUNT, REFERENCE, "old")
    env = {"ENDPOINT_ROSTER_JOURNAL": str(path)}

    def names(*words: str) -> list[str]:
        done = noon("journal", "-o", "jsonl", *words, env=env)
        return [json.loads(line)["name"] for line in done.out.splitlines()]

    assert len(names()) == 4
    assert "old" not in names("--since", "2d")
    assert "old" in names("--since", "4d")
    wrong = noon("journal", "--since", "soon", env=env)
    assert (wrong.code, wrong.out) == (2, "")
    assert "'soon' is not a date or time such as" in wrong.err


def test_no_journal_yet_and_one_that_cannot_be_read(noon: Run, tmp_path: Path) -> None:
    none = noon("journal", env={"ENDPOINT_ROSTER_JOURNAL": str(tmp_path / "none")})
    assert (none.code, none.out) == (0, "")
    assert none.err == f"roster: the journal {tmp_path / 'none'} has no actions\n"
    folder = noon("journal", env={"ENDPOINT_ROSTER_JOURNAL": str(tmp_path)})
    assert (folder.code, folder.out) == (1, "")
    assert folder.err == f"roster: the journal {tmp_path} cannot be read: Is a directory\n"


def test_a_home_of_a_user_who_is_not_there(noon: Run) -> None:
    done = noon("journal", env={"ENDPOINT_ROSTER_JOURNAL": "~no-such-user/journal"})
    assert done.code == 0
    assert done.err == "roster: the journal ~no-such-user/journal has no actions\n"


def test_the_usual_place_is_where_the_platform_keeps_state(noon: Run, tmp_path: Path) -> None:
    filled(tmp_path / "endpoint-roster" / "journal.jsonl")
    done = noon("journal", "-o", "jsonl", env={"XDG_STATE_HOME": str(tmp_path)})
    assert len(done.out.splitlines()) == 3
