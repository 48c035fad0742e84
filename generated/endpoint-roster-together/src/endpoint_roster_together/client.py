# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""The clients of this package, and facts about its API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from endpoint_roster_core.api import Api, ErrorFacts
from endpoint_roster_core.auth.credentials import bearer
from endpoint_roster_core.client import AsyncClient, SyncClient

if TYPE_CHECKING:
    from endpoint_roster_core.settings import AsyncClientOptions, ClientOptions

    from .resources.availability_zones import AsyncAvailabilityZones, AvailabilityZones
    from .resources.deployments import AsyncDeployments, Deployments
    from .resources.endpoints import AsyncEndpoints, Endpoints
    from .resources.hardware import AsyncHardware, Hardware
    from .resources.identity import AsyncIdentity, Identity
    from .resources.instance_types import AsyncInstanceTypes, InstanceTypes
    from .resources.project_endpoints import AsyncProjectEndpoints, ProjectEndpoints
    from .resources.projects import AsyncProjects, Projects

API = Api(
    package="endpoint_roster_together",
    version="0.1.1",
    base_url="https://api.together.ai/v1",
    variables={
        "api_key": "TOGETHER_API_KEY",
        "project_id": "TOGETHER_PROJECT_ID",
        "base_url": "TOGETHER_BASE_URL",
    },
    errors=ErrorFacts(
        code=(("error", "code"), ("error", "type")),
        message=(("error", "message"),),
        request_id_headers=("X-Request-Id", "X-Together-Request-Id", "CF-RAY"),
    ),
)


class Together(SyncClient):
    """A client of the Together AI API. Threads may share one. Use it in a ``with`` block, or close it.

    Args:
        api_key: An API key of your Together account. The variable ``TOGETHER_API_KEY`` if left out.
        project_id: The project of version 2, which `identity.get()` returns. The variable ``TOGETHER_PROJECT_ID`` if left out.
        **options: ``base_url`` (the variable ``TOGETHER_BASE_URL`` if left out), ``timeout``, ``deadline``,
            ``max_attempts``, ``proxy``, ``verify``, ``http_client``, ``headers``, ``max_response_bytes``, ``strict``; see
            ``endpoint_roster_core.settings.ClientOptions``.

    Raises:
        ArgumentError: A credential is missing, or an argument cannot be used; the message names it.

    """

    api = API

    def __init__(
        self,
        *,
        api_key: str | None = None,
        project_id: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        credentials = bearer(
            API,
            api_key=api_key,
            project_id=project_id,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> Endpoints:
        """Serverless and dedicated inference endpoints, version 1."""
        from .resources.endpoints import Endpoints

        return Endpoints(self)

    @cached_property
    def hardware(self) -> Hardware:
        """Hardware for dedicated endpoints of version 1, with prices."""
        from .resources.hardware import Hardware

        return Hardware(self)

    @cached_property
    def availability_zones(self) -> AvailabilityZones:
        """Zones for dedicated endpoints of version 1."""
        from .resources.availability_zones import AvailabilityZones

        return AvailabilityZones(self)

    @cached_property
    def projects(self) -> Projects:
        """Projects, which endpoints of version 2 belong to."""
        from .resources.projects import Projects

        return Projects(self)

    @cached_property
    def project_endpoints(self) -> ProjectEndpoints:
        """Endpoints of version 2, in a project. Their deployments use the hardware."""
        from .resources.project_endpoints import ProjectEndpoints

        return ProjectEndpoints(self)

    @cached_property
    def deployments(self) -> Deployments:
        """Deployments in an endpoint of version 2, which use the hardware and are billed for it."""
        from .resources.deployments import Deployments

        return Deployments(self)

    @cached_property
    def instance_types(self) -> InstanceTypes:
        """Hardware for deployments, with prices."""
        from .resources.instance_types import InstanceTypes

        return InstanceTypes(self)

    @cached_property
    def identity(self) -> Identity:
        """The owner of the API key."""
        from .resources.identity import Identity

        return Identity(self)


class AsyncTogether(AsyncClient):
    """The asynchronous twin of ``Together``, for ``async with``.

    Its arguments are those of ``Together``.
    """

    api = API

    def __init__(
        self,
        *,
        api_key: str | None = None,
        project_id: str | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        credentials = bearer(
            API,
            api_key=api_key,
            project_id=project_id,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> AsyncEndpoints:
        """Serverless and dedicated inference endpoints, version 1."""
        from .resources.endpoints import AsyncEndpoints

        return AsyncEndpoints(self)

    @cached_property
    def hardware(self) -> AsyncHardware:
        """Hardware for dedicated endpoints of version 1, with prices."""
        from .resources.hardware import AsyncHardware

        return AsyncHardware(self)

    @cached_property
    def availability_zones(self) -> AsyncAvailabilityZones:
        """Zones for dedicated endpoints of version 1."""
        from .resources.availability_zones import AsyncAvailabilityZones

        return AsyncAvailabilityZones(self)

    @cached_property
    def projects(self) -> AsyncProjects:
        """Projects, which endpoints of version 2 belong to."""
        from .resources.projects import AsyncProjects

        return AsyncProjects(self)

    @cached_property
    def project_endpoints(self) -> AsyncProjectEndpoints:
        """Endpoints of version 2, in a project. Their deployments use the hardware."""
        from .resources.project_endpoints import AsyncProjectEndpoints

        return AsyncProjectEndpoints(self)

    @cached_property
    def deployments(self) -> AsyncDeployments:
        """Deployments in an endpoint of version 2, which use the hardware and are billed for it."""
        from .resources.deployments import AsyncDeployments

        return AsyncDeployments(self)

    @cached_property
    def instance_types(self) -> AsyncInstanceTypes:
        """Hardware for deployments, with prices."""
        from .resources.instance_types import AsyncInstanceTypes

        return AsyncInstanceTypes(self)

    @cached_property
    def identity(self) -> AsyncIdentity:
        """The owner of the API key."""
        from .resources.identity import AsyncIdentity

        return AsyncIdentity(self)
