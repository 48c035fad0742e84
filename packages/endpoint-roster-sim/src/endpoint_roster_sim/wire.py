"""HTTP as the simulated clouds see it: what is read from a request, how one is refused."""

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl

from endpoint_roster_core.auth import Clock
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.requests import Request

# As Starlette defines them; written out because it exports them for its own use only.
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Some signed requests can carry their credentials in the address.
_SECRET_PARAMETERS = frozenset({"x-credential", "x-signature", "x-security-token", "x-auth-token"})


class RefusalError(Exception):
    """A request that is answered with an error of its provider.

    Attributes:
        status: HTTP status of the answer.
        code: the provider's own code.
        message: one line for a reader.
        parameter: the parameter at fault, for the providers that name it apart.
    """

    def __init__(
        self, status: int, code: str, message: str, *, parameter: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request that was received, without headers and body: it holds no credential."""

    method: str
    """HTTP method."""
    path: str
    """Percent-decoded."""
    query: dict[str, str]
    """Decoded; of a repeated parameter the last value."""
    status: int | None
    """Of the answer; None if the connection was gone before there was one."""
    faults: tuple[str, ...] = ()
    """Kinds of the faults that the request met, such as ``latency``."""


class Front:
    """The outermost layer: puts the clock's date on each answer and notes each request."""

    def __init__(self, app: App, record: Callable[[RequestRecord], None], clock: Clock) -> None:
        self._app = app
        self._record = record
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        status: int | None = None
        noted = False

        def note() -> None:
            nonlocal noted
            if noted:
                return
            noted = True
            query = {
                name: "***" if name.lower() in _SECRET_PARAMETERS else value
                for name, value in QueryParams(scope["query_string"]).multi_items()
            }
            faults = scope.get("faults", ())
            self._record(RequestRecord(scope["method"], scope["path"], query, status, faults))

        async def start(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                date = format_datetime(self._clock().astimezone(UTC), usegmt=True)
                MutableHeaders(scope=message).setdefault("Date", date)
                # Before it is sent, so that a client with the answer finds the record.
                note()
            await send(message)

        scope["note"] = note  # for what ends the connection: before its other end sees that
        try:
            await self._app(scope, receive, start)
        finally:
            note()


def bearer_token(request: Request) -> str | None:
    """Return the token of ``Authorization: Bearer``, empty if malformed, None if not sent."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def same(one: str, other: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(
        one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    )


def signed_parts(request: Request) -> tuple[str, list[tuple[str, str]], dict[str, str]]:
    """Return path, query and headers as signatures count them.

    The path is as sent, the query decoded; of headers, the names are in lower case and the values
    of a repeated one are joined with commas. Bytes that are not UTF-8 become surrogates.
    """
    path = _text(request.scope["raw_path"])
    pairs = parse_qsl(
        _text(request.scope["query_string"]), keep_blank_values=True, errors="surrogateescape"
    )
    headers: dict[str, str] = {}
    for raw_name, raw_value in request.headers.raw:
        name, value = _text(raw_name).lower(), _text(raw_value)
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    return path, pairs, headers


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
