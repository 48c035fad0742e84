# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import MISFITS, UNSET, Kind, Model, Unset, mend, misfit, or_none, unknown


@_attrs_define
class ListEndpointsResponse(Model):
    """Inference services with their count.

    Attributes:
        data (list[InferenceService] | Unset): The services.
        pages (int | Unset): Number of pages. No parameter to ask for another page is documented.
        total (int | Unset): Number of services.
        current (int | Unset): Number of this page. Inferred, the sibling has it.
        size (int | Unset): Services per page. Inferred, the sibling has it.

    """

    data: list[InferenceService] | Unset = UNSET
    pages: int | Unset = UNSET
    total: int | Unset = UNSET
    current: int | Unset = UNSET
    size: int | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        try:
            get = d.get
            return cls(
                v0
                if (v0 := get("data", UNSET)) is UNSET
                else [InferenceService._read(v1i) for v1i in v0]
                if type(v0) is list
                else misfit(),
                v0 if (v0 := get("pages", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("total", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("current", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("size", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                None if d.keys() <= _NAMES else unknown(d, _NAMES),
            )
        except MISFITS:
            return mend(cls, d)


from ..models.inference_service import InferenceService  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "data": ("data", False, ("list", InferenceService)),
    "pages": ("pages", False, "integer"),
    "total": ("total", False, "integer"),
    "current": ("current", False, "integer"),
    "size": ("size", False, "integer"),
}
_NAMES = _FIELDS.keys()
ListEndpointsResponse._FIELDS = _FIELDS
