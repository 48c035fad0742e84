# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Serverless and dedicated inference endpoints, version 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from endpoint_roster_core.resources import Resource, overloaded
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.autoscaling import Autoscaling
    from ..models.create_endpoint_request import CreateEndpointRequest
    from ..models.dedicated_endpoint import DedicatedEndpoint
    from ..models.endpoint import Endpoint
    from ..models.known_endpoint_type import KnownEndpointType
    from ..models.known_usage_type import KnownUsageType
    from ..models.list_endpoints_response import ListEndpointsResponse
    from ..models.update_endpoint_request import UpdateEndpointRequest
    from ..models.wanted_state import WantedState


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

        The answer is not paged: it holds all endpoints, so it can be large. Endpoints of version 2 are not among
        them: see `project_endpoints`. The SDK `together` from 3.0.0 on offers those alone.

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

    @overloaded
    def create(
        self,
        body: CreateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        model: str | Unset = UNSET,
        hardware: str | Unset = UNSET,
        autoscaling: Autoscaling | Unset = UNSET,
        display_name: str | Unset = UNSET,
        state: WantedState | Unset = UNSET,
        inactive_timeout: int | None | Unset = UNSET,
        disable_speculative_decoding: bool | Unset = UNSET,
        disable_prompt_cache: bool | Unset = UNSET,
        availability_zone: str | Unset = UNSET,
    ) -> Any:
        """Create a dedicated endpoint.

        Creates a dedicated endpoint of version 1 and, unless `state` says otherwise, starts it. It returns before
        the work is done: the state is PENDING, then STARTING, then STARTED or ERROR. Read the endpoint until it is
        one of the last two. It is billed from the moment that it runs.

        Not safe to repeat: each call makes another endpoint, with a name of its own. When no answer arrived, look
        for the new endpoint in the list before you ask again. Together AI may refuse this with the code
        `endpoints_v1_create_access_disabled`; then create a project's endpoint and deploy to it.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            model: Name of the model to serve, `author/model`.
            hardware: Identifier of the hardware, as `listHardware` has it.
            autoscaling: Between how many replicas it scales.
            display_name: Display name.
            state: Whether it starts at once. The server's default is `STARTED`.
            inactive_timeout: Minutes without a request after which it stops; null or 0 for never. What happens when it is left
                out is not certain, so say it.
            disable_speculative_decoding: True switches speculative decoding off. The server's default is ``.
            disable_prompt_cache: Deprecated. Has no effect any more; prompts are always cached. The server's default is ``.
            availability_zone: Where it runs, as `listAvailabilityZones` has it. Left out, Together AI chooses.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.create_endpoint import create_endpoint

        return self._client.call(
            create_endpoint(
                body=body,
                model=model,
                hardware=hardware,
                autoscaling=autoscaling,
                display_name=display_name,
                state=state,
                inactive_timeout=inactive_timeout,
                disable_speculative_decoding=disable_speculative_decoding,
                disable_prompt_cache=disable_prompt_cache,
                availability_zone=availability_zone,
            ),
        )

    def get(
        self,
        endpoint_id: str,
    ) -> Any:
        """Get a dedicated endpoint.

        Returns a dedicated endpoint with its hardware and its scaling, which the list does not have. Works in every
        state.

        Args:
            endpoint_id: Identifier of an endpoint of version 1, `endpoint-` followed by a UUID.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_endpoint import get_endpoint

        return self._client.call(
            get_endpoint(
                endpoint_id=endpoint_id,
            ),
        )

    def delete(
        self,
        endpoint_id: str,
    ) -> Any:
        """Delete a dedicated endpoint.

        Deletes an endpoint for good, whatever its state (inferred: no state is named that forbids it). It is done
        when the answer arrives.

        Safe to repeat: a second call answers 404, which means that the first one worked.

        Args:
            endpoint_id: Identifier of an endpoint of version 1, `endpoint-` followed by a UUID.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.delete_endpoint import delete_endpoint

        return self._client.call(
            delete_endpoint(
                endpoint_id=endpoint_id,
            ),
        )

    def update(
        self,
        endpoint_id: str,
        body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        display_name: str | Unset = UNSET,
        state: WantedState | Unset = UNSET,
        autoscaling: Autoscaling | Unset = UNSET,
        inactive_timeout: int | None | Unset = UNSET,
    ) -> Any:
        """Change, start or stop a dedicated endpoint.

        Changes the given fields only. `state` STARTED starts the endpoint, STOPPED stops it. It returns before the
        work is done, with the state as it is now: STARTING or STOPPING, then STARTED, STOPPED or ERROR. From which
        states it may be called is not published; to start what runs or to stop what is stopped changes nothing
        (inferred). A stopped endpoint costs nothing. Where version 1 is closed, it cannot be started again.

        Safe to repeat: the same change twice is the same as once.

        Args:
            endpoint_id: Identifier of an endpoint of version 1, `endpoint-` followed by a UUID.
            body: The body, as a model or a mapping, in place of its fields.
            display_name: New display name.
            state: STARTED starts it, STOPPED stops it.
            autoscaling: Between how many replicas it scales.
            inactive_timeout: Minutes without a request after which it stops; null or 0 for never.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.update_endpoint import update_endpoint

        return self._client.call(
            update_endpoint(
                endpoint_id=endpoint_id,
                body=body,
                display_name=display_name,
                state=state,
                autoscaling=autoscaling,
                inactive_timeout=inactive_timeout,
            ),
        )


