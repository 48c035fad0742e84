"""OpenRouter: the official SDK and our client ask the same and get the same, model by model."""

from typing import Any

import pytest
from endpoint_roster_openrouter import ApiError, AsyncOpenRouter, OpenRouter
from endpoint_roster_openrouter.operations.list_endpoints import list_endpoints
from endpoint_roster_sim import Simulator

from .sdks import RefusedError, list_openrouter

Json = dict[str, Any]
Clouds = dict[str, Json]


async def our_list(cloud: Json, model: str) -> Json:
    """Ask our client, synchronously and asynchronously; without ``api_key`` anonymously."""
    author, slug = model.split("/")
    options = {name: cloud[name] for name in ("api_key", "base_url") if name in cloud}
    with OpenRouter(**options) as client:
        answer = client.call(list_endpoints(author, slug))
        assert answer.data.endpoints == list(client.endpoints.list(author, slug))
    async with AsyncOpenRouter(**options) as client:
        assert answer == await client.call(list_endpoints(author, slug))
        found = [endpoint async for endpoint in client.endpoints.list(author, slug)]
        assert answer.data.endpoints == found
    return answer.to_dict()


async def test_every_model(simulator: Simulator, clouds: Clouds) -> None:
    cloud = clouds["openrouter"]
    found: list[Json] = []
    for model in cloud["models"]:
        theirs = list_openrouter(cloud, model)
        ours = await our_list(cloud, model)
        assert ours == theirs, model
        assert ours["data"]["id"] == model
        found += ours["data"]["endpoints"]
    assert found == simulator.fleet("openrouter")
    assert any(model.endswith(":free") for model in cloud["models"])
    assert (await our_list(cloud, cloud["models"][-1]))["data"]["endpoints"] == []


async def test_without_a_key_less_is_told(clouds: Clouds) -> None:
    cloud = {"base_url": clouds["openrouter"]["base_url"]}
    model = "deepseek/deepseek-r1:free"
    theirs, ours = list_openrouter(cloud, model), await our_list(cloud, model)
    assert ours == theirs
    assert ours != await our_list(clouds["openrouter"], model)


@pytest.mark.parametrize(
    ("change", "model", "status"),
    [
        ({"api_key": "sk-or-v1-wrong"}, "openai/gpt-oss-120b", 401),
        ({}, "openai/no-such-model", 404),
        ({}, "openai/gpt-oss-120b:free", 404),
    ],
)
async def test_refused(clouds: Clouds, change: Json, model: str, status: int) -> None:
    cloud = {**clouds["openrouter"], **change}
    with pytest.raises(RefusedError) as theirs:
        list_openrouter(cloud, model)
    with pytest.raises(ApiError) as ours:
        await our_list(cloud, model)
    assert (ours.value.status, ours.value.code) == (theirs.value.status, theirs.value.code)
    assert ours.value.status == status
