"""Logs of what happens, and spans and metrics of OpenTelemetry where they are turned on."""

from .logs import RequestObserver, call, instrument, listing, log_traceback, uninstrument

__all__ = [
    "RequestObserver",
    "call",
    "instrument",
    "listing",
    "log_traceback",
    "uninstrument",
]
