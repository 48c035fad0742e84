# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.list_endpoints_request import ListEndpointsRequest
    from ...models.list_endpoints_response import ListEndpointsResponse


def _get_kwargs(
    *,
    body: ListEndpointsRequest | Unset = UNSET,
    action: Literal["ListEndpoints"] = "ListEndpoints",
    version: Literal["2024-01-01"] = "2024-01-01",
    x_expires: int | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["Action"] = action

    params["Version"] = version

    params["X-Expires"] = x_expires

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "POST",
        "url": "/",
    }
    if params:  # an empty mapping would make httpx drop a query of the address itself
        _kwargs["params"] = params
    _kwargs["json"] = body.to_dict() if body else {}
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
    body: ListEndpointsRequest | Unset = UNSET,
    action: Literal["ListEndpoints"] = "ListEndpoints",
    version: Literal["2024-01-01"] = "2024-01-01",
    x_expires: int | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List inference endpoints

    Lists the inference endpoints of the account in the region that the request is signed for, one page at a time.

    Pages are counted from 1. Go on while `PageNumber * PageSize` is below `TotalCount` and the page has items
    (inferred: the API has no cursor and states no end). Filters narrow the list on the server; all that are given
    have to match (inferred).

    Three surprises. An error can arrive with HTTP status 200: whenever `ResponseMetadata.Error` is there, the
    call failed. `Items` can be missing or null when there is nothing to list (inferred). And no field of an
    endpoint is promised: treat every one as optional.

    Sources: page 82379/1262430 of Volcengine's documentation, the models of its SDK `volcenginesdk-ark` 5.0.54,
    the same action at BytePlus, and the platform's pages on errors and answers. What none of them says is marked
    as inferred.

    Args:
        client: Where to send the request and with which credentials.
        action (Literal['ListEndpoints']): Names the operation; always `ListEndpoints`. Default:
            'ListEndpoints'.
        version (Literal['2024-01-01']): Names the version of the API; always `2024-01-01`. Default:
            '2024-01-01'.
        x_expires (int | Unset): Seconds for which the signature stays valid, counted from its time stamp.
            The server's default is 900. It is part of what is signed.
        body (ListEndpointsRequest | Unset): What to list; an empty object means the first page of
            everything.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return client.exchange(
        _get_kwargs(
            body=body,
            action=action,
            version=version,
            x_expires=x_expires,
        ),
        _read,
        _read_error,
    )


def sync(
    *,
    client: Client,
    body: ListEndpointsRequest | Unset = UNSET,
    action: Literal["ListEndpoints"] = "ListEndpoints",
    version: Literal["2024-01-01"] = "2024-01-01",
    x_expires: int | Unset = UNSET,
) -> ListEndpointsResponse:
    """List inference endpoints

    Lists the inference endpoints of the account in the region that the request is signed for, one page at a time.

    Pages are counted from 1. Go on while `PageNumber * PageSize` is below `TotalCount` and the page has items
    (inferred: the API has no cursor and states no end). Filters narrow the list on the server; all that are given
    have to match (inferred).

    Three surprises. An error can arrive with HTTP status 200: whenever `ResponseMetadata.Error` is there, the
    call failed. `Items` can be missing or null when there is nothing to list (inferred). And no field of an
    endpoint is promised: treat every one as optional.

    Sources: page 82379/1262430 of Volcengine's documentation, the models of its SDK `volcenginesdk-ark` 5.0.54,
    the same action at BytePlus, and the platform's pages on errors and answers. What none of them says is marked
    as inferred.

    Args:
        client: Where to send the request and with which credentials.
        action (Literal['ListEndpoints']): Names the operation; always `ListEndpoints`. Default:
            'ListEndpoints'.
        version (Literal['2024-01-01']): Names the version of the API; always `2024-01-01`. Default:
            '2024-01-01'.
        x_expires (int | Unset): Seconds for which the signature stays valid, counted from its time stamp.
            The server's default is 900. It is part of what is signed.
        body (ListEndpointsRequest | Unset): What to list; an empty object means the first page of
            everything.

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return sync_detailed(
        client=client,
        body=body,
        action=action,
        version=version,
        x_expires=x_expires,
    ).result()


async def asyncio_detailed(
    *,
    client: Client,
    body: ListEndpointsRequest | Unset = UNSET,
    action: Literal["ListEndpoints"] = "ListEndpoints",
    version: Literal["2024-01-01"] = "2024-01-01",
    x_expires: int | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List inference endpoints

    Lists the inference endpoints of the account in the region that the request is signed for, one page at a time.

    Pages are counted from 1. Go on while `PageNumber * PageSize` is below `TotalCount` and the page has items
    (inferred: the API has no cursor and states no end). Filters narrow the list on the server; all that are given
    have to match (inferred).

    Three surprises. An error can arrive with HTTP status 200: whenever `ResponseMetadata.Error` is there, the
    call failed. `Items` can be missing or null when there is nothing to list (inferred). And no field of an
    endpoint is promised: treat every one as optional.

    Sources: page 82379/1262430 of Volcengine's documentation, the models of its SDK `volcenginesdk-ark` 5.0.54,
    the same action at BytePlus, and the platform's pages on errors and answers. What none of them says is marked
    as inferred.

    Args:
        client: Where to send the request and with which credentials.
        action (Literal['ListEndpoints']): Names the operation; always `ListEndpoints`. Default:
            'ListEndpoints'.
        version (Literal['2024-01-01']): Names the version of the API; always `2024-01-01`. Default:
            '2024-01-01'.
        x_expires (int | Unset): Seconds for which the signature stays valid, counted from its time stamp.
            The server's default is 900. It is part of what is signed.
        body (ListEndpointsRequest | Unset): What to list; an empty object means the first page of
            everything.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return await client.exchange_async(
        _get_kwargs(
            body=body,
            action=action,
            version=version,
            x_expires=x_expires,
        ),
        _read,
        _read_error,
    )


async def asyncio(
    *,
    client: Client,
    body: ListEndpointsRequest | Unset = UNSET,
    action: Literal["ListEndpoints"] = "ListEndpoints",
    version: Literal["2024-01-01"] = "2024-01-01",
    x_expires: int | Unset = UNSET,
) -> ListEndpointsResponse:
    """List inference endpoints

    Lists the inference endpoints of the account in the region that the request is signed for, one page at a time.

    Pages are counted from 1. Go on while `PageNumber * PageSize` is below `TotalCount` and the page has items
    (inferred: the API has no cursor and states no end). Filters narrow the list on the server; all that are given
    have to match (inferred).

    Three surprises. An error can arrive with HTTP status 200: whenever `ResponseMetadata.Error` is there, the
    call failed. `Items` can be missing or null when there is nothing to list (inferred). And no field of an
    endpoint is promised: treat every one as optional.

    Sources: page 82379/1262430 of Volcengine's documentation, the models of its SDK `volcenginesdk-ark` 5.0.54,
    the same action at BytePlus, and the platform's pages on errors and answers. What none of them says is marked
    as inferred.

    Args:
        client: Where to send the request and with which credentials.
        action (Literal['ListEndpoints']): Names the operation; always `ListEndpoints`. Default:
            'ListEndpoints'.
        version (Literal['2024-01-01']): Names the version of the API; always `2024-01-01`. Default:
            '2024-01-01'.
        x_expires (int | Unset): Seconds for which the signature stays valid, counted from its time stamp.
            The server's default is 900. It is part of what is signed.
        body (ListEndpointsRequest | Unset): What to list; an empty object means the first page of
            everything.

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
            body=body,
            action=action,
            version=version,
            x_expires=x_expires,
        )
    ).result()
