# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Deployments in an endpoint of version 2, which use the hardware and are billed for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from endpoint_roster_core.resources import Resource, overloaded
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.create_deployment_request import CreateDeploymentRequest
    from ..models.deployment import Deployment
    from ..models.deployment_autoscaling import DeploymentAutoscaling
    from ..models.list_deployments_response import ListDeploymentsResponse
    from ..models.placement import Placement
    from ..models.update_deployment_request import UpdateDeploymentRequest


class _Deployments(Resource):
    def list(
        self,
        endpoint_id: str,
        *,
        project_id: str | None = None,
        limit: int | None = None,
        after: str | None = None,
        filter_: str | None = None,
        order_by: str | None = None,
    ) -> Any:
        """List an endpoint's deployments.

        Lists the deployments of an endpoint of version 2, page by page. They use the hardware, and are billed for
        it.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.
            limit: Items on a page, 1 to 500. The server's default is 50.
            after: Where the page starts, the `next_cursor` of the page before. Left out, the first page.
            filter_: Only deployments that match this expression: `name`, `state`, `model`, `created_at` or `updated_at`,
                comparison operators, AND, OR and NOT. `name` matches parts with `:`, and ends with `*`.
            order_by: `created_at` or `updated_at`, optionally followed by `asc` or `desc`. The default is not published.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_deployments import list_deployments

        return self._client.pager(
            list_deployments(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
                limit=limit,
                after=after,
                filter_=filter_,
                order_by=order_by,
            ),
        )

    @overloaded
    def create(
        self,
        endpoint_id: str,
        body: CreateDeploymentRequest | Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
        name: str | Unset = UNSET,
        autoscaling: DeploymentAutoscaling | Unset = UNSET,
        model: str | Unset = UNSET,
        config: str | Unset = UNSET,
        inactive_timeout: int | Unset = UNSET,
        max_concurrent_requests_per_replica: str | Unset = UNSET,
        placement: Placement | Unset = UNSET,
        model_id: str | Unset = UNSET,
        model_revision_id: str | Unset = UNSET,
        config_id: str | Unset = UNSET,
        validate_only: bool | None = None,
    ) -> Any:
        """Create a deployment in an endpoint.

        Deploys a model in an endpoint of version 2. It returns before the work is done: the state is
        DEPLOYMENT_STATE_PROVISIONING until it is READY, or FAILED after six hours at most. It is billed from the
        moment that a replica runs, and serves nothing until the endpoint's `traffic_split` names it.

        Not safe to repeat, although a name is taken once in an endpoint (inferred), so that a second call answers
        409: when no answer arrived, look for the name in the list. With `validate_only`, nothing is created.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.
            body: The body, as a model or a mapping, in place of its fields.
            validate_only: True checks the request and creates nothing. False if left out.
            name: Name within the endpoint.
            autoscaling: How it scales.
            model: The model, `projects/{project}/models/{model}`, with `/revisions/{revision}` behind it if it should
                not be the latest one.
            config: How it runs, `projects/{project}/configs/{config}`; one that goes with the model.
            inactive_timeout: Minutes without a request after which it stops, 30 to 1440; 0 for never, which is the default.
            max_concurrent_requests_per_replica: Number of requests that one replica works on at most. Left out, what the config says.
            placement: Where it runs.
            model_id: Deprecated. Identifier of the model; use `model`.
            model_revision_id: Deprecated. Identifier of the model's revision; use `model`.
            config_id: Deprecated. Identifier of the config; use `config`.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.create_deployment import create_deployment

        return self._client.call(
            create_deployment(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
                body=body,
                name=name,
                autoscaling=autoscaling,
                model=model,
                config=config,
                inactive_timeout=inactive_timeout,
                max_concurrent_requests_per_replica=max_concurrent_requests_per_replica,
                placement=placement,
                model_id=model_id,
                model_revision_id=model_revision_id,
                config_id=config_id,
                validate_only=validate_only,
            ),
        )

    def get(
        self,
        endpoint_id: str,
        deployment_id: str,
        *,
        project_id: str | None = None,
    ) -> Any:
        """Get a deployment.

        Returns a deployment with its state, its replicas and its hardware.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.
            deployment_id: Identifier of a deployment; starts with `dep_`.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.get_deployment import get_deployment

        return self._client.call(
            get_deployment(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
                deployment_id=deployment_id,
            ),
        )

    def delete(
        self,
        endpoint_id: str,
        deployment_id: str,
        *,
        project_id: str | None = None,
        etag: str | None = None,
    ) -> Any:
        """Delete a deployment.

        Deletes a deployment for good. Refused unless it is stopped: take it out of the endpoint's `traffic_split`,
        set its replicas to 0, and wait until it is STOPPED. It is done when the answer arrives.

        Safe to repeat: a second call answers 404, which means that the first one worked.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.
            deployment_id: Identifier of a deployment; starts with `dep_`.
            etag: The `etag` you read. If it has changed since, nothing is deleted (409).

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.delete_deployment import delete_deployment

        return self._client.call(
            delete_deployment(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
                deployment_id=deployment_id,
                etag=etag,
            ),
        )

    def update(
        self,
        endpoint_id: str,
        deployment_id: str,
        body: UpdateDeploymentRequest | Mapping[str, Any] | None = None,
        *,
        project_id: str | None = None,
        etag: str | Unset = UNSET,
        autoscaling: DeploymentAutoscaling | Unset = UNSET,
        inactive_timeout: int | Unset = UNSET,
        max_concurrent_requests_per_replica: str | Unset = UNSET,
        name: str | Unset = UNSET,
        update_mask: str | None = None,
    ) -> Any:
        """Change, start or stop a deployment.

        Changes the given fields only. `autoscaling` with `min_replicas` and `max_replicas` 0 stops it, with 1 or
        more starts it. It returns before the work is done: STOPPING, then STOPPED; or PROVISIONING, then READY or
        FAILED. A lower bound of 0 with a higher one above is refused. A stopped deployment costs nothing and does
        not start by itself.

        Safe to repeat without `etag`. With it, the call is refused (409) when the deployment has changed since it
        was read, also by the same call before; read it again then.

        Args:
            project_id: Identifier of the project, as `getIdentity` and `listProjects` have it. The client's own if left
                out.
            endpoint_id: Identifier of an endpoint of version 2; starts with `ep_`.
            deployment_id: Identifier of a deployment; starts with `dep_`.
            body: The body, as a model or a mapping, in place of its fields.
            update_mask: The fields to change, by their names on the wire, with commas between them. Left out, those that the
                body has.
            etag: The `etag` you read. If it has changed since, nothing changes (409).
            autoscaling: How it scales; 0 for both bounds stops it.
            inactive_timeout: Minutes without a request after which it stops, 30 to 1440; 0 for never.
            max_concurrent_requests_per_replica: Number of requests that one replica works on at most.
            name: New name.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.update_deployment import update_deployment

        return self._client.call(
            update_deployment(
                project_id=self._client.default("project_id", project_id),
                endpoint_id=endpoint_id,
                deployment_id=deployment_id,
                body=body,
                etag=etag,
                autoscaling=autoscaling,
                inactive_timeout=inactive_timeout,
                max_concurrent_requests_per_replica=max_concurrent_requests_per_replica,
                name=name,
                update_mask=update_mask,
            ),
        )


class Deployments(_Deployments):
    """Deployments in an endpoint of version 2, which use the hardware and are billed for it."""

    if TYPE_CHECKING:

        def list(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
            limit: int | None = None,
            after: str | None = None,
            filter_: str | None = None,
            order_by: str | None = None,
        ) -> Pager[Deployment, ListDeploymentsResponse]: ...
        @overload
        def create(
            self,
            endpoint_id: str,
            body: CreateDeploymentRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
            validate_only: bool | None = None,
        ) -> Deployment: ...
        @overload
        def create(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
            name: str,
            autoscaling: DeploymentAutoscaling,
            model: str | Unset = UNSET,
            config: str | Unset = UNSET,
            inactive_timeout: int | Unset = UNSET,
            max_concurrent_requests_per_replica: str | Unset = UNSET,
            placement: Placement | Unset = UNSET,
            model_id: str | Unset = UNSET,
            model_revision_id: str | Unset = UNSET,
            config_id: str | Unset = UNSET,
            validate_only: bool | None = None,
        ) -> Deployment: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        def get(
            self,
            endpoint_id: str,
            deployment_id: str,
            *,
            project_id: str | None = None,
        ) -> Deployment: ...
        def delete(
            self,
            endpoint_id: str,
            deployment_id: str,
            *,
            project_id: str | None = None,
            etag: str | None = None,
        ) -> None: ...
        def update(
            self,
            endpoint_id: str,
            deployment_id: str,
            body: UpdateDeploymentRequest | Mapping[str, Any] | None = None,
            *,
            project_id: str | None = None,
            etag: str | Unset = UNSET,
            autoscaling: DeploymentAutoscaling | Unset = UNSET,
            inactive_timeout: int | Unset = UNSET,
            max_concurrent_requests_per_replica: str | Unset = UNSET,
            name: str | Unset = UNSET,
            update_mask: str | None = None,
        ) -> Deployment: ...


class AsyncDeployments(_Deployments):
    """Deployments in an endpoint of version 2, which use the hardware and are billed for it."""

    if TYPE_CHECKING:

        def list(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
            limit: int | None = None,
            after: str | None = None,
            filter_: str | None = None,
            order_by: str | None = None,
        ) -> AsyncPager[Deployment, ListDeploymentsResponse]: ...
        @overload
        async def create(
            self,
            endpoint_id: str,
            body: CreateDeploymentRequest | Mapping[str, Any],
            *,
            project_id: str | None = None,
            validate_only: bool | None = None,
        ) -> Deployment: ...
        @overload
        async def create(
            self,
            endpoint_id: str,
            *,
            project_id: str | None = None,
            name: str,
            autoscaling: DeploymentAutoscaling,
            model: str | Unset = UNSET,
            config: str | Unset = UNSET,
            inactive_timeout: int | Unset = UNSET,
            max_concurrent_requests_per_replica: str | Unset = UNSET,
            placement: Placement | Unset = UNSET,
            model_id: str | Unset = UNSET,
            model_revision_id: str | Unset = UNSET,
            config_id: str | Unset = UNSET,
            validate_only: bool | None = None,
        ) -> Deployment: ...
        def create(self, *args: Any, **fields: Any) -> Any: ...
        async def get(
            self,
            endpoint_id: str,
            deployment_id: str,
            *,
            project_id: str | None = None,
        ) -> Deployment: ...
        async def delete(
            self,
            endpoint_id: str,
            deployment_id: str,
            *,
            project_id: str | None = None,
            etag: str | None = None,
        ) -> None: ...
        async def update(
            self,
            endpoint_id: str,
            deployment_id: str,
            body: UpdateDeploymentRequest | Mapping[str, Any] | None = None,
            *,
            project_id: str | None = None,
            etag: str | Unset = UNSET,
            autoscaling: DeploymentAutoscaling | Unset = UNSET,
            inactive_timeout: int | Unset = UNSET,
            max_concurrent_requests_per_replica: str | Unset = UNSET,
            name: str | Unset = UNSET,
            update_mask: str | None = None,
        ) -> Deployment: ...
