# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /providers"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_providers_response import ListProvidersResponse


LIST_PROVIDERS: Operation[ListProvidersResponse] = Operation(
    name="providers.list",
    method="GET",
    path="/providers",
    answer="ListProvidersResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    paging=Paging(
        items="data",
    ),
)


def list_providers() -> Request[ListProvidersResponse]:
    """Return a request of ``providers.list``, for ``client.send``."""
    return Request(
        LIST_PROVIDERS,
    )
