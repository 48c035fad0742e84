# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.endpoint import Endpoint


@model
class ListEndpointsResult(Model):
    """A page of endpoints; missing when the call failed."""

    total_count: int | None = field("TotalCount", "integer", default=None)
    """Number of endpoints that match, on all pages."""
    page_number: int | None = field("PageNumber", "integer", default=None)
    """Number of this page, counted from 1."""
    page_size: int | None = field("PageSize", "integer", default=None)
    """Endpoints per page, as asked for or by default; the last page can have fewer."""
    items: list[Endpoint] | None = field("Items", "list[Endpoint]?", default=None)
    """The endpoints of this page. Missing or null when there are none (inferred: the official SDK allows for it,
    no source shows it)."""
