# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset


@model
class ServiceInfo(Model):
    """Service that an endpoint belongs to. Published in June 2025; its meaning is inferred from the names."""

    id: str | Unset = field("Id", "string", default=UNSET)
    """Identifier of the service."""
    region: str | Unset = field("Region", "string", default=UNSET)
    """Region of the service."""
