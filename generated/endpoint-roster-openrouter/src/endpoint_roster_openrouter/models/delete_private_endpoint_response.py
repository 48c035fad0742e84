# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.deleted_private_endpoint import DeletedPrivateEndpoint


@model
class DeletePrivateEndpointResponse(Model):
    """A private endpoint that is deleted."""

    data: DeletedPrivateEndpoint = field("data", "DeletedPrivateEndpoint")
    """What was deleted."""
