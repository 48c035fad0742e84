# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class CreditBalance(Model):
    """What was bought and what was used."""

    total_credits: float = field("total_credits", "number")
    """What was bought, in USD."""
    total_usage: float = field("total_usage", "number")
    """What was used, in USD."""
