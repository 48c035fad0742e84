"""What a single client sends again, when, and how often; both kinds of clients, no real time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.clients import CLIENTS, GeneratedClient
from support.retrying import (
    DID_NOTHING,
    FAILED,
    FINAL,
    MAY_HAVE_ARRIVED,
    NEVER_LEFT,
    REPEATABLE,
    TOGETHER,
    Event,
    World,
    attempts,
    name_of,
    request_of,
    send,
)

if TYPE_CHECKING:
    from collections.abc import Callable

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])
each_change = pytest.mark.parametrize("effect", ["change", "create"])


class TestReads:
    @each_way
    @pytest.mark.parametrize("effect", ["read", "idempotent"])
    @pytest.mark.parametrize("event", REPEATABLE, ids=name_of)
    async def test_are_sent_three_times_in_all(
        self, way: str, effect: str, event: Callable[[], Event]
    ) -> None:
        assert await attempts(way, effect, event) == 3

    @each_way
    @pytest.mark.parametrize("effect", ["read", "idempotent"])
    @pytest.mark.parametrize("event", REPEATABLE, ids=name_of)
    async def test_succeed_at_the_third(
        self, way: str, effect: str, event: Callable[[], Event]
    ) -> None:
        world = World([event, event])
        response, error = await send(world.client(way), request_of(effect))
        assert error is None
        assert response is not None
        assert (response.status, response.attempts, len(world.requests)) == (200, 3, 3)

    @each_way
    @pytest.mark.parametrize("effect", ["read", "idempotent"])
    @pytest.mark.parametrize("event", FINAL, ids=name_of)
    async def test_are_sent_once_where_it_is_no_use(
        self, way: str, effect: str, event: Callable[[], Event]
    ) -> None:
        assert await attempts(way, effect, event) == 1

    @each_way
    @pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"data": ['], ids=repr)
    async def test_are_sent_once_where_a_success_cannot_be_read(
        self, way: str, body: bytes
    ) -> None:
        world = World(body=body)
        request = request_of("read", TOGETHER.page.__name__)
        _, error = await send(world.client(way), request)
        assert (error.kind, error.attempts, len(world.requests)) == ("decode", 1, 1)

    @each_way
    async def test_are_sent_once_where_the_answer_is_too_large(self, way: str) -> None:
        world = World(body=b'{"data": []}')
        request = request_of("read", TOGETHER.page.__name__)
        _, error = await send(world.client(way, max_response_bytes=5), request)
        assert (error.kind, error.attempts, len(world.requests)) == ("too_large", 1, 1)

    @each_way
    @pytest.mark.parametrize("count", [1, 2, 3, 7])
    async def test_as_often_as_they_may(self, way: str, count: int) -> None:
        assert await attempts(way, "read", lambda: 503, max_attempts=count) == count

    @each_way
    @each_client
    async def test_a_list_is_one(self, client: GeneratedClient, way: str) -> None:
        """Ark's is a POST, and a read nevertheless."""
        world = World(forever=lambda: 503)
        made = world.client(way, client)
        _, error = await send(made, client.request())
        assert type(error) is client.package.ServerError
        assert (error.attempts, len(world.requests)) == (3, 3)
        assert len({request.content for request in world.requests}) == 1

    @each_way
    @each_client
    async def test_each_page_of_a_list_has_its_own_attempts(
        self, client: GeneratedClient, way: str
    ) -> None:
        body = next(iter(client.examples()[200].values()))
        world = World([lambda: 503, lambda: httpx.ReadTimeout("late")], body=client_body(body))
        made = world.client(way, client)
        if way == "sync":
            found = list(client.listing(made))
        else:
            found = [one async for one in client.listing(made)]
        assert len(found) == len(client.endpoints())
        assert len(world.requests) == 3


def client_body(body: dict[str, Any]) -> bytes:
    """A page that says that it is the only one."""
    if "has_more" in body:
        body["has_more"] = False
    if "Result" in body:
        body["Result"]["TotalCount"] = len(body["Result"]["Items"])
    if "total" in body:
        body["total"] = len(body["data"])
    return httpx.Request("POST", "http://x", json=body).content


