"""The errors for answers that did not arrive, or not completely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .bodies import TOO_LATE, RefusedError
from .errors import ClientError, ClientTimeoutError, DecodeError, ErrorKind, TransportError
from .redaction import one_line
from .tls import tls_failure

if TYPE_CHECKING:
    import httpx


def address_of(request: httpx.Request) -> str:
    """Return the address of a request, without query and credentials."""
    return str(request.url.copy_with(query=None, fragment=None, username=None, password=None))


def failure(
    error: Exception,
    request: httpx.Request,
    response: httpx.Response | None,
    operation: str,
    *,
    is_over: bool = False,
) -> ClientError:
    """Return the error for a request without a usable answer.

    Args:
        error: What the HTTP library or our own reading raised.
        request: What was sent.
        response: The answer, if its headers arrived.
        operation: What was called.
        is_over: Whether the call's deadline has passed.
    """
    cls, kind, message, reached = _explain(error, is_over=is_over)
    return cls(
        one_line(message),
        kind=kind,
        operation=operation,
        status=response.status_code if response is not None and cls is DecodeError else None,
        attempts=1,
        may_have_reached_server=reached or response is not None,
        method=request.method,
        url=address_of(request),
    )


def _of_proxy(answer: str) -> tuple[ErrorKind, str]:
    """The kind and message for what a proxy said instead of connecting.

    Its status is the first word of the answer; that of SOCKS has none.
    """
    status = answer[:3]
    if status == "407" or "password" in answer:
        said = "answered 407 and " if status == "407" else ""
        words = f"the proxy {said}asks for a user name and a password, or for others"
        return "proxy", f"{words} (proxy, HTTPS_PROXY, HTTP_PROXY or ALL_PROXY)"
    if status in ("400", "401", "403", "404", "405"):
        return "proxy", f"the proxy does not allow this connection ({status})"
    number = f" ({status})" if status.isdecimal() else ""
    return "connect", f"the proxy refused the connection{number}"


def _explain(error: Exception, *, is_over: bool) -> tuple[type[ClientError], ErrorKind, str, bool]:
    """The class, kind and message for an error, and whether the request may have arrived."""
    import httpx

    if isinstance(error, RefusedError):
        cls = ClientTimeoutError if error.kind == "timeout" else DecodeError
        return cls, error.kind, str(error), True
    if isinstance(error, httpx.TimeoutException):
        unsent = isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout))
        words = f"no {'connection' if unsent else 'answer'} within the timeout"
        return ClientTimeoutError, "timeout", TOO_LATE if is_over else words, not unsent
    if isinstance(error, TimeoutError):
        return ClientTimeoutError, "timeout", TOO_LATE, True
    if isinstance(error, httpx.DecodingError):  # of a transport that had the complete answer
        return DecodeError, "decode", "the answer's compression is damaged", True
    if isinstance(error, httpx.ConnectError):
        if (tls := tls_failure(error)) is not None:
            return TransportError, "tls", f"no trusted connection: {tls}", False
        return TransportError, "connect", f"no connection: {error}", False
    if isinstance(error, httpx.ProxyError):
        kind, words = _of_proxy(str(error))
        return TransportError, kind, words, False
    if isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL)):
        return TransportError, "argument", "the address, or that of a proxy, cannot be used", False
    if isinstance(error, httpx.LocalProtocolError):
        return TransportError, "argument", "the request is not valid HTTP", False
    if isinstance(error, httpx.HTTPStatusError):
        status = error.response.status_code
        return (
            TransportError,
            "argument",
            f"a hook of http_client refused the answer {status}",
            True,
        )
    if isinstance(error, httpx.RemoteProtocolError):
        words = "the server broke the rules of HTTP, or hung up before the answer was complete"
        return TransportError, "transport", words, True
    return TransportError, "transport", "the connection broke before the answer was complete", True
