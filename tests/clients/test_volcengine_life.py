"""A user's program for the life of an endpoint at Volcengine Ark, and at BytePlus ModelArk.

It is written once and run with both kinds of clients: what it calls is awaited where it has to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_sim.faults import LostAnswer, Reset
from endpoint_roster_volcengine import (
    ApiError,
    ArgumentError,
    AsyncVolcengine,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    TransportError,
    Volcengine,
)
from endpoint_roster_volcengine.models import (
    CreateEndpointRequest,
    EndpointFilter,
    FoundationModel,
    ModelActivationFilter,
    ModelReference,
    RateLimit,
    Tag,
)
from support.lives import Life
from support.ways import done, each_way, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import Fault


SEED = ModelReference(
    foundation_model=FoundationModel(name="doubao-seed-1-6", model_version="250615")
)


class World(Life):
    provider, clients = "volcengine", (Volcengine, AsyncVolcengine)

    def __init__(self, way: str, *faults: Fault, seed: int = 0, is_byteplus: bool = False) -> None:
        super().__init__(way, *faults, seed=seed)
        self._is_byteplus = is_byteplus

    def arguments(self) -> dict[str, Any]:
        if self._is_byteplus:
            self.cloud.region, self.cloud.is_byteplus = "ap-southeast-1", True
        return self.cloud.describe()

    async def wait(self, volcengine: Any, key: str, wanted: str) -> Any:
        return await self.wait_until(
            lambda: read(volcengine, key), lambda found: found.status, wanted
        )


async def read(volcengine: Any, key: str) -> Any:
    """An endpoint, in whichever form the server sends it."""
    result = (await done(volcengine.endpoints.get(id=key))).result
    return result.endpoint or result


@each_way
@pytest.mark.parametrize("is_byteplus", [False, True], ids=["volcengine", "byteplus"])
async def test_a_whole_life(way: str, is_byteplus: bool) -> None:
    async with World(way, is_byteplus=is_byteplus) as (volcengine, world):
        endpoints = volcengine.endpoints
        before = await everything(endpoints.list())
        made = await done(
            endpoints.create(
                name="ranking",
                model_reference=SEED,
                rate_limit=RateLimit(rpm=600, tpm=200_000),
                tags=[Tag(key="team", value="care")],
            )
        )
        assert made.deviations() == []
        key = made.result.id
        first = await read(volcengine, key)
        assert (first.id, first.status, first.deviations()) == (key, "Creating", [])
        assert first.model_reference == SEED
        await world.wait(volcengine, key, "Running")
        assert [one.id for one in await everything(endpoints.list())] == [
            key,
            *(one.id for one in before),
        ]
        changed = await done(endpoints.update(id=key, name="search", description="Finds."))
        assert changed.response_metadata.action == "UpdateEndpoint"
        found = await read(volcengine, key)
        assert (found.name, found.description, found.status) == ("search", "Finds.", "Running")
        for verb, passing, final in (
            ("stop", "Stopping", "Stopped"),
            ("start", "Starting", "Running"),
            ("stop", "Stopping", "Stopped"),
        ):
            answer = await done(getattr(endpoints, verb)(id=key))
            assert (answer.deviations(), bool(answer.response_metadata.request_id)) == ([], True)
            assert (await read(volcengine, key)).status == passing
            await world.wait(volcengine, key, final)
        await done(endpoints.delete(id=key))
        assert await everything(endpoints.list()) == before
        for call in (endpoints.get, endpoints.stop, endpoints.delete):
            with pytest.raises(NotFoundError) as caught:
                await done(call(id=key))
            assert caught.value.code == "InvalidEndpointOrModel.NotFound"
        actions = {request.query["Action"] for request in world.cloud.requests}
        assert len(actions) == 7
        assert {(request.method, request.path) for request in world.cloud.requests} == {
            ("POST", "/")
        }


@each_way
async def test_what_an_endpoint_costs(way: str) -> None:
    async with World(way) as (volcengine, _):
        made = await done(volcengine.endpoints.create(name="ranking", model_reference=SEED))
        found = await read(volcengine, made.result.id)
        name = found.model_reference.foundation_model.name
        models = await everything(
            volcengine.model_activations.list(
                with_price=True, filter_=ModelActivationFilter(foundation_model_names=[name])
            )
        )
        (model,) = models
        prices = {item.type_: (item.price, item.unit_code) for item in model.charge_items}
        assert prices["InferencePrompt"] == (0.0008, "千tokens")
        assert prices["InferenceCompletion"] == (0.006, "千tokens")


@each_way
async def test_every_page_of_the_models(way: str) -> None:
    async with World(way) as (volcengine, world):
        whole = await everything(volcengine.model_activations.list(with_price=True))
        world.cloud.forget_requests()
        pages = await everything(volcengine.model_activations.list(with_price=True, page_size=3))
        assert [one.foundation_model_name for one in pages] == [
            one.foundation_model_name for one in whole
        ]
        assert (len(whole), len(world.cloud.requests)) == (8, 3)


@each_way
async def test_refusals(way: str) -> None:
    async with World(way) as (volcengine, world):
        endpoints = volcengine.endpoints
        key = (await done(endpoints.create(name="a", model_reference=SEED))).result.id
        for call in (endpoints.delete, endpoints.start):
            with pytest.raises(PermissionDeniedError) as caught:
                await done(call(id=key))
            error = caught.value
            assert (error.status, error.code) == (403, "OperationDenied.EndpointStatus")
            assert error.details.response_metadata.error.code == error.code
            assert error.request_id
        world.cloud.quota = 0
        with pytest.raises(RateLimitError) as quota:
            await done(endpoints.create(name="a", model_reference=SEED))
        assert quota.value.code == "QuotaExceeded"
        unknown = ModelReference(custom_model_id="cm-1")
        with pytest.raises(NotFoundError):
            await done(endpoints.create(name="a", model_reference=unknown))


@each_way
async def test_a_dry_run(way: str) -> None:
    async with World(way) as (volcengine, world):
        body = CreateEndpointRequest(name="a", model_reference=SEED, dry_run=True)
        with pytest.raises(ApiError) as caught:
            await done(volcengine.endpoints.create(body))
        assert (caught.value.status, caught.value.code) == (400, "DryRunOperation")
        world.cloud.dry_runs = "answer"
        answer = await done(volcengine.endpoints.create(body))
        assert answer.result.id is None
        assert len(world.cloud.fleet) == 3


async def create_once(volcengine: Any, name: str) -> str:
    """Create an endpoint; where no answer came, look for its name before asking again."""
    while True:
        try:
            made = await done(volcengine.endpoints.create(name=name, model_reference=SEED))
        except TransportError:
            pass
        else:
            return made.result.id
        found = await everything(volcengine.endpoints.list(filter_=EndpointFilter(name=name)))
        if same := [one for one in found if one.name == name]:
            (one,) = same
            return one.id


async def until_done(volcengine: Any, call: Callable[[], Any], key: str, *wanted: str) -> None:
    """Repeat a change until an answer comes; a refusal means that it was done if the state says so.

    An endpoint that is gone is one for a deletion, which wants no state.
    """
    while True:
        try:
            await done(call())
        except TransportError:
            continue
        except PermissionDeniedError:
            assert (await read(volcengine, key)).status in wanted
        except NotFoundError:
            assert not wanted
        return


@each_way
@pytest.mark.parametrize("is_byteplus", [False, True], ids=["volcengine", "byteplus"])
@pytest.mark.parametrize(
    "loss",
    [LostAnswer(rate=0.2, only="changes"), Reset(rate=0.2, only="changes")],
    ids=str,
)
async def test_never_two_where_one_was_asked_for(way: str, loss: Fault, is_byteplus: bool) -> None:
    async with World(way, loss, seed=3, is_byteplus=is_byteplus) as (volcengine, world):
        before = world.cloud.fleet
        endpoints = volcengine.endpoints
        for number in range(10):
            key = await create_once(volcengine, f"number-{number}")
            assert len(world.cloud.fleet) == len(before) + 1
            text = f"Number {number}."
            await until_done(
                volcengine,
                lambda: endpoints.update(id=key, description=text),  # noqa: B023
                key,
            )
            for verb, passing, final in (
                ("stop", "Stopping", "Stopped"),
                ("start", "Starting", "Running"),
                ("stop", "Stopping", "Stopped"),
            ):
                call = getattr(endpoints, verb)
                await until_done(volcengine, lambda: call(id=key), key, passing, final)  # noqa: B023
                found = await world.wait(volcengine, key, final)
                assert found.description == text
            await until_done(volcengine, lambda: endpoints.delete(id=key), key)  # noqa: B023
            assert world.cloud.fleet == before
        assert sum(bool(request.faults) for request in world.cloud.requests) >= 5


@each_way
async def test_a_change_is_not_sent_again_by_itself(way: str) -> None:
    calls: list[Callable[[Any], Any]] = [
        lambda v: v.endpoints.create(name="a", model_reference=SEED),
        lambda v: v.endpoints.update(id="ep-1", name="b"),
        lambda v: v.endpoints.start(id="ep-1"),
        lambda v: v.endpoints.stop(id="ep-1"),
        lambda v: v.endpoints.delete(id="ep-1"),
    ]
    async with World(way, LostAnswer(only="changes")) as (volcengine, world):
        for call in calls:
            world.cloud.forget_requests()
            with pytest.raises(TransportError) as caught:
                await done(call(volcengine))
            assert caught.value.may_have_reached_server
            assert (caught.value.attempts, len(world.cloud.requests)) == (1, 1)


BAD: dict[str, tuple[Callable[[Any], Any], str]] = {
    "fields that are missing": (lambda v: v.endpoints.create(), "Name, ModelReference must be"),
    "a model that is missing": (
        lambda v: v.endpoints.create(name="a"),
        r"^endpoints\.create: ModelReference must be given$",
    ),
    "no id": (lambda v: v.endpoints.stop(), "Id must be given"),
    "an order that the list does not have": (
        lambda v: v.endpoints.list(sort_order="Down").pages(),
        "SortOrder must be Asc or Desc, not 'Down'",
    ),
    "an empty id": (
        lambda v: v.endpoints.delete(id=""),
        "Id must have 1 or more characters, not 0",
    ),
    "an empty id in a mapping": (lambda v: v.endpoints.get({"Id": ""}), "Id must have 1 or more"),
    "an empty name": (
        lambda v: v.endpoints.create(name="", model_reference=SEED),
        "Name must have 1 or more",
    ),
    "a page that is too large": (
        lambda v: v.endpoints.list(page_size=101).pages(),
        r"^endpoints\.list: PageSize must be 1 to 100, not 101$",
    ),
    "a page before the first": (
        lambda v: v.model_activations.list(page_number=0).pages(),
        "PageNumber must be 1 or more, not 0",
    ),
    "an id in place of the body": (lambda v: v.endpoints.stop("ep-1"), "body must be of the type"),
    "body and field": (lambda v: v.endpoints.stop({"Id": "ep-1"}, id="ep-1"), "not both"),
}


@each_way
@pytest.mark.parametrize("case", BAD)
async def test_what_cannot_be_meant_is_not_sent(way: str, case: str) -> None:
    call, words = BAD[case]
    async with World(way) as (volcengine, world):
        with pytest.raises(ArgumentError, match=words):
            await done(call(volcengine))
        assert world.cloud.requests == []
