# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_weekday import KnownWeekday


@model
class PricingOverride(Model):
    """Prices that hold when all conditions in it are met. A price that is absent stays as it is in `pricing`."""

    prompt: str | None = field("prompt", "string", default=None)
    """USD per prompt token."""
    completion: str | None = field("completion", "string", default=None)
    """USD per completion token."""
    audio: str | None = field("audio", "string", default=None)
    """USD per audio input token."""
    input_audio_cache: str | None = field("input_audio_cache", "string", default=None)
    """USD per audio input token that comes from the cache."""
    input_cache_read: str | None = field("input_cache_read", "string", default=None)
    """USD per prompt token that is read from the cache."""
    input_cache_write: str | None = field("input_cache_write", "string", default=None)
    """USD per prompt token that is written to the cache."""
    input_cache_write_1h: str | None = field("input_cache_write_1h", "string", default=None)
    """USD per prompt token that is written to the cache for one hour."""
    min_prompt_tokens: float | None = field("min_prompt_tokens", "number", default=None)
    """Condition: the prompt has more tokens than this."""
    utc_start: float | None = field("utc_start", "number", default=None)
    """Condition: start of a daily time window in UTC, inclusive, as the number HHMM (1030 is 10:30)."""
    utc_end: float | None = field("utc_end", "number", default=None)
    """Condition: end of that window, exclusive, as the number HHMM. May be below `utc_start`; the window then goes
    past midnight."""
    utc_days: list[KnownWeekday | str] | None = field("utc_days", "list[string]", default=None)
    """Condition: days of the week in UTC; absent means every day. Since November 2026."""
