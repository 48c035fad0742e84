"""OpenRouter: the official SDK lives the life that our client lives.

| operation | driven by | compared |
|---|---|---|
| private endpoints: list, get, create (with its key), update, validate, activate, disable, enable, prices, delete | the SDK's own methods | each request with its idempotency key but no other header, each answer |
| refusals: states that do not allow it, an id that is gone, a model that does not exist, a key used twice, a validation that fails | both | status and code |
| models with filters, providers, endpoints without retention, key, credits | the SDK's own methods | each request but its headers, each answer |

The SDK asks for a page of 500 models where we ask for all; the answers are the same.
"""  # noqa: E501

# pyright: reportMissingImports=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import httpx
import openrouter
import pytest
from endpoint_roster_openrouter import ApiError, OpenRouter
from endpoint_roster_openrouter.models import PrivateEndpointActivation, PrivateEndpointPricing
from endpoint_roster_sim import OpenRouterCloud, Simulator
from openrouter.errors import OpenRouterError
from openrouter.utils import BackoffStrategy, RetryConfig

Json = dict[str, Any]
Sent = tuple[str, str, list[tuple[str, str]], Any, str | None]

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
WANTED: Json = {
    "model_permaslug": "openai/gpt-oss-120b",
    "provider_slug": "together",
    "upstream_model_id": "oss-prod",
    "base_url": "https://llm.example.net/v1",
    "declared_region": "europe",
}
PRICES = {"prompt": "0.0000004", "completion": "0.0000012"}
MORE_PRICES = {**PRICES, "cache_read": "0.00000004"}
FILTERS: Json = {
    "supported_parameters": "tools",
    "max_price": 0.5,
    "context": 100_000,
    "sort": "pricing-low-to-high",
    "zdr": "true",
    "region": "us",
}


