"""What a listing holds, and that it lets go of it: threads, tasks, sockets, memory, TLS."""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import trustme
from endpoint_roster import Account, AsyncRoster, Endpoint, Roster
from endpoint_roster.engine import Clients, FanOut
from endpoint_roster.options import Options
from endpoint_roster.providers import Call, Page, Provider, Steps
from support.fakes import FakeClient, FakeRequest, Handler
from support.leftovers import Circle, Held
from support.running import Done, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from endpoint_roster.query import Query
    from endpoint_roster_sim import Simulator


class Slow(Provider):
    """A provider whose answers come from a function."""

    name = "slow"
    arguments: ClassVar = {}
    credentials = ((),)

    def __init__(self, name: str, handler: Handler) -> None:
        self.called = name
        self.handler = handler

    def connect(self, account: Account, options: Options) -> FakeClient:
        return FakeClient()

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        ids = yield Call(FakeRequest(self.handler, {"account": account}), "list")
        yield Page([Endpoint(self.called, account.label, name) for name in ids])


def engine(handler: Handler, **options: Any) -> Clients:
    return Clients(Options(**options), find=lambda name: Slow(name, handler))


async def rest(run: FanOut) -> list[str]:
    found: list[str] = []
    while (page := await run.next()) is not None:
        found += [endpoint.id for endpoint in page[1]]
    return found


def mixed(counts: dict[str, int]) -> list[Account]:
    return [
        Account(provider, f"{provider}-{number}", api_key="k")
        for provider, count in counts.items()
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("overall", "per_provider", "most", "most_of_one"),
    [(4, 2, 4, 2), (6, 2, 4, 2), (3, 8, 3, 3), (16, 1, 2, 1), (1, 1, 1, 1)],
)
async def test_both_bounds_of_concurrency_are_kept_and_used(
    overall: int, per_provider: int, most: int, most_of_one: int
) -> None:
    now: Counter[str] = Counter()
    seen_overall = seen_of_one = 0

    async def handler(client: Any, account: Account) -> list[str]:
        nonlocal seen_overall, seen_of_one
        now[account.provider] += 1
        seen_overall = max(seen_overall, now.total())
        seen_of_one = max(seen_of_one, *now.values())
        await asyncio.sleep(0.002)
        now[account.provider] -= 1
        return [account.label]

    accounts = mixed({"together": 20, "ppio": 10})
    subject = engine(handler, concurrency=overall, provider_concurrency=per_provider)
    found = await rest(FanOut(subject, accounts, _query()))
    await subject.close()
    assert sorted(found) == sorted(account.label for account in accounts)
    assert (seen_overall, seen_of_one) == (most, most_of_one)


async def test_a_slow_provider_does_not_hold_up_the_others() -> None:
    gate = asyncio.Event()

    async def handler(client: Any, account: Account) -> list[str]:
        if account.provider == "together":
            await gate.wait()
        return [account.label]

    subject = engine(handler, concurrency=4, provider_concurrency=2)
    run = FanOut(subject, mixed({"together": 6, "ppio": 6}), _query())
    early = [page[1][0].provider for page in [await run.next() for _ in range(6)] if page]
    assert early == ["ppio"] * 6
    gate.set()
    assert len(await rest(run)) == 6
    await subject.close()


def _query() -> Query:
    from endpoint_roster.query import Query

    return Query()


async def test_five_slow_accounts_wait_at_the_same_time() -> None:
    all_wait = asyncio.Barrier(5)

    async def handler(client: Any, account: Account) -> list[str]:
        await asyncio.wait_for(all_wait.wait(), 10)
        return [account.label]

    subject = engine(handler)
    assert len(await rest(FanOut(subject, mixed({"together": 5}), _query()))) == 5
    await subject.close()


def prepared(accounts: list[Account]) -> None:
    """Do what is done once in a process, so that it is not taken for something left behind."""
    with Roster(accounts) as roster:
        assert roster.list().collect().complete


def leave(way: str, roster: Roster) -> None:
    """List something and leave the listing in some way; nothing here outlives the call."""
    if way == "to the end":
        assert len(list(roster.list())) == 180
        return
    if way == "collect":
        assert roster.list().collect().complete
        return
    iterator: Any = iter(roster.list())
    next(iterator)
    if way == "break":
        iterator.close()
    elif way == "error":
        with pytest.raises(ZeroDivisionError):
            fail_at_the_first(roster)
    elif way == "close":
        roster.close()
    elif way == "circle":
        Circle(iterator, roster)


def fail_at_the_first(roster: Roster) -> None:
    for _ in roster.list():
        raise ZeroDivisionError


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "forgotten"])
@pytest.mark.parametrize(
    "way", ["to the end", "break", "collect", "close", "abandon", "error", "circle"]
)
def test_nothing_is_left_behind(
    simulated_accounts: list[Account], no_garbage_collection: None, way: str, closed: bool
) -> None:
    prepared(simulated_accounts)
    before = Held.settled()
    roster = Roster(simulated_accounts, page_size=3)
    leave(way, roster)
    if closed:
        roster.close()
    del roster
    if way == "circle":
        gc.collect()
    before.check()


