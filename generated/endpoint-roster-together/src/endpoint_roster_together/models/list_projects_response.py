# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.project import Project


@model
class ListProjectsResponse(Model):
    """One page of projects."""

    data: list[Project] = field("data", "list[Project]")
    """The projects."""
    next_cursor: str | None = field("next_cursor", "string?", default=None)
    """Where the next page begins; null on the last one."""
