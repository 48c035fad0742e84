"""Checks of accounts for tests: run one, look at its steps, and that no secret is in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from endpoint_roster import Account, Clock, Diagnosis, DiagnosisStep, Roster

from support.raw_server import http

SECRET = "s3cr3t-never-shown"
PASSWORD = "pr0xy-never-shown"
STEPS = ["credentials", "client", "host", "tls", "clock", "authentication", "endpoints"]
EMPTY = http(b'{"object": "list", "data": []}')


async def at_once(_: float) -> None:
    """Wait for nothing."""


QUICK = Clock(sleep_async=at_once, random=lambda: 0.0)


def together(address: str, **more: Any) -> Account:
    return Account("together", "mine", api_key=SECRET, base_url=address, **more)


def check(account: Account, **options: Any) -> Diagnosis:
    """Check one account, without waits between requests."""
    options.setdefault("clock", QUICK)
    with Roster([account], **options) as roster:
        diagnosis = roster.diagnose(account)
    assert [step.name for step in diagnosis.steps] == STEPS
    assert (diagnosis.provider, diagnosis.account) == (account.provider, account.label)
    assert SECRET not in repr(diagnosis) + repr(asdict(diagnosis))
    assert PASSWORD not in repr(diagnosis) + repr(asdict(diagnosis))
    return diagnosis


def step(diagnosis: Diagnosis, name: str) -> DiagnosisStep:
    [found] = [each for each in diagnosis.steps if each.name == name]
    return found


def broken(diagnosis: Diagnosis) -> DiagnosisStep:
    """The one step that failed; nothing after it was reached."""
    assert not diagnosis.works
    outcomes = [each.outcome for each in diagnosis.steps]
    [failed] = [each for each in diagnosis.steps if each.outcome == "failed"]
    assert set(outcomes[outcomes.index("failed") + 1 :]) <= {"skipped"}
    assert failed.detail
    assert failed.advice
    return failed
