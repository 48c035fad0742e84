"""The connections of one client: a transport made when it is needed, or the user's httpx client.

Through a transport of ours, requests go without an ``httpx.Client``: what that adds (cookies,
redirects, hooks, logs of complete addresses) we do not want, and it takes a tenth of a short call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .errors import ArgumentError
from .forks import call_after_fork
from .transports import Transports, running_loop

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from .observers import Observer
    from .settings import Settings
    from .transports import Opened


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
        self._transports = Transports(asynchronous=asynchronous)
        self._is_shared = False
        self._last: Opened | None = None
        self.foreign: Any = settings.http_client
        if self.foreign is not None:
            self._check_foreign()
        call_after_fork(self)

    def after_fork(self) -> None:
        """Leave the connections to the parent process."""
        self._last = None

    def share(self, transports: Transports) -> None:
        """Use connections that others use too, and that their owner closes."""
        self._transports, self._is_shared, self._last = transports, True, None

    def prepare(self) -> None:
        """Load httpx and read the certificates, which all transports share."""
        if self.foreign is None:
            self._transports.prepare(self._settings, self._iam_url)

    def transport(self) -> Any:
        """Return the transport of this event loop."""
        loop = running_loop() if self._asynchronous else None
        last = self._last
        if last is None or last.loop is not loop:
            last = self._transports.open(loop, self._settings, self._iam_url)
            self._last = last
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
        if not self._is_shared:
            self._transports.close()

    async def aclose(self) -> None:
        """Close the connections of this event loop; the next call opens new ones."""
        self._last = None
        if not self._is_shared:
            await self._transports.aclose()

    @property
    def _iam_url(self) -> str | None:
        """Where a password is exchanged for a token; None means the provider's own address."""
        return getattr(self._auth, "iam_url", "")

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
