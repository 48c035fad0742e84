# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.free_model_requests import FreeModelRequests
    from ..models.key_budget import KeyBudget
    from ..models.known_data_region import KnownDataRegion
    from ..models.old_rate_limit import OldRateLimit


@model
class ApiKey(Model):
    """An API key, without the key itself. Required is only what was already there in August 2026."""

    label: str = field("label", "string")
    """The key in short, as the console shows it."""
    limit: float | None = field("limit", "number?")
    """What the key may spend, in USD, or null for no limit of its own."""
    limit_remaining: float | None = field("limit_remaining", "number?")
    """What is left of that, in USD, or null."""
    limit_reset: str | None = field("limit_reset", "string?")
    """How often that begins again, such as `monthly`, or null for never."""
    usage: float = field("usage", "number")
    """What the key has spent, in USD."""
    usage_daily: float = field("usage_daily", "number")
    """What it has spent today (UTC), in USD."""
    usage_weekly: float = field("usage_weekly", "number")
    """What it has spent this week (UTC, from Monday), in USD."""
    usage_monthly: float = field("usage_monthly", "number")
    """What it has spent this month (UTC), in USD."""
    byok_usage: float = field("byok_usage", "number")
    """What was spent through keys of your own at providers, in USD."""
    byok_usage_daily: float = field("byok_usage_daily", "number")
    """What was spent so today (UTC), in USD."""
    byok_usage_weekly: float = field("byok_usage_weekly", "number")
    """What was spent so this week (UTC, from Monday), in USD."""
    byok_usage_monthly: float = field("byok_usage_monthly", "number")
    """What was spent so this month (UTC), in USD."""
    include_byok_in_limit: bool = field("include_byok_in_limit", "boolean")
    """Whether the limit counts that too."""
    is_free_tier: bool = field("is_free_tier", "boolean")
    """Whether the account has never paid (inferred from the name)."""
    is_management_key: bool = field("is_management_key", "boolean")
    """Whether it manages the account; such a key cannot call models."""
    is_provisioning_key: bool | None = field("is_provisioning_key", "boolean", default=None)
    """Deprecated. The older name of `is_management_key`."""
    creator_user_id: str | None = field("creator_user_id", "string?", default=None)
    """Who created the key, or null."""
    organization_id: str | None = field("organization_id", "string?", default=None)
    """The organization that owns it, or null for a single account. Since November 2026."""
    workspace_id: str | None = field("workspace_id", "string?", default=None)
    """The workspace that it spends in, or null. Since November 2026."""
    expires_at: datetime.datetime | None = field("expires_at", "date-time?", default=None)
    """When it expires, or null for never."""
    allowed_data_regions: list[KnownDataRegion | str] | None = field(
        "allowed_data_regions", "list[string]", default=None
    )
    """Regions that it may use; empty for none. Since November 2026."""
    budgets: list[KeyBudget] | None = field("budgets", "list[KeyBudget]", default=None)
    """All budgets that limit it, in the order in which they are looked at. Since November 2026."""
    effective_budget: KeyBudget | None = field("effective_budget", "KeyBudget?", default=None)
    """The budget that is used up first, or null without any. Since November 2026."""
    free_model_daily_requests: FreeModelRequests | None = field(
        "free_model_daily_requests", "FreeModelRequests", default=None
    )
    """Requests of free models today (UTC). Since November 2026."""
    rate_limit: OldRateLimit | None = field("rate_limit", "OldRateLimit", default=None)
    """Deprecated. A limit of an older kind, which says nothing any more."""
