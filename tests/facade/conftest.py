"""What the tests of the facade share: a clean environment, simulated clouds, a scripted server."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Protocol

import pytest
from endpoint_roster import Account
from endpoint_roster_sim import Simulator
from support.http_server import Answer, Script, ScriptedServer
from support.surroundings import clean_environment as clean_environment
from support.surroundings import write_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ENDPOINT_ROSTER_CONFIG", raising=False)
    # Where the three kinds of platforms keep configuration.
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    return lambda text: write_config(tmp_path, text)


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    with Simulator(endpoints=36) as running:
        yield running


@pytest.fixture(scope="session")
def simulated_accounts(simulator: Simulator) -> list[Account]:
    return [Account(provider, **about) for provider, about in simulator.describe().items()]


class Serve(Protocol):
    def __call__(self, script: Script) -> ScriptedServer: ...


@pytest.fixture
def serve() -> Iterator[Serve]:
    running: list[ScriptedServer] = []

    def start(script: Script) -> ScriptedServer:
        running.append(ScriptedServer(script))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture
def no_garbage_collection() -> Iterator[None]:
    """Let nothing be freed by a collection that merely happens to come."""
    gc.collect()  # whatever earlier tests left to it
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    def wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < end, "it did not come true within 30 seconds"
            time.sleep(0.01)

    return wait
