"""Our five providers keep the contract that any provider can inherit."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Roster
from endpoint_roster.testing import ProviderContract
from endpoint_roster_sim import Simulator

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDPOINTS = 7


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with Simulator(endpoints=ENDPOINTS) as running:
        yield running


class Simulated(ProviderContract):
    """One of ours, against its simulated cloud."""

    provider = ""
    id_key = "id"

    @pytest.fixture
    def account(self, simulator: Simulator) -> Account:
        about: Any = simulator.describe()[self.provider]
        return Account(self.provider, "contract", **about)

    @pytest.fixture
    def expected_ids(self, simulator: Simulator) -> list[str]:
        return [item[self.id_key] for item in simulator.fleet(self.provider)]


class TestVolcengine(Simulated):
    provider = "volcengine"
    id_key = "Id"


class TestPpio(Simulated):
    provider = "ppio"


class TestTogether(Simulated):
    provider = "together"


class TestOpenRouter(Simulated):
    provider = "openrouter"

    @pytest.fixture
    def expected_ids(self, simulator: Simulator, account: Account) -> list[str]:
        # OpenRouter has no ids: ours name the model that was asked for, in the order of asking.
        with Roster([account]) as roster:
            ids = [endpoint.id for endpoint in roster.list().collect().endpoints]
        assert len({*ids}) == len(simulator.fleet("openrouter")) == ENDPOINTS
        return ids


class TestHuawei(Simulated):
    provider = "huawei"


def test_the_facade_itself_needs_no_pytest() -> None:
    code = """
import sys
import endpoint_roster, endpoint_roster.registry, endpoint_roster.roster
assert "pytest" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
