"""What the identity service answers to a password: how much is read, logged and obeyed of it."""

from __future__ import annotations

import gzip
import logging
import tracemalloc
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_core import AuthError, Clock
from endpoint_roster_core.observers import Observer
from endpoint_roster_huawei import AsyncHuawei, Huawei
from support.retrying import request_of
from support.ways import each_way

from .cloud import PASSWORD, Cloud, Received, Reply, serve

if TYPE_CHECKING:
    from endpoint_roster_core import Response

MEBIBYTE = 2**20
#: Whose connections are used: those of our client, or of the user's httpx client.
each_client = pytest.mark.parametrize("owner", ["ours", "theirs"])


class Noting(Observer):
    """Notes the compression and the body of each answer."""

    def __init__(self) -> None:
        self.seen: list[tuple[str | None, bytes]] = []
        self._last: httpx.Response | None = None

    def response(self, response: httpx.Response) -> None:
        self._last = response

    def body(self, content: bytes) -> None:
        assert self._last is not None
        self.seen.append((self._last.headers.get("Content-Encoding"), content))


@dataclass
class Caller:
    """Sends one request with a password; waits take no time.

    Attributes:
        waits: Seconds waited before each retry.
    """

    cloud: Cloud
    waits: list[float] = field(default_factory=list[float])

    async def send(self, way: str, owner: str = "ours", *observers: Observer) -> Response[Any]:
        options: dict[str, Any] = {
            "username": "reader",
            "password": PASSWORD,
            "domain": "acme",
            "project_id": "0" * 32,
            "region": "cn-southwest-2",
            "iam_url": self.cloud.iam_url,
            "base_url": self.cloud.api_url,
            "clock": Clock(now=self.cloud.clock, sleep=self.waits.append, sleep_async=self._sleep),
        }
        request = request_of("read")
        if way == "sync":
            with httpx.Client() as theirs, Huawei(**_with(theirs, owner, options)) as huawei:
                huawei.observers.extend(observers)
                return huawei.send(request)
        async with (
            httpx.AsyncClient() as theirs,
            AsyncHuawei(**_with(theirs, owner, options)) as huawei,
        ):
            huawei.observers.extend(observers)
            return await huawei.send(request)

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


def _with(theirs: object, owner: str, options: dict[str, Any]) -> dict[str, Any]:
    return {**options, "http_client": theirs} if owner == "theirs" else options


@pytest.fixture
def caller(cloud: Cloud) -> Caller:
    return Caller(cloud)


def bomb(size: int) -> bytes:
    """Zeros in gzip, a thousandth of their size."""
    packer = zlib.compressobj(wbits=31)
    pieces = [packer.compress(bytes(MEBIBYTE)) for _ in range(0, size, MEBIBYTE)]
    return b"".join([*pieces, packer.flush()])


TOO_LARGE = {
    "plain": Reply(201, b" " * (MEBIBYTE + 1)),
    "gzip": Reply(201, bomb(128 * MEBIBYTE), {"Content-Encoding": "gzip"}),
    "gzip of an error": Reply(503, bomb(128 * MEBIBYTE), {"Content-Encoding": "gzip"}),
    "gzip twice": Reply(
        201, gzip.compress(bomb(512 * MEBIBYTE)), {"Content-Encoding": "gzip, gzip"}
    ),
}


@each_client
@each_way
@pytest.mark.parametrize("reply", TOO_LARGE.values(), ids=TOO_LARGE)
async def test_no_more_than_a_mebibyte_is_read(
    cloud: Cloud, caller: Caller, way: str, owner: str, reply: Reply
) -> None:
    cloud.answer_login = lambda _: reply
    tracemalloc.start()
    try:
        with pytest.raises(
            AuthError, match=r"larger than 1,048,576 bytes; check iam_url"
        ) as caught:
            await caller.send(way, owner)
        assert tracemalloc.get_traced_memory()[1] < 32 * MEBIBYTE
    finally:
        tracemalloc.stop()
    assert (caught.value.kind, caught.value.status) == ("too_large", reply.status)
    assert cloud.iam_url in str(caught.value)
    assert len(cloud.logins) == 1
    assert cloud.calls == []


