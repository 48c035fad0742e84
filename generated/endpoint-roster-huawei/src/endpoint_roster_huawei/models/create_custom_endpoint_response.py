# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class CreateCustomEndpointResponse(Model):
    """The new custom endpoint."""

    id: str | None = field("id", "string", default=None)
    """Its identifier. The name of the field is inferred; that it is returned is not."""
