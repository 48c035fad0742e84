# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /credits"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.get_credits_response import GetCreditsResponse


GET_CREDITS: Operation[GetCreditsResponse] = Operation(
    name="credit.get",
    method="GET",
    path="/credits",
    answer="GetCreditsResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
)


def get_credits() -> Request[GetCreditsResponse]:
    """Return a request of ``credit.get``, for ``client.send``."""
    return Request(
        GET_CREDITS,
    )
