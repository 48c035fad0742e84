"""The engine with adapters that answer from memory: order, bounds, breaking off, guards."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, ClosedError, Endpoint
from endpoint_roster.engine import FanOut
from endpoint_roster.providers import Call, Page, PartialFailure, Steps
from endpoint_roster.query import Query
from endpoint_roster_core import Clock
from support.fake_engine import Fake, accounts, engine, failures, rest
from support.fakes import FakeClient, FakeRequest

if TYPE_CHECKING:
    from datetime import datetime


async def test_pages_arrive_before_the_listing_is_complete() -> None:
    gate = asyncio.Event()

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        if account.label == "a0":
            await gate.wait()
        return [account.label]

    subject = engine(Fake(handler))
    run = FanOut(subject, accounts(3), Query())
    early = [await run.next(), await run.next()]
    assert {page[0] for page in early if page} == {1, 2}
    gate.set()
    assert await rest(run) == ["a0"]
    await subject.close()


async def test_no_more_accounts_are_read_at_once_than_allowed() -> None:
    now = most = 0

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1
        return [account.label]

    subject = engine(Fake(handler), concurrency=3)
    found = await rest(FanOut(subject, accounts(20), Query()))
    await subject.close()
    assert sorted(found) == sorted(account.label for account in accounts(20))
    assert most == 3


async def test_equally_slow_accounts_take_the_time_of_one() -> None:
    waiting = 0
    all_there = asyncio.Event()

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        nonlocal waiting
        waiting += 1
        if waiting == 5:
            all_there.set()
        await all_there.wait()  # no account comes further before all five have started
        return [account.label]

    subject = engine(Fake(handler), concurrency=5)
    assert len(await rest(FanOut(subject, accounts(5), Query()))) == 5
    await subject.close()


@pytest.mark.parametrize("count", [1, 40])
async def test_a_slow_caller_stops_the_producers(count: int) -> None:
    asked = 0

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        nonlocal asked
        asked += 1
        return [f"{page}"]

    subject = engine(Fake(handler, pages=100), provider_concurrency=8)
    run = FanOut(subject, accounts(count), Query())
    assert await run.next() is not None
    for _ in range(2000):  # as long as anybody has anything to do
        await asyncio.sleep(0)
    # One page is here, four wait, and each account that is read has one that wants to.
    assert asked == 1 + 4 + min(8, count)
    assert len(await rest(run)) == 100 * count - 1
    await subject.close()


async def test_the_deadline_does_not_count_the_callers_time() -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        return [f"{page}"]

    now = 0.0
    clock = Clock(monotonic=lambda: now)
    subject = engine(Fake(handler, pages=20), deadline=5, clock=clock)
    run = FanOut(subject, accounts(1), Query())
    found = 0
    while await run.next() is not None:
        found += 1
        now += 10
    assert (found, run.failures) == (20, [])
    await subject.close()


async def test_the_deadline_ends_an_account_in_the_middle_of_a_request() -> None:
    cancelled = asyncio.Event()

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        if page == 2:
            try:
                await asyncio.sleep(60)
            finally:
                cancelled.set()
        return [f"{page}"]

    clock = Clock(monotonic=lambda: 0.0)  # what came before has taken no time
    subject = engine(Fake(handler, pages=5), deadline=0.4, clock=clock)
    run = FanOut(subject, accounts(1), Query())
    assert await rest(run) == ["0", "1"]
    (failure,) = run.failures
    assert (failure.kind, failure.attempted) == ("deadline", "p2")
    assert (failure.pages, failure.endpoints, failure.attempts) == (2, 2, 1)
    assert "deadline of 0.4 s" in failure.cause
    assert cancelled.is_set()
    await subject.close()


async def test_one_accounts_failure_never_costs_the_others() -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        if account.label == "a1":
            raise KeyError(account.api_key)
        return [account.label]

    subject = engine(Fake(handler))
    run = FanOut(subject, accounts(3), Query())
    assert sorted(await rest(run)) == ["a0", "a2"]
    (failure,) = run.failures
    assert (failure.account, failure.kind) == ("a1", "internal")
    assert "KeyError" in failure.cause
    await subject.close()


async def test_a_client_that_cancels_itself_is_a_failure_and_no_silent_end() -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        if account.label == "a0":
            raise asyncio.CancelledError
        return [account.label]

    subject = engine(Fake(handler), concurrency=1)
    run = FanOut(subject, accounts(3), Query())
    assert await rest(run) == ["a1", "a2"]
    assert [failure.account for failure in run.failures] == ["a0"]
    await subject.close()


async def test_an_account_that_cannot_connect_is_a_failure() -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        return []

    def refuse() -> FakeClient:
        raise ValueError("no such certificate")

    (failure,) = await failures(Fake(handler, connect=refuse))
    assert (failure.kind, failure.attempted, failure.attempts) == ("internal", "connect", 0)


async def test_the_same_request_is_never_sent_twice() -> None:
    sent = 0

    async def handler(client: Any, cursor: str) -> str:
        nonlocal sent
        sent += 1
        return {"": "b", "b": "c", "c": "b"}[cursor]

    class Circle(Fake):
        def list_endpoints(self, account: Account, query: Query) -> Steps:
            cursor = ""
            while True:
                cursor = yield Call(
                    FakeRequest(self.handler, {"cursor": cursor}), f"after {cursor!r}"
                )
                yield Page([Endpoint("together", account.label, f"{sent}")])

    (failure,) = await failures(Circle(handler))
    assert (failure.kind, sent) == ("repeated_page", 3)
    assert (failure.pages, failure.endpoints, failure.attempts) == (3, 3, 0)


async def test_an_adapter_may_go_on_after_an_error() -> None:
    async def handler(client: Any, model: str) -> list[str]:
        if model == "gone":
            raise LookupError("no such model")
        return [model]

    class Models(Fake):
        def list_endpoints(self, account: Account, query: Query) -> Steps:
            for model in ("one", "gone", "two"):
                try:
                    names = yield Call(FakeRequest(self.handler, {"model": model}), model)
                except LookupError as error:
                    yield PartialFailure(f"list {model}", error)
                    continue
                yield Page([Endpoint("together", account.label, name) for name in names])

    subject = engine(Models(handler))
    run = FanOut(subject, accounts(1), Query())
    assert await rest(run) == ["one", "two"]
    assert [failure.attempted for failure in run.failures] == ["list gone"]
    await subject.close()


async def test_items_that_were_left_out_are_a_failure_after_everything_else() -> None:
    async def handler(client: Any, number: int) -> int:
        return number

    class Damaged(Fake):
        def list_endpoints(self, account: Account, query: Query) -> Steps:
            for number in range(2):
                yield Call(FakeRequest(self.handler, {"number": number}), "list")
                yield Page([Endpoint("together", account.label, str(number))], left_out=2)

    subject = engine(Damaged(handler))
    run = FanOut(subject, accounts(1), Query())
    assert await rest(run) == ["0", "1"]
    (failure,) = run.failures
    assert failure.kind == "missing_items"
    assert failure.cause.startswith("4 items")
    await subject.close()


@pytest.mark.parametrize("step", [Page([]), PartialFailure("list", LookupError("gone"))])
async def test_an_adapter_that_never_asks_anything_does_not_stop_the_others(step: Any) -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        return [account.label]

    class Endless(Fake):
        def list_endpoints(self, account: Account, query: Query) -> Steps:
            while account.label == "a0":
                yield step
            yield from super().list_endpoints(account, query)

    subject = engine(Endless(handler), max_pages=5)
    run = FanOut(subject, accounts(3), Query())
    assert await rest(run) == ["a1", "a2"]
    last = run.failures[-1]
    assert (last.account, last.kind) == ("a0", "internal")
    assert "more than 5 steps without a call" in last.cause
    await subject.close()


async def test_an_error_that_cannot_tell_what_it_is_costs_no_other_account() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise KeyError

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        if account.label == "a1":
            raise MuteError
        return [account.label]

    subject = engine(Fake(handler))
    run = FanOut(subject, accounts(3), Query())
    assert sorted(await rest(run)) == ["a0", "a2"]
    (failure,) = run.failures
    assert failure.cause.endswith("MuteError: (no text: KeyError)")
    await subject.close()


async def test_what_breaks_outside_all_accounts_is_raised_and_keeps_nobody_waiting() -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        raise LookupError

    def no_time() -> datetime:
        raise ZeroDivisionError

    subject = engine(Fake(handler), clock=Clock(now=no_time))
    run = FanOut(subject, accounts(3), Query())
    async with asyncio.timeout(30):
        with pytest.raises(ExceptionGroup) as caught:
            await run.next()
    assert caught.value.subgroup(ZeroDivisionError)
    await run.close()
    await subject.close()


async def test_closing_ends_requests_tasks_and_clients() -> None:
    ended = 0

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        nonlocal ended
        if page:
            try:
                await asyncio.sleep(60)
            finally:
                ended += 1
        return ["x"]

    before = asyncio.all_tasks()
    provider = Fake(handler, pages=2)
    subject = engine(provider, concurrency=4)
    run = FanOut(subject, accounts(10), Query())
    for _ in range(4):
        await run.next()
    await asyncio.sleep(0.01)
    await run.close()
    assert asyncio.all_tasks() == before
    assert ended == 4
    await subject.close()
    assert len(provider.clients) == 4
    assert all(client.closed for client in provider.clients)


async def test_a_caller_who_waits_is_told_that_the_roster_was_closed() -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    subject = engine(Fake(handler))
    run = FanOut(subject, accounts(1), Query())
    waiting = asyncio.create_task(run.next())
    await asyncio.sleep(0.01)
    await subject.close()
    with pytest.raises(ClosedError):
        await waiting


async def test_one_client_that_cannot_be_closed_leaves_no_other_open() -> None:
    class Stubborn(FakeClient):
        async def aclose(self) -> None:
            raise OSError

    kinds = iter([FakeClient, Stubborn, FakeClient])

    async def handler(client: Any, account: Account, page: int) -> list[str]:
        return []

    provider = Fake(handler, connect=lambda: next(kinds)())
    subject = engine(provider)
    await rest(FanOut(subject, accounts(3), Query()))
    await subject.close()
    assert [client.closed for client in provider.clients] == [True, False, True]


async def test_clients_are_kept_between_listings() -> None:
    async def handler(client: Any, account: Account, page: int) -> list[str]:
        return ["x"]

    provider = Fake(handler)
    subject = engine(provider)
    for _ in range(3):
        assert await rest(FanOut(subject, accounts(2), Query())) == ["x", "x"]
    await subject.close()
    assert len(provider.clients) == 2
