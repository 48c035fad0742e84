# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Zones for dedicated endpoints of version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from ..models.list_availability_zones_response import ListAvailabilityZonesResponse


class _AvailabilityZones(Resource):
    def list(
        self,
    ) -> Any:
        """List the zones that an endpoint can be created in.

        Lists the names that `availability_zone` takes when an endpoint of version 1 is created. Not paged.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_availability_zones import list_availability_zones

        return self._client.call(
            list_availability_zones(),
        )


class AvailabilityZones(_AvailabilityZones):
    """Zones for dedicated endpoints of version 1."""

    if TYPE_CHECKING:

        def list(
            self,
        ) -> ListAvailabilityZonesResponse: ...


class AsyncAvailabilityZones(_AvailabilityZones):
    """Zones for dedicated endpoints of version 1."""

    if TYPE_CHECKING:

        async def list(
            self,
        ) -> ListAvailabilityZonesResponse: ...
