# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.model_page_links import ModelPageLinks
    from ..models.public_model import PublicModel


@model
class ListModelsResponse(Model):
    """The models that match."""

    data: list[PublicModel] = field("data", "list[PublicModel]")
    """The models."""
    total_count: int | None = field("total_count", "integer", default=None)
    """How many models match. Since November 2026."""
    links: ModelPageLinks | None = field("links", "ModelPageLinks", default=None)
    """Where the next page is. Since November 2026."""
