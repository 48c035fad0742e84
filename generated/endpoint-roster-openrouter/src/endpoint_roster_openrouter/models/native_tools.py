# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    Kind,
    Model,
    mend,
    new,
    or_none,
    unknown,
)


@_attrs_define
class NativeTools(Model):
    """Tools of OpenRouter that this provider runs itself, by their name, such as `openrouter:web_search`; empty if it runs
    none. Since November 2026.

    """

    _extra: dict[str, NativeTool] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    if TYPE_CHECKING:

        @property
        def additional_properties(self) -> dict[str, NativeTool]: ...

        def __getitem__(self, key: str) -> NativeTool: ...


def _read(d: dict[str, Any], into: NativeTools | None = None) -> NativeTools:
    self: Any = new(NativeTools) if into is None else into
    try:
        self._extra = (
            {k: NativeTool._read(v) for k, v in unknown(d, _NAMES).items()} if d or type(d) is not dict else None
        )
    except MISFITS:
        return mend(self, d)
    return self


from ..models.native_tool import NativeTool  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {}
_NAMES = frozenset(_FIELDS)
NativeTools._FIELDS = _FIELDS
NativeTools._read = _read
NativeTools._REST = NativeTool
