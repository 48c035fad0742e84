# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""The clients of this package, and facts about its API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from endpoint_roster_core.api import Api, ErrorFacts
from endpoint_roster_core.auth.credentials import huawei
from endpoint_roster_core.client import AsyncClient, SyncClient

if TYPE_CHECKING:
    from endpoint_roster_core.settings import AsyncClientOptions, ClientOptions

    from .resources.custom_endpoints import AsyncCustomEndpoints, CustomEndpoints
    from .resources.endpoints import AsyncEndpoints, Endpoints

API = Api(
    package="endpoint_roster_huawei",
    version="0.1.1",
    base_url="https://modelarts.{region}.myhuaweicloud.com",
    region="cn-southwest-2",
    variables={
        "token": "HUAWEICLOUD_X_AUTH_TOKEN",
        "access_key": "HUAWEICLOUD_SDK_AK",
        "secret_key": "HUAWEICLOUD_SDK_SK",
        "session_token": "HUAWEICLOUD_SDK_SECURITY_TOKEN",
        "project_id": "HUAWEICLOUD_SDK_PROJECT_ID",
        "base_url": "HUAWEICLOUD_BASE_URL",
    },
    headers={
        "Content-Type": "application/json",
    },
    errors=ErrorFacts(
        code=(("error_code",),),
        message=(("error_msg",),),
        request_id=(("request_id",),),
        request_id_headers=("X-Request-Id",),
        in_success=("error_code",),
    ),
)


class Huawei(SyncClient):
    """A client of Huawei Cloud MaaS. Threads may share one. Use it in a ``with`` block, or close it.

    Args:
        token: A token of IAM; counts before keys, and keys before a password. The variable ``HUAWEICLOUD_X_AUTH_TOKEN`` if left out.
        access_key: The id of an access key. The variable ``HUAWEICLOUD_SDK_AK`` if left out.
        secret_key: The access key itself. The variable ``HUAWEICLOUD_SDK_SK`` if left out.
        session_token: The security token of temporary keys. The variable ``HUAWEICLOUD_SDK_SECURITY_TOKEN`` if left out.
        username: An IAM user; its token is fetched and renewed.
        password: The password of the user.
        domain: The account that the user belongs to.
        iam_url: Address of IAM; that of the region if left out.
        project_id: Project of the account in the region. The variable ``HUAWEICLOUD_SDK_PROJECT_ID`` if left out.
        region: Region of the services, and of the default address. `cn-southwest-2` if left out.
        **options: ``base_url`` (the variable ``HUAWEICLOUD_BASE_URL`` if left out), ``timeout``, ``deadline``,
            ``max_attempts``, ``proxy``, ``verify``, ``http_client``, ``headers``, ``max_response_bytes``, ``strict``; see
            ``endpoint_roster_core.settings.ClientOptions``.

    Raises:
        ArgumentError: A credential is missing, or an argument cannot be used; the message names it.

    """

    api = API

    def __init__(
        self,
        *,
        token: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        session_token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        domain: str | None = None,
        iam_url: str | None = None,
        project_id: str | None = None,
        region: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        credentials = huawei(
            API,
            token=token,
            access_key=access_key,
            secret_key=secret_key,
            session_token=session_token,
            username=username,
            password=password,
            domain=domain,
            iam_url=iam_url,
            project_id=project_id,
            region=region,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> Endpoints:
        """What an account can reach for inference; here the ModelArts services that MaaS can wrap."""
        from .resources.endpoints import Endpoints

        return Endpoints(self)

    @cached_property
    def custom_endpoints(self) -> CustomEndpoints:
        """Custom endpoints of MaaS, each a name with limits of its own in front of a model or a ModelArts
        service."""
        from .resources.custom_endpoints import CustomEndpoints

        return CustomEndpoints(self)


class AsyncHuawei(AsyncClient):
    """The asynchronous twin of ``Huawei``, for ``async with``.

    Its arguments are those of ``Huawei``.
    """

    api = API

    def __init__(
        self,
        *,
        token: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        session_token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        domain: str | None = None,
        iam_url: str | None = None,
        project_id: str | None = None,
        region: str | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        credentials = huawei(
            API,
            token=token,
            access_key=access_key,
            secret_key=secret_key,
            session_token=session_token,
            username=username,
            password=password,
            domain=domain,
            iam_url=iam_url,
            project_id=project_id,
            region=region,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> AsyncEndpoints:
        """What an account can reach for inference; here the ModelArts services that MaaS can wrap."""
        from .resources.endpoints import AsyncEndpoints

        return AsyncEndpoints(self)

    @cached_property
    def custom_endpoints(self) -> AsyncCustomEndpoints:
        """Custom endpoints of MaaS, each a name with limits of its own in front of a model or a ModelArts
        service."""
        from .resources.custom_endpoints import AsyncCustomEndpoints

        return AsyncCustomEndpoints(self)
