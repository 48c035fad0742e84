# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.known_private_endpoint_status import KnownPrivateEndpointStatus


@model
class PrivateEndpointSummary(Model):
    """A private endpoint as the list has it."""

    id: str = field("id", "string")
    """Identifier, which stays."""
    status: KnownPrivateEndpointStatus | str = field("status", "string")
    """State of the endpoint."""
    model_permaslug: str = field("model_permaslug", "string")
    """The version of the model that it serves."""
    model_slug: str | None = field("model_slug", "string?")
    """The model that it serves, or null if that is not in the catalogue any more."""
    model_name: str | None = field("model_name", "string?")
    """Display name of that model, or null if it is not in the catalogue any more."""
    provider_name: str = field("provider_name", "string")
    """Display name of the provider."""
    created_at: datetime.datetime = field("created_at", "date-time")
    """When it was created."""
