# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""The client: where requests go, with which credentials and limits, and how an answer is read."""

from __future__ import annotations

import functools
import gc
import json
import math
import os
import sys
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Self, TypedDict, TypeVar, Unpack, cast

from .errors import ApiError, ClientError, DecodeError, ErrorKind, TransportError
from .types import Model, Response

if TYPE_CHECKING:
    import ssl
    from contextlib import AbstractAsyncContextManager

    import httpx

M = TypeVar("M", bound=Model)
H = TypeVar("H")

DEFAULT_BASE_URL: Final = "https://open.volcengineapi.com"
USER_AGENT: Final = "endpoint-roster-volcengine/0.1.0"

#: Seconds.
CONNECT_TIMEOUT: Final = 5.0
#: MiB that a whole answer may have after decompression: 64.
MAX_RESPONSE_BYTES: Final = 64 * 2**20

# Where the provider's error bodies say what happened, best first.
_CODE_PATHS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "ResponseMetadata",
        "Error",
        "Code",
    ),
)
_MESSAGE_PATHS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "ResponseMetadata",
        "Error",
        "Message",
    ),
)
_REQUEST_ID_PATHS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "ResponseMetadata",
        "RequestId",
    ),
)
_REQUEST_ID_HEADERS: Final = (
    "X-Tt-Logid",
    "X-Request-Id",
)
# What makes an answer with a success status an error.
_ERROR_IN_SUCCESS: Final[tuple[str, ...] | None] = (
    "ResponseMetadata",
    "Error",
)
# Reading a large body makes only objects that live on and none that refer to each other in circles. The cyclic garbage
# collector would look through them again and again in vain, for up to a third of the time, so it pauses.
_GC_PAUSE_BYTES: Final = 32_768

# Content encodings that are understood, as zlib's parameter wbits.
_COMPRESSIONS: Final = {"gzip": 31, "x-gzip": 31, "deflate": 15}

_PROXY_VARIABLES: Final = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
_SECRET_HEADERS: Final = ("authorization", "cookie", "proxy-authorization", "x-auth-token", "x-security-token")


class ClientOptions(TypedDict, total=False):
    """What every client accepts; see :class:`Client`."""

    auth: httpx.Auth | None
    headers: Mapping[str, str] | None
    cookies: Mapping[str, str] | None
    timeout: float | httpx.Timeout
    deadline: float
    verify_ssl: bool | str | ssl.SSLContext
    proxy: str | None
    max_response_bytes: int
    strict: bool
    httpx_args: Mapping[str, Any] | None


