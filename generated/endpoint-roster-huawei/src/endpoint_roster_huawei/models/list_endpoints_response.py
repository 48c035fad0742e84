# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import Any, Self

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
        self = new(cls)
        try:
            if len(d) == 5:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.data = (
                        [InferenceService._read(v0i) for v0i in v0] if type(v0 := d["data"]) is list else misfit()
                    )
                    self.pages = v0 if type(v0 := d["pages"]) is int else misfit()
                    self.total = v0 if type(v0 := d["total"]) is int else misfit()
                    self.current = v0 if type(v0 := d["current"]) is int else misfit()
                    self.size = v0 if type(v0 := d["size"]) is int else misfit()
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.data = (
                ([InferenceService._read(v0i) for v0i in v0] if type(v0 := d["data"]) is list else misfit())
                if "data" in d
                else UNSET
            )
            self.pages = (v0 if type(v0 := d["pages"]) is int else misfit()) if "pages" in d else UNSET
            self.total = (v0 if type(v0 := d["total"]) is int else misfit()) if "total" in d else UNSET
            self.current = (v0 if type(v0 := d["current"]) is int else misfit()) if "current" in d else UNSET
            self.size = (v0 if type(v0 := d["size"]) is int else misfit()) if "size" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


from ..models.inference_service import InferenceService  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "data": ("data", False, ("list", InferenceService)),
    "pages": ("pages", False, "integer"),
    "total": ("total", False, "integer"),
    "current": ("current", False, "integer"),
    "size": ("size", False, "integer"),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResponse._FIELDS = _FIELDS
