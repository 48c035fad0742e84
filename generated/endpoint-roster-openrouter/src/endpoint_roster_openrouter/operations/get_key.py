# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /key"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.get_key_response import GetKeyResponse


GET_KEY: Operation[GetKeyResponse] = Operation(
    name="key.get",
    method="GET",
    path="/key",
    answer="GetKeyResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
)


def get_key() -> Request[GetKeyResponse]:
    """Return a request of ``key.get``, for ``client.send``."""
    return Request(
        GET_KEY,
    )
