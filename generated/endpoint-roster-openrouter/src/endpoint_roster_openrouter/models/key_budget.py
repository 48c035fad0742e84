# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.known_budget_interval import KnownBudgetInterval
    from ..models.known_budget_scope import KnownBudgetScope


@model
class KeyBudget(Model):
    """A budget that limits a key."""

    scope: KnownBudgetScope | str | None = field("scope", "string", default=None)
    """What it limits."""
    limit_usd: float | None = field("limit_usd", "number", default=None)
    """What may be spent, in USD."""
    spend_usd: float | None = field("spend_usd", "number", default=None)
    """What has been spent, in USD."""
    remaining_usd: float | None = field("remaining_usd", "number", default=None)
    """What is left, in USD; at 0 or below, requests are refused with 403."""
    reset_interval: KnownBudgetInterval | str | None = field("reset_interval", "string?", default=None)
    """How often it begins again, or null for never."""
    resets_at: datetime.datetime | None = field("resets_at", "date-time?", default=None)
    """When it begins again, or null for never."""
    budget_id: str | None = field("budget_id", "string?", default=None)
    """Identifier of a workspace's budget, null for others."""
    guardrail_id: str | None = field("guardrail_id", "string?", default=None)
    """Identifier of the guardrail that it belongs to, or null."""
    include_byok: bool | None = field("include_byok", "boolean", default=None)
    """Whether it counts what is spent through keys of your own."""
