"""Requests as httpx would build them.

httpx works out address and headers for each request, which takes a fifth of a short call; here it
is done once for all that have the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .settings import CONNECT_TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from .operations import Request
    from .settings import Settings

#: Addresses that are kept ready; a client asks few different ones.
_KEPT_URLS = 64


class RequestBuilder:
    """Builds httpx's requests from ours.

    Args:
        settings: Of the client.
        headers: Sent with every request.
        foreign: Whether the httpx client is the user's own: it may change at any time, and have
            hooks, headers, cookies and parameters.
    """

    def __init__(self, settings: Settings, headers: Mapping[str, str], *, foreign: bool) -> None:
        self._settings = settings
        self._base_url = settings.base_url.rstrip("/")
        self._headers = headers
        self._foreign = foreign
        self._urls: dict[str, httpx.URL] = {}
        # Headers that every request has: as the httpx client has them, and ready to send.
        self._ready: tuple[list[tuple[bytes, bytes]], httpx.Headers] | None = None
        self._extensions: dict[str, Any] | None = None

    def build(self, client: Any, request: Request[Any]) -> httpx.Request:
        """The request as httpx would build it.

        httpx works out address and headers for each request, which takes a fifth of a short call;
        here it is done once.
        """
        import httpx

        operation = request.operation
        query = {**operation.constants, **request.query}
        key = f"{request.path}?{query}" if query else request.path
        url = self._urls.get(key)
        if url is None:
            if len(self._urls) >= _KEPT_URLS:
                self._urls.clear()
            url = httpx.URL(self._base_url + request.path, **({"params": query} if query else {}))
            self._urls[key] = url
        if self._foreign:
            if client.params:
                url = url.copy_with(params=client.params.merge(query))
            general = client.headers.raw
            if client.cookies:
                general = [*general, *_cookies(client)]
        else:
            general = client.headers.raw
        ready = self._ready
        if ready is None or ready[0] != general:
            ready = self._ready = general, self._merged(url, general)
        headers = ready[1]
        if request.headers:
            headers = httpx.Headers(headers)
            headers.update(request.headers)
        if self._extensions is None or self._foreign:
            self._extensions = {"timeout": self._timeout(client)}
        extensions = dict(self._extensions)
        if request.json is not None:
            return httpx.Request(
                operation.method, url, headers=headers, json=request.json, extensions=extensions
            )
        if operation.method != "GET":
            return httpx.Request(operation.method, url, headers=headers, extensions=extensions)
        stream = httpx.ByteStream(b"")
        built = httpx.Request("GET", url, headers=headers, stream=stream, extensions=extensions)
        if self._foreign:
            built.read()
        return built

    def _merged(self, url: httpx.URL, general: list[tuple[bytes, bytes]]) -> httpx.Headers:
        import httpx

        headers = httpx.Headers(general)
        headers.update(self._headers)
        host = [] if "host" in headers else [(b"Host", url.netloc)]
        return httpx.Headers([*host, *headers.raw])

    def _timeout(self, client: Any) -> dict[str, float | None]:
        import httpx

        timeout = self._settings.timeout
        if timeout is None and self._foreign and client.timeout != httpx.Timeout(5.0):
            return client.timeout.as_dict()
        timeout = 30.0 if timeout is None else timeout
        if isinstance(timeout, httpx.Timeout):
            return timeout.as_dict()
        return {
            "connect": min(timeout, CONNECT_TIMEOUT),
            "read": timeout,
            "write": timeout,
            "pool": timeout,
        }


def _cookies(client: Any) -> list[tuple[bytes, bytes]]:
    pairs = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return [(b"Cookie", pairs.encode())]
