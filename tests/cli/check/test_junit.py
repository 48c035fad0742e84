"""roster check -o junit: what CI systems read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xmlschema
from endpoint_roster_cli.output.text import safe
from junitparser import Error, Failure, JUnitXml, Skipped
from support.raw_server import http

from .conftest import HOSTILE, SECRET, Check, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.running import Run

ACCEPTED = """
[[check.exceptions]]
reference = "*/e3"
rule = "failed"
reason = "being repaired"
until = 2026-03-31
"""


@cache
def schema() -> Any:
    return xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd"))


def suites(text: str) -> list[Any]:
    """Read a document that is as the schema says; the counts are those of its cases."""
    schema().validate(text)
    read: Any = JUnitXml.fromstring(text.encode())
    written = (read.tests, read.failures, read.errors)
    found = [*read]
    for suite in found:
        counts = suite.tests, suite.failures, suite.errors, suite.skipped
        suite.update_statistics()
        assert counts == (suite.tests, suite.failures, suite.errors, suite.skipped)
    sums = [sum(getattr(one, name) for one in found) for name in ("tests", "failures", "errors")]
    assert written == tuple(sums)
    return found


def cases(text: str) -> dict[str, tuple[type[Any] | None, str]]:
    """What became of each case: its result, and the message."""
    found: dict[str, tuple[type[Any] | None, str]] = {}
    for suite in suites(text):
        for case in suite:
            [result] = case.result or [None]
            found[case.name] = (type(result), result.message) if result else (None, "")
    return found


def test_a_case_for_each_rule_and_endpoint(check_of: Callable[..., Check]) -> None:
    answered = answer({"e1": "STARTED", "e2": "ERROR", "e3": "ERROR", "e4": "STARTING"})
    done = check_of(answered)("-o", "junit", "--rule", "failed,stuck,unread", table=ACCEPTED)
    assert done.code == 5
    [suite] = suites(done.out)
    assert (suite.name, suite.timestamp) == ("together/prod", "2026-03-01T12:00:00")
    assert {case.classname for case in suite} == {"together/prod"}
    unknown = "not known: starting, but no time of the last change is reported"
    why = "no reason is reported"
    assert cases(done.out) == {
        "failed: e1": (None, ""),
        "failed: e2": (Failure, why),
        "failed: e3": (Skipped, f"{why}; excepted until 2026-03-31: being repaired"),
        "failed: e4": (None, ""),
        "stuck: e1": (None, ""),
        "stuck: e2": (None, ""),
        "stuck: e3": (None, ""),
        "stuck: e4": (Skipped, unknown),
        "unread: together/prod": (None, ""),
    }


def test_an_account_that_could_not_be_read_is_an_error(check_of: Callable[..., Check]) -> None:
    done = check_of(http({"error": {"message": "no"}}, 401))("-o", "junit")
    assert done.code == 3
    [(name, (kind, message))] = cases(done.out).items()
    assert (name, kind) == ("unread: together/prod", Error)
    assert message.startswith("list endpoints failed: ")
    assert SECRET not in done.out + done.err


def test_all_clouds(noon: Run) -> None:
    done = noon("check", "--sim", "-o", "junit")
    assert done.code == 5
    assert [suite.name for suite in suites(done.out)] == [
        f"{name}/{name}" for name in ("volcengine", "ppio", "together", "openrouter", "huawei")
    ]


def test_hostile_texts_stay_texts(check_of: Callable[..., Check]) -> None:
    done = check_of(answer({HOSTILE: "ERROR"}), label="<a & b>")("-o", "junit", "--rule", "failed")
    [suite] = suites(done.out)
    assert suite.name == "together/<a & b>"
    assert cases(done.out) == {f"failed: {safe(HOSTILE)}": (Failure, "no reason is reported")}


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_an_encoding_that_lacks_characters(process: Run, encoding: str) -> None:
    words = ("check", "--sim", "--provider", "ppio", "-o", "junit")
    done = process(*words, env={"PYTHONIOENCODING": encoding})
    assert done.out.isascii()
    assert any(not case.name.isascii() for suite in suites(done.out) for case in suite)
