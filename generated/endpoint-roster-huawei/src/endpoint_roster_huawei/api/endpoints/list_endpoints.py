# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...types import UNSET, Response, Unset

if TYPE_CHECKING:
    from ...client import Client
    from ...models.error_response import ErrorResponse
    from ...models.list_endpoints_response import ListEndpointsResponse


def _get_kwargs(
    project_id: str,
    region_id: str,
    *,
    workspace_id: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["workspace_id"] = workspace_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "GET",
        "url": "/v1/{project_id}/maas/services/custom-endpoint/services/{region_id}".format(
            project_id=quote(str(project_id), safe=":"),
            region_id=quote(str(region_id), safe=":"),
        ),
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
    project_id: str,
    region_id: str,
    *,
    client: Client,
    workspace_id: str | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List ModelArts inference services for custom endpoints

    Lists the ModelArts real-time services of one region and one workspace that a MaaS custom endpoint can be put
    in front of. They are not the custom endpoints themselves, which have an operation of their own; the `id` here
    is the `infer_service_id` of a custom endpoint.

    There is nothing to filter by but the workspace, and no parameter that asks for a further page is documented,
    although the answer says how many there are: if `pages` is above 1, or `total` above the number of items, the
    answer is not the whole list.

    Times are milliseconds since the epoch, and `version_count` is a number; the tables of the documentation call
    them strings, its example shows numbers.

    Sources: page api-maas-0021 of Huawei Cloud's documentation and its neighbours on requests and regions, and
    the models of the sibling operation in the SDK `huaweicloudsdkmodelarts` 3.1.219. What none of them says is
    marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        project_id (str): Project of the account in the region: 32 lower-case letters and digits. The
            console shows it under "My credentials".
        region_id (str): Region of the ModelArts services to list. That it can be another one than that of
            the host is inferred: an operation of its own lists the regions that can stand here.
        workspace_id (str | Unset): Only services of this workspace: `0`, the default workspace, or 32
            lower-case letters and digits. Without it, those of the default workspace.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return client.exchange(
        _get_kwargs(
            project_id=project_id,
            region_id=region_id,
            workspace_id=workspace_id,
        ),
        _read,
        _read_error,
    )


def sync(
    project_id: str,
    region_id: str,
    *,
    client: Client,
    workspace_id: str | Unset = UNSET,
) -> ListEndpointsResponse:
    """List ModelArts inference services for custom endpoints

    Lists the ModelArts real-time services of one region and one workspace that a MaaS custom endpoint can be put
    in front of. They are not the custom endpoints themselves, which have an operation of their own; the `id` here
    is the `infer_service_id` of a custom endpoint.

    There is nothing to filter by but the workspace, and no parameter that asks for a further page is documented,
    although the answer says how many there are: if `pages` is above 1, or `total` above the number of items, the
    answer is not the whole list.

    Times are milliseconds since the epoch, and `version_count` is a number; the tables of the documentation call
    them strings, its example shows numbers.

    Sources: page api-maas-0021 of Huawei Cloud's documentation and its neighbours on requests and regions, and
    the models of the sibling operation in the SDK `huaweicloudsdkmodelarts` 3.1.219. What none of them says is
    marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        project_id (str): Project of the account in the region: 32 lower-case letters and digits. The
            console shows it under "My credentials".
        region_id (str): Region of the ModelArts services to list. That it can be another one than that of
            the host is inferred: an operation of its own lists the regions that can stand here.
        workspace_id (str | Unset): Only services of this workspace: `0`, the default workspace, or 32
            lower-case letters and digits. Without it, those of the default workspace.

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return sync_detailed(
        project_id=project_id,
        region_id=region_id,
        client=client,
        workspace_id=workspace_id,
    ).result()


async def asyncio_detailed(
    project_id: str,
    region_id: str,
    *,
    client: Client,
    workspace_id: str | Unset = UNSET,
) -> Response[ListEndpointsResponse]:
    """List ModelArts inference services for custom endpoints

    Lists the ModelArts real-time services of one region and one workspace that a MaaS custom endpoint can be put
    in front of. They are not the custom endpoints themselves, which have an operation of their own; the `id` here
    is the `infer_service_id` of a custom endpoint.

    There is nothing to filter by but the workspace, and no parameter that asks for a further page is documented,
    although the answer says how many there are: if `pages` is above 1, or `total` above the number of items, the
    answer is not the whole list.

    Times are milliseconds since the epoch, and `version_count` is a number; the tables of the documentation call
    them strings, its example shows numbers.

    Sources: page api-maas-0021 of Huawei Cloud's documentation and its neighbours on requests and regions, and
    the models of the sibling operation in the SDK `huaweicloudsdkmodelarts` 3.1.219. What none of them says is
    marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        project_id (str): Project of the account in the region: 32 lower-case letters and digits. The
            console shows it under "My credentials".
        region_id (str): Region of the ModelArts services to list. That it can be another one than that of
            the host is inferred: an operation of its own lists the regions that can stand here.
        workspace_id (str | Unset): Only services of this workspace: `0`, the default workspace, or 32
            lower-case letters and digits. Without it, those of the default workspace.

    Raises:
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).
        DecodeError: The answer is larger than the client accepts.

    Returns:
        The answer, whatever its status: ``parsed`` holds the model, or ``error`` what the plain function would raise.

    """
    return await client.exchange_async(
        _get_kwargs(
            project_id=project_id,
            region_id=region_id,
            workspace_id=workspace_id,
        ),
        _read,
        _read_error,
    )


async def asyncio(
    project_id: str,
    region_id: str,
    *,
    client: Client,
    workspace_id: str | Unset = UNSET,
) -> ListEndpointsResponse:
    """List ModelArts inference services for custom endpoints

    Lists the ModelArts real-time services of one region and one workspace that a MaaS custom endpoint can be put
    in front of. They are not the custom endpoints themselves, which have an operation of their own; the `id` here
    is the `infer_service_id` of a custom endpoint.

    There is nothing to filter by but the workspace, and no parameter that asks for a further page is documented,
    although the answer says how many there are: if `pages` is above 1, or `total` above the number of items, the
    answer is not the whole list.

    Times are milliseconds since the epoch, and `version_count` is a number; the tables of the documentation call
    them strings, its example shows numbers.

    Sources: page api-maas-0021 of Huawei Cloud's documentation and its neighbours on requests and regions, and
    the models of the sibling operation in the SDK `huaweicloudsdkmodelarts` 3.1.219. What none of them says is
    marked as inferred.

    Args:
        client: Where to send the request and with which credentials.
        project_id (str): Project of the account in the region: 32 lower-case letters and digits. The
            console shows it under "My credentials".
        region_id (str): Region of the ModelArts services to list. That it can be another one than that of
            the host is inferred: an operation of its own lists the regions that can stand here.
        workspace_id (str | Unset): Only services of this workspace: `0`, the default workspace, or 32
            lower-case letters and digits. Without it, those of the default workspace.

    Raises:
        ApiError: The server answered with an error.
        DecodeError: The answer is not a JSON object, or larger than the client accepts.
        TransportError: No usable answer arrived (time-out, connection, TLS, broken answer).

    Returns:
        ListEndpointsResponse

    """
    return (
        await asyncio_detailed(
            project_id=project_id,
            region_id=region_id,
            client=client,
            workspace_id=workspace_id,
        )
    ).result()
