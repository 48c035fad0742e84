"""The httpx client under one of ours: made when it is needed, or the user's own."""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING, Any

from .errors import ArgumentError
from .forks import generation
from .proxies import environment_proxy, usable
from .tls import tls_context

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    import httpx

    from .observers import Observer
    from .settings import Settings


class HttpClient:
    """Makes an httpx client at the first call, and again in another process or event loop.

    Args:
        settings: Of the client.
        headers: Sent with every request.
        observers: They watch each request, unless the httpx client is the user's own.
        asynchronous: Whether it serves asynchronous calls.

    Attributes:
        is_foreign: Whether the httpx client is the user's own.
    """

    def __init__(
        self,
        settings: Settings,
        headers: Mapping[str, str],
        observers: list[Observer],
        *,
        asynchronous: bool,
    ) -> None:
        self._settings = settings
        self._headers = headers
        self._observers = observers
        self._asynchronous = asynchronous
        self._foreign: Any = settings.http_client
        self._own: Any = None
        self._lock = threading.Lock()
        self._generation = generation()
        self._loop: object = None
        self.is_foreign: bool = self._foreign is not None
        if self.is_foreign:
            self._check_foreign()

    def get(self) -> Any:
        """Return the httpx client."""
        if self._foreign is not None:
            if self._foreign.is_closed:
                raise ArgumentError("http_client is closed")
            return self._foreign
        if self._generation != generation():
            # The connections belong to the parent process; its locks may be held.
            self._own, self._lock, self._generation = None, threading.Lock(), generation()
        if self._asynchronous and self._loop is not (loop := running_loop()):
            if self._loop is not None:  # its connections belong to another loop
                self._own = None
            self._loop = loop
        own = self._own
        if own is None:
            with self._lock:
                own = self._own = self._own or self._make()
        return own

    def close(self) -> None:
        """Close the connections of synchronous calls; the next call opens new ones."""
        own, self._own = self._own, None
        if own is not None and self._generation == generation():
            own.close()

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls; the next call opens new ones."""
        own, self._own = self._own, None
        if (
            own is not None
            and self._generation == generation()
            and self._loop in (None, running_loop())
        ):
            await own.aclose()

    def _check_foreign(self) -> None:
        import httpx

        cls = httpx.AsyncClient if self._asynchronous else httpx.Client
        if not isinstance(self._foreign, cls):
            name = type(self._foreign).__name__
            raise ArgumentError(f"http_client must be an httpx.{cls.__name__}, not {name}")
        if self._foreign.is_closed:
            raise ArgumentError("http_client is closed")

    def _make(self) -> Any:
        proxy = self._proxy()
        addresses = (self._settings.base_url.lower(), (proxy or "").lower())
        encrypted = any(address.startswith("https:") for address in addresses)
        context = tls_context(self._settings.verify, encrypted=encrypted)
        transport = self._transport(context, proxy)
        cls = _classes()[1 if self._asynchronous else 0]
        hooks = self._async_hooks() if self._asynchronous else self._hooks()
        return cls(transport=transport, trust_env=False, headers=self._headers, event_hooks=hooks)

    def _hooks(self) -> dict[str, list[Any]]:
        def request(request: httpx.Request) -> None:
            for observer in self._observers:
                observer.request(request)

        def response(response: httpx.Response) -> None:
            for observer in self._observers:
                observer.response(response)

        return {"request": [request], "response": [response]}

    def _async_hooks(self) -> dict[str, list[Any]]:
        hooks = self._hooks()
        [on_request], [on_response] = hooks["request"], hooks["response"]

        async def request(request: httpx.Request) -> None:
            on_request(request)

        async def response(response: httpx.Response) -> None:
            on_response(response)

        return {"request": [request], "response": [response]}

    def _transport(self, context: ssl.SSLContext, proxy: str | None) -> Any:
        from .transport import AsyncTransport, SyncTransport

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


@functools.cache
def _classes() -> tuple[type[httpx.Client], type[httpx.AsyncClient]]:
    """httpx's clients without a cookie jar: an API keeps no session, and looking costs time."""
    import httpx

    class NoCookies(httpx.Cookies):
        def extract_cookies(self, response: httpx.Response) -> None:
            """Keep none."""

    no_cookies = NoCookies()

    class HttpClient(httpx.Client):
        cookies = property(lambda _: no_cookies)  # pyright: ignore

    class AsyncHttpClient(httpx.AsyncClient):
        cookies = property(lambda _: no_cookies)  # pyright: ignore

    return HttpClient, AsyncHttpClient


def running_loop() -> object:
    """Return the event loop that runs here; None under Trio, or where none does."""
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
