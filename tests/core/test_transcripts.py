"""Requests and answers as text: what helps is there, what is secret is not."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from endpoint_roster_core.transcripts import LONGEST_BODY, answer_lines, request_lines

SECRET = "s3cr3t/never+shown="
URL = "https://api.example/v1/endpoints"


def of_request(**how: Any) -> str:
    return "\n".join(request_lines(httpx.Request("POST", URL, **how), str))


def of_answer(content: bytes, sent: dict[str, str] | None = None, **how: Any) -> str:
    request = httpx.Request("GET", URL, headers=sent)
    return "\n".join(answer_lines(httpx.Response(200, request=request, **how), content, str))


def test_a_request() -> None:
    headers = {"Host": "api.example", "X-Auth-Token": SECRET, "X-Unknown": "value"}
    request = httpx.Request(
        "PATCH", f"{URL}/1?limit=10&page_token=p2", headers=headers, json={"state": "STOPPED"}
    )
    assert request_lines(request, str) == [
        "PATCH /v1/endpoints/1?limit=10&page_token=p2",
        "Host: api.example",
        "X-Auth-Token: ***",
        "X-Unknown: ***",
        "Content-Length: 19",
        "Content-Type: application/json",
        '{"state": "STOPPED"}',
    ]


def test_an_answer() -> None:
    headers = {"X-Request-Id": "r-1", "Retry-After": "2", "Set-Cookie": SECRET}
    request = httpx.Request("GET", URL)
    response = httpx.Response(429, headers=headers, request=request)
    assert answer_lines(response, b'{"message": "busy"}', str) == [
        "429 Too Many Requests",
        "X-Request-Id: r-1",
        "Retry-After: 2",
        "Set-Cookie: ***",
        '{"message": "busy"}',
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("password", "token", "security_token", "securitytoken", "accessToken", "HF_TOKEN"),
        *("api_key", "apiKey", "X-Api-Key", "access_key_id", "AccessKeyId", "SecretAccessKey"),
        *("sk", "client_secret", "X-Signature", "credential", "private_key", "session-cookie"),
    ],
)
def test_values_of_secret_names_are_hidden(name: str) -> None:
    data = {"a": [{name: SECRET, "state": "running"}], "text": f"x --{name} {SECRET} y"}
    for shown in (
        of_request(json=data),
        of_request(params={name: SECRET, "limit": "1"}),
        of_answer(json.dumps(data).encode()),
        of_answer(f'<p>{{"{name}": "{SECRET}", cut'.encode()),
        of_answer(f"cut in the middle: {name}={SECRET}".encode()),
        of_answer(b"", headers={"Location": f"{URL}?{name}={SECRET}&limit=1"}),
    ):
        assert "***" in shown
        assert SECRET not in shown
        assert "never" not in shown


@pytest.mark.parametrize(
    "data",
    [
        {"password": {"user": {"name": "n", "password": SECRET}}},
        {"envs": [{"key": "MODE", "value": SECRET}]},
        {"variables": [{"name": "HF_TOKEN", "value": SECRET}]},
        {"environment_variables": {"MODE": SECRET}},
    ],
)
def test_what_is_below_a_secret_name_is_hidden(data: dict[str, Any]) -> None:
    assert SECRET not in of_request(json=data)


@pytest.mark.parametrize(
    "data",
    [
        {"max_tokens": 5, "tokenizer": "Llama3", "next_page_token": "p3", "keys": ["a"]},
        {"tags": [{"key": "team", "value": "search"}], "auth_type": "API_KEY"},
        {"token": None, "password": "", "price_per_token": "0.1"},
    ],
)
def test_what_only_looks_secret_is_shown(data: dict[str, Any]) -> None:
    assert json.dumps(data) in of_answer(json.dumps(data).encode())


@pytest.mark.parametrize("body", ['{{"message": "no such key: {0}"}}', "no such key: {0}"])
def test_what_a_server_repeats_of_the_credentials_is_hidden(body: str) -> None:
    sent = {"Authorization": f"Bearer {SECRET}"}
    assert SECRET not in of_answer(body.format(SECRET).encode(), sent)


def test_other_secrets_of_the_caller_are_hidden_everywhere() -> None:
    request = httpx.Request("POST", f"{URL}/abcd", headers={"Host": "abcd"}, json={"abcd": "abcd"})
    lines = request_lines(request, lambda text: text.replace("abcd", "***"))
    assert "abcd" not in "\n".join(lines)


def test_a_body_is_shown_up_to_a_length() -> None:
    shown = of_answer(json.dumps({"name": "x" * 10_000}).encode()).splitlines()[-1]
    assert shown.endswith("xxx... (10,012 bytes in total)")
    assert len(shown) == LONGEST_BODY + len("... (10,012 bytes in total)")
    # What is cut off must not take the end of a secret's value away.
    cut = json.dumps({"name": "x" * (LONGEST_BODY - 40), "token": SECRET * 10})
    assert SECRET[:6] not in of_answer(cut.encode())
    assert SECRET[:6] not in of_answer(cut.encode()[:-20])


def test_a_body_that_can_be_sent_once_is_not_read() -> None:
    def once() -> Any:
        yield b"password"

    request = httpx.Request("POST", URL, content=once())
    assert request_lines(request, str)[0] == "POST /v1/endpoints"
    assert b"".join(request.stream) == b"password"  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownVariableType]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 100_000, b"a" * 1_000_000])
def test_whatever_comes_is_shown(content: bytes) -> None:
    assert len(of_answer(content)) < LONGEST_BODY + 100
