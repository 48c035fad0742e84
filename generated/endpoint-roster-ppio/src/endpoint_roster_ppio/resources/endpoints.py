# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""Serverless GPU endpoints, which run a container image on workers that come and go with the load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from endpoint_roster_core.resources import Resource, overloaded
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.create_endpoint_request import CreateEndpointRequest
    from ..models.created_endpoint import CreatedEndpoint
    from ..models.endpoint import Endpoint
    from ..models.endpoint_type import EndpointType
    from ..models.environment_variable import EnvironmentVariable
    from ..models.health_check import HealthCheck
    from ..models.list_endpoints_response import ListEndpointsResponse
    from ..models.policy import Policy
    from ..models.update_endpoint_request import UpdateEndpointRequest
    from ..models.volume import Volume
    from ..models.worker_settings import WorkerSettings


class _Endpoints(Resource):
    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        keyword: str | None = None,
        member_ids: str | None = None,
    ) -> Any:
        """List serverless GPU endpoints.

        Lists the endpoints that the API key can see, one page at a time. The filters narrow the list together.

        For the next page send `next_cursor` as `cursor`, with the same filters, until `has_more` is false. That
        loop, and what `next_cursor` holds on the last page, are inferred: go by `has_more` alone.

        This API has nothing in common with the older v1 (`/gpu-instance/openapi/v1/endpoints`).

        Args:
            limit: The most endpoints that one page may hold, 0 or more. Neither the default nor an upper limit is
                published.
            cursor: Where the page starts: `next_cursor` of the page before, at most 1024 characters. Left out, the
                first page.
            keyword: Only endpoints that match this search word. Which fields are searched is not published.
            member_ids: Only endpoints of these team members, given by their ids, separated by commas.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_endpoints import list_endpoints

        return self._client.pager(
            list_endpoints(
                limit=limit,
                cursor=cursor,
                keyword=keyword,
                member_ids=member_ids,
            ),
        )

    @overloaded
    def create(
        self,
        body: CreateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        type_: EndpointType | Unset = UNSET,
        name: str | Unset = UNSET,
        product_id: str | Unset = UNSET,
        image: str | Unset = UNSET,
        worker_config: WorkerSettings | Unset = UNSET,
        app_name: str | Unset = UNSET,
        registry_auth_id: str | Unset = UNSET,
        entrypoint: str | Unset = UNSET,
        command: str | Unset = UNSET,
        policy: Policy | Unset = UNSET,
        volumes: builtins.list[Volume] | Unset = UNSET,
        envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
        ports: builtins.list[int] | Unset = UNSET,
        health_check: HealthCheck | Unset = UNSET,
        region_id: str | Unset = UNSET,
    ) -> Any:
        """Create a serverless GPU endpoint.

        Creates an endpoint and returns its id only, before the work is done: read the endpoint until its state has
        settled and, with `min_replicas` above 0, its workers are healthy. Workers are billed while they run; with
        `min_replicas` 0 there are none until a request comes.

        Not safe to repeat: each call makes another endpoint, of the same name too (inferred). When no answer
        arrived, look for the name in the list before you ask again.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            type_: Whether calls wait for the result or fetch it later.
            name: Name, 1 to 255 characters.
            product_id: What the workers run on, the `id` of a product of the category `serverless`.
            image: Container image, 1 to 500 characters.
            worker_config: How many workers there may be, and what each gets.
            app_name: Application name, part of the address; up to 255 characters.
            registry_auth_id: Stored credentials for a private image registry, up to 255 characters.
            entrypoint: Program that replaces the image's entry point.
            command: Arguments that replace the image's command.
            policy: When workers are added.
            volumes: Storage mounted into each worker.
            envs: Environment variables of the container. They can hold secrets.
            ports: Ports that the container listens on, each 1 to 65535.
            health_check: How a worker is asked whether it is well.
            region_id: Region to run in, the `id` of a region.

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
                type_=type_,
                name=name,
                product_id=product_id,
                image=image,
                worker_config=worker_config,
                app_name=app_name,
                registry_auth_id=registry_auth_id,
                entrypoint=entrypoint,
                command=command,
                policy=policy,
                volumes=volumes,
                envs=envs,
                ports=ports,
                health_check=health_check,
                region_id=region_id,
            ),
        )

    def get(
        self,
        endpoint_id: str,
    ) -> Any:
        """Get an endpoint.

        Returns an endpoint with its workers, as the list has it, and its `type`. Works in every state.

        Args:
            endpoint_id: Identifier of the endpoint, 1 to 255 characters.

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

    def update(
        self,
        endpoint_id: str,
        body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
        *,
        name: str | Unset = UNSET,
        product_id: str | Unset = UNSET,
        image: str | Unset = UNSET,
        worker_config: WorkerSettings | Unset = UNSET,
        registry_auth_id: str | Unset = UNSET,
        entrypoint: str | Unset = UNSET,
        command: str | Unset = UNSET,
        policy: Policy | Unset = UNSET,
        volumes: builtins.list[Volume] | Unset = UNSET,
        envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
        ports: builtins.list[int] | Unset = UNSET,
        health_check: HealthCheck | Unset = UNSET,
        region_id: str | Unset = UNSET,
    ) -> Any:
        """Change or scale an endpoint.

        Changes an endpoint, in every state (inferred). It returns before the work is done and without a body: read
        the endpoint until it has what you sent. Starting and stopping are missing from this API: `worker_config`
        with `min_replicas` and `max_replicas` 0 takes the workers away (inferred), higher numbers bring them back.

        Safe to repeat: the same change twice is the same as once. What is left out stays (inferred); version 1
        replaced everything, so send the values that must not be lost. A `worker_config` needs `max_replicas`; that
        what it lacks stays is inferred too.

        Args:
            endpoint_id: Identifier of the endpoint, 1 to 255 characters.
            body: The body, as a model or a mapping, in place of its fields.
            name: The new name.
            product_id: What the workers run on, the `id` of a product of the category `serverless`.
            image: Container image, up to 500 characters.
            worker_config: How many workers there may be, and what each gets. `max_replicas` has to be in it.
            registry_auth_id: Stored credentials for a private image registry, up to 255 characters.
            entrypoint: Program that replaces the image's entry point.
            command: Arguments that replace the image's command.
            policy: When workers are added.
            volumes: Storage mounted into each worker.
            envs: Environment variables of the container. They can hold secrets.
            ports: Ports that the container listens on, each 1 to 65535.
            health_check: How a worker is asked whether it is well.
            region_id: Region to run in, the `id` of a region.

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
                name=name,
                product_id=product_id,
                image=image,
                worker_config=worker_config,
                registry_auth_id=registry_auth_id,
                entrypoint=entrypoint,
                command=command,
                policy=policy,
                volumes=volumes,
                envs=envs,
                ports=ports,
                health_check=health_check,
                region_id=region_id,
            ),
        )

    def delete(
        self,
        endpoint_id: str,
    ) -> Any:
        """Delete an endpoint.

        Deletes an endpoint for good with its workers, in every state (inferred). It is done when the answer arrives
        (inferred). Network volumes stay and are billed further (inferred). Documented by Novita alone; that PPIO
        has it is inferred.

        Safe to repeat: a second call answers 404 (inferred), which means that the first one worked.

        Args:
            endpoint_id: Identifier of the endpoint, 1 to 255 characters.

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


class Endpoints(_Endpoints):
    """Serverless GPU endpoints, which run a container image on workers that come and go with the load."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            cursor: str | None = None,
            keyword: str | None = None,
            member_ids: str | None = None,
        ) -> Pager[Endpoint, ListEndpointsResponse]: ...
        @overload
        def create(
            self,
            body: CreateEndpointRequest | Mapping[str, Any],
        ) -> CreatedEndpoint: ...
        @overload
        def create(
            self,
            *,
            type_: EndpointType,
            name: str,
            product_id: str,
            image: str,
            worker_config: WorkerSettings,
            app_name: str | Unset = UNSET,
            registry_auth_id: str | Unset = UNSET,
            entrypoint: str | Unset = UNSET,
            command: str | Unset = UNSET,
            policy: Policy | Unset = UNSET,
            volumes: builtins.list[Volume] | Unset = UNSET,
            envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
            ports: builtins.list[int] | Unset = UNSET,
            health_check: HealthCheck | Unset = UNSET,
            region_id: str | Unset = UNSET,
        ) -> CreatedEndpoint: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        def get(
            self,
            endpoint_id: str,
        ) -> Endpoint: ...
        def update(
            self,
            endpoint_id: str,
            body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
            *,
            name: str | Unset = UNSET,
            product_id: str | Unset = UNSET,
            image: str | Unset = UNSET,
            worker_config: WorkerSettings | Unset = UNSET,
            registry_auth_id: str | Unset = UNSET,
            entrypoint: str | Unset = UNSET,
            command: str | Unset = UNSET,
            policy: Policy | Unset = UNSET,
            volumes: builtins.list[Volume] | Unset = UNSET,
            envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
            ports: builtins.list[int] | Unset = UNSET,
            health_check: HealthCheck | Unset = UNSET,
            region_id: str | Unset = UNSET,
        ) -> None: ...
        def delete(
            self,
            endpoint_id: str,
        ) -> None: ...


