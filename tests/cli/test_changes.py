"""What differs between listings and between readings; what could not be read is never gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import click
import pytest
from endpoint_roster import (
    AccountReport,
    Endpoint,
    EndpointState,
    Failure,
    Listing,
    Price,
    Replicas,
)
from endpoint_roster_cli.changes.comparison import (
    COMPARABLE,
    DuplicateError,
    Event,
    Kind,
    Side,
    compare,
    compared_fields,
    keyed,
)
from endpoint_roster_cli.changes.lines import describe
from endpoint_roster_cli.changes.tracking import Tracker
from hypothesis import given
from hypothesis import strategies as st

COMPARED = compared_fields((), all_fields=False)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACCOUNTS = [("ppio", "a"), ("ppio", "b"), ("together", "a")]

STATES = st.sampled_from([EndpointState.RUNNING, EndpointState.FAILED])


def endpoint(account: tuple[str, str], number: int, state: EndpointState) -> Endpoint:
    return Endpoint(account[0], account[1], str(number), state=state)


ENDPOINTS = st.builds(endpoint, st.sampled_from(ACCOUNTS), st.integers(0, 4), STATES)


def failure(provider: str, account: str) -> Failure:
    return Failure(provider, account, "status", "list endpoints", "it was busy", "Wait.")


def listing(endpoints: list[Endpoint], failed: Any = (), asked: Any = ACCOUNTS) -> Listing:
    failures = [failure(*account) for account in failed]
    return Listing(endpoints, failures, not failures, [AccountReport(*one) for one in asked])


def complete(endpoints: list[Endpoint]) -> Listing:
    return listing([*keyed_once(endpoints).values()])


def keyed_once(endpoints: list[Endpoint]) -> dict[Any, Endpoint]:
    return {(one.provider, one.account, one.id): one for one in endpoints}


LISTINGS = st.lists(ENDPOINTS, max_size=8).map(complete)
FAILED = st.sets(st.sampled_from(ACCOUNTS))


def summary(events: list[Event]) -> list[tuple[str, str]]:
    return [
        (event.kind, event.endpoint.id if event.endpoint else f"{event.provider}/{event.account}")
        for event in events
    ]


@given(LISTINGS, LISTINGS)
def test_the_events_lead_from_one_listing_to_the_other(before: Listing, after: Listing) -> None:
    now = keyed(before.endpoints)
    for event in compare(before, after, COMPARED):
        assert event.endpoint
        ((key, one),) = keyed([event.endpoint]).items()
        if event.kind == "removed":
            assert now.pop(key) == one
        else:
            assert (key in now) == (event.kind == "changed")
            assert event.before == now.get(key)
            now[key] = one
    assert now == keyed(after.endpoints)


@given(LISTINGS, LISTINGS, FAILED, FAILED)
def test_what_could_not_be_read_is_not_known(
    before: Listing, after: Listing, failed_before: Any, failed_after: Any
) -> None:
    def without(whole: Listing, failed: Any) -> Listing:
        kept = [e for e in whole.endpoints if (e.provider, e.account) not in failed or e.id > "2"]
        return listing(kept, failed)

    certain = summary(compare(before, after, COMPARED))
    partial = compare(without(before, failed_before), without(after, failed_after), COMPARED)
    for event in partial:
        account = (event.provider, event.account)
        if event.kind == "unknown":
            assert account in (failed_before if event.side == "before" else failed_after)
        elif event.kind == "added":
            assert account not in failed_before
        elif event.kind == "removed":
            assert account not in failed_after
    if not failed_before and not failed_after:
        assert summary(partial) == certain


def test_an_account_that_was_not_asked_is_not_known_either() -> None:
    one = Endpoint("ppio", "a", "1")
    asked = listing([one])
    other = listing([], asked=[("together", "a")])
    assert summary(compare(asked, other, COMPARED)) == [("unknown", "1")]
    assert summary(compare(other, asked, COMPARED)) == [("unknown", "1")]
    # Where nothing says who was asked, all were.
    assert summary(compare(asked, listing([], asked=()), COMPARED)) == [("removed", "1")]


def test_what_a_limit_cut_off_is_not_known() -> None:
    both = [Endpoint("ppio", "a", "1"), Endpoint("ppio", "b", "2")]
    cut = Listing(both[:1], [], complete=False)
    assert summary(compare(listing(both), cut, COMPARED)) == [("unknown", "2")]
    assert summary(compare(cut, listing(both), COMPARED)) == [("unknown", "2")]


def test_an_id_that_comes_twice_cannot_be_compared() -> None:
    twice = listing([Endpoint("ppio", "a", "1"), Endpoint("ppio", "a", "1")])
    for pair in ((twice, listing([])), (listing([]), twice)):
        with pytest.raises(DuplicateError, match="ppio/a/1"):
            compare(*pair, COMPARED)


def test_endpoints_without_ids_are_distinguished_by_their_order() -> None:
    def nameless(*states: EndpointState) -> Listing:
        return listing([Endpoint("ppio", "a", "", state=state) for state in states])

    running, failed = EndpointState.RUNNING, EndpointState.FAILED
    events = compare(nameless(running, running), nameless(running, failed, failed), COMPARED)
    assert summary(events) == [("changed", ""), ("added", "")]


def test_what_moves_all_the_time_counts_only_when_asked_for() -> None:
    before = Endpoint("ppio", "a", "1", uptime=99.0, raw={"a": 1}, name="x")
    after = Endpoint("ppio", "a", "1", uptime=98.0, raw={"a": 2}, name="y")
    pair = listing([before]), listing([after])

    def fields(*ignored: str, all_fields: bool = False) -> tuple[str, ...]:
        compared = compared_fields(ignored, all_fields=all_fields)
        return next((event.fields for event in compare(*pair, compared)), ())

    assert fields() == ("name",)
    assert fields("name") == ()
    assert fields(all_fields=True) == ("name", "uptime", "raw")
    assert fields("uptime", all_fields=True) == ("name", "raw")
    assert not {"provider", "account", "id"} & {*COMPARABLE}
    with pytest.raises(click.UsageError, match="unknown field 'nmae'"):
        fields("nmae")


@given(st.lists(st.tuples(st.lists(ENDPOINTS, max_size=6), FAILED), min_size=1, max_size=6))
def test_a_watch_ends_up_knowing_what_there_is(rounds: list[tuple[list[Endpoint], Any]]) -> None:
    """Whatever fails in between, the events add up to what is known."""
    known, seen = Tracker(COMPARED), dict[Any, Endpoint]()
    ever_failed: set[Any] = set()
    for number, (endpoints, failed) in enumerate(rounds):
        endpoints = [*keyed_once(endpoints).values()]
        events = known.take(listing(endpoints, failed), NOON + timedelta(minutes=number))
        if number == 0:
            assert {event.kind for event in events} <= {"account_failed"}
            seen = keyed(endpoints)
        for event in events:
            account = (event.provider, event.account)
            if event.kind == "account_failed":
                assert account in failed
                assert account not in ever_failed
                ever_failed.add(account)
            elif event.kind == "account_recovered":
                assert account not in failed
                ever_failed.remove(account)
            else:
                assert event.endpoint
                ((key, one),) = keyed([event.endpoint]).items()
                if event.kind == "removed":
                    assert account not in failed
                    del seen[key]
                else:
                    assert (key in seen) == (event.kind == "changed")
                    seen[key] = one
        assert keyed(known.everything()) == seen
        assert known.failing.keys() == failed == ever_failed
        for account in set(ACCOUNTS) - set(failed):
            here = [one for one in endpoints if (one.provider, one.account) == account]
            assert known.endpoints[account] == keyed(here)


def test_an_account_that_fails_keeps_its_endpoints_and_is_reported_once() -> None:
    first, second = Endpoint("ppio", "a", "1"), Endpoint("ppio", "a", "2")
    changed = Endpoint("ppio", "a", "1", state=EndpointState.FAILED)
    known = Tracker(COMPARED)
    assert known.take(listing([first, second]), NOON) == []
    # Half-way: one page came, with a change; the other endpoint is not gone.
    events = known.take(listing([changed], [("ppio", "a")]), NOON + timedelta(minutes=1))
    assert summary(events) == [("account_failed", "ppio/a"), ("changed", "1")]
    assert known.take(listing([], [("ppio", "a")]), NOON + timedelta(minutes=2)) == []
    assert known.everything() == [changed, second]
    third = Endpoint("ppio", "a", "3")
    events = known.take(listing([changed, third]), NOON + timedelta(minutes=3))
    assert summary(events) == [("account_recovered", "ppio/a"), ("added", "3"), ("removed", "2")]
    assert events[0].since == NOON + timedelta(minutes=1)


def test_what_an_account_had_that_was_never_read_is_found_and_not_added() -> None:
    known = Tracker(COMPARED)
    one, two = Endpoint("ppio", "a", "1"), Endpoint("ppio", "a", "2")
    assert summary(known.take(listing([], [("ppio", "a")]), NOON)) == [("account_failed", "ppio/a")]
    assert summary(known.take(listing([one], [("ppio", "a")]), NOON)) == [("found", "1")]
    events = known.take(listing([one, two]), NOON)
    assert summary(events) == [("account_recovered", "ppio/a"), ("found", "2")]
    assert summary(known.take(listing([]), NOON)) == [("removed", "1"), ("removed", "2")]


KINDS: list[tuple[Kind, Side | None, str]] = [
    ("added", None, "running"),
    ("removed", None, "running"),
    ("found", None, "running (seen now; may have been there before)"),
    ("unknown", "after", "running (only in before; after is incomplete)"),
    ("unknown", "before", "running (only in after; before is incomplete)"),
]


@pytest.mark.parametrize(("kind", "side", "line"), KINDS)
def test_lines_for_people(kind: Kind, side: Side | None, line: str) -> None:
    chat = Endpoint("p", "a", "1", "chat", state=EndpointState.RUNNING)
    event = Event(kind=kind, provider="p", account="a", endpoint=chat, side=side)
    assert describe(event) == f"p/a/1  chat  {line}"


def test_a_line_says_what_changed() -> None:
    before = Endpoint("p", "a", "1", "chat", state=EndpointState.RUNNING, gpu_count=1)
    after = Endpoint("p", "a", "1", "b c", owner="x", gpu_count=2)
    event = Event(
        kind="changed",
        provider="p",
        account="a",
        endpoint=after,
        before=before,
        fields=("name", "state", "owner", "gpu_count"),
    )
    line = 'name: chat -> "b c", state: running -> unknown, owner: - -> x, gpu_count: 1 -> 2'
    assert describe(event) == f"p/a/1  b c  {line}"
    assert describe(event, brief=True) == f"p (a) b c  {line}"


@pytest.mark.parametrize(
    ("field", "old", "new", "line"),
    [
        ("tags", {"team": "a", "env": "x"}, {"team": "b", "env": "x"}, "tags.team: a -> b"),
        ("tags", {}, {"team": "a"}, "tags.team: - -> a"),
        ("replicas", None, Replicas(min=0, max=1), "replicas.min: - -> 0, replicas.max: - -> 1"),
        ("replicas", Replicas(min=0, max=1), Replicas(min=0, max=4), "replicas.max: 1 -> 4"),
        (
            "prices",
            [Price("prompt", Decimal("0.1"), "USD", "token")],
            [Price("prompt", Decimal("0.2"), "USD", "token")],
            "prices[0].amount: 0.1 -> 0.2",
        ),
        ("raw", {"a": [{"b": 1}, 2]}, {"a": [{"b": 3}]}, "raw.a[0].b: 1 -> 3, raw.a[1]: 2 -> -"),
        ("raw", {"a": []}, {"a": None}, "raw.a: [] -> -"),
    ],
)
def test_of_nested_data_a_line_has_the_parts_that_changed(
    field: str, old: Any, new: Any, line: str
) -> None:
    before, after = (Endpoint("p", "a", "1", "c", **{field: value}) for value in (old, new))
    fields = (field,)
    event = Event(
        kind="changed", provider="p", account="a", endpoint=after, before=before, fields=fields
    )
    assert describe(event) == f"p/a/1  c  {line}"


def test_a_line_of_deeply_nested_data_has_an_end() -> None:
    deep: Any = {"a": 1}
    for _ in range(50):
        deep = {"a": deep}
    before, after = (Endpoint("p", "a", "1", raw=value) for value in (deep, {"a": deep}))
    event = Event(
        kind="changed", provider="p", account="a", endpoint=after, before=before, fields=("raw",)
    )
    assert describe(event).startswith('p/a/1  raw.a.a.a.a.a.a.a.a.a: {"a": ')


def test_a_line_says_why_an_account_failed() -> None:
    failures = (failure("p", "a"), failure("p", "a"))
    event = Event(kind="account_failed", provider="p", account="a", failures=failures)
    assert describe(event) == "p (a): list endpoints failed (and 1 more): it was busy. Wait."
    event = Event(kind="account_recovered", provider="p", account="a", since=NOON)
    assert describe(event) == "p (a): can be read again, failing since 2026-03-01 12:00:00 UTC"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Z\u00fcrich", "Zu\u0308rich"), ("\u212b", "A\u030a"), ("\uac00", "\u1100\u1161")],
)
def test_how_accents_are_encoded_is_no_change(old: str, new: str) -> None:
    def made(text: str) -> Listing:
        one = Endpoint("ppio", "a", text, name=text, model=text, tags={text: text})
        return listing([one], asked=[("ppio", "a")])

    assert compare(made(old), made(new), COMPARED) == []
    tracker = Tracker(COMPARED)
    tracker.take(made(old), NOON)
    assert tracker.take(made(new), NOON) == []
    [event] = compare(made(old), complete([Endpoint("ppio", "a", new, name="x")]), ("name",))
    assert (event.kind, event.fields) == ("changed", ("name",))
