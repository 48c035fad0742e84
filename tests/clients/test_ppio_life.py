"""A user's program for the life of an endpoint at PPIO, and at Novita.

It is written once and run with both kinds of clients: what it calls is awaited where it has to be.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_ppio import (
    ApiError,
    ArgumentError,
    AsyncPpio,
    NotFoundError,
    PermissionDeniedError,
    Ppio,
    TransportError,
)
from endpoint_roster_ppio.models import (
    CreateEndpointRequest,
    EnvironmentVariable,
    Policy,
    WorkerSettings,
)
from endpoint_roster_ppio.operations.delete_endpoint import delete_endpoint
from endpoint_roster_ppio.operations.get_endpoint import get_endpoint
from endpoint_roster_ppio.operations.update_endpoint import update_endpoint
from endpoint_roster_sim.faults import LostAnswer, Reset
from support.lives import Life
from support.ways import done, each_way, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import Fault


ONE_WORKER = WorkerSettings(min_replicas=1, max_replicas=3)
NONE = WorkerSettings(min_replicas=0, max_replicas=0)
WANTED: dict[str, Any] = {
    "type_": "async",
    "name": "img-tagger",
    "product_id": "rtx4090-24g.1x",
    "image": "registry.example/tagger:1.4",
    "worker_config": ONE_WORKER,
}
both_brands = pytest.mark.parametrize("is_novita", [False, True], ids=["ppio", "novita"])


class World(Life):
    provider, clients = "ppio", (Ppio, AsyncPpio)

    def __init__(self, way: str, *faults: Fault, seed: int = 0, is_novita: bool = False) -> None:
        super().__init__(way, *faults, seed=seed)
        self._is_novita = is_novita

    def arguments(self) -> dict[str, Any]:
        self.cloud.is_novita = self._is_novita
        return self.cloud.describe()

    async def wait(self, ppio: Any, key: str, wanted: str) -> Any:
        return await self.wait_until(
            lambda: ppio.endpoints.get(key), lambda found: found.status.status, wanted
        )


@each_way
@both_brands
async def test_a_whole_life(way: str, is_novita: bool) -> None:
    async with World(way, is_novita=is_novita) as (ppio, world):
        endpoints = ppio.endpoints
        before = await everything(endpoints.list())
        created = await done(
            endpoints.create(
                **WANTED,
                app_name="tagger",
                envs=[EnvironmentVariable(key="MODE", value="fast")],
                ports=[8080],
            )
        )
        assert created.deviations() == []
        key = created.id
        first = await done(endpoints.get(key))
        assert (first.id, first.type_, first.deviations()) == (key, "async", [])
        assert first.status.status == "pending"
        assert first.envs[0].value == "fast"
        found = await world.wait(ppio, key, "running")
        assert [worker.health for worker in found.workers] == [True]
        assert [one.id for one in await everything(endpoints.list())] == [
            key,
            *(one.id for one in before),
        ]
        policy = Policy(type_="concurrency", value=4)
        assert await done(endpoints.update(key, name="img-tagger-2", policy=policy)) is None
        found = await world.wait(ppio, key, "running")
        assert (found.name, found.policy, found.ports) == ("img-tagger-2", policy, [8080])
        for workers, passing, final, count in (
            (NONE, "stopping", "stopped", 0),
            (ONE_WORKER, "starting", "running", 1),
            (WorkerSettings(min_replicas=0, max_replicas=2), "updating", "running", 0),
        ):
            await done(endpoints.update(key, worker_config=workers))
            assert (await done(endpoints.get(key))).status.status == passing
            found = await world.wait(ppio, key, final)
            assert len(found.workers) == count
        assert await done(endpoints.delete(key)) is None
        assert await everything(endpoints.list()) == before
        for call in (endpoints.get, endpoints.update, endpoints.delete):
            with pytest.raises(NotFoundError) as caught:
                await done(call(key))
            assert (caught.value.status, caught.value.code) == (404, "NOT_FOUND")


@each_way
@pytest.mark.parametrize(("is_novita", "price"), [(False, "2.1"), (True, "0.306")])
async def test_what_an_endpoint_costs(way: str, is_novita: bool, price: str) -> None:
    async with World(way, is_novita=is_novita) as (ppio, _):
        key = (await done(ppio.endpoints.create(**WANTED))).id
        found = await done(ppio.endpoints.get(key))
        products = await everything(ppio.products.list(type_="gpu", category="serverless"))
        assert [deviation for one in products for deviation in one.deviations()] == []
        (product,) = [one for one in products if one.id == found.product_id]
        amount = Decimal(product.pricing.postpaid.final_price)
        assert amount.scaleb(-product.pricing.precision) == Decimal(price)
        assert product.pricing.postpaid.unit == "per_hour"
        regions = await everything(ppio.regions.list())
        (region,) = [one for one in regions if one.id == found.region_id]
        assert region.id in product.region_ids
        assert product.resource_spec.gpu.name in region.gpus


@each_way
async def test_every_page_of_products_and_regions(way: str) -> None:
    async with World(way) as (ppio, world):
        reads: list[Callable[..., Any]] = [
            partial(ppio.products.list, type_="gpu", category="serverless"),
            ppio.regions.list,
        ]
        for read in reads:
            all_at_once = await everything(read())
            world.cloud.forget_requests()
            assert await everything(read(limit=2)) == all_at_once
            assert len(world.cloud.requests) == 3


@each_way
async def test_refusals(way: str) -> None:
    async with World(way) as (ppio, world):
        endpoints = ppio.endpoints
        with pytest.raises(NotFoundError) as unknown:
            await done(endpoints.create(**{**WANTED, "product_id": "rtx9090"}))
        assert unknown.value.details.metadata.to_dict() == {"parameter": "product_id"}
        world.cloud.quota = 0
        with pytest.raises(PermissionDeniedError) as quota:
            await done(endpoints.create(**WANTED))
        assert (quota.value.status, quota.value.code) == (403, "QUOTA_EXCEEDED")
        key = world.cloud.fleet[0]["id"]
        with pytest.raises(ApiError) as caught:
            await done(endpoints.update(key, {"worker_config": {"min_replicas": 1}}))
        assert (caught.value.status, caught.value.code) == (400, "INVALID_REQUEST_PARAMETER")


@each_way
async def test_a_body_as_a_model_or_a_mapping(way: str) -> None:
    async with World(way) as (ppio, world):
        model = CreateEndpointRequest(**WANTED)
        for body in (model, model.to_dict()):
            created = await done(ppio.endpoints.create(body))
            assert world.cloud.fleet[0]["id"] == created.id
            assert world.cloud.fleet[0]["worker_config"]["min_replicas"] == 1


async def create_once(ppio: Any, name: str) -> str:
    """Create an endpoint; where no answer came, look for its name before asking again."""
    while True:
        try:
            return (await done(ppio.endpoints.create(**{**WANTED, "name": name}))).id
        except TransportError:
            found = await everything(ppio.endpoints.list(keyword=name))
            if same := [one for one in found if one.name == name]:
                (one,) = same
                return one.id


async def until_answered(call: Callable[[], Any]) -> None:
    """Repeat a change, which is safe, until an answer comes."""
    while True:
        try:
            return await done(call())
        except TransportError:
            continue


async def delete(ppio: Any, key: str) -> None:
    """Delete an endpoint; if it is gone although no answer came, that was done before."""
    with suppress(NotFoundError):
        await until_answered(lambda: ppio.endpoints.delete(key))


@each_way
@both_brands
@pytest.mark.parametrize(
    "loss",
    [LostAnswer(rate=0.2, only="changes"), Reset(rate=0.2, only="changes")],
    ids=str,
)
async def test_never_two_where_one_was_asked_for(way: str, loss: Fault, is_novita: bool) -> None:
    async with World(way, loss, seed=3, is_novita=is_novita) as (ppio, world):
        before = world.cloud.fleet
        endpoints = ppio.endpoints
        for number in range(10):
            key = await create_once(ppio, f"number-{number}")
            assert len(world.cloud.fleet) == len(before) + 1
            await world.wait(ppio, key, "running")
            image = f"registry.example/tagger:2.{number}"
            await until_answered(lambda: endpoints.update(key, image=image))  # noqa: B023
            for workers, final in ((NONE, "stopped"), (ONE_WORKER, "running"), (NONE, "stopped")):
                await until_answered(
                    lambda: endpoints.update(key, worker_config=workers)  # noqa: B023
                )
                found = await world.wait(ppio, key, final)
                assert found.image == image
                assert found.worker_config.max_replicas == workers.max_replicas
            await delete(ppio, key)
            assert world.cloud.fleet == before
        assert sum(bool(request.faults) for request in world.cloud.requests) >= 5


@each_way
async def test_a_change_is_not_sent_again_by_itself(way: str) -> None:
    calls: list[Callable[[Any], Any]] = [
        lambda p: p.endpoints.create(**WANTED),
        lambda p: p.endpoints.update("ep-1", name="b"),
        lambda p: p.endpoints.delete("ep-1"),
    ]
    async with World(way, LostAnswer(only="changes")) as (ppio, world):
        for call in calls:
            world.cloud.forget_requests()
            with pytest.raises(TransportError) as caught:
                await done(call(ppio))
            assert caught.value.may_have_reached_server
            assert (caught.value.attempts, len(world.cloud.requests)) == (1, 1)
        assert len(world.cloud.fleet) == 4


@each_way
@pytest.mark.parametrize(
    ("key", "raw"),
    [("a/b", "a%2Fb"), ("a?b=c", "a%3Fb%3Dc"), ("a#b", "a%23b"), ("页", "%E9%A1%B5")],
)
async def test_an_id_never_leads_to_another_path(way: str, key: str, raw: str) -> None:
    async with World(way) as (ppio, world):
        for call in (ppio.endpoints.get, ppio.endpoints.delete, ppio.endpoints.update):
            with pytest.raises(NotFoundError):
                await done(call(key))
        assert [request.query for request in world.cloud.requests] == [{}] * 3
        assert len(world.cloud.fleet) == 3
    for made in (get_endpoint(key), update_endpoint(key), delete_endpoint(key)):
        assert made.path == f"/gpus/v2/endpoints/{raw}"


BAD: dict[str, tuple[Callable[[Any], Any], str]] = {
    "fields that are missing": (lambda p: p.endpoints.create(), "type, name, product_id, image"),
    "workers that are missing": (
        lambda p: p.endpoints.create(**{k: v for k, v in WANTED.items() if k != "worker_config"}),
        r"^endpoints\.create: worker_config must be given$",
    ),
    "a type that is none": (
        lambda p: p.endpoints.create(**{**WANTED, "type_": "batch"}),
        "type must be async or sync, not 'batch'",
    ),
    "an empty name": (
        lambda p: p.endpoints.create(**{**WANTED, "name": ""}),
        "name must have 1 to 255 characters, not 0",
    ),
    "a name that is too long": (
        lambda p: p.endpoints.create(**{**WANTED, "name": "x" * 256}),
        "name must have 1 to 255 characters, not 256",
    ),
    "an image that is too long": (
        lambda p: p.endpoints.update("ep-1", image="x" * 501),
        "image must have 500 or less characters, not 501",
    ),
    "more workers than there may be": (
        lambda p: p.endpoints.update("ep-1", worker_config=WorkerSettings(max_replicas=1001)),
        r"^endpoints\.update: worker_config\.max_replicas must be 0 to 1000, not 1001$",
    ),
    "fewer workers than none, in a mapping": (
        lambda p: p.endpoints.update("ep-1", {"worker_config": {"max_replicas": -1}}),
        r"worker_config\.max_replicas must be 0 to 1000, not -1",
    ),
    "a port that is none": (
        lambda p: p.endpoints.create(**WANTED, ports=[8080, 65536]),
        r"ports\[\] must be 1 to 65535, not 65536",
    ),
    "an empty id": (lambda p: p.endpoints.delete(""), "endpoint_id"),
    "an id of dots": (lambda p: p.endpoints.get(".."), "endpoint_id"),
    "a negative limit": (
        lambda p: p.endpoints.list(limit=-1).pages(),
        r"^endpoints\.list: limit must be 0 or more, not -1$",
    ),
    "a cursor that is too long": (
        lambda p: p.regions.list(cursor="x" * 1025).pages(),
        "cursor must have 0 to 1024 characters, not 1025",
    ),
    "a kind of product that is none": (
        lambda p: p.products.list(type_="tpu", category="serverless").pages(),
        "type must be cpu or gpu, not 'tpu'",
    ),
    "a way to pay that is none": (
        lambda p: p.products.list(type_="gpu", category="serverless", billing_method="x").pages(),
        "billing_method must be",
    ),
    "body and field": (lambda p: p.endpoints.update("ep-1", {"name": "a"}, name="b"), "not both"),
}


@each_way
@pytest.mark.parametrize("case", BAD)
async def test_what_cannot_be_meant_is_not_sent(way: str, case: str) -> None:
    call, words = BAD[case]
    async with World(way) as (ppio, world):
        with pytest.raises(ArgumentError, match=words):
            await done(call(ppio))
        assert world.cloud.requests == []
