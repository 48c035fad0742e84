# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class CallerProject(Model):
    """A project."""

    id: str = field("id", "string")
    """Identifier of the project."""
    name: str = field("name", "string")
    """Display name."""
    slug: str = field("slug", "string")
    """Name in addresses; the names of the project's endpoints begin with it."""
