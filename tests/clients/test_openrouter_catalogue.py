"""OpenRouter's catalogue, the key in use, and what cannot be meant: both kinds of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_openrouter import ArgumentError, AuthenticationError, NotFoundError
from endpoint_roster_openrouter.models import CreatePrivateEndpointRequest
from support.openrouter import WANTED, World
from support.ways import done, each_way, everything

if TYPE_CHECKING:
    from collections.abc import Callable


@each_way
async def test_the_catalogue(way: str) -> None:
    async with World(way) as (openrouter, world):
        models = await everything(openrouter.models.list())
        served = world.cloud.models[:-1]
        assert [model.id for model in models] == [one for one in served if "embedding" not in one]
        assert [fault for model in models for fault in model.deviations()] == []
        cheap = await everything(
            openrouter.models.list(
                supported_parameters="tools",
                max_price=0.2,
                sort="pricing-low-to-high",
                distillable=False,
                q="a",
            )
        )
        prices = [float(model.pricing.prompt) * 1_000_000 for model in cheap]
        assert all(price <= 0.2 for price in prices)
        assert {model.id for model in cheap} < {model.id for model in models}
        assert await everything(openrouter.models.list(q="none of this name")) == []
        private = await everything(openrouter.models.list(zdr="true", region="eu"))
        assert {model.id for model in private} <= {model.id for model in models}
        names = {one.name: one.slug for one in await everything(openrouter.providers.list())}
        kept = await everything(openrouter.endpoints.list_zero_retention())
        assert {one.provider_name for one in kept} <= names.keys()
        assert [one.to_dict() for one in kept] == [
            one
            for one in world.cloud.fleet
            if one["provider_name"] in {endpoint.provider_name for endpoint in kept}
        ]
        assert 0 < len(kept) < len(world.cloud.fleet)


@each_way
async def test_the_key_and_its_credits(way: str) -> None:
    async with World(way) as (openrouter, world):
        key = (await done(openrouter.key.get())).data
        assert (key.is_management_key, key.limit, key.deviations()) == (True, None, [])
        assert key.workspace_id == world.workspace
        assert world.cloud.api_key not in str(key.to_dict())
        credit = (await done(openrouter.credit.get())).data
        assert credit.total_credits - credit.total_usage == pytest.approx(82.58)
    async with World(way, api_key="sk-or-v1-wrong") as (openrouter, _):
        with pytest.raises(AuthenticationError):
            await done(openrouter.key.get())


@each_way
@pytest.mark.parametrize("key", ["a/b", "a?b=c", "../key", "a b#c", "%2e%2e"])
async def test_an_id_never_leads_to_another_path(way: str, key: str) -> None:
    async with World(way) as (openrouter, world):
        private = openrouter.private_endpoints
        made = await done(private.create(**WANTED))
        for call in (private.get, private.delete, private.disable):
            world.cloud.forget_requests()
            with pytest.raises(NotFoundError):
                await done(call(key))
            (request,) = world.cloud.requests
            assert request.path.startswith(f"/api/v1/private-endpoints/{key}")
            assert request.query == {}
        assert [one["id"] for one in world.there] == [made.data.id]


BAD: dict[str, tuple[Callable[[Any], Any], str]] = {
    "fields that are missing": (
        lambda o: o.private_endpoints.create(),
        "model_permaslug, provider_slug, upstream_model_id must be given",
    ),
    "a deployment that is missing": (
        lambda o: o.private_endpoints.update("pe_1", base_url="https://llm.example.net"),
        r"^private_endpoints\.update: upstream_model_id must be given$",
    ),
    "no workspace": (lambda o: o.private_endpoints.validate("pe_1"), "workspace_id must be given"),
    "an empty workspace": (
        lambda o: o.private_endpoints.validate("pe_1", workspace_id=""),
        "workspace_id must have 1 or more characters, not 0",
    ),
    "no prices": (lambda o: o.private_endpoints.update_pricing("pe_1"), "pricing must be given"),
    "an empty id": (lambda o: o.private_endpoints.get(""), "id must be a non-empty id"),
    "dots for an id": (lambda o: o.private_endpoints.delete(".."), "id must be a non-empty id"),
    "no id": (lambda o: o.private_endpoints.enable(None), "id must be a non-empty id"),
    "an empty key": (
        lambda o: o.private_endpoints.create(**WANTED, idempotency_key=""),
        "the header Idempotency-Key must be printable ASCII",
    ),
    "a key of two lines": (
        lambda o: o.private_endpoints.create(**WANTED, idempotency_key="a\nb"),
        "the header Idempotency-Key must be printable ASCII",
    ),
    "body and field": (
        lambda o: o.private_endpoints.create(
            CreatePrivateEndpointRequest(**WANTED), base_url="https://other.example"
        ),
        "not both",
    ),
    "an empty model in a mapping": (
        lambda o: o.private_endpoints.create({**WANTED, "model_permaslug": ""}),
        "model_permaslug must have 1 or more",
    ),
    "a filter that cannot be reversed": (
        lambda o: o.models.list(zdr="false").pages(),
        "zdr must be true, not 'false'",
    ),
    "a region of no model": (
        lambda o: o.models.list(region="europe").pages(),
        "region must be eu or us, not 'europe'",
    ),
    "a context of nothing": (
        lambda o: o.models.list(context=0).pages(),
        "context must be 1 or more, not 0",
    ),
    "a price below nothing": (
        lambda o: o.models.list(max_price=-0.5).pages(),
        "max_price must be 0 or more, not -0.5",
    ),
    "a rate above 1": (
        lambda o: o.models.list(min_tool_success_rate=90).pages(),
        "min_tool_success_rate must be 0 to 1, not 90",
    ),
}


@each_way
@pytest.mark.parametrize("case", BAD)
async def test_what_cannot_be_meant_is_not_sent(way: str, case: str) -> None:
    call, words = BAD[case]
    async with World(way) as (openrouter, world):
        with pytest.raises(ArgumentError, match=words):
            await done(call(openrouter))
        assert world.cloud.requests == []
