# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""What an account can reach for inference; here the ModelArts services that MaaS can wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.inference_service import InferenceService
    from ..models.list_endpoints_response import ListEndpointsResponse


class _Endpoints(Resource):
    def list(
        self,
        *,
        project_id: str | None = None,
        region_id: str | None = None,
        workspace_id: str | None = None,
    ) -> Any:
        """List ModelArts inference services for custom endpoints

        Lists the ModelArts real-time services of one region and one workspace that a MaaS custom endpoint can be
        put in front of. They are not the custom endpoints themselves, which have an operation of their own; the
        `id` here is the `infer_service_id` of a custom endpoint.

        There is nothing to filter by but the workspace, and no parameter that asks for a further page is
        documented, although the answer says how many there are: if `pages` is above 1, or `total` above the number
        of items, the answer is not the complete list.

        Times are milliseconds since the epoch, and `version_count` is a number; the tables of the documentation
        call them strings, its example shows numbers.

        Args:
            project_id: Project of the account in the region: 32 lower-case letters and digits. The console shows it under
                "My credentials". The client's own if left out.
            region_id: Region of the ModelArts services to list. That it can be another one than that of the host is
                inferred: an operation of its own lists the regions that can be used here. The client's own if left
                out.
            workspace_id: Only services of this workspace: `0`, the default workspace, or 32 lower-case letters and digits.
                Without it, those of the default workspace.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_endpoints import list_endpoints

        return self._client.pager(
            list_endpoints(
                project_id=self._client.default("project_id", project_id),
                region_id=self._client.default("region", region_id),
                workspace_id=workspace_id,
            ),
        )


class Endpoints(_Endpoints):
    """What an account can reach for inference; here the ModelArts services that MaaS can wrap."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            project_id: str | None = None,
            region_id: str | None = None,
            workspace_id: str | None = None,
        ) -> Pager[InferenceService, ListEndpointsResponse]: ...


class AsyncEndpoints(_Endpoints):
    """What an account can reach for inference; here the ModelArts services that MaaS can wrap."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            project_id: str | None = None,
            region_id: str | None = None,
            workspace_id: str | None = None,
        ) -> AsyncPager[InferenceService, ListEndpointsResponse]: ...
