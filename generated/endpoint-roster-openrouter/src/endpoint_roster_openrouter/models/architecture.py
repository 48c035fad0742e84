# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    Kind,
    Model,
    join,
    mend,
    misfit,
    new,
    or_none,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_input_modality import KnownInputModality
    from ..models.known_instruct_type import KnownInstructType
    from ..models.known_output_modality import KnownOutputModality
    from ..models.known_tokenizer import KnownTokenizer


@_attrs_define
class Architecture(Model):
    """What kind of model it is.

    Attributes:
        tokenizer (KnownTokenizer | None | str): Family of the model's tokenizer, or null.
        instruct_type (KnownInstructType | None | str): Format of its instruction prompts, or null.
        modality (None | str): Input and output in short, such as `text+image->text`, or null.
        input_modalities (list[KnownInputModality | str]): What the model accepts.
        output_modalities (list[KnownOutputModality | str]): What the model produces.

    """

    tokenizer: KnownTokenizer | None | str
    instruct_type: KnownInstructType | None | str
    modality: None | str
    input_modalities: list[KnownInputModality | str]
    output_modalities: list[KnownOutputModality | str]
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: Architecture | None = None) -> Architecture:
    self: Any = new(Architecture) if into is None else into
    try:
        unknowns = len(d) - 5
        self.tokenizer = None if (v0 := d["tokenizer"]) is None else v0 + ""
        self.instruct_type = None if (v0 := d["instruct_type"]) is None else v0 + ""
        self.modality = None if (v0 := d["modality"]) is None else v0 + ""
        self.input_modalities = v0 if type(v0 := d["input_modalities"]) is list and join(v0) is not None else misfit()
        self.output_modalities = v0 if type(v0 := d["output_modalities"]) is list and join(v0) is not None else misfit()
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "tokenizer": ("tokenizer", True, ("nullable", "string")),
    "instruct_type": ("instruct_type", True, ("nullable", "string")),
    "modality": ("modality", True, ("nullable", "string")),
    "input_modalities": ("input_modalities", True, ("list", "string")),
    "output_modalities": ("output_modalities", True, ("list", "string")),
}
_NAMES = frozenset(_FIELDS)
Architecture._FIELDS = _FIELDS
Architecture._read = _read
