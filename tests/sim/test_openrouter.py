from typing import Any

import httpx
import pytest
from endpoint_roster_sim import OpenRouterCloud, Simulator

from .calls import bearer


@pytest.fixture
def cloud(simulator: Simulator) -> OpenRouterCloud:
    return simulator["openrouter"]


def ask(
    http: httpx.Client, cloud: OpenRouterCloud, model: str, key: str | None = None
) -> httpx.Response:
    url = f"{cloud.base_url}/models/{model}/endpoints"
    return http.get(url, headers=bearer(key) if key is not None else {})


def listed(http: httpx.Client, cloud: OpenRouterCloud) -> list[dict[str, Any]]:
    every: list[dict[str, Any]] = []
    for model in cloud.models:
        answer = ask(http, cloud, model, cloud.api_key)
        assert answer.status_code == 200
        assert answer.json()["data"]["id"] == model
        every += answer.json()["data"]["endpoints"]
    return every


def test_all_models_together_are_the_fleet(http: httpx.Client, cloud: OpenRouterCloud) -> None:
    assert listed(http, cloud) == cloud.fleet
    assert len(cloud.fleet) == 36
    assert len({(one["model_id"], one["tag"]) for one in cloud.fleet}) == 36


def test_models(http: httpx.Client, cloud: OpenRouterCloud) -> None:
    *served, retired = cloud.describe()["models"]
    assert len(served) == 6
    assert any(model.endswith(":free") for model in served)
    answer = ask(http, cloud, retired, cloud.api_key)
    assert answer.status_code == 200
    assert answer.json()["data"]["endpoints"] == []


@pytest.mark.parametrize(("count", "models"), [(0, 1), (1, 2), (7, 3), (500, 13)])
def test_any_number_of_endpoints(http: httpx.Client, count: int, models: int) -> None:
    with Simulator(count, providers=["openrouter"]) as simulator:
        cloud = simulator["openrouter"]
        assert len(cloud.models) == models
        tags = [(one["model_id"], one["tag"]) for one in listed(http, cloud)]
    assert len(tags) == count
    assert len(set(tags)) == count


def test_without_a_key_speed_is_unknown(http: httpx.Client, cloud: OpenRouterCloud) -> None:
    for model in cloud.models:
        keyed = ask(http, cloud, model, cloud.api_key).json()["data"]
        public = ask(http, cloud, model).json()["data"]
        for one in keyed["endpoints"]:
            one["latency_last_30m"] = one["throughput_last_30m"] = None
        assert public == keyed
    assert any(one["latency_last_30m"] for one in cloud.fleet)
    assert any(one["throughput_last_30m"] is None for one in cloud.fleet)


@pytest.mark.parametrize("key", ["wrong", ""])
def test_bad_key(http: httpx.Client, cloud: OpenRouterCloud, key: str) -> None:
    answer = ask(http, cloud, cloud.models[0], key)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == 401


@pytest.mark.parametrize("model", ["openai/gpt-2", "deepseek/deepseek-r1", "OpenAI/gpt-oss-120b"])
def test_unknown_model(http: httpx.Client, cloud: OpenRouterCloud, model: str) -> None:
    answer = ask(http, cloud, model, cloud.api_key)
    assert answer.status_code == 404
    assert answer.json()["error"].keys() == {"code", "message", "metadata"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/model", 404),
        ("GET", "/models/gpt-4/endpoints", 404),
        ("GET", "/models/a/b/c/endpoints", 404),
        ("PUT", "/models/openai/gpt-oss-120b/endpoints", 405),
    ],
)
def test_no_such_route(
    http: httpx.Client, cloud: OpenRouterCloud, method: str, path: str, status: int
) -> None:
    answer = http.request(method, cloud.base_url + path, headers=bearer(cloud.api_key))
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, status)


def test_escaped_variant(http: httpx.Client, cloud: OpenRouterCloud) -> None:
    assert ask(http, cloud, "deepseek/deepseek-r1%3Afree").status_code == 200


def test_endpoints_have_what_the_newest_sdk_wants(cloud: OpenRouterCloud) -> None:
    required = {
        *("name", "model_name", "tag", "model_id", "context_length", "max_completion_tokens"),
        *("max_prompt_tokens", "pricing", "provider_name", "quantization", "service_tier"),
        *("supported_parameters", "uptime_last_5m", "uptime_last_30m", "uptime_last_1d"),
        *("latency_last_30m", "throughput_last_30m", "supports_implicit_caching", "native_tools"),
        *("supports_diarization", "supports_tool_choice"),
    }
    assert len(required) == 21
    for one in cloud.fleet:
        assert required <= set(one)
        for name, price in one["pricing"].items():
            if name not in {"discount", "overrides"}:
                assert isinstance(price, str)
                assert float(price) >= 0
                assert "e" not in price
