"""Rosters in forked processes and in several event loops: none gets another's endpoints."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from endpoint_roster import Account, AsyncRoster, Roster
from endpoint_roster.errors import ClosedError
from support.http_server import Answer, Request, ScriptedServer
from support.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parents[1]
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def answer(request: Request) -> Answer:
    """List three pages of one endpoint, whose id is the key that asked."""
    number = int(request.path.partition("cursor=")[2].partition("&")[0] or 0)
    key = request.headers["Authorization"].removeprefix("Bearer ")
    more = {"has_more": number < 2, "next_cursor": str(number + 1)}
    return Answer(json.dumps({"data": [{"id": f"{key}/{number}"}], **more}).encode())


@pytest.fixture
def cloud() -> Iterator[ScriptedServer]:
    with ScriptedServer(answer) as server:
        yield server


def accounts(address: str) -> list[Account]:
    return [Account("ppio", f"a{n}", api_key=f"k{n}", base_url=address) for n in range(2)]


EXPECTED = [f"k{account}/{page}" for account in range(2) for page in range(3)]


def check(listing: object) -> None:
    assert listing.complete, listing.failures  # type: ignore[attr-defined]
    assert [one.id for one in listing.endpoints] == EXPECTED  # type: ignore[attr-defined]


# How a process uses a roster before and after it forks; each prints its children's exit codes.
START = """
import asyncio, os, sys, threading
from facade.test_processes import EXPECTED, accounts, check
from endpoint_roster import AsyncRoster, Roster
from endpoint_roster.errors import ClosedError

address, times = sys.argv[1], int(sys.argv[2])
options = dict(timeout=30, deadline=40, max_attempts=1)

def fork(work):
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)

def wait(pids):
    print([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids])
"""
WAYS = {
    "sync": """
roster = Roster(accounts(address), **options)
check(roster.list().collect())
pager = roster.list()

def work():
    for number in range(times):
        check((pager if number % 2 else roster.list()).collect())
    assert roster.diagnose(roster.accounts[0]).endpoints == 3
    roster.close()

pids = [fork(work) for _ in range(8)]
for _ in range(3):
    check(roster.list().collect())
wait(pids)
check(roster.list().collect())
roster.close()
""",
    "async": """
roster = AsyncRoster(accounts(address), **options)

async def calls(count):
    for _ in range(count):
        check(await roster.list().collect())

asyncio.run(calls(2))

