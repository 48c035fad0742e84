# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_activation_state import KnownActivationState
    from ..models.known_model_domain import KnownModelDomain


@model
class ModelActivationFilter(Model):
    """Conditions on the models; all that are given have to match (inferred)."""

    foundation_model_names: list[str] | Unset = field("FoundationModelNames", "list[string]", default=UNSET)
    """Only the models of these names."""
    foundation_model_domain: KnownModelDomain | str | Unset = field("FoundationModelDomain", "string", default=UNSET)
    """Only models for this kind of task."""
    states: list[KnownActivationState | str] | Unset = field("States", "list[string]", default=UNSET)
    """Only models in one of these states."""
    include_deprecated_models: bool | Unset = field("IncludeDeprecatedModels", "boolean", default=UNSET)
    """True lists models too that the provider will take away."""
