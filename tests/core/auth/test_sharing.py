"""HuaweiPasswordAuth: many requests at once, in threads, in tasks and in both."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from endpoint_roster_core.auth import AuthError, HuaweiPasswordAuth

from .cloud import PASSWORD, Cloud, Received, Reply, serve

MANY = 20


@pytest.fixture
def started() -> list[httpx.Request]:
    """The requests that have come to ask for a token."""
    return []


@pytest.fixture
def auth(cloud: Cloud, started: list[httpx.Request]) -> HuaweiPasswordAuth:
    class Noted(HuaweiPasswordAuth):
        def sync_auth_flow(
            self, request: httpx.Request
        ) -> Generator[httpx.Request, httpx.Response, None]:
            started.append(request)
            return super().sync_auth_flow(request)

        def async_auth_flow(
            self, request: httpx.Request
        ) -> AsyncGenerator[httpx.Request, httpx.Response]:
            started.append(request)
            return super().async_auth_flow(request)

    return Noted("reader", PASSWORD, "acme", project="p", iam_url=cloud.iam_url, clock=cloud.clock)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


async def until_async(condition: Callable[[], bool]) -> None:
    await asyncio.to_thread(until, condition)


def fetch(url: str, auth: httpx.Auth) -> str:
    with httpx.Client(auth=auth, timeout=30) as client:
        return client.get(url).json()["token"]


async def fetch_async(url: str, auth: httpx.Auth) -> str:
    async with httpx.AsyncClient(auth=auth, timeout=30) as client:
        return (await client.get(url)).json()["token"]


def test_threads_share_one_fetch(
    cloud: Cloud, auth: HuaweiPasswordAuth, started: list[httpx.Request]
) -> None:
    cloud.gate.clear()
    with ThreadPoolExecutor(MANY) as pool:
        results = [pool.submit(fetch, cloud.api_url, auth) for _ in range(MANY)]
        until(lambda: len(cloud.logins) == 1 and len(started) == MANY)
        time.sleep(0.1)  # time for a second fetch, were there one
        cloud.gate.set()
        assert {result.result(30) for result in results} == {"token-1"}
    assert len(cloud.logins) == 1


async def test_tasks_share_one_fetch(cloud: Cloud, auth: HuaweiPasswordAuth) -> None:
    cloud.gate.clear()
    tasks = [asyncio.create_task(fetch_async(cloud.api_url, auth)) for _ in range(MANY)]
    await until_async(lambda: len(cloud.logins) == 1)
    await asyncio.sleep(0.1)
    cloud.gate.set()
    assert set(await asyncio.gather(*tasks)) == {"token-1"}
    assert len(cloud.logins) == 1


@pytest.mark.parametrize("first", ["thread", "task"])
async def test_threads_and_tasks_share_one_fetch(
    cloud: Cloud, auth: HuaweiPasswordAuth, first: str
) -> None:
    cloud.gate.clear()
    with ThreadPoolExecutor(MANY) as pool:
        threads: list[asyncio.Future[str]] = []
        tasks: list[asyncio.Task[str]] = []
        loop = asyncio.get_running_loop()

        def start(kind: str) -> None:
            if kind == "thread":
                threads.append(loop.run_in_executor(pool, fetch, cloud.api_url, auth))
            else:
                tasks.append(asyncio.create_task(fetch_async(cloud.api_url, auth)))

        start(first)
        await until_async(lambda: len(cloud.logins) == 1)
        for _ in range(MANY // 2):
            start("thread")
            start("task")
        # The event loop goes on while threads and tasks wait for the token: else the gate would
        # stay closed, and the fetch would fail.
        for _ in range(20):
            await asyncio.sleep(0.005)
        cloud.gate.set()
        assert set(await asyncio.gather(*threads, *tasks)) == {"token-1"}
    assert len(cloud.logins) == 1


async def test_a_rejected_token_is_replaced_once_for_all(
    cloud: Cloud, auth: HuaweiPasswordAuth
) -> None:
    await fetch_async(cloud.api_url, auth)
    cloud.good.clear()
    with ThreadPoolExecutor(MANY) as pool:
        loop = asyncio.get_running_loop()
        threads = [loop.run_in_executor(pool, fetch, cloud.api_url, auth) for _ in range(MANY // 2)]
        tasks = [asyncio.create_task(fetch_async(cloud.api_url, auth)) for _ in range(MANY // 2)]
        assert set(await asyncio.gather(*threads, *tasks)) == {"token-2"}
    assert len(cloud.logins) == 2


def test_a_401_that_waits_for_a_token_keeps_no_connection(
    cloud: Cloud, auth: HuaweiPasswordAuth
) -> None:
    arrived, answer = threading.Event(), threading.Event()

    def slow_refusal(received: Received) -> Reply:
        if received.headers["X-Auth-Token"] != "token-1":
            return cloud.call(received)
        arrived.set()
        assert answer.wait(30)
        return Reply(401)

    fetch(cloud.api_url, auth)
    cloud.gate.clear()
    with (
        serve(slow_refusal) as url,
        ThreadPoolExecutor(2) as pool,
        httpx.Client(
            auth=auth, limits=httpx.Limits(max_connections=1), timeout=httpx.Timeout(30, pool=15)
        ) as client,
    ):
        refused = pool.submit(client.get, url)
        assert arrived.wait(30)
        cloud.now += timedelta(hours=30)
        # This one finds the token too old, and waits for the only connection to fetch another.
        fetching = pool.submit(client.get, url)
        time.sleep(0.1)
        cloud.gate.set()
        answer.set()
        assert [fetching.result(30).status_code, refused.result(30).status_code] == [200, 200]
    assert len(cloud.logins) == 2


async def test_one_failure_is_everyones_and_is_forgotten(
    cloud: Cloud, auth: HuaweiPasswordAuth, started: list[httpx.Request]
) -> None:
    cloud.answer_login = lambda _: Reply(401, {"error_msg": "wrong password"})
    cloud.gate.clear()
    with ThreadPoolExecutor(MANY) as pool:
        loop = asyncio.get_running_loop()
        waiting: list[asyncio.Future[str]] = [
            loop.run_in_executor(pool, fetch, cloud.api_url, auth) for _ in range(MANY // 2)
        ]
        waiting += [asyncio.create_task(fetch_async(cloud.api_url, auth)) for _ in range(MANY // 2)]
        await until_async(lambda: len(cloud.logins) == 1 and len(started) == MANY)
        await asyncio.sleep(0.1)
        cloud.gate.set()
        errors = await asyncio.gather(*waiting, return_exceptions=True)
    assert len(cloud.logins) == 1
    assert all(isinstance(error, AuthError) and error.status == 401 for error in errors)
    assert len({id(error) for error in errors}) == MANY
    cloud.answer_login = cloud.issue
    assert await fetch_async(cloud.api_url, auth) == "token-2"


async def test_an_unreachable_service_is_asked_once_for_all(cloud: Cloud) -> None:
    asked = 0

    def hang_up(_: Received) -> Reply:
        nonlocal asked
        asked += 1
        time.sleep(0.3)
        raise ConnectionAbortedError

    cloud.answer_login = hang_up
    auth = HuaweiPasswordAuth("reader", PASSWORD, "acme", project="p", iam_url=cloud.iam_url)
    tasks = [asyncio.create_task(fetch_async(cloud.api_url, auth)) for _ in range(MANY)]
    errors = await asyncio.gather(*tasks, return_exceptions=True)
    assert [getattr(error, "kind", error) for error in errors] == ["transport"] * MANY
    assert asked == 1


async def test_when_the_fetching_task_is_cancelled_another_takes_over(
    cloud: Cloud, auth: HuaweiPasswordAuth, started: list[httpx.Request]
) -> None:
    cloud.gate.clear()
    leader = asyncio.create_task(fetch_async(cloud.api_url, auth))
    await until_async(lambda: len(cloud.logins) == 1)
    with ThreadPoolExecutor(2) as pool:
        loop = asyncio.get_running_loop()
        waiting: list[asyncio.Future[str]] = [
            loop.run_in_executor(pool, fetch, cloud.api_url, auth) for _ in range(2)
        ]
        waiting += [asyncio.create_task(fetch_async(cloud.api_url, auth)) for _ in range(5)]
        await until_async(lambda: len(started) == 8)
        await asyncio.sleep(0.1)
        leader.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leader
        cloud.gate.set()
        async with asyncio.timeout(30):  # far below the patience of those who wait
            assert set(await asyncio.gather(*waiting)) == {"token-2"}
    assert len(cloud.logins) == 2


async def test_a_cancelled_waiter_leaves_the_others_alone(
    cloud: Cloud, auth: HuaweiPasswordAuth
) -> None:
    cloud.gate.clear()
    tasks = [asyncio.create_task(fetch_async(cloud.api_url, auth)) for _ in range(3)]
    await until_async(lambda: len(cloud.logins) == 1)
    await asyncio.sleep(0.05)
    tasks[1].cancel()
    await asyncio.sleep(0.05)
    cloud.gate.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [results[0], results[2]] == ["token-1", "token-1"]
    assert isinstance(results[1], asyncio.CancelledError)
    assert len(cloud.logins) == 1


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
async def test_a_fetch_that_never_ends_is_not_waited_for_for_ever(
    cloud: Cloud, asynchronous: bool
) -> None:
    auth = HuaweiPasswordAuth(
        "reader", PASSWORD, "acme", project="p", iam_url=cloud.iam_url, patience=0.2,
        clock=cloud.clock,
    )  # fmt: skip
    # Someone began a flow and never went on with it, as when an event loop is stopped.
    stuck = auth.async_auth_flow(httpx.Request("GET", cloud.api_url))
    assert (await anext(stuck)).url.path == "/v3/auth/tokens"
    if asynchronous:
        assert await fetch_async(cloud.api_url, auth) == "token-1"
    else:
        assert await asyncio.to_thread(fetch, cloud.api_url, auth) == "token-1"
    await stuck.aclose()
    assert await fetch_async(cloud.api_url, auth) == "token-1"


async def test_blocking_the_event_loop_that_fetches_is_no_deadlock(
    cloud: Cloud, auth: HuaweiPasswordAuth
) -> None:
    cloud.gate.clear()
    task = asyncio.create_task(fetch_async(cloud.api_url, auth))
    await until_async(lambda: len(cloud.logins) == 1)
    threading.Timer(0.1, cloud.gate.set).start()
    # This very thread runs the task that fetches, and now it does not.
    start = time.monotonic()
    assert fetch(cloud.api_url, auth) == "token-2"
    assert time.monotonic() - start < 30  # far below the patience with others, a minute
    assert await task in {"token-1", "token-2"}


async def test_different_event_loops_share_one_fetch(
    cloud: Cloud, auth: HuaweiPasswordAuth, started: list[httpx.Request]
) -> None:
    cloud.gate.clear()

    def in_a_loop_of_its_own() -> str:
        return asyncio.run(fetch_async(cloud.api_url, auth))

    with ThreadPoolExecutor(4) as pool:
        loop = asyncio.get_running_loop()
        others = [loop.run_in_executor(pool, in_a_loop_of_its_own) for _ in range(4)]
        await until_async(lambda: len(cloud.logins) == 1 and len(started) == 4)
        await asyncio.sleep(0.1)
        cloud.gate.set()
        assert await asyncio.gather(*others) == ["token-1"] * 4
    assert len(cloud.logins) == 1
