# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /models"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.known_model_category import KnownModelCategory
    from ..models.known_model_sort import KnownModelSort
    from ..models.list_models_response import ListModelsResponse
    from ..models.model_region import ModelRegion
    from ..models.only_true import OnlyTrue


LIST_MODELS: Operation[ListModelsResponse] = Operation(
    name="models.list",
    method="GET",
    path="/models",
    answer="ListModelsResponse",
    errors={"default": ("ErrorResponse",)},
    choices={
        "zdr": ("true",),
        "region": (
            "eu",
            "us",
        ),
    },
    bounds={
        "context": (1, None),
        "min_price": (0, None),
        "max_price": (0, None),
        "min_output_price": (0, None),
        "max_output_price": (0, None),
        "min_age_days": (0, None),
        "max_age_days": (0, None),
        "min_intelligence_index": (0, None),
        "max_intelligence_index": (0, None),
        "min_coding_index": (0, None),
        "max_coding_index": (0, None),
        "min_agentic_index": (0, None),
        "max_agentic_index": (0, None),
        "min_tool_success_rate": (0, 1),
        "max_tool_success_rate": (0, 1),
    },
    effect="read",
    paging=Paging(
        items="data",
        total="total_count",
    ),
)


def list_models(
    *,
    q: str | None = None,
    category: KnownModelCategory | str | None = None,
    supported_parameters: str | None = None,
    input_modalities: str | None = None,
    output_modalities: str | None = None,
    sort: KnownModelSort | str | None = None,
    context: int | None = None,
    min_price: float | None = None,
    max_price: float | None = None,
    min_output_price: float | None = None,
    max_output_price: float | None = None,
    arch: str | None = None,
    model_authors: str | None = None,
    providers: str | None = None,
    distillable: bool | None = None,
    zdr: OnlyTrue | None = None,
    region: ModelRegion | None = None,
    min_age_days: int | None = None,
    max_age_days: int | None = None,
    min_intelligence_index: float | None = None,
    max_intelligence_index: float | None = None,
    min_coding_index: float | None = None,
    max_coding_index: float | None = None,
    min_agentic_index: float | None = None,
    max_agentic_index: float | None = None,
    min_tool_success_rate: float | None = None,
    max_tool_success_rate: float | None = None,
) -> Request[ListModelsResponse]:
    """Return a request of ``models.list``, for ``client.send``."""
    return Request(
        LIST_MODELS,
        query={
            "q": q,
            "category": category,
            "supported_parameters": supported_parameters,
            "input_modalities": input_modalities,
            "output_modalities": output_modalities,
            "sort": sort,
            "context": context,
            "min_price": min_price,
            "max_price": max_price,
            "min_output_price": min_output_price,
            "max_output_price": max_output_price,
            "arch": arch,
            "model_authors": model_authors,
            "providers": providers,
            "distillable": distillable,
            "zdr": zdr,
            "region": region,
            "min_age_days": min_age_days,
            "max_age_days": max_age_days,
            "min_intelligence_index": min_intelligence_index,
            "max_intelligence_index": max_intelligence_index,
            "min_coding_index": min_coding_index,
            "max_coding_index": max_coding_index,
            "min_agentic_index": min_agentic_index,
            "max_agentic_index": max_agentic_index,
            "min_tool_success_rate": min_tool_success_rate,
            "max_tool_success_rate": max_tool_success_rate,
        },
    )
