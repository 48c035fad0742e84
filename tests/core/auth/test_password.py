"""HuaweiPasswordAuth: one request at a time, over real sockets."""

import json
import pickle
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import AuthError, HuaweiPasswordAuth

from .cloud import PASSWORD, Cloud, Received, Reply, serve

SYNC_AND_ASYNC = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


async def get(
    url: str, auth: httpx.Auth, *, asynchronous: bool, method: str = "GET", **options: Any
) -> httpx.Response:
    content = options.pop("content", None)
    if asynchronous:
        async with httpx.AsyncClient(auth=auth, **options) as client:
            return await client.request(method, url, content=content)
    with httpx.Client(auth=auth, **options) as client:
        return client.request(method, url, content=content)


def given(cloud: Cloud, **options: Any) -> HuaweiPasswordAuth:
    arguments: dict[str, Any] = {
        "project": "cn-southwest-2",
        "iam_url": cloud.iam_url,
        "clock": cloud.clock,
        **options,
    }
    return HuaweiPasswordAuth("reader", PASSWORD, "acme", **arguments)


@SYNC_AND_ASYNC
async def test_the_request_for_a_token(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool
) -> None:
    headers = {"User-Agent": "mine/1", "Cookie": "session=private", "X-Private": "private"}
    response = await get(cloud.api_url, auth, asynchronous=asynchronous, headers=headers)
    assert response.json()["token"] == "token-1"
    (login,) = cloud.logins
    assert (login.method, login.path) == ("POST", "/v3/auth/tokens?nocatalog=true")
    assert login.headers["Content-Type"] == "application/json;charset=utf8"
    assert login.headers["User-Agent"] == "mine/1"
    assert "private" not in login.headers.as_string()
    assert json.loads(login.body) == {
        "auth": {
            "identity": {
                "methods": ["password"],
                "password": {
                    "user": {"name": "reader", "password": PASSWORD, "domain": {"name": "acme"}}
                },
            },
            "scope": {"project": {"name": "cn-southwest-2"}},
        }
    }


@SYNC_AND_ASYNC
async def test_a_token_is_kept_until_shortly_before_it_expires(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool
) -> None:
    start = cloud.now
    for hours, minutes, expected in [(0, 0, 1), (23, 54, 1), (23, 55, 2), (40, 0, 2), (48, 0, 3)]:
        cloud.now = start + timedelta(hours=hours, minutes=minutes)
        await get(cloud.api_url, auth, asynchronous=asynchronous)
        assert len(cloud.logins) == expected, (hours, minutes)


def test_a_token_shorter_than_the_margin_is_used_once(cloud: Cloud) -> None:
    cloud.lifetime = timedelta(minutes=2)
    auth = given(cloud)
    with httpx.Client(auth=auth) as client:
        assert [client.get(cloud.api_url).json()["token"] for _ in range(2)] == [
            "token-1",
            "token-2",
        ]
        patient = given(cloud, refresh_before=timedelta(seconds=10))
        for _ in range(2):
            assert client.get(cloud.api_url, auth=patient).json()["token"] == "token-3"


@SYNC_AND_ASYNC
async def test_a_401_fetches_a_new_token_once_and_repeats_the_request(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool
) -> None:
    await get(cloud.api_url, auth, asynchronous=asynchronous)
    cloud.good.clear()
    response = await get(
        cloud.api_url, auth, asynchronous=asynchronous, method="POST", content=b"body"
    )
    assert response.json() == {"token": "token-2", "body": "body"}
    assert [call.headers.get_all("X-Auth-Token") for call in cloud.calls] == [
        ["token-1"],
        ["token-1"],
        ["token-2"],
    ]


@SYNC_AND_ASYNC
async def test_a_401_that_stays_is_handed_over_after_one_new_token(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool
) -> None:
    def issue_nothing_good(received: Received) -> Reply:
        reply = cloud.issue(received)
        cloud.good.clear()
        return reply

    cloud.answer_login = issue_nothing_good
    response = await get(cloud.api_url, auth, asynchronous=asynchronous)
    assert response.status_code == 401
    assert response.json()["error_code"] == "APIG.0301"
    assert (len(cloud.logins), len(cloud.calls)) == (2, 2)


@SYNC_AND_ASYNC
@pytest.mark.parametrize("status", [200, 403, 404, 429, 500])
async def test_no_other_answer_costs_a_token(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool, status: int
) -> None:
    with serve(lambda _: Reply(status)) as url:
        response = await get(url, auth, asynchronous=asynchronous)
    assert response.status_code == status
    assert len(cloud.logins) == 1


