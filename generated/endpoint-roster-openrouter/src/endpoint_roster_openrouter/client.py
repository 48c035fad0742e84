# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""The clients of this package, and facts about its API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from endpoint_roster_core.api import Api, ErrorFacts
from endpoint_roster_core.auth.credentials import bearer
from endpoint_roster_core.client import AsyncClient, SyncClient

if TYPE_CHECKING:
    from endpoint_roster_core.settings import AsyncClientOptions, ClientOptions

    from .resources.credit import AsyncCredit, Credit
    from .resources.endpoints import AsyncEndpoints, Endpoints
    from .resources.key import AsyncKey, Key
    from .resources.models import AsyncModels, Models
    from .resources.private_endpoints import AsyncPrivateEndpoints, PrivateEndpoints
    from .resources.providers import AsyncProviders, Providers

API = Api(
    package="endpoint_roster_openrouter",
    version="0.1.1",
    base_url="https://openrouter.ai/api/v1",
    variables={
        "api_key": "OPENROUTER_API_KEY",
        "base_url": "OPENROUTER_BASE_URL",
    },
    errors=ErrorFacts(
        code=(("error", "code"),),
        message=(("error", "message"),),
        request_id_headers=("X-Request-Id",),
        in_success=("error",),
    ),
)


class OpenRouter(SyncClient):
    """A client of the OpenRouter API. Threads may share one. Use it in a ``with`` block, or close it.

    Args:
        api_key: An API key of your OpenRouter account; public lists can be read without one. The variable ``OPENROUTER_API_KEY`` if left out.
        **options: ``base_url`` (the variable ``OPENROUTER_BASE_URL`` if left out), ``timeout``, ``deadline``,
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
        **options: Unpack[ClientOptions],
    ) -> None:
        credentials = bearer(
            API,
            api_key=api_key,
            optional=True,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> Endpoints:
        """Endpoints of providers that serve a model through OpenRouter."""
        from .resources.endpoints import Endpoints

        return Endpoints(self)

    @cached_property
    def models(self) -> Models:
        """The models of the catalogue, with their prices."""
        from .resources.models import Models

        return Models(self)

    @cached_property
    def providers(self) -> Providers:
        """The providers behind OpenRouter."""
        from .resources.providers import Providers

        return Providers(self)

    @cached_property
    def key(self) -> Key:
        """The API key in use, with its limits and what it has spent."""
        from .resources.key import Key

        return Key(self)

    @cached_property
    def credit(self) -> Credit:
        """Credits of the account."""
        from .resources.credit import Credit

        return Credit(self)

    @cached_property
    def private_endpoints(self) -> PrivateEndpoints:
        """Private endpoints, your own deployments behind OpenRouter. They need an Enterprise plan and a
        management key."""
        from .resources.private_endpoints import PrivateEndpoints

        return PrivateEndpoints(self)


class AsyncOpenRouter(AsyncClient):
    """The asynchronous twin of ``OpenRouter``, for ``async with``.

    Its arguments are those of ``OpenRouter``.
    """

    api = API

    def __init__(
        self,
        *,
        api_key: str | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        credentials = bearer(
            API,
            api_key=api_key,
            optional=True,
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> AsyncEndpoints:
        """Endpoints of providers that serve a model through OpenRouter."""
        from .resources.endpoints import AsyncEndpoints

        return AsyncEndpoints(self)

    @cached_property
    def models(self) -> AsyncModels:
        """The models of the catalogue, with their prices."""
        from .resources.models import AsyncModels

        return AsyncModels(self)

    @cached_property
    def providers(self) -> AsyncProviders:
        """The providers behind OpenRouter."""
        from .resources.providers import AsyncProviders

        return AsyncProviders(self)

    @cached_property
    def key(self) -> AsyncKey:
        """The API key in use, with its limits and what it has spent."""
        from .resources.key import AsyncKey

        return AsyncKey(self)

    @cached_property
    def credit(self) -> AsyncCredit:
        """Credits of the account."""
        from .resources.credit import AsyncCredit

        return AsyncCredit(self)

    @cached_property
    def private_endpoints(self) -> AsyncPrivateEndpoints:
        """Private endpoints, your own deployments behind OpenRouter. They need an Enterprise plan and a
        management key."""
        from .resources.private_endpoints import AsyncPrivateEndpoints

        return AsyncPrivateEndpoints(self)
