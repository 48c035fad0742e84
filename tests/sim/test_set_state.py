"""A fleet whose endpoints change their states while it is served."""

from typing import Any

import httpx
import pytest
from endpoint_roster_sim import PROVIDERS, Cloud, Simulator

from .calls import ask_ark

PATHS = {
    "volcengine": ("Status",),
    "ppio": ("status", "status"),
    "together": ("state",),
    "openrouter": ("status",),
    "huawei": ("status",),
}


def state_of(provider: str, item: dict[str, Any]) -> Any:
    value: Any = item
    for name in PATHS[provider]:
        value = value[name]
    return value


@pytest.mark.parametrize("provider", PROVIDERS)
def test_one_endpoint_has_another_state_until_the_next_start(provider: str) -> None:
    simulator = Simulator(36, 7, providers=[provider])
    cloud: Cloud[Any] = simulator[provider]
    with simulator:
        before = cloud.fleet
        cloud.set_state(before[2], "Asleep")
        after = cloud.fleet
        assert state_of(provider, after[2]) == "Asleep"
        assert [*after[:2], *after[3:]] == [*before[:2], *before[3:]]
        assert after[2].keys() == before[2].keys()
        with pytest.raises(ValueError, match="no endpoint has this id"):
            cloud.set_state(before[2], "Awake")  # it is not as it was
    with simulator:
        assert cloud.fleet == before


def test_ark_filters_by_the_new_state(http: httpx.Client) -> None:
    with Simulator(36, 7, providers=["volcengine"]) as simulator:
        ark = simulator["volcengine"]
        first = next(item for item in ark.fleet if item["Status"] == "Running")
        ark.set_state(first, "Stopped")
        question = {"PageSize": 100, "Filter": {"Statuses": ["Stopped"]}}
        found = ask_ark(http, ark, question).json()["Result"]["Items"]
    assert first["Id"] in [item["Id"] for item in found]
