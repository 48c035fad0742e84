"""Clients in forked processes, in several event loops, threads and tasks: no wrong answer."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_core.operations import Operation, Request
from support.clients import CLIENTS, GeneratedClient
from support.http_server import Answer, ScriptedServer
from support.http_server import Request as Received
from support.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).resolve().parents[1]
each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)

TOGETHER = GeneratedClient("together")
ECHO: Operation[Any] = Operation("things.get", "GET", "/things/{thing_id}")


def answer(request: Received) -> Answer:
    """Say what was asked for."""
    return Answer(json.dumps({"asked": request.path}).encode())


@pytest.fixture
def cloud() -> Iterator[ScriptedServer]:
    with ScriptedServer(answer) as server:
        yield server


def echo(name: str) -> Request[Any]:
    return Request(ECHO, path={"thing_id": name})


def check(response: Any, name: str) -> None:
    assert response.status == 200
    assert response.json() == {"asked": f"/things/{name}"}


# One process before it forks: with `sync` or `async`, and with connections that stay open.
PROGRAM = """
import asyncio, os, sys, threading
from clients.test_processes import TOGETHER, check, echo

address, way = sys.argv[1:]
CHILDREN, CALLS = 8, 125
options = dict(base_url=address, timeout=30, deadline=40, max_attempts=1)

