# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.known_endpoint_state import KnownEndpointState
    from ..models.known_endpoint_type import KnownEndpointType


@model
class Endpoint(Model):
    """One inference endpoint, as the list shows it. Hardware and scaling are not part of the list."""

    object_: str = field("object", "string")
    """Kind of this object; always `endpoint` so far."""
    id: str = field("id", "string")
    """Identifier of the endpoint, `endpoint-` followed by a UUID."""
    name: str = field("name", "string")
    """Name under which requests address the endpoint. For a serverless endpoint it is the model's name, for a
    dedicated one usually owner, model and a suffix (inferred)."""
    model: str = field("model", "string")
    """Name of the model that the endpoint serves, `author/model`."""
    type_: KnownEndpointType | str = field("type", "string")
    """Whether the endpoint is shared or has hardware of its own."""
    owner: str = field("owner", "string")
    """Account that owns the endpoint; `together` for the provider's own."""
    state: KnownEndpointState | str = field("state", "string")
    """State of the endpoint."""
    created_at: datetime.datetime = field("created_at", "date-time")
    """When the endpoint was created, RFC 3339 with an offset."""
