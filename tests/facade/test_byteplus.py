"""BytePlus ModelArk is listed as a Volcengine account with another address and another region."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint_roster import Account, Roster
from endpoint_roster_sim import Simulator, VolcengineCloud

FILE = """
[[accounts]]
provider = "volcengine"
label = "byteplus"
base_url = "{base_url}"
region = "ap-southeast-1"
access_key = {{ env = "BYTEPLUS_ACCESS_KEY" }}
secret_key = {{ env = "BYTEPLUS_SECRET_KEY" }}
"""


@pytest.fixture
def byteplus() -> Iterator[VolcengineCloud]:
    with Simulator(endpoints=5, providers=["volcengine"]) as simulator:
        cloud = simulator["volcengine"]
        cloud.region, cloud.is_byteplus = "ap-southeast-1", True
        yield cloud


def test_an_account_with_its_address_and_region(byteplus: VolcengineCloud) -> None:
    with Roster([Account("volcengine", **byteplus.describe())]) as roster:
        listing = roster.list().collect()
    assert listing.complete
    assert [one.id for one in listing.endpoints] == [one["Id"] for one in byteplus.fleet]
    assert {one.region for one in listing.endpoints} == {"ap-southeast-1"}


def test_from_a_file(
    byteplus: VolcengineCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BYTEPLUS_ACCESS_KEY", byteplus.access_key)
    monkeypatch.setenv("BYTEPLUS_SECRET_KEY", byteplus.secret_key)
    file = tmp_path / "roster.toml"
    file.write_text(FILE.format(base_url=byteplus.base_url), "utf-8")
    with Roster.from_file(file) as roster:
        listing = roster.list(region="ap-southeast-1").collect()
    assert {one.account for one in listing.endpoints} == {"byteplus"}
    assert len(listing.endpoints) == 5


def test_the_region_of_volcengine_is_refused(byteplus: VolcengineCloud) -> None:
    about = {**byteplus.describe(), "region": "cn-beijing"}
    with Roster([Account("volcengine", **about)]) as roster:
        listing = roster.list().collect()
    (failure,) = listing.failures
    assert (failure.status, failure.code) == (400, "InvalidCredential")
