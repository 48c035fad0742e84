"""Dask's executor: a cluster of two processes, one of which is killed."""

from __future__ import annotations

import logging
import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Roster
from support.leftovers import soon
from support.worker_processes import (
    DEADLY,
    OPTIONS,
    break_the_library,
    check_same,
    die_at_a_connection,
    many_accounts,
)

if TYPE_CHECKING:
    from collections.abc import Generator

pytestmark = pytest.mark.slow


@contextmanager
def cluster(**settings: Any) -> Generator[Any]:
    """Start a scheduler and two processes; yield a client, which Dask has no complete types for."""
    import dask.config  # both are installed for the slow tests only
    from distributed import Client

    options: dict[str, Any] = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
    configure: Any = dask.config.set  # pyright: ignore[reportUnknownMemberType]
    with (
        configure({f"distributed.{name}": value for name, value in settings.items()}),
        Client(n_workers=2, threads_per_worker=2, processes=True, **options) as client,
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
        assert len(listing.failures) == len({one.account for one in listing.failures}) < 20
        for failure in listing.failures:
            assert (failure.provider, failure.kind) == ("ppio", "executor")
            assert "KilledWorker" in failure.cause
        assert len(listing) + 4 * len(listing.failures) >= 4 * len(accounts)


def test_what_dask_writes_of_a_task_that_fails_has_no_secret() -> None:
    """Its logs and its page of tasks show the arguments."""
    accounts = [
        Account("ppio", f"a{n}", api_key=f"secret-key-{n}", base_url=f"http://127.0.0.1:{DEADLY}")
        for n in range(10)
    ]
    with Roster(accounts, max_attempts=1) as roster, cluster() as client:
        client.run(break_the_library)
        listing = roster.list().collect(executor=client.get_executor(), workers=2)
        logs = f"{client.get_worker_logs()}{client.get_scheduler_logs()}"
    assert [one.account for one in listing.failures] == [one.label for one in accounts]
    assert {one.kind for one in listing.failures} == {"executor"}
    assert "Compute Failed" in logs
    assert "secret-key" not in logs