@pytest.mark.parametrize("way", ["to the end", "break", "cancel", "close", "abandon", "circle"])
async def test_nothing_is_left_behind_in_an_event_loop(
    simulator: Simulator,
    simulated_accounts: list[Account],
    no_garbage_collection: None,
    way: str,
) -> None:
    prepared(simulated_accounts)
    before, tasks = Held.settled(), asyncio.all_tasks()
    async with AsyncRoster(simulated_accounts, page_size=3) as roster:
        if way == "to the end":
            assert len([endpoint async for endpoint in roster.list()]) == 180
        elif way == "cancel":
            asked = len(simulator["ppio"].requests)
            task = asyncio.create_task(roster.list().collect())
            # Until the first of twelve pages is asked for, which another thread notes.
            while len(simulator["ppio"].requests) == asked:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert asyncio.all_tasks() == tasks
        elif way == "break":
            async for _ in roster.list():
                break
        else:
            iterator: Any = roster.list().__aiter__()
            await anext(iterator)
            if way == "circle":
                Circle(iterator)
            if way != "close":
                del iterator
            gc.collect()
    for _ in range(500):
        if asyncio.all_tasks() == tasks and not before.difference():
            break
        await asyncio.sleep(0.01)
    assert asyncio.all_tasks() == tasks
    before.check()


IMPORTS = """
import asyncio, sys, threading

seen = []

class Note:
    def find_spec(self, name, path=None, target=None):
        seen.append((name, threading.current_thread() is threading.main_thread()))

from endpoint_roster import Account, AsyncRoster

async def main():
    account = Account("ppio", api_key="k", base_url="http://127.0.0.1:1")
    async with AsyncRoster([account], max_attempts=1) as roster:
        await roster.list(states=["running"]).collect()

sys.meta_path.insert(0, Note())
asyncio.run(main())
for name in ("httpx", "endpoint_roster_ppio.client", "endpoint_roster_ppio.models.endpoint"):
    assert (name, False) in seen, name
    assert (name, True) not in seen, name
print(threading.active_count())
"""


def test_the_first_listing_imports_in_a_thread_and_not_in_the_event_loop() -> None:
    assert run(sys.executable, "-c", IMPORTS) == Done(0, "1\n", "")


ONE_CONTEXT = """
import asyncio, ssl, sys
from endpoint_roster import Account, AsyncRoster, Roster

contexts = set()
wrap = ssl.SSLContext.wrap_bio  # what asyncio encrypts with, of whichever client

def note(self, *arguments, **options):
    contexts.add(self)
    return wrap(self, *arguments, **options)

ssl.SSLContext.wrap_bio = note
keys = {
    "together": {"api_key": "k"},
    "ppio": {"api_key": "k"},
    "openrouter": {"api_key": "k", "models": ["a/b"]},
    "volcengine": {"access_key": "a", "secret_key": "s"},
    "huawei": {"username": "u", "password": "p", "domain": "d", "project_id": "p",
               "iam_url": sys.argv[1]},
}
accounts = [
    Account(provider, f"{provider}-{number}", base_url=sys.argv[1], **keys[provider])
    for provider in keys
    for number in range(3)
]

def check(listing):
    assert {failure.kind for failure in listing.failures} == {"tls"}, listing.failures
    assert len(listing.failures) == len(accounts)

verify = sys.argv[2] if len(sys.argv) > 2 else True

async def main():
    async with AsyncRoster(accounts, verify=verify) as roster:
        check(await roster.list().collect())

with Roster(accounts, verify=verify) as roster:
    check(roster.list().collect())
asyncio.run(main())
print(len(contexts))
"""


@pytest.mark.parametrize("own", [False, True], ids=["usual", "own authorities"])
def test_all_clients_share_one_tls_context(
    serve: Callable[..., Any], answer: Any, tmp_path: Path, own: bool
) -> None:
    def script(_: Any) -> Any:
        return answer()

    # A server without TLS, so that every handshake starts and fails.
    address = serve(script).url.replace("http:", "https:")
    authorities = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(str(authorities))
    environment = {n: v for n, v in os.environ.items() if not n.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-c", ONE_CONTEXT, address, *([str(authorities)] if own else [])],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_memory_stays_bounded_when_the_caller_is_slow(
    simulator: Simulator, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    about = simulator.describe()["ppio"]
    simulator["ppio"].forget_requests()
    with Roster([Account("ppio", **about)], page_size=1) as roster:
        iterator = iter(roster.list())
        next(iterator)
        # One page is here, four wait, one wants to.
        eventually(lambda: len(simulator["ppio"].requests) == 6)
        time.sleep(0.1)  # in which a dozen more could come
        assert len(simulator["ppio"].requests) == 6
        assert len(list(iterator)) == 35
