"""Spans and metrics in memory, as OpenTelemetry's own exporters receive them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster.telemetry import instrument, uninstrument
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opentelemetry.sdk.trace import ReadableSpan


class Recorded:
    """What has been recorded since our instruments were turned on."""

    def __init__(self) -> None:
        self._spans = InMemorySpanExporter()
        self._metrics = InMemoryMetricReader()
        self._tracers = TracerProvider()
        self._tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        self._meters = MeterProvider([self._metrics])
        self.tracer = self._tracers.get_tracer("application")
        instrument(tracer_provider=self._tracers, meter_provider=self._meters)

    def spans(self, name: str) -> list[ReadableSpan]:
        return [span for span in self._spans.get_finished_spans() if span.name == name]

    def metrics(self) -> dict[str, list[Any]]:
        """The points of each metric, by its name."""
        data = self._metrics.get_metrics_data()
        assert data
        return {
            metric.name: list(metric.data.data_points)
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }

    def text(self) -> str:
        return "".join(span.to_json() for span in self._spans.get_finished_spans())

    def close(self) -> None:
        uninstrument()
        self._tracers.shutdown()
        self._meters.shutdown()


def recorded() -> Iterator[Recorded]:
    """Record what a test does; for ``pytest.fixture``."""
    recorded = Recorded()
    yield recorded
    recorded.close()
