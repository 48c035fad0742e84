# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Hardware for deployments, with prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.instance_type import InstanceType
    from ..models.list_instance_types_response import ListInstanceTypesResponse


class _InstanceTypes(Resource):
    def list(
        self,
    ) -> Any:
        """List the hardware of version 2 with its prices.

        Lists the hardware for deployments, with the price of a running replica. `hardware` of a deployment is the
        `name` of one of them (inferred). The list comes in one answer; its cursor has been null so far.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_instance_types import list_instance_types

        return self._client.pager(
            list_instance_types(),
        )

    def get(
        self,
        instance_type_id: str,
    ) -> Any:
        """Get an instance type.

        Returns one instance type with its price.

        Args:
            instance_type_id: Identifier of an instance type.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_instance_type import get_instance_type

        return self._client.call(
            get_instance_type(
                instance_type_id=instance_type_id,
            ),
        )


class InstanceTypes(_InstanceTypes):
    """Hardware for deployments, with prices."""

    if TYPE_CHECKING:

        def list(
            self,
        ) -> Pager[InstanceType, ListInstanceTypesResponse]: ...
        def get(
            self,
            instance_type_id: str,
        ) -> InstanceType: ...


class AsyncInstanceTypes(_InstanceTypes):
    """Hardware for deployments, with prices."""

    if TYPE_CHECKING:

        def list(
            self,
        ) -> AsyncPager[InstanceType, ListInstanceTypesResponse]: ...
        async def get(
            self,
            instance_type_id: str,
        ) -> InstanceType: ...