class Caller:
    """A client whose requests are kept."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.http = httpx.Client(event_hooks={"request": [self._keep]}, trust_env=False)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def _keep(self, request: httpx.Request) -> None:
        query = sorted(parse_qsl(request.url.query.decode()))
        body = json.loads(request.content) if request.content else None
        key = request.headers.get("idempotency-key")
        self.sent.append((request.method, request.url.path, query, body, key))


class Theirs(Caller):
    """The SDK."""

    def __init__(self, cloud: OpenRouterCloud) -> None:
        super().__init__()
        never = RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False)
        self._client = openrouter.OpenRouter(
            api_key=cloud.api_key,
            server_url=cloud.base_url,
            retry_config=never,
            client=self.http,
        )
        self.private = self._client.private_endpoints

    def create(self, workspace: str | None = None, **changes: Any) -> Any:
        more: Json = {} if workspace is None else {"activate": {"workspace_id": workspace}}
        return self.private.create(**{**WANTED, "pricing": PRICES, **more, **changes})

    def price(self, key: str) -> Any:
        return self.private.update_pricing(id=key, pricing=MORE_PRICES)

    def listed(self) -> Any:
        return self.private.list()

    def one(self, verb: str, key: str, **fields: Any) -> Any:
        if "draft_only" in fields:
            fields["draft_only"] = "true"
        return getattr(self.private, verb)(id=key, **fields)

    def reads(self) -> list[Any]:
        client = self._client

        def models() -> Any:
            return client.models.list(**FILTERS).result

        return [
            self.outcome(models),
            self.outcome(client.providers.list),
            self.outcome(client.endpoints.list_zdr_endpoints),
            self.outcome(client.api_keys.get_current_key_metadata),
            self.outcome(client.credits.get_credits),
        ]

    def outcome(self, call: Callable[[], Any]) -> Any:
        """What a call returned, or status and code of its refusal."""
        try:
            answer = call()
        except OpenRouterError as error:
            return error.status_code, str(json.loads(error.body)["error"]["code"])
        return answer.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)


class Ours(Caller):
    """Our client, with the same names."""

    def __init__(self, cloud: OpenRouterCloud) -> None:
        super().__init__()
        self._client = OpenRouter(
            api_key=cloud.api_key, base_url=cloud.base_url, http_client=self.http
        )
        self.private = self._client.private_endpoints

    def create(self, workspace: str | None = None, **changes: Any) -> Any:
        fields: Json = {**WANTED, "pricing": PrivateEndpointPricing(**PRICES), **changes}
        if workspace is not None:
            fields["activate"] = PrivateEndpointActivation(workspace_id=workspace)
        return self.private.create(**fields)

    def price(self, key: str) -> Any:
        return self.private.update_pricing(key, pricing=PrivateEndpointPricing(**MORE_PRICES))

    def listed(self) -> Any:
        (page,) = self.private.list().pages()
        return page

    def one(self, verb: str, key: str, **fields: Any) -> Any:
        return getattr(self.private, verb)(key, **fields)

    def reads(self) -> list[Any]:
        client = self._client
        lists: Any = (
            client.models.list(**FILTERS),
            client.providers.list(),
            client.endpoints.list_zero_retention(),
        )
        return [
            *(self.outcome(lambda: next(iter(one.pages()))) for one in lists),  # noqa: B023
            self.outcome(client.key.get),
            self.outcome(client.credit.get),
        ]

    def outcome(self, call: Callable[[], Any]) -> Any:
        """What a call returned, or status and code of its refusal."""
        try:
            return call().to_dict()
        except ApiError as error:
            return error.status, error.code


def life(one: Any, cloud: OpenRouterCloud) -> list[Any]:
    """Every operation, from before an endpoint is there until it is gone again."""
    outcome, workspace = one.outcome, cloud.private_endpoints.workspace_id
    steps: list[Any] = [
        outcome(one.listed),
        outcome(lambda: one.create(model_permaslug="openai/none", idempotency_key="k0")),
        outcome(lambda: one.create(idempotency_key="k1")),
    ]
    key = steps[-1]["data"]["id"]
    calls: list[Callable[[], Any]] = [
        lambda: one.create(idempotency_key="k1"),  # the same one
        lambda: one.create(idempotency_key="k1", upstream_model_id="other"),  # refused
        one.listed,
        lambda: one.one("get", key),
        lambda: one.one("activate", key),  # refused: it was not validated
        lambda: one.one("update", key, upstream_model_id="oss-2", declared_zdr=False),
        lambda: one.one("update", key, upstream_model_id="oss-2", declared_zdr=None),
        lambda: one.one("validate", key, workspace_id="ws_0"),  # refused
        lambda: one.one("validate", key, workspace_id=workspace),
        lambda: one.one("activate", key),
        lambda: one.one("update", key, upstream_model_id="oss-3"),  # refused: it is active
        lambda: one.price(key),
        lambda: one.one("disable", key),
        lambda: one.one("disable", key),  # refused
        lambda: one.one("enable", key),
        lambda: one.one("delete", key, draft_only=True),  # refused
        lambda: one.one("delete", key),
        lambda: one.one("get", key),  # refused: it is gone
        lambda: one.create(workspace, idempotency_key="k2"),
    ]
    steps += [outcome(call) for call in calls]
    cloud.private_endpoints.failing = "model_mismatch"
    return [
        *steps,
        outcome(lambda: one.create(workspace, idempotency_key="k3")),
        outcome(one.listed),
    ]


def world() -> Simulator:
    return Simulator(endpoints=30, providers=["openrouter"], clock=lambda: NOW)


def test_one_life_of_two_clients() -> None:
    with world() as simulator, Theirs(cloud := simulator["openrouter"]) as theirs:
        their_answers = life(theirs, cloud)
    # The same again, for us.
    with world() as simulator, Ours(cloud := simulator["openrouter"]) as ours:
        our_answers = life(ours, cloud)
    assert len(ours.sent) == 24
    assert ours.sent == theirs.sent
    assert our_answers == their_answers
    assert [one for one in our_answers if isinstance(one, tuple)] == [
        (404, "404"),
        (422, "422"),
        (409, "409"),
        (404, "404"),
        (409, "409"),
        (409, "409"),
        (409, "409"),
        (404, "404"),
        (422, "422"),
    ]
    assert [one["status"] for one in our_answers[-1]["data"]] == ["draft", "active"]


@pytest.mark.filterwarnings("ignore:.*DEPRECATED:DeprecationWarning")  # by the SDK itself
def test_what_can_be_read() -> None:
    with world() as simulator:
        cloud = simulator["openrouter"]
        with Theirs(cloud) as theirs, Ours(cloud) as ours:
            their_answers, our_answers = theirs.reads(), ours.reads()
    assert our_answers == their_answers
    assert all(answer["data"] for answer in our_answers)
    (their_models, *their_rest), (our_models, *our_rest) = theirs.sent, ours.sent
    assert our_rest == their_rest
    paged = [("limit", "500"), ("offset", "0")]
    assert sorted([*our_models[2], *paged]) == their_models[2]
    assert (our_models[:2], our_models[3:]) == (their_models[:2], their_models[3:])


@pytest.mark.parametrize("verb", ["get", "disable", "delete"])
def test_ids_that_would_lead_elsewhere(verb: str) -> None:
    """Where the SDK asks another path, we do not."""
    with world() as simulator:
        cloud = simulator["openrouter"]
        with Ours(cloud) as ours:
            assert ours.outcome(lambda: ours.one(verb, "a/b?c")) == (404, "404")
            assert ours.sent[0][1].startswith("/api/v1/private-endpoints/a/b?c")
