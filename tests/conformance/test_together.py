"""Together: the official SDK and our client ask the same and get the same."""

from itertools import product
from typing import Any

import pytest
from endpoint_roster_sim import Simulator
from endpoint_roster_together import ApiError, AsyncTogether, Together
from endpoint_roster_together.operations.list_endpoints import list_endpoints

from .compare import instants
from .sdks import RefusedError, list_together

Json = dict[str, Any]
Clouds = dict[str, Json]

QUESTIONS = [
    {name: value for name, value in zip(("type", "usage_type", "mine"), values, strict=True)
     if value is not None}
    for values in product(
        (None, "dedicated", "serverless"), (None, "on-demand", "reserved"), (None, True, False)
    )
]  # fmt: skip


async def our_list(cloud: Json, question: Json) -> Json:
    """Ask our client, synchronously and asynchronously."""
    arguments = {("type_" if name == "type" else name): one for name, one in question.items()}
    request = list_endpoints(**arguments)
    with Together(**cloud) as client:
        answer = client.call(request)
    async with AsyncTogether(**cloud) as client:
        assert answer == await client.call(request)
    return answer.to_dict()


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
async def test_each_combination_of_filters(
    simulator: Simulator, clouds: Clouds, question: Json
) -> None:
    theirs = list_together(clouds["together"], question)
    ours = await our_list(clouds["together"], question)
    assert instants(ours) == instants(theirs)
    if len(question) == 1 and question != {"mine": False}:
        assert 0 < len(ours["data"]) < len(simulator.fleet("together"))


async def test_the_whole_fleet(simulator: Simulator, clouds: Clouds) -> None:
    theirs = list_together(clouds["together"], {})["data"]
    with Together(**clouds["together"]) as client:
        ours = list(client.endpoints.list())
    async with AsyncTogether(**clouds["together"]) as client:
        assert ours == [endpoint async for endpoint in client.endpoints.list()]
    found = instants([endpoint.to_dict() for endpoint in ours])
    assert found == instants(theirs) == instants(simulator.fleet("together"))


@pytest.mark.parametrize(
    ("change", "question", "status"),
    [({"api_key": "tgp_v1_wrong"}, {}, 401), ({}, {"type": "neither"}, 400)],
    ids=["a wrong key", "a word out of range"],
)
async def test_refused(clouds: Clouds, change: Json, question: Json, status: int) -> None:
    cloud = {**clouds["together"], **change}
    with pytest.raises(RefusedError) as theirs:
        list_together(cloud, question)
    with pytest.raises(ApiError) as ours:
        await our_list(cloud, question)
    assert (ours.value.status, ours.value.code) == (theirs.value.status, theirs.value.code)
    assert ours.value.status == status