class Client:
    """Sends the requests of this package. Cheap to make: httpx is loaded and TLS prepared at the first call.

    One client may serve many threads, or many tasks of one event loop. Use it as a context manager, or close it.

    Args:
        base_url: Address that the operations' paths are appended to.
        auth: An ``httpx.Auth`` that signs or authenticates each request.
        headers: Sent with every request.
        cookies: Sent with every request. Cookies that the server sets are not kept.
        timeout: Seconds without any progress (connecting: at most 5), or an ``httpx.Timeout``.
        deadline: Seconds for one whole call, to the last byte of the answer. (Of a synchronous call with an
            ``httpx.HTTPTransport`` of yours, a server that sends the headers byte by byte is stopped by ``timeout`` alone.)
        verify_ssl: True for the usual authorities (``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` are obeyed), the path of a CA
            file or folder, an ``ssl.SSLContext``, or False to accept any certificate.
        proxy: Address of a proxy; without it, the environment's proxies are used, also with an ``httpx.HTTPTransport`` of
            yours.
        max_response_bytes: Largest answer, after decompression.
        strict: Refuse an answer in which anything is not as the API's description says. By default it is read as well as
            it can be, and ``deviations`` of the Response and of its model tell what was amiss.
        httpx_args: More arguments for ``httpx.Client`` and ``httpx.AsyncClient``.

    Raises:
        ValueError: An argument cannot work; the message names it.

    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        *,
        auth: httpx.Auth | None = None,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        timeout: float | httpx.Timeout = 30.0,
        deadline: float = 120.0,
        verify_ssl: bool | str | ssl.SSLContext = True,
        proxy: str | None = None,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
        strict: bool = False,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        _check_address(base_url)
        if isinstance(verify_ssl, str) and not os.path.exists(verify_ssl):
            raise ValueError(f"verify_ssl: there is no file or folder {verify_ssl!r}")
        if isinstance(timeout, (int, float)) and not (timeout > 0 and math.isfinite(timeout)):
            raise ValueError("timeout must be a finite number of seconds above 0")
        for name, value in (headers or {}).items():
            _check_header(f"headers[{name!r}]", value)
        for name, value in (cookies or {}).items():
            _check_header(f"cookies[{name!r}]", value)
        self._base_url = base_url.rstrip("/")
        self._options: dict[str, Any] = {
            "auth": auth,
            "headers": dict(headers or {}),
            "cookies": dict(cookies or {}),
            "timeout": timeout,
            "deadline": deadline,
            "verify_ssl": verify_ssl,
            "proxy": proxy,
            "max_response_bytes": max_response_bytes,
            "strict": strict,
            "httpx_args": dict(httpx_args or {}),
        }
        self._deadline = deadline
        self._max_response_bytes = max_response_bytes
        self._strict = strict
        self._lock = threading.Lock()
        self._urls: dict[str, httpx.URL] = {}
        # Headers that every request has: as the httpx client has them, and made ready.
        self._ready: tuple[list[tuple[bytes, bytes]], httpx.Headers] | None = None
        self._has_foreign_client = False
        self._client: httpx.Client | None = None
        self._async_client: httpx.AsyncClient | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={_without_userinfo(self._base_url)!r}, timeout={self._options['timeout']!r})"

    def _copy(self, **changes: Any) -> Self:
        return type(self)(self._base_url, **{**self._options, **changes})

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """A new client that sends these headers too; this one stays as it is."""
        return self._copy(headers={**self._options["headers"], **headers})

    def with_cookies(self, cookies: Mapping[str, str]) -> Self:
        """A new client that sends these cookies too; this one stays as it is."""
        return self._copy(cookies={**self._options["cookies"], **cookies})

    def with_timeout(self, timeout: float | httpx.Timeout) -> Self:
        """A new client with another time-out, in seconds; this one stays as it is."""
        return self._copy(timeout=timeout)

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Use this ``httpx.Client`` with all its own settings; the settings of this object no longer count."""
        self._client = client
        self._has_foreign_client = True
        return self

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Use this ``httpx.AsyncClient`` with all its own settings; the settings of this object no longer count."""
        self._async_client = async_client
        self._has_foreign_client = True
        return self

    def get_httpx_client(self) -> httpx.Client:
        """The underlying ``httpx.Client``, made at the first call."""
        if self._client is None:
            with self._lock:
                if self._client is None:
                    self._client = self._make(_http_classes()[0], _leave_redirect)
        return self._client

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """The underlying ``httpx.AsyncClient``, made at the first call."""
        if self._async_client is None:
            with self._lock:
                if self._async_client is None:
                    self._async_client = self._make(_http_classes()[1], _leave_redirect_async)
        return self._async_client

    def close(self) -> None:
        """Close the connections of synchronous calls; the next call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    async def aclose(self) -> None:
        """Close the connections of asynchronous calls; the next call opens new ones."""
        client, self._async_client = self._async_client, None
        if client is not None:
            await client.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *args: object) -> None:
        await self.aclose()

    def exchange(self, call: dict[str, Any], read: Callable[[dict[str, Any]], M], read_error: ReadError) -> Response[M]:
        """Send one request and read its answer; what the operation functions call.

        Raises:
            TransportError: No usable answer arrived.
            DecodeError: The answer is larger than ``max_response_bytes``.

        """
        import httpx

        due = time.monotonic() + self._deadline
        body = _Body(self._max_response_bytes, due)
        client = self.get_httpx_client()
        request = self._request(client, call)
        response: httpx.Response | None = None
        _this_call.due = due
        try:
            response = client.send(request, stream=True)
            try:
                if response.is_stream_consumed:  # a transport that had the whole answer at once
                    body.add(response.content)
                else:
                    body.expect(response)
                    for chunk in cast("httpx.SyncByteStream", response.stream):
                        body.add(chunk)
            finally:
                response.close()
            content = body.content()
        except (httpx.HTTPError, httpx.InvalidURL, _Refused) as error:
            failure = _failure(error, request, response, is_over=time.monotonic() >= due)
        else:
            answer = _answer(response, content, read, read_error, self._strict)
            if _is_spent(response, answer.error, body.received):
                response.extensions["network_stream"].close()
            return answer
        finally:
            _this_call.due = None
        # Raised out here, so that the error carries no chain to a request and its headers.
        raise failure

    async def exchange_async(
        self, call: dict[str, Any], read: Callable[[dict[str, Any]], M], read_error: ReadError
    ) -> Response[M]:
        """The same as :meth:`exchange`, for asynchronous calls."""
        import httpx

        body = _Body(self._max_response_bytes, time.monotonic() + self._deadline)
        client = self.get_async_httpx_client()
        request = self._request(client, call)
        response: httpx.Response | None = None
        try:
            async with _at_most(self._deadline):
                response = await client.send(request, stream=True)
                try:
                    if response.is_stream_consumed:
                        body.add(response.content)
                    else:
                        body.expect(response)
                        async for chunk in cast("httpx.AsyncByteStream", response.stream):
                            body.add(chunk)
                finally:
                    await response.aclose()
            content = body.content()
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, _Refused) as error:
            failure = _failure(error, request, response)
        else:
            answer = _answer(response, content, read, read_error, self._strict)
            if _is_spent(response, answer.error, body.received):
                await response.extensions["network_stream"].aclose()
            return answer
        raise failure

    def _request(self, client: httpx.Client | httpx.AsyncClient, call: dict[str, Any]) -> httpx.Request:
        """The request of a call, as httpx would build it.

        httpx works out address and headers anew for each request, which takes a fifth of a short call; here it is done once.
        """
        if self._has_foreign_client or client.params:
            return client.build_request(**call)
        import httpx

        path, own = call.pop("url"), call.pop("headers", None)
        url = self._urls.get(path)
        if url is None:
            if len(self._urls) >= 64:
                self._urls.clear()
            url = self._urls[path] = httpx.URL(self._base_url + path)
        general = client.headers.raw
        ready = self._ready
        if ready is None or ready[0] != general:
            host = [] if "host" in client.headers else [(b"Host", url.netloc)]
            ready = self._ready = general, httpx.Headers([*host, *general])
        headers = ready[1]
        if own:
            headers = httpx.Headers(headers)
            headers.update(own)
        extensions = {"timeout": client.timeout.as_dict()}
        if call != {"method": "GET"}:
            return httpx.Request(url=url, headers=headers, extensions=extensions, **call)
        request = httpx.Request("GET", url, headers=headers, stream=httpx.ByteStream(b""), extensions=extensions)
        request.read()
        return request

    def _request_headers(self) -> dict[str, str]:
        return {
            "User-Agent": USER_AGENT,
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
        }

    def _make(self, cls: type[H], on_response: Callable[[httpx.Response], object]) -> H:
        from urllib.parse import urlsplit

        import httpx

        arguments = self._httpx_arguments()
        if not arguments["follow_redirects"]:
            hooks: dict[str, list[Any]] = arguments.get("event_hooks") or {}
            arguments["event_hooks"] = {**hooks, "response": [on_response, *hooks.get("response", [])]}
        where = "proxy" if self._options["proxy"] else "a proxy of the environment (HTTP_PROXY, HTTPS_PROXY, ...)"
        try:
            for address in self._proxies():
                _ = urlsplit(address if "://" in address else f"//{address}").port  # refuses what is no port
            client = cls(**arguments)
            given = self._options["httpx_args"]
            _watch(client, [given.get("transport"), *(given.get("mounts") or {}).values()])
            return client
        except (httpx.InvalidURL, ValueError):
            pass  # whose words could show a proxy's password
        raise ValueError(f"{where} has no address that can be used")

    def _is_encrypted(self) -> bool:
        return any(address.startswith("https://") for address in (self._base_url, *self._proxies()))

    def _proxies(self) -> list[str]:
        """Addresses of the proxies that may be used."""
        addresses = [self._options["proxy"], *(os.environ.get(name) for name in _PROXY_VARIABLES)]
        return [str(address) for address in addresses if address]

    def _httpx_arguments(self) -> dict[str, Any]:
        import httpx

        options = self._options
        timeout = options["timeout"]
        if not isinstance(timeout, httpx.Timeout):
            timeout = httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT))
        headers = {**self._request_headers(), **options["headers"]}
        if options["cookies"]:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in options["cookies"].items())
        verify = _tls(options["verify_ssl"], encrypted=self._is_encrypted())
        arguments: dict[str, Any] = {
            "base_url": self._base_url,
            "auth": options["auth"],
            "headers": headers,
            "timeout": timeout,
            "verify": verify,
            "proxy": options["proxy"],
            "follow_redirects": False,
            **options["httpx_args"],
        }
        transport = arguments.get("transport")
        network = isinstance(transport, (httpx.HTTPTransport, httpx.AsyncHTTPTransport))
        if network and arguments.get("trust_env", True) and not ({"mounts", "proxy"} & options["httpx_args"].keys()):
            # httpx forgets the environment's proxies when it is given a transport of its own kind.
            address = options["proxy"] or _environment_proxy(self._base_url)
            if address:
                arguments["mounts"] = {"all://": type(transport)(proxy=address, verify=verify)}
        return arguments


