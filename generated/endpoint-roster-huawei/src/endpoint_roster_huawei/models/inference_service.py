# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    UNSET,
    Kind,
    Model,
    Unset,
    mend,
    misfit,
    new,
    or_none,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_auth_type import KnownAuthType
    from ..models.known_deploy_type import KnownDeployType
    from ..models.known_service_status import KnownServiceStatus
    from ..models.known_service_type import KnownServiceType
    from ..models.known_task_type import KnownTaskType


@_attrs_define
class InferenceService(Model):
    """A ModelArts real-time service. No source promises any of its fields.

    Attributes:
        id (str | Unset): Identifier, a UUID. A custom endpoint names it as its `infer_service_id`.
        name (str | Unset): Name that the user gave, 1 to 128 characters (inferred from the sibling).
        status (KnownServiceStatus | str | Unset): State of the service; the words come from the sibling.
        version (str | Unset): Version of the service, three numbers with dots such as `1.2.0`, at most 8 characters
            (inferred from the sibling).
        version_count (int | Unset): Number of versions of the service. A table of the documentation calls it a string.
        description (None | str | Unset): Text that the user gave; can be empty. That it can be null is inferred.
        type_ (KnownServiceType | str | Unset): Kind of the service; the words come from the documentation's example and
            the sibling.
        deploy_type (KnownDeployType | str | Unset): How the service is spread over machines.
        user_name (str | Unset): User who created the service.
        workspace_id (str | Unset): Workspace of the service, `0` for the default one, else 32 lower-case letters and
            digits.
        create_at (int | Unset): When the service was created, in milliseconds since the epoch (13 digits). A table of
            the documentation calls it a string.
        update_at (int | Unset): When the service was last changed, in milliseconds since the epoch (13 digits). A table
            of the documentation calls it a string.
        auth_type (KnownAuthType | str | Unset): How callers of the service prove who they are. That MaaS can wrap those
            with `NONE` only is inferred.
        task_type (KnownTaskType | str | Unset): What the model does. Inferred, the sibling has it.
        tags (list[Tag] | Unset): Tags of the service. Inferred, the sibling has them.
        schedule (list[Schedule] | Unset): Planned stops of the service. Inferred, the sibling has them.
        frozen_infos (list[FrozenInfo] | Unset): Why the service is frozen, if it is. Inferred, the sibling has it.

    """

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    status: KnownServiceStatus | str | Unset = UNSET
    version: str | Unset = UNSET
    version_count: int | Unset = UNSET
    description: None | str | Unset = UNSET
    type_: KnownServiceType | str | Unset = UNSET
    deploy_type: KnownDeployType | str | Unset = UNSET
    user_name: str | Unset = UNSET
    workspace_id: str | Unset = UNSET
    create_at: int | Unset = UNSET
    update_at: int | Unset = UNSET
    auth_type: KnownAuthType | str | Unset = UNSET
    task_type: KnownTaskType | str | Unset = UNSET
    tags: list[Tag] | Unset = UNSET
    schedule: list[Schedule] | Unset = UNSET
    frozen_infos: list[FrozenInfo] | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            self.id = d["id"] + "" if "id" in d else UNSET
            self.name = d["name"] + "" if "name" in d else UNSET
            self.status = d["status"] + "" if "status" in d else UNSET
            self.version = d["version"] + "" if "version" in d else UNSET
            self.version_count = (
                (v0 if type(v0 := d["version_count"]) is int else misfit()) if "version_count" in d else UNSET
            )
            self.description = (None if (v0 := d["description"]) is None else v0 + "") if "description" in d else UNSET
            self.type_ = d["type"] + "" if "type" in d else UNSET
            self.deploy_type = d["deploy_type"] + "" if "deploy_type" in d else UNSET
            self.user_name = d["user_name"] + "" if "user_name" in d else UNSET
            self.workspace_id = d["workspace_id"] + "" if "workspace_id" in d else UNSET
            self.create_at = (v0 if type(v0 := d["create_at"]) is int else misfit()) if "create_at" in d else UNSET
            self.update_at = (v0 if type(v0 := d["update_at"]) is int else misfit()) if "update_at" in d else UNSET
            self.auth_type = d["auth_type"] + "" if "auth_type" in d else UNSET
            self.task_type = d["task_type"] + "" if "task_type" in d else UNSET
            self.tags = (
                ([Tag._read(v0i) for v0i in v0] if type(v0 := d["tags"]) is list else misfit())
                if "tags" in d
                else UNSET
            )
            self.schedule = (
                ([Schedule._read(v0i) for v0i in v0] if type(v0 := d["schedule"]) is list else misfit())
                if "schedule" in d
                else UNSET
            )
            self.frozen_infos = (
                ([FrozenInfo._read(v0i) for v0i in v0] if type(v0 := d["frozen_infos"]) is list else misfit())
                if "frozen_infos" in d
                else UNSET
            )
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


from ..models.frozen_info import FrozenInfo  # noqa: E402
from ..models.schedule import Schedule  # noqa: E402
from ..models.tag import Tag  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "id": ("id", False, "string"),
    "name": ("name", False, "string"),
    "status": ("status", False, "string"),
    "version": ("version", False, "string"),
    "version_count": ("version_count", False, "integer"),
    "description": ("description", False, ("nullable", "string")),
    "type": ("type_", False, "string"),
    "deploy_type": ("deploy_type", False, "string"),
    "user_name": ("user_name", False, "string"),
    "workspace_id": ("workspace_id", False, "string"),
    "create_at": ("create_at", False, "integer"),
    "update_at": ("update_at", False, "integer"),
    "auth_type": ("auth_type", False, "string"),
    "task_type": ("task_type", False, "string"),
    "tags": ("tags", False, ("list", Tag)),
    "schedule": ("schedule", False, ("list", Schedule)),
    "frozen_infos": ("frozen_infos", False, ("list", FrozenInfo)),
}
_NAMES = frozenset(_FIELDS)
InferenceService._FIELDS = _FIELDS
