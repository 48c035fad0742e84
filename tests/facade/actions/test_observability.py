"""Logs, spans and metrics of actions; none of them holds a secret."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from support import telemetry
from support.worlds import World, status

if TYPE_CHECKING:
    from support.telemetry import Recorded

recorded = pytest.fixture(telemetry.recorded)


def test_each_action_is_a_span_and_an_entry_in_a_histogram(recorded: Recorded) -> None:
    world = World("volcengine", endpoints=20)
    with world.roster() as roster:
        one, two, *_ = roster.list(states=["running"])
        roster.stop(one)
        world.line.on_change = [status(403)]
        roster.stop(two)
    stopped, refused = recorded.spans("stop endpoint")
    assert dict(stopped.attributes or {}) == {
        "endpoint_roster.provider": "volcengine",
        "endpoint_roster.account": "mine",
        "endpoint_roster.action": "stop",
        "endpoint_roster.reference": one.reference,
        "endpoint_roster.outcome": "accepted",
    }
    about = dict(refused.attributes or {})
    assert (about["endpoint_roster.outcome"], about["error.type"]) == ("failed", "auth")
    counts = {
        (point.attributes.get("error.type"), point.count)
        for point in recorded.metrics()["endpoint_roster.action.duration"]
    }
    assert counts == {(None, 1), ("auth", 1)}


def test_the_log_says_what_came_of_each_action(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "endpoint_roster")
    world = World("volcengine", endpoints=20)
    with world.roster() as roster:
        one, two, *_ = roster.list(states=["running"])
        caplog.clear()
        result = roster.stop(one)
        world.line.on_change = [status(403)]
        roster.stop(two)
        roster.create("mine", name="x", model_reference={"custom_model_id": "cm-1"})
    said = [r.getMessage() for r in caplog.records if r.levelno == logging.INFO]
    assert said[0].startswith(
        f"volcengine (mine): stop {one.id}: accepted, running -> stopping in 0.0"
    )
    assert f"(request id {result.request_id})" in said[0]
    warnings = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert warnings[0].startswith("volcengine (mine): stop the endpoint: ")
    assert "AccessDenied" in warnings[0]
    assert result.failure is None
    for secret in world.account.secrets.values():
        assert secret not in caplog.text
