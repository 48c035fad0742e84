"""--debug: what is sent, and how it was answered, without secrets."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
from support.http_server import Answer, Request, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.running import Run

SECRET = "s3cr3t/never+shown=&\"'"
REQUEST = re.compile(
    r"debug: \w+ \(\w+\): (GET|POST) http://127\.0\.0\.1:\d+/\S*: 200"
    r" in \d+\.\d{3} s \((request id (?!None)\S+|no request id)\)"
)
#: A configuration file with each way to prove who one is.
CONFIG = """
[[accounts]]
provider = "huawei"
label = "password"
username = "u"
password = '''{secret}'''
domain = "d"
project_id = "{project}"
base_url = "{url}"
iam_url = "{url}"

[[accounts]]
provider = "huawei"
label = "keys"
access_key = "AK{visible}"
secret_key = "{visible}"
project_id = "{project}"
base_url = "{url}"

[[accounts]]
provider = "volcengine"
access_key = "AK{visible}"
secret_key = "{visible}"
session_token = "{visible}"
base_url = "{url}"

[[accounts]]
provider = "together"
api_key = "{visible}"
base_url = "{url}"
"""


def in_any_form(secret: str) -> set[str]:
    """A secret as it can be written in a request, an answer or a message."""
    encoded = base64.b64encode(secret.encode()).decode().rstrip("=")
    written = {json.dumps(secret)[1:-1], repr(secret)[1:-1], quote(secret, ""), quote_plus(secret)}
    return {secret, secret[:14], encoded, secret.encode().hex(), *written}


@pytest.fixture
def echo() -> Iterator[ScriptedServer]:
    """A cloud that repeats all that it is sent, and gives tokens and other secrets."""

    def answer(request: Request) -> Answer:
        sent = {name: value for name, value in request.headers.items() if name != "Host"}
        body: dict[str, Any] = {"token": {"id": SECRET}, "apiKey": SECRET, "seen": str(sent)}
        body |= {"data": [], "body": json.loads(request.body or b"{}"), "error": {}}
        headers = {"Content-Type": "application/json", "X-Subject-Token": SECRET}
        headers |= {"Set-Cookie": f"session={SECRET}", "X-Echo": str(sent), "X-Request-Id": "r-1"}
        return Answer(json.dumps(body).encode(), 201 if "/auth/" in request.path else 403, headers)

    with ScriptedServer(answer) as server:
        yield server


@pytest.mark.parametrize("command", ["list", "check"])
def test_requests_and_answers(roster: Run, variables: dict[str, str], command: str) -> None:
    plain = roster(command, "-o", "json", env=variables)
    done = roster(command, "-o", "json", "--debug", env=variables)
    assert json.loads(done.out) == json.loads(plain.out)
    lines = [line for line in done.err.splitlines() if line.startswith("debug: ")]
    requests = [line for line in lines if REQUEST.fullmatch(line)]
    assert len(requests) >= 5
    about = [line.split()[1] for line in lines if line[7] not in "<>"]
    assert {*about} == {"huawei", "openrouter", "ppio", "together", "volcengine"}
    for shown in (
        "> GET /v1/endpoints",
        "> POST /?Action=ListEndpoints&Version=2024-01-01",
        "> Authorization: ***",
        "> X-Auth-Token: ***",
        '> {"PageNumber": 1, "PageSize": 100}',
        "< 200 OK",
        "< content-type: application/json",
    ):
        assert f"debug: {shown}" in lines
    assert any(line.startswith('debug: < {"object": "list", "data": [{"') for line in lines)
    secrets = [
        value for name, value in variables.items() if re.search("KEY|TOKEN|SECRET", name) and value
    ]
    assert secrets
    assert not any(form in done.err for secret in secrets for form in in_any_form(secret))


def test_an_answer_that_is_an_error(roster: Run, variables: dict[str, str]) -> None:
    env: dict[str, Any] = variables | {"TOGETHER_API_KEY": "wrong"}
    done = roster("list", "--provider", "together", "--debug", env=env)
    assert done.code == 3
    assert re.search(r"^debug: together \(together\): GET http://\S+: 401 in ", done.err, re.M)
    assert "debug: < 401 Unauthorized" in done.err.splitlines()
    assert "wrong" not in done.err


def test_a_change_and_its_settings(roster: Run) -> None:
    endpoint = roster("list", "--sim", "--provider", "ppio", "-o", "name").out.split()[0]
    words = ["--set", 'envs=[{"key": "MODE", "value": "s3cr3t"}]', "--set", "name=chat", "--yes"]
    done = roster("update", endpoint, "--sim", *words, "--debug")
    assert 'debug: > {"envs": "***", "name": "chat"}' in done.err.splitlines()
    assert "s3cr3t" not in done.err + done.out


def test_no_secret_is_shown_in_any_form(
    roster: Run, echo: ScriptedServer, file: Callable[[str], str]
) -> None:
    visible = "s3cr3t-never-shown+/="
    words = {"secret": SECRET, "visible": visible, "url": echo.url, "project": "0" * 32}
    done = roster("list", "--config", file(CONFIG.format(**words)), "--debug")
    assert "debug: > POST /v3/auth/tokens" in done.err
    sent = "".join(str(request.headers) for request in echo.requests)
    assert visible in sent
    assert json.dumps(SECRET).encode() in b"".join(request.body for request in echo.requests)
    for form in in_any_form(SECRET) | in_any_form(visible):
        assert form not in done.out + done.err


def test_nothing_is_said_without_it_afterwards(roster: Run) -> None:
    assert "debug: " in roster("list", "--sim", "--sim-endpoints", "1", "--debug").err
    assert roster("list", "--sim", "--sim-endpoints", "1").err == ""
