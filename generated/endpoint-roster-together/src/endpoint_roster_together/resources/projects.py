# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Projects, which endpoints of version 2 belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.list_projects_response import ListProjectsResponse
    from ..models.project import Project


class _Projects(Resource):
    def list(
        self,
        *,
        limit: int | None = None,
        after: str | None = None,
    ) -> Any:
        """List the projects that the caller can use.

        Lists the projects that the caller can see, page by page. Endpoints of version 2 belong to a project. That
        the key of one project may ask for this, and then sees its own, is inferred.

        Args:
            limit: Items on a page, 1 to 500. The server's default is 50.
            after: Where the page starts, the `next_cursor` of the page before. Left out, the first page.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_projects import list_projects

        return self._client.pager(
            list_projects(
                limit=limit,
                after=after,
            ),
        )


class Projects(_Projects):
    """Projects, which endpoints of version 2 belong to."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            after: str | None = None,
        ) -> Pager[Project, ListProjectsResponse]: ...


class AsyncProjects(_Projects):
    """Projects, which endpoints of version 2 belong to."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            after: str | None = None,
        ) -> AsyncPager[Project, ListProjectsResponse]: ...
