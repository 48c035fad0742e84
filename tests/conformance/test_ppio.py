"""PPIO has no SDK: a plain loop over cursors is what our client is compared with."""

import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from endpoint_roster_ppio import ApiError, AsyncPpio, Ppio
from endpoint_roster_ppio.operations.list_endpoints import list_endpoints
from endpoint_roster_sim import Simulator

Json = dict[str, Any]
Clouds = dict[str, Json]


def plain_list(cloud: Json, question: Json) -> Json:
    """Ask with the standard library alone."""
    address = f"{cloud['base_url']}/gpus/v2/endpoints?{urlencode(question)}"
    request = Request(address, headers={"Authorization": f"Bearer {cloud['api_key']}"})
    with urlopen(request, timeout=10) as answer:
        return json.load(answer)


async def our_list(cloud: Json, question: Json) -> Json:
    """Ask our client, synchronously and asynchronously."""
    with Ppio(**cloud) as client:
        answer = client.call(list_endpoints(**question))
    async with AsyncPpio(**cloud) as client:
        assert answer == await client.call(list_endpoints(**question))
    return answer.to_dict()


async def our_pages(cloud: Json, question: Json) -> list[Json]:
    """Ask our client for all pages at once, synchronously and asynchronously."""
    with Ppio(**cloud) as client:
        found = [page.to_dict() for page in client.endpoints.list(**question).pages()]
        items = list(client.endpoints.list(**question))
    async with AsyncPpio(**cloud) as client:
        pages = [page.to_dict() async for page in client.endpoints.list(**question).pages()]
        assert pages == found
        assert items == [endpoint async for endpoint in client.endpoints.list(**question)]
    assert [item.to_dict() for item in items] == [one for page in found for one in page["data"]]
    return found


async def pages(cloud: Json, question: Json) -> list[Json]:
    """Ask both for every page, each with the cursor that the page before gave."""
    found: list[Json] = []
    cursor: Json = {}
    while True:
        asked = {**question, **cursor}
        ours = await our_list(cloud, asked)
        assert ours == plain_list(cloud, asked)
        found.append(ours)
        if not ours["has_more"]:
            assert await our_pages(cloud, question) == found
            return [one for page in found for one in page["data"]]
        cursor = {"cursor": ours["next_cursor"]}


@pytest.mark.parametrize("limit", [None, 0, 7, 65, 130, 1000])
async def test_page_by_page_the_whole_fleet(
    simulator: Simulator, clouds: Clouds, limit: int | None
) -> None:
    question = {} if limit is None else {"limit": limit}
    assert await pages(clouds["ppio"], question) == simulator.fleet("ppio")


@pytest.mark.parametrize("filter_name", ["keyword", "one member", "two members", "both"])
async def test_filter(simulator: Simulator, clouds: Clouds, filter_name: str) -> None:
    fleet = simulator.fleet("ppio")
    members = sorted({one["member_id"] for one in fleet})
    keyword = fleet[0]["name"][:4].upper()
    question = {
        "keyword": {"keyword": keyword},
        "one member": {"member_ids": members[0]},
        "two members": {"member_ids": ",".join(members[:2])},
        "both": {"keyword": keyword, "member_ids": fleet[0]["member_id"]},
    }[filter_name]
    found = await pages(clouds["ppio"], {"limit": 5, **question})
    assert 0 < len(found) < len(fleet)
    assert {one["member_id"] for one in found} <= set(
        question.get("member_ids", ",".join(members)).split(",")
    )


@pytest.mark.parametrize(
    ("change", "question", "status"),
    [
        ({"api_key": "sk_wrong"}, {}, 401),
        ({}, {"cursor": "no cursor"}, 400),
    ],
)
async def test_refused(clouds: Clouds, change: Json, question: Json, status: int) -> None:
    cloud = {**clouds["ppio"], **change}
    with pytest.raises(HTTPError) as theirs:
        plain_list(cloud, question)
    with theirs.value as answer:
        error = json.load(answer)
    with pytest.raises(ApiError) as ours:
        await our_list(cloud, question)
    assert (ours.value.status, ours.value.code) == (theirs.value.code, error["reason"])
    assert error["message"] in ours.value.message
    assert ours.value.status == status
