"""A client of another kind than ours, for adapters whose answers come from a function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

Handler = Callable[..., Awaitable[Any]]


@dataclass(frozen=True)
class FakeRequest:
    """What the handler is called with; two that are equal ask for the same page."""

    handler: Handler
    arguments: dict[str, Any]


@dataclass(frozen=True)
class FakeAnswer:
    page: Any
    attempts: int = 1

    def result(self) -> Any:
        return self.page


class FakeClient:
    def __init__(self) -> None:
        self.closed = False

    async def send(self, request: FakeRequest, *, deadline: float) -> FakeAnswer:
        return FakeAnswer(await request.handler(client=self, **request.arguments))

    async def aclose(self) -> None:
        self.closed = True
