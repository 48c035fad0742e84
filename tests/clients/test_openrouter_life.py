"""A user's program for the life of a private endpoint at OpenRouter.

It is written once and run with both kinds of clients: what it calls is awaited where it has to be.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_core.clock import Clock
from endpoint_roster_openrouter import (
    ApiError,
    ArgumentError,
    AsyncOpenRouter,
    AuthenticationError,
    ConflictError,
    NotFoundError,
    OpenRouter,
    PermissionDeniedError,
    TransportError,
)
from endpoint_roster_openrouter.models import (
    CreatePrivateEndpointRequest,
    PrivateEndpointActivation,
    PrivateEndpointPricing,
)
from endpoint_roster_sim import Fault, Simulator
from endpoint_roster_sim.faults import LostAnswer, Reset, Status
from support.ways import done, each_way, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import OpenRouterCloud

WANTED: dict[str, Any] = {
    "model_permaslug": "meta-llama/llama-3.3-70b-instruct",
    "provider_slug": "together",
    "upstream_model_id": "llama-prod",
    "base_url": "https://llm.example.net/v1",
}
PRICES = PrivateEndpointPricing(prompt="0.0000004", completion="0.0000012")


class World:
    """A simulated cloud whose time the program moves, and a client of it that waits for nothing."""

    def __init__(self, way: str, *faults: Fault, seed: int = 0, **options: Any) -> None:
        self._way = way
        self._options = options
        self.now = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
        self._simulator = Simulator(
            endpoints=18,
            seed=seed,
            providers=["openrouter"],
            clock=lambda: self.now,
            faults=faults,
        )
        self._sync, self._async = ExitStack(), AsyncExitStack()

    async def __aenter__(self) -> tuple[Any, World]:
        self._sync.enter_context(self._simulator)
        numbers = count(1)
        clock = Clock(
            sleep=no_wait,
            sleep_async=no_wait_async,
            random=lambda: 0.0,
            key=lambda: f"key-{next(numbers)}",
        )
        cloud = self.cloud
        about: dict[str, Any] = {"base_url": cloud.base_url, "api_key": cloud.api_key}
        about |= {"clock": clock, **self._options}
        if self._way == "sync":
            return self._sync.enter_context(OpenRouter(**about)), self
        return await self._async.enter_async_context(AsyncOpenRouter(**about)), self

    async def __aexit__(self, *_: object) -> None:
        await self._async.aclose()
        self._sync.close()

    @property
    def cloud(self) -> OpenRouterCloud:
        return self._simulator["openrouter"]

    @property
    def there(self) -> list[dict[str, Any]]:
        """The private endpoints that the server has, as it lists them."""
        return self.cloud.private_endpoints.items()

    @property
    def workspace(self) -> str:
        return self.cloud.private_endpoints.workspace_id

    @property
    def activation(self) -> PrivateEndpointActivation:
        return PrivateEndpointActivation(workspace_id=self.workspace)


def no_wait(_: float) -> None:
    pass


async def no_wait_async(_: float) -> None:
    pass


@each_way
async def test_a_whole_life(way: str) -> None:
    async with World(way) as (openrouter, world):
        private = openrouter.private_endpoints
        assert await everything(private.list()) == []
        made = await done(private.create(**WANTED, declared_region="europe", pricing=PRICES))
        assert (made.deviations(), made.data.status) == ([], "draft")
        key = made.data.id
        (listed,) = await everything(private.list())
        assert (listed.id, listed.status, listed.deviations()) == (key, "draft", [])
        assert listed.created_at == made.data.created_at == world.now
        found = (await done(private.get(key))).data
        assert (found.upstream_model_id, found.base_url) == ("llama-prod", WANTED["base_url"])
        assert (found.declared_region, found.declared_zdr, found.pricing) == (
            "europe",
            None,
            PRICES,
        )
        changed = await done(private.update(key, upstream_model_id="llama-2", declared_zdr=True))
        assert (changed.data.base_url, changed.data.declared_region) == (WANTED["base_url"], None)
        assert changed.data.declared_zdr is True
        checked = await done(private.validate(key, workspace_id=world.workspace))
        assert (checked.data.passed, checked.deviations()) == (True, [])
        states = [
            (await done(getattr(private, verb)(key))).data.status
            for verb in ("activate", "disable", "enable", "disable", "enable")
        ]
        assert states == ["active", "disabled", "active", "disabled", "active"]
        priced = await done(
            private.update_pricing(
                key,
                pricing=PrivateEndpointPricing(prompt="0.1", completion="0.2", cache_read="0.01"),
            )
        )
        assert (await done(private.get(key))).data == priced.data
        assert priced.data.pricing.cache_read == "0.01"
        assert (await done(private.delete(key))).data.id == key
        assert await everything(private.list()) == []
        with pytest.raises(NotFoundError):
            await done(private.get(key))


@each_way
async def test_create_validate_and_activate_in_one_call(way: str) -> None:
    async with World(way) as (openrouter, world):
        private = openrouter.private_endpoints
        made = await done(private.create(**WANTED, activate=world.activation))
        assert made.data.status == "active"
        await done(private.delete(made.data.id))
        world.cloud.private_endpoints.failing = "upstream_error"
        with pytest.raises(ApiError) as caught:
            await done(private.create(**WANTED, activate=world.activation))
        error = caught.value
        assert (error.status, error.attempts) == (422, 1)
        draft = error.details.data
        assert (draft.endpoint.status, draft.validation.passed) == ("draft", False)
        (failed,) = [check for check in draft.validation.checks if not check.passed]
        assert (failed.reason, failed.upstream_status) == ("upstream_error", 500)
        assert [one["id"] for one in world.there] == [draft.endpoint.id]
        world.cloud.private_endpoints.failing = None
        await done(private.validate(draft.endpoint.id, workspace_id=world.workspace))
        assert (await done(private.activate(draft.endpoint.id))).data.status == "active"
        nowhere = PrivateEndpointActivation(workspace_id="ws_0")
        with pytest.raises(NotFoundError) as unknown:
            await done(private.create(**WANTED, activate=nowhere))
        assert unknown.value.details.data.validation is None


@each_way
async def test_refusals(way: str) -> None:
    async with World(way) as (openrouter, world):
        private = openrouter.private_endpoints
        key = (await done(private.create(**WANTED))).data.id
        for verb in ("activate", "disable", "enable"):  # it was never validated, nor is it active
            with pytest.raises(ConflictError) as caught:
                await done(getattr(private, verb)(key))
            assert (caught.value.status, caught.value.attempts) == (409, 1)
        await done(private.validate(key, workspace_id=world.workspace))
        await done(private.update(key, upstream_model_id="llama-2"))
        with pytest.raises(ConflictError, match="not_validated"):
            await done(private.activate(key))
        await done(private.validate(key, workspace_id=world.workspace))
        world.now += timedelta(days=1)
        with pytest.raises(ConflictError, match="validation_stale"):
            await done(private.activate(key))
        await done(private.validate(key, workspace_id=world.workspace))
        await done(private.activate(key))
        refused: list[Callable[[], Any]] = [
            lambda: private.activate(key),
            lambda: private.update(key, upstream_model_id="llama-3"),
            lambda: private.validate(key, workspace_id=world.workspace),
            lambda: private.delete(key, draft_only=True),
        ]
        for call in refused:
            with pytest.raises(ConflictError):
                await done(call())
        assert [(one["id"], one["status"]) for one in world.there] == [(key, "active")]
        with pytest.raises(NotFoundError, match="model_not_found"):
            await done(private.create(**{**WANTED, "model_permaslug": "acme/none"}))
        with pytest.raises(ApiError, match="invalid_base_url"):
            await done(private.create(**{**WANTED, "base_url": "http://llm.example.net"}))
        world.cloud.is_management_key = False
        for call in (private.list, lambda: private.get(key), openrouter.credit.get):
            with pytest.raises(PermissionDeniedError):
                await everything_of(call())


async def everything_of(called: Any) -> Any:
    """A list, or what a call returned."""
    is_pager = hasattr(called, "pages")
    return await everything(called) if is_pager else await done(called)


@each_way
async def test_a_key_of_an_earlier_creation(way: str) -> None:
    async with World(way) as (openrouter, world):
        private = openrouter.private_endpoints
        made = await done(private.create(**WANTED, idempotency_key="mine"))
        await done(private.validate(made.data.id, workspace_id=world.workspace))
        await done(private.activate(made.data.id))
        again = await done(private.create(**WANTED, idempotency_key="mine"))
        assert (again.data.id, again.data.status) == (made.data.id, "active")
        with pytest.raises(ApiError, match="idempotency_key_reused") as caught:
            await done(
                private.create(**{**WANTED, "upstream_model_id": "other"}, idempotency_key="mine")
            )
        assert caught.value.status == 422
        other = await done(private.create(**WANTED))  # has a key of its own
        assert other.data.id != made.data.id
        assert len(world.there) == 2


@each_way
@pytest.mark.parametrize(
    "fault",
    [LostAnswer(nth=1), Reset(nth=1), Status(500, nth=1), Status(502, nth=1)],
    ids=str,
)
async def test_a_creation_is_sent_again_by_itself(way: str, fault: Fault) -> None:
    async with World(way, fault) as (openrouter, world):
        made = await done(openrouter.private_endpoints.create(**WANTED))
        assert len(world.cloud.requests) == 2
        assert [one["id"] for one in world.there] == [made.data.id]


@each_way
async def test_a_change_is_not_sent_again_by_itself(way: str) -> None:
    calls: list[Callable[[Any], Any]] = [
        lambda p: p.update("pe_1", upstream_model_id="b"),
        lambda p: p.validate("pe_1", workspace_id="w"),
        lambda p: p.activate("pe_1"),
        lambda p: p.disable("pe_1"),
        lambda p: p.enable("pe_1"),
        lambda p: p.update_pricing("pe_1", pricing=PRICES),
        lambda p: p.delete("pe_1"),
    ]
    async with World(way, LostAnswer(only="changes")) as (openrouter, world):
        for call in calls:
            world.cloud.forget_requests()
            with pytest.raises(TransportError) as caught:
                await done(call(openrouter.private_endpoints))
            assert caught.value.may_have_reached_server
            assert (caught.value.attempts, len(world.cloud.requests)) == (1, 1)


async def create_once(private: Any, name: str) -> str:
    """Create an endpoint; where no answer came, ask again with the same key."""
    while True:
        try:
            made = await done(
                private.create(**WANTED, declared_zdr=True, idempotency_key=f"{name}-creation")
            )
        except TransportError:
            continue
        assert made.data.status == "draft"
        return made.data.id


async def until_done(private: Any, call: Callable[[], Any], key: str, wanted: str) -> None:
    """Repeat a change until an answer comes; a refusal means that it was done if the state says so.

    An endpoint that is gone is one for a deletion, which wants no state.
    """
    while True:
        try:
            answer = await done(call())
        except TransportError:
            continue
        except ConflictError:
            assert (await done(private.get(key))).data.status == wanted
        except NotFoundError:
            assert not wanted
        else:
            assert not hasattr(answer.data, "status") or answer.data.status == wanted
        return


@each_way
@pytest.mark.parametrize("max_attempts", [1, 3])
@pytest.mark.parametrize(
    "loss",
    [LostAnswer(rate=0.2, only="changes"), Reset(rate=0.2, only="changes")],
    ids=str,
)
async def test_never_two_where_one_was_asked_for(way: str, loss: Fault, max_attempts: int) -> None:
    world = World(way, loss, seed=3, max_attempts=max_attempts)
    async with world as (openrouter, world):
        private = openrouter.private_endpoints
        for number in range(10):
            key = await create_once(private, f"number-{number}")
            assert [one["id"] for one in world.there] == [key]
            upstream = f"number-{number}"
            steps: list[tuple[str, dict[str, Any], str]] = [
                ("update", {"upstream_model_id": upstream}, "draft"),
                ("validate", {"workspace_id": world.workspace}, "draft"),
                ("activate", {}, "active"),
                ("update_pricing", {"pricing": PRICES}, "active"),
                ("disable", {}, "disabled"),
                ("enable", {}, "active"),
            ]
            for verb, fields, wanted in steps:
                call = getattr(private, verb)
                await until_done(private, lambda: call(key, **fields), key, wanted)  # noqa: B023
                found = (await done(private.get(key))).data
                assert (found.status, found.upstream_model_id) == (wanted, upstream)
            assert (await done(private.get(key))).data.pricing == PRICES
            await until_done(private, lambda: private.delete(key), key, "")  # noqa: B023
            assert await everything(private.list()) == []
        assert sum(bool(request.faults) for request in world.cloud.requests) >= 10


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
