"""Helpers for httpx requests and the values that go into them."""

import httpx

from ..errors import ArgumentError
from ._canonical import parse_query


class OwnHeaders(httpx.Headers):
    """Headers with one secret in them that is sent, but never copied, listed or shown.

    When httpx follows a redirect to another host it copies the headers and drops
    ``Authorization`` alone. A copy of these is without the secret, so that a token in a header of
    another name stays with the one request that it was meant for.
    """

    def __init__(self, headers: httpx.Headers, name: str, secret: str) -> None:
        others = httpx.Headers(headers)
        others.pop(name, None)
        super().__init__(others)
        self._name = name
        self._secret = secret

    @property
    def raw(self) -> list[tuple[bytes, bytes]]:
        """What transports send."""
        return [*super().raw, (self._name.encode(), self._secret.encode())]

    def __getitem__(self, key: str) -> str:
        return self._secret if self._is_own(key) else super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return (isinstance(key, str) and self._is_own(key)) or super().__contains__(key)

    def _is_own(self, key: str) -> bool:
        return key.lower() == self._name.lower()


def target(request: httpx.Request) -> tuple[str, list[tuple[str, str]]]:
    """Return the path as sent and the decoded query of a request."""
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return path, parse_query(query)


def check_visible(**values: str | None) -> None:
    """Refuse a value that cannot go into a header, before h11 does and shows it in its message.

    Raises:
        ArgumentError: a value is empty, or holds a space, a control character or one beyond ASCII.
            The message names the argument, never the value.
    """
    for name, value in values.items():
        if value is None:
            continue
        if not value:
            raise ArgumentError(f"{name} is empty")
        if not is_visible(value):
            raise ArgumentError(f"{name} holds a space, a line break or a character beyond ASCII")


def check_text(**values: str) -> None:
    """Refuse a value that JSON cannot represent, before the encoder does and shows it in its error.

    Raises:
        ArgumentError: a value is empty or holds half a character (a lone surrogate). The message
            names the argument, never the value.
    """
    for name, value in values.items():
        if not value:
            raise ArgumentError(f"{name} is empty")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise ArgumentError(f"{name} is not valid text")


def is_visible(value: str) -> bool:
    """Whether every character is printable ASCII other than a space."""
    return all("!" <= character <= "~" for character in value)
