"""A user's program for the life of a private endpoint at OpenRouter.

It is written once and run with both kinds of clients: what it calls is awaited where it has to be.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_openrouter import (
    ApiError,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    TransportError,
)
from endpoint_roster_openrouter.models import PrivateEndpointActivation, PrivateEndpointPricing
from endpoint_roster_sim.faults import LostAnswer, Reset, Status
from support.openrouter import PRICES, WANTED, World
from support.ways import done, each_way, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import Fault


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
@pytest.mark.parametrize(("failing", "status"), [(None, "active"), ("no_byok_key", "draft")])
async def test_a_repeated_creation_says_how_far_the_first_one_came(
    way: str, failing: str | None, status: str
) -> None:
    async with World(way, LostAnswer(nth=1)) as (openrouter, world):
        world.cloud.private_endpoints.failing = failing
        made = await done(openrouter.private_endpoints.create(**WANTED, activate=world.activation))
        assert made.data.status == status
        assert [(one["id"], one["status"]) for one in world.there] == [(made.data.id, status)]


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