def work():
    asyncio.run(calls(times // 2))
    asyncio.run(calls(times - times // 2))
    asyncio.run(roster.aclose())

pids = [fork(work) for _ in range(8)]
asyncio.run(calls(2))
wait(pids)
asyncio.run(calls(1))
""",
    "inside with": """
with Roster(accounts(address), **options) as roster:
    check(roster.list().collect())
    def work():
        with roster:
            for _ in range(times):
                check(roster.list().collect())
    pids = [fork(work) for _ in range(8)]
    check(roster.list().collect())
    wait(pids)
    check(roster.list().collect())
""",
    "while threads list": """
roster = Roster(accounts(address), **options)
stop = threading.Event()
def keep_on():
    while not stop.is_set():
        check(roster.list().collect())
threads = [threading.Thread(target=keep_on) for _ in range(3)]
check(roster.list().collect())
[thread.start() for thread in threads]
def work():
    for _ in range(times):
        check(roster.list().collect())
wait([fork(work) for _ in range(8)])
stop.set()
[thread.join() for thread in threads]
roster.close()
""",
    "while a listing runs": """
roster = Roster(accounts(address), **options)
running = iter(roster.list())
found = [next(running).id]
def work():
    try:
        for _ in running:
            pass
    except ClosedError:
        pass
    else:
        raise AssertionError("the child went on with the listing of its parent")
    for _ in range(times):
        check(roster.list().collect())
pids = [fork(work) for _ in range(8)]
found += [one.id for one in running]
assert sorted(found) == EXPECTED
wait(pids)
roster.close()
""",
    "inside a running loop": """
roster = AsyncRoster(accounts(address), **options)
async def calls(count):
    for _ in range(count):
        check(await roster.list().collect())
async def main():
    await calls(1)
    def work():
        asyncio.run(calls(times))
    pids = [fork(work) for _ in range(8)]
    await calls(3)
    await asyncio.to_thread(wait, pids)
    await calls(1)
    await roster.aclose()
asyncio.run(main())
""",
}


@forks
@pytest.mark.parametrize(
    ("way", "times"),
    [
        *((way, 2) for way in WAYS),
        pytest.param("sync", 21, marks=pytest.mark.slow),
        pytest.param("async", 21, marks=pytest.mark.slow),
    ],
)
def test_listings_in_eight_forked_children(cloud: ScriptedServer, way: str, times: int) -> None:
    """With 21 listings of six pages in each child, there are a thousand calls."""
    command = [sys.executable, "-c", START + WAYS[way], cloud.url, str(times)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    done = run(*command, env=environment)
    assert done.err == ""
    assert json.loads(done.out) == [0] * 8


def test_one_asynchronous_roster_serves_several_loops_in_turn(cloud: ScriptedServer) -> None:
    """pytest makes an error of asyncio's warning about a connection that nothing closed."""
    roster = AsyncRoster(accounts(cloud.url), max_attempts=1)

    async def work() -> None:
        check(await roster.list().collect())

    for _ in range(3):
        asyncio.run(work())
    with asyncio.Runner() as waiting:
        waiting.run(work())
        asyncio.run(work())
        waiting.run(work())
        waiting.run(roster.aclose())
    gc.collect()
    with pytest.raises(ClosedError):
        roster.list()


def test_loops_that_are_closed_by_hand_leave_nothing_behind(cloud: ScriptedServer) -> None:
    """Nothing closes what began in them, and pytest makes an error of Python's warning."""

    async def work(roster: AsyncRoster) -> None:
        check(await roster.list().collect())

    roster = AsyncRoster(accounts(cloud.url), max_attempts=1)
    for _ in range(3):
        loop = asyncio.new_event_loop()
        loop.run_until_complete(work(roster))
        loop.close()
    del roster
    gc.collect()


def test_a_pager_is_used_in_one_loop_after_the_other(cloud: ScriptedServer) -> None:
    roster = AsyncRoster(accounts(cloud.url), max_attempts=1)
    pager = roster.list()
    for _ in range(3):
        check(asyncio.run(pager.collect()))
        assert asyncio.run(roster.diagnose(roster.accounts[0])).endpoints == 3
    asyncio.run(roster.aclose())


def test_a_listing_that_another_loop_began_is_not_gone_on_with(cloud: ScriptedServer) -> None:
    roster = AsyncRoster(accounts(cloud.url), max_attempts=1)
    running = aiter(roster.list())

    async def one() -> str:
        return (await anext(running)).id

    async def rest() -> list[str]:
        return [one.id async for one in running]

    with asyncio.Runner() as first:
        assert first.run(one()) in EXPECTED
        with pytest.raises(ClosedError, match="another event loop"):
            asyncio.run(rest())
        first.run(roster.aclose())


def test_two_loops_at_the_same_time_have_connections_of_their_own(cloud: ScriptedServer) -> None:
    roster = AsyncRoster(accounts(cloud.url), max_attempts=1)

    async def work() -> None:
        for _ in range(5):
            check(await roster.list().collect())

    threads = [threading.Thread(target=asyncio.run, args=[work()]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gc.collect()


def test_a_synchronous_roster_that_was_used_may_be_left_open(cloud: ScriptedServer) -> None:
    roster = Roster(accounts(cloud.url), max_attempts=1)
    check(roster.list().collect())
    roster.close()


def test_a_second_listing_searches_for_no_module(
    cloud: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search holds a lock, which a process that is forked meanwhile never gets back."""
    searched: list[str] = []

    class Spy:
        def find_spec(self, name: str, path: object, target: object = None) -> None:
            searched.append(name)

    with Roster(accounts(cloud.url)) as roster:
        check(roster.list().collect())
        monkeypatch.setattr(sys, "meta_path", [Spy(), *sys.meta_path])
        check(roster.list().collect())
    assert searched == []