class Endpoints(_Endpoints):
    """Serverless and dedicated inference endpoints, version 1."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            type_: KnownEndpointType | str | None = None,
            usage_type: KnownUsageType | str | None = None,
            mine: bool | None = None,
        ) -> Pager[Endpoint, ListEndpointsResponse]: ...
        @overload
        def create(
            self,
            body: CreateEndpointRequest | Mapping[str, Any],
        ) -> DedicatedEndpoint: ...
        @overload
        def create(
            self,
            *,
            model: str,
            hardware: str,
            autoscaling: Autoscaling,
            display_name: str | Unset = UNSET,
            state: WantedState | Unset = UNSET,
            inactive_timeout: int | None | Unset = UNSET,
            disable_speculative_decoding: bool | Unset = UNSET,
            disable_prompt_cache: bool | Unset = UNSET,
            availability_zone: str | Unset = UNSET,
        ) -> DedicatedEndpoint: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        def get(
            self,
            endpoint_id: str,
        ) -> DedicatedEndpoint: ...
        def delete(
            self,
            endpoint_id: str,
        ) -> None: ...
        def update(
            self,
            endpoint_id: str,
            body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
            *,
            display_name: str | Unset = UNSET,
            state: WantedState | Unset = UNSET,
            autoscaling: Autoscaling | Unset = UNSET,
            inactive_timeout: int | None | Unset = UNSET,
        ) -> DedicatedEndpoint: ...


class AsyncEndpoints(_Endpoints):
    """Serverless and dedicated inference endpoints, version 1."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            type_: KnownEndpointType | str | None = None,
            usage_type: KnownUsageType | str | None = None,
            mine: bool | None = None,
        ) -> AsyncPager[Endpoint, ListEndpointsResponse]: ...
        @overload
        async def create(
            self,
            body: CreateEndpointRequest | Mapping[str, Any],
        ) -> DedicatedEndpoint: ...
        @overload
        async def create(
            self,
            *,
            model: str,
            hardware: str,
            autoscaling: Autoscaling,
            display_name: str | Unset = UNSET,
            state: WantedState | Unset = UNSET,
            inactive_timeout: int | None | Unset = UNSET,
            disable_speculative_decoding: bool | Unset = UNSET,
            disable_prompt_cache: bool | Unset = UNSET,
            availability_zone: str | Unset = UNSET,
        ) -> DedicatedEndpoint: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        async def get(
            self,
            endpoint_id: str,
        ) -> DedicatedEndpoint: ...
        async def delete(
            self,
            endpoint_id: str,
        ) -> None: ...
        async def update(
            self,
            endpoint_id: str,
            body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
            *,
            display_name: str | Unset = UNSET,
            state: WantedState | Unset = UNSET,
            autoscaling: Autoscaling | Unset = UNSET,
            inactive_timeout: int | None | Unset = UNSET,
        ) -> DedicatedEndpoint: ...
