# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.known_endpoint_type import KnownEndpointType
    from ...models.known_usage_type import KnownUsageType
    from ...models.list_endpoints_response import ListEndpointsResponse


def _get_kwargs(
    *,
    type_: KnownEndpointType | str | Unset = UNSET,
    usage_type: KnownUsageType | str | Unset = UNSET,
    mine: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_type_: str | Unset
    if isinstance(type_, Unset):
        json_type_ = UNSET
    elif isinstance(type_, str):
        json_type_ = type_
    else:
        json_type_ = type_
    params["type"] = json_type_

    json_usage_type: str | Unset
    if isinstance(usage_type, Unset):
        json_usage_type = UNSET
    elif isinstance(usage_type, str):
        json_usage_type = usage_type
    else:
        json_usage_type = usage_type
    params["usage_type"] = json_usage_type

    params["mine"] = mine

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "GET",
        "url": "/endpoints",
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
    type_: KnownEndpointType | str | Unset = UNSET,
    usage_type: KnownUsageType | str | Unset = UNSET,
    mine: bool | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List inference endpoints.

    Lists the endpoints that the API key can see: dedicated ones of the account and serverless ones that Together
    AI runs for everybody. The filters narrow the list together; without any, everything is returned.

    There is no paging: the one answer holds all endpoints, so it can be long. This is the v1 route. The SDK
    `together` from 3.0.0 on no longer offers it and uses a different, paged v2 resource instead.

    Sources: Together's published OpenAPI document (`togethercomputer/openapi`, operation `ListEndpoints`), the
    code of its SDK `together` 1.5, 2.42 and 3.1, and its pages on errors and rate limits. What none of them says
    is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        type_ (KnownEndpointType | str | Unset): Only endpoints of this type. Left out, both types are
            listed.
        usage_type (KnownUsageType | str | Unset): Only endpoints that are paid for in this way. Left out,
            all are listed.
        mine (bool | Unset): True lists only endpoints that the caller owns. Left out, it does not filter;
            what false does beyond that is not published (inferred: the same as leaving it out).

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return client.exchange(
        _get_kwargs(
            type_=type_,
            usage_type=usage_type,
            mine=mine,
        ),
        _read,
        _read_error,
    )


def sync(
    *,
    client: Client,
    type_: KnownEndpointType | str | Unset = UNSET,
    usage_type: KnownUsageType | str | Unset = UNSET,
    mine: bool | Unset = UNSET,
) -> ListEndpointsResponse:
    """List inference endpoints.

    Lists the endpoints that the API key can see: dedicated ones of the account and serverless ones that Together
    AI runs for everybody. The filters narrow the list together; without any, everything is returned.

    There is no paging: the one answer holds all endpoints, so it can be long. This is the v1 route. The SDK
    `together` from 3.0.0 on no longer offers it and uses a different, paged v2 resource instead.

    Sources: Together's published OpenAPI document (`togethercomputer/openapi`, operation `ListEndpoints`), the
    code of its SDK `together` 1.5, 2.42 and 3.1, and its pages on errors and rate limits. What none of them says
    is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        type_ (KnownEndpointType | str | Unset): Only endpoints of this type. Left out, both types are
            listed.
        usage_type (KnownUsageType | str | Unset): Only endpoints that are paid for in this way. Left out,
            all are listed.
        mine (bool | Unset): True lists only endpoints that the caller owns. Left out, it does not filter;
            what false does beyond that is not published (inferred: the same as leaving it out).

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return sync_detailed(
        client=client,
        type_=type_,
        usage_type=usage_type,
        mine=mine,
    ).result()


async def asyncio_detailed(
    *,
    client: Client,
    type_: KnownEndpointType | str | Unset = UNSET,
    usage_type: KnownUsageType | str | Unset = UNSET,
    mine: bool | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List inference endpoints.

    Lists the endpoints that the API key can see: dedicated ones of the account and serverless ones that Together
    AI runs for everybody. The filters narrow the list together; without any, everything is returned.

    There is no paging: the one answer holds all endpoints, so it can be long. This is the v1 route. The SDK
    `together` from 3.0.0 on no longer offers it and uses a different, paged v2 resource instead.

    Sources: Together's published OpenAPI document (`togethercomputer/openapi`, operation `ListEndpoints`), the
    code of its SDK `together` 1.5, 2.42 and 3.1, and its pages on errors and rate limits. What none of them says
    is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        type_ (KnownEndpointType | str | Unset): Only endpoints of this type. Left out, both types are
            listed.
        usage_type (KnownUsageType | str | Unset): Only endpoints that are paid for in this way. Left out,
            all are listed.
        mine (bool | Unset): True lists only endpoints that the caller owns. Left out, it does not filter;
            what false does beyond that is not published (inferred: the same as leaving it out).

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return await client.exchange_async(
        _get_kwargs(
            type_=type_,
            usage_type=usage_type,
            mine=mine,
        ),
        _read,
        _read_error,
    )


async def asyncio(
    *,
    client: Client,
    type_: KnownEndpointType | str | Unset = UNSET,
    usage_type: KnownUsageType | str | Unset = UNSET,
    mine: bool | Unset = UNSET,
) -> ListEndpointsResponse:
    """List inference endpoints.

    Lists the endpoints that the API key can see: dedicated ones of the account and serverless ones that Together
    AI runs for everybody. The filters narrow the list together; without any, everything is returned.

    There is no paging: the one answer holds all endpoints, so it can be long. This is the v1 route. The SDK
    `together` from 3.0.0 on no longer offers it and uses a different, paged v2 resource instead.

    Sources: Together's published OpenAPI document (`togethercomputer/openapi`, operation `ListEndpoints`), the
    code of its SDK `together` 1.5, 2.42 and 3.1, and its pages on errors and rate limits. What none of them says
    is marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        type_ (KnownEndpointType | str | Unset): Only endpoints of this type. Left out, both types are
            listed.
        usage_type (KnownUsageType | str | Unset): Only endpoints that are paid for in this way. Left out,
            all are listed.
        mine (bool | Unset): True lists only endpoints that the caller owns. Left out, it does not filter;
            what false does beyond that is not published (inferred: the same as leaving it out).

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
            type_=type_,
            usage_type=usage_type,
            mine=mine,
        )
    ).result()
