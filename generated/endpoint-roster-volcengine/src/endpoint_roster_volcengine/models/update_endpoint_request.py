# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.moderation import Moderation
    from ..models.rate_limit import RateLimit
    from ..models.service_info import ServiceInfo
    from ..models.tag import Tag


@model
class UpdateEndpointRequest(Model):
    """What to change; what is left out stays."""

    id: str = field("Id", "string")
    """Identifier of the endpoint, such as `ep-20260302081504-k7x2m`."""
    name: str | Unset = field("Name", "string", default=UNSET)
    """New name."""
    description: str | Unset = field("Description", "string", default=UNSET)
    """New text for people; an empty one removes it."""
    rate_limit: RateLimit | Unset = field("RateLimit", "RateLimit", default=UNSET)
    """New limits; give both."""
    moderation: Moderation | Unset = field("Moderation", "Moderation", default=UNSET)
    """How contents are checked."""
    tags: list[Tag] | Unset = field("Tags", "list[Tag]", default=UNSET)
    """New tags. That they take the place of all the former ones is inferred."""
    service_info: ServiceInfo | Unset = field("ServiceInfo", "ServiceInfo", default=UNSET)
    """Service that an endpoint belongs to. Published in June 2025; its meaning is inferred from the names."""
