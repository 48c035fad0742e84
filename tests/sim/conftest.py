from collections.abc import Iterator

import httpx
import pytest
from endpoint_roster_sim import Simulator

from .calls import NOW, Clock


@pytest.fixture(scope="package")
def simulator() -> Iterator[Simulator]:
    """All clouds, by the machine's clock; tests only read from it."""
    with Simulator(seed=7) as simulator:
        yield simulator


@pytest.fixture(scope="package")
def shared_clock() -> Clock:
    return Clock()


@pytest.fixture(scope="package")
def timed(shared_clock: Clock) -> Iterator[Simulator]:
    """All clouds, by the tests' clock; tests only read from it."""
    with Simulator(clock=shared_clock) as simulator:
        yield simulator


@pytest.fixture
def clock(shared_clock: Clock) -> Clock:
    """The clock of ``timed``, set back to the start."""
    shared_clock.now = NOW
    return shared_clock


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    # Nothing here is encrypted: authorities would be read for every test in vain.
    with httpx.Client(trust_env=False, timeout=60, verify=False) as client:
        yield client
