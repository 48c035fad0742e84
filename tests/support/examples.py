"""Examples of property tests: the same everywhere, unless `nox -s fuzz` searches for new ones."""

import os

from hypothesis import HealthCheck, settings

#: New random examples for each property; 0 where the same few are tried each time.
SEARCH = int(os.environ.get("ENDPOINT_ROSTER_EXAMPLES", "0"))


def load_profile() -> None:
    """Make a run the same on every machine, however busy it is."""
    settings.register_profile(
        "roster",
        derandomize=not SEARCH,
        database=None,
        deadline=None,
        max_examples=SEARCH or 100,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("roster")


def examples(number: int) -> settings:
    """Return settings for a property that needs more or fewer examples than usual."""
    return settings(max_examples=SEARCH or number)
