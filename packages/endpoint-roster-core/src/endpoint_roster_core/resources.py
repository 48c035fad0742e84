"""The base of the resources that a client has, such as ``client.endpoints``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Resource:
    """Methods of one kind of resource. Those of an asynchronous client are awaited.

    Each method is written once: what it returns, a model or an awaitable of one, is the client's
    business.
    """

    __slots__ = ("_client",)

    def __init__(self, client: Any) -> None:
        self._client = client


def overloaded(method: Callable[..., Any]) -> Callable[..., Any]:
    """Hide a method's signature from type checkers; the overloads below declare it."""
    return method
