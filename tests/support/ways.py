"""Programs that are written once and run with both kinds of clients."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

each_way = pytest.mark.parametrize("way", ["sync", "async"])


async def done(called: Any) -> Any:
    """What a call returned, at once or when it is awaited."""
    return await called if inspect.isawaitable(called) else called


async def everything(pager: Any) -> list[Any]:
    """All items of a list."""
    if hasattr(pager, "__aiter__"):
        return [item async for item in pager]
    return list(pager)
