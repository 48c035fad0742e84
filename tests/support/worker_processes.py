"""A simulator in a process of its own, many accounts of it, and what a worker process can lack."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from endpoint_roster import Account
from endpoint_roster.executors import worker

from support.leftovers import soon

if TYPE_CHECKING:
    from collections.abc import Generator

    from endpoint_roster import Listing

#: A port at which nothing listens.
DEADLY = 9
#: Of a roster that reads many accounts on a bad line.
OPTIONS: dict[str, Any] = {
    "concurrency": 32,
    "provider_concurrency": 16,
    "max_attempts": 6,
}


@contextmanager
def many_accounts(count: int, *faults: str) -> Generator[list[Account]]:
    """Run a simulator in a process of its own; yield accounts of all its clouds, in turn."""
    with TemporaryDirectory() as folder:
        ready = Path(folder, "ready.json")
        words = ["--ready-file", str(ready), "--endpoints", "4"]
        words += [word for fault in faults for word in ("--fault", fault)]
        command = [sys.executable, "-m", "endpoint_roster_cli", "sim", *words]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                assert soon(ready.exists)
                clouds: dict[str, dict[str, Any]] = json.loads(ready.read_text("utf-8"))
                names = list(clouds)
                chosen = [(number, names[number % len(names)]) for number in range(count)]
                yield [Account(name, f"{name}-{n}", **clouds[name]) for n, name in chosen]
            finally:
                process.terminate()


def check_same(listing: Listing, expected: Listing) -> None:
    """Check that a listing is complete, and the same in the same order."""
    assert listing.failures == []
    assert listing.complete
    names = [(one.provider, one.account) for one in expected.accounts]
    assert [(one.provider, one.account) for one in listing.accounts] == names
    assert listing.endpoints == expected.endpoints


def die_at_a_connection() -> None:
    """Make this process one that dies when it connects to ``DEADLY``.

    It sends no results at this moment; Python's own pool would wait for the rest of them.
    """

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect" and arguments[1][1] == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def hide_together() -> None:
    """Make this process one that lacks the client of Together."""
    for name in ("endpoint_roster_together", "endpoint_roster_together.client"):
        sys.modules[name] = None  # type: ignore[assignment]


def break_the_library() -> None:
    """Let this process fail at whatever it is to read."""
    worker.__dict__["zip"] = None