class TestChanges:
    @each_way
    @each_change
    @pytest.mark.parametrize("event", NEVER_LEFT, ids=name_of)
    async def test_are_sent_again_if_they_never_left(
        self, way: str, effect: str, event: Callable[[], Event]
    ) -> None:
        assert await attempts(way, effect, event) == 3

    @each_way
    @each_change
    @pytest.mark.parametrize("event", [*MAY_HAVE_ARRIVED, *FAILED, *FINAL], ids=name_of)
    async def test_are_sent_once_otherwise(
        self, way: str, effect: str, event: Callable[[], Event]
    ) -> None:
        assert await attempts(way, effect, event) == 1

    @each_way
    @pytest.mark.parametrize("event", DID_NOTHING, ids=name_of)
    async def test_are_sent_again_if_the_server_did_nothing(
        self, way: str, event: Callable[[], Event]
    ) -> None:
        assert await attempts(way, "change", event) == 3

    @each_way
    @pytest.mark.parametrize("event", DID_NOTHING, ids=name_of)
    async def test_a_create_that_arrived_is_never_sent_twice(
        self, way: str, event: Callable[[], Event]
    ) -> None:
        assert await attempts(way, "create", event) == 1

    @each_way
    @each_change
    async def test_the_second_attempt_is_judged_by_itself(self, way: str, effect: str) -> None:
        """It never left, then it did, with an unknown effect."""
        world = World([NEVER_LEFT[0], MAY_HAVE_ARRIVED[0], FAILED[0]])
        _, error = await send(world.client(way), request_of(effect))
        assert (error.attempts, len(world.requests)) == (2, 2)
        assert error.may_have_reached_server

    @each_way
    @each_change
    @pytest.mark.parametrize("event", [*NEVER_LEFT, *MAY_HAVE_ARRIVED, *FAILED], ids=name_of)
    async def test_the_error_says_whether_they_may_have_happened(
        self, way: str, effect: str, event: Callable[[], Event]
    ) -> None:
        _, error = await send(World(forever=event).client(way), request_of(effect))
        assert error.may_have_reached_server is (event not in NEVER_LEFT)


class TestWaits:
    @each_way
    async def test_double_up_to_eight_seconds(self, way: str) -> None:
        world = World(forever=lambda: 503)
        await send(world.client(way, max_attempts=8), request_of("read"))
        assert world.waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0]

    @each_way
    @pytest.mark.parametrize("chance", [0.0, 0.25, 0.999])
    async def test_are_drawn_between_nothing_and_that(self, way: str, chance: float) -> None:
        world = World(forever=lambda: 503, chance=chance)
        await send(world.client(way), request_of("read"))
        assert world.waits == [0.5 * chance, 1.0 * chance]

    @each_way
    @pytest.mark.parametrize(
        ("value", "wait"), [("0", 0.0), ("3", 3.0), ("2.5", 2.5), ("60", 60.0)]
    )
    @pytest.mark.parametrize("status", [408, 425, 429, 500, 503])
    async def test_are_what_the_server_asks_for(
        self, way: str, status: int, value: str, wait: float
    ) -> None:
        world = World([lambda: (status, {"retry-after": value})])
        response, _ = await send(world.client(way), request_of("read"))
        assert response is not None
        assert (response.status, world.waits) == (200, [wait])

    @each_way
    async def test_are_what_the_server_asks_for_as_a_date(self, way: str) -> None:
        dates = {
            "date": "Wed, 21 Oct 2015 07:27:55 GMT",
            "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT",
        }
        world = World([lambda: (503, dates)])
        await send(world.client(way), request_of("read"))
        assert world.waits == [5.0]
        # Without the server's own date, the clock is asked.
        until = f"{World().now() + timedelta(seconds=9):%a, %d %b %Y %H:%M:%S} GMT"
        world = World([lambda: (503, {"retry-after": until})])
        await send(world.client(way), request_of("read"))
        assert world.waits == [9.0]

    @each_way
    @pytest.mark.parametrize("value", ["soon", "-1", "nan", "inf", ""])
    async def test_are_ours_where_that_makes_no_sense(self, way: str, value: str) -> None:
        world = World([lambda: (503, {"retry-after": value})])
        await send(world.client(way), request_of("read"))
        assert world.waits == [0.5]

    @each_way
    @pytest.mark.parametrize("effect", ["read", "change"])
    @pytest.mark.parametrize("status", [429, 503])
    async def test_longer_than_a_minute_are_left_to_the_caller(
        self, way: str, effect: str, status: int
    ) -> None:
        world = World(forever=lambda: (status, {"retry-after": "60.5"}))
        _, error = await send(world.client(way), request_of(effect))
        assert (len(world.requests), world.waits) == (1, [])
        assert error.retry_after == 60.5

    @each_way
    async def test_never_pass_the_deadline(self, way: str) -> None:
        world = World(forever=lambda: (503, {"retry-after": "10"}))
        _, error = await send(world.client(way, deadline=10.0), request_of("read"))
        assert (len(world.requests), world.waits, error.retry_after) == (1, [], 10.0)
        world = World(forever=lambda: 503, takes=3.0)
        before = world.time
        await send(world.client(way, deadline=4.0), request_of("read"))
        assert (len(world.requests), world.waits) == (2, [0.5])
        assert world.time - before <= 4.0 + world.takes

    @each_way
    async def test_a_call_may_have_a_deadline_of_its_own(self, way: str) -> None:
        world = World(forever=lambda: (503, {"retry-after": "10"}))
        await send(world.client(way), request_of("read"), deadline=5.0)
        assert len(world.requests) == 1


