"""Logs of what happens, and spans and metrics of OpenTelemetry where they are turned on."""

from .logs import (
    TRACE,
    RequestObserver,
    acting,
    call,
    instrument,
    listing,
    log_traceback,
    reading,
    uninstrument,
)

__all__ = [
    "TRACE",
    "RequestObserver",
    "acting",
    "call",
    "instrument",
    "listing",
    "log_traceback",
    "reading",
    "uninstrument",
]
