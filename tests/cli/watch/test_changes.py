"""roster watch: what changes in a fleet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_sim import Simulator

from .stories import at, ids, kinds, put, together

if TYPE_CHECKING:
    from .stories import Watch


def test_what_changes_is_reported_once(watch: Watch, events: Any) -> None:
    with together() as (cloud, env):
        before = ids(cloud)
        happens = {
            10: lambda: cloud.drift("vanish"),
            11: put(cloud, 1, "STOPPED"),
            12: lambda: cloud.drift("appear"),
        }
        done = watch("--rounds", "3", env=env, happens=happens)
        new = cloud.fleet[0]
        assert len(cloud.requests) == 3 * 2
    assert (done.code, done.err) == (0, "")
    started, *others = events(done.out)
    assert (started["event"], started["at"]) == ("started", at(0))
    assert started["accounts"] == [{"provider": "together", "account": "together"}]
    assert [one["id"] for one in started["endpoints"]] == before
    assert {one["state"] for one in started["endpoints"]} == {"running"}

    by_kind = {event["event"]: event for event in others}
    assert sorted(kinds(others)) == ["added", "changed", "removed"]
    assert {event["at"] for event in others} == {at(30)}
    assert {(event["provider"], event["account"]) for event in others} == {("together", "together")}
    assert by_kind["added"]["id"] == by_kind["added"]["endpoint"]["id"] == new["id"]
    assert by_kind["removed"]["endpoint"] == started["endpoints"][0]
    changed = by_kind["changed"]
    assert changed["id"] == before[1]
    assert changed["fields"] == {
        "state": {"before": "running", "after": "stopped"},
        "provider_state": {"before": "STARTED", "after": "STOPPED"},
    }
    assert changed["endpoint"]["state"] == "stopped"
    assert changed["endpoint"]["raw"]["state"] == "STOPPED"


def test_what_changes_there_and_back_between_two_rounds_is_no_change(
    watch: Watch, events: Any
) -> None:
    with together() as (cloud, env):
        happens = {10: put(cloud, 1, "STOPPED"), 20: put(cloud, 1, "STARTED")}
        done = watch("--rounds", "2", env=env, happens=happens)
    assert kinds(events(done.out)) == ["started"]


def test_fields_that_do_not_count(watch: Watch, events: Any) -> None:
    """A state is in three fields: in our word, in the provider's, and in its own object."""

    def fields(*words: str) -> list[set[str]]:
        with together() as (cloud, env):
            happens = {10: put(cloud, 1, "STOPPED")}
            done = watch("--rounds", "2", *words, env=env, happens=happens)
            _, *others = events(done.out)
            return [{*event["fields"]} for event in others]

    assert fields() == [{"state", "provider_state"}]
    assert fields("--ignore", "state") == [{"provider_state"}]
    assert fields("--ignore", "state", "--ignore", "provider_state") == []
    assert fields("--all-fields") == [{"state", "provider_state", "raw"}]
    assert fields("--all-fields", "--ignore", "state", "--ignore", "raw") == [{"provider_state"}]


def test_one_that_no_longer_matches_is_reported_as_changed(watch: Watch, events: Any) -> None:
    # Ark can filter by state itself; asked so, it would only say that the endpoint is gone.
    with Simulator(5, 7, providers=["volcengine"]) as simulator:
        cloud = simulator["volcengine"]
        env = {
            "VOLCENGINE_ACCESS_KEY": cloud.access_key,
            "VOLCENGINE_SECRET_KEY": cloud.secret_key,
            "VOLCENGINE_BASE_URL": cloud.base_url,
        }
        for number, word in enumerate(["Running", "Running", "Stopped", "Stopped", "Failed"]):
            put(cloud, number, word)()
        leaves, stays, comes, other, _ = [one["Id"] for one in cloud.fleet]
        happens = {
            10: put(cloud, 0, "Stopped"),
            11: put(cloud, 2, "Running"),
            12: put(cloud, 3, "Failed"),  # not selected
            40: put(cloud, 0, "Failed"),
            41: put(cloud, 1, "Stopped"),
        }
        words = ("--state", "running", "--rounds", "3")
        started, *others = events(watch(*words, env=env, happens=happens).out)
    assert {one["id"] for one in started["endpoints"]} == {leaves, stays}
    changes = {(e["at"], e["event"], e["id"], e["fields"]["state"]["after"]) for e in others}
    assert changes == {
        (at(30), "changed", leaves, "stopped"),
        (at(30), "changed", comes, "running"),
        (at(60), "changed", stays, "stopped"),
    }
    assert other not in {event["id"] for event in others}
