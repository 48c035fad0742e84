"""Everything that can go wrong, as one family of exceptions.

Whatever an operation raises is a ``ClientError``; httpx's own exceptions stay inside. (An
``http_client`` or ``auth`` object of your own may raise its own.)
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

ErrorKind: TypeAlias = Literal[
    "argument",
    "auth",
    "connect",
    "decode",
    "empty_pages",
    "missing_items",
    "page_limit",
    "proxy",
    "redirect",
    "repeated_page",
    "status",
    "timeout",
    "tls",
    "too_large",
    "transport",
]

#: Bytes of an error's body that are kept.
BODY_LIMIT = 65_536


class ClientError(Exception):
    """Root of all errors of the clients. It can be pickled, and shows no credential.

    Attributes:
        message: What happened, in one line.
        kind: ``argument`` (an argument or variable cannot be used), ``auth`` (no token could be
            obtained), ``connect``, ``tls``, ``timeout``, ``transport`` (no usable answer arrived),
            ``proxy`` (it refuses this connection, or wants a password), ``status`` (the server
            answered with an error), ``decode`` (the answer is not what the API promises),
            ``too_large``, ``redirect`` (refused to follow one), or for pages ``repeated_page``,
            ``empty_pages``, ``page_limit`` or ``missing_items``.
        operation: What was called, such as ``endpoints.list``.
        status: HTTP status, if an answer arrived.
        code: The provider's own error code.
        request_id: The provider's id of the request, for its support.
        retry_after: Seconds that the server asked to wait.
        attempts: How often the request was sent, or tried to be.
        may_have_reached_server: Whether the server may have received the request, so that a change
            may have happened.
        body: The answer's body, at most the first 65,536 bytes, credentials masked.
        method: HTTP method of the request.
        url: Address of the request, without query and credentials.
        details: The error body as a model, when the server sent what its API describes.
        hint: What seems to be wrong with credentials that were refused, without showing them; empty
            if nothing does.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: ErrorKind,
        operation: str = "",
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        attempts: int = 0,
        may_have_reached_server: bool = False,
        body: bytes = b"",
        method: str = "",
        url: str = "",
        details: Any = None,
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.kind: ErrorKind = kind
        self.operation = operation
        self.status = status
        self.code = code
        self.request_id = request_id
        self.retry_after = retry_after
        self.attempts = attempts
        self.may_have_reached_server = may_have_reached_server
        self.body: bytes = body[:BODY_LIMIT]
        self.method = method
        self.url = url
        self.details = details
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.method} {self.url}" if self.url else ""
        parts = [part for part in (self.operation, where, self.message) if part]
        text = ": ".join(parts) + (self.hint and f"; {self.hint}")
        return f"{text} (request id {self.request_id})" if self.request_id else text

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({str(self)!r}, kind={self.kind!r}, status={self.status!r},"
            f" code={self.code!r})"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), dict(self.__dict__))


class ArgumentError(ClientError, ValueError):
    """An argument, or the environment variable in its place, cannot be used. Nothing was sent."""

    def __init__(self, message: str, *, operation: str = "") -> None:
        super().__init__(message, kind="argument", operation=operation)


class AuthError(ClientError):
    """No token could be obtained, so the request was not sent.

    ``kind`` is ``auth`` when the credentials were refused, else the reason for no usable answer.
    ``retry_after`` is what the identity service asked to wait.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: ErrorKind = "auth",
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(
            message,
            kind=kind,
            status=status,
            code=code,
            request_id=request_id,
            retry_after=retry_after,
            hint=hint,
        )


class TransportError(ClientError):
    """No usable answer arrived: no connection, failed TLS handshake, broken answer."""


class ClientTimeoutError(TransportError):
    """No complete answer arrived in time."""


class DecodeError(ClientError):
    """The answer has a success status, but is not what the API promises, or is too large."""


class PagingError(DecodeError):
    """The pages of a list repeat, do not end, or left something out."""


class ApiError(ClientError):
    """The server answered with an error, even if under HTTP 200."""


class AuthenticationError(ApiError):
    """401: the credentials are missing, wrong or expired."""


class PermissionDeniedError(ApiError):
    """403: the credentials do not allow this."""


class NotFoundError(ApiError):
    """404: it does not exist, or the credentials cannot see it."""


class ConflictError(ApiError):
    """409: its current state does not allow this."""


class RateLimitError(ApiError):
    """429: too many requests; see ``retry_after``."""


class ServerError(ApiError):
    """5xx: the server failed."""


_BY_STATUS: dict[int, type[ApiError]] = {
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    429: RateLimitError,
}


def api_error(status: int) -> type[ApiError]:
    """Return the class of error for a status."""
    return _BY_STATUS.get(status) or (ServerError if 500 <= status < 600 else ApiError)


def _rebuild(cls: type[ClientError], state: dict[str, Any]) -> ClientError:
    error = cls.__new__(cls, state["message"])
    error.__dict__.update(state)
    return error
