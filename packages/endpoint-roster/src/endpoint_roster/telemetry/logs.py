"""What happens during listings and actions: for logs, and for OpenTelemetry if it is turned on.

Nothing is recorded that could hold a secret: of an address its query is left out, of headers all
but the provider's id of the request, and of messages whatever the account's credentials are. Only
logs of the level ``TRACE`` have requests and answers, and in these secrets are hidden.
"""

from __future__ import annotations

import logging
import time
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.observers import Observer
from endpoint_roster_core.redaction import one_line

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from endpoint_roster_core.errors import ClientError
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

    from ..account import Account
    from ..models import AccountReport, ActionResult, Failure
    from .otel import Span, Telemetry

#: Level of requests and answers with their headers and the beginning of their bodies.
TRACE = 5

_log = logging.getLogger(__name__.partition(".")[0])


class _Instrumentation:
    """What is turned on."""

    telemetry: Telemetry | None = None


def instrument(
    *, tracer_provider: TracerProvider | None = None, meter_provider: MeterProvider | None = None
) -> None:
    """Record spans and metrics of all rosters of this process from now on.

    Each account that is read is a span, ``list endpoints``, and each action one, such as ``stop
    endpoint``; each request below is one by the stable HTTP conventions. Metrics are
    ``http.client.request.duration``, ``endpoint_roster.listing.duration``,
    ``endpoint_roster.action.duration`` and ``endpoint_roster.endpoints``.

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
    telemetry = _Instrumentation.telemetry
    reading = _Reading(account, telemetry and telemetry.listing(account.provider, account.label))
    started = time.perf_counter()
    token = _current.set(reading)
    kind: str | None = "cancelled"
    try:
        yield
        kind = failures[0].kind if failures else None
    finally:
        _current.reset(token)
        seconds = time.perf_counter() - started
        if kind == "cancelled":
            reading.log(logging.DEBUG, "cancelled")
        if telemetry and reading.span:
            telemetry.endpoints.add(report.endpoints, reading.span.labels)
            counts = {"pages": report.pages, "endpoints": report.endpoints}
            about = {f"endpoint_roster.{name}": count for name, count in counts.items()}
            reading.span.end(seconds, kind, about=about)
    for each in failures:
        values = (each.attempted, each.cause, each.kind, _id_text(each.request_id))
        reading.log(logging.WARNING, "%s failed: %s (%s, %s)", *values)
    counted = "%d endpoints, %d pages, %.3f s"
    reading.log(logging.INFO, counted, report.endpoints, report.pages, seconds)


def _id_text(request_id: str | None) -> str:
    return f"request id {request_id}" if request_id else "no request id"


@contextmanager
def acting(account: Account, result: ActionResult) -> Generator[None]:
    """Observe one action; its result is complete at the end."""
    telemetry = _Instrumentation.telemetry
    span = telemetry and telemetry.action(account.provider, account.label, result.action)
    reading = _Reading(account, span)
    started = time.perf_counter()
    token = _current.set(reading)
    outcome = "cancelled"
    try:
        yield
        outcome = result.outcome
    finally:
        _current.reset(token)
        seconds = time.perf_counter() - started
        if span:
            failed = result.failure.kind if result.failure else None
            about = {"endpoint_roster.outcome": str(outcome)}
            if result.reference:
                about["endpoint_roster.reference"] = result.reference
            span.end(seconds, "cancelled" if outcome == "cancelled" else failed, about=about)
    states = f"{result.state_before or '-'} -> {result.state_after or '-'}"
    request = _id_text(result.request_id)
    values = (result.action, result.id or "-", outcome, states, seconds, request)
    reading.log(logging.INFO, "%s %s: %s, %s in %.3f s (%s)", *values)
    if failure := result.failure:
        words = (failure.attempted, failure.cause, failure.kind, _id_text(failure.request_id))
        reading.log(logging.WARNING, "%s: %s (%s, %s)", *words)


@contextmanager
def reading(account: Account) -> Generator[None]:
    """Observe the requests that read one endpoint."""
    token = _current.set(_Reading(account))
    try:
        yield
    finally:
        _current.reset(token)


def call(attempted: str) -> None:
    """Note what the requests that follow are for, in the account that is being read."""
    if reading := _current.get():
        reading.attempted = attempted


def log_traceback(account: Account, error: Exception) -> None:
    """Log where an error comes from, without the account's secrets."""
    if _log.isEnabledFor(logging.DEBUG):
        text = account.redact("".join(traceback.format_exception(error)))
        _Reading(account).log(logging.DEBUG, "%s", text)