if way == "sync":
    client = TOGETHER.make(**options)
    def work(name, count=CALLS):
        for number in range(count):
            check(client.send(echo(f"{name}-{number}")), f"{name}-{number}")
    def in_threads(name):
        threads = [threading.Thread(target=work, args=[f"{name}-{n}", 5]) for n in range(4)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
    finish = client.close
else:
    client = TOGETHER.make_async(**options)
    async def calls(name, count):
        for number in range(count):
            check(await client.send(echo(f"{name}-{number}")), f"{name}-{number}")
    async def both(name, count):
        await asyncio.gather(*(calls(f"{name}-{task}", count // 5) for task in range(5)))
        await client.aclose()
    def work(name, count=CALLS):
        asyncio.run(both(name, count))
    def in_threads(name):
        pass
    def finish():
        pass

work("parent", 10)
in_threads("parent")
if way == "sync":
    client.send(echo("warm"))  # the connection is open while the process forks

children = []
for child in range(CHILDREN):
    pid = os.fork()
    if not pid:
        try:
            work(f"child-{child}")
            in_threads(f"child-{child}")
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    children.append(pid)
work("parent-again", 20)
codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
work("parent-at-last", 10)
finish()
print(codes)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.parametrize("way", ["sync", "async"])
def test_a_thousand_calls_in_eight_forked_children(cloud: ScriptedServer, way: str) -> None:
    """The parent's connections are open when it forks, and go on to be used in it."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    # A child drops its copies of the parent's connections, and Python would warn of that.
    warnings = ["-W", "error", "-W", "ignore::ResourceWarning"]
    command = [sys.executable, *warnings, "-c", PROGRAM, cloud.url, way]
    done = run(*command, env=environment)
    assert done.err == ""
    assert json.loads(done.out) == [0] * 8


# The same with threads that go on calling while the process forks.
BUSY = """
import os, sys, threading
from clients.test_processes import TOGETHER, check, echo

client = TOGETHER.make(base_url=sys.argv[1], max_attempts=1)
check(client.send(echo("first")), "first")  # all modules are loaded
stop = threading.Event()
def work(name):
    number = 0
    while not stop.is_set():
        check(client.send(echo(f"{name}-{number}")), f"{name}-{number}")
        number += 1
threads = [threading.Thread(target=work, args=[f"thread-{n}"]) for n in range(4)]
[thread.start() for thread in threads]
codes = []
for child in range(20):
    pid = os.fork()
    if not pid:
        try:
            for number in range(5):
                check(client.send(echo(f"child-{child}-{number}")), f"child-{child}-{number}")
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
stop.set()
[thread.join() for thread in threads]
print(codes)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_fork_while_other_threads_call_does_not_hang(cloud: ScriptedServer) -> None:
    """A lock that another thread holds at that moment is never released in the child."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    command = [sys.executable, "-c", BUSY, cloud.url]
    done = run(*command, env=environment)
    assert done.err == ""
    assert json.loads(done.out) == [0] * 20


def test_a_fetch_that_the_parent_has_under_way_is_made_by_the_child_itself() -> None:
    """And a lock that another of its threads holds is not waited for."""
    if not hasattr(os, "fork"):
        pytest.skip("this system does not fork")
    program = """
import os, sys, threading
from datetime import UTC, datetime
from endpoint_roster_core.auth._tokens import Fetch, TokenCache

cache, now = TokenCache(), datetime.now(UTC)
cache.claim(now, rejected=None, blocking=True)
held = threading.Event()
def hold():
    with cache._lock:
        held.set()
        threading.Event().wait(30)
threading.Thread(target=hold, daemon=True).start()
held.wait()
pid = os.fork()
if not pid:
    claim = cache.claim(now, rejected=None, blocking=True)
    os._exit(0 if isinstance(claim, Fetch) else 1)
os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


class TestEventLoops:
    @each_client
    def test_one_client_serves_two_loops_in_turn(
        self, client: GeneratedClient, cloud: ScriptedServer
    ) -> None:
        made = client.make_async(base_url=cloud.url, max_attempts=1)

        async def work(name: str) -> None:
            async with made:
                for number in range(3):
                    check(await made.send(echo(f"{name}-{number}")), f"{name}-{number}")

        for name in ("first", "second", "third"):
            asyncio.run(work(name))
        assert cloud.accepted == 3  # one for each loop

    @pytest.mark.parametrize(
        "way",
        ["run", "debug", "runner", "while another one waits", "closed by hand", "in the middle"],
    )
    def test_a_loop_that_ends_without_closing_the_client_closes_the_connections(
        self, cloud: ScriptedServer, way: str
    ) -> None:
        """pytest makes an error of asyncio's warning about a connection that nothing closed."""

        async def work(made: Any, name: str) -> None:
            await asyncio.gather(*(made.send(echo(f"{name}-{number}")) for number in range(3)))
            check(await made.send(echo(name)), name)

        made = TOGETHER.make_async(base_url=cloud.url, max_attempts=1)
        if way in ("run", "debug"):
            for name in ("first", "second", "third"):
                asyncio.run(work(made, name), debug=way == "debug")
        elif way == "closed by hand":  # and with it nothing that began in it
            for name in ("first", "second", "third"):
                loop = asyncio.new_event_loop()
                loop.run_until_complete(work(made, name))
                loop.close()
        elif way == "in the middle":
            for name in ("first", "second", "third"):
                loop = asyncio.new_event_loop()
                loop.run_until_complete(work(made, name))
                task = loop.create_task(work(made, name))
                loop.call_soon(loop.stop)
                loop.run_forever()
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    loop.run_until_complete(task)
                loop.close()
        elif way == "runner":
            with asyncio.Runner() as runner:
                runner.run(work(made, "first"))
                runner.run(work(made, "second"))
            asyncio.run(work(made, "third"))
        else:
            with asyncio.Runner() as waiting:
                waiting.run(work(made, "first"))
                asyncio.run(work(made, "second"))
                waiting.run(work(made, "third"))
        del made
        gc.collect()

    def test_two_loops_may_use_one_client_at_the_same_time(self, cloud: ScriptedServer) -> None:
        made = TOGETHER.make_async(base_url=cloud.url, max_attempts=1)

        async def work(number: int) -> None:
            for call in range(25):
                name = f"{number}-{call}"
                check(await made.send(echo(name)), name)

        def in_a_loop(number: int) -> None:
            asyncio.run(work(number))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(in_a_loop, range(8)))
        gc.collect()

    def test_closing_in_another_loop_is_harmless(self, cloud: ScriptedServer) -> None:
        made = TOGETHER.make_async(base_url=cloud.url, max_attempts=1)

        async def work() -> None:
            check(await made.send(echo("one")), "one")
            await made.aclose()

        asyncio.run(work())
        asyncio.run(made.aclose())
        asyncio.run(work())


class TestThreads:
    def test_one_client_serves_many(self, cloud: ScriptedServer) -> None:
        with TOGETHER.make(base_url=cloud.url, max_attempts=1) as made:

            def work(number: int) -> None:
                for call in range(25):
                    name = f"{number}-{call}"
                    check(made.send(echo(name)), name)

            with ThreadPoolExecutor(8) as pool:
                list(pool.map(work, range(16)))

    async def test_one_asynchronous_client_serves_many_tasks(self, cloud: ScriptedServer) -> None:
        async with TOGETHER.make_async(base_url=cloud.url, max_attempts=1) as made:

            async def work(number: int) -> None:
                for call in range(10):
                    name = f"{number}-{call}"
                    check(await made.send(echo(name)), name)

            await asyncio.gather(*(work(number) for number in range(40)))


def test_a_closed_client_opens_new_connections(cloud: ScriptedServer) -> None:
    made = TOGETHER.make(base_url=cloud.url, max_attempts=1)
    for name in ("one", "two"):
        check(made.send(echo(name)), name)
        made.close()
        made.close()
    assert cloud.accepted == 2
