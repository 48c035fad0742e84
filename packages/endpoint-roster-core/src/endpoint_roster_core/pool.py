"""The connections of one client: a transport made when it is needed, or the user's httpx client.

Through a transport of ours, requests go without an ``httpx.Client``: what that adds (cookies,
redirects, hooks, logs of complete addresses) we do not want, and it takes a tenth of a short call.
"""

from __future__ import annotations

import threading
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from .errors import ArgumentError
from .forks import call_after_fork, forsake
from .lazy import collector_paused
from .proxies import environment_proxy
from .tls import tls_context

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    import httpx

    from .observers import Observer
    from .settings import Settings


class Pool:
    """Sends requests over connections that it opens at the first call.

    A forked process, and each event loop, has its own. They are closed when their loop ends.

    Args:
        settings: Of the client.
        auth: Signs or authenticates each request.
        observers: They watch each request, unless the user's own httpx client sends it.
        asynchronous: Whether it serves asynchronous calls.

    Attributes:
        foreign: The user's httpx client, if there is one.
    """

    def __init__(
        self,
        settings: Settings,
        auth: httpx.Auth | None,
        observers: Sequence[Observer],
        *,
        asynchronous: bool,
    ) -> None:
        self._settings = settings
        self._auth = auth
        self._observers = observers
        self._asynchronous = asynchronous
        self._lock = threading.Lock()
        self._opened: dict[object, _Opened] = {}
        self._last: _Opened | None = None
        self.foreign: Any = settings.http_client
        if self.foreign is not None:
            self._check_foreign()
        call_after_fork(self)

    def after_fork(self) -> None:
        """Leave the connections to the parent process; its lock may be held."""
        for opened in self._opened.values():
            forsake(opened.loop, opened.end)
        self._opened, self._last, self._lock = {}, None, threading.Lock()

    def prepare(self) -> None:
        """Load httpx and read the certificates, which all transports share."""
        if self.foreign is None:
            self._make()

    def transport(self) -> Any:
        """Return the transport of this event loop."""
        loop = running_loop() if self._asynchronous else None
        last = self._last
        if last is None or last.loop is not loop:
            last = self._last = self._open(loop)
        return last.transport

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body of the answer is still to be read."""
        if self.foreign is not None:
            return self._open_foreign().send(request, **self._foreign_options())
        transport = self.transport()
        if self._auth is None:
            return self._carry(transport, request)
        flow = self._auth.sync_auth_flow(request)
        try:
            request = next(flow)
            while True:
                response = self._carry(transport, request)
                try:
                    request = flow.send(response)
                except StopIteration:
                    return response
                except BaseException:
                    response.close()
                    raise
                self._read(response.read())
        finally:
            flow.close()

    async def send_async(self, request: httpx.Request) -> httpx.Response:
        """Send a request, like ``send``."""
        if self.foreign is not None:
            return await self._open_foreign().send(request, **self._foreign_options())
        transport = self.transport()
        if self._auth is None:
            return await self._carry_async(transport, request)
        flow = self._auth.async_auth_flow(request)
        try:
            request = await anext(flow)
            while True:
                response = await self._carry_async(transport, request)
                try:
                    request = await flow.asend(response)
                except StopAsyncIteration:
                    return response
                except BaseException:
                    await response.aclose()
                    raise
                self._read(await response.aread())
        finally:
            await flow.aclose()

    def close(self) -> None:
        """Close the connections of synchronous calls; the next call opens new ones."""
        self._last = None
        if opened := self._opened.pop(None, None):
            opened.transport.close()

    async def aclose(self) -> None:
        """Close the connections of this event loop; the next call opens new ones."""
        self._last = None
        if opened := self._opened.pop(running_loop(), None):
            await opened.aclose()

    def _open(self, loop: object) -> _Opened:
        with self._lock:
            if loop not in self._opened:
                for other in [one for one in self._opened if _is_over(one)]:
                    del self._opened[other]
                self._opened[loop] = _Opened(self._make(), loop)
            return self._opened[loop]

    def _carry(self, transport: Any, request: httpx.Request) -> httpx.Response:
        for observer in self._observers:
            observer.request(request)
        response = cast("httpx.Response", transport.handle_request(request))
        response.request = request
        for observer in self._observers:
            observer.response(response)
        return response

    async def _carry_async(self, transport: Any, request: httpx.Request) -> httpx.Response:
        for observer in self._observers:
            observer.request(request)
        response = cast("httpx.Response", await transport.handle_async_request(request))
        response.request = request
        for observer in self._observers:
            observer.response(response)
        return response

    def _read(self, content: bytes) -> None:
        for observer in self._observers:
            observer.body(content)

    def _open_foreign(self) -> Any:
        if self.foreign.is_closed:
            raise ArgumentError("http_client is closed")
        return self.foreign

    def _foreign_options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"stream": True, "follow_redirects": False}
        return options if self._auth is None else {**options, "auth": self._auth}

    def _check_foreign(self) -> None:
        import httpx

        cls = httpx.AsyncClient if self._asynchronous else httpx.Client
        if not isinstance(self.foreign, cls):
            name = type(self.foreign).__name__
            raise ArgumentError(f"http_client must be an httpx.{cls.__name__}, not {name}")
        self._open_foreign()

    def _make(self) -> Any:
        with collector_paused(f"{__package__}.transport"):
            from .transport import AsyncTransport, SyncTransport

        proxy = self._proxy()
        # Where a password is exchanged for a token; None means the provider's own address.
        iam_url: str | None = getattr(self._auth, "iam_url", "")
        addresses = [self._settings.base_url, proxy or "", "https:" if iam_url is None else iam_url]
        encrypted = any(address.lower().startswith("https:") for address in addresses)
        context = tls_context(self._settings.verify, encrypted=encrypted)
        try:
            return (AsyncTransport if self._asynchronous else SyncTransport)(context, proxy)
        except RuntimeError:  # httpcore's word for a package that is missing
            raise ImportError(
                'a SOCKS proxy needs the package socksio: pip install "httpx[socks]"'
            ) from None

    def _proxy(self) -> str | None:
        if self._settings.proxy is not None:
            return self._settings.proxy
        return environment_proxy(self._settings.base_url)


class _Opened:
    """The connections of one event loop; of all synchronous calls, if that is None."""

    def __init__(self, transport: Any, loop: object) -> None:
        self.transport: Any = transport
        self.loop: object = loop
        self.end: Any = None
        if loop is not None:
            # The loop closes the generators that began in it when it ends.
            self.end = _closing(weakref.ref(transport))
            with suppress(StopIteration):
                self.end.asend(None).send(None)
            # A loop that was closed by hand did not; a finalizer comes before those of sockets.
            weakref.finalize(self, _drop, loop, transport)

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls."""
        if self.end is None:
            await self.transport.aclose()
        else:
            await self.end.aclose()


def _is_over(loop: Any) -> bool:
    return loop is not None and loop.is_closed()


def _drop(loop: object, transport: Any) -> None:
    """Leave no socket of a loop that is closed, and can close nothing itself."""
    if _is_over(loop):
        transport.drop()


async def _closing(transport: weakref.ref[Any]) -> AsyncGenerator[None]:
    """Wait for the end, and close the connections then."""
    try:
        yield
    finally:
        if (found := transport()) is not None:
            await found.aclose()


def running_loop() -> object:
    """Return the event loop that runs here; None under Trio, or where none does."""
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
