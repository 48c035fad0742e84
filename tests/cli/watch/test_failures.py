"""roster watch: accounts that fail, for a while or from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .stories import SECRET, at, ids, kinds, put, summary, together

if TYPE_CHECKING:
    from .stories import Watch


def test_an_account_that_fails_for_a_while(watch: Watch, events: Any, paged: Any) -> None:
    """It is reported once; the other account goes on; what happened meanwhile comes at the end."""
    with (
        together("401,nth=2", "401,nth=3", "401,nth=4") as (cloud, env),
        paged(endpoints=3, page=10) as (other, _),
    ):
        gone, changed = ids(cloud)[:2]
        env |= {"PPIO_API_KEY": other.api_key, "PPIO_BASE_URL": other.base_url}
        put(other, 0, "running")()
        happens = {
            40: lambda: cloud.drift("vanish"),
            45: put(other, 0, "stopped"),
            70: put(cloud, 1, "STOPPED"),
        }
        done = watch("--rounds", "5", env=env, happens=happens)
        there = ids(other)[0]
    assert (done.code, done.err) == (0, "")
    started, failed, elsewhere, back, *others = events(done.out)
    assert len(started["endpoints"]) == 7
    assert (failed["event"], failed["at"], failed["account"]) == (
        "account_failed",
        at(30),
        "together",
    )
    [failure] = failed["failures"]
    assert failure["kind"] == "auth"
    assert failure["advice"]
    assert summary([elsewhere]) == {(at(60), "changed", there)}
    assert (back["event"], back["at"], back["account"]) == (
        "account_recovered",
        at(120),
        "together",
    )
    assert back["since"] == at(30)
    assert summary(others) == {(at(120), "removed", gone), (at(120), "changed", changed)}
    assert len(others) == 2


def test_an_account_that_fails_half_way_loses_nothing(
    watch: Watch, events: Any, paged: Any
) -> None:
    # Three pages a round; the second round breaks off after its first page.
    with paged("401,nth=5", endpoints=7, page=3) as (cloud, words):
        put(cloud, 0, "running")()
        put(cloud, 5, "running")()
        happens = {10: put(cloud, 0, "stopped"), 11: put(cloud, 5, "stopped")}
        env = {"PPIO_API_KEY": cloud.api_key}
        done = watch(*words, "--rounds", "3", env=env, happens=happens)
        near, far = ids(cloud)[0], ids(cloud)[5]
        statuses = [request.status for request in cloud.requests]
    assert statuses == [200, 200, 200, 200, 401, 200, 200, 200]
    found = events(done.out)
    assert kinds(found) == ["started", "account_failed", "changed", "account_recovered", "changed"]
    assert found[1]["failures"][0]["endpoints"] == 3
    assert summary(found) == {(at(30), "changed", near), (at(60), "changed", far)}
    assert found[4]["fields"]["state"]["before"] == "running"


def test_what_may_not_be_new_is_found_and_not_added(watch: Watch, events: Any, paged: Any) -> None:
    # The first two rounds do not get beyond the first page, the second one not even there.
    with paged("401,nth=2", "401,nth=3", endpoints=5, page=3) as (cloud, words):
        first = ids(cloud)
        happens = {70: lambda: cloud.drift("appear")}
        env = {"PPIO_API_KEY": cloud.api_key}
        done = watch(*words, "--rounds", "4", env=env, happens=happens)
        new = ids(cloud)[0]
    assert done.code == 0
    found = events(done.out)
    assert [one["id"] for one in found[0]["endpoints"]] == first[:3]
    assert kinds(found) == [
        "started",
        "account_failed",
        "account_recovered",
        "found",
        "found",
        "added",
    ]
    assert summary(found) == {
        (at(60), "found", first[3]),
        (at(60), "found", first[4]),
        (at(90), "added", new),
    }


def test_an_account_that_fails_from_the_start_to_the_end(watch: Watch, events: Any) -> None:
    with together("401") as (cloud, env):
        done = watch("--rounds", "3", env=env)
        assert len(cloud.requests) == 3
    assert (done.code, done.err) == (3, "")
    started, failed = events(done.out)
    assert (started["event"], started["endpoints"]) == ("started", [])
    assert (failed["event"], failed["at"]) == ("account_failed", at(0))


def test_the_exit_code_is_that_of_the_last_round(watch: Watch) -> None:
    with together("401,nth=2") as (_, env):
        assert watch("--rounds", "2", env=env).code == 3
    with together("401,nth=2") as (_, env):
        assert watch("--rounds", "3", env=env).code == 0


def test_an_account_that_cannot_be_used_is_a_failing_one(watch: Watch, events: Any) -> None:
    half = {"VOLCENGINE_ACCESS_KEY": SECRET}
    with together() as (_, env):
        done = watch("--rounds", "3", env=env | half)
    assert done.code == 3
    started, failed = events(done.out)
    assert len(started["endpoints"]) == 4
    assert (failed["event"], failed["provider"]) == ("account_failed", "volcengine")
    assert SECRET not in done.out + done.err


def test_without_any_account_it_says_what_to_do(watch: Watch) -> None:
    done = watch(env={})
    assert (done.code, done.out) == (4, "")
    assert "TOGETHER_API_KEY" in done.err
    assert "roster list --sim" in done.err
    done = watch(env={"VOLCENGINE_ACCESS_KEY": SECRET})
    assert (done.code, done.out) == (4, "")
    assert "VOLCENGINE_SECRET_KEY" in done.err
    assert SECRET not in done.err
