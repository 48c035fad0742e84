# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /projects"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_projects_response import ListProjectsResponse


LIST_PROJECTS: Operation[ListProjectsResponse] = Operation(
    name="projects.list",
    method="GET",
    path="/projects",
    answer="ListProjectsResponse",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "limit": (1, 500),
    },
    effect="read",
    paging=Paging(
        items="data",
        style="cursor",
        cursor=("next_cursor", "after"),
    ),
)


def list_projects(
    *,
    limit: int | None = None,
    after: str | None = None,
) -> Request[ListProjectsResponse]:
    """Return a request of ``projects.list``, for ``client.send``."""
    return Request(
        LIST_PROJECTS,
        query={
            "limit": limit,
            "after": after,
        },
    )
