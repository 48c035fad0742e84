"""Both rosters against the simulated clouds, over real sockets."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    Account,
    AsyncRoster,
    ClosedError,
    Endpoint,
    EndpointState,
    IncompleteError,
    NoAccountsError,
    QueryError,
    Roster,
)
from support.raw_server import Server, Wire, http, say
from support.surroundings import variables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from endpoint_roster_sim import Simulator

PROVIDERS = ["huawei", "openrouter", "ppio", "together", "volcengine"]
ID = {"huawei": "id", "ppio": "id", "together": "id", "volcengine": "Id"}


@pytest.fixture
def roster(simulated_accounts: list[Account]) -> Iterator[Roster]:
    # Small pages, so that every provider that pages has several.
    with Roster(simulated_accounts, page_size=7) as roster:
        yield roster


def ours() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name == "endpoint-roster"]


def test_every_endpoint_of_every_provider_exactly_once(
    simulator: Simulator, roster: Roster
) -> None:
    listing = roster.list().collect()
    assert (listing.complete, listing.failures) == (True, [])
    assert Counter(e.provider for e in listing.endpoints) == dict.fromkeys(PROVIDERS, 36)
    for provider, key in ID.items():
        fleet = simulator.fleet(provider)
        found = [e for e in listing.endpoints if e.provider == provider]
        assert [e.id for e in found] == [item[key] for item in fleet]
        assert [e.raw.to_dict().keys() for e in found] == [item.keys() for item in fleet]
    found = [e for e in listing.endpoints if e.provider == "openrouter"]
    assert len({e.id for e in found}) == 36
    order = [e.provider for e in listing.endpoints]
    assert order == sorted(order, key=[a.provider for a in roster.accounts].index)


def test_iterating_gives_what_collecting_gives(roster: Roster) -> None:
    collected = roster.list().collect().endpoints
    iterated = list(roster.list())
    assert sorted(map(key_of, iterated)) == sorted(map(key_of, collected))
    pager = roster.list()
    assert len(list(pager)) == len(list(pager)) == len(collected)


def key_of(endpoint: Endpoint) -> tuple[str, str]:
    return endpoint.provider, endpoint.id


async def test_both_rosters_give_the_same(
    simulated_accounts: list[Account], roster: Roster
) -> None:
    expected = await asyncio.to_thread(roster.list().collect)
    async with AsyncRoster(simulated_accounts, page_size=7) as other:
        assert await other.list().collect() == expected
        iterated = [endpoint async for endpoint in other.list()]
    assert sorted(map(key_of, iterated)) == sorted(map(key_of, expected.endpoints))


def test_the_accounts_of_the_environment(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    huawei = simulator["huawei"]
    for name, value in {
        **variables_of(simulator),
        "HUAWEICLOUD_SDK_AK": huawei.access_key,
        "HUAWEICLOUD_SDK_SK": huawei.secret_key,
        # A proxy of the environment is not for servers on this machine.
        "HTTP_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    with Roster.from_env() as roster:
        listing = roster.list().collect()
    assert listing.complete, listing.failures
    assert Counter(e.provider for e in listing.endpoints) == dict.fromkeys(PROVIDERS, 36)


HUAWEI = {
    "token": ("token",),
    "access keys": ("access_key", "secret_key"),
    "password": ("username", "password", "domain", "iam_url"),
}


@pytest.mark.parametrize("way", HUAWEI)
def test_each_of_huaweis_credentials(simulator: Simulator, way: str) -> None:
    about = simulator.describe()["huawei"]
    cloud: Any = simulator["huawei"]
    values = about | {n: getattr(cloud, n) for n in ("username", "password", "domain")}
    names = ("base_url", "project_id", "region", *HUAWEI[way])
    with Roster([Account("huawei", **{name: values[name] for name in names})]) as roster:
        assert len(roster.list().collect().endpoints) == 36


FILTERS: dict[str, tuple[dict[str, Any], Callable[[Endpoint], bool]]] = {
    "provider": ({"providers": ["ppio", "together"]}, lambda e: e.provider in ("ppio", "together")),
    "one word": ({"providers": "ppio"}, lambda e: e.provider == "ppio"),
    "account": ({"accounts": ["huawei"]}, lambda e: e.account == "huawei"),
    "state": ({"states": ["running", "Failed"]}, lambda e: e.state in ("running", "failed")),
    "state member": (
        {"states": [EndpointState.STOPPED]},
        lambda e: e.state is EndpointState.STOPPED,
    ),
    "model": ({"model": "LLAMA"}, lambda e: "llama" in (e.model or "").lower()),
    "kind": ({"kinds": ["serverless"]}, lambda e: e.kind == "serverless"),
    "their word": ({"kinds": ["custommodel"]}, lambda e: e.provider_kind == "CustomModel"),
    "several": (
        {"providers": ["together"], "states": ["running"], "model": "llama"},
        lambda e: e.provider == "together" and e.state == "running" and "lama" in (e.model or ""),
    ),
    "nothing": ({"providers": [], "states": None, "model": ""}, lambda _: True),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters(roster: Roster, name: str) -> None:
    filters, expected = FILTERS[name]
    everything = roster.list().collect().endpoints
    listing = roster.list(**filters).collect()
    assert listing.complete
    assert listing.endpoints == [endpoint for endpoint in everything if expected(endpoint)]
    assert listing.endpoints, "a filter that lets nothing through shows nothing"


def test_accounts_that_are_not_asked_for_are_left_alone(simulator: Simulator) -> None:
    about = simulator.describe()
    wrong = about["ppio"] | {"api_key": "wrong"}
    accounts = [Account("ppio", **wrong), Account("together", **about["together"])]
    with Roster(accounts) as roster:
        assert roster.list(providers=["together"]).collect().complete
        assert roster.list(accounts=["together"]).collect().complete
        assert not roster.list().collect().complete


@pytest.mark.parametrize(
    ("filters", "error", "words"),
    [
        ({"states": ["asleep"]}, QueryError, "'asleep'.*running"),
        ({"providers": ["acme"]}, QueryError, "'acme'.*together"),
        ({"accounts": ["prod"]}, QueryError, "'prod'.*together"),
        ({"providers": ["huawei"]}, NoAccountsError, "HUAWEICLOUD_SDK_AK"),
        ({"providers": ["huawei"], "accounts": ["together"]}, NoAccountsError, "HUAWEI"),
    ],
)
def test_a_filter_that_cannot_match_is_refused_before_anything_is_sent(
    filters: dict[str, Any], error: type[Exception], words: str
) -> None:
    with Roster([Account("together", api_key="k")]) as roster:
        with pytest.raises(error, match=words):
            roster.list(**filters)
        assert not ours(), "the thread starts with the first listing"


def test_several_accounts_of_one_provider(simulator: Simulator) -> None:
    about = simulator.describe()["together"]
    accounts = [Account("together", label, **about) for label in ("b", "a", "c")]
    with Roster(accounts) as roster:
        listing = roster.list().collect()
    assert [e.account for e in listing.endpoints] == ["b"] * 36 + ["a"] * 36 + ["c"] * 36


def test_breaking_off_frees_connections_and_closing_ends_the_thread(
    simulator: Simulator, roster: Roster
) -> None:
    for _ in roster.list():
        break
    assert ours() == ["endpoint-roster"]
    assert roster.list().collect().complete  # and the roster goes on to work
    roster.close()
    assert not ours()
    roster.close()
    with pytest.raises(ClosedError):
        roster.list()


def test_a_listing_that_was_prepared_before_closing_cannot_be_read(roster: Roster) -> None:
    pager = roster.list()
    iterator = iter(roster.list())
    next(iterator)
    roster.close()
    with pytest.raises(ClosedError):
        pager.collect()
    with pytest.raises(ClosedError):
        list(iterator)


def test_a_roster_that_nobody_closes_ends_with_its_last_listing(
    simulated_accounts: list[Account], eventually: Callable[[Callable[[], bool]], None]
) -> None:
    assert len([*Roster(simulated_accounts).list()]) == 180
    gc.collect()
    eventually(lambda: not ours())


def test_several_threads_may_share_a_roster(roster: Roster) -> None:
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(roster.list().collect) for _ in range(8)]
        listings = [future.result() for future in waiting]
    assert all(listing == listings[0] for listing in listings)
    assert listings[0].complete


async def test_the_synchronous_roster_works_where_a_loop_runs(roster: Roster) -> None:
    assert roster.list(providers=["together"]).collect().complete


async def test_breaking_off_and_cancelling_leave_no_task(
    simulator: Simulator, simulated_accounts: list[Account]
) -> None:
    before = asyncio.all_tasks()
    async with AsyncRoster(simulated_accounts, page_size=3) as roster:
        async for _ in roster.list():
            break
        asked = len(simulator["ppio"].requests)
        task = asyncio.create_task(roster.list().collect())
        # Until the first of twelve pages is asked for, which another thread notes.
        while len(simulator["ppio"].requests) == asked:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await roster.list().collect()).complete
    assert asyncio.all_tasks() == before
    with pytest.raises(ClosedError):
        roster.list()


async def test_an_empty_roster_lists_nothing_completely() -> None:
    with Roster([]) as roster:
        assert roster.list().collect().complete
        assert list(roster.list()) == []
    async with AsyncRoster([]) as other:
        assert (await other.list().collect()).complete


def test_iterating_delivers_everything_before_it_raises(simulator: Simulator) -> None:
    about = simulator.describe()
    accounts = [Account(p, **about[p]) for p in PROVIDERS if p != "ppio"]
    accounts.append(Account("ppio", "broken", **(about["ppio"] | {"api_key": "wrong-key-1"})))
    found: list[Endpoint] = []
    with Roster(accounts) as roster, pytest.raises(IncompleteError) as caught:
        found.extend(roster.list())
    # extend keeps what came before the error.
    assert len(found) == 144
    (failure,) = caught.value.failures
    assert (failure.provider, failure.account, failure.kind) == ("ppio", "broken", "auth")
    assert "ppio (broken)" in str(caught.value)


def test_an_early_end_does_not_wait_for_slow_providers(serve: Any, answer: Any) -> None:
    release = threading.Event()

    def script(request: Any) -> Any:
        if "/slow" in request.path:
            release.wait(30)
        return answer(b'{"object": "list", "data": [{"id": "one"}]}')

    server = serve(script)
    try:
        accounts = [
            Account("together", label, api_key="k", base_url=f"{server.url}/{label}")
            for label in ("slow", "quick")
        ]
        with Roster(accounts) as roster:
            started = time.monotonic()
            for endpoint in roster.list():
                assert endpoint.account == "quick"
                break
        assert time.monotonic() - started < 25  # the slow one takes 30
        assert not ours()
    finally:
        release.set()


def test_breaking_off_closes_the_connection_in_use(
    eventually: Callable[[Callable[[], bool]], None],
) -> None:
    page = http(b'{"data": [{"id": "one"}], "has_more": true, "next_cursor": "two"}')
    with Server() as server:
        address = server.play(say(page), Wire.hold)  # the second page never comes
        with Roster([Account("ppio", api_key="k", base_url=address)]) as roster:
            iterator: Any = iter(roster.list())
            next(iterator)
            eventually(lambda: len(server.requests) == 2)
            iterator.close()
            assert server.is_left()