class AuthenticatedClient(Client):
    """A :class:`Client` that sends a token with every request.

    Args:
        base_url: Address that the operations' paths are appended to.
        token: The secret; never shown.
        prefix: Word before the token in the header; may be empty.
        auth_header_name: Name of the header that carries the token.
        **options: As for :class:`Client`.

    Raises:
        ValueError: An argument cannot work; the message names it, not its value.

    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        *,
        token: str,
        prefix: str = "",
        auth_header_name: str = "Authorization",
        **options: Unpack[ClientOptions],
    ) -> None:
        _check_header("token", token)
        super().__init__(base_url, **options)
        self._token = token
        self._prefix = prefix
        self._auth_header_name = auth_header_name

    def _copy(self, **changes: Any) -> Self:
        return super()._copy(token=self._token, prefix=self._prefix, auth_header_name=self._auth_header_name, **changes)

    def _request_headers(self) -> dict[str, str]:
        value = f"{self._prefix} {self._token}" if self._prefix else self._token
        return {**super()._request_headers(), self._auth_header_name: value}


#: Reads an error body of one status, or answers None where the API describes none.
ReadError = Callable[[int, dict[str, Any]], Any]


def decode_json(content: bytes) -> Any:
    """Decoded JSON; quicker with msgspec (the extra ``speed``), with the same result.

    Raises:
        ValueError: It is not JSON.
        RecursionError: It is nested too deeply.

    """
    decode = _quick_decoder()
    if decode is not None:
        try:
            return decode(content)
        except ValueError:
            pass  # it is stricter than the standard library, which decides
    return json.loads(content)


@functools.cache
def _quick_decoder() -> Callable[[bytes], Any] | None:
    try:
        from msgspec.json import Decoder
    except ImportError:
        return None
    return Decoder().decode


_TOO_LATE: Final = "the whole answer took longer than the deadline allows"

#: What the synchronous call of this thread may not outlast.
_this_call: Final = threading.local()


class _Refused(Exception):
    """An answer that is not read to its end."""

    def __init__(self, kind: ErrorKind, message: str) -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind


class _Body:
    """Collects an answer's body, decompressed, within its limits of size and time."""

    def __init__(self, limit: int, deadline: float) -> None:
        self._chunks: list[bytes] = []
        self._left = limit
        self._limit = limit
        self._deadline = deadline
        self._unpack: zlib._Decompress | None = None
        self._unreadable = ""
        self._is_error = False
        #: Bytes of the body as they came over the wire.
        self.received = 0

    def expect(self, response: httpx.Response) -> None:
        """Prepare for the body that the headers announce."""
        headers = response.headers
        self._is_error = response.status_code != 200
        encoding = headers.get("content-encoding")
        if encoding:
            encoding = encoding.strip().lower()
            if encoding in _COMPRESSIONS:
                self._unpack = zlib.decompressobj(_COMPRESSIONS[encoding])
            elif encoding != "identity":
                self._give_up("the answer is compressed in a way that was not asked for")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:19]) > self._limit:
            raise self._too_large()

    def add(self, chunk: bytes) -> None:
        """Take a piece of the body as it came over the wire."""
        self.received += len(chunk)
        if self._unpack is not None:
            try:
                chunk = self._unpack.decompress(chunk, self._left + 1)
            except zlib.error:
                self._give_up("the answer's compression is damaged")
        self._left -= len(chunk)
        if self._left < 0:
            raise self._too_large()
        if time.monotonic() > self._deadline:
            raise _Refused("timeout", _TOO_LATE)
        if not self._unreadable:
            self._chunks.append(chunk)

    def content(self) -> bytes:
        """The whole body."""
        if self._unpack is not None and not self._unreadable and not self._unpack.eof and self._chunks:
            self._give_up("the answer's compression ends too early")
        if self._unreadable:
            return b""
        whole = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()  # or a large answer would be there twice while it is read
        return whole

    def _give_up(self, reason: str) -> None:
        """An error is an error whatever its body; a success is none without."""
        if not self._is_error:
            raise _Refused("decode", reason)
        self._unreadable = reason
        self._unpack = None

    def _too_large(self) -> _Refused:
        return _Refused("too_large", f"the answer is larger than {self._limit:,} bytes (max_response_bytes)")


