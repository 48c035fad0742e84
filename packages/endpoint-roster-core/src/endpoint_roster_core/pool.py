"""The connections of one client: a transport made when it is needed, or the user's httpx client.

Through a transport of ours, requests go without an ``httpx.Client``: what that adds (cookies,
redirects, hooks, logs of complete addresses) we do not want, and it takes a tenth of a short call.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

from .errors import ArgumentError
from .forks import generation
from .proxies import environment_proxy, usable
from .tls import tls_context

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from .observers import Observer
    from .settings import Settings


class Pool:
    """Sends requests over connections that it opens at the first call.

    In a forked process, or another event loop, it opens new ones.

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
        self._transport: Any = None
        self._lock = threading.Lock()
        self._generation = generation()
        self._loop: object = None
        self.foreign: Any = settings.http_client
        if self.foreign is not None:
            self._check_foreign()

    def transport(self) -> Any:
        """Return the transport, made ready: httpx is loaded, and certificates are read."""
        if self._generation != generation():
            # The connections belong to the parent process; its locks may be held.
            self._transport, self._lock = None, threading.Lock()
            self._generation = generation()
        if self._asynchronous and self._loop is not (loop := running_loop()):
            if self._loop is not None:  # the connections belong to another loop
                self._transport = None
            self._loop = loop
        transport = self._transport
        if transport is None:
            with self._lock:
                transport = self._transport = self._transport or self._make()
        return transport

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
                response.read()
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
                await response.aread()
        finally:
            await flow.aclose()

    def close(self) -> None:
        """Close the connections of synchronous calls; the next call opens new ones."""
        transport, self._transport = self._transport, None
        if transport is not None and self._generation == generation():
            transport.close()

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls; the next call opens new ones."""
        transport, self._transport = self._transport, None
        is_ours = self._generation == generation() and self._loop in (None, running_loop())
        if transport is not None and is_ours:
            await transport.aclose()

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
        from .transport import AsyncTransport, SyncTransport

        proxy = self._proxy()
        # Where a password is exchanged for a token; None stands for the provider's own address.
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
        proxy = environment_proxy(self._settings.base_url)
        if proxy is not None and not usable(proxy):
            raise ArgumentError(
                "the proxy of the environment (HTTP_PROXY, HTTPS_PROXY or ALL_PROXY) must be an"
                " address like http://host:port"
            )
        return proxy


def running_loop() -> object:
    """Return the event loop that runs here; None under Trio, or where none does."""
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
