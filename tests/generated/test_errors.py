"""Whatever goes wrong is one typed error that says what happened and shows no secret."""

from __future__ import annotations

import asyncio
import gzip
import logging
import pickle
import re
import traceback
from typing import Any

import httpx
import pytest
from support.clients import CLIENTS, SECRET, GeneratedClient

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)


def failure(client: GeneratedClient, content: bytes, status: int = 200, **headers: Any) -> Any:
    with pytest.raises(client.package.ClientError) as caught:
        client.read(content, status, **headers)
    return caught.value


@each_client
@pytest.mark.parametrize(
    "status", [201, 204, 302, 400, 401, 402, 403, 404, 408, 413, 429, 500, 503, 520, 529, 599]
)
def test_every_status_but_200_is_an_error(client: GeneratedClient, status: int) -> None:
    error = failure(client, b"", status)
    assert type(error) is client.package.ApiError
    assert (error.kind, error.status, error.code) == ("status", status, None)
    assert f"answered {status}" in str(error)


@each_client
@pytest.mark.parametrize(
    ("content", "headers", "words"),
    [
        (b"", {}, "an empty body"),
        (b"<html>maintenance</html>", {"content-type": "text/html"}, "HTML"),
        (b"null", {}, "JSON object"),
        (b"[]", {}, "JSON object"),
        (b'{"data": [', {}, "JSON object"),
        (b"\xff\xfe\x00", {}, "JSON object"),
        (b'{"data":' + b"[" * 100_000, {}, "JSON object"),
        (b"plainly not gzip", {"content-encoding": "gzip"}, "compression"),
    ],
    ids=["empty", "html", "null", "array", "cut", "binary", "deep", "not-gzip"],
)
def test_a_success_that_is_no_object_is_a_decode_error(
    client: GeneratedClient, content: bytes, headers: dict[str, Any], words: str
) -> None:
    error = failure(client, content, **headers)
    assert type(error) is client.package.DecodeError
    assert error.kind == "decode"
    assert words in str(error)


@each_client
def test_answers_are_bounded_after_decompression(client: GeneratedClient) -> None:
    bomb = gzip.compress(b" " * 1_000_000)

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=bomb, headers={"content-encoding": "gzip"})

    with (
        client.connect(answer, max_response_bytes=999_999) as connection,
        pytest.raises(client.package.DecodeError) as caught,
    ):
        client.operation.sync(client=connection, **client.arguments)
    assert caught.value.kind == "too_large"
    assert "max_response_bytes" in str(caught.value)


@pytest.mark.parametrize(
    ("provider", "body", "code", "message"),
    [
        (
            "volcengine",
            b'{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"InternalError","Message":"no"}}}',
            "InternalError",
            "no",
        ),
        ("openrouter", b'{"error":{"code":502,"message":"no"}}', "502", "no"),
        ("huawei", b'{"error_code":"APIG.0301","error_msg":"no"}', "APIG.0301", "no"),
    ],
)
def test_an_error_object_under_200_is_an_error(
    provider: str, body: bytes, code: str, message: str
) -> None:
    client = GeneratedClient(provider)
    error = failure(client, body)
    assert type(error) is client.package.ApiError
    assert (error.status, error.code) == (200, code)
    assert message in error.message


@each_client
@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("0.5", 0.5),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(client: GeneratedClient, header: str, seconds: float | None) -> None:
    assert failure(client, b"", 429, **{"retry-after": header}).retry_after == seconds


@each_client
def test_retry_after_as_a_date(client: GeneratedClient) -> None:
    past = failure(client, b"", 503, **{"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"})
    future = failure(client, b"", 503, **{"retry-after": "Wed, 21 Oct 2115 07:28:00 GMT"})
    skewed = failure(
        client,
        b"",
        503,
        **{
            "date": "Wed, 21 Oct 2015 07:27:55 GMT",
            "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT",
        },
    )
    assert skewed.retry_after == 5.0
    assert past.retry_after == 0.0
    assert future.retry_after > 86_400


@each_client
def test_errors_pickle_with_all_they_know(client: GeneratedClient) -> None:
    for status, bodies in client.examples().items():
        if status == 200:
            continue
        for body in bodies.values():
            with pytest.raises(client.package.ApiError) as caught:
                client.read(body, status)
            again = pickle.loads(pickle.dumps(caught.value))
            assert vars(again) == vars(caught.value)
            assert str(again) == str(caught.value)


