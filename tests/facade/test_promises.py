"""The promises of docs/promises.md over real sockets; only time and chance are arguments."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, AsyncRoster, Clock, Failure, Listing, Roster
from endpoint_roster_core.client import OUT_OF_BUDGET
from endpoint_roster_core.retries import RetryBudget

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

Serve = Callable[[Callable[[Any], Any]], Any]


@dataclass
class Time:
    """A clock that only waiting moves."""

    chance: float = 1.0
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list[float])

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def as_clock(self) -> Clock:
        return Clock(
            monotonic=lambda: self.seconds,
            now=lambda: NOON + timedelta(seconds=self.seconds),
            sleep_async=self.sleep,
            random=lambda: self.chance,
        )


Collect = Callable[..., Listing]


@pytest.fixture(params=["sync", "async"])
def collect(request: pytest.FixtureRequest) -> Collect:
    def synchronously(url: str, **options: Any) -> Listing:
        with Roster([Account("together", api_key="k", base_url=url)], **options) as roster:
            return roster.list().collect()

    def asynchronously(url: str, **options: Any) -> Listing:
        async def run() -> Listing:
            account = Account("together", api_key="k", base_url=url)
            async with AsyncRoster([account], **options) as roster:
                return await roster.list().collect()

        return asyncio.run(run())

    return synchronously if request.param == "sync" else asynchronously


def always(answer: Any, status: int, headers: Mapping[str, str]) -> Callable[[Any], Any]:
    return lambda _: answer(b'{"error": {"message": "busy"}}', status, headers)


OBEYED = {
    "0": 0.0,
    "1": 1.0,
    "7": 7.0,
    "60": 60.0,
    "0.5": 0.5,
    "1.75": 1.75,
    "59.999": 59.999,
    "+5": 5.0,
    "007": 7.0,
    "Sat, 01 Jan 2000 00:00:00 GMT": 0.0,
    "Thu, 01 Jan 1970 00:00:00 GMT": 0.0,
}
TOO_LONG = [
    "60.001",
    "61",
    "120",
    "3600",
    "1e9",
    "9" * 35,
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Tue, 01 Jan 2199 00:00:00 GMT",
]
NOT_UNDERSTOOD = [
    "",
    "-1",
    "-0.5",
    "-" + "9" * 35,
    "inf",
    "-inf",
    "nan",
    "soon",
    "1,5",
    "5 s",
    "0x10",
    "2026-03-01T12:00:30Z",
    "Sat, 99 Foo 2026 00:00:00 GMT",
]


@pytest.mark.parametrize("value", OBEYED)
def test_a_retry_after_of_up_to_a_minute_is_waited_for(
    serve: Serve, answer: Any, collect: Collect, value: str
) -> None:
    server, clock = serve(always(answer, 429, {"Retry-After": value})), Time()
    failure = only(collect(server.url, clock=clock.as_clock()))
    assert clock.waits == [OBEYED[value]] * 2
    assert (len(server.requests), failure.attempts) == (3, 3)


@pytest.mark.parametrize("value", TOO_LONG)
def test_a_longer_retry_after_fails_at_once_and_says_when_to_come_back(
    serve: Serve, answer: Any, collect: Collect, value: str
) -> None:
    server, clock = serve(always(answer, 503, {"Retry-After": value})), Time()
    failure = only(collect(server.url, clock=clock.as_clock()))
    assert (clock.waits, len(server.requests), failure.attempts) == ([], 1, 1)
    assert failure.retry_after is not None
    assert failure.retry_after > 60
    if failure.retry_after < 10_000:
        moment = NOON + timedelta(seconds=failure.retry_after)
        assert f"{moment:%Y-%m-%d %H:%M:%S} UTC" in failure.advice
        assert f"in {failure.retry_after:.0f} seconds" in failure.advice
    elif value == "9" * 35:
        assert "out of range" in failure.advice


@pytest.mark.parametrize("value", NOT_UNDERSTOOD)
def test_a_retry_after_that_says_nothing_counts_as_none(
    serve: Serve, answer: Any, collect: Collect, value: str
) -> None:
    server, clock = serve(always(answer, 503, {"Retry-After": value})), Time()
    failure = only(collect(server.url, clock=clock.as_clock()))
    assert (clock.waits, len(server.requests)) == ([0.5, 1.0], 3)
    assert failure.retry_after is None


@pytest.mark.parametrize("seconds", [3, 30, 58])
def test_a_retry_after_can_be_a_date(
    serve: Serve, answer: Any, collect: Collect, seconds: int
) -> None:
    def script(_: Any) -> Any:
        later = datetime.now(UTC) + timedelta(seconds=seconds)
        header = format_datetime(later, usegmt=True)
        return answer(b"{}", 503, {"Retry-After": header})

    clock = Time()
    only(collect(serve(script).url, clock=clock.as_clock()))
    # The date has no fractions of a second, and some time passes on the way.
    assert [seconds - 2 < wait <= seconds for wait in clock.waits] == [True, True]


@pytest.mark.parametrize("skew", [-7200, -45, 600, 10**8])
def test_a_date_counts_from_the_servers_own_clock(
    serve: Serve, answer: Any, collect: Collect, skew: int
) -> None:
    theirs = datetime.now(UTC) + timedelta(seconds=skew)
    headers = {
        "Date": format_datetime(theirs, usegmt=True),
        "Retry-After": format_datetime(theirs + timedelta(seconds=30), usegmt=True),
    }
    clock = Time()
    only(collect(serve(always(answer, 503, headers)).url, clock=clock.as_clock()))
    assert clock.waits == [30.0, 30.0]


# After the last wait, a second or two are left for the requests, which take real time.
@pytest.mark.parametrize("deadline", [1.4, 5, 19.9, 20, 22, 42, 1000])
@pytest.mark.parametrize("value", ["0", "5", "20", "60", "61", ""])
def test_no_wait_passes_the_deadline(
    serve: Serve, answer: Any, collect: Collect, deadline: float, value: str
) -> None:
    server, clock = serve(always(answer, 429, {"Retry-After": value})), Time()
    failure = only(collect(server.url, clock=clock.as_clock(), deadline=deadline))
    assert sum(clock.waits) < deadline
    assert len(server.requests) == failure.attempts == len(clock.waits) + 1
    assert failure.status == 429


@pytest.mark.parametrize(
    "status",
    [
        *range(400, 408),
        *range(409, 425),
        426,
        428,
        431,
        451,
        300,
        301,
        302,
        303,
        304,
        307,
        308,
        201,
        204,
    ],
)
def test_other_statuses_are_never_tried_again(serve: Serve, answer: Any, status: int) -> None:
    server, clock = serve(always(answer, status, {"Retry-After": "0", "Location": "/x"})), Time()
    with Roster(
        [Account("ppio", api_key="k", base_url=server.url)], clock=clock.as_clock()
    ) as roster:
        failure = only(roster.list().collect())
    assert (clock.waits, len(server.requests), failure.attempts) == ([], 1, 1)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 501, 502, 503, 504, 520, 522, 529, 599])
def test_these_statuses_are_tried_again(
    serve: Serve, answer: Any, collect: Collect, status: int
) -> None:
    server, clock = serve(always(answer, status, {})), Time(chance=0.5)
    failure = only(collect(server.url, clock=clock.as_clock()))
    assert (clock.waits, len(server.requests), failure.attempts) == ([0.25, 0.5], 3, 3)
    assert failure.status == status


def test_a_failed_tls_handshake_is_never_tried_again(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    server, clock = serve(lambda _: answer()), Time()
    failure = only(collect(server.url.replace("http:", "https:"), clock=clock.as_clock()))
    assert (failure.kind, failure.attempts, clock.waits) == ("tls", 1, [])


def test_an_answer_that_cannot_be_read_is_never_tried_again(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    server, clock = serve(lambda _: answer(b"<html>")), Time()
    failure = only(collect(server.url, clock=clock.as_clock()))
    assert (failure.kind, failure.attempts, clock.waits) == ("decode", 1, [])
    assert len(server.requests) == 1


def test_a_refused_connection_is_tried_again(collect: Collect) -> None:
    clock = Time()
    failure = only(collect("http://127.0.0.1:1", clock=clock.as_clock()))
    assert (failure.kind, failure.attempts, clock.waits) == ("connect", 3, [0.5, 1.0])


def test_the_retry_budget_of_an_account_is_kept_from_listing_to_listing(
    serve: Serve, answer: Any
) -> None:
    healthy = False

    def script(request: Any) -> Any:
        if healthy or "/fine" in request.path:
            return answer(b'{"data": []}')
        return answer(b"{}", 503, {"Retry-After": "0"})

    server, clock = serve(script), Time()
    accounts = [
        Account("ppio", label, api_key="k", base_url=f"{server.url}/{label}")
        for label in ("ill", "fine")
    ]
    with Roster(accounts, clock=clock.as_clock()) as roster:

        def attempts() -> tuple[int, list[str]]:
            ill, fine = roster.list().collect().accounts
            assert fine.attempts == 1
            return ill.attempts, ill.notes

        assert [attempts() for _ in range(10)] == [(3, [])] * 10
        note = OUT_OF_BUDGET
        assert attempts() == (1, [note])
        clock.seconds += 30
        assert attempts() == (2, [note])
        healthy = True
        assert [attempts() for _ in range(5)] == [(1, [])] * 5
        healthy = False
        assert attempts() == (2, [note])


def test_what_the_budget_costs_and_earns() -> None:
    seconds = 0.0
    budget = RetryBudget(Clock(monotonic=lambda: seconds))
    assert [budget.spend(2) for _ in range(11)] == [True] * 10 + [False]
    seconds = 60
    assert [budget.spend(1) for _ in range(3)] == [True, True, False]
    seconds = 1e6
    assert budget.spend(0)
    assert budget.tokens == 20
    budget.earn()
    assert budget.tokens == 20


def test_a_time_out_costs_twice(serve: Serve, answer: Any) -> None:
    def script(_: Any) -> Any:
        time.sleep(0.3)
        return answer()

    account = Account("together", api_key="k", base_url=serve(script).url)
    timing = Time().as_clock()
    with Roster([account], clock=timing, timeout=0.05, max_attempts=12) as roster:
        failure = only(roster.list().collect())
    assert (failure.kind, failure.attempts) == ("timeout", 11)


def test_every_promise_names_tests_that_exist() -> None:
    rows = [
        line
        for line in (ROOT / "docs" / "promises.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| Promise")
    ]
    assert len(rows) >= 20
    for row in rows:
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", row)
        assert named, row
        for file, name in named:
            folders = ("facade", "facade/actions", "facade/executors", "clients")
            found = [ROOT / "tests" / folder / file for folder in folders]
            text = "".join(path.read_text("utf-8") for path in found if path.exists())
            assert re.search(rf"^ *(async )?def {name}\(", text, re.MULTILINE), row


def only(listing: Listing) -> Failure:
    (failure,) = listing.failures
    return failure
