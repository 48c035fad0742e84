# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class PrivateEndpointPricing(Model):
    """Prices that you have agreed with the provider, as decimal numbers in text, in USD per token."""

    prompt: str = field("prompt", "string")
    """USD per prompt token."""
    completion: str = field("completion", "string")
    """USD per completion token."""
    cache_read: str | None = field("cache_read", "string", default=None)
    """USD per prompt token that is read from the cache. Left out, it is worked out from the public endpoint of the
    same model and provider; it must be given where there is none and the provider charges for this."""
    cache_write: str | None = field("cache_write", "string", default=None)
    """USD per prompt token that is written to the cache. Left out, it is worked out from the public endpoint of
    the same model and provider; it must be given where there is none and the provider charges for this."""