@each_client
@each_way
async def test_damaged_compression_is_that_of_the_identity_service(
    cloud: Cloud, caller: Caller, way: str, owner: str
) -> None:
    cloud.answer_login = lambda _: Reply(201, b"no gzip", {"Content-Encoding": "gzip"})
    with pytest.raises(AuthError, match=r"compression is damaged; check iam_url") as caught:
        await caller.send(way, owner)
    assert (caught.value.kind, caught.value.status) == ("decode", 201)
    assert cloud.iam_url in str(caught.value)
    assert cloud.api_url not in str(caught.value)


PACKED = {
    "gzip": gzip.compress(b'{"error_code": "APIG.0301"}'),
    "damaged": b"no gzip",
    "too large": bomb(2 * MEBIBYTE),
}


@each_client
@each_way
@pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
async def test_whatever_a_401_is_packed_in_a_new_token_is_fetched(
    cloud: Cloud, caller: Caller, way: str, owner: str, packed: bytes
) -> None:
    def issue_one_that_is_refused(received: Received) -> Reply:
        reply = cloud.issue(received)
        if len(cloud.logins) == 1:
            cloud.good.clear()
        return reply

    def refuse(received: Received) -> Reply:
        reply = cloud.call(received)
        if reply.status != 401:
            return reply
        return Reply(401, packed, {"Content-Encoding": "gzip"})

    cloud.answer_login = issue_one_that_is_refused
    with serve(refuse) as cloud.api_url:
        response = await caller.send(way, owner)
    assert response.status == 200
    assert len(cloud.logins) == 2


@each_way
async def test_observers_see_the_answer_decompressed(
    cloud: Cloud, caller: Caller, way: str
) -> None:
    def issue(received: Received) -> Reply:
        reply = cloud.issue(received)
        headers = {**reply.headers, "Content-Encoding": "gzip"}
        return Reply(
            201, gzip.compress(b'{"token": {"expires_at": "2026-05-15T13:31:33Z"}}'), headers
        )

    cloud.answer_login = issue
    noting = Noting()
    await caller.send(way, "ours", noting)
    assert noting.seen[0] == ("gzip", b'{"token": {"expires_at": "2026-05-15T13:31:33Z"}}')


@each_client
@each_way
async def test_the_token_is_in_no_log(
    caller: Caller, way: str, owner: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await caller.send(way, owner)
    # Without the package h2, nothing here speaks HTTP/2.
    http2 = logging.getLogger("httpcore.http2")
    http2.debug("%s return_value=(201, [%r])", "complete", (b"x-subject-token", b"token-1'\""))
    masked = [r.getMessage() for r in caplog.records if "b'***'" in r.getMessage()]
    assert [text.split()[0] for text in masked] == ["receive_response_headers.complete", "complete"]
    assert "(b'X-Subject-Token', b'***')" in masked[0]
    assert masked[1] == "complete return_value=(201, [(b'x-subject-token', b'***')])"
    assert "token-1" not in caplog.text


@each_client
@each_way
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_obeyed(
    cloud: Cloud, caller: Caller, way: str, owner: str, status: int
) -> None:
    def busy_at_first(received: Received) -> Reply:
        if len(cloud.logins) == 1:
            return Reply(status, {}, {"Retry-After": "7"})
        return cloud.issue(received)

    cloud.answer_login = busy_at_first
    response = await caller.send(way, owner)
    assert (response.status, response.attempts) == (200, 2)
    assert caller.waits == [7.0]


@each_client
@each_way
async def test_a_longer_retry_after_fails_at_once_and_is_told(
    cloud: Cloud, caller: Caller, way: str, owner: str
) -> None:
    date, until = "Thu, 14 May 2026 13:31:33 GMT", "Thu, 14 May 2026 13:32:34 GMT"
    cloud.answer_login = lambda _: Reply(503, {}, {"Retry-After": until, "Date": date})
    with pytest.raises(AuthError) as caught:
        await caller.send(way, owner)
    assert (caught.value.kind, caught.value.retry_after) == ("status", 61.0)
    assert caught.value.attempts == len(cloud.logins) == 1
    assert caller.waits == []
