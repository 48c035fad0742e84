# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_endpoint_domain import KnownEndpointDomain
    from ..models.model_reference import ModelReference
    from ..models.moderation import Moderation
    from ..models.rate_limit import RateLimit
    from ..models.service_info import ServiceInfo
    from ..models.tag import Tag


@model
class CreateEndpointRequest(Model):
    """What to create."""

    name: str = field("Name", "string")
    """Name of the endpoint. Two can have the same one (inferred)."""
    model_reference: ModelReference = field("ModelReference", "ModelReference")
    """The model, by name and version, or a model of one's own by its id."""
    description: str | Unset = field("Description", "string", default=UNSET)
    """Text for people."""
    project_name: str | Unset = field("ProjectName", "string", default=UNSET)
    """Project that it will belong to. The server's default is `default`."""
    model_unit_id: str | Unset = field("ModelUnitId", "string", default=UNSET)
    """Prepaid model unit to run on. Left out or empty, the endpoint is paid by use."""
    tags: list[Tag] | Unset = field("Tags", "list[Tag]", default=UNSET)
    """Tags of your own, each key once."""
    rate_limit: RateLimit | Unset = field("RateLimit", "RateLimit", default=UNSET)
    """How much the endpoint may be asked; give both of its limits."""
    moderation: Moderation | Unset = field("Moderation", "Moderation", default=UNSET)
    """How contents are checked."""
    dry_run: bool | Unset = field("DryRun", "boolean", default=UNSET)
    """True checks whether it could be created, and creates nothing. The server's default is ``."""
    domain: KnownEndpointDomain | str | Unset = field("Domain", "string", default=UNSET)
    """Service that the endpoint is for; a page of June 2025 has it, the official SDK does not. The server's
    default is `Ark`."""
    service_info: ServiceInfo | Unset = field("ServiceInfo", "ServiceInfo", default=UNSET)
    """Service that an endpoint belongs to. Published in June 2025; its meaning is inferred from the names."""
