# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
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
class Pricing(Model):
    """Prices as decimal numbers in text, in USD per unit. They are text because binary floating point cannot hold them
    exactly.

    Attributes:
        prompt (str): USD per prompt token.
        completion (str): USD per completion token.
        request (str | Unset): USD per request.
        image (str | Unset): USD per input image.
        image_token (str | Unset): USD per image token. Since August 2026.
        image_output (str | Unset): USD per output image.
        audio (str | Unset): USD per audio input token.
        audio_output (str | Unset): USD per audio output token. Since August 2026.
        input_audio_cache (str | Unset): USD per audio input token that comes from the cache.
        web_search (str | Unset): USD per web search.
        internal_reasoning (str | Unset): USD per reasoning token.
        input_cache_read (str | Unset): USD per prompt token that is read from the cache.
        input_cache_write (str | Unset): USD per prompt token that is written to the cache, kept for the usual time.
        input_cache_write_1h (str | Unset): USD per prompt token that is written to the cache for one hour. Since August
            2026.
        discount (float | Unset): Part of the price that is taken off, 0 to 1: what is paid is the price times (1 -
            discount).
        overrides (list[PricingOverride] | Unset): Other prices under conditions. Of those that apply, a later one wins
            for each price that it names. Since August 2026.

    """

    prompt: str
    completion: str
    request: str | Unset = UNSET
    image: str | Unset = UNSET
    image_token: str | Unset = UNSET
    image_output: str | Unset = UNSET
    audio: str | Unset = UNSET
    audio_output: str | Unset = UNSET
    input_audio_cache: str | Unset = UNSET
    web_search: str | Unset = UNSET
    internal_reasoning: str | Unset = UNSET
    input_cache_read: str | Unset = UNSET
    input_cache_write: str | Unset = UNSET
    input_cache_write_1h: str | Unset = UNSET
    discount: float | Unset = UNSET
    overrides: list[PricingOverride] | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: Pricing | None = None) -> Pricing:
    self: Any = new(Pricing) if into is None else into
    try:
        unknowns = len(d) - 16
        self.prompt = d["prompt"] + ""
        self.completion = d["completion"] + ""
        if "request" in d:
            self.request = d["request"] + ""
        else:
            self.request = UNSET
            unknowns += 1
        if "image" in d:
            self.image = d["image"] + ""
        else:
            self.image = UNSET
            unknowns += 1
        if "image_token" in d:
            self.image_token = d["image_token"] + ""
        else:
            self.image_token = UNSET
            unknowns += 1
        if "image_output" in d:
            self.image_output = d["image_output"] + ""
        else:
            self.image_output = UNSET
            unknowns += 1
        if "audio" in d:
            self.audio = d["audio"] + ""
        else:
            self.audio = UNSET
            unknowns += 1
        if "audio_output" in d:
            self.audio_output = d["audio_output"] + ""
        else:
            self.audio_output = UNSET
            unknowns += 1
        if "input_audio_cache" in d:
            self.input_audio_cache = d["input_audio_cache"] + ""
        else:
            self.input_audio_cache = UNSET
            unknowns += 1
        if "web_search" in d:
            self.web_search = d["web_search"] + ""
        else:
            self.web_search = UNSET
            unknowns += 1
        if "internal_reasoning" in d:
            self.internal_reasoning = d["internal_reasoning"] + ""
        else:
            self.internal_reasoning = UNSET
            unknowns += 1
        if "input_cache_read" in d:
            self.input_cache_read = d["input_cache_read"] + ""
        else:
            self.input_cache_read = UNSET
            unknowns += 1
        if "input_cache_write" in d:
            self.input_cache_write = d["input_cache_write"] + ""
        else:
            self.input_cache_write = UNSET
            unknowns += 1
        if "input_cache_write_1h" in d:
            self.input_cache_write_1h = d["input_cache_write_1h"] + ""
        else:
            self.input_cache_write_1h = UNSET
            unknowns += 1
        if "discount" in d:
            self.discount = v0 if type(v0 := d["discount"]) is float or type(v0) is int else misfit()
        else:
            self.discount = UNSET
            unknowns += 1
        if "overrides" in d:
            self.overrides = read_items(PricingOverride, d["overrides"])
        else:
            self.overrides = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.pricing_override import PricingOverride  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "prompt": ("prompt", True, "string"),
    "completion": ("completion", True, "string"),
    "request": ("request", False, "string"),
    "image": ("image", False, "string"),
    "image_token": ("image_token", False, "string"),
    "image_output": ("image_output", False, "string"),
    "audio": ("audio", False, "string"),
    "audio_output": ("audio_output", False, "string"),
    "input_audio_cache": ("input_audio_cache", False, "string"),
    "web_search": ("web_search", False, "string"),
    "internal_reasoning": ("internal_reasoning", False, "string"),
    "input_cache_read": ("input_cache_read", False, "string"),
    "input_cache_write": ("input_cache_write", False, "string"),
    "input_cache_write_1h": ("input_cache_write_1h", False, "string"),
    "discount": ("discount", False, "number"),
    "overrides": ("overrides", False, ("list", PricingOverride)),
}
_NAMES = frozenset(_FIELDS)
Pricing._FIELDS = _FIELDS
Pricing._read = _read
