# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""The clients of this package, and facts about its API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from endpoint_roster_core.api import Api, ErrorFacts
from endpoint_roster_core.auth.credentials import volcengine
from endpoint_roster_core.client import AsyncClient, SyncClient

if TYPE_CHECKING:
    from endpoint_roster_core.settings import AsyncClientOptions, ClientOptions

    from .resources.endpoints import AsyncEndpoints, Endpoints
    from .resources.model_activations import AsyncModelActivations, ModelActivations

API = Api(
    package="endpoint_roster_volcengine",
    version="0.1.1",
    base_url="https://ark.{region}.volcengineapi.com",
    regional_urls={
        "cn-beijing": "https://open.volcengineapi.com",
        "cn-shanghai": "https://open.volcengineapi.com",
        "ap-southeast-1": "https://open.volcengineapi.com",
    },
    region="cn-beijing",
    variables={
        "access_key": "VOLCENGINE_ACCESS_KEY",
        "secret_key": "VOLCENGINE_SECRET_KEY",
        "session_token": "VOLCENGINE_SESSION_TOKEN",
        "base_url": "VOLCENGINE_BASE_URL",
    },
    older_variables={
        "access_key": "VOLC_ACCESSKEY",
        "secret_key": "VOLC_SECRETKEY",
    },
    errors=ErrorFacts(
        code=(("ResponseMetadata", "Error", "Code"),),
        message=(("ResponseMetadata", "Error", "Message"),),
        request_id=(("ResponseMetadata", "RequestId"),),
        request_id_headers=("X-Tt-Logid", "X-Request-Id"),
        in_success=("ResponseMetadata", "Error"),
    ),
)


class Volcengine(SyncClient):
    """A client of Volcengine Ark. Threads may share one. Use it in a ``with`` block, or close it.

    Args:
        access_key: The id of an access key. The variable ``VOLCENGINE_ACCESS_KEY`` if left out, or the older ``VOLC_ACCESSKEY``.
        secret_key: The access key itself. The variable ``VOLCENGINE_SECRET_KEY`` if left out, or the older ``VOLC_SECRETKEY``.
        session_token: The session token of temporary keys. The variable ``VOLCENGINE_SESSION_TOKEN`` if left out.
        region: Region of the endpoints, and of the signature. `cn-beijing` if left out.
        **options: ``base_url`` (the variable ``VOLCENGINE_BASE_URL`` if left out), ``timeout``, ``deadline``,
            ``max_attempts``, ``proxy``, ``verify``, ``http_client``, ``headers``, ``max_response_bytes``, ``strict``; see
            ``endpoint_roster_core.settings.ClientOptions``.

    Raises:
        ArgumentError: A credential is missing, or an argument cannot be used; the message names it.

    """

    api = API

    def __init__(
        self,
        *,
        access_key: str | None = None,
        secret_key: str | None = None,
        session_token: str | None = None,
        region: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        credentials = volcengine(
            API,
            access_key=access_key,
            secret_key=secret_key,
            session_token=session_token,
            region=region,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> Endpoints:
        """Inference endpoints, the addresses under which the models of an account answer."""
        from .resources.endpoints import Endpoints

        return Endpoints(self)

    @cached_property
    def model_activations(self) -> ModelActivations:
        """Foundation models that an account may use, with the prices of their tokens."""
        from .resources.model_activations import ModelActivations

        return ModelActivations(self)


class AsyncVolcengine(AsyncClient):
    """The asynchronous twin of ``Volcengine``, for ``async with``.

    Its arguments are those of ``Volcengine``.
    """

    api = API

    def __init__(
        self,
        *,
        access_key: str | None = None,
        secret_key: str | None = None,
        session_token: str | None = None,
        region: str | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        credentials = volcengine(
            API,
            access_key=access_key,
            secret_key=secret_key,
            session_token=session_token,
            region=region,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> AsyncEndpoints:
        """Inference endpoints, the addresses under which the models of an account answer."""
        from .resources.endpoints import AsyncEndpoints

        return AsyncEndpoints(self)

    @cached_property
    def model_activations(self) -> AsyncModelActivations:
        """Foundation models that an account may use, with the prices of their tokens."""
        from .resources.model_activations import AsyncModelActivations

        return AsyncModelActivations(self)
