# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Endpoints of version 2, in a project. Their deployments use the hardware."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from endpoint_roster_core.resources import Resource, overloaded
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.create_project_endpoint_request import CreateProjectEndpointRequest
    from ..models.known_visibility import KnownVisibility
    from ..models.list_project_endpoints_response import ListProjectEndpointsResponse
    from ..models.project_endpoint import ProjectEndpoint
    from ..models.traffic_split_entry import TrafficSplitEntry
    from ..models.update_project_endpoint_request import UpdateProjectEndpointRequest


class _ProjectEndpoints(Resource):
    def list(
        self,
        *,
        project_id: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        filter_: str | None = None,
        order_by: str | None = None,
    ) -> Any:
        """List a project's endpoints.

        Lists the endpoints of version 2 in a project, page by page, each with a summary of its deployments.
        Endpoints of version 1 are not among them.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            limit: Items on a page, 1 to 500. The server's default is 50.
            after: Where the page starts, the `next_cursor` of the page before. Left out, the first page.
            filter_: Only endpoints that match this expression: `name`, `created_at` or `updated_at`, comparison
                operators, AND, OR and NOT. `name` matches parts with `:`, and ends with `*`.
            order_by: `created_at` or `updated_at`, optionally followed by `asc` or `desc`. The default is not published.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_project_endpoints import list_project_endpoints

        return self._client.pager(
            list_project_endpoints(
                project_id=self._client.default("project_id", project_id),
                limit=limit,
                after=after,
                filter_=filter_,
                order_by=order_by,
            ),
        )

    @overloaded
    def create(
        self,
        body: CreateProjectEndpointRequest | Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
        name: str | Unset = UNSET,
        visibility: KnownVisibility | str | Unset = UNSET,
    ) -> Any:
        """Create an endpoint in a project.

        Creates an endpoint of version 2: a name that requests are sent to. It runs nothing and is not billed until
        a deployment is created in it. It is done when the answer arrives.

        Repeating it does no harm: a name is taken once, and the second call answers 409. That the endpoint behind
        the 409 is the one of the first call shows its name in the list.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            body: The body, as a model or a mapping, in place of its fields.
            name: Name under which requests address the endpoint, with or without the project's slug in front.
            visibility: Who can find it.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.create_project_endpoint import create_project_endpoint

        return self._client.call(
            create_project_endpoint(
                project_id=self._client.default("project_id", project_id),
                body=body,
                name=name,
                visibility=visibility,
            ),
        )

    def get(
        self,
        endpoint_id: str,
        *,
        project_id: str | None = None,
    ) -> Any:
        """Get a project's endpoint.

        Returns an endpoint of version 2 with a summary of its deployments.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_project_endpoint import get_project_endpoint

        return self._client.call(
            get_project_endpoint(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
            ),
        )

    def delete(
        self,
        endpoint_id: str,
        *,
        project_id: str | None = None,
        etag: str | None = None,
    ) -> Any:
        """Delete a project's endpoint.

        Deletes an endpoint of version 2 for good. Refused as long as it has deployments: delete those first. It is
        done when the answer arrives.

        Safe to repeat: a second call answers 404, which means that the first one worked.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.
            etag: The `etag` you read. If it has changed since, nothing is deleted (409).

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.delete_project_endpoint import delete_project_endpoint

        return self._client.call(
            delete_project_endpoint(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
                etag=etag,
            ),
        )

    def update(
        self,
        endpoint_id: str,
        body: UpdateProjectEndpointRequest | Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
        etag: str | Unset = UNSET,
        name: str | Unset = UNSET,
        traffic_split: builtins.list[TrafficSplitEntry] | Unset = UNSET,
        visibility: KnownVisibility | str | Unset = UNSET,
        update_mask: str | None = None,
    ) -> Any:
        """Change a project's endpoint.

        Changes the name, the visibility, or how requests are split among the deployments. It is done when the
        answer arrives. Name the fields in `update_mask` too: without it, an empty `traffic_split`, which stops all
        requests, is refused as no change.

        Safe to repeat without `etag`. With it, the call is refused (409) when the endpoint has changed since it was
        read, also by the same call before; read it again then.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.
            body: The body, as a model or a mapping, in place of its fields.
            update_mask: The fields to change, by their names on the wire, with commas between them. Left out, those that the
                body has.
            etag: The `etag` you read. If it has changed since, nothing changes (409).
            name: New name.
            traffic_split: How requests are split among the deployments; all of it is replaced. Empty, requests reach none.
            visibility: Who can find it.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.update_project_endpoint import update_project_endpoint

        return self._client.call(
            update_project_endpoint(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
                body=body,
                etag=etag,
                name=name,
                traffic_split=traffic_split,
                visibility=visibility,
                update_mask=update_mask,
            ),
        )


class ProjectEndpoints(_ProjectEndpoints):
    """Endpoints of version 2, in a project. Their deployments use the hardware."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            project_id: str | None = None,
            limit: int | None = None,
            after: str | None = None,
            filter_: str | None = None,
            order_by: str | None = None,
        ) -> Pager[ProjectEndpoint, ListProjectEndpointsResponse]: ...
        @overload
        def create(
            self,
            body: CreateProjectEndpointRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
        ) -> ProjectEndpoint: ...
        @overload
        def create(
            self,
            *,
            project_id: str | None = None,
            name: str,
            visibility: KnownVisibility | str | Unset = UNSET,
        ) -> ProjectEndpoint: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        def get(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
        ) -> ProjectEndpoint: ...
        def delete(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
            etag: str | None = None,
        ) -> None: ...
        def update(
            self,
            endpoint_id: str,
            body: UpdateProjectEndpointRequest | Mapping[str, Any] | None = None,
            *,
            project_id: str | None = None,
            etag: str | Unset = UNSET,
            name: str | Unset = UNSET,
            traffic_split: builtins.list[TrafficSplitEntry] | Unset = UNSET,
            visibility: KnownVisibility | str | Unset = UNSET,
            update_mask: str | None = None,
        ) -> ProjectEndpoint: ...


class AsyncProjectEndpoints(_ProjectEndpoints):
    """Endpoints of version 2, in a project. Their deployments use the hardware."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            project_id: str | None = None,
            limit: int | None = None,
            after: str | None = None,
            filter_: str | None = None,
            order_by: str | None = None,
        ) -> AsyncPager[ProjectEndpoint, ListProjectEndpointsResponse]: ...
        @overload
        async def create(
            self,
            body: CreateProjectEndpointRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
        ) -> ProjectEndpoint: ...
        @overload
        async def create(
            self,
            *,
            project_id: str | None = None,
            name: str,
            visibility: KnownVisibility | str | Unset = UNSET,
        ) -> ProjectEndpoint: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        async def get(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
        ) -> ProjectEndpoint: ...
        async def delete(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
            etag: str | None = None,
        ) -> None: ...
        async def update(
            self,
            endpoint_id: str,
            body: UpdateProjectEndpointRequest | Mapping[str, Any] | None = None,
            *,
            project_id: str | None = None,
            etag: str | Unset = UNSET,
            name: str | Unset = UNSET,
            traffic_split: builtins.list[TrafficSplitEntry] | Unset = UNSET,
            visibility: KnownVisibility | str | Unset = UNSET,
            update_mask: str | None = None,
        ) -> ProjectEndpoint: ...
