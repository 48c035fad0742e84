"""The transports under our httpx clients: pools and connections of ours, made of httpcore's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import unquote_to_bytes, urlsplit

import httpcore
import httpx

from .connections import AsyncBackend, SyncBackend
from .pooling import (
    AsyncPool,
    AsyncProxyPool,
    AsyncSocksPool,
    SyncPool,
    SyncProxyPool,
    SyncSocksPool,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Generator, Iterator, Mapping

#: Seconds that a connection stays open with nothing to do.
_LONGEST_IDLE: Final = 5.0


class SyncTransport(httpx.BaseTransport):
    """Sends the requests of synchronous calls.

    Args:
        context: For encrypted connections.
        proxy: Address of a proxy; None for none.
        limits: ``max_connections`` and ``max_keepalive_connections`` of httpcore.
    """

    def __init__(
        self, context: ssl.SSLContext, proxy: str | None, limits: Mapping[str, int | None]
    ) -> None:
        options: dict[str, Any] = {
            **limits,
            "keepalive_expiry": _LONGEST_IDLE,
            "ssl_context": context,
            "network_backend": SyncBackend(),
        }
        self._pool: httpcore.ConnectionPool
        if proxy is None:
            self._pool = SyncPool(**options)
        elif proxy.lower().startswith("socks5"):
            self._pool = SyncSocksPool(**_proxy(proxy), **options)
        else:
            self._pool = SyncProxyPool(**_proxy(proxy, context), **options)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its answer, whose body is still to be read."""
        with _httpx_errors():
            answer = self._pool.handle_request(_of_httpcore(request))
        return _of_httpx(answer, _SyncBody(answer.stream))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class AsyncTransport(httpx.AsyncBaseTransport):
    """Sends the requests of asynchronous calls; see ``SyncTransport``."""

    def __init__(
        self, context: ssl.SSLContext, proxy: str | None, limits: Mapping[str, int | None]
    ) -> None:
        self._backend: AsyncBackend = AsyncBackend()
        options: dict[str, Any] = {
            **limits,
            "keepalive_expiry": _LONGEST_IDLE,
            "ssl_context": context,
            "network_backend": self._backend,
        }
        self._pool: httpcore.AsyncConnectionPool
        if proxy is None:
            self._pool = AsyncPool(**options)
        elif proxy.lower().startswith("socks5"):
            self._pool = AsyncSocksPool(**_proxy(proxy), **options)
        else:
            self._pool = AsyncProxyPool(**_proxy(proxy, context), **options)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its answer, whose body is still to be read."""
        with _httpx_errors():
            answer = await self._pool.handle_async_request(_of_httpcore(request))
        return _of_httpx(answer, _AsyncBody(answer.stream))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    def drop(self) -> None:
        """Close the sockets of a loop that was closed before its connections."""
        self._backend.drop()


class _SyncBody(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._stream

    def close(self) -> None:
        self._stream.close()


class _AsyncBody(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _httpx_errors():
            async for chunk in self._stream:
                yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


@contextmanager
def _httpx_errors() -> Generator[None]:
    """Raise httpx's exceptions for httpcore's, which have the same names."""
    try:
        yield
    except (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
    ) as error:
        cls: type[httpx.TransportError] = getattr(httpx, type(error).__name__, httpx.TransportError)
        raise cls(str(error)) from error


def _of_httpcore(request: httpx.Request) -> httpcore.Request:
    url = request.url
    return httpcore.Request(
        method=request.method,
        url=httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        ),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


def _of_httpx(answer: httpcore.Response, stream: Any) -> httpx.Response:
    return httpx.Response(
        answer.status,
        headers=answer.headers,
        stream=stream,
        extensions=cast("Any", answer).extensions,
    )


def _proxy(address: str, context: ssl.SSLContext | None = None) -> dict[str, Any]:
    parts = urlsplit(address)
    scheme = "socks5" if parts.scheme == "socks5h" else parts.scheme
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host.encode("idna").decode()
    port = f":{parts.port}" if parts.port else ""
    found: dict[str, Any] = {"proxy_url": f"{scheme}://{host}{port}"}
    if context is not None and scheme == "https":
        found["proxy_ssl_context"] = context
    if parts.username or parts.password:
        user, password = parts.username or "", parts.password or ""
        found["proxy_auth"] = (unquote_to_bytes(user), unquote_to_bytes(password))
    return found
