# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.architecture import Architecture
    from ..models.public_endpoint import PublicEndpoint


@model
class ModelEndpoints(Model):
    """A model and the endpoints that serve it."""

    id: str = field("id", "string")
    """Identifier of the model, `author/slug`."""
    name: str = field("name", "string")
    """Display name of the model."""
    created: int = field("created", "integer")
    """When the model was added, in seconds since 1970-01-01T00:00:00Z. The first published page called it a
    floating-point number."""
    description: str = field("description", "string")
    """Description of the model; Markdown (inferred)."""
    architecture: Architecture = field("architecture", "Architecture")
    """What kind of model it is."""
    endpoints: list[PublicEndpoint] = field("endpoints", "list[PublicEndpoint]")
    """The endpoints of the model; empty if no provider serves it now. The order is not documented."""
