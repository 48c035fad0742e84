import os
from collections.abc import Iterator
from typing import Any

import pytest
from endpoint_roster_sim import Simulator

PREFIXES = ("VOLC", "PPIO_", "TOGETHER_", "OPENROUTER_", "HUAWEICLOUD_")


@pytest.fixture(scope="session", autouse=True)
def bare_environment() -> Iterator[None]:
    """No proxy (Volcengine's SDK ignores NO_PROXY) and none of the variables that SDKs read."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.upper().startswith(PREFIXES) or name.lower().endswith("_proxy"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    """More endpoints than the largest page of any cloud."""
    with Simulator(endpoints=130, seed=7) as running:
        yield running


@pytest.fixture(scope="session")
def clouds(simulator: Simulator) -> dict[str, dict[str, Any]]:
    return simulator.describe()
