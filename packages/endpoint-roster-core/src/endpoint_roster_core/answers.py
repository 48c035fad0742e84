"""Reads an answer: the model of a success, or the error that belongs to it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final, cast

from .collector import collector_paused
from .decoding import decode_json
from .errors import ApiError, ClientError, DecodeError, api_error
from .redaction import mask, one_line
from .responses import Response
from .retries import retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .api import Api
    from .clock import Clock
    from .models import Deviation, Model
    from .operations import Operation
    from .responses import Exchange

#: Bytes of an answer for which it pays to pause the collector of garbage: with fewer it does not
#: run, and after more it would have too much to look through at once.
_A_PAGE: Final = range(2**16, 2**20)


def read_answer(
    exchange: Exchange,
    api: Api,
    operation: Operation[Any],
    *,
    strict: bool,
    clock: Clock,
    credentials: Mapping[str, str],
) -> Response[Any]:
    """Read an answer; the credentials are for what is said where they were refused."""
    answer = _Answer(exchange, api, operation, clock, credentials)
    parsed: Any = None
    error: ClientError | None
    if 200 <= exchange.status < 300:
        # What is made here lives on, or goes at once.
        with collector_paused() if len(exchange.content) in _A_PAGE else nullcontext():
            parsed, error = answer.success()
        if strict and parsed is not None and (deviations := parsed.deviations()):
            parsed, error = None, answer.strict_error(deviations)
    else:
        error = answer.api_error()
    return Response(
        exchange.status,
        exchange.headers,
        exchange.content,
        parsed,
        error,
        find_id=answer.request_id,
    )


class _Answer:
    """Reads one answer, and makes the error that belongs to it."""

    def __init__(
        self,
        exchange: Exchange,
        api: Api,
        operation: Operation[Any],
        clock: Clock,
        credentials: Mapping[str, str],
    ) -> None:
        self._exchange = exchange
        self._credentials = credentials
        self._api = api
        self._operation = operation
        self._clock = clock

    def success(self) -> tuple[Any, ClientError | None]:
        """The model of a success, or the error if it cannot be read."""
        model, content = self._operation.answer, self._exchange.content
        try:
            data = decode_json(content) if content else None
        except (ValueError, RecursionError):
            data = None
        if error := self._error_in(data):
            return None, error
        is_object = isinstance(data, dict)
        if not is_object and self._is_html():
            return None, self.decode_error()  # from a page in between, such as one to sign in
        if model is None:
            return None, None
        if not is_object:
            if self._operation.effect == "read":
                return None, self.decode_error()
            data = {}  # it was done, whatever was said of it
        try:
            return self._api.reader(model)(cast("dict[str, Any]", data)), None
        except RecursionError:
            return None, self.decode_error()

    def api_error(self) -> ApiError:
        """The error of an error status."""
        data = _decoded(self._content())
        code, message = self._said(data)
        status = self._exchange.status
        if message or code:
            shown = "" if message and code == str(status) else code  # some repeat the status
            words = ": ".join(part for part in (shown, message) if part)
        elif 300 <= status < 400:
            words = "redirects are not followed"
        else:
            return self._make(api_error(status), f"answered {status} with {self._shape()}", data)
        return self._make(api_error(status), f"answered {status}: {words}", data)

    def _error_in(self, data: Any) -> ApiError | None:
        """The error that a success status hides, if it does."""
        path = self._api.errors.in_success
        if path is None or not _at(data, path):
            return None
        data = _decoded(self._content())  # with the credentials masked
        words = ": ".join(part for part in self._said(data) if part) or "an error object"
        return self._make(ApiError, f"answered {self._exchange.status}: {words}", data)

    def request_id(self) -> str | None:
        """The provider's id of the request, with credentials masked; None if there is none."""
        facts, headers = self._api.errors, self._exchange.headers
        found: Any = next(
            (v for name in facts.request_id_headers if (v := headers.get(name))), None
        )
        if found is None and facts.request_id:
            found = _first(_decoded(self._exchange.content), facts.request_id)
        text = _text(found)
        return text and mask(text.encode(), self._exchange.request_headers).decode()

    def decode_error(self, problem: str = "") -> DecodeError:
        """The error of a success that cannot be read."""
        problem = problem or f"{self._shape()} where the API promises a JSON object"
        return self._make(DecodeError, f"answered {self._exchange.status} with {problem}", None)

    def strict_error(self, deviations: list[Deviation]) -> DecodeError:
        """The error of an answer that deviates."""
        first = deviations[0]
        count = f"deviations: {len(deviations)}"
        return self.decode_error(f"{count} (the first: {first.path} is not {first.expected})")

    def _make(self, cls: type[Any], message: str, data: Any) -> Any:
        exchange, facts = self._exchange, self._api.errors
        headers = exchange.headers
        refused = exchange.status in (401, 403)
        return cls(
            one_line(message),
            kind="decode" if cls is DecodeError else "status",
            operation=self._operation.name,
            status=exchange.status,
            code=_text(_first(data, facts.code)),
            request_id=self.request_id(),
            retry_after=retry_after(headers.get("retry-after"), headers.get("date"), self._clock),
            attempts=1,
            may_have_reached_server=True,
            body=self._content(),
            method=exchange.method,
            url=exchange.url(),
            details=None if cls is DecodeError else self._details(data),
            hint=self._api.doubts(self._credentials) if refused else "",
        )

    def _details(self, data: Any) -> Model | None:
        """The error body as the model that fits it best, of those that are described."""
        status, errors = str(self._exchange.status), self._operation.errors
        keys = (status, f"{status[0]}XX", "default")
        names = next((errors[key] for key in keys if key in errors), ())
        if not isinstance(data, dict):
            return None
        # Each reads a body of its own: a reader takes over what it reads.
        models: list[Model] = [self._api.reader(name)(_decoded(self._content())) for name in names]
        return min(models, key=_misfit) if len(models) > 1 else next(iter(models), None)

    def _content(self) -> bytes:
        return mask(self._exchange.content, self._exchange.request_headers)

    def _said(self, data: Any) -> tuple[str | None, str | None]:
        facts = self._api.errors
        return _text(_first(data, facts.code)), _text(_first(data, facts.message))

    def _is_html(self) -> bool:
        return "html" in self._media_type() or self._exchange.content.lstrip()[:1] == b"<"

    def _media_type(self) -> str:
        exchange = self._exchange
        kind = mask(exchange.headers.get("content-type", "").encode(), exchange.request_headers)
        return kind.decode().partition(";")[0].strip().lower()

    def _shape(self) -> str:
        if not self._exchange.content:
            return "an empty body"
        if self._is_html():
            return "HTML"
        kind = self._media_type()
        return f"a body of type {one_line(kind)}" if kind and "json" not in kind else "another body"


def _misfit(model: Model) -> int:
    """How much of a body is not as its model says, or not in it."""
    return len(model.deviations()) + len(model.additional_properties)


def _decoded(content: bytes) -> Any:
    try:
        return decode_json(content)
    except (ValueError, RecursionError):
        return None


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(data, dict):
            return None
        data = cast("dict[str, Any]", data).get(key)
    return data


def _first(data: Any, paths: tuple[tuple[str, ...], ...]) -> Any:
    for path in paths:
        value = _at(data, path)
        if isinstance(value, (str, int)) and value != "":
            return value
    return None


def _text(value: Any) -> str | None:
    return None if value is None else one_line(str(value))
