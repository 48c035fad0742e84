# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.foundation_model import FoundationModel


@model
class ModelReference(Model):
    """The model behind the endpoint; one of the two fields is set (inferred)."""

    custom_model_id: str | None = field("CustomModelId", "string", default=None)
    """Identifier of the custom model."""
    foundation_model: FoundationModel | None = field("FoundationModel", "FoundationModel", default=None)
    """A model that the provider offers, in one version."""