class TestBudgets:
    """An outage is not met with more load."""

    async def calls(self, world: World, made: Any, count: int) -> list[int]:
        """The attempts of each of some calls."""
        found: list[int] = []
        for _ in range(count):
            before = len(world.requests)
            await send(made, request_of("read"))
            found.append(len(world.requests) - before)
        return found

    @each_way
    async def test_twenty_retries_then_none(self, way: str) -> None:
        world = World(forever=lambda: 503, chance=0.0)
        assert await self.calls(world, world.client(way), 13) == [3] * 10 + [1] * 3

    @each_way
    async def test_a_time_out_costs_twice_as_much(self, way: str) -> None:
        world = World(forever=lambda: httpx.ReadTimeout("late"), chance=0.0)
        assert await self.calls(world, world.client(way), 7) == [3] * 5 + [1] * 2

    @each_way
    async def test_half_a_minute_and_five_answers_return_one_each(self, way: str) -> None:
        world = World(forever=lambda: 503, chance=0.0)
        made = world.client(way)
        await self.calls(world, made, 10)
        world.time += 31
        assert await self.calls(world, made, 2) == [2, 1]
        world.forever = None
        await self.calls(world, made, 5)
        world.forever = lambda: 503
        assert await self.calls(world, made, 2) == [2, 1]
        world.time += 1e6  # never more than twenty
        assert await self.calls(world, made, 12) == [3] * 10 + [1] * 2

    @each_way
    async def test_each_client_has_one_of_its_own(self, way: str) -> None:
        world = World(forever=lambda: 503, chance=0.0)
        await self.calls(world, world.client(way), 12)
        assert await self.calls(world, world.client(way), 1) == [3]

    @each_way
    async def test_the_error_says_that_it_is_spent(self, way: str) -> None:
        world = World(forever=lambda: 503, chance=0.0)
        made = world.client(way)
        await self.calls(world, made, 10)
        _, error = await send(made, request_of("read"))
        assert error.attempts == 1
        assert "budget" in "".join(getattr(error, "__notes__", []))


class TestResponses:
    @each_way
    async def test_an_error_status_is_a_response_after_all_attempts(self, way: str) -> None:
        world = World(forever=lambda: (503, {"x-request-id": "r-1"}))
        response, error = await send(world.client(way), request_of("read"))
        assert response is not None
        assert (response.status, response.attempts, error.attempts) == (503, 3, 3)
        assert error.request_id == "r-1"
        with pytest.raises(TOGETHER.package.ServerError):
            response.result()

    @each_way
    async def test_the_last_failure_is_the_one_that_is_told(self, way: str) -> None:
        world = World([lambda: 503, lambda: 429, lambda: httpx.ReadTimeout("late")])
        response, error = await send(world.client(way), request_of("read"))
        assert response is None
        assert type(error) is TOGETHER.package.ClientTimeoutError
        assert error.attempts == 3
        world = World([lambda: httpx.ReadTimeout("late"), lambda: 404])
        response, error = await send(world.client(way), request_of("read"))
        assert type(error) is TOGETHER.package.NotFoundError
        assert error.attempts == 2

    @each_way
    async def test_errors_carry_no_chain(self, way: str) -> None:
        world = World(forever=lambda: httpx.ConnectError("refused"))
        _, error = await send(world.client(way), request_of("read"))
        assert error.__cause__ is None
        assert error.__context__ is None
