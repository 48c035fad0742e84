"""Sending a request once, and taking its answer."""

from __future__ import annotations

import time
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from .bodies import Body, RefusedError, this_call
from .errors import DecodeError
from .http_requests import RequestBuilder
from .pool import Pool
from .responses import Exchange
from .transports import running_loop

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence

    import httpx

    from .observers import Observer
    from .operations import Request
    from .responses import Response
    from .settings import Settings


class Http:
    """Sends requests, each once, and has their answers read.

    Args:
        settings: Of the client.
        headers: Sent with every request.
        auth: Signs or authenticates each request.
        observers: They watch each request, unless the user's own httpx client sends it.
        asynchronous: Whether it serves asynchronous calls.

    Attributes:
        pool: The connections.
    """

    def __init__(
        self,
        settings: Settings,
        headers: Mapping[str, str],
        auth: httpx.Auth | None,
        observers: Sequence[Observer],
        *,
        asynchronous: bool,
    ) -> None:
        self.pool: Pool = Pool(settings, auth, observers, asynchronous=asynchronous)
        self._builder = RequestBuilder(settings, settings.with_headers(headers), self.pool.foreign)
        self._max_response_bytes = settings.max_response_bytes
        self._observers = observers

    def send(
        self, request: Request[Any], seconds: float, read: Callable[[Exchange], Response[Any]]
    ) -> Response[Any]:
        """Send a request once.

        Args:
            request: What is sent.
            seconds: Until when the answer must be complete.
            read: Reads it, before its connection may be used again.

        Raises:
            ClientError: No complete answer arrived in time.
        """
        import httpx

        due = time.monotonic() + seconds
        body = Body(self._max_response_bytes, due)
        built = self._builder.build(request)
        response: httpx.Response | None = None
        this_call.due = due
        try:
            response = self.pool.send(built)
            try:
                if response.is_stream_consumed:  # a transport that had the complete answer
                    body.add(response.content)
                else:
                    body.expect(response.status_code, response.headers)
                    for chunk in cast("httpx.SyncByteStream", response.stream):
                        body.add(chunk)
                answer = read(_exchange(built, response, self._content(body)))
                if (stream := _spoiled(response, body.received, answer)) is not None:
                    stream.close()
            finally:
                response.close()  # from here on, another thread may use the connection
        except (httpx.HTTPError, httpx.InvalidURL, RefusedError) as error:
            from .failures import failure  # not before something fails

            late = time.monotonic() >= due
            wrong = failure(error, built, response, request.operation.name, is_over=late)
        else:
            return answer
        finally:
            this_call.due = None
        # Out here, so that the error carries no chain to a request and its headers.
        raise wrong

    async def send_async(
        self, request: Request[Any], seconds: float, read: Callable[[Exchange], Response[Any]]
    ) -> Response[Any]:
        """Send a request once, like ``send``."""
        import httpx

        body = Body(self._max_response_bytes, time.monotonic() + seconds)
        built = self._builder.build(request)
        response: httpx.Response | None = None
        try:
            async with _at_most(seconds):
                response = await self.pool.send_async(built)
                try:
                    if response.is_stream_consumed:
                        body.add(response.content)
                    else:
                        body.expect(response.status_code, response.headers)
                        async for chunk in cast("httpx.AsyncByteStream", response.stream):
                            body.add(chunk)
                    answer = read(_exchange(built, response, self._content(body)))
                    if (stream := _spoiled(response, body.received, answer)) is not None:
                        await stream.aclose()
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, RefusedError) as error:
            from .failures import failure

            wrong = failure(error, built, response, request.operation.name)
        else:
            return answer
        raise wrong

    def _content(self, body: Body) -> bytes:
        content = body.content()
        for observer in self._observers:
            observer.body(content)
        return content


def _exchange(built: httpx.Request, response: httpx.Response, content: bytes) -> Exchange:
    def address() -> str:
        from .failures import address_of

        return address_of(built)

    return Exchange(
        built.method,
        address,
        response.request.headers,
        response.status_code,
        response.headers,
        content,
    )


def _spoiled(response: httpx.Response, body_bytes: int, answer: Response[Any]) -> Any:
    """The connection, if more came than the answer, or if that could not be read."""
    stream = response.extensions.get("network_stream")
    if stream is None or response.extensions.get("http_version") == b"HTTP/2":
        return None
    traffic = getattr(stream, "traffic", None)
    surplus = traffic is not None and traffic.exceeds(response.headers, body_bytes)
    return stream if surplus or isinstance(answer.error, DecodeError) else None


def _at_most(seconds: float) -> AbstractAsyncContextManager[object]:
    import asyncio

    return _at_most_under_trio(seconds) if running_loop() is None else asyncio.timeout(seconds)


@asynccontextmanager
async def _at_most_under_trio(seconds: float) -> AsyncGenerator[None]:
    import anyio

    with anyio.fail_after(seconds):
        yield
