"""What an executor's workers list is what one machine lists, in the same order and limits."""

from __future__ import annotations

import _thread
import asyncio
import json
import logging
import pickle
import threading
from collections import Counter
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, AsyncRoster, ClosedError, HourlyPrice, ListProgress, Roster
from endpoint_roster.engine import Clients
from endpoint_roster.executors import Dispatch
from endpoint_roster.options import Options
from endpoint_roster.query import Query
from support.http_server import Answer, Request, ScriptedServer
from support.leftovers import Held

from .inline import Inline, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import Simulator

    from ..conftest import Serve


def many(simulated: list[Account], times: int) -> list[Account]:
    """Return the accounts of the simulated clouds, each several times, in turn."""
    return [
        Account(one.provider, f"{one.provider}-{number}", **one.arguments)
        for number in range(times)
        for one in simulated
    ]


class Late(Executor):
    """Runs the tasks in flight only when there are two, the later one first."""

    def __init__(self) -> None:
        self._kept: tuple[Callable[[Any], Any], Any, Future[Any]] | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        kept, self._kept = self._kept, None
        if kept is None:
            self._kept = fn, *args, future
            return future
        future.set_result(fn(*args))
        function, task, earlier = kept
        earlier.set_result(function(task))
        return future


@pytest.mark.parametrize(
    ("filters", "options"),
    [
        ({}, {}),
        ({"states": ["running"], "model": "e"}, {"page_size": 5}),
        ({"costs": True}, {"prices": [HourlyPrice("gpu", "*", Decimal(2), "USD")]}),
        ({"created_before": datetime(2030, 1, 1, tzinfo=UTC), "mine": True}, {"push_down": False}),
        ({"providers": ["ppio", "together"]}, {"max_pages": 1, "page_size": 5}),
    ],
)
def test_the_same_listing_as_one_machine_gives(
    simulated_accounts: list[Account], filters: Any, options: Any
) -> None:
    accounts = many(simulated_accounts, 3)
    with Roster(accounts, **options) as roster, ThreadPoolExecutor(2) as pool:
        alone = roster.list(**filters).collect()
        together = roster.list(**filters).collect(executor=pool)
    assert len(alone) > 0
    assert together.endpoints == alone.endpoints
    assert together.failures == alone.failures
    assert together.complete == alone.complete
    for one, other in zip(alone.accounts, together.accounts, strict=True):
        assert (one.provider, one.account, one.pages, one.notes) == (
            *(other.provider, other.account, other.pages),
            other.notes,
        )


def test_results_in_another_order_are_put_in_order(accounts: list[Account]) -> None:
    with Roster(accounts[:32], provider_concurrency=2) as roster:
        listing = roster.list().collect(executor=Late(), workers=2)
    assert [one.id for one in listing.endpoints] == [one.api_key for one in accounts[:32]]


async def test_an_asynchronous_roster(accounts: list[Account]) -> None:
    """Tasks that run in the thread of the event loop work too."""
    async with AsyncRoster(accounts) as roster:
        for executor in (ThreadPoolExecutor(2), Inline()):
            pager = roster.list()
            listing = await pager.collect(executor=executor)
            assert [one.id for one in listing.endpoints] == [one.api_key for one in accounts]
            assert pager.progress() == ListProgress(40, 40, 40, 40)
            executor.shutdown()


def test_nothing_to_read(accounts: list[Account]) -> None:
    executor = Inline()
    with Roster(()) as roster:
        listing = roster.list().collect(executor=executor)
    assert (len(listing), listing.complete, executor.tasks) == (0, True, [])


class Counting:
    """Counts the requests that are answered at the same time."""

    def __init__(self, limit: int) -> None:
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()
        self._full = threading.Event()
        self._limit = limit

    def __call__(self, request: Request) -> Answer:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            if self._now == self._limit:
                self._full.set()
        # The first wait until the limit is reached, which shows that it is used.
        assert self._full.wait(20)
        with self._lock:
            self._now -= 1
        return Answer(json.dumps({"data": [], "has_more": False}).encode())


