"""What a check of an account finds, over real sockets: each fault at its step, with advice."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from endpoint_roster import (
    Account,
    AsyncRoster,
    Clock,
    ClosedError,
    Roster,
)
from endpoint_roster_sim import Simulator
from support.checkups import EMPTY, SECRET, at_once, broken, check, step, together
from support.leftovers import Held
from support.raw_server import Script, Server, Wire, say

# --- accounts that work


def test_each_simulated_account_works(
    simulated_accounts: list[Account], simulator: Simulator
) -> None:
    for account in simulated_accounts:
        diagnosis = check(account)
        assert diagnosis.works
        assert (diagnosis.endpoints, diagnosis.failures) == (36, ())
        assert diagnosis.pages == diagnosis.attempts >= 1
        assert diagnosis.seconds > 0
        outcomes = {each.name: each.outcome for each in diagnosis.steps}
        assert outcomes.pop("tls") == "skipped"
        assert set(outcomes.values()) == {"ok"}
        assert not any(each.advice for each in diagnosis.steps)
        host = step(diagnosis, "host")
        assert simulator[account.provider].base_url.split("/")[2] in host.detail
        assert host.seconds is not None
        assert host.seconds > 0
        assert diagnosis.clock_ahead is not None
        assert abs(diagnosis.clock_ahead) < 60


async def test_the_asynchronous_twin(simulated_accounts: list[Account]) -> None:
    async with AsyncRoster(simulated_accounts) as roster:
        checks = await asyncio.gather(*map(roster.diagnose, simulated_accounts))
        assert [(each.provider, each.endpoints) for each in checks] == [
            (account.provider, 36) for account in simulated_accounts
        ]
        assert all(each.works for each in checks)


def test_a_check_says_where_credentials_were_found(simulator: Simulator) -> None:
    account = Account("together", **simulator.describe()["together"])
    assert step(check(account), "credentials").detail == "api_key from argument"


def test_an_account_that_needs_no_credentials(simulator: Simulator) -> None:
    about = simulator.describe()["openrouter"]
    diagnosis = check(Account("openrouter", base_url=about["base_url"], models=about["models"]))
    assert diagnosis.works
    assert step(diagnosis, "credentials").detail == "none, and none is needed"
    assert step(diagnosis, "authentication").outcome == "skipped"


# --- refused, or without an answer


@pytest.mark.parametrize("provider", ["ppio", "together", "openrouter"])
def test_a_wrong_key(simulator: Simulator, provider: str) -> None:
    about = simulator.describe()[provider] | {"api_key": SECRET}
    diagnosis = check(Account(provider, **about))
    failed = broken(diagnosis)
    assert failed.name == "authentication"
    assert "401" in failed.detail
    assert "api_key from argument" in failed.advice
    assert [failure.status for failure in diagnosis.failures] == [401]
    assert diagnosis.endpoints == 0


def test_a_wrong_secret_key(simulator: Simulator) -> None:
    about = simulator.describe()["volcengine"] | {"secret_key": SECRET}
    failed = broken(check(Account("volcengine", **about)))
    assert failed.name == "authentication"
    assert "secret_key from argument" in failed.advice


def test_credentials_that_may_not_list() -> None:
    with Simulator(1, faults=["status=403"]) as simulator:
        failed = broken(check(Account("ppio", **simulator.describe()["ppio"])))
    assert failed.name == "authentication"
    assert "may not list" in failed.advice


@pytest.mark.parametrize(
    ("fault", "words", "authentication"),
    [
        ("status=503", "503", "unknown"),
        ("status=404", "404", "unknown"),
        ("reset", "connection broke", "skipped"),
        ("truncation=0.5", "hung up", "unknown"),
    ],
)
def test_an_account_that_is_let_in_and_not_served(
    fault: str, words: str, authentication: str
) -> None:
    with Simulator(3, faults=[fault]) as simulator:
        diagnosis = check(Account("together", **simulator.describe()["together"]), max_attempts=2)
    failed = broken(diagnosis)
    assert failed.name == "endpoints"
    assert words in failed.detail
    assert step(diagnosis, "host").outcome == "ok"
    assert step(diagnosis, "authentication").outcome == authentication
    assert diagnosis.attempts == (1 if "404" in fault else 2)


def test_an_account_that_ends_half_way() -> None:
    with Simulator(30, faults=["status=500,nth=3"]) as simulator:
        account = Account("ppio", **simulator.describe()["ppio"])
        diagnosis = check(account, page_size=10, max_attempts=1)
    failed = broken(diagnosis)
    assert failed.detail.startswith("20 endpoints on 2 pages, then: list endpoints, page 3:")
    assert step(diagnosis, "authentication").outcome == "ok"
    assert (diagnosis.endpoints, diagnosis.pages) == (20, 2)


def test_a_request_that_had_to_be_repeated() -> None:
    with Simulator(3, faults=["status=503,nth=1"]) as simulator:
        diagnosis = check(Account("together", **simulator.describe()["together"]))
    assert diagnosis.works
    found = step(diagnosis, "endpoints")
    assert found.outcome == "warning"
    assert found.detail == "3 endpoints on 2 pages, with 1 request sent again"
    assert "unsteady" in found.advice


def test_models_that_do_not_exist(simulator: Simulator) -> None:
    about = simulator.describe()["openrouter"]
    models = [about["models"][0], *(f"nobody/model-{n}" for n in range(5))]
    diagnosis = check(Account("openrouter", base_url=about["base_url"], models=models))
    failed = broken(diagnosis)
    assert failed.name == "endpoints"
    assert "list endpoints of nobody/model-0" in failed.detail
    assert "(and 2 more)" in failed.detail
    assert "models" in failed.advice
    assert len(diagnosis.failures) == 5


def test_a_slow_server_is_timed() -> None:
    with Simulator(3, faults=["latency=0.2"], providers=["together"]) as slow:
        diagnosis = check(Account("together", **slow.describe()["together"]))
    assert diagnosis.seconds >= 0.2
    assert step(diagnosis, "endpoints").seconds == diagnosis.seconds
    clock = step(diagnosis, "clock")
    assert clock.outcome == "ok"


# --- clocks

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at_noon() -> Clock:
    """A machine where it is always noon, and everything takes no time."""
    return Clock(monotonic=lambda: 0.0, now=lambda: NOON, sleep_async=at_once, random=lambda: 0.0)


def dated(*headers: str) -> Script:
    return say(EMPTY.replace(b"\r\n", "".join(f"\r\n{h}" for h in headers).encode() + b"\r\n", 1))


@pytest.mark.parametrize(
    ("date", "ahead", "outcome", "detail"),
    [
        ("Sun, 01 Mar 2026 12:00:00 GMT", -0.5, "ok", "in sync (within 0.5 s)"),
        ("Sun, 01 Mar 2026 11:59:30 GMT", 29.5, "ok", "29.5 s ahead of the server, to within"),
        ("Sun, 01 Mar 2026 12:10:00 GMT", -600.5, "warning", "600.5 s behind the server"),
        ("Sun, 01 Mar 2026 11:58:00 -0000", 119.5, "warning", "119.5 s ahead of the server"),
        ("yesterday", None, "unknown", "does not send its time"),
    ],
)
def test_the_clock_is_compared_with_the_servers(
    date: str, ahead: float | None, outcome: str, detail: str
) -> None:
    with Server(otherwise=dated(f"Date: {date}")) as server:
        diagnosis = check(together(server.address), clock=at_noon())
    assert diagnosis.works
    assert diagnosis.clock_ahead == ahead
    clock = step(diagnosis, "clock")
    assert clock.outcome == outcome
    assert detail in clock.detail
    assert ("timedatectl" in clock.advice) == (outcome == "warning")


def test_what_a_cache_has_kept_tells_no_time() -> None:
    with Server(otherwise=dated("Date: Sun, 01 Mar 2026 11:00:00 GMT", "Age: 3600")) as server:
        diagnosis = check(together(server.address), clock=at_noon())
    assert diagnosis.clock_ahead is None
    assert step(diagnosis, "clock").outcome == "unknown"


@pytest.mark.parametrize("seconds", [-3600, 3600])
def test_a_clock_that_spoils_signatures(seconds: int) -> None:
    with Simulator(3, faults=[f"clock-skew={seconds}"]) as simulator:
        about = simulator.describe()
        diagnosis = check(Account("volcengine", **about["volcengine"]))
        harmless = check(Account("ppio", **about["ppio"]))
        signed = about["huawei"]
        del signed["token"]
        huawei = check(Account("huawei", **signed))
    for each in (diagnosis, huawei):
        assert not each.works
        assert step(each, "clock").outcome == "failed"
        assert step(each, "authentication").outcome == "failed"
        assert "clock" in step(each, "authentication").advice
        assert each.clock_ahead == pytest.approx(-seconds, abs=5)
    assert harmless.works
    assert step(harmless, "clock").outcome == "warning"


def test_a_clock_that_spoils_nothing_where_nothing_is_signed() -> None:
    with Simulator(3, faults=["clock-skew=3600"]) as simulator:
        about = simulator.describe()["ppio"] | {"api_key": SECRET}
        diagnosis = check(Account("ppio", **about))
    assert step(diagnosis, "clock").outcome == "warning"
    assert "api_key" in broken(diagnosis).advice


# --- the end


def test_closing_the_roster_ends_a_check() -> None:
    asked = threading.Event()

    def hold(wire: Wire) -> None:
        asked.set()
        wire.hold()

    ends: list[Exception] = []
    with Server(otherwise=hold) as server:
        account = together(server.address)
        roster = Roster([account])

        def check_it() -> None:
            try:
                roster.diagnose(account)
            except ClosedError as error:
                ends.append(error)

        thread = threading.Thread(target=check_it)
        thread.start()
        assert asked.wait(30)
        roster.close()
        thread.join(30)
        assert server.is_left()
    assert len(ends) == 1
    with pytest.raises(ClosedError):
        roster.diagnose(account)


async def test_closing_the_asynchronous_roster_ends_a_check() -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold(wire: Wire) -> None:
        loop.call_soon_threadsafe(asked.set)
        wire.hold()

    with Server(otherwise=hold) as server:
        account = together(server.address)
        roster = AsyncRoster([account])
        checking = asyncio.create_task(roster.diagnose(account))
        await asked.wait()
        await roster.aclose()
        with pytest.raises(ClosedError):
            await checking
        with pytest.raises(ClosedError):
            await roster.diagnose(account)
        assert server.is_left()


def test_a_check_that_is_cancelled_leaves_nothing_open() -> None:
    async def cancel(address: str) -> None:
        async with AsyncRoster([]) as roster:
            checking = asyncio.create_task(roster.diagnose(together(address)))
            await asyncio.to_thread(asked.wait, 10)
            checking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await checking

    asked = threading.Event()

    def hold(wire: Wire) -> None:
        asked.set()
        wire.hold()

    before = Held.settled()
    with Server(otherwise=hold) as server:
        asyncio.run(cancel(server.address))
        assert asked.is_set()
        assert server.is_left()
    before.check()


def test_a_check_and_a_listing_of_one_account_do_not_meet(simulator: Simulator) -> None:
    account = Account("together", **simulator.describe()["together"])
    with Roster([account]) as roster:
        assert len(roster.list().collect().endpoints) == 36
        diagnosis = roster.diagnose(account)  # on a connection of its own, although one is open
        assert step(diagnosis, "host").seconds is not None
        assert len(roster.list().collect().endpoints) == 36
