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
    from ..models.rate_limit import RateLimit
    from ..models.tag import Tag


@model
class Endpoint(Model):
    """An inference endpoint. No source promises any of its fields."""

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
