"""Novita is listed as a PPIO account with another address and a key of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint_roster import Account, Roster
from endpoint_roster_sim import PpioCloud, Simulator

FILE = """
[[accounts]]
provider = "ppio"
label = "novita"
base_url = "{base_url}"
api_key = {{ env = "NOVITA_API_KEY" }}
"""


@pytest.fixture
def novita() -> Iterator[PpioCloud]:
    with Simulator(endpoints=12, providers=["ppio"]) as simulator:
        cloud = simulator["ppio"]
        cloud.is_novita = True
        yield cloud


def test_an_account_with_its_address(novita: PpioCloud) -> None:
    with Roster([Account("ppio", "novita", **novita.describe())]) as roster:
        listing = roster.list().collect()
    assert listing.complete
    assert [one.id for one in listing.endpoints] == [one["id"] for one in novita.fleet]
    assert {one.account for one in listing.endpoints} == {"novita"}


def test_from_a_file(novita: PpioCloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOVITA_API_KEY", novita.api_key)
    file = tmp_path / "roster.toml"
    file.write_text(FILE.format(base_url=novita.base_url), "utf-8")
    with Roster.from_file(file) as roster:
        listing = roster.list().collect()
    assert listing.complete
    assert len(listing.endpoints) == 12


def test_from_the_environment(novita: PpioCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPIO_BASE_URL", novita.base_url)
    monkeypatch.setenv("PPIO_API_KEY", novita.api_key)
    with Roster([Account("ppio")]) as roster:
        assert len(roster.list().collect().endpoints) == 12


def test_a_key_that_it_does_not_know(novita: PpioCloud) -> None:
    about = {**novita.describe(), "api_key": "sk_of_ppio"}
    with Roster([Account("ppio", **about)]) as roster:
        listing = roster.list().collect()
    (failure,) = listing.failures
    assert (failure.status, failure.code) == (403, "INVALID_API_KEY")
    assert "sk_of_ppio" not in repr(failure)