@each_client
@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (httpx.ConnectTimeout("late"), "timeout"),
        (httpx.ReadTimeout("late"), "timeout"),
        (httpx.PoolTimeout("late"), "timeout"),
        (httpx.ConnectError("refused"), "connect"),
        (httpx.ProxyError("refused"), "connect"),
        (httpx.ReadError("reset"), "transport"),
        (httpx.RemoteProtocolError("cut"), "transport"),
        (httpx.LocalProtocolError(f"Illegal header value {SECRET}"), "transport"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
async def test_failures_of_the_transport(
    client: GeneratedClient, raised: httpx.TransportError, kind: str
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise raised

    with (
        client.connect(answer) as connection,
        pytest.raises(client.package.TransportError) as caught,
    ):
        client.operation.sync(client=connection, **client.arguments)
    async with client.connect(answer) as connection:
        with pytest.raises(client.package.TransportError) as again:
            await client.operation.asyncio(client=connection, **client.arguments)
    for error in (caught.value, again.value):
        assert error.kind == kind
        assert error.__cause__ is None
        assert error.__context__ is None
        assert SECRET not in "".join(traceback.format_exception(error))


@each_client
def test_the_secret_is_shown_nowhere(
    client: GeneratedClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo = (
        f'{{"error": {{"message": "bad key {SECRET}", "code": "{SECRET}"}}, "message": "{SECRET}"}}'
    )

    def answer(request: httpx.Request) -> httpx.Response:
        assert SECRET in str(list(request.headers.raw))
        return httpx.Response(401, text=echo, headers={"x-request-id": "r-1"})

    connection = client.connect(answer)
    with connection, pytest.raises(client.package.ApiError) as caught:
        client.operation.sync(client=connection, **client.arguments)
    error: Any = caught.value
    shown = [
        repr(connection),
        str(connection),
        repr(error),
        str(error),
        repr(error.__dict__),
        "".join(traceback.format_exception(error)),
        caplog.text,
    ]
    assert [text for text in shown if SECRET in text] == []
    assert error.request_id == "r-1"


@each_client
def test_messages_are_one_safe_line(client: GeneratedClient) -> None:
    nasty = '"a\\u001b[31m\\nb\\u202ec' + "x" * 2000 + '"'
    shapes = (
        '{"error": {"message": %s}}',
        '{"message": %s}',
        '{"error_msg": %s}',
        '{"ResponseMetadata": {"Error": {"Message": %s}}}',
    )
    texts = [str(failure(client, (shape % nasty).encode(), 400)) for shape in shapes]
    assert any("[31m" in text for text in texts)
    for text in texts:
        assert len(text) < 800
        assert re.fullmatch(r"[^\x00-\x1f\x7f-\x9f\u202a-\u202e]*", text)


@each_client
@pytest.mark.parametrize(
    "token", ["", "key-1\n", " key-1", "key-1\r\nX: b", "schlüssel", "key\x001"]
)
def test_a_token_that_cannot_be_sent_is_refused_without_showing_it(
    client: GeneratedClient, token: str
) -> None:
    with pytest.raises(ValueError, match=r"^token must be printable ASCII") as caught:
        client.package.AuthenticatedClient(token=token)
    assert "key" not in str(caught.value)


@each_client
def test_an_address_without_scheme_is_refused(client: GeneratedClient) -> None:
    with pytest.raises(ValueError, match=r"^base_url must begin with http"):
        client.package.Client("api.example.com")


@each_client
def test_a_time_out_that_is_none_is_refused(client: GeneratedClient) -> None:
    for timeout in (0, -1, float("inf"), float("nan")):
        with pytest.raises(ValueError, match=r"^timeout must be"):
            client.package.Client(timeout=timeout)


def test_huawei_is_sent_the_content_type_that_it_asks_for() -> None:
    client = GeneratedClient("huawei")
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("content-type"))
        return httpx.Response(200, json={})

    with client.connect(answer) as connection:
        client.operation.sync(client=connection, **client.arguments)
    assert seen == ["application/json"]


@each_client
@pytest.mark.parametrize("exempt", [False, True])
async def test_a_proxy_of_the_environment_is_used_with_a_transport_of_ones_own(
    client: GeneratedClient, exempt: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(b"HTTP/1.1 299 Proxied\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(proxy, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        if exempt:
            monkeypatch.setenv("no_proxy", "cloud.invalid")
        connection = client.package.AuthenticatedClient(
            "http://cloud.invalid",
            token=SECRET,
            timeout=5,
            httpx_args={"transport": httpx.AsyncHTTPTransport()},
        )
        async with connection:
            with pytest.raises(client.package.ClientError) as caught:
                await client.operation.asyncio(client=connection, **client.arguments)
    if exempt:
        assert caught.value.kind == "connect"
        assert asked == []
    else:
        assert caught.value.status == 299
        assert b"http://cloud.invalid/" in asked[0]
