"""What Volcengine's actions send, and how their answers are read, whatever is in them."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from endpoint_roster_volcengine import (
    ApiError,
    AsyncVolcengine,
    DecodeError,
    NotFoundError,
    Volcengine,
)
from support.ways import done, each_way


def client(way: str, asked: list[httpx.Request], answer: httpx.Response) -> Any:
    """A client of a server that always answers the same."""

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer

    transport = httpx.MockTransport(respond)
    keys: Any = {"access_key": "AKLTexample", "secret_key": "c2VjcmV0LWZha2U="}
    if way == "sync":
        return Volcengine(**keys, http_client=httpx.Client(transport=transport))
    return AsyncVolcengine(**keys, http_client=httpx.AsyncClient(transport=transport))


@each_way
@pytest.mark.parametrize("name", ["a/b", "a?Action=DeleteEndpoint", "a#b", "../", "a b", "ä"])
async def test_a_strange_id_never_asks_for_something_else(way: str, name: str) -> None:
    asked: list[httpx.Request] = []
    error = {"Code": "InvalidEndpointOrModel.NotFound", "Message": "None."}
    body = {"ResponseMetadata": {"RequestId": "r", "Error": error}}
    volcengine = client(way, asked, httpx.Response(404, json=body))
    with pytest.raises(NotFoundError):
        await done(volcengine.endpoints.get(id=name))
    (request,) = asked
    assert str(request.url) == (
        "https://open.volcengineapi.com/?Action=GetEndpoint&Version=2024-01-01"
    )
    assert json.loads(request.content) == {"Id": name}


@each_way
@pytest.mark.parametrize("result", [{}, None, ...], ids=["empty", "null", "missing"])
async def test_a_result_that_holds_nothing(way: str, result: Any) -> None:
    body: dict[str, Any] = {"ResponseMetadata": {"RequestId": "r-1"}}
    if result is not ...:
        body["Result"] = result
    volcengine = client(way, [], httpx.Response(200, json=body))
    for call in ("start", "stop", "delete", "update"):
        answer = await done(getattr(volcengine.endpoints, call)(id="ep-1"))
        assert (answer.response_metadata.request_id, answer.deviations()) == ("r-1", [])


@each_way
async def test_an_error_under_status_200_is_one(way: str) -> None:
    error = {"Code": "FlowLimitExceeded", "Message": "Slower."}
    body = {"ResponseMetadata": {"RequestId": "r-1", "Error": error}, "Result": None}
    volcengine = client(way, [], httpx.Response(200, json=body))
    for call in ("get", "start", "stop", "delete", "update"):
        with pytest.raises(ApiError, match="FlowLimitExceeded") as caught:
            await done(getattr(volcengine.endpoints, call)(id="ep-1"))
        assert (caught.value.code, caught.value.request_id) == ("FlowLimitExceeded", "r-1")


@each_way
async def test_a_page_of_something_in_between_is_no_endpoint(way: str) -> None:
    page = httpx.Response(200, html="<p>Sign in</p>")
    with pytest.raises(DecodeError):
        await done(client(way, [], page).endpoints.get(id="ep-1"))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, "https://open.volcengineapi.com/"),
        ({"region": "ap-southeast-2"}, "https://ark.ap-southeast-2.volcengineapi.com/"),
        (
            {
                "region": "ap-southeast-1",
                "base_url": "https://ark.ap-southeast-1.byteplusapi.com",
            },
            "https://ark.ap-southeast-1.byteplusapi.com/",
        ),
    ],
)
def test_the_address_and_the_region_of_a_request(arguments: dict[str, str], expected: str) -> None:
    asked: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"ResponseMetadata": {}})

    transport = httpx.MockTransport(respond)
    keys: Any = {"access_key": "AKLTexample", "secret_key": "c2VjcmV0LWZha2U=", **arguments}
    with Volcengine(**keys, http_client=httpx.Client(transport=transport)) as volcengine:
        volcengine.endpoints.stop(id="ep-1")
    (request,) = asked
    assert str(request.url.copy_with(query=None)) == expected
    scope = f"/{arguments.get('region', 'cn-beijing')}/ark/request"
    assert scope in request.headers["Authorization"]
