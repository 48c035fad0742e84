"""The transports under our httpx clients: pools and connections of ours, made of httpcore's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import unquote_to_bytes, urlsplit

import httpcore
import httpx

from .connections import AsyncBackend, SyncBackend
from .pooling import AsyncPool, SyncPool

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator

#: Seconds that a connection stays open with nothing to do.
_LONGEST_IDLE: Final = 5.0


class SyncTransport(httpx.BaseTransport):
    """Sends the requests of synchronous calls.

    Args:
        context: For encrypted connections.
        proxy: Address of a proxy; None for none.
        most: Connections that may be open at once; None for any number.
        most_idle: Those of them that may stay open with nothing to do.
    """

    def __init__(
        self, context: ssl.SSLContext, proxy: str | None, *, most: int | None, most_idle: int
    ) -> None:
        cls: type[Any] = httpcore.ConnectionPool
        if proxy is not None:
            cls = httpcore.SOCKSProxy if _is_socks(proxy) else httpcore.HTTPProxy
        made = cls(**_options(context, proxy), network_backend=SyncBackend())
        self._pool: SyncPool = SyncPool(made.create_connection, most=most, most_idle=most_idle)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its answer, whose body is still to be read."""
        with _httpx_errors():
            answer, give_back = self._pool.send(_of_httpcore(request))
        return _of_httpx(answer, _SyncBody(answer.stream, give_back))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class AsyncTransport(httpx.AsyncBaseTransport):
    """Sends the requests of asynchronous calls; see ``SyncTransport``."""

    def __init__(
        self, context: ssl.SSLContext, proxy: str | None, *, most: int | None, most_idle: int
    ) -> None:
        self._backend: AsyncBackend = AsyncBackend()
        cls: type[Any] = httpcore.AsyncConnectionPool
        if proxy is not None:
            cls = httpcore.AsyncSOCKSProxy if _is_socks(proxy) else httpcore.AsyncHTTPProxy
        made = cls(**_options(context, proxy), network_backend=self._backend)
        self._pool: AsyncPool = AsyncPool(made.create_connection, most=most, most_idle=most_idle)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its answer, whose body is still to be read."""
        with _httpx_errors():
            answer, give_back = await self._pool.send(_of_httpcore(request))
        return _of_httpx(answer, _AsyncBody(answer.stream, give_back))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    def drop(self) -> None:
        """Close the sockets of a loop that was closed before its connections."""
        self._backend.drop()


class _SyncBody(httpx.SyncByteStream):
    """The body of an answer, whose connection is given back when it is closed."""

    def __init__(self, stream: Any, give_back: Callable[[], None]) -> None:
        self._stream = stream
        self._give_back: Callable[[], None] | None = give_back

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._stream

    def close(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            try:
                self._stream.close()
            finally:
                give_back()


class _AsyncBody(httpx.AsyncByteStream):
    def __init__(self, stream: Any, give_back: Callable[[], Awaitable[None]]) -> None:
        self._stream = stream
        self._give_back: Callable[[], Awaitable[None]] | None = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _httpx_errors():
            async for chunk in self._stream:
                yield chunk

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            try:
                await self._stream.aclose()
            finally:
                await give_back()


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


def _options(context: ssl.SSLContext, proxy: str | None) -> dict[str, Any]:
    """Return the arguments of what makes httpcore's connections."""
    options = {"keepalive_expiry": _LONGEST_IDLE, "ssl_context": context}
    if proxy is None:
        return options
    return {**options, **_proxy(proxy, None if _is_socks(proxy) else context)}


def _is_socks(proxy: str) -> bool:
    return proxy.lower().startswith("socks5")


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
