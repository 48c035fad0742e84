"""Dask's executor: a cluster of two processes, one of which is killed."""

from __future__ import annotations

import logging
import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import dask
import pytest
from distributed import Client, LocalCluster
from endpoint_roster import Account, Roster
from support.leftovers import soon
from support.worker_processes import (
    DEADLY,
    OPTIONS,
    check_same,
    die_at_a_connection,
    many_accounts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


@contextmanager
def cluster(**settings: Any) -> Iterator[Client]:
    options: dict[str, Any] = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
    with (
        dask.config.set({f"distributed.{name}": value for name, value in settings.items()}),
        LocalCluster(n_workers=2, threads_per_worker=2, processes=True, **options) as running,
        Client(running) as client,
    ):
        yield client


def test_a_killed_worker_costs_nothing() -> None:
    """Dask gives its tasks to the other worker."""
    with (
        many_accounts(1000, "status=503,rate=5%") as accounts,
        Roster(accounts, **OPTIONS) as roster,
        cluster() as client,
    ):
        expected = roster.list().collect()
        pager = roster.list()
        pids: dict[str, int] = client.run(os.getpid)
        killed_at: list[int] = []

        def kill() -> None:
            assert soon(lambda: pager.progress().done > 300, 120)
            os.kill(next(iter(pids.values())), signal.SIGKILL)
            killed_at.append(pager.progress().done)

        killing = threading.Thread(target=kill)
        killing.start()
        listing = pager.collect(executor=client.get_executor(), workers=4)
        killing.join()
        assert 300 < killed_at[0] < 700
        assert soon(lambda: set(client.run(os.getpid).values()) != set(pids.values()))
        check_same(listing, expected)


def test_a_worker_that_dies_again_and_again_costs_its_accounts() -> None:
    """Dask gives up a task that has killed its workers."""
    deadly = Account("ppio", "deadly", api_key="k", base_url=f"http://127.0.0.1:{DEADLY}")
    with (
        many_accounts(40) as accounts,
        Roster([*accounts, deadly], **OPTIONS) as roster,
        cluster(**{"scheduler.allowed-failures": 0}) as client,
    ):
        client.run(die_at_a_connection)
        listing = roster.list().collect(executor=client.get_executor(), workers=1)
        lost = [one.label for one in roster.accounts if one.provider == "ppio"][-1:]
        assert {one.account for one in listing.failures} >= set(lost)
        assert len(listing.failures) == len({one.account for one in listing.failures}) < 20
        for failure in listing.failures:
            assert (failure.provider, failure.kind) == ("ppio", "executor")
            assert "KilledWorker" in failure.cause
        assert len(listing) + 4 * len(listing.failures) >= 4 * len(accounts)
