# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /v3/whoami"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.caller import Caller


GET_IDENTITY: Operation[Caller] = Operation(
    name="identity.get",
    method="GET",
    path="/whoami",
    answer="Caller",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    version="/v3",
)


def get_identity() -> Request[Caller]:
    """Return a request of ``identity.get``, for ``client.send``."""
    return Request(
        GET_IDENTITY,
    )
