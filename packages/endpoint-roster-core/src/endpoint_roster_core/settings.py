"""The settings that every client takes, checked."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any, Final, TypedDict

from .clock import SYSTEM_CLOCK, Clock
from .errors import ArgumentError
from .operations import is_sendable
from .proxies import usable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    import httpx

#: Seconds.
CONNECT_TIMEOUT: Final = 5.0
#: Bytes that a complete answer may have after decompression: 64 MiB.
MAX_RESPONSE_BYTES: Final = 64 * 2**20


class SharedOptions(TypedDict, total=False):
    """Keyword arguments of every client.

    Attributes:
        base_url: Address that the operations' paths are appended to; the provider's own if left
            out, or that of its environment variable.
        timeout: Seconds without any progress (connecting: at most 5), or an ``httpx.Timeout``.
            30 if left out.
        deadline: Seconds for one call, retries and waits included. 120 if left out.
        max_attempts: How often a request is sent at most. 3 if left out; 1 turns retries off.
        proxy: Address of a proxy. If left out, those of the environment are used, except for this
            machine's own addresses.
        verify: True for the usual authorities (``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` count), the
            path of a CA file or folder, an ``ssl.SSLContext``, or False to accept any certificate.
        headers: Sent with every request.
        max_response_bytes: Largest answer, after decompression. 64 MiB if left out.
        strict: Refuse answers that are not as the API's description says. By default they are read
            as well as they can be, and ``deviations()`` lists what was amiss.
        clock: Where time and chance come from; for tests.
    """

    base_url: str | None
    timeout: float | httpx.Timeout | None
    deadline: float
    max_attempts: int
    proxy: str | None
    verify: bool | str | ssl.SSLContext
    headers: Mapping[str, str] | None
    max_response_bytes: int
    strict: bool
    clock: Clock


class ClientOptions(SharedOptions, total=False):
    """Keyword arguments of synchronous clients; see ``SharedOptions``.

    Attributes:
        http_client: An ``httpx.Client`` of your own. It brings its transport, proxy and TLS
            settings, is not closed by this client, and bounds slow answers by ``timeout`` alone.
    """

    http_client: httpx.Client | None


class AsyncClientOptions(SharedOptions, total=False):
    """Keyword arguments of asynchronous clients; see ``ClientOptions``."""

    http_client: httpx.AsyncClient | None


class Settings:
    """The settings of one client; see ``ClientOptions``.

    Raises:
        ArgumentError: A value cannot work; it is named.
    """

    def __init__(
        self,
        *,
        base_url: str,
        timeout: float | httpx.Timeout | None = None,
        deadline: float = 120.0,
        max_attempts: int = 3,
        proxy: str | None = None,
        verify: bool | str | ssl.SSLContext = True,
        headers: Mapping[str, str] | None = None,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
        strict: bool = False,
        clock: Clock = SYSTEM_CLOCK,
        http_client: Any = None,
    ) -> None:
        self.base_url = base_url
        self.timeout = timeout
        self.deadline = deadline
        self.max_attempts = max_attempts
        self.proxy = proxy
        self.verify = verify
        self.headers: dict[str, str] = dict(headers or {})
        self.max_response_bytes = max_response_bytes
        self.strict = strict
        self.clock = clock
        self.http_client = http_client
        self._check()

    def _check(self) -> None:
        check_address("base_url", self.base_url)
        if isinstance(self.timeout, (int, float)) and not _is_duration(self.timeout):
            raise ArgumentError("timeout must be a finite number of seconds above 0")
        if not _is_duration(self.deadline):
            raise ArgumentError("deadline must be a finite number of seconds above 0")
        for name in ("max_attempts", "max_response_bytes"):
            value: object = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ArgumentError(f"{name} must be an integer of 1 or more")
        if isinstance(self.verify, str) and not os.path.exists(self.verify):  # noqa: PTH110
            raise ArgumentError(f"verify: no such file or folder: {self.verify!r}")
        if self.proxy is not None and not usable(self.proxy):
            raise ArgumentError("proxy must be an address like http://host:port")
        for name, value in self.headers.items():
            if not is_sendable(value) or not is_sendable(name):
                raise ArgumentError(
                    f"headers[{name!r}] must be printable ASCII, without spaces around it"
                )
        if self.http_client is not None and (self.proxy is not None or self.verify is not True):
            raise ArgumentError(
                "http_client cannot be combined with proxy or verify: set them on the httpx client"
            )

    def with_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers with those of the user, which win."""
        lower = {name.lower() for name in self.headers}
        return {
            **{name: value for name, value in headers.items() if name.lower() not in lower},
            **self.headers,
        }


def check_address(name: str, address: object) -> None:
    """Check that a value is an address of HTTP.

    Raises:
        ArgumentError: It is not.
    """
    if not isinstance(address, str) or not address.lower().startswith(("http://", "https://")):
        raise ArgumentError(f"{name} must begin with http:// or https://")
    from urllib.parse import urlsplit  # kept out of start-up

    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:  # UnicodeError is one too
        host, port = "", 0
    if not host or port == 0 or not address.isprintable() or " " in address:
        raise ArgumentError(f"{name} must be an address like https://host:port/path")
    if "?" in address or "#" in address:
        raise ArgumentError(f"{name} must not have a query or a fragment")
    if "@" in urlsplit(address).netloc:
        raise ArgumentError(f"{name} must not have a user name or password")


def _is_duration(value: object) -> bool:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    # threading and select refuse longer waits than some 292 years.
    return math.isfinite(value) and 0 < value < 9e9
