# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.deployment import Deployment


@model
class ListDeploymentsResponse(Model):
    """One page of an endpoint's deployments."""

    data: list[Deployment] = field("data", "list[Deployment]")
    """The deployments."""
    next_cursor: str | None = field("next_cursor", "string?", default=None)
    """Where the next page begins; null on the last one."""
