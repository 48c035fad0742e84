"""What happens during a listing: for logs, and for OpenTelemetry if it is turned on.

Nothing is recorded that could hold a secret: of an address its query is left out, of headers all
but the provider's id of the request, and of messages whatever the account's credentials are.
"""

from __future__ import annotations

import logging
import time
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Generator, Mapping

    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

    from .account import Account
    from .progress import Progress
    from .providers.base import Client
    from .telemetry import ListingSpan, RequestSpan, Telemetry

T = TypeVar("T")

_log = logging.getLogger(__name__.partition(".")[0])

#: Headers in which providers tell their id of a request, best first.
_REQUEST_IDS = ("x-request-id", "x-together-request-id", "x-tt-logid", "cf-ray")


class _State:
    """What is turned on."""

    telemetry: Telemetry | None = None


def instrument(
    *, tracer_provider: TracerProvider | None = None, meter_provider: MeterProvider | None = None
) -> None:
    """Record spans and metrics of all rosters of this process from now on.

    Each account that is read is a span, ``list endpoints``, and each request below it one by the
    stable HTTP conventions. Metrics are ``http.client.request.duration``,
    ``endpoint_roster.listing.duration`` and ``endpoint_roster.endpoints``.

    Args:
        tracer_provider: Where spans go; OpenTelemetry's global provider if left out.
        meter_provider: Where metrics go; OpenTelemetry's global provider if left out.

    Raises:
        MissingExtraError: The package ``opentelemetry-api`` is not installed.
    """
    from .errors import MissingExtraError

    try:
        from .telemetry import Telemetry
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "opentelemetry":
            raise
        raise MissingExtraError(
            "the package for OpenTelemetry is not installed",
            'Install it: pip install "endpoint-roster[otel]".',
        ) from None
    _State.telemetry = Telemetry(tracer_provider, meter_provider)


def uninstrument() -> None:
    """Record nothing from now on."""
    _State.telemetry = None


@contextmanager
def listing(progress: Progress) -> Generator[None]:
    """Observe the reading of one account; its failures are in the progress at the end."""
    account = progress.account
    begun = time.perf_counter()
    span = _State.telemetry and _State.telemetry.listing(account.provider, account.label)
    token = _listing.set(span)
    try:
        yield
    except BaseException:
        _log.debug("%s (%s): broken off", account.provider, account.label)
        _end_listing(span, progress, "broken_off")
        raise
    finally:
        _listing.reset(token)
    for failure in progress.failures:
        _log.warning(
            "%s (%s): %s failed: %s (%s, request id %s)",
            account.provider,
            account.label,
            failure.attempted,
            failure.cause,
            failure.kind,
            failure.request_id,
        )
    _log.info(
        "%s (%s): %d endpoints, %d pages, %.3f s",
        account.provider,
        account.label,
        progress.endpoints,
        progress.pages,
        time.perf_counter() - begun,
    )
    _end_listing(span, progress, progress.failures[0].kind if progress.failures else None)


async def attempt(progress: Progress, answer: Awaitable[T]) -> T:
    """Observe one sending of a call, which may take more than one request."""
    seen = _Attempt(progress, progress.account, progress.attempted, progress.attempts)
    token = _attempt.set(seen)
    try:
        result = await answer
    except BaseException as error:
        seen.failed(error)
        raise
    else:
        seen.end()
        return result
    finally:
        _attempt.reset(token)


def watch(client: Client) -> Client:
    """Observe the requests of a generated client; others are left as they are."""
    if prepare := getattr(client, "get_async_httpx_client", None):
        http: Any = prepare()
        hooks: Any = http.event_hooks
        if _on_request not in hooks["request"]:
            hooks["request"].append(_on_request)
            hooks["response"].append(_on_response)
            http.event_hooks = hooks
    return client


def log_traceback(account: Account, error: Exception) -> None:
    """Log where an error comes from, without the account's secrets."""
    if _log.isEnabledFor(logging.DEBUG):
        text = account.redact("".join(traceback.format_exception(error)))
        _log.debug("%s (%s): %s", account.provider, account.label, text)


@dataclass(slots=True)
class _Attempt:
    """One sending of a call.

    Attributes:
        progress: How far the account has come.
        account: Whose call it is.
        attempted: What is being done.
        number: How often the call was sent, this time included.
    """

    progress: Progress
    account: Account
    attempted: str
    number: int
    _request: _Request | None = field(default=None, init=False)

    def begin(self, request: Any) -> None:
        """Note that a request is sent; the one before it is over."""
        self.end()
        url = request.url.copy_with(query=None, fragment=None, userinfo=b"")
        span = _State.telemetry and _State.telemetry.request(
            _listing.get(), request.method, url, resent=self.number - 1
        )
        self._request = _Request(request.method, str(url), span)

    def answered(self, response: Any) -> None:
        """Note what has come back so far."""
        self.progress.hear(response.headers.get("date"))
        if self._request:
            self._request.status = response.status_code
            self._request.protocol = response.http_version.removeprefix("HTTP/")
            self._request.id_header = _request_id(response.headers)

    def failed(self, error: BaseException) -> None:
        """Note that the call failed."""
        kind = getattr(error, "kind", None)
        kind = kind if isinstance(kind, str) else type(error).__name__
        # Only our own errors' texts are known to be safe.
        _log.debug(
            "%s (%s): %s, attempt %d failed: %s",
            self.account.provider,
            self.account.label,
            self.attempted,
            self.number,
            self.account.redact(str(error)) if hasattr(error, "message") else kind,
        )
        self.end(kind)

    def end(self, error: str | None = None) -> None:
        """Note that the request is over."""
        request, self._request = self._request, None
        if request is None:
            return
        seconds = time.perf_counter() - request.begun
        _log.debug(
            "%s (%s): %s %s: %s in %.3f s (request id %s)",
            self.account.provider,
            self.account.label,
            request.method,
            request.address,
            request.status or error,
            seconds,
            request.id_header and request.id_header[1],
        )
        if request.span:
            request.span.end(
                seconds, request.status, request.protocol, request.id_header, error=error
            )


@dataclass(slots=True)
class _Request:
    method: str
    address: str
    span: RequestSpan | None
    begun: float = field(default_factory=time.perf_counter)
    status: int | None = None
    protocol: str | None = None
    id_header: tuple[str, str] | None = None


_listing: ContextVar[ListingSpan | None] = ContextVar("endpoint_roster_listing", default=None)
_attempt: ContextVar[_Attempt | None] = ContextVar("endpoint_roster_attempt", default=None)


async def _on_request(request: Any) -> None:
    if seen := _attempt.get():
        seen.begin(request)


async def _on_response(response: Any) -> None:
    if seen := _attempt.get():
        seen.answered(response)


def _request_id(headers: Mapping[str, str]) -> tuple[str, str] | None:
    for name in _REQUEST_IDS:
        if value := headers.get(name):
            return name, "".join(c if c.isprintable() else " " for c in value)[:200]
    return None


def _end_listing(span: ListingSpan | None, progress: Progress, error: str | None) -> None:
    if span:
        span.end(progress.pages, progress.endpoints, error=error)
