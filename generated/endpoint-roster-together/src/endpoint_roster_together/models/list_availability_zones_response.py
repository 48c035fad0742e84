# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ListAvailabilityZonesResponse(Model):
    """The zones, in one answer."""

    avzones: list[str] = field("avzones", "list[string]")
    """Names of the zones."""
