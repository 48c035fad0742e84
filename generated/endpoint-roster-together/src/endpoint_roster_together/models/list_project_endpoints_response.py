# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.project_endpoint import ProjectEndpoint


@model
class ListProjectEndpointsResponse(Model):
    """One page of a project's endpoints."""

    data: list[ProjectEndpoint] = field("data", "list[ProjectEndpoint]")
    """The endpoints."""
    next_cursor: str | None = field("next_cursor", "string?", default=None)
    """Where the next page begins; null on the last one."""
