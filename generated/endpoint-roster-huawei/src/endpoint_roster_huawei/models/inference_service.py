# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.frozen_info import FrozenInfo
    from ..models.known_auth_type import KnownAuthType
    from ..models.known_deploy_type import KnownDeployType
    from ..models.known_service_status import KnownServiceStatus
    from ..models.known_service_type import KnownServiceType
    from ..models.known_task_type import KnownTaskType
    from ..models.schedule import Schedule
    from ..models.tag import Tag


@model
class InferenceService(Model):
    """A ModelArts real-time service. No source promises any of its fields."""

    id: str | None = field("id", "string", default=None)
    """Identifier, a UUID. A custom endpoint names it as its `infer_service_id`."""
    name: str | None = field("name", "string", default=None)
    """Name that the user gave, 1 to 128 characters (inferred from the sibling)."""
    status: KnownServiceStatus | str | None = field("status", "string", default=None)
    """State of the service; the words come from the sibling."""
    version: str | None = field("version", "string", default=None)
    """Version of the service, three numbers with dots such as `1.2.0`, at most 8 characters (inferred from the
    sibling)."""
    version_count: int | None = field("version_count", "integer", default=None)
    """Number of versions of the service. A table of the documentation calls it a string."""
    description: str | None = field("description", "string?", default=None)
    """Text that the user gave; can be empty. That it can be null is inferred."""
    type_: KnownServiceType | str | None = field("type", "string", default=None)
    """Kind of the service; the words come from the documentation's example and the sibling."""
    deploy_type: KnownDeployType | str | None = field("deploy_type", "string", default=None)
    """How the service is spread over machines."""
    user_name: str | None = field("user_name", "string", default=None)
    """User who created the service."""
    workspace_id: str | None = field("workspace_id", "string", default=None)
    """Workspace of the service, `0` for the default one, else 32 lower-case letters and digits."""
    create_at: int | None = field("create_at", "integer", default=None)
    """When the service was created, in milliseconds since the epoch (13 digits). A table of the documentation
    calls it a string."""
    update_at: int | None = field("update_at", "integer", default=None)
    """When the service was last changed, in milliseconds since the epoch (13 digits). A table of the documentation
    calls it a string."""
    auth_type: KnownAuthType | str | None = field("auth_type", "string", default=None)
    """How callers of the service prove who they are. That MaaS can wrap those with `NONE` only is inferred."""
    task_type: KnownTaskType | str | None = field("task_type", "string", default=None)
    """What the model does. Inferred, the sibling has it."""
    tags: list[Tag] | None = field("tags", "list[Tag]", default=None)
    """Tags of the service. Inferred, the sibling has them."""
    schedule: list[Schedule] | None = field("schedule", "list[Schedule]", default=None)
    """Planned stops of the service. Inferred, the sibling has them."""
    frozen_infos: list[FrozenInfo] | None = field("frozen_infos", "list[FrozenInfo]", default=None)
    """Why the service is frozen, if it is. Inferred, the sibling has it."""
