"""Addresses and times that cannot work are refused by the client, before any library says so."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from endpoint_roster_core import ArgumentError
from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_huawei import Huawei
from endpoint_roster_together import AsyncTogether, Together
from endpoint_roster_volcengine import AsyncVolcengine, Volcengine

THING: Operation[Any] = Operation("things.get", "GET", "/things/{thing_id}")
ADDRESSES = {
    " http://acme.test": "blank or a line break",
    "http://acme.test\n": "blank or a line break",
    "http://ac me.test": "blanks or invisible characters",
    "http://acme\u200b.test": "blanks or invisible characters",
    "acme.test": "begin with http://",
    "ftp://acme.test": "begin with http://",
    "http://": "no host",
    "http:///v1": "no host",
    "http://:80": "no host",
    "http://acme.test:0": "port 0",
    "http://acme.test:65536": "port cannot be read",
    "http://acme.test:+1": "port cannot be read",
    "http://[::1": "port cannot be read",
    "http://[v1.a]": "not a name or an IP address",
    "http://10.0.0.256": "not a name or an IP address",
    "http://a..b": "not a name or an IP address",
    "http://.a": "not a name or an IP address",
    f"http://{'a' * 64}.test": "not a name or an IP address",
    f"http://{'a.' * 127}test": "not a name or an IP address",
    "http://a%20b": "not a name or an IP address",
    "http://a\\b": "not a name or an IP address",
    "http://acme.test?a=b": "query",
    "http://me:pw@acme.test": "user name or password",
}


def thing(name: str) -> Request[Any]:
    return Request(THING, path={"thing_id": name})


@pytest.mark.parametrize(("address", "words"), ADDRESSES.items())
def test_an_address_that_cannot_be_asked_is_refused_by_the_argument(
    address: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cls in (Together, AsyncTogether):
        with pytest.raises(ArgumentError, match=words) as caught:
            cls(api_key="k", base_url=address)
        assert str(caught.value).startswith("base_url (TOGETHER_BASE_URL) ")
        if address.isprintable():
            monkeypatch.setenv("TOGETHER_BASE_URL", address)
            with pytest.raises(ArgumentError, match=words):
                cls(api_key="k")
        assert address.strip() not in str(caught.value)
    iam_words = "begin with" if address == "http://" else words
    with pytest.raises(ArgumentError, match=f"iam_url.*{iam_words}"):
        Huawei(username="u", password="p", domain="d", project_id="i", iam_url=address)


@pytest.mark.parametrize(
    "address",
    [
        "HTTP://acme.test",
        "https://acme.test.:443/",
        "http://[::1]:8080/v1",
        "http://127.1",
        "http://a_b.test",
        "http://bücher.test/é",
        "http://xn--bcher-kva.test",
    ],
)
def test_an_address_that_others_ask_is_taken(address: str) -> None:
    Together(api_key="k", base_url=address).close()


@pytest.mark.parametrize("address", ["http://☃.test", "http://\u0300.test"])
def test_a_name_that_no_resolver_may_see_is_refused_at_the_call(address: str) -> None:
    with pytest.raises(ArgumentError, match="base_url"):
        Together(api_key="k", base_url=address).call(thing("e"))

    async def call() -> None:
        with pytest.raises(ArgumentError, match="base_url"):
            await AsyncTogether(api_key="k", base_url=address).call(thing("e"))

    asyncio.run(call())


def test_an_address_that_gets_too_long_is_refused_at_the_call() -> None:
    for client in (
        Together(api_key="k", base_url="http://127.0.0.1:1"),
        Together(
            api_key="k",
            base_url="http://127.0.0.1:1",
            http_client=httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))),
        ),
    ):
        with pytest.raises(ArgumentError, match="do not form a valid address"):
            client.call(thing("e" * 70_000))


@pytest.mark.parametrize("region", ["cn beijing", "cn/beijing", "-", "cn-北京", "a.b", "a@b"])
def test_a_region_that_cannot_be_part_of_an_address_is_named(region: str) -> None:
    for cls in (Volcengine, AsyncVolcengine):
        with pytest.raises(ArgumentError, match=r"^region must be"):
            cls(access_key="a", secret_key="s", region=region)


WAITS: list[Any] = [0, -1, float("nan"), float("inf"), 1e10, 2_147_484, 10**400, True, "5", [5]]


@pytest.mark.parametrize("seconds", WAITS, ids=lambda value: repr(value)[:12])
def test_a_time_that_no_socket_can_wait_is_refused_by_the_argument(seconds: Any) -> None:
    for cls in (Together, AsyncTogether):
        for name in ("timeout", "deadline"):
            options: dict[str, Any] = {name: seconds}
            with pytest.raises(ArgumentError, match=f"^{name} must be a number of seconds"):
                cls(api_key="k", **options)
        if isinstance(seconds, (int, float)) and not isinstance(seconds, bool):
            with pytest.raises(ArgumentError, match=r"^timeout \(read\) must be"):
                cls(api_key="k", timeout=httpx.Timeout(5, read=seconds))


def test_times_of_many_years_for_one_call_are_as_good_as_the_longest() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"data": []}))
    with Together(api_key="k", http_client=httpx.Client(transport=transport)) as client:
        assert client.send(thing("e"), deadline=1e300).error is None


@pytest.mark.parametrize("name", ["X A", "X:A", "X(A)", "X\tA", "Ä", "", 'X"A"'])
def test_what_cannot_name_a_header_is_refused_by_the_argument(name: str) -> None:
    with pytest.raises(ArgumentError, match=r"^headers\["):
        Together(api_key="k", headers={name: "a"})
