"""The settings that every client takes, checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast

from .addresses import check_address
from .clock import SYSTEM_CLOCK, Clock
from .errors import ArgumentError
from .pasting import is_sendable
from .proxies import proxy_problem

if TYPE_CHECKING:
    import ssl

    import httpx

#: Seconds.
CONNECT_TIMEOUT: Final = 5.0
#: Seconds. Sockets count milliseconds in 31 bits, and a longer time would end at once.
LONGEST_WAIT: Final = 2_147_483
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
            as well as they can be, and ``deviations()`` lists what was wrong.
        clock: Clock and random source; for tests.
    """

    base_url: str | None
    timeout: float | httpx.Timeout | None
    deadline: float
    max_attempts: int
    proxy: str | None
    verify: bool | str | os.PathLike[str] | ssl.SSLContext
    headers: Mapping[str, str] | None
    max_response_bytes: int
    strict: bool
    clock: Clock


class ClientOptions(SharedOptions, total=False):
    """Keyword arguments of synchronous clients; see ``SharedOptions``.

    Attributes:
        http_client: An ``httpx.Client`` of your own. It brings its transport, proxy and TLS
            settings, headers, cookies, hooks and ``auth``, is not closed by this client, and bounds
            slow answers by ``timeout`` alone. This client's own credentials take precedence over
            its headers, and those that sign requests over its ``auth``.
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
        verify: bool | str | os.PathLike[str] | ssl.SSLContext = True,
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
        # A path of pathlib's counts as its text.
        self.verify: bool | str | ssl.SSLContext = (
            os.fspath(verify) if isinstance(verify, os.PathLike) else verify
        )
        self.headers: dict[str, str] = _headers(headers)
        self.max_response_bytes = max_response_bytes
        self.strict = strict
        self.clock = clock
        self.http_client = http_client
        self._check()

    def _check(self) -> None:
        check_address("base_url", self.base_url)
        check_seconds("deadline", self.deadline)
        for name, seconds in self._timeouts():
            if seconds is not None:
                check_seconds(name, seconds)
        for name in ("max_attempts", "max_response_bytes"):
            value: object = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ArgumentError(f"{name} must be an integer of 1 or more")
        _check_verify(self.verify)
        if self.proxy is not None and (problem := proxy_problem(self.proxy)):
            raise ArgumentError(f"proxy {problem}")
        for name, value in self.headers.items():
            if not _is_token(name):
                raise ArgumentError(f"headers[{name!r}]: not a valid header name")
            if not is_sendable(value):
                raise ArgumentError(
                    f"headers[{name!r}] must be printable ASCII, without spaces around it"
                )
        if self.http_client is not None and (self.proxy is not None or self.verify is not True):
            raise ArgumentError(
                "http_client cannot be combined with proxy or verify: set them on the httpx client"
            )

    def _timeouts(self) -> list[tuple[str, object]]:
        """The seconds in ``timeout``, each with what to call it."""
        timeout: Any = self.timeout
        if timeout is None or not hasattr(timeout, "as_dict"):
            return [("timeout", timeout)]
        parts: dict[str, object] = timeout.as_dict()
        return [(f"timeout ({name})", seconds) for name, seconds in parts.items()]

    def with_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers with those of the user, which win."""
        lower = {name.lower() for name in self.headers}
        return {
            **{name: value for name, value in headers.items() if name.lower() not in lower},
            **self.headers,
        }


def _headers(given: object) -> dict[str, str]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise ArgumentError(f"headers must be a mapping, not {type(given).__name__}")
    return dict(cast("Mapping[str, str]", given))


def _check_verify(verify: object) -> None:
    if isinstance(verify, bool):
        return
    if isinstance(verify, str):
        if not os.path.exists(verify):  # noqa: PTH110
            raise ArgumentError(f"verify: no such file or folder: {verify!r}")
        return
    import ssl  # slow to load; a caller with a context has loaded it

    if not isinstance(verify, ssl.SSLContext):
        raise ArgumentError(
            "verify must be True, False, the path of a CA file or folder, or an ssl.SSLContext,"
            f" not {type(verify).__name__}"
        )


def _is_token(name: object) -> bool:
    if not isinstance(name, str) or not name or not name.isascii():
        return False
    return all(one.isalnum() or one in "!#$%&'*+-.^_`|~" for one in name)


def check_seconds(name: str, value: object) -> None:
    """Check that a value is a time that sockets and threads can wait.

    Raises:
        ArgumentError: It is not.
    """
    number = value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
    if not 0 < number <= LONGEST_WAIT:
        raise ArgumentError(f"{name} must be a number of seconds above 0, at most {LONGEST_WAIT:,}")