#: Bytes of headers after which the HTTP library has refused an answer, or they end in a way that is not looked for.
_LONGEST_HEAD: Final = 2**18


class _Connection:
    """A connection of httpx that knows how much came in since something was sent."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._head = b""
        self._head_bytes = 0
        self._received = 0
        self._end = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _sending(self) -> None:
        self._head, self._head_bytes, self._received = b"", 0, 0

    def _heard(self, data: bytes) -> bytes:
        self._received += len(data)
        self._end = data[-5:]
        if not self._head_bytes:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end >= 0 or len(self._head) > _LONGEST_HEAD:  # without an end, no length fits, and it is not used again
                self._head, self._head_bytes = b"", end + 4
        return data

    def has_more(self, response: httpx.Response, body_bytes: int) -> bool:
        """Whether more came than the answer, or may have come."""
        if response.headers.get("transfer-encoding"):
            return self._end != b"0\r\n\r\n"
        return self._received != self._head_bytes + body_bytes


class _SyncConnection(_Connection):
    """One whose reading also ends with the call's deadline, however slowly the bytes come."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        due = getattr(_this_call, "due", None)
        if due is not None:
            left = due - time.monotonic()
            if left <= 0:
                raise _Refused("timeout", _TOO_LATE)
            timeout = left if timeout is None else min(timeout, left)
        return self._heard(self._stream.read(max_bytes, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._sending()
        self._stream.write(buffer, timeout)

    def start_tls(self, *args: Any, **options: Any) -> _SyncConnection:
        return _SyncConnection(self._stream.start_tls(*args, **options))


class _AsyncConnection(_Connection):
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._heard(await self._stream.read(max_bytes, timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._sending()
        await self._stream.write(buffer, timeout)

    async def start_tls(self, *args: Any, **options: Any) -> _AsyncConnection:
        return _AsyncConnection(await self._stream.start_tls(*args, **options))


class _Connector:
    """Opens connections as another one does, and watches them."""

    def __init__(self, connector: Any) -> None:
        self._connector = connector

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)

    def connect_tcp(self, *args: Any, **options: Any) -> Any:
        return _SyncConnection(self._connector.connect_tcp(*args, **options))


class _AsyncConnector(_Connector):
    async def connect_tcp(self, *args: Any, **options: Any) -> Any:
        return _AsyncConnection(await self._connector.connect_tcp(*args, **options))


def _watch(client: Any, foreign: list[object]) -> None:
    """Let the connections of an httpx client be watched, except those of transports that are the user's own.

    httpx has no public place for this; where it is not as it was, its connections stay as they are.
    """
    import httpx

    for transport in (getattr(client, "_transport", None), *getattr(client, "_mounts", {}).values()):
        pool = getattr(transport, "_pool", None)
        if transport in foreign or not hasattr(pool, "_network_backend"):
            continue
        cls = _Connector if isinstance(transport, httpx.HTTPTransport) else _AsyncConnector
        pool._network_backend = cls(pool._network_backend)


def _is_spent(response: httpx.Response, error: ClientError | None, body_bytes: int) -> bool:
    """Whether a connection must not be used again: what the server sent too much would answer the next request."""
    stream = response.extensions.get("network_stream")
    if stream is None or response.extensions.get("http_version") == b"HTTP/2":
        return False
    return isinstance(error, DecodeError) or (isinstance(stream, _Connection) and stream.has_more(response, body_bytes))


def _answer(
    response: httpx.Response, content: bytes, read: Callable[[dict[str, Any]], M], read_error: ReadError, strict: bool
) -> Response[M]:
    status = response.status_code
    parsed: M | None = None
    error: ClientError | None = None
    if status == 200:
        pause = len(content) > _GC_PAUSE_BYTES and gc.isenabled()
        if pause:
            gc.disable()
        try:
            data = decode_json(content)
            if type(data) is not dict:
                error = _error(DecodeError, "decode", response, content, read_error)
            elif _ERROR_IN_SUCCESS is not None and _at(data, _ERROR_IN_SUCCESS):
                error = _error(ApiError, "status", response, content, read_error)
            else:
                parsed = read(data)
                if strict and (deviations := parsed.deviations()):
                    parsed = None
                    first = deviations[0]
                    problem = f"deviations: {len(deviations)} (the first: {first.path} is not {first.expected})"
                    error = _error(DecodeError, "decode", response, content, read_error, problem)
        except (ValueError, RecursionError):
            error = _error(DecodeError, "decode", response, content, read_error)
        finally:
            if pause:
                gc.enable()
    else:
        error = _error(ApiError, "status", response, content, read_error)
    return Response(status, content, response.headers, parsed, error)


def _error(
    cls: type[ClientError],
    kind: ErrorKind,
    response: httpx.Response,
    content: bytes,
    read_error: ReadError,
    problem: str = "",
) -> ClientError:
    """The error that an answer stands for."""
    status = response.status_code
    secrets = _secrets(response.request.headers)
    for secret in secrets:  # a server may repeat the credential that it refuses
        content = content.replace(secret.encode(), b"***")
    data = None
    if kind == "status":
        try:
            data = decode_json(content)
        except (ValueError, RecursionError):
            data = None
    code = _text(_first(data, _CODE_PATHS))
    message = _text(_first(data, _MESSAGE_PATHS))
    if kind == "decode":
        what = problem or f"{_shape(response, content)} where the API promises a JSON object"
        message = _printable(f"answered {status} with {what}")
    elif message or code:
        message = f"answered {status}: " + ": ".join(part for part in (code, message) if part)
    elif 300 <= status < 400:
        message = f"answered {status}: redirects are not followed"
    else:
        message = f"answered {status} with {_shape(response, content)}"
    request_id = next((v for name in _REQUEST_ID_HEADERS if (v := response.headers.get(name))), None)
    return cls(
        message,
        kind=kind,
        status=status,
        code=code,
        request_id=_text(request_id or _first(data, _REQUEST_ID_PATHS)),
        retry_after=_seconds(response.headers.get("retry-after"), response.headers.get("date")),
        body=content,
        method=response.request.method,
        url=_address(response.request),
        details=read_error(status, data) if isinstance(data, dict) else None,
    )


def _leave_redirect(response: httpx.Response) -> None:
    """Rename the Location of a redirect: httpx would look into it, and fail on a bad one, though it does not follow it."""
    if 300 <= response.status_code < 400 and "location" in response.headers:
        response.headers["location-not-followed"] = response.headers.pop("location")


async def _leave_redirect_async(response: httpx.Response) -> None:
    _leave_redirect(response)


def _at_most(seconds: float) -> AbstractAsyncContextManager[object]:
    """A limit of time for what is done within; under another event loop than asyncio's, chunks are timed instead."""
    import asyncio
    from contextlib import nullcontext

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return nullcontext()
    return asyncio.timeout(seconds)


def _failure(
    error: Exception, request: httpx.Request, response: httpx.Response | None, *, is_over: bool = False
) -> ClientError:
    """The error that stands for an answer that did not arrive, or not whole; is_over: the call's time is."""
    import httpx

    kind: ErrorKind = "transport"
    message = "the connection broke before the whole answer had arrived"
    cls: type[ClientError] = TransportError
    if isinstance(error, _Refused):
        kind, message = error.kind, str(error)
        cls = TransportError if kind == "timeout" else DecodeError
    elif isinstance(error, httpx.TimeoutException):
        kind = "timeout"
        what = "no connection" if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout)) else "no answer"
        message = _TOO_LATE if is_over else f"{what} within the time-out"
    elif isinstance(error, TimeoutError):
        kind, message = "timeout", _TOO_LATE
    elif isinstance(error, httpx.DecodingError):  # of a transport that had the whole answer at once
        kind, cls, message = "decode", DecodeError, "the answer's compression is damaged"
    elif isinstance(error, httpx.ConnectError):
        tls = _tls_reason(error)
        kind, message = ("tls", f"no trusted connection: {tls}") if tls else ("connect", f"no connection: {error}")
    elif isinstance(error, httpx.ProxyError):
        kind, message = "connect", "the proxy refused the connection"
    elif isinstance(error, (httpx.UnsupportedProtocol, httpx.InvalidURL)):
        kind, message = "connect", "the address, or that of a proxy, cannot be used"
    elif isinstance(error, httpx.RemoteProtocolError):
        message = "the server broke the rules of HTTP or hung up before the whole answer had arrived"
    return cls(
        _printable(message),
        kind=kind,
        status=response.status_code if response is not None and cls is DecodeError else None,
        method=request.method,
        url=_address(request),
    )


@functools.cache
def _http_classes() -> tuple[type[httpx.Client], type[httpx.AsyncClient]]:
    """httpx's clients without a cookie jar.

    An API keeps no session in cookies, and looking for them costs a quarter of a short call.
    """
    import httpx

    class NoCookies(httpx.Cookies):
        def extract_cookies(self, response: httpx.Response) -> None:
            """Keep none."""

    no_cookies = NoCookies()

    class HttpClient(httpx.Client):
        cookies = property(lambda _: no_cookies)

    class AsyncHttpClient(httpx.AsyncClient):
        cookies = property(lambda _: no_cookies)

    return HttpClient, AsyncHttpClient


def _tls_reason(error: BaseException | None) -> str | None:
    import ssl

    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message
        if isinstance(error, ssl.SSLError):
            return error.reason or "the TLS handshake failed"
        error = error.__cause__ or error.__context__
    return None


def _tls(verify: bool | str | ssl.SSLContext, *, encrypted: bool) -> bool | ssl.SSLContext:
    """The TLS context for a client.

    Making one reads the whole CA bundle, tens of milliseconds each time, so one is shared by all clients of the process,
    those of sibling packages too: it lives in a module without a file, whose name all of them know. Where nothing is
    encrypted, a context that trusts nobody does, and costs next to nothing.
    """
    import ssl

    if isinstance(verify, ssl.SSLContext) or verify is False:
        return verify
    if not encrypted:
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    import httpx

    variables = "SSL_CERT_FILE or SSL_CERT_DIR" if verify is True else "verify_ssl"
    key = (verify, os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
    shared = sys.modules.setdefault("_endpoint_roster_shared", ModuleType("_endpoint_roster_shared"))
    contexts: dict[object, ssl.SSLContext] = vars(shared).setdefault("tls_contexts", {})
    with vars(shared).setdefault("lock", threading.Lock()):
        if key in contexts:
            return contexts[key]
        try:
            if isinstance(verify, str):
                is_folder = os.path.isdir(verify)
                contexts[key] = ssl.create_default_context(
                    cafile=None if is_folder else verify, capath=verify if is_folder else None
                )
            else:
                contexts[key] = httpx.create_ssl_context()
        except OSError as error:  # ssl.SSLError is one too
            raise ValueError(f"{variables}: no certificates can be read ({error.strerror or error})") from None
    return contexts[key]


def _check_address(base_url: str) -> None:
    from urllib.parse import urlsplit

    if not base_url.startswith(("http://", "https://")):
        raise ValueError("base_url must begin with http:// or https://")
    try:
        parts = urlsplit(base_url)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or not base_url.isprintable() or " " in base_url:
        raise ValueError("base_url is no address: it must be like https://host:port/path")
    if "?" in base_url or "#" in base_url:
        raise ValueError("base_url must not have a query or a fragment")


def _environment_proxy(url: str) -> str | None:
    """The proxy that the environment names for an address, unless NO_PROXY exempts it."""
    from urllib.parse import urlsplit
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    proxies = getproxies()
    address = proxies.get(parts.scheme) or proxies.get("all")
    return None if not address or proxy_bypass(parts.netloc.rpartition("@")[2]) else address


def _check_header(name: str, value: str) -> None:
    """Refuse what cannot go into a header here, because the error of the HTTP library would show it."""
    if not value or not value.isascii() or not value.isprintable() or value != value.strip():
        raise ValueError(f"{name} must be printable ASCII without spaces or line breaks around it, and not empty")


def _secrets(headers: Mapping[str, str]) -> list[str]:
    """Texts of the request that must not be shown, longest first."""
    values = [headers[name] for name in _SECRET_HEADERS if name in headers]
    values += [value.partition(" ")[2] for value in values]
    return sorted({value for value in values if len(value) > 3}, key=len, reverse=True)


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data


def _first(data: Any, paths: tuple[tuple[str, ...], ...]) -> Any:
    for path in paths:
        value = _at(data, path)
        if isinstance(value, (str, int)) and value != "":
            return value
    return None


def _text(value: Any) -> str | None:
    return None if value is None else _printable(str(value))


def _printable(text: str) -> str:
    """One line without control characters, at most 500 characters long."""
    return "".join(c if c.isprintable() else " " for c in text)[:500]


def _shape(response: httpx.Response, content: bytes) -> str:
    if not content:
        return "an empty body"
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "html" in kind or content.lstrip()[:1] == b"<":
        return "HTML"
    return f"a body of type {_printable(kind)}" if kind and "json" not in kind else "another body"


def _address(request: httpx.Request) -> str:
    url = request.url
    return str(url.copy_with(query=None, fragment=None, username=None, password=None))


def _without_userinfo(url: str) -> str:
    scheme, _, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"


def _seconds(retry_after: str | None, date: str | None) -> float | None:
    """Seconds that a Retry-After header asks for; None where it says none.

    A point in time counts from the answer's own Date, because the clocks of two machines differ.
    """
    if not retry_after:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        until, now = _timestamp(retry_after), _timestamp(date)
        if until is None:
            return None
        seconds = max(0.0, until - (time.time() if now is None else now))
    return seconds if seconds >= 0 and math.isfinite(seconds) else None


def _timestamp(date: str | None) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(date).timestamp() if date else None
    except (ValueError, OverflowError):
        return None