@pytest.mark.parametrize("workers", [2, 5, 12])
def test_limits_hold_over_all_workers(serve: Serve, workers: int) -> None:
    limits = {"ppio": Counting(5), "together": Counting(5)}
    servers = {name: serve(script) for name, script in limits.items()}
    accounts = [
        Account(name, f"{name}-{number}", api_key="k", base_url=server.url)
        for number in range(40)
        for name, server in servers.items()
    ]
    with (
        ThreadPoolExecutor(workers) as pool,
        Roster(accounts, concurrency=10, provider_concurrency=5) as roster,
    ):
        assert roster.list().collect(executor=pool).complete
    assert {name: counting.most for name, counting in limits.items()} == dict.fromkeys(limits, 5)


def test_progress_counts_the_groups_that_came_back(accounts: list[Account]) -> None:
    seen: list[ListProgress] = []

    def submit(function: Callable[[Any], Any], task: Any) -> Future[Any]:
        seen.append(pager.progress())
        reports = pager.reports()
        assert [one.account for one in reports] == [one.label for one in accounts]
        assert sum(one.pages for one in reports) == seen[-1].done
        return run(function, task)

    with Roster(accounts) as roster:
        pager = roster.list()
        pager.collect(executor=Inline(*[submit] * 40), workers=1)
        assert seen[0] == ListProgress(40)
        assert [one.pages for one in pager.reports()] == [1] * 40
        assert [one.done for one in seen] == sorted(one.done for one in seen)
        assert len({one.done for one in seen}) > 2
        assert {one.endpoints for one in seen} == {one.done for one in seen}
        assert pager.progress() == ListProgress(40, 40, 40, 40)
        for _ in pager:
            assert pager.progress().endpoints <= 40


