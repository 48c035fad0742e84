"""One exchange with Huawei Cloud's identity service (IAM): a password for a token."""

import logging
import math
import re
import ssl
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import httpx

from ..addresses import check_address
from ..bodies import Body, RefusedError
from ..clock import Clock
from ..errors import AuthError, ErrorKind
from ..pasting import oddity
from ..retries import retry_after
from ..times import read_time
from ._requests import is_visible
from ._tokens import Token

_PATH = "/v3/auth/tokens"
_REFUSED = {400, 401, 403, 404}  # what the service answers to a wrong user, password or scope
_LONGEST_TEXT = 300
#: Bytes of an answer that are read, and that it may have after decompression.
_LARGEST_ANSWER = 2**20
#: The token in what httpcore logs of an answer: its headers, as Python writes them.
_LOGGED_TOKEN = re.compile(r"""(b'x-subject-token', )b(['"])(?:\\.|(?!\2).)*\2""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Login:
    """Who wants a token, for which project, and where it is to be had."""

    username: str
    password: str
    domain: str
    project: str
    iam_url: str | None

    def url(self) -> httpx.URL:
        """Return the address that tokens are requested from.

        Raises:
            ArgumentError: ``iam_url`` is not an address of HTTP, or contains a password.
        """
        if self.iam_url is None:
            # A subproject is named after its region: cn-southwest-2_team.
            region = self.project.partition("_")[0]
            base = f"https://iam.{region}.myhuaweicloud.com"
        else:
            base = self.iam_url.rstrip("/").removesuffix(_PATH).removesuffix("/v3")
        check_address("iam_url", base)
        url = httpx.URL(base)
        # The catalogue of services is long and not needed here.
        return url.copy_with(path=url.path.rstrip("/") + _PATH, query=b"nocatalog=true")

    def body(self) -> dict[str, Any]:
        """Return what is asked: a token for one project, in exchange for a password."""
        user = {
            "name": self.username,
            "password": self.password,
            "domain": {"name": self.domain},
        }
        return {
            "auth": {
                "identity": {"methods": ["password"], "password": {"user": user}},
                "scope": {"project": {"name": self.project}},
            }
        }

    def oddities(self) -> str:
        """Say what is odd about what was pasted, without showing it."""
        pasted = {"username": self.username, "password": self.password, "domain": self.domain}
        found = {name: oddity(value) for name, value in pasted.items()}
        return "; ".join(f"{name} {words}" for name, words in found.items() if words)


class Exchange:
    """The token request and its outcome."""

    def __init__(
        self,
        login: Login,
        *,
        like: httpx.Request,
        blocking: bool,
        now: Callable[[], datetime],
    ) -> None:
        """Build the request with the timeouts and the user agent of the one that needs a token."""
        for name in ("httpcore.http11", "httpcore.http2"):
            logging.getLogger(name).addFilter(_hide_token)
        self._clock = Clock(now=now)
        self._secret = login.password
        self._login = login
        self._error: BaseException | None = None
        url = login.url()
        self._where = f"Huawei Cloud IAM at {url.scheme}://{url.netloc.decode('ascii')}"
        headers = {
            "Accept": "application/json",
            # Small answers need no compression; whatever comes is read within a bound.
            "Accept-Encoding": "identity",
            "Content-Type": "application/json;charset=utf8",
        }
        if "User-Agent" in like.headers:
            headers["User-Agent"] = like.headers["User-Agent"]
        # httpx does not say to an auth flow why no answer came; this hook of the transport does.
        extensions: dict[str, Any] = {"trace": self._trace if blocking else self._trace_async}
        if "timeout" in like.extensions:
            extensions["timeout"] = like.extensions["timeout"]
        self.request = httpx.Request(
            "POST", url, headers=headers, json=login.body(), extensions=extensions
        )
        self.request.stream = _SentOnce(self.request.content, self._where)

    def read(self, response: httpx.Response) -> Token:
        """Return the token in an answer whose body has been received.

        Raises:
            AuthError: the credentials were refused, or this is not such an answer.
        """
        status = response.status_code
        request_id = self._text(response.headers.get("X-Request-Id"))
        if response.request is not self.request or 300 <= status < 400:
            message = f"{self._where} answered with a redirect, which is not followed"
            raise AuthError(
                f"{message}; check iam_url", kind="redirect", status=status, request_id=request_id
            )
        if (refused := unpack(response)) is not None:
            raise self._unreadable(refused, status, request_id)
        try:
            data: object = response.json()
        except (ValueError, RecursionError):
            data = None
        if status != 201:
            raise self._refusal(response, data, request_id)
        token = response.headers.get("X-Subject-Token", "")
        expires_at = _parse_time(_at(data, "token", "expires_at"))
        if not token or not is_visible(token) or expires_at is None:
            missing = "expires_at" if expires_at is None else "X-Subject-Token"
            message = f"{self._where} answered 201 without a usable {missing}; check iam_url"
            raise AuthError(message, kind="decode", status=status, request_id=request_id)
        return Token(token, expires_at)

    def raise_failure(self) -> None:
        """Raise the reason why no answer came, if it is known and not a cancellation.

        Raises:
            AuthError: the request failed on its way.
        """
        error = self._error
        if isinstance(error, AuthError):
            raise error
        if isinstance(error, Exception):
            kind = _kind(error)
            reason = self._text(str(error)) or type(error).__name__
            message = f"no answer from {self._where} ({kind}: {reason})"
            raise AuthError(f"{message}; check iam_url, network and proxy", kind=kind) from error

    def _unreadable(self, refused: RefusedError, status: int, request_id: str | None) -> AuthError:
        reason = self._text(str(refused))
        if refused.kind == "too_large":
            reason = f"it is larger than {_LARGEST_ANSWER:,} bytes"
        message = f"the answer of {self._where} cannot be read: {reason}; check iam_url"
        return AuthError(message, kind=refused.kind, status=status, request_id=request_id)

    def _refusal(self, response: httpx.Response, data: object, request_id: str | None) -> AuthError:
        status, headers = response.status_code, response.headers
        code = self._text(_at(data, "error_code") or _at(data, "error", "code"))
        reason = self._text(_at(data, "error_msg") or _at(data, "error", "message"))
        refused = status in _REFUSED
        message = f"{self._where} {'refused the credentials' if refused else 'failed'}: {status}"
        if code and code != str(status):
            message += f" {code}"
        if reason:
            message += f", {reason}"
        hint = ""
        if refused:
            message += "; check user name, password, domain and project"
            hint = self._login.oddities()
        return AuthError(
            message,
            kind="auth" if refused else "status",
            status=status,
            code=code,
            request_id=request_id or self._text(_at(data, "request_id")),
            retry_after=retry_after(headers.get("retry-after"), headers.get("date"), self._clock),
            hint=hint,
        )

    def _text(self, value: object) -> str | None:
        """Return the service's words as one short printable line, without the password."""
        if not isinstance(value, (str, int)) or value == "":
            return None
        text = str(value)
        if len(self._secret) > 3:  # shorter ones would only spoil the text
            text = text.replace(self._secret, "***")
        line = " ".join(text.split())
        return "".join(filter(str.isprintable, line))[:_LONGEST_TEXT]

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(".failed"):
            self._error = info["exception"]

    async def _trace_async(self, event: str, info: Mapping[str, Any]) -> None:
        self._trace(event, info)


def receive(response: httpx.Response) -> None:
    """Receive a body as it is sent, within a bound, and give its connection back."""
    if response.is_stream_consumed:  # by a transport or a hook of the caller
        return
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_raw():
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST_ANSWER:
            break
    response.close()
    _set_body(response, b"".join(pieces))


async def receive_async(response: httpx.Response) -> None:
    """Receive a body, like ``receive``."""
    if response.is_stream_consumed:
        return
    pieces: list[bytes] = []
    size = 0
    async for piece in response.aiter_raw():
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST_ANSWER:
            break
    await response.aclose()
    _set_body(response, b"".join(pieces))


def unpack(response: httpx.Response) -> RefusedError | None:
    """Decompress a body that was received, so that ``response.content`` is within its bound.

    Return why that cannot be; then the content is empty.
    """
    if response.is_stream_consumed:
        return None
    body = Body(_LARGEST_ANSWER, math.inf)
    content, refused = b"", None
    try:
        body.expect(response.status_code, response.headers)
        for piece in response.iter_raw():
            body.add(piece)
        content = body.content()
    except RefusedError as error:
        refused = error
    # While it is read again, nothing may say that it is compressed.
    headers, response.headers = response.headers, httpx.Headers()
    _set_body(response, content)
    response.read()
    response.headers = headers
    return refused


def _set_body(response: httpx.Response, content: bytes) -> None:
    response.stream = httpx.ByteStream(content)
    response.is_stream_consumed = response.is_closed = False


def _hide_token(record: logging.LogRecord) -> bool:
    said = record.getMessage()
    shown = _LOGGED_TOKEN.sub(r"\1b'***'", said)
    if shown != said:
        record.msg, record.args = shown, ()
    return True


class _SentOnce(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body with the password: it is sent to one place, so a redirect finds nothing to take."""

    def __init__(self, body: bytes, where: str) -> None:
        self._body: bytes | None = body
        self._where = where

    def _take(self) -> bytes:
        body, self._body = self._body, None
        if body is None:
            message = f"{self._where} redirected the password, or a transport tried to repeat it"
            raise AuthError(f"{message}; refused, check iam_url", kind="redirect")
        return body

    def __iter__(self) -> Iterator[bytes]:
        yield self._take()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._take()


def _kind(error: Exception) -> ErrorKind:
    # What the hook reports are httpcore's exceptions, named like those of httpx that replace them.
    meaning = getattr(httpx, type(error).__name__, httpx.TransportError)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    if issubclass(meaning, httpx.TimeoutException):
        return "timeout"
    return "connect" if issubclass(meaning, httpx.ConnectError) else "transport"


def _at(data: object, *path: str) -> object:
    """Return what is found under the names, one inside the other, or None."""
    for name in path:
        if not isinstance(data, dict):
            return None
        data = cast(dict[str, object], data).get(name)
    return data


def _parse_time(value: object) -> datetime | None:
    found = read_time(value) if isinstance(value, str) else None
    try:
        return found and found[0].astimezone(UTC)
    except OverflowError:  # the year 1 or 9999
        return None