@SYNC_AND_ASYNC
async def test_a_new_token_can_be_had_with_one_connection_only(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool
) -> None:
    await get(cloud.api_url, auth, asynchronous=asynchronous)
    cloud.good.clear()
    response = await get(
        cloud.api_url,
        auth,
        asynchronous=asynchronous,
        limits=httpx.Limits(max_connections=1),
        timeout=httpx.Timeout(5, pool=0.5),
    )
    assert response.json()["token"] == "token-2"


REFUSALS = [
    pytest.param(
        Reply(401, {"error": {"code": 401, "message": "The password is wrong."}}),
        ("auth", 401, "401", None, "The password is wrong."),
        id="keystone",
    ),
    pytest.param(
        Reply(
            403,
            {"error_code": "IAM.0001", "error_msg": "no\nright \x1b[31mhere"},
            {"X-Request-Id": "req-1"},
        ),
        ("auth", 403, "IAM.0001", "req-1", "no right [31mhere"),
        id="gateway",
    ),
    pytest.param(
        Reply(429, {"error_code": "APIG.0308", "error_msg": "slow down", "request_id": "req-2"}),
        ("status", 429, "APIG.0308", "req-2", "slow down"),
        id="throttled",
    ),
    pytest.param(
        Reply(503, b"<html>", {"Content-Type": "text/html"}),
        ("status", 503, None, None, "503"),
        id="html",
    ),
    pytest.param(
        Reply(400, {"error_msg": f"got {PASSWORD} for reader"}),
        ("auth", 400, None, None, "got *** for reader"),
        id="echo",
    ),
    pytest.param(
        Reply(401, {"error": "text", "error_code": ["x"]}),
        ("auth", 401, None, None, "401"),
        id="odd-shapes",
    ),
    pytest.param(Reply(599, [1]), ("status", 599, None, None, "599"), id="non-iana"),
    pytest.param(
        Reply(200, {"token": {"expires_at": "2026-05-15T13:31:33Z"}}, {"X-Subject-Token": "t"}),
        ("status", 200, None, None, "200"),
        id="not-201",
    ),
    pytest.param(
        Reply(201, {"token": {"expires_at": "2026-05-15T13:31:33Z"}}),
        ("decode", 201, None, None, "X-Subject-Token"),
        id="no-token",
    ),
    pytest.param(
        Reply(201, {"token": {"expires_at": "2026-05-15T13:31:33Z"}}, {"X-Subject-Token": "a b"}),
        ("decode", 201, None, None, "X-Subject-Token"),
        id="token-with-a-space",
    ),
    pytest.param(
        Reply(201, {"token": {"expires_at": "tomorrow"}}, {"X-Subject-Token": "t"}),
        ("decode", 201, None, None, "expires_at"),
        id="bad-date",
    ),
    pytest.param(
        Reply(201, b"[" * 100_000, {"X-Subject-Token": "t"}),
        ("decode", 201, None, None, "expires_at"),
        id="deep",
    ),
    pytest.param(
        Reply(302, None, {"Location": "/login"}),
        ("redirect", 302, None, None, "redirect"),
        id="redirect",
    ),
]


@SYNC_AND_ASYNC
@pytest.mark.parametrize(("reply", "expected"), REFUSALS)
async def test_a_failed_fetch_is_a_typed_error_and_is_forgotten(
    cloud: Cloud,
    auth: HuaweiPasswordAuth,
    asynchronous: bool,
    reply: Reply,
    expected: tuple[str, int, str | None, str | None, str],
) -> None:
    cloud.answer_login = lambda _: reply
    with pytest.raises(AuthError) as caught:
        await get(cloud.api_url, auth, asynchronous=asynchronous)
    error = caught.value
    kind, status, code, request_id, text = expected
    assert (error.kind, error.status, error.code, error.request_id) == (
        kind,
        status,
        code,
        request_id,
    )
    assert text in error.message
    assert str(error) == error.message + (f" (request id {request_id})" if request_id else "")
    assert cloud.iam_url in error.message
    assert error.message.isprintable()
    assert PASSWORD not in repr(error)
    assert cloud.calls == []
    again = pickle.loads(pickle.dumps(error))
    assert vars(again) == vars(error)
    assert str(again) == str(error)

    cloud.answer_login = cloud.issue
    response = await get(cloud.api_url, auth, asynchronous=asynchronous)
    assert response.status_code == 200


