# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class Tag(Model):
    """A tag."""

    key: str | None = field("Key", "string", default=None)
    """Key of the tag; those that the service sets start with `sys:`."""
    value: str | None = field("Value", "string", default=None)
    """Value of the tag; can be empty."""
