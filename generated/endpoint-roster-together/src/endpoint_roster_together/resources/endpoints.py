# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Serverless and dedicated inference endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.endpoint import Endpoint
    from ..models.known_endpoint_type import KnownEndpointType
    from ..models.known_usage_type import KnownUsageType
    from ..models.list_endpoints_response import ListEndpointsResponse


class _Endpoints(Resource):
    def list(
        self,
        *,
        type_: KnownEndpointType | str | None = None,
        usage_type: KnownUsageType | str | None = None,
        mine: bool | None = None,
    ) -> Any:
        """List inference endpoints.

        Lists the endpoints that the API key can see: dedicated ones of the account and serverless ones that
        Together AI runs for everyone. Filters are combined; without any, everything is returned.

        The answer is not paged: it holds all endpoints, so it can be large. This is the v1 route. The SDK
        `together` from 3.0.0 on no longer offers it and uses a different, paged v2 resource instead.

        Args:
            type_: Only endpoints of this type. Left out, both types are listed.
            usage_type: Only endpoints that are paid for in this way. Left out, all are listed.
            mine: True lists only endpoints that the caller owns. Left out, it does not filter; what false does beyond
                that is not published (inferred: the same as leaving it out).

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_endpoints import list_endpoints

        return self._client.pager(
            list_endpoints(
                type_=type_,
                usage_type=usage_type,
                mine=mine,
            ),
        )


class Endpoints(_Endpoints):
    """Serverless and dedicated inference endpoints."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            type_: KnownEndpointType | str | None = None,
            usage_type: KnownUsageType | str | None = None,
            mine: bool | None = None,
        ) -> Pager[Endpoint, ListEndpointsResponse]: ...


class AsyncEndpoints(_Endpoints):
    """Serverless and dedicated inference endpoints."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            type_: KnownEndpointType | str | None = None,
            usage_type: KnownUsageType | str | None = None,
            mine: bool | None = None,
        ) -> AsyncPager[Endpoint, ListEndpointsResponse]: ...
