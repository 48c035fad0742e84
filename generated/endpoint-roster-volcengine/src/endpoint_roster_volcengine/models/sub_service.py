# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_activation_state import KnownActivationState


@model
class SubService(Model):
    """Part of the service for one model."""

    sub_service: str | None = field("SubService", "string", default=None)
    """Name of the part, such as `base`, `context-cache`, `fast-infer`."""
    status: KnownActivationState | str | None = field("Status", "string", default=None)
    """Whether the account has activated it."""
