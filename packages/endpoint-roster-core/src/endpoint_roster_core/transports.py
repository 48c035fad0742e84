"""The transports of one client, or of several that share their connections."""

from __future__ import annotations

import threading
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .forks import call_after_fork, forsake
from .lazy import importing
from .proxies import environment_proxy
from .tls import tls_context

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator

    from .settings import Settings

#: Connections of one transport, and those that it may keep open for later requests.
_MOST: Final = 100
_MOST_IDLE: Final = 20
#: Addresses whose proxy is kept ready; to find it takes longer than a short request.
_KEPT_ROUTES: Final = 64


class Transports:
    """Opens transports, one for each event loop, proxy and TLS context.

    Clients that share them use each other's connections: one that has nothing to do takes the next
    request to its host, with whichever credentials. A forked process, and each event loop, has its
    own. They are closed when their loop ends.

    Args:
        asynchronous: Whether they serve asynchronous calls.
        most: Connections that may be open at once; None for any number.
        most_idle: Those of them that may stay open with nothing to do.
    """

    def __init__(
        self, *, asynchronous: bool, most: int | None = _MOST, most_idle: int = _MOST_IDLE
    ) -> None:
        self._asynchronous = asynchronous
        self._limits = {"most": most, "most_idle": most_idle}
        self._lock = threading.Lock()
        self._opened: dict[_Place, Opened] = {}
        self._routes: dict[object, tuple[str | None, ssl.SSLContext]] = {}
        call_after_fork(self)

    def after_fork(self) -> None:
        """Leave the connections to the parent process; its lock may be held."""
        for opened in self._opened.values():
            forsake(opened.loop, opened.end)
        self._opened, self._routes, self._lock = {}, {}, threading.Lock()

    def prepare(self, settings: Settings, iam_url: str | None) -> None:
        """Load httpx and read the certificates, without opening anything; as ``open``."""
        with self._lock:
            self._route(settings, iam_url)
        _load()

    def open(self, loop: object, settings: Settings, iam_url: str | None) -> Opened:
        """Return what is open for requests of a client; None as loop is for synchronous calls.

        Args:
            loop: The event loop that runs.
            settings: Of the client.
            iam_url: Another address that its requests go to: empty for none, None for the
                provider's own.

        Raises:
            ArgumentError: Proxy or certificates cannot be used.
            ImportError: A package for the proxy is missing.
        """
        with self._lock:
            place = _Place(loop, *self._route(settings, iam_url))
            if place not in self._opened:
                for other in [one for one in self._opened if _is_over(one.loop)]:
                    del self._opened[other]
                self._opened[place] = Opened(self._make(place), loop)
            return self._opened[place]

    def close(self) -> None:
        """Close the connections of synchronous calls."""
        for opened in self._taken(None):
            opened.transport.close()

    async def aclose(self) -> None:
        """Close the connections of the event loop that runs."""
        for opened in self._taken(running_loop()):
            await opened.aclose()

    def _taken(self, loop: object) -> list[Opened]:
        self._routes.clear()
        return [self._opened.pop(place) for place in [*self._opened] if place.loop is loop]

    def _route(self, settings: Settings, iam_url: str | None) -> tuple[str | None, ssl.SSLContext]:
        """Return proxy and TLS context for a client's requests."""
        key = (settings.base_url, settings.proxy, settings.verify, iam_url)
        if key not in self._routes:
            if len(self._routes) >= _KEPT_ROUTES:
                self._routes.clear()
            self._routes[key] = _route(settings, iam_url)
        return self._routes[key]

    def _make(self, place: _Place) -> Any:
        sync_transport, async_transport = _load()
        cls = async_transport if self._asynchronous else sync_transport
        try:
            return cls(place.context, place.proxy, **self._limits)
        except RuntimeError:  # httpcore's word for a package that is missing
            raise ImportError(
                'a SOCKS proxy needs the package socksio: pip install "httpx[socks]"'
            ) from None


class _Place(NamedTuple):
    """What a transport is for."""

    loop: object
    proxy: str | None
    context: ssl.SSLContext


class Opened:
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


def _load() -> tuple[type[Any], type[Any]]:
    with importing(f"{__package__}.transport"):
        from .transport import AsyncTransport, SyncTransport
    return SyncTransport, AsyncTransport


def _route(settings: Settings, iam_url: str | None) -> tuple[str | None, ssl.SSLContext]:
    """Return proxy and TLS context for a client's requests."""
    proxy = settings.proxy
    if proxy is None:
        proxy = environment_proxy(settings.base_url)
    addresses = [settings.base_url, proxy or "", "https:" if iam_url is None else iam_url]
    encrypted = any(address.lower().startswith("https:") for address in addresses)
    return proxy, tls_context(settings.verify, encrypted=encrypted)


def running_loop() -> object:
    """Return the event loop that runs here; None under Trio, or where none does."""
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
