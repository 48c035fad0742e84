"""Accounts that list the same endpoints: it is said, and counted once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


SAID = "together (prod) and together (research) have one credential and list the same 12 endpoints"
pytestmark = pytest.mark.filterwarnings("ignore::endpoint_roster.InsecureConfigurationWarning")


@pytest.fixture
def twice(simulator: Any, file: Callable[[str], str]) -> str:
    """A configuration file with two accounts that have one key, and one of another provider."""
    return file(
        "".join(
            f'[[accounts]]\nprovider = "{provider}"\nlabel = "{label}"\n'
            f'api_key = "{simulator[provider].api_key}"\n'
            f'base_url = "{simulator[provider].base_url}"\n'
            for provider, label in (
                ("together", "prod"),
                ("together", "research"),
                ("ppio", "prod"),
            )
        )
    )


def words(text: str) -> str:
    """A message on one line, without the name before each of its lines."""
    return " ".join(re.sub(r"^roster:", "", text, flags=re.MULTILINE).split())


def test_a_listing_says_it_and_shows_both(roster: Any, twice: str) -> None:
    done = roster("list", "--config", twice, "-o", "json")
    assert done.code == 0
    assert len(json.loads(done.out)["endpoints"]) == 36, "nothing is hidden"
    assert f"{SAID}: counted once in totals" in words(done.err)
    assert "ppio" not in done.err


def test_doctor_says_it(roster: Any, twice: str) -> None:
    done = roster("doctor", "--config", twice)
    assert "together (prod) and together (research) have one credential" in words(done.err)


def test_groups_count_once(roster: Any, twice: str) -> None:
    done = roster("list", "--config", twice, "--group-by", "provider", "-o", "json")
    counts = {one["provider"]: one["count"] for one in json.loads(done.out)["groups"]}
    assert counts == {"together": 12, "ppio": 12}


def test_costs_count_once(roster: Any, twice: str) -> None:
    done = roster("costs", "--config", twice, "-o", "json")
    assert json.loads(done.out)["total"]["endpoints"] == 24
    assert SAID in words(done.err)


def test_a_report_counts_once(roster: Any, twice: str, tmp_path: Any) -> None:
    page = tmp_path / "report.html"
    done = roster("report", "--config", twice, "-o", str(page))
    assert done.code == 0
    assert SAID in words(done.err)
    assert "<dt>endpoints</dt><dd>24</dd>" in page.read_text(encoding="utf-8")


def test_accounts_with_keys_of_their_own_are_not_mentioned(
    roster: Any, variables: dict[str, str]
) -> None:
    assert roster("list", env=variables).err == ""


def test_accounts_that_fail_together_still_have_one_credential(
    roster: Any, file: Callable[[str], str]
) -> None:
    account = '[[accounts]]\nprovider = "ppio"\nlabel = "{}"\napi_key = "k"\nbase_url = "{}"\n'
    address = "http://127.0.0.1:9"
    config = file(account.format("a", address) + account.format("b", address))
    done = roster("list", "--config", config)
    assert "ppio (a) and ppio (b) have one credential" in words(done.err)
