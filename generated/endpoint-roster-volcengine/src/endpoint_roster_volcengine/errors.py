# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""What goes wrong, as one family of exceptions.

Every exception that an operation raises is a :class:`ClientError`; httpx's own never get out. (An ``auth`` object that
was given to the client may raise its own.)
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

ErrorKind: TypeAlias = Literal["timeout", "connect", "tls", "transport", "status", "decode", "too_large"]

#: Bytes of an error's body that are kept.
BODY_LIMIT = 65_536


class ClientError(Exception):
    """Root of all errors of this package. It can be pickled.

    Attributes:
        message: What happened, in one line, without credentials.
        kind: ``timeout``, ``connect``, ``tls``, ``transport`` (no usable answer arrived), ``status`` (the server answered
            with an error), ``decode`` (the answer is not what the API promises) or ``too_large``.
        status: HTTP status, if an answer arrived.
        code: The provider's own error code.
        request_id: The provider's id of this request, for its support.
        retry_after: Seconds that the server asked to wait.
        body: The answer's body, at most the first 65,536 bytes, credentials masked.
        method: HTTP method of the request.
        url: Address of the request, without query and credentials.
        details: The error body as a model, when the server sent what its API describes.

    """

    def __init__(
        self,
        message: str,
        *,
        kind: ErrorKind,
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        body: bytes = b"",
        method: str = "",
        url: str = "",
        details: Any = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.kind: ErrorKind = kind
        self.status = status
        self.code = code
        self.request_id = request_id
        self.retry_after = retry_after
        self.body = body[:BODY_LIMIT]
        self.method = method
        self.url = url
        self.details = details

    def __str__(self) -> str:
        text = f"{self.method} {self.url}: {self.message}" if self.url else self.message
        return f"{text} (request id {self.request_id})" if self.request_id else text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r}, kind={self.kind!r}, status={self.status!r}, code={self.code!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), dict(self.__dict__))


class TransportError(ClientError):
    """No usable answer arrived: time-out, refused connection, failed TLS handshake, broken answer."""


class ApiError(ClientError):
    """The server answered with an error, be it under HTTP 200."""


class DecodeError(ClientError):
    """The answer came with a success status, but is not what the API promises, or is too large."""


def _rebuild(cls: type[ClientError], state: dict[str, Any]) -> ClientError:
    error = cls.__new__(cls, state["message"])
    error.__dict__.update(state)
    return error


__all__ = ["ApiError", "ClientError", "DecodeError", "ErrorKind", "TransportError"]
