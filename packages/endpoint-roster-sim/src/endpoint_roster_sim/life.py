"""How simulated things change by themselves: states that follow each other as time goes by.

Nothing runs in the background. A state is worked out when it is asked for, from the clock of the
simulator, so that a test that moves the clock moves all lives with it.
"""

from datetime import datetime, timedelta
from typing import NamedTuple, Self


class Course(NamedTuple):
    """States that follow each other, of which the last one stays.

    Attributes:
        began: When the first one began.
        passing: The states that pass, each with its length in seconds.
        final: The state that stays.
    """

    began: datetime
    passing: tuple[tuple[str, float], ...]
    final: str

    @classmethod
    def still(cls, state: str, since: datetime) -> Self:
        """Return a course that stays where it is."""
        return cls(since, (), state)

    def at(self, now: datetime) -> str:
        """Return the state at a time; before the beginning, the first one."""
        until = self.began
        for state, seconds in self.passing:
            until += timedelta(seconds=seconds)
            if now < until:
                return state
        return self.final

    @property
    def settled(self) -> datetime:
        """When the last state begins."""
        return self.began + timedelta(seconds=sum(seconds for _, seconds in self.passing))
