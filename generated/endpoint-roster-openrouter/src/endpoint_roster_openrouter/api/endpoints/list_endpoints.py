# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.list_endpoints_response import ListEndpointsResponse


def _get_kwargs(
    author: str,
    slug: str,
    *,
    http_referer: str | Unset = UNSET,
    x_open_router_title: str | Unset = UNSET,
    x_open_router_categories: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(http_referer, Unset):
        headers["HTTP-Referer"] = http_referer

    if not isinstance(x_open_router_title, Unset):
        headers["X-OpenRouter-Title"] = x_open_router_title

    if not isinstance(x_open_router_categories, Unset):
        headers["X-OpenRouter-Categories"] = x_open_router_categories

    _kwargs: dict[str, Any] = {
        "method": "GET",
        "url": "/models/{author}/{slug}/endpoints".format(
            author=quote(str(author), safe=":"),
            slug=quote(str(slug), safe=":"),
        ),
    }
    _kwargs["headers"] = headers
    return _kwargs


def _read(data: dict[str, Any]) -> ListEndpointsResponse:
    from ...models.list_endpoints_response import ListEndpointsResponse

    return ListEndpointsResponse._read(data)


def _read_error(status: int, data: dict[str, Any]) -> ErrorResponse:
    from ...models import ErrorResponse

    return ErrorResponse._read(data)


def sync_detailed(
    author: str,
    slug: str,
    *,
    client: Client,
    http_referer: str | Unset = UNSET,
    x_open_router_title: str | Unset = UNSET,
    x_open_router_categories: str | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List the endpoints of one model.

    Describes one model of the catalogue and lists the endpoints of the providers that serve it, with prices,
    limits, uptime and, with an API key, speed. The list has no paging and no filters. Endpoints have no
    identifier: `tag` names the provider and its variant, and two endpoints of one model may share it (inferred).

    Works without an API key too (inferred: published is only that latency and throughput are null then). An
    answer with status 200 that carries `error` is a failure; that OpenRouter does so is published for its
    inference routes and inferred for this one.

    Sources: OpenRouter's published OpenAPI document (`OpenRouterTeam/docs`), the models of its SDK `openrouter`
    1.3.84, and its pages on errors and limits. What none of them says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        author (str): Author of the model, the part of its id before the slash.
        slug (str): Name of the model, the part of its id after the slash. May end in a variant, such as
            `:free`.
        http_referer (str | Unset): Address of your application; OpenRouter uses it to tell applications
            apart.
        x_open_router_title (str | Unset): Name of your application, as OpenRouter shows it.
        x_open_router_categories (str | Unset): Categories of your application, separated by commas.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return client.exchange(
        _get_kwargs(
            author=author,
            slug=slug,
            http_referer=http_referer,
            x_open_router_title=x_open_router_title,
            x_open_router_categories=x_open_router_categories,
        ),
        _read,
        _read_error,
    )


def sync(
    author: str,
    slug: str,
    *,
    client: Client,
    http_referer: str | Unset = UNSET,
    x_open_router_title: str | Unset = UNSET,
    x_open_router_categories: str | Unset = UNSET,
) -> ListEndpointsResponse:
    """List the endpoints of one model.

    Describes one model of the catalogue and lists the endpoints of the providers that serve it, with prices,
    limits, uptime and, with an API key, speed. The list has no paging and no filters. Endpoints have no
    identifier: `tag` names the provider and its variant, and two endpoints of one model may share it (inferred).

    Works without an API key too (inferred: published is only that latency and throughput are null then). An
    answer with status 200 that carries `error` is a failure; that OpenRouter does so is published for its
    inference routes and inferred for this one.

    Sources: OpenRouter's published OpenAPI document (`OpenRouterTeam/docs`), the models of its SDK `openrouter`
    1.3.84, and its pages on errors and limits. What none of them says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        author (str): Author of the model, the part of its id before the slash.
        slug (str): Name of the model, the part of its id after the slash. May end in a variant, such as
            `:free`.
        http_referer (str | Unset): Address of your application; OpenRouter uses it to tell applications
            apart.
        x_open_router_title (str | Unset): Name of your application, as OpenRouter shows it.
        x_open_router_categories (str | Unset): Categories of your application, separated by commas.

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return sync_detailed(
        author=author,
        slug=slug,
        client=client,
        http_referer=http_referer,
        x_open_router_title=x_open_router_title,
        x_open_router_categories=x_open_router_categories,
    ).result()


async def asyncio_detailed(
    author: str,
    slug: str,
    *,
    client: Client,
    http_referer: str | Unset = UNSET,
    x_open_router_title: str | Unset = UNSET,
    x_open_router_categories: str | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List the endpoints of one model.

    Describes one model of the catalogue and lists the endpoints of the providers that serve it, with prices,
    limits, uptime and, with an API key, speed. The list has no paging and no filters. Endpoints have no
    identifier: `tag` names the provider and its variant, and two endpoints of one model may share it (inferred).

    Works without an API key too (inferred: published is only that latency and throughput are null then). An
    answer with status 200 that carries `error` is a failure; that OpenRouter does so is published for its
    inference routes and inferred for this one.

    Sources: OpenRouter's published OpenAPI document (`OpenRouterTeam/docs`), the models of its SDK `openrouter`
    1.3.84, and its pages on errors and limits. What none of them says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        author (str): Author of the model, the part of its id before the slash.
        slug (str): Name of the model, the part of its id after the slash. May end in a variant, such as
            `:free`.
        http_referer (str | Unset): Address of your application; OpenRouter uses it to tell applications
            apart.
        x_open_router_title (str | Unset): Name of your application, as OpenRouter shows it.
        x_open_router_categories (str | Unset): Categories of your application, separated by commas.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return await client.exchange_async(
        _get_kwargs(
            author=author,
            slug=slug,
            http_referer=http_referer,
            x_open_router_title=x_open_router_title,
            x_open_router_categories=x_open_router_categories,
        ),
        _read,
        _read_error,
    )


async def asyncio(
    author: str,
    slug: str,
    *,
    client: Client,
    http_referer: str | Unset = UNSET,
    x_open_router_title: str | Unset = UNSET,
    x_open_router_categories: str | Unset = UNSET,
) -> ListEndpointsResponse:
    """List the endpoints of one model.

    Describes one model of the catalogue and lists the endpoints of the providers that serve it, with prices,
    limits, uptime and, with an API key, speed. The list has no paging and no filters. Endpoints have no
    identifier: `tag` names the provider and its variant, and two endpoints of one model may share it (inferred).

    Works without an API key too (inferred: published is only that latency and throughput are null then). An
    answer with status 200 that carries `error` is a failure; that OpenRouter does so is published for its
    inference routes and inferred for this one.

    Sources: OpenRouter's published OpenAPI document (`OpenRouterTeam/docs`), the models of its SDK `openrouter`
    1.3.84, and its pages on errors and limits. What none of them says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        author (str): Author of the model, the part of its id before the slash.
        slug (str): Name of the model, the part of its id after the slash. May end in a variant, such as
            `:free`.
        http_referer (str | Unset): Address of your application; OpenRouter uses it to tell applications
            apart.
        x_open_router_title (str | Unset): Name of your application, as OpenRouter shows it.
        x_open_router_categories (str | Unset): Categories of your application, separated by commas.

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return (
        await asyncio_detailed(
            author=author,
            slug=slug,
            client=client,
            http_referer=http_referer,
            x_open_router_title=x_open_router_title,
            x_open_router_categories=x_open_router_categories,
        )
    ).result()
