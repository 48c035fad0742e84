"""Logs of what happens, and spans and metrics of OpenTelemetry where they are turned on."""

from .logs import instrument, uninstrument

__all__ = ["instrument", "uninstrument"]
