# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""The providers behind OpenRouter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.list_providers_response import ListProvidersResponse
    from ..models.provider import Provider


class _Providers(Resource):
    def list(
        self,
    ) -> Any:
        """List the providers.

        Lists the providers behind OpenRouter, with the countries of their data centres. Not paged. Works without an
        API key too (inferred). `slug` is what a private endpoint's `provider_slug` takes (inferred).

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_providers import list_providers

        return self._client.pager(
            list_providers(),
        )


class Providers(_Providers):
    """The providers behind OpenRouter."""

    if TYPE_CHECKING:

        def list(
            self,
        ) -> Pager[Provider, ListProvidersResponse]: ...


class AsyncProviders(_Providers):
    """The providers behind OpenRouter."""

    if TYPE_CHECKING:

        def list(
            self,
        ) -> AsyncPager[Provider, ListProvidersResponse]: ...
