# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.inference_service import InferenceService


@model
class ListEndpointsResponse(Model):
    """Inference services with their count."""

    data: list[InferenceService] | None = field("data", "list[InferenceService]", default=None)
    """The services."""
    pages: int | None = field("pages", "integer", default=None)
    """Number of pages. No parameter to ask for another page is documented."""
    total: int | None = field("total", "integer", default=None)
    """Number of services."""
    current: int | None = field("current", "integer", default=None)
    """Number of this page. Inferred, the sibling has it."""
    size: int | None = field("size", "integer", default=None)
    """Services per page. Inferred, the sibling has it."""
