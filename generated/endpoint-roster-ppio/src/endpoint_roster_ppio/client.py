# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
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
    from .resources.products import AsyncProducts, Products
    from .resources.regions import AsyncRegions, Regions

API = Api(
    package="endpoint_roster_ppio",
    version="0.1.1",
    base_url="https://api.ppio.com",
    variables={
        "api_key": "PPIO_API_KEY",
        "base_url": "PPIO_BASE_URL",
    },
    errors=ErrorFacts(
        code=(("reason",), ("error", "code"), ("code",)),
        message=(("message",), ("error", "message")),
        request_id_headers=("X-Request-Id",),
    ),
)


class Ppio(SyncClient):
    """A client of the PPIO GPU API. Threads may share one. Use it in a ``with`` block, or close it.

    Args:
        api_key: An API key of your PPIO account. The variable ``PPIO_API_KEY`` if left out.
        **options: ``base_url`` (the variable ``PPIO_BASE_URL`` if left out), ``timeout``, ``deadline``,
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
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> Endpoints:
        """Serverless GPU endpoints, which run a container image on workers that come and go with the load."""
        from .resources.endpoints import Endpoints

        return Endpoints(self)

    @cached_property
    def products(self) -> Products:
        """What the workers of an endpoint can run on, with prices."""
        from .resources.products import Products

        return Products(self)

    @cached_property
    def regions(self) -> Regions:
        """Where endpoints can run."""
        from .resources.regions import Regions

        return Regions(self)


class AsyncPpio(AsyncClient):
    """The asynchronous twin of ``Ppio``, for ``async with``.

    Its arguments are those of ``Ppio``.
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
        )
        super().__init__(credentials, **options)

    @cached_property
    def endpoints(self) -> AsyncEndpoints:
        """Serverless GPU endpoints, which run a container image on workers that come and go with the load."""
        from .resources.endpoints import AsyncEndpoints

        return AsyncEndpoints(self)

    @cached_property
    def products(self) -> AsyncProducts:
        """What the workers of an endpoint can run on, with prices."""
        from .resources.products import AsyncProducts

        return AsyncProducts(self)

    @cached_property
    def regions(self) -> AsyncRegions:
        """Where endpoints can run."""
        from .resources.regions import AsyncRegions

        return AsyncRegions(self)