class Waiting(Executor):
    """Accepts tasks and runs none."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []
        self.submitted = threading.Event()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.futures.append(Future())
        self.submitted.set()
        return self.futures[-1]


async def test_cancelling_cancels_what_has_not_begun(accounts: list[Account]) -> None:
    executor = Waiting()
    async with AsyncRoster(accounts) as roster:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(roster.list().collect(executor=executor), 0.05)
    assert executor.futures
    assert all(future.cancelled() for future in executor.futures)


def test_an_interrupt_cancels_what_has_not_begun(accounts: list[Account]) -> None:
    executor = Waiting()

    def interrupt() -> None:
        assert executor.submitted.wait(20)
        _thread.interrupt_main()

    interrupting = threading.Thread(target=interrupt)
    with Roster(accounts) as roster:
        interrupting.start()
        with pytest.raises(KeyboardInterrupt):
            roster.list().collect(executor=executor)
    interrupting.join()
    assert all(future.cancelled() for future in executor.futures)


@pytest.mark.parametrize("way", ["sync", "async"])
def test_closing_the_roster_ends_the_listing(accounts: list[Account], way: str) -> None:
    before, executor = Held.settled(), Waiting()
    if way == "sync":
        roster = Roster(accounts)
        closing = threading.Thread(target=lambda: executor.submitted.wait(20) and roster.close())
        closing.start()
        with pytest.raises(ClosedError):
            roster.list().collect(executor=executor)
        closing.join()
    else:

        async def leave() -> None:
            roster = AsyncRoster(accounts)
            listing = asyncio.create_task(roster.list().collect(executor=executor))
            await asyncio.to_thread(executor.submitted.wait, 20)
            await roster.aclose()
            with pytest.raises(ClosedError):
                await listing

        asyncio.run(leave())
    assert all(future.cancelled() for future in executor.futures)
    before.check()


def test_a_task_that_ends_after_the_listing_was_left(accounts: list[Account]) -> None:
    """Its answer finds that the event loop has ended, which is not an error."""
    futures: list[Future[Any]] = []

    class Running(Future[Any]):
        def cancel(self) -> bool:
            return False

    def submit(function: object, task: object) -> Future[Any]:
        futures.append(Running())
        return futures[-1]

    async def leave() -> None:
        roster = AsyncRoster(accounts)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(roster.list().collect(executor=Inline(*[submit] * 9)), 0.05)
        await roster.aclose()

    asyncio.run(leave())
    assert futures
    for future in futures:
        future.set_result(None)


def test_a_refused_account_fails_as_on_one_machine(accounts: list[Account], serve: Serve) -> None:
    refusing = serve(lambda request: Answer(b"{}", 401))
    accounts[7] = Account("ppio", "refused", api_key="key-wrong", base_url=refusing.url)
    with Roster(accounts) as roster:
        listing = roster.list().collect(executor=Inline())
        assert listing.failures == roster.list().collect().failures
    assert [(one.account, one.kind) for one in listing.failures] == [("refused", "auth")]
    assert len(listing) == 39


def test_the_failures_of_unusable_accounts_come_first(
    cloud: ScriptedServer, write: Callable[[str], Any]
) -> None:
    path = write(
        f"""
        [[accounts]]
        provider = "ppio"
        label = "good"
        api_key = {{ env = "GOOD" }}
        base_url = "{cloud.url}"

        [[accounts]]
        provider = "ppio"
        label = "bad"
        api_key = {{ env = "NOT_SET" }}
        """
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOOD", "key-good")
        with Roster.from_file(path) as roster:
            pager = roster.list()
            listing = pager.collect(executor=Inline())
            assert listing.failures == roster.list().collect().failures
    assert [one.account for one in listing.accounts] == ["bad", "good"]
    assert pager.progress() == ListProgress(2, 2, 1, 1, 1)


def test_no_secret_is_in_what_an_executor_may_show(
    accounts: list[Account], caplog: pytest.LogCaptureFixture
) -> None:
    """The tasks hold the secrets; executors write the arguments of tasks to their logs."""
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []

    def submit(function: Callable[[Any], Any], task: Any) -> Future[Any]:
        assert b"key-00" in pickle.dumps(task), "it travels"
        results = function(task)
        shown.extend(f"{one} {one!r} {[one]} {function!r}" for one in (task, results))
        raise RuntimeError(f"cannot run {function.__name__}({task})")

    with Roster(accounts, proxy=None) as roster:
        listing = roster.list().collect(executor=Inline(submit), workers=1)
    assert len(shown) == 2
    assert "key-" not in " ".join(map(str, (*shown, *listing.failures))) + caplog.text


def test_the_secrets_of_a_task_are_taken_from_what_an_executor_says(
    accounts: list[Account], caplog: pytest.LogCaptureFixture
) -> None:
    """One secret is a part of another, and one stands where the text is cut off."""
    caplog.set_level(logging.DEBUG)
    [first, second, *_] = accounts
    longer = Account("ppio", "longer", api_key="key-00-and-more", base_url=first.base_url)
    said = f"cannot send key-00-and-more, key-00 and\nkey-01, {'x' * 412} key-01"

    def submit(function: object, task: Any) -> Future[Any]:
        raise RuntimeError(said)

    with Roster([first, second, longer]) as roster:
        listing = roster.list().collect(executor=Inline(submit), workers=1)
    assert len(listing.failures) == 3
    for failure in listing.failures:
        assert "cannot send ***, *** and ***, xxx" in failure.cause
        assert "key" not in failure.cause
    assert "Traceback" in caplog.text
    assert "key-" not in caplog.text


def test_a_task_is_equal_to_none_of_an_earlier_listing(accounts: list[Account]) -> None:
    """Executors that keep results by their arguments, as Dask does, have to ask again."""
    executor = Inline()
    with Roster(accounts) as roster:
        pager = roster.list()
        for _ in range(2):
            pager.collect(executor=executor)
    keys = Counter(task.key for task in executor.tasks)
    assert len(keys) == len(executor.tasks) > 2


def test_labels_of_accounts_without_one_stay(cloud: ScriptedServer) -> None:
    unnamed = [Account("ppio", api_key=f"key-{n}", base_url=cloud.url) for n in range(9)]
    with Roster(unnamed, provider_concurrency=1) as roster:
        listing = roster.list().collect(executor=Inline(), workers=4)
    assert [one.account for one in listing] == ["ppio", *(f"ppio-{n}" for n in range(2, 10))]


def test_the_simulated_clouds_are_asked_no_more_often(
    simulator: Simulator, simulated_accounts: list[Account]
) -> None:
    """An account is read by one worker, once."""
    asked: list[int] = []
    with Roster(many(simulated_accounts[1:2], 20)) as roster, ThreadPoolExecutor(3) as pool:
        for executor in (None, pool):
            simulator["ppio"].forget_requests()
            roster.list().collect(executor=executor)
            asked.append(len(simulator["ppio"].requests))
    assert asked[0] == asked[1] >= 20


async def test_the_listing_itself_holds_no_secret(accounts: list[Account]) -> None:
    clients = Clients(Options())
    options: Any = {"executor": Inline(), "workers": 2, "timeout": None, "config_file": None}
    dispatch = Dispatch(clients, accounts, Query(), (), **options)
    await dispatch.listing()
    assert "key-" not in repr(dispatch)
    await clients.close()
