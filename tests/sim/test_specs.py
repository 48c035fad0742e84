"""What the simulated clouds answer is what the curated specs promise."""

from functools import cache
from typing import Any

import httpx
import pytest
from endpoint_roster_sim import PROVIDERS, Simulator
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from support.specs import read_spec

from .calls import ARK, ask_ark, ask_ppio, ask_together, bearer, services_url


@cache
def validator(provider: str, schema: str) -> Any:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    resource = Resource[Any].from_contents({"$schema": dialect, **read_spec(provider)})
    registry: Registry[Any] = Registry[Any]().with_resource("spec:", resource)
    reference = {"$ref": f"spec:#/components/schemas/{schema}"}
    return Draft202012Validator(reference, registry=registry)


def lists(http: httpx.Client, simulator: Simulator, provider: str) -> list[httpx.Response]:
    """Ask one provider for everything, and once for nothing."""
    if provider == "volcengine":
        nothing = {"Filter": {"Ids": ["none"]}}
        cloud = simulator["volcengine"]
        return [ask_ark(http, cloud, body) for body in ({"PageSize": 100}, nothing)]
    if provider == "ppio":
        ppio = simulator["ppio"]
        return [ask_ppio(http, ppio, params) for params in ({"limit": 99}, {"keyword": "none"})]
    if provider == "together":
        together = simulator["together"]
        nothing = {"type": "serverless", "mine": True}
        return [ask_together(http, together, params) for params in ({}, nothing)]
    if provider == "openrouter":
        openrouter = simulator["openrouter"]
        urls = [f"{openrouter.base_url}/models/{one}/endpoints" for one in openrouter.models]
        return [
            http.get(url, headers=headers)
            for url in urls
            for headers in ({}, bearer(openrouter.api_key))
        ]
    huawei = simulator["huawei"]
    headers = {"X-Auth-Token": huawei.token}
    places = [services_url(huawei), services_url(huawei, region="cn-north-4")]
    return [http.get(place, headers=headers) for place in places]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_lists(http: httpx.Client, simulator: Simulator, provider: str) -> None:
    answers = lists(http, simulator, provider)
    assert len(answers) >= 2
    for answer in answers:
        assert answer.status_code == 200
        validator(provider, "ListEndpointsResponse").validate(answer.json())


@pytest.mark.parametrize("provider", PROVIDERS)
def test_refusals(http: httpx.Client, simulator: Simulator, provider: str) -> None:
    wrong: dict[str, Any] = {"headers": bearer("wrong")}
    requests: dict[str, tuple[str, str, dict[str, Any]]] = {
        "volcengine": ("POST", "/", {"params": ARK, "json": {}}),
        "ppio": ("GET", "/gpus/v2/endpoints", wrong),
        "together": ("GET", "/endpoints", wrong),
        "openrouter": ("GET", f"/models/{simulator['openrouter'].models[0]}/endpoints", wrong),
        "huawei": ("GET", services_url(simulator["huawei"]).partition("/v1")[2], wrong),
    }
    method, path, arguments = requests[provider]
    path = f"/v1{path}" if provider == "huawei" else path
    base_url = simulator[provider].base_url
    for url, status in ((base_url + path, 401), (f"{base_url}/elsewhere", 404)):
        answer = http.request(method, url, **arguments)
        assert answer.status_code == status
        validator(provider, "ErrorResponse").validate(answer.json())
