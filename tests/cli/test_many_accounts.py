"""Many accounts: messages stay readable, nothing gets lost, and lines come as they are read."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, AccountReport, Endpoint, Failure, ListProgress
from endpoint_roster_cli.endpoints.duplicates import warn_of_duplicates
from endpoint_roster_cli.output.messages import print_failures, print_notes
from endpoint_roster_cli.output.progress import describe
from support.http_server import Answer, Request, ScriptedServer
from support.surroundings import disturbing

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::endpoint_roster.InsecureConfigurationWarning")


def failures(count: int, cause: str = "answered 401: unauthorized") -> list[Failure]:
    advice = "Check the account's credentials."
    return [
        Failure("ppio", f"team-{n}", "auth", "list endpoints", cause.format(n), advice)
        for n in range(count)
    ]


def words(text: str) -> str:
    return " ".join(re.sub(r"^roster:", "", text, flags=re.MULTILINE).split())


class Terminal(io.StringIO):
    """What is shown on a terminal since it was looked at last."""

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        text = words(self.getvalue())
        self.truncate(0)
        return text


def test_progress_of_many_accounts_is_one_short_line() -> None:
    line = describe(ListProgress(10_000, 9_876, 12_345, 1_234_500, 1_100))
    assert line == "9,876 of 10,000 accounts, 12,345 pages, 1,234,500 endpoints, 1,100 failed"
    assert len(line) < 80


def test_a_few_failures_are_printed_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    print_failures(failures(20))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 40
    assert lines[-2] == "roster: ppio (team-19): list endpoints failed: answered 401: unauthorized"


def test_many_that_say_the_same_are_one_message_with_all_accounts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_failures([*failures(1_000), *failures(1, "answered 500")])
    said = capsys.readouterr().err
    assert said.count("answered 401") == said.count("answered 500") == 1
    assert "ppio (1,000 accounts): list endpoints failed: answered 401: unauthorized" in said
    assert [f"team-{n}" for n in range(1_000)] == re.findall(r"team-\d+", words(said))[:1_000]


def test_a_terminal_gets_the_beginning_and_where_all_of_them_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    print_failures(failures(1_000))
    assert terminal.shown().endswith("team-18, team-19 and 980 more.")
    print_failures(failures(1_000, "answered 500 (request {})"))
    said = terminal.shown()
    assert said.count("answered 500") == 20
    assert said.endswith("980 more failures; -o json has all of them")


def test_many_notes_that_say_the_same_are_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [AccountReport("ppio", f"team-{n}", notes=["no price"]) for n in range(1_000)]
    print_notes(reports[:20])
    assert len(capsys.readouterr().err.splitlines()) == 20
    print_notes(reports)
    said = words(capsys.readouterr().err)
    assert said.startswith("ppio (1,000 accounts): no price Accounts: team-0, team-1, ")
    assert said.endswith("team-998, team-999.")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    print_notes(reports)
    assert terminal.shown().endswith("team-18, team-19 and 980 more.")
    for number, report in enumerate(reports):
        report.notes = [f"no price of {number}"]
    print_notes(reports)
    said = terminal.shown()
    assert said.count("no price of") == 20
    assert said.endswith("980 more notes")


def test_the_document_has_every_failure(roster: Any, file: Callable[[str], str]) -> None:
    account = (
        '[[accounts]]\nprovider = "ppio"\nlabel = "team-{}"\napi_key = "{}"\nbase_url = "{}"\n'
    )
    with ScriptedServer(lambda _: Answer(b'{"reason": "no"}', 401)) as server:
        config = file("".join(account.format(n, f"k{n}", server.url) for n in range(50)))
        done = roster("list", "--config", config, "-o", "json")
    assert done.code == 3
    assert [one["account"] for one in json.loads(done.out)["failures"]] == [
        f"team-{n}" for n in range(50)
    ]
    assert len(done.err.splitlines()) < 10


def test_a_thousand_accounts_that_list_the_same_take_few_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    accounts = [Account("ppio", f"a{n}", api_key=f"key-{n % 999}") for n in range(1_000)]
    endpoints = [Endpoint("ppio", account.label, f"e{n}") for account in accounts for n in (1, 2)]
    warn_of_duplicates(accounts, endpoints)
    said = words(capsys.readouterr().err)
    assert said.startswith("ppio (a0) and ppio (a1) list the same 2 endpoints: counted once")
    assert said.endswith("979 more pairs of accounts have a credential or endpoints in common")
    assert len(said) < 20 * 100


def test_one_credential_of_many_accounts_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    accounts = [Account("ppio", f"a{n}", api_key=f"key-{n % 999}") for n in range(1_000)]
    warn_of_duplicates(accounts, [])
    assert words(capsys.readouterr().err) == "ppio (a0) and ppio (a999) have one credential"


def test_lines_reach_a_pipe_while_other_accounts_are_read(file: Callable[[str], str]) -> None:
    read = threading.Event()

    def script(request: Request) -> Answer:
        if request.headers["Authorization"] == "Bearer slow-key":
            assert read.wait(30)
        page = {"data": [{"id": "one"}], "next_cursor": "", "has_more": False}
        return Answer(json.dumps(page).encode())

    account = (
        '[[accounts]]\nprovider = "ppio"\nlabel = "{0}"\napi_key = "{0}-key"\nbase_url = "{1}"\n'
    )
    with ScriptedServer(script) as server:
        config = file("".join(account.format(label, server.url) for label in ("quick", "slow")))
        with subprocess.Popen(
            [
                sys.executable,
                "-m",
                "endpoint_roster_cli",
                "list",
                "--config",
                config,
                "-o",
                "jsonl",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={name: value for name, value in os.environ.items() if name not in disturbing()},
        ) as process:
            assert process.stdout
            first = json.loads(process.stdout.readline())
            read.set()
            rest, _ = process.communicate(timeout=60)
    assert (first["account"], json.loads(rest)["account"]) == ("quick", "slow")
    assert process.returncode == 0
