"""Logs, spans and metrics of actions; none of them holds a secret."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster.telemetry import instrument, uninstrument
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from support.worlds import World, status

if TYPE_CHECKING:
    from collections.abc import Iterator


class Recorded:
    """What OpenTelemetry's own in-memory exporters received."""

    def __init__(self) -> None:
        self.spans = InMemorySpanExporter()
        self._metrics = InMemoryMetricReader()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self.spans))
        self.meters = MeterProvider([self._metrics])

    def points(self, name: str) -> list[Any]:
        data: Any = self._metrics.get_metrics_data()
        every = [m for r in data.resource_metrics for s in r.scope_metrics for m in s.metrics]
        return [point for one in every if one.name == name for point in one.data.data_points]


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    recorded = Recorded()
    instrument(tracer_provider=recorded.tracers, meter_provider=recorded.meters)
    yield recorded
    uninstrument()
    recorded.tracers.shutdown()
    recorded.meters.shutdown()


def test_each_action_is_a_span_and_an_entry_in_a_histogram(
    recorded: Recorded,
) -> None:
    world = World("volcengine", endpoints=20)
    with world.roster() as roster:
        one, two, *_ = roster.list(states=["running"])
        recorded.spans.clear()
        roster.stop(one)
        world.line.on_change = [status(403)]
        roster.stop(two)
    spans = recorded.spans.get_finished_spans()
    stopped, refused = (span for span in spans if span.name == "stop endpoint")
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
        for point in recorded.points("endpoint_roster.action.duration")
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
