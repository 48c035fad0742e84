"""Volcengine: the official SDK and our client ask the same and get the same, page by page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from endpoint_roster_core.auth import utc_now
from endpoint_roster_sim import Simulator
from endpoint_roster_volcengine import ApiError, ArgumentError, AsyncVolcengine, Volcengine
from endpoint_roster_volcengine.models import ListEndpointsRequest
from endpoint_roster_volcengine.operations.list_endpoints import list_endpoints

from .compare import instants
from .sdks import RefusedError, VolcengineSdk

Json = dict[str, Any]
Clouds = dict[str, Json]

# The SDK asks for the time in a way that Python has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utc:DeprecationWarning")


async def our_list(cloud: Json, question: Json, session_token: str | None = None) -> Json:
    """Ask our client, synchronously and asynchronously, and return ``Result``."""
    options: Json = {**cloud, "session_token": session_token}
    body = ListEndpointsRequest.from_dict(question)
    with Volcengine(**options) as client:
        answer = client.call(list_endpoints(body))
    async with AsyncVolcengine(**options) as client:
        again = await client.call(list_endpoints(question))
    assert answer.result == again.result
    assert body.to_dict() == question
    return answer.to_dict()["Result"]


async def our_pages(cloud: Json, question: Json) -> list[Json]:
    """Ask our client for all pages at once, synchronously and asynchronously."""
    with Volcengine(**cloud) as client:
        pages = [page.to_dict()["Result"] for page in client.endpoints.list(question).pages()]
        items = list(client.endpoints.list(question))
    async with AsyncVolcengine(**cloud) as client:
        again = client.endpoints.list(question).pages()
        assert pages == [page.to_dict()["Result"] async for page in again]
        assert items == [endpoint async for endpoint in client.endpoints.list(question)]
    assert [item.to_dict() for item in items] == [
        one for page in pages for one in page.get("Items", [])
    ]
    return pages


async def pages(cloud: Json, question: Json) -> list[Json]:
    """Ask both for every page of the answer, compare each page, and return the endpoints."""
    official = VolcengineSdk(cloud)
    pages: list[Json] = []
    number = 1
    while True:
        asked = {**question, "PageNumber": number}
        theirs, ours = official.list(asked), await our_list(cloud, asked)
        assert instants(ours) == instants(theirs)
        pages.append(ours)
        if number * ours["PageSize"] >= ours["TotalCount"]:
            found = [one for page in pages for one in page.get("Items", [])]
            assert len(found) == ours["TotalCount"]
            assert await our_pages(cloud, question) == pages
            return found
        number += 1


FILTERS: dict[str, Callable[[list[Json]], Json]] = {
    "Name": lambda fleet: {"Filter": {"Name": fleet[3]["Name"]}},
    "Ids": lambda fleet: {"Filter": {"Ids": [one["Id"] for one in fleet[::9]]}},
    "Statuses": lambda _: {"Filter": {"Statuses": ["Stopped", "Failed"]}},
    "EndpointModelTypes": lambda _: {"Filter": {"EndpointModelTypes": ["CustomModel"]}},
    "FoundationModelName": lambda _: {"Filter": {"FoundationModelName": "deepseek-v3-1"}},
    "ModelVersions": lambda _: {"Filter": {"ModelVersions": ["250821", "250528"]}},
    "CustomModelIds": lambda fleet: {"Filter": {"CustomModelIds": custom_models(fleet)[:2]}},
    "two filters": lambda _: {
        "Filter": {"Statuses": ["Running"], "EndpointModelTypes": ["FoundationModel"]}
    },
    "ProjectName": lambda _: {"ProjectName": "客服项目"},
    "a tag": lambda fleet: {"TagFilters": [tag(fleet, "team", 1)]},
    "one of several values": lambda fleet: {"TagFilters": [tag(fleet, "team", 2)]},
    "two tags": lambda fleet: {"TagFilters": [tag(fleet, "team", 9), tag(fleet, "stage", 1)]},
    "the tag of the creator": lambda fleet: {"TagFilters": [tag(fleet, "sys:ark:createdBy", 1)]},
}


def custom_models(fleet: list[Json]) -> list[str]:
    references = [one["ModelReference"] for one in fleet]
    return [one["CustomModelId"] for one in references if "CustomModelId" in one]


def tag(fleet: list[Json], key: str, count: int) -> Json:
    values = {one["Value"] for item in fleet for one in item["Tags"] if one["Key"] == key}
    return {"Key": key, "Values": sorted(values)[:count]}


@pytest.mark.parametrize("size", [13, 65, 100])
async def test_page_by_page_the_whole_fleet(
    simulator: Simulator, clouds: Clouds, size: int
) -> None:
    found = await pages(clouds["volcengine"], {"PageSize": size})
    assert instants(found) == instants(simulator.fleet("volcengine"))


async def test_pages_of_one_endpoint(simulator: Simulator, clouds: Clouds) -> None:
    project = "research"
    found = await pages(clouds["volcengine"], {"PageSize": 1, "ProjectName": project})
    fleet = simulator.fleet("volcengine")
    assert instants(found) == instants([one for one in fleet if one["ProjectName"] == project])
    assert len(found) > 1


@pytest.mark.parametrize("name", FILTERS)
async def test_filter(simulator: Simulator, clouds: Clouds, name: str) -> None:
    fleet = simulator.fleet("volcengine")
    found = await pages(clouds["volcengine"], {"PageSize": 10, **FILTERS[name](fleet)})
    assert 0 < len(found) < len(fleet)


async def test_sorting(clouds: Clouds) -> None:
    def by(order: str) -> Json:
        return {"PageSize": 50, "SortBy": "CreateTime", "SortOrder": order}

    up = await pages(clouds["volcengine"], by("Asc"))
    down = await pages(clouds["volcengine"], by("Desc"))
    assert up == down[::-1] != down
    assert [one["CreateTime"] for one in up] == sorted(one["CreateTime"] for one in up)


@pytest.mark.parametrize(
    "question",
    [{}, {"PageNumber": 99}, {"Filter": {"Ids": ["ep-none"]}}, {"Filter": {"Statuses": []}}],
    ids=["the first page by default", "after the last page", "nothing found", "an empty filter"],
)
async def test_edges(clouds: Clouds, question: Json) -> None:
    theirs = VolcengineSdk(clouds["volcengine"]).list(question)
    ours = await our_list(clouds["volcengine"], question)
    assert instants(ours) == instants(theirs)


async def both_refused(cloud: Json, question: Json, session_token: str = "") -> tuple[int, str]:
    """Check that both are refused in the same way, and return how."""
    with pytest.raises(RefusedError) as theirs:
        VolcengineSdk(cloud, session_token).list(question)
    with pytest.raises(ApiError) as ours:
        await our_list(cloud, question, session_token or None)
    assert (ours.value.status, ours.value.code) == (theirs.value.status, theirs.value.code)
    return theirs.value.status, str(theirs.value.code)


async def test_a_wrong_secret_is_refused(clouds: Clouds) -> None:
    wrong = {**clouds["volcengine"], "secret_key": "c2VjcmV0LWZha2U="}
    assert await both_refused(wrong, {}) == (401, "SignatureDoesNotMatch")


async def test_an_unknown_key_is_refused(clouds: Clouds) -> None:
    wrong = {**clouds["volcengine"], "access_key": "AKLTexample"}
    assert await both_refused(wrong, {}) == (401, "InvalidAccessKey")


async def test_a_question_out_of_range_is_refused(clouds: Clouds) -> None:
    with pytest.raises(RefusedError) as theirs:
        VolcengineSdk(clouds["volcengine"]).list({"PageSize": 101})
    assert (theirs.value.status, theirs.value.code) == (400, "InvalidParameter.PageSize")
    with pytest.raises(ArgumentError, match="PageSize must be 1 to 100, not 101"):
        await our_list(clouds["volcengine"], {"PageSize": 101})


async def test_temporary_credentials(simulator: Simulator, clouds: Clouds) -> None:
    keys = simulator["volcengine"].temporary_credentials
    cloud = {
        **clouds["volcengine"],
        "access_key": keys.access_key,
        "secret_key": keys.secret_key,
    }
    theirs = VolcengineSdk(cloud, keys.session_token).list({})
    ours = await our_list(cloud, {}, keys.session_token)
    assert instants(ours) == instants(theirs)
    assert ours["Items"]
    assert await both_refused(cloud, {}, "STSother") == (401, "InvalidSecretToken")


@pytest.mark.parametrize(
    ("minutes", "accepted"), [(-16, False), (-14, True), (14, True), (16, False)]
)
async def test_the_window_of_a_signature(minutes: int, accepted: bool) -> None:
    def clock_that_is_off() -> datetime:
        return utc_now() - timedelta(minutes=minutes)

    with Simulator(3, providers=["volcengine"], clock=clock_that_is_off) as simulator:
        cloud = simulator.describe()["volcengine"]
        if accepted:
            assert await our_list(cloud, {})
            assert VolcengineSdk(cloud).list({})
        else:
            assert await both_refused(cloud, {}) == (400, "InvalidTimestamp")
