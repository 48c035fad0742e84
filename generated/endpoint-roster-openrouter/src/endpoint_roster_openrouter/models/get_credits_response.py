# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.credit_balance import CreditBalance


@model
class GetCreditsResponse(Model):
    """The credits of the account."""

    data: CreditBalance = field("data", "CreditBalance")
    """The credits."""
