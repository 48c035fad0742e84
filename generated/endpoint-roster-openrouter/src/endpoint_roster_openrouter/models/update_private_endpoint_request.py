# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_data_region import KnownDataRegion


@model
class UpdatePrivateEndpointRequest(Model):
    """Another deployment for a draft."""

    upstream_model_id: str = field("upstream_model_id", "string")
    """What the provider calls the model or the deployment."""
    base_url: str | Unset = field("base_url", "string", default=UNSET)
    """Address of the deployment, with https. Left out, it stays."""
    declared_region: KnownDataRegion | str | None | Unset = field("declared_region", "string?", default=UNSET)
    """Where the deployment processes data; you declare it. Null for no declaration."""
    declared_zdr: bool | None | Unset = field("declared_zdr", "boolean?", default=UNSET)
    """Whether the deployment retains no data; you declare it. Null for no declaration."""
