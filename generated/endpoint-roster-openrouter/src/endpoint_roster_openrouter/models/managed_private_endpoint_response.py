# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.managed_private_endpoint import ManagedPrivateEndpoint


@model
class ManagedPrivateEndpointResponse(Model):
    """A private endpoint, as it is now."""

    data: ManagedPrivateEndpoint = field("data", "ManagedPrivateEndpoint")
    """The endpoint."""
