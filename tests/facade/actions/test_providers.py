"""What is special at a provider, over real sockets where answers get lost, and in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Outcome, ReadError, Roster
from endpoint_roster_sim import Simulator
from endpoint_roster_sim.faults import LostAnswer
from support.endpoint_kinds import KINDS, Kind
from support.worlds import World, timeout_after, timeout_before

if TYPE_CHECKING:
    from endpoint_roster import Endpoint

DONE = (Outcome.DONE, Outcome.ACCEPTED)
BY_NAME = {kind.name: kind for kind in KINDS}
PROJECTS = BY_NAME["together-projects"]


def made(world: World, roster: Roster, kind: Kind, **others: Any) -> Endpoint:
    """A new endpoint."""
    result = roster.create("mine", {**kind.settings(world.cloud, "new"), **others})
    assert result.outcome in DONE, result
    world.time.pass_by(60)
    return roster.get(result.reference or "")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_lost_answers_on_a_real_line_are_made_up_for(kind: Kind) -> None:
    lost = LostAnswer(every=2, only="changes")
    with Simulator(endpoints=2, providers=[kind.provider], faults=[lost]) as simulator:
        cloud: Any = simulator[kind.provider]
        account = Account(kind.provider, "mine", **cloud.describe())
        with Roster([account]) as roster:
            before = kind.read(cloud).keys()
            results = [roster.create("mine", kind.settings(cloud, f"new-{n}")) for n in range(3)]
            assert {one.outcome for one in results} <= {*DONE}, results
            assert kind.read(cloud).keys() - before == {one.id for one in results}
            result = results[-1]
            assert result.reference
            for action in ("delete",) if kind.deletes_running else ("stop", "stop"):
                assert getattr(roster, action)(result.reference).outcome in (*DONE, "already")
            entry = kind.read(cloud).get(result.id or "")
            assert entry is None if kind.deletes_running else entry


def test_a_change_that_may_still_come_is_not_to_be_repeated_blindly() -> None:
    kind = BY_NAME["together"]
    world = World("together")
    with world.roster() as roster:
        endpoint = made(world, roster, kind)
        world.line.on_change = [timeout_before, timeout_before]
        results = [
            roster.stop(endpoint),
            roster.create("mine", kind.settings(world.cloud, "other")),
        ]
    assert [one.outcome for one in results] == [Outcome.FAILED] * 2
    advice = [one.failure.advice for one in results if one.failure]
    assert advice == [
        "Look at it before you do it again: the provider may still be about to do it.",
        "List the account before you do it again: it may still be about to come.",
    ]


def test_byteplus_and_novita_are_acted_on_as_their_sisters() -> None:
    world = World("volcengine")
    world.cloud.is_byteplus = True
    with world.roster() as roster:
        endpoint = made(world, roster, BY_NAME["volcengine"])
        assert roster.stop(endpoint).outcome is Outcome.ACCEPTED
    world = World("ppio")
    world.cloud.is_novita = True
    with world.roster() as roster:
        endpoint = made(world, roster, BY_NAME["ppio"])
        assert roster.update(endpoint, worker_config={"max_replicas": 5}).outcome is Outcome.DONE
        assert roster.delete(endpoint).outcome is Outcome.DONE


def test_ppio_is_scaled_to_zero_by_name() -> None:
    world = World("ppio")
    with world.roster() as roster:
        endpoint = made(world, roster, BY_NAME["ppio"])
        refused = roster.stop(endpoint)
        assert refused.failure
        assert "scale it to zero" in refused.failure.cause
        scaled = roster.update(endpoint, worker_config={"min_replicas": 0, "max_replicas": 0})
        assert (scaled.outcome, scaled.state_after) == (Outcome.DONE, "stopping")
        assert roster.wait(endpoint, state="stopped")


def test_together_refuses_what_others_own_and_what_is_shared() -> None:
    world = World("together", endpoints=40)
    with world.roster() as roster:
        every = roster.list().collect().endpoints
        others = next(e for e in every if e.kind == "dedicated" and e.owner != "acme-labs")
        shared = next(e for e in every if e.kind == "serverless")
        for endpoint, words in ((others, "it belongs to"), (shared, "it is serverless")):
            for meant in (endpoint, endpoint.reference):
                result = roster.stop(meant)
                assert (result.outcome, result.request_id) == (Outcome.REFUSED, None)
                assert result.failure
                assert words in result.failure.cause
    assert world.line.changes == []


def test_version_1_of_together_can_be_closed_or_gone() -> None:
    world = World("together")
    world.cloud.v1 = "closed"
    with world.roster() as roster:
        result = roster.create("mine", BY_NAME["together"].settings(world.cloud, "new"))
        assert result.outcome is Outcome.FAILED
        assert result.failure
        assert result.failure.code == "endpoints_v1_create_access_disabled"
        world.cloud.v1 = "gone"
        with pytest.raises(ReadError) as caught:
            roster.get("together/mine/endpoint-1")
        assert caught.value.failure.status == 410
        assert made(world, roster, PROJECTS).state == "running"


def test_a_setting_that_no_answer_shows_is_unknown_where_the_answer_is_lost() -> None:
    world = World("together")
    with world.roster() as roster:
        endpoint = made(world, roster, BY_NAME["together"])
        assert roster.update(endpoint, inactive_timeout=45).outcome is Outcome.DONE
        world.line.on_change = [timeout_after]
        lost = roster.update(endpoint, inactive_timeout=60)
        assert (lost.outcome, lost.state_after) == (Outcome.UNKNOWN, "running")
        world.line.on_change = [timeout_after]
        assert roster.update(endpoint, display_name="other").outcome is Outcome.DONE


def test_together_makes_a_name_up_by_which_what_is_created_can_be_found() -> None:
    world = World("together")
    settings = BY_NAME["together"].settings(world.cloud, "new")
    del settings["display_name"]
    with world.roster() as roster:
        one, two = (roster.create("mine", settings) for _ in range(2))
        names = [roster.get(each.reference or "").raw.display_name for each in (one, two)]
    assert names[0] != names[1]
    assert all(name.startswith("chat-") for name in names)


def test_an_action_on_a_project_is_one_on_all_of_its_deployments() -> None:
    world = World("together")
    (deployments,) = [world.cloud.projects._endpoints]
    with world.roster() as roster:
        endpoint = made(world, roster, PROJECTS)
        (one,) = deployments.values()
        assert [part["weight"] for part in one.data["trafficSplit"]] == [1, 1]
        assert endpoint.replicas
        assert (endpoint.replicas.min, endpoint.replicas.max) == (2, 4)
        refused = roster.delete(endpoint)
        assert refused.failure
        assert "stop it" in refused.failure.cause
        assert roster.stop(endpoint).outcome is Outcome.ACCEPTED
        assert (stopped := roster.wait(endpoint, state="stopped"))
        assert stopped.replicas
        assert stopped.replicas.max == 0
        world.line.sent.clear()
        assert roster.delete(endpoint).outcome is Outcome.DONE
    words = [(s.request.method, s.request.url.path.split("/")[-2]) for s in world.line.changes]
    assert words == [
        ("PATCH", "endpoints"), ("DELETE", "deployments"), ("DELETE", "deployments"),
        ("DELETE", "endpoints"),
    ]  # fmt: skip
    assert deployments == {}


def test_what_was_only_begun_in_a_project_is_named() -> None:
    world = World("together")
    settings = PROJECTS.settings(world.cloud, "new")
    settings["deployments"][1]["config"] = "no-such-config"
    with world.roster() as roster:
        result = roster.create("mine", settings)
        assert (result.outcome, result.state_after) == (Outcome.FAILED, "starting")
        assert result.failure
        assert f"{result.reference} was created" in result.failure.cause
        assert result.failure.status == 404
        assert roster.get(result.reference or "").name == "acme-labs/new"
        again = roster.create("mine", settings)
        assert again.outcome is Outcome.REFUSED


def test_a_draft_of_openrouter_that_cannot_be_activated_is_named() -> None:
    world = World("openrouter")
    world.cloud.private_endpoints.failing = "upstream_error"
    kind = BY_NAME["openrouter"]
    with world.roster() as roster:
        result = roster.create("mine", kind.settings(world.cloud, "new"))
        assert (result.outcome, result.state_after) == (Outcome.FAILED, "stopped")
        assert result.failure
        assert result.failure.status == 422
        assert result.reference
        started = roster.start(result.reference)
        assert started.outcome is Outcome.FAILED
        assert started.failure
        assert "not_validated" in started.failure.cause
        assert len(world.cloud.private_endpoints.items()) == 1
        assert roster.delete(result.reference).outcome is Outcome.DONE


def test_private_endpoints_are_listed_for_those_who_may_see_them() -> None:
    world = World("openrouter")
    with world.roster() as roster:
        endpoint = made(world, roster, BY_NAME["openrouter"])
        (listed,) = roster.list(mine=True).collect()
        assert (listed.reference, listed.kind, listed.state) == (
            endpoint.reference, "private", "running",
        )  # fmt: skip
        catalogue = [one for one in roster.list().collect() if one.kind != "private"]
        refused = roster.stop(catalogue[0])
        assert (refused.outcome, world.line.changes[1:]) == (Outcome.REFUSED, [])
        for change in ({"is_management_key": False}, {}):
            for name, value in change.items():
                setattr(world.cloud, name, value)
            world.cloud.private_endpoints.is_entitled = False
            listing = roster.list().collect()
            assert listing.complete
            assert len(listing) == len(catalogue)


def test_services_of_huawei_are_only_listed() -> None:
    world = World("huawei", endpoints=3)
    with world.roster() as roster:
        (service, *_) = roster.list(kinds=["dedicated"]).collect()
        assert roster.get(service.reference).kind == "dedicated"
        for action in ("start", "stop", "delete"):
            result = getattr(roster, action)(service)
            assert result.outcome is Outcome.REFUSED
            assert result.failure
            assert "ModelArts" in result.failure.cause
    assert world.line.changes == []