class RequestObserver(Observer):
    """Records the requests of a client, for the account that is being read.

    Args:
        id_headers: Headers with the provider's id of a request, best first.
    """

    def __init__(self, id_headers: Sequence[str]) -> None:
        self._id_headers = id_headers

    def begin(self, attempt: int) -> None:
        """Note that an attempt begins."""
        if reading := _current.get():
            reading.attempt = attempt

    def request(self, request: Any) -> None:
        """Note that a request is sent; the one before it is over."""
        if reading := _current.get():
            self._end_request(reading)
            reading.sent = _Request(request, reading)

    def response(self, response: Any) -> None:
        """Note what has come back so far."""
        if (reading := _current.get()) and reading.sent:
            reading.sent.response = response

    def body(self, content: bytes) -> None:
        """Note the body of an answer, where it is logged."""
        if (reading := _current.get()) and reading.sent and _log.isEnabledFor(TRACE):
            reading.sent.body = content

    def end(self, error: ClientError | None) -> None:
        """Note that an attempt is over."""
        if reading := _current.get():
            if error is not None:
                text = reading.account.redact(str(error))
                values = (reading.attempted, reading.attempt, text)
                reading.log(logging.DEBUG, "%s, attempt %d failed: %s", *values)
            self._end_request(reading, error and error.kind)

    def _end_request(self, reading: _Reading, error: str | None = None) -> None:
        sent, reading.sent = reading.sent, None
        if sent is None:
            return
        seconds = time.perf_counter() - sent.started
        status, about, labels = None, {}, {}
        if sent.response is not None:
            status = sent.response.status_code
            about = self._request_id(sent.response.headers)
            version = sent.response.http_version.removeprefix("HTTP/")
            labels = {"http.response.status_code": status, "network.protocol.version": version}
        if _log.isEnabledFor(logging.DEBUG):
            request = _id_text(next(iter(about.values()), None))
            values = (sent.method, sent.url, status or error, seconds, request)
            reading.log(logging.DEBUG, "%s %s: %s in %.3f s (%s)", *values)
        if _log.isEnabledFor(TRACE):
            _log.log(TRACE, "%s", "\n".join(sent.lines(reading.account)))
        if sent.span:
            about = {f"http.response.header.{name}": [value] for name, value in about.items()}
            error = str(status) if status and status >= 400 else error
            sent.span.end(seconds, error, labels, about)

    def _request_id(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return the header with the provider's id of the request."""
        for name in self._id_headers:
            if value := headers.get(name):
                return {name.lower(): one_line(value)}
        return {}


class _Request:
    """A request that was sent, and its answer."""

    def __init__(self, request: Any, reading: _Reading) -> None:
        self._request = request
        telemetry = _Instrumentation.telemetry
        self.method: str = request.method
        self.span = telemetry and telemetry.request(
            reading.span, self.method, self.url, reading.attempt - 1
        )
        self.started = time.perf_counter()
        self.response: Any = None
        self.body = b""

    @property
    def url(self) -> Any:
        """The address, without what could hold a secret."""
        return self._request.url.copy_with(query=None, fragment=None, userinfo=b"")

    def lines(self, account: Account) -> list[str]:
        """Return the request after ``>`` and its answer after ``<``, without secrets."""
        from endpoint_roster_core.transcripts import answer_lines, request_lines

        lines = [f"> {line}" for line in request_lines(self._request, account.redact)]
        if self.response is not None:
            answer = answer_lines(self.response, self.body, account.redact)
            lines += [f"< {line}" for line in answer]
        return lines


class _Reading:
    """An account that is being read: what it is asked for, by which attempt, its last request."""

    def __init__(self, account: Account, span: Span | None = None) -> None:
        self.account = account
        self.span = span
        self.attempted = ""
        self.attempt = 1
        self.sent: _Request | None = None

    def log(self, level: int, text: str, *values: object) -> None:
        _log.log(level, f"%s (%s): {text}", self.account.provider, self.account.label, *values)


_current: ContextVar[_Reading | None] = ContextVar("endpoint_roster_reading", default=None)
