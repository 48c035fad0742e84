"""The servers' clock, which a fault can set wrong for one request."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from endpoint_roster_core.auth import Clock

SKEW: ContextVar[timedelta] = ContextVar("SKEW", default=timedelta())
"""How far the clock is ahead for the request that is being answered."""


@dataclass(frozen=True, slots=True)
class ServerClock:
    """A clock that is as wrong as the present request wants it to be."""

    true: Clock

    def __call__(self) -> datetime:
        """Return the time that the server believes it is."""
        return self.true() + SKEW.get()
