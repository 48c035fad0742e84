import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from endpoint_roster_sim import Simulator

PREFIXES = ("VOLC", "PPIO_", "TOGETHER_", "OPENROUTER_", "HUAWEICLOUD_")


@pytest.fixture(scope="session", autouse=True)
def bare_environment() -> Iterator[None]:
    """No proxy (Volcengine's SDK ignores NO_PROXY) and none of the variables that SDKs read."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.upper().startswith(PREFIXES) or name.lower().endswith("_proxy"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    """More endpoints than the largest page of any cloud."""
    with Simulator(endpoints=130, seed=7) as running:
        yield running


@pytest.fixture(scope="session")
def clouds(simulator: Simulator) -> dict[str, dict[str, Any]]:
    return simulator.describe()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show what was compared with whom: the tables of the modules whose tests all passed."""
    ran: dict[str, set[str]] = {}
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            ran.setdefault(report.nodeid.partition("::")[0], set()).add(outcome)
    for path in sorted(path for path, outcomes in ran.items() if outcomes == {"passed"}):
        module = sys.modules[path.removesuffix(".py").replace("/", ".").removeprefix("tests.")]
        title, _, text = (module.__doc__ or "").partition("\n")
        table = [line for line in text.splitlines() if line.startswith("|")]
        if table:
            terminalreporter.section(title.rstrip("."))
            terminalreporter.write_line("\n".join(table))
