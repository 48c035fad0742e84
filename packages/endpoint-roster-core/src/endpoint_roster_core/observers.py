"""Observing what a client does, for logs, traces and diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from .errors import ClientError


class Observer:
    """Watches the calls of a client: append one to its ``observers``, and override what you need.

    Nothing that these methods get may be logged as it is: requests hold credentials.
    """

    def begin(self, attempt: int) -> None:
        """An attempt of a call starts; the first one is 1."""

    def request(self, request: httpx.Request) -> None:
        """A request is about to be sent; an attempt may need more than one, for a token."""

    def response(self, response: httpx.Response) -> None:
        """The head of an answer has arrived."""

    def body(self, content: bytes) -> None:
        """The body of this answer has arrived; it is decompressed."""

    def end(self, error: ClientError | None) -> None:
        """The attempt has ended, with an answer or an error."""
