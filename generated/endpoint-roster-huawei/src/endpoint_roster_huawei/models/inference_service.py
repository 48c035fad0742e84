# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    read_later,
    spelled,
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


def _read_each(found: list[Any], into: InferenceService | None = None) -> list[InferenceService]:
    (
        k_id,
        k_name,
        k_status,
        k_version,
        k_version_count,
        k_description,
        k_type_,
        k_deploy_type,
        k_user_name,
        k_workspace_id,
        k_create_at,
        k_update_at,
        k_auth_type,
        k_task_type,
        k_tags,
        k_schedule,
        k_frozen_infos,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(InferenceService) if into is None else into
        try:
            unknowns = (len(d) if type(d) is dict else misfit()) - 17
            if k_id in d:
                self.id = d[k_id] + ""
            else:
                self.id = UNSET
                unknowns += 1
            if k_name in d:
                self.name = d[k_name] + ""
            else:
                self.name = UNSET
                unknowns += 1
            if k_status in d:
                self.status = d[k_status] + ""
            else:
                self.status = UNSET
                unknowns += 1
            if k_version in d:
                self.version = d[k_version] + ""
            else:
                self.version = UNSET
                unknowns += 1
            if k_version_count in d:
                self.version_count = v0 if type(v0 := d[k_version_count]) is int else misfit()
            else:
                self.version_count = UNSET
                unknowns += 1
            if k_description in d:
                self.description = None if (v0 := d[k_description]) is None else v0 + ""
            else:
                self.description = UNSET
                unknowns += 1
            if k_type_ in d:
                self.type_ = d[k_type_] + ""
            else:
                self.type_ = UNSET
                unknowns += 1
            if k_deploy_type in d:
                self.deploy_type = d[k_deploy_type] + ""
            else:
                self.deploy_type = UNSET
                unknowns += 1
            if k_user_name in d:
                self.user_name = d[k_user_name] + ""
            else:
                self.user_name = UNSET
                unknowns += 1
            if k_workspace_id in d:
                self.workspace_id = d[k_workspace_id] + ""
            else:
                self.workspace_id = UNSET
                unknowns += 1
            if k_create_at in d:
                self.create_at = v0 if type(v0 := d[k_create_at]) is int else misfit()
            else:
                self.create_at = UNSET
                unknowns += 1
            if k_update_at in d:
                self.update_at = v0 if type(v0 := d[k_update_at]) is int else misfit()
            else:
                self.update_at = UNSET
                unknowns += 1
            if k_auth_type in d:
                self.auth_type = d[k_auth_type] + ""
            else:
                self.auth_type = UNSET
                unknowns += 1
            if k_task_type in d:
                self.task_type = d[k_task_type] + ""
            else:
                self.task_type = UNSET
                unknowns += 1
            if k_tags in d:
                self._later_tags = d[k_tags]
            else:
                self._later_tags = UNSET
                unknowns += 1
            if k_schedule in d:
                self._later_schedule = d[k_schedule]
            else:
                self._later_schedule = UNSET
                unknowns += 1
            if k_frozen_infos in d:
                self._later_frozen_infos = d[k_frozen_infos]
            else:
                self._later_frozen_infos = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: InferenceService | None = None) -> InferenceService:
    return _read_each([d], into)[0]


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
InferenceService._read = _read
InferenceService._read_each = _read_each
read_later(
    InferenceService,
    "tags",
    "schedule",
    "frozen_infos",
)
