"""OpenRouter: private endpoints are made, change and go; the catalogue around them."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from endpoint_roster_sim import OpenRouterCloud, Simulator

from .calls import Clock, bearer
from .test_specs import validator

BODY: dict[str, Any] = {
    "model_permaslug": "meta-llama/llama-3.3-70b-instruct",
    "provider_slug": "together",
    "upstream_model_id": "llama-prod",
    "base_url": "https://llm.example.net/v1",
}
MANAGED = "ManagedPrivateEndpointResponse"
ANSWERS = {
    ("GET", ""): "ListPrivateEndpointsResponse",
    ("POST", ""): MANAGED,
    ("GET", "/{id}"): "PrivateEndpointResponse",
    ("PATCH", "/{id}"): "PrivateEndpointResponse",
    ("DELETE", "/{id}"): "DeletePrivateEndpointResponse",
    ("POST", "/{id}/validate"): "PrivateEndpointValidationResponse",
    ("POST", "/{id}/activate"): MANAGED,
    ("POST", "/{id}/disable"): MANAGED,
    ("POST", "/{id}/enable"): MANAGED,
    ("PUT", "/{id}/pricing"): "PrivateEndpointResponse",
}


class Caller:
    """Calls one cloud, and checks every answer against the spec."""

    def __init__(self, http: httpx.Client, cloud: OpenRouterCloud, clock: Clock) -> None:
        self.http = http
        self.cloud = cloud
        self.clock = clock

    def __call__(
        self, method: str, path: str = "", body: Any = None, *, key: str = "", **query: str
    ) -> httpx.Response:
        headers = {**bearer(self.cloud.api_key), **({"Idempotency-Key": key} if key else {})}
        url = f"{self.cloud.base_url}/private-endpoints{path}"
        answer = self.http.request(method, url, json=body, headers=headers, params=query)
        identity = path.split("/")[1] if path else ""
        place = path.replace(f"/{identity}", "/{id}", 1) if identity else ""
        creates = (method, place) == ("POST", "")
        error = "PrivateEndpointCreationErrorResponse" if creates else "ErrorResponse"
        schema = ANSWERS[method, place] if answer.is_success else error
        validator("openrouter", schema).validate(answer.json())
        assert answer.status_code == (201 if creates else 200) or not answer.is_success
        return answer

    def create(self, **changes: Any) -> str:
        return self("POST", "", {**BODY, **changes}).json()["data"]["id"]

    def read(self, path: str, **query: Any) -> Any:
        """The data of the catalogue, checked against the spec."""
        schemas = {
            "/models": "ListModelsResponse",
            "/providers": "ListProvidersResponse",
            "/endpoints/zdr": "ListZeroRetentionEndpointsResponse",
            "/key": "GetKeyResponse",
            "/credits": "GetCreditsResponse",
        }
        answer = self.http.get(
            self.cloud.base_url + path, params=query, headers=bearer(self.cloud.api_key)
        )
        assert answer.status_code == 200, answer.text
        validator("openrouter", schemas[path]).validate(answer.json())
        return answer.json()

    def slugs(self, **query: Any) -> list[str]:
        return [model["id"] for model in self.read("/models", **query)["data"]]


@pytest.fixture
def call(http: httpx.Client) -> Iterator[Caller]:
    clock = Clock()
    with Simulator(endpoints=36, providers=["openrouter"], clock=clock) as simulator:
        yield Caller(http, simulator["openrouter"], clock)


def refused(answer: httpx.Response) -> tuple[int, str]:
    error = answer.json()["error"]
    assert error["code"] == answer.status_code
    return answer.status_code, error["message"]


def test_from_its_creation_to_its_end(call: Caller) -> None:
    workspace = {"workspace_id": call.cloud.private_endpoints.workspace_id}
    key = call.create(declared_zdr=True)
    (listed,) = call("GET").json()["data"]
    assert (listed["id"], listed["created_at"]) == (key, "2026-03-04T05:06:07.000Z")
    assert listed["provider_name"] == "Together"
    assert call("POST", f"/{key}/validate", workspace).json()["data"]["passed"]
    states = [
        call("POST", f"/{key}/{verb}").json()["data"]["status"]
        for verb in ("activate", "disable", "enable")
    ]
    assert states == ["active", "disabled", "active"]
    assert refused(call("DELETE", f"/{key}", draft_only="true")) == (409, "The endpoint is active.")
    assert call("DELETE", f"/{key}").json() == {"data": {"id": key}}
    assert call("GET").json() == {"data": []}
    assert refused(call("DELETE", f"/{key}")) == (404, "endpoint_not_found")


def test_the_newest_is_the_first_of_the_list(call: Caller) -> None:
    keys = [call.create() for _ in range(3)]
    assert [one["id"] for one in call("GET").json()["data"]] == keys[::-1]


def test_declarations_are_kept_with_the_deployment(call: Caller) -> None:
    key = call.create(declared_region="europe", declared_zdr=True)

    def after(**change: Any) -> tuple[Any, Any]:
        body = {"upstream_model_id": "llama-prod", **change}
        data = call("PATCH", f"/{key}", body).json()["data"]
        return data["declared_region"], data["declared_zdr"]

    assert after() == ("europe", True)
    assert after(declared_zdr=False) == ("europe", False)
    assert after(base_url="https://other.example.net") == (None, None)
    assert after(declared_region="us") == ("us", None)
    assert after(upstream_model_id="llama-2", declared_region="global") == ("global", None)


def test_prices_are_replaced(call: Caller) -> None:
    prices = {"prompt": "1", "completion": "2.5"}
    key = call.create(pricing={**prices, "cache_read": "0.1"})
    after = call("PUT", f"/{key}/pricing", {"pricing": prices}).json()["data"]
    assert after["pricing"] == prices
    assert call("GET", f"/{key}").json()["data"] == after


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"model_permaslug": None}, 400),
        ({"upstream_model_id": ""}, 400),
        ({"declared_region": "moon"}, 400),
        ({"declared_zdr": "yes"}, 400),
        ({"activate": "ws_1"}, 400),
        ({"activate": {}}, 400),
        ({"pricing": {"prompt": "1"}}, 400),
        ({"pricing": {"prompt": "1", "completion": "-1"}}, 400),
        ({"pricing": {"prompt": "1", "completion": 2}}, 400),
        ({"model_permaslug": "acme/none"}, 404),
        ({"provider_slug": "nobody"}, 404),
        ({"base_url": "http://llm.example.net"}, 422),
        ({"provider_slug": "azure"}, 422),
    ],
    ids=str,
)
def test_a_creation_that_cannot_be(call: Caller, change: dict[str, Any], status: int) -> None:
    answer = call("POST", "", {**BODY, **change})
    assert refused(answer)[0] == status
    is_kept = change == {"activate": {}}  # the draft is there when its activation is looked at
    assert len(call("GET").json()["data"]) == is_kept
    assert ("data" in answer.json()) == is_kept


def test_a_provider_that_derives_the_address(call: Caller) -> None:
    body = {name: value for name, value in BODY.items() if name != "base_url"}
    assert refused(call("POST", "", body)) == (422, "invalid_base_url")
    key = call("POST", "", {**body, "provider_slug": "azure"}).json()["data"]["id"]
    assert call("GET", f"/{key}").json()["data"]["base_url"] is None


def test_keys_of_creations(call: Caller) -> None:
    first = call("POST", "", BODY, key="a").json()["data"]
    call("PATCH", f"/{first['id']}", {"upstream_model_id": "changed"})
    again = {**BODY, "activate": {"workspace_id": "ws_none"}}  # which is not compared
    assert call("POST", "", again, key="a").json()["data"]["id"] == first["id"]
    other = {**BODY, "declared_zdr": True}
    assert refused(call("POST", "", other, key="a")) == (422, "idempotency_key_reused")
    assert call("POST", "", other, key="b").json()["data"]["id"] != first["id"]
    call("DELETE", f"/{first['id']}")
    assert refused(call("POST", "", BODY, key="a")) == (404, "endpoint_not_found")


def test_on_request(call: Caller) -> None:
    private = call.cloud.private_endpoints
    private.quota = 1
    key = call.create()
    assert refused(call("POST", "", BODY)) == (422, "endpoint_limit_reached")
    for reason in ("upstream_error", "model_mismatch", "no_byok_key"):
        private.failing = reason
        body = {"workspace_id": private.workspace_id}
        outcome = call("POST", f"/{key}/validate", body).json()["data"]
        assert not outcome["passed"]
        assert outcome["checks"][-1]["reason"] == reason
    private.is_entitled = False
    assert refused(call("GET"))[0] == 403
    private.is_entitled, call.cloud.is_management_key = True, False
    assert refused(call("GET"))[0] == 403


def test_a_restart_makes_everything_as_it_was(http: httpx.Client) -> None:
    clock = Clock()
    simulator = Simulator(endpoints=3, providers=["openrouter"], clock=clock)
    with simulator:
        first = Caller(http, simulator["openrouter"], clock)
        first("POST", "", BODY, key="a")
    with simulator:
        second = Caller(http, simulator["openrouter"], clock)
        assert second("GET").json() == {"data": []}
        assert second("POST", "", BODY, key="a").status_code == 201


def test_models(call: Caller) -> None:
    every = call.read("/models")
    assert every["total_count"] == len(every["data"]) == 6
    assert [model["id"] for model in every["data"]] == call.cloud.models[:-1]
    pages = [call.read("/models", offset=at, limit=4) for at in (0, 4)]
    assert [one for page in pages for one in page["data"]] == every["data"]
    assert [page["links"]["next"] for page in pages] == ["/api/v1/models?offset=4&limit=4", None]
    by_price = call.read("/models", sort="pricing-low-to-high")["data"]
    prices = [
        float(one["pricing"]["prompt"]) + float(one["pricing"]["completion"]) for one in by_price
    ]
    assert prices == sorted(prices)
    newest = call.read("/models", sort="newest")["data"]
    assert newest == sorted(newest, key=lambda one: -one["created"])


def _in_order(value: dict[str, str] | set[str]) -> str:
    """Say a parameter in the same words each time: a set has its members in any order."""
    return str(value if isinstance(value, dict) else sorted(value))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "DEEPSEEK"}, {"deepseek/deepseek-r1:free"}),
        ({"arch": "GPT"}, {"openai/gpt-oss-120b"}),
        (
            {"model_authors": "openai,google"},
            {"openai/gpt-oss-120b", "google/gemma-3-27b-it"},
        ),
        (
            {"input_modalities": "text,image"},
            {"google/gemma-3-27b-it", "mistralai/mistral-small-3.2-24b-instruct"},
        ),
        ({"max_price": "0"}, {"deepseek/deepseek-r1:free"}),
        ({"context": "200000"}, {"qwen/qwen3-235b-a22b-2507"}),
        (
            {"distillable": "true"},
            {"deepseek/deepseek-r1:free", "qwen/qwen3-235b-a22b-2507"},
        ),
        ({"output_modalities": "image"}, set[str]()),
        ({"min_intelligence_index": "1"}, set[str]()),
        ({"category": "roleplay"}, set[str]()),
        ({"max_age_days": "1"}, set[str]()),
    ],
    ids=_in_order,
)
def test_models_are_filtered(call: Caller, query: dict[str, str], expected: set[str]) -> None:
    assert {*call.slugs(**query)} == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sort", "best"),
        ("region", "europe"),
        ("zdr", "false"),
        ("distillable", "yes"),
        ("category", "none"),
        ("context", "0"),
        ("min_price", "-1"),
        ("max_price", "cheap"),
        ("max_price", "NaN"),
        ("min_tool_success_rate", "2"),
        ("limit", "1001"),
        ("offset", "-1"),
    ],
)
def test_a_filter_that_cannot_be(call: Caller, name: str, value: str) -> None:
    answer = call.http.get(f"{call.cloud.base_url}/models", params={name: value})
    assert refused(answer)[0] == 400
    assert name in refused(answer)[1]


def test_who_keeps_nothing(call: Caller) -> None:
    kept = call.read("/endpoints/zdr")["data"]
    names = {one["name"] for one in call.read("/providers")["data"]}
    assert {one["provider_name"] for one in kept} < names
    fleet = call.cloud.fleet
    assert [one for one in fleet if one in kept] == kept
    served = {one["model_id"] for one in kept}
    assert {*call.slugs(zdr="true", output_modalities="all")} == served


def test_the_key_and_its_credits(call: Caller) -> None:
    key = call.read("/key")["data"]
    assert call.cloud.api_key not in str(key)
    assert key["is_management_key"] is True
    assert call.read("/credits")["data"] == {"total_credits": 120, "total_usage": 37.42}
    for path in ("/key", "/credits", "/private-endpoints"):
        answer = call.http.get(call.cloud.base_url + path)
        assert refused(answer) == (401, "No API key was sent.")
    call.cloud.is_management_key = False
    assert call.read("/key")["data"]["is_management_key"] is False
