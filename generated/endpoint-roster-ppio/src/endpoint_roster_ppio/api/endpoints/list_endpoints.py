# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.list_endpoints_response import ListEndpointsResponse


def _get_kwargs(
    *,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    keyword: str | Unset = UNSET,
    member_ids: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["keyword"] = keyword

    params["member_ids"] = member_ids

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "GET",
        "url": "/gpus/v2/endpoints",
    }
    if params:  # an empty mapping would make httpx drop a query of the address itself
        _kwargs["params"] = params
    return _kwargs


def _read(data: dict[str, Any]) -> ListEndpointsResponse:
    from ...models.list_endpoints_response import ListEndpointsResponse

    return ListEndpointsResponse._read(data)


def _read_error(status: int, data: dict[str, Any]) -> ErrorResponse:
    from ...models import ErrorResponse

    return ErrorResponse._read(data)


def sync_detailed(
    *,
    client: Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    keyword: str | Unset = UNSET,
    member_ids: str | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List serverless GPU endpoints.

    Lists the endpoints that the API key can see, one page at a time. The filters narrow the list together.

    For the next page send `next_cursor` as `cursor`, with the same filters, until `has_more` is false. That loop,
    and what `next_cursor` holds on the last page, are inferred: go by `has_more` alone.

    This API has nothing in common with the older v1 (`/gpu-instance/openapi/v1/endpoints`).

    Sources: PPIO's page on this operation with its OpenAPI fragment ("PPIO GPU API v2"), and the same page of its
    sister brand Novita. What neither says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        limit (int | Unset): The most endpoints that one page may hold, 0 or more. Neither the default nor
            an upper limit is published.
        cursor (str | Unset): Where the page begins: `next_cursor` of the page before, at most 1024
            characters. Left out, the first page.
        keyword (str | Unset): Only endpoints that match this search word. Which fields are searched is not
            published.
        member_ids (str | Unset): Only endpoints of these team members, given by their ids, separated by
            commas.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return client.exchange(
        _get_kwargs(
            limit=limit,
            cursor=cursor,
            keyword=keyword,
            member_ids=member_ids,
        ),
        _read,
        _read_error,
    )


def sync(
    *,
    client: Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    keyword: str | Unset = UNSET,
    member_ids: str | Unset = UNSET,
) -> ListEndpointsResponse:
    """List serverless GPU endpoints.

    Lists the endpoints that the API key can see, one page at a time. The filters narrow the list together.

    For the next page send `next_cursor` as `cursor`, with the same filters, until `has_more` is false. That loop,
    and what `next_cursor` holds on the last page, are inferred: go by `has_more` alone.

    This API has nothing in common with the older v1 (`/gpu-instance/openapi/v1/endpoints`).

    Sources: PPIO's page on this operation with its OpenAPI fragment ("PPIO GPU API v2"), and the same page of its
    sister brand Novita. What neither says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        limit (int | Unset): The most endpoints that one page may hold, 0 or more. Neither the default nor
            an upper limit is published.
        cursor (str | Unset): Where the page begins: `next_cursor` of the page before, at most 1024
            characters. Left out, the first page.
        keyword (str | Unset): Only endpoints that match this search word. Which fields are searched is not
            published.
        member_ids (str | Unset): Only endpoints of these team members, given by their ids, separated by
            commas.

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        keyword=keyword,
        member_ids=member_ids,
    ).result()


async def asyncio_detailed(
    *,
    client: Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    keyword: str | Unset = UNSET,
    member_ids: str | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List serverless GPU endpoints.

    Lists the endpoints that the API key can see, one page at a time. The filters narrow the list together.

    For the next page send `next_cursor` as `cursor`, with the same filters, until `has_more` is false. That loop,
    and what `next_cursor` holds on the last page, are inferred: go by `has_more` alone.

    This API has nothing in common with the older v1 (`/gpu-instance/openapi/v1/endpoints`).

    Sources: PPIO's page on this operation with its OpenAPI fragment ("PPIO GPU API v2"), and the same page of its
    sister brand Novita. What neither says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        limit (int | Unset): The most endpoints that one page may hold, 0 or more. Neither the default nor
            an upper limit is published.
        cursor (str | Unset): Where the page begins: `next_cursor` of the page before, at most 1024
            characters. Left out, the first page.
        keyword (str | Unset): Only endpoints that match this search word. Which fields are searched is not
            published.
        member_ids (str | Unset): Only endpoints of these team members, given by their ids, separated by
            commas.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return await client.exchange_async(
        _get_kwargs(
            limit=limit,
            cursor=cursor,
            keyword=keyword,
            member_ids=member_ids,
        ),
        _read,
        _read_error,
    )


async def asyncio(
    *,
    client: Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    keyword: str | Unset = UNSET,
    member_ids: str | Unset = UNSET,
) -> ListEndpointsResponse:
    """List serverless GPU endpoints.

    Lists the endpoints that the API key can see, one page at a time. The filters narrow the list together.

    For the next page send `next_cursor` as `cursor`, with the same filters, until `has_more` is false. That loop,
    and what `next_cursor` holds on the last page, are inferred: go by `has_more` alone.

    This API has nothing in common with the older v1 (`/gpu-instance/openapi/v1/endpoints`).

    Sources: PPIO's page on this operation with its OpenAPI fragment ("PPIO GPU API v2"), and the same page of its
    sister brand Novita. What neither says is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        limit (int | Unset): The most endpoints that one page may hold, 0 or more. Neither the default nor
            an upper limit is published.
        cursor (str | Unset): Where the page begins: `next_cursor` of the page before, at most 1024
            characters. Left out, the first page.
        keyword (str | Unset): Only endpoints that match this search word. Which fields are searched is not
            published.
        member_ids (str | Unset): Only endpoints of these team members, given by their ids, separated by
            commas.

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            keyword=keyword,
            member_ids=member_ids,
        )
    ).result()
