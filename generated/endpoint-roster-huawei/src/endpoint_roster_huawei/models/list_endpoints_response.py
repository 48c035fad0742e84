# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import Any

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
    read_items,
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


def _read(d: dict[str, Any], into: ListEndpointsResponse | None = None) -> ListEndpointsResponse:
    self: Any = new(ListEndpointsResponse) if into is None else into
    try:
        if len(d) == 5:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.data = read_items(InferenceService, d["data"])
                self.pages = v0 if type(v0 := d["pages"]) is int else misfit()
                self.total = v0 if type(v0 := d["total"]) is int else misfit()
                self.current = v0 if type(v0 := d["current"]) is int else misfit()
                self.size = v0 if type(v0 := d["size"]) is int else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 5
        if "data" in d:
            self.data = read_items(InferenceService, d["data"])
        else:
            self.data = UNSET
            unknowns += 1
        if "pages" in d:
            self.pages = v0 if type(v0 := d["pages"]) is int else misfit()
        else:
            self.pages = UNSET
            unknowns += 1
        if "total" in d:
            self.total = v0 if type(v0 := d["total"]) is int else misfit()
        else:
            self.total = UNSET
            unknowns += 1
        if "current" in d:
            self.current = v0 if type(v0 := d["current"]) is int else misfit()
        else:
            self.current = UNSET
            unknowns += 1
        if "size" in d:
            self.size = v0 if type(v0 := d["size"]) is int else misfit()
        else:
            self.size = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
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
ListEndpointsResponse._read = _read
