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

from endpoint_roster_core.client import AsyncClient
from endpoint_roster_core.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from endpoint_roster_core.errors import ClientError
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

    from ..account import Account
    from ..engine.progress import Progress
    from ..providers.base import Client
    from .otel import ListingSpan, RequestSpan, Telemetry

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


@contextmanager
def call(progress: Progress) -> Generator[None]:
    """Observe one call, which may take several attempts, and each of these several requests."""
    token = _call.set(progress)
    try:
        yield
    finally:
        _call.reset(token)


def watch(client: Client) -> Client:
    """Observe the requests of one of our clients; others are left as they are."""
    if isinstance(client, AsyncClient):
        client.observers.append(_Observer())
    return client


def log_traceback(account: Account, error: Exception) -> None:
    """Log where an error comes from, without the account's secrets."""
    if _log.isEnabledFor(logging.DEBUG):
        text = account.redact("".join(traceback.format_exception(error)))
        _log.debug("%s (%s): %s", account.provider, account.label, text)


class _Observer(Observer):
    """Notes what a client does, for the call that is under way."""

    def begin(self, attempt: int) -> None:
        """Note that an attempt begins."""
        if progress := _call.get():
            _attempt.set(_Attempt(progress, attempt))

    def request(self, request: Any) -> None:
        """Note that a request is sent; the one before it is over."""
        if seen := _attempt.get():
            seen.end()
            url = request.url.copy_with(query=None, fragment=None, userinfo=b"")
            span = _State.telemetry and _State.telemetry.request(
                _listing.get(), request.method, url, resent=seen.number - 1
            )
            seen.sent = _Request(request.method, str(url), span)

    def response(self, response: Any) -> None:
        """Note what has come back so far."""
        if seen := _attempt.get():
            seen.progress.hear(response.headers.get("date"))
            if seen.sent:
                seen.sent.status = response.status_code
                seen.sent.protocol = response.http_version.removeprefix("HTTP/")
                seen.sent.id_header = _request_id(response.headers)

    def end(self, error: ClientError | None) -> None:
        """Note that an attempt is over."""
        if seen := _attempt.get():
            _attempt.set(None)
            if error is not None:
                seen.log_failure(error)
            seen.end(error and error.kind)


@dataclass(slots=True)
class _Attempt:
    """One attempt of a call.

    Attributes:
        progress: How far the account has come.
        number: Which attempt it is, counted from 1.
        sent: The request under way.
    """

    progress: Progress
    number: int
    sent: _Request | None = None

    def log_failure(self, error: ClientError) -> None:
        """Log why the attempt failed."""
        account = self.progress.account
        _log.debug(
            "%s (%s): %s, attempt %d failed: %s",
            account.provider,
            account.label,
            self.progress.attempted,
            self.number,
            account.redact(str(error)),
        )

    def end(self, error: str | None = None) -> None:
        """Note that the request is over."""
        request, self.sent = self.sent, None
        if request is None:
            return
        seconds = time.perf_counter() - request.begun
        account = self.progress.account
        _log.debug(
            "%s (%s): %s %s: %s in %.3f s (request id %s)",
            account.provider,
            account.label,
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
_call: ContextVar[Progress | None] = ContextVar("endpoint_roster_call", default=None)
_attempt: ContextVar[_Attempt | None] = ContextVar("endpoint_roster_attempt", default=None)


def _request_id(headers: Mapping[str, str]) -> tuple[str, str] | None:
    for name in _REQUEST_IDS:
        if value := headers.get(name):
            return name, "".join(c if c.isprintable() else " " for c in value)[:200]
    return None


def _end_listing(span: ListingSpan | None, progress: Progress, error: str | None) -> None:
    if span:
        span.end(progress.pages, progress.endpoints, error=error)
