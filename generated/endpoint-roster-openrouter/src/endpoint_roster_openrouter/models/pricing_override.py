# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
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
    join,
    mend,
    misfit,
    new,
    or_none,
    spelled,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_weekday import KnownWeekday


@_attrs_define
class PricingOverride(Model):
    """Prices that hold when all conditions in it are met. A price that is absent stays as it is in `pricing`.

    Attributes:
        prompt (str | Unset): USD per prompt token.
        completion (str | Unset): USD per completion token.
        audio (str | Unset): USD per audio input token.
        input_audio_cache (str | Unset): USD per audio input token that comes from the cache.
        input_cache_read (str | Unset): USD per prompt token that is read from the cache.
        input_cache_write (str | Unset): USD per prompt token that is written to the cache.
        input_cache_write_1h (str | Unset): USD per prompt token that is written to the cache for one hour.
        min_prompt_tokens (float | Unset): Condition: the prompt has more tokens than this.
        utc_start (float | Unset): Condition: begin of a daily time window in UTC, inclusive, as the number HHMM (1030
            is 10:30).
        utc_end (float | Unset): Condition: end of that window, exclusive, as the number HHMM. May be below `utc_start`;
            the window then goes past midnight.
        utc_days (list[KnownWeekday | str] | Unset): Condition: days of the week in UTC; absent means every day. Since
            November 2026.

    """

    prompt: str | Unset = UNSET
    completion: str | Unset = UNSET
    audio: str | Unset = UNSET
    input_audio_cache: str | Unset = UNSET
    input_cache_read: str | Unset = UNSET
    input_cache_write: str | Unset = UNSET
    input_cache_write_1h: str | Unset = UNSET
    min_prompt_tokens: float | Unset = UNSET
    utc_start: float | Unset = UNSET
    utc_end: float | Unset = UNSET
    utc_days: list[KnownWeekday | str] | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: PricingOverride | None = None) -> list[PricingOverride]:
    (
        k_prompt,
        k_completion,
        k_audio,
        k_input_audio_cache,
        k_input_cache_read,
        k_input_cache_write,
        k_input_cache_write_1h,
        k_min_prompt_tokens,
        k_utc_start,
        k_utc_end,
        k_utc_days,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(PricingOverride) if into is None else into
        try:
            unknowns = (len(d) if type(d) is dict else misfit()) - 11
            if k_prompt in d:
                self.prompt = d[k_prompt] + ""
            else:
                self.prompt = UNSET
                unknowns += 1
            if k_completion in d:
                self.completion = d[k_completion] + ""
            else:
                self.completion = UNSET
                unknowns += 1
            if k_audio in d:
                self.audio = d[k_audio] + ""
            else:
                self.audio = UNSET
                unknowns += 1
            if k_input_audio_cache in d:
                self.input_audio_cache = d[k_input_audio_cache] + ""
            else:
                self.input_audio_cache = UNSET
                unknowns += 1
            if k_input_cache_read in d:
                self.input_cache_read = d[k_input_cache_read] + ""
            else:
                self.input_cache_read = UNSET
                unknowns += 1
            if k_input_cache_write in d:
                self.input_cache_write = d[k_input_cache_write] + ""
            else:
                self.input_cache_write = UNSET
                unknowns += 1
            if k_input_cache_write_1h in d:
                self.input_cache_write_1h = d[k_input_cache_write_1h] + ""
            else:
                self.input_cache_write_1h = UNSET
                unknowns += 1
            if k_min_prompt_tokens in d:
                self.min_prompt_tokens = (
                    v0 if type(v0 := d[k_min_prompt_tokens]) is float or type(v0) is int else misfit()
                )
            else:
                self.min_prompt_tokens = UNSET
                unknowns += 1
            if k_utc_start in d:
                self.utc_start = v0 if type(v0 := d[k_utc_start]) is float or type(v0) is int else misfit()
            else:
                self.utc_start = UNSET
                unknowns += 1
            if k_utc_end in d:
                self.utc_end = v0 if type(v0 := d[k_utc_end]) is float or type(v0) is int else misfit()
            else:
                self.utc_end = UNSET
                unknowns += 1
            if k_utc_days in d:
                self.utc_days = v0 if type(v0 := d[k_utc_days]) is list and join(v0) is not None else misfit()
            else:
                self.utc_days = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: PricingOverride | None = None) -> PricingOverride:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "prompt": ("prompt", False, "string"),
    "completion": ("completion", False, "string"),
    "audio": ("audio", False, "string"),
    "input_audio_cache": ("input_audio_cache", False, "string"),
    "input_cache_read": ("input_cache_read", False, "string"),
    "input_cache_write": ("input_cache_write", False, "string"),
    "input_cache_write_1h": ("input_cache_write_1h", False, "string"),
    "min_prompt_tokens": ("min_prompt_tokens", False, "number"),
    "utc_start": ("utc_start", False, "number"),
    "utc_end": ("utc_end", False, "number"),
    "utc_days": ("utc_days", False, ("list", "string")),
}
_NAMES = frozenset(_FIELDS)
PricingOverride._FIELDS = _FIELDS
PricingOverride._read = _read
PricingOverride._read_each = _read_each
