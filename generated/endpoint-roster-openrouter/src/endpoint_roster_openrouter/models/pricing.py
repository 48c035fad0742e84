# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.pricing_override import PricingOverride


@model
class Pricing(Model):
    """Prices as decimal numbers in text, in USD per unit. They are text because binary floating point cannot hold them
    exactly."""

    prompt: str = field("prompt", "string")
    """USD per prompt token."""
    completion: str = field("completion", "string")
    """USD per completion token."""
    request: str | None = field("request", "string", default=None)
    """USD per request."""
    image: str | None = field("image", "string", default=None)
    """USD per input image."""
    image_token: str | None = field("image_token", "string", default=None)
    """USD per image token. Since August 2026."""
    image_output: str | None = field("image_output", "string", default=None)
    """USD per output image."""
    audio: str | None = field("audio", "string", default=None)
    """USD per audio input token."""
    audio_output: str | None = field("audio_output", "string", default=None)
    """USD per audio output token. Since August 2026."""
    input_audio_cache: str | None = field("input_audio_cache", "string", default=None)
    """USD per audio input token that comes from the cache."""
    web_search: str | None = field("web_search", "string", default=None)
    """USD per web search."""
    internal_reasoning: str | None = field("internal_reasoning", "string", default=None)
    """USD per reasoning token."""
    input_cache_read: str | None = field("input_cache_read", "string", default=None)
    """USD per prompt token that is read from the cache."""
    input_cache_write: str | None = field("input_cache_write", "string", default=None)
    """USD per prompt token that is written to the cache, kept for the usual time."""
    input_cache_write_1h: str | None = field("input_cache_write_1h", "string", default=None)
    """USD per prompt token that is written to the cache for one hour. Since August 2026."""
    discount: float | None = field("discount", "number", default=None)
    """Part of the price that is taken off, 0 to 1: what is paid is the price times (1 - discount)."""
    overrides: list[PricingOverride] | None = field("overrides", "list[PricingOverride]", default=None)
    """Other prices under conditions. Of those that apply, a later one wins for each price that it names. Since
    August 2026."""
