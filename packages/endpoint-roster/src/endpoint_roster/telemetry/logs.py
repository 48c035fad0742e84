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
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from endpoint_roster_core.errors import ClientError
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

    from ..account import Account
    from ..models import AccountReport, Failure
    from .otel import ListingSpan, RequestSpan, Telemetry

_log = logging.getLogger(__name__.partition(".")[0])

#: Headers with the provider's id of a request, best first.
_REQUEST_IDS = ("x-request-id", "x-together-request-id", "x-tt-logid", "cf-ray")


class _Instrumentation:
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
    from ..errors import MissingExtraError

    try:
        from .otel import Telemetry
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "opentelemetry":
            raise
        raise MissingExtraError(
            "the package for OpenTelemetry is not installed",
            'Install it: pip install "endpoint-roster[otel]".',
        ) from None
    _Instrumentation.telemetry = Telemetry(tracer_provider, meter_provider)


def uninstrument() -> None:
    """Record nothing from now on."""
    _Instrumentation.telemetry = None


@contextmanager
def listing(
    account: Account, report: AccountReport, failures: Sequence[Failure]
) -> Generator[None]:
    """Observe the reading of one account; report and failures are complete at the end."""
    where = f"{account.provider} ({account.label})"
    telemetry = _Instrumentation.telemetry
    span = telemetry and telemetry.listing(account.provider, account.label)
    started = time.perf_counter()
    token = _listing.set(span)
    kind: str | None = "cancelled"
    try:
        yield
        kind = failures[0].kind if failures else None
    finally:
        _listing.reset(token)
        if kind == "cancelled":
            _log.debug("%s: cancelled", where)
        if span:
            span.end(report.pages, report.endpoints, error=kind)
    for each in failures:
        _log.warning(
            "%s: %s failed: %s (%s, request id %s)",
            where,
            each.attempted,
            each.cause,
            each.kind,
            each.request_id,
        )
    seconds = time.perf_counter() - started
    _log.info("%s: %d endpoints, %d pages, %.3f s", where, report.endpoints, report.pages, seconds)


@contextmanager
def call(account: Account, attempted: str) -> Generator[None]:
    """Observe one call, which may take several attempts, and each of these several requests."""
    token = _call.set((account, attempted))
    try:
        yield
    finally:
        _call.reset(token)


def log_traceback(account: Account, error: Exception) -> None:
    """Log where an error comes from, without the account's secrets."""
    if _log.isEnabledFor(logging.DEBUG):
        text = account.redact("".join(traceback.format_exception(error)))
        _log.debug("%s (%s): %s", account.provider, account.label, text)


class RequestObserver(Observer):
    """Records the requests of a client, for the call that is being sent."""

    def begin(self, attempt: int) -> None:
        """Note that an attempt begins."""
        if under_way := _call.get():
            _attempt.set(_Attempt(*under_way, attempt))

    def request(self, request: Any) -> None:
        """Note that a request is sent; the one before it is over."""
        if attempt := _attempt.get():
            attempt.end_request()
            attempt.begin_request(request)

    def response(self, response: Any) -> None:
        """Note what has come back so far."""
        attempt = _attempt.get()
        if attempt and (sent := attempt.sent):
            sent.status = response.status_code
            sent.protocol = response.http_version.removeprefix("HTTP/")
            sent.id_header = _request_id(response.headers)

    def end(self, error: ClientError | None) -> None:
        """Note that an attempt is over."""
        if attempt := _attempt.get():
            _attempt.set(None)
            if error is not None:
                attempt.log_failure(error)
            attempt.end_request(error and error.kind)


@dataclass(slots=True)
class _Request:
    """A request that was sent, and what has come back of its answer."""

    method: str
    address: str
    span: RequestSpan | None
    started: float = field(default_factory=time.perf_counter)
    status: int | None = None
    protocol: str | None = None
    id_header: tuple[str, str] | None = None


@dataclass(slots=True)
class _Attempt:
    """One attempt of a call: its account, what it is for, its number from 1, its last request."""

    account: Account
    attempted: str
    number: int
    sent: _Request | None = None

    def begin_request(self, request: Any) -> None:
        url = request.url.copy_with(query=None, fragment=None, userinfo=b"")
        telemetry = _Instrumentation.telemetry
        span = telemetry and telemetry.request(_listing.get(), request.method, url, self.number - 1)
        self.sent = _Request(request.method, str(url), span)

    def end_request(self, error: str | None = None) -> None:
        sent, self.sent = self.sent, None
        if sent is None:
            return
        seconds = time.perf_counter() - sent.started
        self._debug(
            "%s %s: %s in %.3f s (request id %s)",
            sent.method,
            sent.address,
            sent.status or error,
            seconds,
            sent.id_header and sent.id_header[1],
        )
        if sent.span:
            sent.span.end(seconds, sent.status, sent.protocol, sent.id_header, error=error)

    def log_failure(self, error: ClientError) -> None:
        text = self.account.redact(str(error))
        self._debug("%s, attempt %d failed: %s", self.attempted, self.number, text)

    def _debug(self, text: str, *values: object) -> None:
        _log.debug(f"%s (%s): {text}", self.account.provider, self.account.label, *values)


_listing: ContextVar[ListingSpan | None] = ContextVar("endpoint_roster_listing", default=None)
_call: ContextVar[tuple[Account, str] | None] = ContextVar("endpoint_roster_call", default=None)
_attempt: ContextVar[_Attempt | None] = ContextVar("endpoint_roster_attempt", default=None)


def _request_id(headers: Mapping[str, str]) -> tuple[str, str] | None:
    for name in _REQUEST_IDS:
        if value := headers.get(name):
            return name, "".join(c if c.isprintable() else " " for c in value)[:200]
    return None
