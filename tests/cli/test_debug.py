"""--debug: what is sent, and how it was answered."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from support.running import Run

REQUEST = re.compile(
    r"debug: \w+ \(\w+\): (GET|POST) http://127\.0\.0\.1:\d+/\S*: 200"
    r" in \d+\.\d{3} s \((request id (?!None)\S+|no request id)\)"
)


@pytest.mark.parametrize("command", ["list", "check"])
def test_each_request_is_a_line_without_secrets(
    roster: Run, variables: dict[str, str], command: str
) -> None:
    plain = roster(command, "-o", "json", env=variables)
    done = roster(command, "-o", "json", "--debug", env=variables)
    assert json.loads(done.out) == json.loads(plain.out)
    lines = [line for line in done.err.splitlines() if line.startswith("debug: ")]
    requests = [line for line in lines if REQUEST.fullmatch(line)]
    assert len(requests) >= 5
    assert {line.split()[1] for line in lines} == {
        *("huawei", "openrouter", "ppio", "together", "volcengine")
    }
    secrets = [
        value for name, value in variables.items() if re.search("KEY|TOKEN|SECRET", name) and value
    ]
    assert secrets
    assert not any(secret in done.err for secret in secrets)


def test_an_answer_that_is_an_error_is_a_line_too(roster: Run, variables: dict[str, str]) -> None:
    env: dict[str, Any] = variables | {"TOGETHER_API_KEY": "wrong"}
    done = roster("list", "--provider", "together", "--debug", env=env)
    assert done.code == 3
    assert re.search(r"^debug: together \(together\): GET http://\S+: 401 in ", done.err, re.M)
    assert "wrong" not in done.err


def test_nothing_is_said_without_it_afterwards(roster: Run) -> None:
    assert "debug: " in roster("list", "--sim", "--sim-endpoints", "1", "--debug").err
    assert roster("list", "--sim", "--sim-endpoints", "1").err == ""
