"""Pools of real processes, and workers that die or lack a package."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Roster
from support.worker_processes import (
    DEADLY,
    OPTIONS,
    check_same,
    die_at_a_connection,
    hide_together,
    many_accounts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "forkserver" not in multiprocessing.get_all_start_methods(), reason="needs a forkserver"
    ),
]
methods = pytest.mark.parametrize("method", ["spawn", "forkserver"])


def pool(method: str, initializer: Callable[[], None] | None = None) -> ProcessPoolExecutor:
    context: Any = multiprocessing.get_context(method)
    return ProcessPoolExecutor(2, mp_context=context, initializer=initializer)


@methods
def test_the_same_listing_as_one_machine_gives(method: str) -> None:
    with (
        many_accounts(1000, "status=503,rate=5%") as accounts,
        Roster(accounts, **OPTIONS) as roster,
        pool(method) as executor,
    ):
        expected = roster.list().collect()
        check_same(roster.list().collect(executor=executor), expected)


@methods
def test_a_process_that_dies_costs_what_was_not_read(method: str) -> None:
    with many_accounts(200) as accounts:
        deadly = Account("ppio", "deadly", api_key="k", base_url=f"http://127.0.0.1:{DEADLY}")
        with (
            Roster([*accounts, deadly], **OPTIONS) as roster,
            pool(method, die_at_a_connection) as executor,
        ):
            # One group after the other: the first have come back when the process dies.
            listing = roster.list().collect(executor=executor, workers=1)
        lost = {one.account for one in listing.failures}
        assert len(lost) == len(listing.failures)
        assert "deadly" in lost
        assert 1 < len(lost) < len(accounts)
        for failure in listing.failures:
            assert failure.kind == "executor"
            assert "BrokenProcessPool" in failure.cause
        kept = [account for account in accounts if account.label not in lost]
        with Roster(kept, **OPTIONS) as roster:
            assert listing.endpoints == roster.list().collect().endpoints


@methods
def test_a_worker_without_the_package_of_a_provider(method: str) -> None:
    with (
        many_accounts(20) as accounts,
        Roster(accounts, **OPTIONS) as roster,
        pool(method, hide_together) as executor,
    ):
        listing = roster.list().collect(executor=executor)
    lacking = [one.label for one in accounts if one.provider == "together"]
    assert [(one.account, one.kind) for one in listing.failures] == [
        (label, "missing_extra") for label in lacking
    ]
    assert "on the worker " in listing.failures[0].cause
    assert "[together]" in listing.failures[0].advice
    assert {one.provider for one in listing} == {one.provider for one in accounts} - {"together"}
