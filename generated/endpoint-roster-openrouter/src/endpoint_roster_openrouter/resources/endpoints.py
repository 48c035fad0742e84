# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Endpoints of providers that serve a model through OpenRouter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.list_endpoints_response import ListEndpointsResponse
    from ..models.list_zero_retention_endpoints_response import ListZeroRetentionEndpointsResponse
    from ..models.public_endpoint import PublicEndpoint


class _Endpoints(Resource):
    def list(
        self,
        author: str,
        slug: str,
        *,
        http_referer: str | None = None,
        x_open_router_title: str | None = None,
        x_open_router_categories: str | None = None,
    ) -> Any:
        """List the endpoints of one model.

        Describes one model of the catalogue and lists the endpoints of the providers that serve it, with prices,
        limits, uptime and, with an API key, speed. The list has no paging and no filters. Endpoints have no
        identifier: `tag` names the provider and its variant, and two endpoints of one model may share it
        (inferred).

        Works without an API key too (inferred: published is only that latency and throughput are null then). An
        answer with status 200 that carries `error` is a failure; that OpenRouter does so is published for its
        inference routes and inferred for this one.

        Args:
            author: Author of the model, the part of its id before the slash.
            slug: Name of the model, the part of its id after the slash. May end in a variant, such as `:free`.
            http_referer: Address of your application; OpenRouter uses it to distinguish applications.
            x_open_router_title: Name of your application, as OpenRouter shows it.
            x_open_router_categories: Categories of your application, separated by commas.

        Raises:
            ArgumentError: An argument cannot be sent.
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_endpoints import list_endpoints

        return self._client.pager(
            list_endpoints(
                author=author,
                slug=slug,
                http_referer=http_referer,
                x_open_router_title=x_open_router_title,
                x_open_router_categories=x_open_router_categories,
            ),
        )

    def list_zero_retention(
        self,
    ) -> Any:
        """List the endpoints without data retention.

        Lists the endpoints, of all models, whose providers keep neither prompts nor completions. Not paged, and
        long. Works without an API key too (inferred).

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_zero_retention_endpoints import list_zero_retention_endpoints

        return self._client.pager(
            list_zero_retention_endpoints(),
        )


class Endpoints(_Endpoints):
    """Endpoints of providers that serve a model through OpenRouter."""

    if TYPE_CHECKING:

        def list(
            self,
            author: str,
            slug: str,
            *,
            http_referer: str | None = None,
            x_open_router_title: str | None = None,
            x_open_router_categories: str | None = None,
        ) -> Pager[PublicEndpoint, ListEndpointsResponse]: ...
        def list_zero_retention(
            self,
        ) -> Pager[PublicEndpoint, ListZeroRetentionEndpointsResponse]: ...


class AsyncEndpoints(_Endpoints):
    """Endpoints of providers that serve a model through OpenRouter."""

    if TYPE_CHECKING:

        def list(
            self,
            author: str,
            slug: str,
            *,
            http_referer: str | None = None,
            x_open_router_title: str | None = None,
            x_open_router_categories: str | None = None,
        ) -> AsyncPager[PublicEndpoint, ListEndpointsResponse]: ...
        def list_zero_retention(
            self,
        ) -> AsyncPager[PublicEndpoint, ListZeroRetentionEndpointsResponse]: ...
