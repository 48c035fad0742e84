"""Whatever goes wrong is one typed error that says what happened and shows no secret."""

from __future__ import annotations

import gzip
import logging
import pickle
import re
import traceback
from typing import Any

import httpx
import pytest
from endpoint_roster_core.operations import Operation, Request
from support.clients import CLIENTS, SECRET, GeneratedClient

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)


def failure(client: GeneratedClient, content: bytes, status: int = 200, **headers: Any) -> Any:
    with pytest.raises(client.package.ClientError) as caught:
        client.read(content, status, **headers)
    error: Any = caught.value
    assert error.operation == "endpoints.list"
    assert str(error).startswith("endpoints.list: ")
    assert (error.attempts, error.may_have_reached_server) == (1, True)
    return error


CLASSES = {
    302: "ApiError",
    304: "ApiError",
    400: "ApiError",
    401: "AuthenticationError",
    402: "ApiError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    408: "ApiError",
    409: "ConflictError",
    413: "ApiError",
    422: "ApiError",
    429: "RateLimitError",
    500: "ServerError",
    503: "ServerError",
    520: "ServerError",
    529: "ServerError",
    599: "ServerError",
    600: "ApiError",
    999: "ApiError",
}


@each_client
@pytest.mark.parametrize(("status", "cls"), CLASSES.items())
def test_each_error_status_has_its_class(client: GeneratedClient, status: int, cls: str) -> None:
    error = failure(client, b"", status)
    assert type(error) is getattr(client.package, cls)
    assert isinstance(error, client.package.ApiError)
    assert (error.kind, error.status, error.code) == ("status", status, None)
    assert f"answered {status}" in str(error)
    response = client.respond(b"", status)
    assert type(response.error) is type(error)
    assert (response.status, response.content, response.parsed) == (status, b"", None)
    assert response.attempts == 1


@each_client
@pytest.mark.parametrize("status", [200, 201, 202, 203, 206, 299])
def test_any_status_of_success_is_one(client: GeneratedClient, status: int) -> None:
    body = next(iter(client.examples()[200].values()))
    assert client.read(body, status) == client.read(body)
    error = failure(client, b"", status)
    assert type(error) is client.package.DecodeError
    assert (error.kind, error.status) == ("decode", status)
    assert "an empty body" in str(error)


@each_client
def test_a_read_without_content_is_a_decode_error(client: GeneratedClient) -> None:
    for status in (204, 205):
        error = failure(client, b"", status)
        assert type(error) is client.package.DecodeError
        assert (error.kind, error.status) == ("decode", status)


@each_client
@pytest.mark.parametrize("effect", ["idempotent", "change", "create"])
@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"gone", b"{", b'{"a": 1}'], ids=repr)
@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
async def test_a_change_was_made_whatever_its_success_looks_like(
    client: GeneratedClient, effect: Any, content: bytes, status: int
) -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.method)
        return httpx.Response(status, content=content)

    for model in (None, client.page.__name__):
        operation: Operation[Any] = Operation("things.do", "POST", "/things", model, effect=effect)
        with client.connect(answer) as one:
            response = one.send(Request(operation))
        async with client.connect_async(answer) as one:
            again = await one.send(Request(operation))
        for each in (response, again):
            assert each.error is None
            assert (each.status, each.content) == (status, content)
            expected = None if model is None else client.page
            assert type(each.result()) is (type(None) if expected is None else expected)
    assert sent == ["POST"] * 4


@each_client
@pytest.mark.parametrize("effect", ["read", "idempotent", "change", "create"])
@pytest.mark.parametrize("model", [None, "page"])
@pytest.mark.parametrize("content", [b"<html>Sign in</html>", b"\n <!doctype html>", b"Sign in"])
def test_a_page_in_between_is_never_taken_for_a_success(
    client: GeneratedClient, effect: Any, model: str | None, content: bytes
) -> None:
    headers = {} if b"<" in content else {"Content-Type": "text/html; charset=utf-8"}
    name = model and client.page.__name__
    operation: Operation[Any] = Operation("things.do", "POST", "/things", name, effect=effect)
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.method)
        return httpx.Response(200, content=content, headers=headers)

    with client.connect(answer) as one, pytest.raises(client.package.DecodeError) as caught:
        one.call(Request(operation))
    assert "answered 200 with HTML" in str(caught.value)
    assert caught.value.may_have_reached_server
    assert sent == ["POST"]


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
        connection.call(client.request())
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
    old_form = failure(client, b"", 503, **{"retry-after": "Wed Oct 21 07:28:00 2015"})
    assert skewed.retry_after == 5.0
    assert old_form.retry_after == 0.0
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
    ("raised", "kind", "reached"),
    [
        (httpx.ConnectTimeout("late"), "timeout", False),
        (httpx.PoolTimeout("late"), "timeout", False),
        (httpx.ReadTimeout("late"), "timeout", True),
        (httpx.WriteTimeout("late"), "timeout", True),
        (httpx.ConnectError("refused"), "connect", False),
        (httpx.ProxyError("refused"), "connect", False),
        (httpx.ProxyError("503 Service Unavailable"), "connect", False),
        (httpx.ProxyError("407 Proxy Authentication Required"), "proxy", False),
        (httpx.ProxyError("403 Forbidden"), "proxy", False),
        (httpx.ProxyError("Invalid username/password"), "proxy", False),
        (httpx.UnsupportedProtocol("what"), "argument", False),
        (httpx.ReadError("reset"), "transport", True),
        (httpx.WriteError("reset"), "transport", True),
        (httpx.CloseError("reset"), "transport", True),
        (httpx.RemoteProtocolError("cut"), "transport", True),
        (httpx.LocalProtocolError(f"Illegal header value {SECRET}"), "argument", False),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
async def test_failures_of_the_transport(
    client: GeneratedClient, raised: httpx.TransportError, kind: str, reached: bool
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise raised

    package = client.package
    with (
        client.connect(answer, max_attempts=1) as connection,
        pytest.raises(package.TransportError) as caught,
    ):
        connection.call(client.request())
    async with client.connect_async(answer, max_attempts=1) as connection:
        with pytest.raises(package.TransportError) as again:
            await connection.call(client.request())
    for error in (caught.value, again.value):
        assert type(error) is (
            package.ClientTimeoutError if kind == "timeout" else package.TransportError
        )
        assert error.kind == kind
        assert (error.operation, error.attempts) == ("endpoints.list", 1)
        assert error.may_have_reached_server is reached
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
    with connection, pytest.raises(client.package.AuthenticationError) as caught:
        connection.call(client.request())
    error: Any = caught.value
    shown = [
        repr(connection),
        str(connection),
        repr(connection.settings),
        repr(connection.send(client.request())),
        repr(connection.endpoints),
        repr(client.listing(connection)),
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


def test_huawei_is_sent_the_content_type_that_it_asks_for() -> None:
    client = GeneratedClient("huawei")
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("content-type"))
        return httpx.Response(200, json={})

    with client.connect(answer) as connection:
        connection.call(client.request())
    assert seen == ["application/json"]
