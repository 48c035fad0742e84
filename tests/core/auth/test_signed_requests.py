"""VolcengineAuth and HuaweiAkSkAuth on real requests: what arrives can be verified."""

import asyncio
import copy
import pickle
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from endpoint_roster_core.auth import HuaweiAkSkAuth, VolcengineAuth, huawei, volcengine

from .cloud import NOW, Received, Reply, serve

KEYS = {"access_key": "AKfake", "secret_key": "SKfake"}
SECRETS = ("AKfake", "SKfake", "STSfake")
Verify = Callable[[Received], bool]


def volcengine_auth(**options: Any) -> VolcengineAuth:
    return VolcengineAuth("AKfake", "SKfake", clock=lambda: NOW, **options)


def huawei_auth(**options: Any) -> HuaweiAkSkAuth:
    return HuaweiAkSkAuth("AKfake", "SKfake", clock=lambda: NOW, **options)


def is_from_volcengine_key(received: Received) -> bool:
    path, _, query = received.path.partition("?")
    headers = {name.lower(): value for name, value in received.headers.items()}
    claimed = volcengine.Authorization.parse(headers["authorization"])
    return claimed == volcengine.sign(
        received.method,
        path,
        parse_qsl(query, keep_blank_values=True),
        headers,
        received.body,
        **KEYS,
        region="cn-beijing",
        service="ark",
        signed_headers=claimed.signed_headers,
    )


def is_from_huawei_key(received: Received) -> bool:
    path, _, query = received.path.partition("?")
    headers = {name.lower(): value for name, value in received.headers.items()}
    claimed = huawei.Authorization.parse(headers["authorization"])
    return claimed == huawei.sign(
        received.method,
        path,
        parse_qsl(query, keep_blank_values=True),
        headers,
        received.body,
        **KEYS,
        signed_headers=claimed.signed_headers,
    )


CLOUDS = pytest.mark.parametrize(
    ("auth", "verify"),
    [
        pytest.param(volcengine_auth(), is_from_volcengine_key, id="volcengine"),
        pytest.param(
            volcengine_auth(session_token="STSfake"), is_from_volcengine_key, id="volcengine-sts"
        ),
        pytest.param(huawei_auth(project_id="p1"), is_from_huawei_key, id="huawei"),
        pytest.param(huawei_auth(security_token="STSfake"), is_from_huawei_key, id="huawei-sts"),
    ],
)


@CLOUDS
@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("GET", "", b""),
        ("GET", "/a%2Fb/%C3%A9/?z%7B=1&zz=2&plus=a+b&blank=&flag", b""),
        ("POST", "/?Action=ListEndpoints&Version=2024-01-01", '{"Name": "é"}'.encode()),
        ("POST", "/?x=%FF%00&x=1", b"\x00\xff"),
    ],
)
async def test_what_arrives_verifies_sync_and_async(
    auth: httpx.Auth, verify: Verify, method: str, path: str, content: bytes
) -> None:
    seen: list[Received] = []

    def answer(received: Received) -> Reply:
        seen.append(received)
        return Reply(200)

    headers = {"Content-Type": "application/json", "X-Extra": "signed too"}
    with serve(answer) as url:
        await asyncio.to_thread(
            httpx.request, method, url + path, content=content, headers=headers, auth=auth
        )
        async with httpx.AsyncClient(auth=auth) as client:
            await client.request(method, url + path, content=content, headers=headers)
    if "%FF" in path:  # the server's own parser would lose the byte
        assert seen[0].headers["Authorization"] == seen[1].headers["Authorization"]
        return
    assert [verify(received) for received in seen] == [True, True]
    assert "x-extra" in seen[0].headers["Authorization"]
    seen[0].headers.replace_header("X-Extra", "forged")
    assert not verify(seen[0])


