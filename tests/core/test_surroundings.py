"""What the environment says wrongly is an argument's fault that names the variable."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_core import ArgumentError, ClientError
from endpoint_roster_core.clock import Clock
from endpoint_roster_together import AsyncTogether, Together

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[bytes]]]:
    """A proxy that keeps what it is sent and answers 200 with an empty list."""
    heads: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heads.append(connection.recv(65536))
                    connection.sendall(
                        b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n"
                        b'{"data":[]}'
                    )

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", heads
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def both(**options: Any) -> list[ClientError | None]:
    """What listing ends with, synchronously and asynchronously."""
    settings: dict[str, Any] = {
        "api_key": "k",
        "base_url": "http://acme.test",
        "max_attempts": 1,
        **options,
    }
    ends: list[ClientError | None] = []
    try:
        with Together(**settings) as client:
            list(client.endpoints.list())
        ends.append(None)
    except ClientError as error:
        ends.append(error)

    async def call() -> None:
        async with AsyncTogether(**settings) as client:
            async for _ in client.endpoints.list():
                pass

    try:
        asyncio.run(call())
        ends.append(None)
    except ClientError as error:
        ends.append(error)
    return ends


@pytest.mark.parametrize(
    "no_proxy",
    [
        "localhost,[::1]",
        "fe80::/10",
        "[fe80::1%eth0]",
        "::::",
        "http://x/",
        "*.a,[",
        " , ,",
        "1/99",
    ],
)
def test_entries_of_no_proxy_that_mean_nothing_are_passed_over(
    no_proxy: str, monkeypatch: pytest.MonkeyPatch, proxy: tuple[str, list[bytes]]
) -> None:
    monkeypatch.setenv("NO_PROXY", no_proxy)
    monkeypatch.setenv("http_proxy", proxy[0])
    assert both() == [None, None]
    assert len(proxy[1]) == 2


@pytest.mark.parametrize(
    "spelling", ["{}", "http://{}", "HTTP://{}", " http://{} ", "http://ü:%FC@{}"]
)
def test_a_proxy_is_asked_however_it_is_spelled(
    spelling: str, monkeypatch: pytest.MonkeyPatch, proxy: tuple[str, list[bytes]]
) -> None:
    monkeypatch.setenv("ALL_PROXY", spelling.format(proxy[0]))
    assert both() == [None, None]
    assert all(head.startswith(b"GET http://acme.test/endpoints") for head in proxy[1])
    named = [b"proxy-authorization: basic w7w6/" in head.lower() for head in proxy[1]]
    assert named == ["@" in spelling] * 2


@pytest.mark.parametrize("variable", ["ALL_PROXY", "http_proxy", "HTTP_PROXY"])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("socks://127.0.0.1:1", "socks5://"),
        ("socks4a://127.0.0.1:1", "socks5://"),
        ("socks5://", "no host"),
        ("socks5h://a..b", "IP address"),
        ("ftp://127.0.0.1:1", "begin with"),
        ("http://", "no host"),
        ("http://a b", "blanks"),
        ("http://[::1", "cannot be read"),
        ("http://127.0.0.1:0", "port 0"),
        ("http://127.0.0.1:99999", "cannot be read"),
        ("http://me:secret@10.0.0.256:1", "IP address"),
        ("http://a..b", "IP address"),
        (f"http://{'a' * 64}.test", "IP address"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_told_by_its_variable(
    variable: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    for error in both():
        assert type(error) is ArgumentError
        assert error.message.startswith(f"{variable} must")
        assert words in error.message
        assert "secret" not in error.message
    assert both(base_url="http://127.0.0.1:1")[0].__class__ is not ArgumentError
    with pytest.raises(ArgumentError, match=r"^proxy must"):
        Together(api_key="k", proxy=value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SSLKEYLOGFILE", "/nowhere/keys"),
        ("SSLKEYLOGFILE", "/"),
        ("SSL_CERT_FILE", "/nowhere/ca.pem"),
        ("SSL_CERT_FILE", "/"),
        ("SSL_CERT_FILE", os.devnull),
        ("SSL_CERT_DIR", "/nowhere"),
        ("SSL_CERT_DIR", os.devnull),
    ],
)
def test_what_tls_cannot_use_is_told_by_its_variable(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    for error in both(base_url="https://127.0.0.1:1"):
        assert type(error) is ArgumentError
        assert error.message.startswith(variable)


def test_a_key_log_is_not_blamed_on_the_certificates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "missing" / "keys"))
    for verify in (True, False, str(tmp_path)):
        for error in both(base_url="https://127.0.0.1:1", verify=verify):
            assert error is not None
            assert error.message.startswith("SSLKEYLOGFILE")
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    for error in both(base_url="https://127.0.0.1:1", verify=False):
        assert error is not None
        assert error.kind == "connect"


@pytest.mark.parametrize(
    ("status", "kind", "words", "attempts"),
    [
        ("407 Proxy Authentication Required", "proxy", "answered 407 and asks for a user name", 1),
        ("407 Wrong", "proxy", "proxy, HTTPS_PROXY, HTTP_PROXY or ALL_PROXY", 1),
        ("401 Unauthorized", "proxy", "does not allow this connection (401)", 1),
        ("405 Method Not Allowed", "proxy", "does not allow this connection (405)", 1),
        ("403 Forbidden", "proxy", "does not allow this connection (403)", 1),
        ("502 Bad Gateway", "connect", "refused the connection (502)", 2),
        ("504 Gateway Timeout", "connect", "refused the connection (504)", 2),
    ],
)
def test_a_wrong_password_for_a_proxy_is_tried_once(
    status: str, kind: str, words: str, attempts: int
) -> None:
    clock = Clock(random=lambda: 0.0)
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(65536))
                    connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())

        thread = threading.Thread(target=serve)
        thread.start()
        address = f"http://me:wrong@127.0.0.1:{server.getsockname()[1]}"
        errors = both(base_url="https://acme.test", proxy=address, max_attempts=2, clock=clock)
        server.shutdown(socket.SHUT_RDWR)
    thread.join()
    assert len(asked) == 2 * attempts
    for error in errors:
        assert error is not None
        assert (error.kind, error.attempts) == (kind, attempts)
        assert words in error.message
        assert "wrong" not in str(error)
