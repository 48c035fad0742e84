# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.known_endpoint_model_type import KnownEndpointModelType
    from ..models.known_endpoint_status import KnownEndpointStatus
    from ..models.model_reference import ModelReference
    from ..models.moderation import Moderation
    from ..models.rate_limit import RateLimit
    from ..models.tag import Tag


@model
class EndpointDetails(Model):
    """One inference endpoint in full. Every field is optional, as in the official SDK. Where `Endpoint` is there, the
    endpoint is in that field."""

    id: str | None = field("Id", "string", default=None)
    """Identifier, unique in the account: `ep-`, the creation time as `YYYYMMDDhhmmss`, and five letters or digits."""
    name: str | None = field("Name", "string", default=None)
    """Name that the user gave."""
    description: str | None = field("Description", "string", default=None)
    """Text that the user gave; can be empty."""
    project_name: str | None = field("ProjectName", "string", default=None)
    """Project that the endpoint belongs to."""
    tags: list[Tag] | None = field("Tags", "list[Tag]", default=None)
    """Tags, the user's own and those that the service sets."""
    model_reference: ModelReference | None = field("ModelReference", "ModelReference", default=None)
    """The model behind the endpoint; one of the two fields is set (inferred)."""
    endpoint_model_type: KnownEndpointModelType | str | None = field("EndpointModelType", "string", default=None)
    """Kind of the model behind the endpoint."""
    model_unit_id: str | None = field("ModelUnitId", "string", default=None)
    """Prepaid model unit that the endpoint runs on; empty when it is paid by use."""
    status: KnownEndpointStatus | str | None = field("Status", "string", default=None)
    """State of the endpoint. No list of the words is published."""
    status_reason: str | None = field("StatusReason", "string", default=None)
    """Why the endpoint is in its state; can be empty."""
    create_time: datetime.datetime | None = field("CreateTime", "date-time", default=None)
    """When the endpoint was created."""
    update_time: datetime.datetime | None = field("UpdateTime", "date-time", default=None)
    """When the endpoint was last changed."""
    rate_limit: RateLimit | None = field("RateLimit", "RateLimit", default=None)
    """How much the endpoint may be asked."""
    rolling_id: str | None = field("RollingId", "string", default=None)
    """Identifier of the change of model version that is going on; empty when there is none. The official SDK has
    the field, the documentation page does not; its meaning is inferred from its name."""
    support_rolling: bool | None = field("SupportRolling", "boolean", default=None)
    """Whether the model version can be changed while the endpoint runs. The official SDK has the field, the
    documentation page does not; its meaning is inferred from its name."""
    moderation: Moderation | None = field("Moderation", "Moderation", default=None)
    """How contents are checked."""
    batch_only: bool | None = field("BatchOnly", "boolean", default=None)
    """Whether the endpoint answers requests of batches only; else it answers all others only."""
    scale_tier_id: str | None = field("ScaleTierId", "string", default=None)
    """TPM package of the endpoint, which guarantees tokens per minute; empty without one."""
    support_scale_tier: bool | None = field("SupportScaleTier", "boolean", default=None)
    """Whether the endpoint can have a TPM package."""
    endpoint: EndpointDetails | None = field("Endpoint", "EndpointDetails", default=None)
    """The endpoint itself, as BytePlus's documentation has it; then the other fields are missing."""