def test_the_headers_of_a_volcengine_request() -> None:
    request = httpx.Request("POST", "http://127.0.0.1:8080/", content=b"{}")
    sent = next(volcengine_auth(session_token="STSfake").sync_auth_flow(request))
    raw = {name.lower(): value for name, value in sent.headers.raw}
    assert raw[b"x-date"] == b"20260514T133133Z"
    assert raw[b"x-content-sha256"] == (
        b"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )
    assert raw[b"x-security-token"] == b"STSfake"
    assert raw[b"host"] == b"127.0.0.1:8080"
    assert b"SignedHeaders=host;x-content-sha256;x-date;x-security-token" in raw[b"authorization"]


def test_the_headers_of_a_huawei_request() -> None:
    request = httpx.Request("GET", "https://modelarts.example/v1/p1/maas")
    auth = huawei_auth(project_id="p1", security_token="STSfake")
    sent = next(auth.sync_auth_flow(request))
    raw = {name.lower(): value for name, value in sent.headers.raw}
    assert raw[b"x-sdk-date"] == b"20260514T133133Z"
    assert raw[b"x-project-id"] == b"p1"
    assert raw[b"x-security-token"] == b"STSfake"
    assert b"SignedHeaders=host;x-project-id;x-sdk-date;x-security-token" in raw[b"authorization"]
    assert sent.url.path == "/v1/p1/maas"  # the slash at the end is in what is signed only


@CLOUDS
def test_a_body_that_is_a_stream_is_signed(auth: httpx.Auth, verify: Verify) -> None:
    seen: list[Received] = []

    def answer(received: Received) -> Reply:
        seen.append(received)
        return Reply(200)

    def chunks() -> Iterator[bytes]:
        yield b'{"a"'
        yield b": 1}"

    with serve(answer) as url, httpx.Client(auth=auth) as client:
        client.post(url, content=chunks(), headers={"Content-Length": "8"})
    assert seen[0].body == b'{"a": 1}'
    assert verify(seen[0])


async def test_an_asynchronous_stream_is_signed() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"{}"

    request = httpx.Request("POST", "https://example.com/", content=chunks())
    sent = await anext(volcengine_auth().async_auth_flow(request))
    assert sent.headers["X-Content-Sha256"].startswith("44136fa355b3678a")


def test_the_clock_is_read_for_each_request_and_turned_to_utc() -> None:
    times = iter(
        [
            datetime(2026, 5, 14, 23, 59, 59, tzinfo=timezone(timedelta(hours=8))),
            datetime(2026, 5, 15, 0, 0, 1, 999_999, tzinfo=UTC),
        ]
    )
    auth = VolcengineAuth("AKfake", "SKfake", clock=lambda: next(times))
    request = httpx.Request("POST", "https://example.com/")
    first = next(auth.sync_auth_flow(request)).headers
    assert first["X-Date"] == "20260514T155959Z"
    assert "/20260514/cn-beijing/ark/request" in first["Authorization"]
    # The same request once more: what an earlier attempt put on it is replaced.
    second = next(auth.sync_auth_flow(request)).headers
    assert second.get_list("X-Date") == ["20260515T000001Z"]
    assert "/20260515/cn-beijing/ark/request" in second["Authorization"]


def test_a_naive_clock_is_refused() -> None:
    auth = VolcengineAuth("AKfake", "SKfake", clock=lambda: datetime(2026, 5, 14))
    with pytest.raises(ValueError, match="aware"):
        next(auth.sync_auth_flow(httpx.Request("GET", "https://example.com/")))


@CLOUDS
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_credential_goes_along_with_a_redirect_to_another_origin(
    auth: httpx.Auth, verify: Verify, status: int
) -> None:
    stolen: list[Received] = []

    def steal(received: Received) -> Reply:
        stolen.append(received)
        return Reply(200)

    with serve(steal) as thief:

        def lure(received: Received) -> Reply:
            return Reply(status if verify(received) else 401, None, {"Location": thief})

        with serve(lure) as url, httpx.Client(auth=auth, follow_redirects=True) as client:
            assert client.get(url).status_code == 200
    leaked = stolen[0].headers.as_string()
    assert len(stolen) == 1
    assert not any(secret in leaked for secret in SECRETS)
    assert "Signature" not in leaked


@pytest.mark.parametrize("cloud", [VolcengineAuth, HuaweiAkSkAuth])
def test_objects_hide_compare_hash_and_pickle(
    cloud: type[VolcengineAuth] | type[HuaweiAkSkAuth],
) -> None:
    auth = cloud("AKfake", "SKfake")
    assert not any(secret in repr(auth) + str(vars(type(auth))) for secret in SECRETS)
    assert auth == cloud("AKfake", "SKfake") == pickle.loads(pickle.dumps(auth)) == copy.copy(auth)
    assert hash(auth) == hash(cloud("AKfake", "SKfake"))
    assert auth != cloud("AKfake", "other")
    request = httpx.Request("GET", "https://example.com/")
    assert "Authorization" in next(pickle.loads(pickle.dumps(auth)).sync_auth_flow(request)).headers


def test_repr_tells_what_is_no_secret() -> None:
    assert repr(volcengine_auth(session_token="STSfake")) == (
        "VolcengineAuth(region='cn-beijing', service='ark')"
    )
    assert repr(huawei_auth(security_token="STSfake")) == "HuaweiAkSkAuth(project_id=None)"


@pytest.mark.parametrize("bad", ["", "SKfake\n", " SKfake", "SK fake", "SKfäke", "SKfake\x00"])
@pytest.mark.parametrize(
    ("cloud", "name"),
    [
        (VolcengineAuth, "access_key"),
        (VolcengineAuth, "secret_key"),
        (VolcengineAuth, "session_token"),
        (VolcengineAuth, "region"),
        (HuaweiAkSkAuth, "access_key"),
        (HuaweiAkSkAuth, "secret_key"),
        (HuaweiAkSkAuth, "security_token"),
        (HuaweiAkSkAuth, "project_id"),
    ],
)
def test_what_cannot_stand_in_a_header_is_refused_by_name(
    cloud: type[httpx.Auth], name: str, bad: str
) -> None:
    with pytest.raises(ValueError, match=f"^{name} ") as caught:
        cloud(**{**KEYS, name: bad})
    assert "fake" not in str(caught.value)
