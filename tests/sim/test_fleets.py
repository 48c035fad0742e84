"""The same seed is the same fleet, on every machine; another seed is another one."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from endpoint_roster_sim import PROVIDERS, Simulator
from endpoint_roster_sim.fleets.store import Fleet, Record

from .calls import NOW, Clock

# Of seed 1 with 36 endpoints before EPOCH. A change here changes what users have in golden files.
DIGESTS = {
    "volcengine": "8d157bf6ab828189",
    "ppio": "71eaeefb5ed52e67",
    "together": "e40dbd475e98914f",
    "openrouter": "3e5af2a354e42a63",
    "huawei": "98e70966a7745d88",
}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


PROGRAM = """
import hashlib, json
from datetime import UTC, datetime
from endpoint_roster_sim import PROVIDERS, Simulator

simulator = Simulator(seed=1, epoch=datetime(2026, 1, 1, tzinfo=UTC))
for name in PROVIDERS:
    print(name, hashlib.sha256(json.dumps(simulator.fleet(name)).encode()).hexdigest()[:16])
print("models", *simulator["openrouter"].models)
"""


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_same_seed_in_other_processes(hash_seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    *lines, models = done.stdout.splitlines()
    assert dict(line.split() for line in lines) == DIGESTS
    assert models.split()[1:] == Simulator(seed=2)["openrouter"].models
    assert done.stderr == ""


@pytest.mark.parametrize("provider", PROVIDERS)
def test_other_seed(provider: str) -> None:
    fleets = [Simulator(seed=seed, epoch=EPOCH).fleet(provider) for seed in (1, 1, 2)]
    assert fleets[0] == fleets[1]
    assert fleets[0] != fleets[2]


def test_same_fleet_all_day_long() -> None:
    clock = Clock()
    early = Simulator(clock=clock)
    clock.now = NOW.astimezone(timezone(timedelta(hours=14))) + timedelta(hours=18)
    late = Simulator(clock=clock)
    for provider in PROVIDERS:
        assert early.fleet(provider) == late.fleet(provider)


def times(provider: str, item: dict[str, Any]) -> list[float]:
    """Return when an endpoint was made and changed, in Unix seconds."""
    if provider == "volcengine":
        texts = [item["CreateTime"], item["UpdateTime"]]
    elif provider == "together":
        texts = [item["created_at"]]
    elif provider == "ppio":
        return [item["created_at"]]
    else:
        return [item["create_at"] / 1000, item["update_at"] / 1000]
    return [datetime.fromisoformat(text).timestamp() for text in texts]


@pytest.mark.parametrize("provider", ["volcengine", "ppio", "together", "huawei"])
def test_ages_from_hours_to_months(provider: str) -> None:
    clock = Clock()
    clock.now = NOW.replace(hour=0, minute=0, second=0)  # the epoch is now
    fleet = Simulator(200, clock=clock).fleet(provider)
    created = [times(provider, item)[0] for item in fleet]
    ages = [(clock.now.timestamp() - moment) / 3600 for moment in created]
    assert 1 <= min(ages) < 24
    assert 24 * 180 < max(ages) < 24 * 401
    for item in fleet:
        made, *changed = times(provider, item)
        assert all(made <= moment <= clock.now.timestamp() for moment in changed)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_ids_are_unique(provider: str) -> None:
    fleet = Simulator(3000, seed=3).fleet(provider)
    keys = {"volcengine": ["Id"], "openrouter": ["model_id", "tag"]}.get(provider, ["id"])
    assert len({tuple(item[key] for key in keys) for item in fleet}) == 3000


def test_a_fleet_is_a_copy() -> None:
    cloud = Simulator()["together"]
    cloud.fleet.clear()
    cloud.fleet[0]["id"] = "changed"
    assert len(cloud.fleet) == 36
    assert cloud.fleet[0]["id"] != "changed"


def test_further_pages_do_not_filter_again() -> None:
    fleet = Fleet(Record(number, b"%d" % number) for number in range(10))
    looked: list[int] = []

    def even(number: int) -> bool:
        looked.append(number)
        return number % 2 == 0

    first = fleet.select("even", even)
    assert first == [b"0", b"2", b"4", b"6", b"8"]
    assert fleet.select("even", even) is first
    assert looked == list(range(10))
    assert fleet.select("even", even, backwards=True) == first[::-1]
    for number in range(50):  # many other questions: it is forgotten, and found again
        fleet.select(number, lambda _: False)
    assert fleet.select("even", even) == first


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_endpoints(provider: str) -> None:
    assert Simulator(0).fleet(provider) == []
