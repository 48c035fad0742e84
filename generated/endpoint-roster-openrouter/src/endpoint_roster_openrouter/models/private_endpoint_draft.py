# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.managed_private_endpoint import ManagedPrivateEndpoint
    from ..models.private_endpoint_validation import PrivateEndpointValidation


@model
class PrivateEndpointDraft(Model):
    """A draft that was created although its activation failed."""

    endpoint: ManagedPrivateEndpoint = field("endpoint", "ManagedPrivateEndpoint")
    """The draft. Correct, validate and activate it; do not create it again."""
    validation: PrivateEndpointValidation | None = field("validation", "PrivateEndpointValidation?")
    """The checks, or null if there were none."""
