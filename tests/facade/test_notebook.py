"""What a notebook shows of listings and endpoints, from a kernel as notebooks have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

BEGIN = """
from endpoint_roster_sim import Simulator
from endpoint_roster import Account, Roster
simulator = Simulator(endpoints=5, seed=7)
known = simulator.__enter__().describe()["together"]
account = Account("together", api_key=known["api_key"], base_url=known["base_url"])
roster = Roster([account])
listing = roster.list().collect()
"""
#: What a notebook shows of the last expression of a cell, by what it can show.
Shown = dict[str, str]


class Kernel:
    """A kernel that runs one cell at a time."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, code: str) -> Shown:
        """Run a cell, and return its result."""
        shown: list[Shown] = []

        def receive(message: Any) -> None:
            if message["msg_type"] == "execute_result":
                shown.append(message["content"]["data"])

        answer = self._client.execute_interactive(code, timeout=60, output_hook=receive)
        assert answer["content"]["status"] == "ok", answer["content"]
        return shown[-1] if shown else {}


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    from jupyter_client.manager import start_new_kernel

    folder: Path = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(folder / name))
        manager, client = start_new_kernel(kernel_name="python3")
    try:
        kernel = Kernel(client)
        kernel.run(BEGIN)
        yield kernel
        kernel.run("roster.close(); simulator.__exit__(None, None, None)")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_listing_is_shown_as_a_table_and_a_line(kernel: Kernel) -> None:
    shown = kernel.run("listing")
    assert shown["text/html"].startswith("<table>")
    assert shown["text/html"].count("<tr>") == 1 + int(kernel.run("len(listing)")["text/plain"])
    assert shown["text/plain"].startswith("Listing(endpoints=<")


def test_an_endpoint_is_shown_with_its_fields(kernel: Kernel) -> None:
    shown = kernel.run("listing[0]")
    assert "<caption>Endpoint</caption>" in shown["text/html"]
    assert shown["text/plain"].startswith("Endpoint(provider='together'")


def test_what_is_awaited_in_a_cell_works(kernel: Kernel) -> None:
    shown = kernel.run(
        "from endpoint_roster import AsyncRoster\n"
        "async with AsyncRoster([account]) as other:\n"
        "    found = await other.list().collect()\n"
        "found == listing"
    )
    assert shown["text/plain"] == "True"
