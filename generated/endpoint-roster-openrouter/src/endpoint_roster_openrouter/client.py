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

    from .resources.endpoints import AsyncEndpoints, Endpoints

API = Api(
    package="endpoint_roster_openrouter",
    version="0.1.0",
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
        api_key: An API key of your OpenRouter account; the list can be read without one. The variable ``OPENROUTER_API_KEY`` if left out.
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