@SYNC_AND_ASYNC
async def test_an_endless_explanation_is_cut(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool
) -> None:
    cloud.answer_login = lambda _: Reply(401, {"error_msg": "x" * 10_000})
    with pytest.raises(AuthError) as caught:
        await get(cloud.api_url, auth, asynchronous=asynchronous)
    assert len(caught.value.message) < 600


@pytest.fixture
def deaf() -> Iterator[str]:
    """An address where connections are accepted and nothing is ever answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def closed() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listener.getsockname()[1]}"


@SYNC_AND_ASYNC
async def test_an_unreachable_identity_service_is_named(cloud: Cloud, asynchronous: bool) -> None:
    auth = given(cloud, iam_url=f"http://{closed()}")
    with pytest.raises(AuthError, match=r"http://127\.0\.0\.1") as caught:
        await get(cloud.api_url, auth, asynchronous=asynchronous)
    assert caught.value.kind == "connect"
    assert caught.value.status is None


@SYNC_AND_ASYNC
async def test_the_time_out_of_the_caller_counts_for_the_token(
    cloud: Cloud, asynchronous: bool, deaf: str
) -> None:
    auth = given(cloud, iam_url=f"http://{deaf}")
    with pytest.raises(AuthError) as caught:
        await get(cloud.api_url, auth, asynchronous=asynchronous, timeout=0.2)
    assert caught.value.kind == "timeout"


@SYNC_AND_ASYNC
async def test_a_broken_tls_handshake_is_told(cloud: Cloud, asynchronous: bool) -> None:
    # The identity service of these tests speaks no TLS.
    auth = given(cloud, iam_url=cloud.iam_url.replace("http:", "https:"))
    with pytest.raises(AuthError) as caught:
        await get(cloud.api_url, auth, asynchronous=asynchronous)
    assert caught.value.kind == "tls"


@SYNC_AND_ASYNC
async def test_a_body_that_breaks_off_is_told(cloud: Cloud, asynchronous: bool) -> None:
    cloud.answer_login = lambda _: Reply(201, b"{}", {"Content-Length": "1000"})
    with pytest.raises(AuthError) as caught:
        await get(cloud.api_url, given(cloud), asynchronous=asynchronous, timeout=0.3)
    assert caught.value.kind in {"transport", "timeout"}


@SYNC_AND_ASYNC
async def test_the_proxy_of_the_caller_carries_the_token_request(
    cloud: Cloud, asynchronous: bool
) -> None:
    paths: list[str] = []

    def proxy(received: Received) -> Reply:
        paths.append(received.path)
        return cloud.login(received) if "/v3/" in received.path else cloud.call(received)

    auth = given(cloud, iam_url="http://iam.example")
    with serve(proxy) as url:
        response = await get("http://api.example/list", auth, asynchronous=asynchronous, proxy=url)
    assert response.status_code == 200
    assert paths == [
        "http://iam.example/v3/auth/tokens?nocatalog=true",
        "http://api.example/list",
    ]


@SYNC_AND_ASYNC
async def test_what_fails_after_the_token_stays_an_error_of_httpx(
    auth: HuaweiPasswordAuth, asynchronous: bool
) -> None:
    with pytest.raises(httpx.ConnectError):
        await get(f"http://{closed()}", auth, asynchronous=asynchronous)


@SYNC_AND_ASYNC
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_password_follows_no_redirect(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool, status: int
) -> None:
    stolen: list[Received] = []

    def steal(received: Received) -> Reply:
        stolen.append(received)
        return cloud.issue(received)

    with serve(steal) as thief:
        cloud.answer_login = lambda _: Reply(status, None, {"Location": thief})
        with pytest.raises(AuthError) as caught:
            await get(cloud.api_url, auth, asynchronous=asynchronous, follow_redirects=True)
    assert caught.value.kind == "redirect"
    assert all(PASSWORD.encode() not in received.body for received in stolen)
    assert cloud.calls == []


@SYNC_AND_ASYNC
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_token_follows_no_redirect(
    cloud: Cloud, auth: HuaweiPasswordAuth, asynchronous: bool, status: int
) -> None:
    stolen: list[Received] = []

    def steal(received: Received) -> Reply:
        stolen.append(received)
        return Reply(401)

    with serve(steal) as thief, serve(lambda _: Reply(status, None, {"Location": thief})) as url:
        response = await get(url, auth, asynchronous=asynchronous, follow_redirects=True)
    assert response.status_code == 401
    assert len(stolen) == 1
    assert "token-1" not in stolen[0].headers.as_string()
    assert len(cloud.logins) == 1
