"""What a client may be made with, and an httpx client of the caller's own."""

from __future__ import annotations

import asyncio
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.clients import CLIENTS, GeneratedClient

if TYPE_CHECKING:
    from pathlib import Path

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])

ARK = GeneratedClient("volcengine")


class TestOptions:
    @each_client
    @each_way
    def test_that_do_not_exist_are_refused_in_the_clients_name(
        self, client: GeneratedClient, way: str
    ) -> None:
        made = client.make if way == "sync" else client.make_async
        for value in ("x", None):
            with pytest.raises(
                TypeError, match=r"^(Async)?[A-Z]\w+\(\) got an unexpected .*'timout'"
            ):
                made(timout=value)

    @each_client
    def test_certificates_are_never_taken_for_others(
        self, client: GeneratedClient, tmp_path: Path
    ) -> None:
        error = client.package.ArgumentError
        with pytest.raises(error, match="verify: no such file"):
            client.make(verify=tmp_path / "missing.pem")
        empty = tmp_path / "empty.pem"
        empty.write_text("")
        with pytest.raises(error, match="verify: no certificates"):
            client.make(verify=empty, base_url="https://127.0.0.1:1").prepare()
        for value in (5, 1, b"ca.pem", object()):
            with pytest.raises(error, match="verify must be True, False, the path"):
                client.make(verify=value)

    @pytest.mark.parametrize("value", ["a", [1], [("a", "b")], 5])
    def test_headers_that_are_no_mapping_are_refused(self, value: Any) -> None:
        with pytest.raises(ARK.package.ArgumentError, match="headers must be a mapping, not"):
            ARK.make(headers=value)

    def test_a_region_that_is_no_text_is_refused(self) -> None:
        with pytest.raises(ARK.package.ArgumentError, match="region must be a string, not int"):
            ARK.make(region=5)


class TestHttpClients:
    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": []})

    @each_client
    def test_of_the_wrong_kind_are_refused(self, client: GeneratedClient) -> None:
        sync_client, async_client = httpx.Client(), httpx.AsyncClient()
        error = client.package.ArgumentError
        with pytest.raises(error, match=r"^http_client must be an httpx\.Client, not AsyncClient$"):
            client.make(http_client=async_client)
        with pytest.raises(error, match=r"^http_client must be an httpx\.AsyncClient, not Client$"):
            client.make_async(http_client=sync_client)
        for wrong in ("httpx", httpx.MockTransport(self.answer), httpx.Client, 7):
            with pytest.raises(error, match=r"^http_client must be"):
                client.make(http_client=wrong)
        sync_client.close()

    @each_client
    async def test_that_are_closed_say_so(self, client: GeneratedClient) -> None:
        error = client.package.ArgumentError
        transport = httpx.MockTransport(self.answer)
        sync_client = httpx.Client(transport=transport)
        async_client = httpx.AsyncClient(transport=transport)
        made = client.make(http_client=sync_client)
        made_async = client.make_async(http_client=async_client)
        with sync_client:
            pass
        await async_client.aclose()
        with pytest.raises(error, match=r"http_client is closed$"):
            made.call(client.request())
        with pytest.raises(error, match=r"http_client is closed$"):
            await made_async.call(client.request())
        with pytest.raises(error, match=r"^http_client is closed$"):
            client.make(http_client=sync_client)
        with pytest.raises(error, match=r"^http_client is closed$"):
            client.make_async(http_client=async_client)

    @each_client
    async def test_are_not_closed_by_ours(self, client: GeneratedClient) -> None:
        transport = httpx.MockTransport(self.answer)
        sync_client = httpx.Client(transport=transport)
        async_client = httpx.AsyncClient(transport=transport)
        with client.make(http_client=sync_client):
            pass
        async with client.make_async(http_client=async_client):
            pass
        assert not sync_client.is_closed
        assert not async_client.is_closed

    @each_client
    def test_an_answer_that_a_hook_of_theirs_refuses_is_no_broken_connection(
        self, client: GeneratedClient
    ) -> None:
        asked: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return httpx.Response(503)

        theirs = httpx.Client(
            transport=httpx.MockTransport(answer),
            event_hooks={"response": [httpx.Response.raise_for_status]},
        )
        with theirs, pytest.raises(client.package.TransportError, match="a hook of http_client"):
            list(client.listing(client.make(http_client=theirs)))
        assert len(asked) == 1

    @each_client
    @pytest.mark.parametrize("options", [{"proxy": "http://127.0.0.1:1"}, {"verify": False}])
    def test_bring_their_own_proxy_and_certificates(
        self, client: GeneratedClient, options: dict[str, Any]
    ) -> None:
        with pytest.raises(client.package.ArgumentError, match="cannot be combined"):
            client.make(http_client=httpx.Client(), **options)

    def test_serve_again_after_ours_was_closed(self) -> None:
        client = GeneratedClient("together")
        made = client.connect(self.answer)
        for _ in range(2):
            with made:
                assert list(made.endpoints.list()) == []


@each_client
def test_an_address_without_scheme_is_refused(client: GeneratedClient) -> None:
    for make in (client.make, client.make_async):
        with pytest.raises(client.package.ArgumentError, match=r"^base_url .*must begin with http"):
            make(base_url="api.example.com")


@each_client
def test_a_time_out_that_is_none_is_refused(client: GeneratedClient) -> None:
    for timeout in (0, -1, float("inf"), float("nan")):
        for name in ("timeout", "deadline"):
            with pytest.raises(client.package.ArgumentError, match=rf"^{name} must be"):
                client.make(**{name: timeout})


@each_client
@pytest.mark.parametrize("name", ["max_attempts", "max_response_bytes"])
@pytest.mark.parametrize("value", [0, -1, 1.5, True, "3"])
def test_a_number_that_cannot_be_is_refused(client: GeneratedClient, name: str, value: Any) -> None:
    with pytest.raises(client.package.ArgumentError, match=rf"^{name} must be an integer"):
        client.make(**{name: value})


@each_client
def test_an_option_that_does_not_exist_is_refused(client: GeneratedClient) -> None:
    for make in (client.make, client.make_async):
        with pytest.raises(TypeError, match="no_such_option"):
            make(no_such_option=1)


@each_client
@pytest.mark.parametrize("exempt", [False, True])
@pytest.mark.parametrize("own", [False, True], ids=["our client", "a client of one's own"])
async def test_a_proxy_of_the_environment_is_used(
    client: GeneratedClient, exempt: bool, own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(b"HTTP/1.1 418 Proxied\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(proxy, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        if exempt:
            monkeypatch.setenv("no_proxy", "cloud.invalid")
        async with httpx.AsyncClient() as http_client:
            connection = client.make_async(
                base_url="http://cloud.invalid",
                timeout=30,
                max_attempts=1,
                http_client=http_client if own else None,
            )
            async with connection:
                with pytest.raises(client.package.ClientError) as caught:
                    await connection.call(client.request())
    if exempt:
        assert caught.value.kind == "connect"
        assert asked == []
    else:
        assert caught.value.status == 418
        assert b"http://cloud.invalid/" in asked[0]


def test_what_was_refused_can_be_shown_in_a_traceback_with_its_variables() -> None:
    from endpoint_roster_together import ArgumentError, Together

    with Together(api_key="k") as made:
        for refused in (lambda: Together(api_key="k", timeout=-1), lambda: made.endpoints.get("")):
            with pytest.raises(ArgumentError) as caught:
                refused()
            shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
            assert "ArgumentError" in "".join(shown.format())
