"""What the server answered: its status, headers and bytes, and what was read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .bodies import unknown_encodings
from .decoding import decode_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .errors import ClientError
    from .models import Deviation

T = TypeVar("T")


class Response(Generic[T]):
    """One answer of the server, whatever its status.

    Attributes:
        status: HTTP status, as sent; it need not be a registered one.
        headers: Response headers; names compare without regard to case.
        content: The body after decompression.
        parsed: The model of the success body. None after an error, and where the API describes no
            body.
        error: What the methods of a resource raise for this answer; None on success.
        attempts: How often the request was sent.
    """

    __slots__ = ("_find_id", "attempts", "content", "error", "headers", "parsed", "status")

    def __init__(
        self,
        status: int,
        headers: Mapping[str, str],
        content: bytes,
        parsed: T | None = None,
        error: ClientError | None = None,
        attempts: int = 1,
        find_id: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.status: int = status
        self.headers: Mapping[str, str] = headers
        self.content: bytes = content
        self.parsed: T | None = parsed
        self.error: ClientError | None = error
        self.attempts: int = attempts
        self._find_id: Callable[[], str | None] = find_id

    def __repr__(self) -> str:
        result = f"parsed={self.parsed!r}" if self.error is None else f"error={self.error!r}"
        return f"Response(status={self.status}, {result})"

    @property
    def request_id(self) -> str | None:
        """The provider's id of the request, for its support; None if there is none."""
        return self._find_id()

    def result(self) -> T:
        """Return the model of the success body.

        Raises:
            ClientError: The answer was an error, or could not be read.
        """
        if self.error is not None:
            raise self.error
        return cast("T", self.parsed)

    def json(self) -> Any:
        """Return the body as decoded JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return decode_json(self.content)

    def deviations(self) -> list[Deviation]:
        """Return where the answer is not as the API's description says."""
        from .models import Deviation, Model  # not before something is read

        found = self.parsed.deviations() if isinstance(self.parsed, Model) else []
        if encodings := unknown_encodings(self.headers):
            expected = "gzip, deflate or identity"
            found.insert(0, Deviation("header Content-Encoding", expected, encodings))
        return found


class Exchange:
    """One answer before it is read.

    Attributes:
        method: Method of the request.
        url: Its address, without query and credentials.
        request_headers: Its headers.
        status: Status of the answer.
        headers: Headers of the answer.
        content: Its body after decompression.
    """

    __slots__ = ("content", "headers", "method", "request_headers", "status", "url")

    def __init__(
        self,
        method: str,
        url: Callable[[], str],
        request_headers: Mapping[str, str],
        status: int,
        headers: Mapping[str, str],
        content: bytes,
    ) -> None:
        self.method: str = method
        self.url: Callable[[], str] = url
        self.request_headers: Mapping[str, str] = request_headers
        self.status: int = status
        self.headers: Mapping[str, str] = headers
        self.content: bytes = content
