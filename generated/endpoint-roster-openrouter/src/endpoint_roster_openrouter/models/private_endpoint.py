# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_data_region import KnownDataRegion
    from ..models.known_private_endpoint_status import KnownPrivateEndpointStatus
    from ..models.private_endpoint_pricing import PrivateEndpointPricing


@model
class PrivateEndpoint(Model):
    """A private endpoint with its deployment and its prices, without the time of its creation."""

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
    provider_slug: str | None = field("provider_slug", "string?")
    """Short name of the provider, or null if it is not there any more."""
    upstream_model_id: str = field("upstream_model_id", "string")
    """What the provider calls the model or the deployment."""
    base_url: str | None = field("base_url", "string?")
    """Address of the deployment, with https, or null for the providers that derive it from the key (Azure, Amazon
    Bedrock, Google Vertex)."""
    declared_region: KnownDataRegion | str | None = field("declared_region", "string?")
    """Where the deployment processes data, as you declared it; null if you did not."""
    declared_zdr: bool | None = field("declared_zdr", "boolean?")
    """Whether the deployment retains no data, as you declared it; null if you did not."""
    pricing: PrivateEndpointPricing = field("pricing", "PrivateEndpointPricing")
    """Your prices."""
