# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""POST /?Action=ListModelActivations&Version=2024-01-01"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.list_model_activations_request import ListModelActivationsRequest
    from ..models.list_model_activations_response import ListModelActivationsResponse
    from ..models.model_activation_filter import ModelActivationFilter


LIST_MODEL_ACTIVATIONS: Operation[ListModelActivationsResponse] = Operation(
    name="model_activations.list",
    method="POST",
    path="/",
    answer="ListModelActivationsResponse",
    errors={"default": ("ErrorResponse",)},
    constants={
        "Action": "ListModelActivations",
        "Version": "2024-01-01",
    },
    body="ListModelActivationsRequest",
    bounds={
        "PageNumber": (1, None),
        "PageSize": (1, 100),
    },
    effect="read",
    paging=Paging(
        items="result.items",
        style="numbered",
        number=("PageNumber", "PageSize"),
        size="result.page_size",
        total="result.total_count",
    ),
)


def list_model_activations(
    body: ListModelActivationsRequest | Mapping[str, Any] | None = None,
    *,
    with_price: bool | Unset = UNSET,
    with_free_usage: bool | Unset = UNSET,
    page_number: int | Unset = UNSET,
    page_size: int | Unset = UNSET,
    filter_: ModelActivationFilter | Unset = UNSET,
    x_expires: int | None = None,
) -> Request[ListModelActivationsResponse]:
    """Return a request of ``model_activations.list``, for ``client.send``."""
    return Request(
        LIST_MODEL_ACTIVATIONS,
        query={
            "X-Expires": x_expires,
        },
        body=body,
        fields={
            "WithPrice": with_price,
            "WithFreeUsage": with_free_usage,
            "PageNumber": page_number,
            "PageSize": page_size,
            "Filter": filter_,
        },
    )