class AsyncEndpoints(_Endpoints):
    """Serverless GPU endpoints, which run a container image on workers that come and go with the load."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            cursor: str | None = None,
            keyword: str | None = None,
            member_ids: str | None = None,
        ) -> AsyncPager[Endpoint, ListEndpointsResponse]: ...
        @overload
        async def create(
            self,
            body: CreateEndpointRequest | Mapping[str, Any],
        ) -> CreatedEndpoint: ...
        @overload
        async def create(
            self,
            *,
            type_: EndpointType,
            name: str,
            product_id: str,
            image: str,
            worker_config: WorkerSettings,
            app_name: str | Unset = UNSET,
            registry_auth_id: str | Unset = UNSET,
            entrypoint: str | Unset = UNSET,
            command: str | Unset = UNSET,
            policy: Policy | Unset = UNSET,
            volumes: builtins.list[Volume] | Unset = UNSET,
            envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
            ports: builtins.list[int] | Unset = UNSET,
            health_check: HealthCheck | Unset = UNSET,
            region_id: str | Unset = UNSET,
        ) -> CreatedEndpoint: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        async def get(
            self,
            endpoint_id: str,
        ) -> Endpoint: ...
        async def update(
            self,
            endpoint_id: str,
            body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
            *,
            name: str | Unset = UNSET,
            product_id: str | Unset = UNSET,
            image: str | Unset = UNSET,
            worker_config: WorkerSettings | Unset = UNSET,
            registry_auth_id: str | Unset = UNSET,
            entrypoint: str | Unset = UNSET,
            command: str | Unset = UNSET,
            policy: Policy | Unset = UNSET,
            volumes: builtins.list[Volume] | Unset = UNSET,
            envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
            ports: builtins.list[int] | Unset = UNSET,
            health_check: HealthCheck | Unset = UNSET,
            region_id: str | Unset = UNSET,
        ) -> None: ...
        async def delete(
            self,
            endpoint_id: str,
        ) -> None: ...
