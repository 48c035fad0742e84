# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_data_region import KnownDataRegion
    from ..models.private_endpoint_activation import PrivateEndpointActivation
    from ..models.private_endpoint_pricing import PrivateEndpointPricing


@model
class CreatePrivateEndpointRequest(Model):
    """What a new private endpoint leads to."""

    model_permaslug: str = field("model_permaslug", "string")
    """The version of the model that it serves."""
    provider_slug: str = field("provider_slug", "string")
    """Short name of the provider."""
    upstream_model_id: str = field("upstream_model_id", "string")
    """What the provider calls the model or the deployment."""
    base_url: str | Unset = field("base_url", "string", default=UNSET)
    """Address of the deployment, with https. It must be given, except for the providers that derive it from the
    key (Azure, Amazon Bedrock, Google Vertex)."""
    declared_region: KnownDataRegion | str | None | Unset = field("declared_region", "string?", default=UNSET)
    """Where the deployment processes data; you declare it. Null, or left out, for no declaration."""
    declared_zdr: bool | None | Unset = field("declared_zdr", "boolean?", default=UNSET)
    """Whether the deployment retains no data; you declare it. Null, or left out, for no declaration."""
    pricing: PrivateEndpointPricing | Unset = field("pricing", "PrivateEndpointPricing", default=UNSET)
    """Your prices. What holds without them is not published."""
    activate: PrivateEndpointActivation | Unset = field("activate", "PrivateEndpointActivation", default=UNSET)
    """Given, the endpoint is validated and activated in the same call."""
