"""States that follow each other as the clock goes on."""

from datetime import timedelta

import pytest
from endpoint_roster_sim.life import Course

from .calls import NOW

STARTING = Course(NOW, (("PENDING", 1), ("STARTING", 4.5)), "STARTED")


@pytest.mark.parametrize(
    ("seconds", "state"),
    [
        (-10, "PENDING"),
        (0, "PENDING"),
        (0.999, "PENDING"),
        (1, "STARTING"),
        (5.499, "STARTING"),
        (5.5, "STARTED"),
        (1e6, "STARTED"),
    ],
)
def test_a_state_follows_from_the_time(seconds: float, state: str) -> None:
    assert STARTING.at(NOW + timedelta(seconds=seconds)) == state


def test_a_course_is_settled_when_its_last_state_begins() -> None:
    assert timedelta(seconds=5.5) == STARTING.settled - NOW


def test_a_course_can_stay_where_it_is() -> None:
    still = Course.still("ERROR", NOW)
    assert (still.at(NOW), still.settled) == ("ERROR", NOW)
