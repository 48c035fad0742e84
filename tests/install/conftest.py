"""The built wheels, each installed where nothing else is; `nox -s build` makes them."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from install.environments import ENDPOINTS, Environment, uv

# Without built wheels there is nothing to try: `pytest` alone leaves this folder out.
DIST = os.environ.get("ENDPOINT_ROSTER_DIST")
collect_ignore_glob = [] if DIST else ["test_*.py"]


@pytest.fixture(scope="session")
def dist() -> Path:
    """The folder of the built wheels and sdists."""
    assert DIST
    return Path(DIST)


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """An empty environment of the running interpreter's version."""
    uv("venv", "--quiet", "--python", sys.executable, str(tmp_path / "environment"))
    return Environment(tmp_path / "environment")


@pytest.fixture(scope="session")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The ready file of simulated clouds that run in a process of their own."""
    ready = tmp_path_factory.mktemp("clouds") / "ready.json"
    command = shutil.which("roster", path=str(Path(sys.executable).parent))
    assert command, "install the workspace into this environment"
    arguments = ["--ready-file", str(ready), "--endpoints", str(ENDPOINTS)]
    with subprocess.Popen([command, "sim", *arguments]) as process:
        try:
            wait_for(ready, process)
            yield ready
        finally:
            process.terminate()


def wait_for(ready: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until the simulated clouds accept connections, at most 60 seconds."""
    for _ in range(600):
        assert process.poll() is None, "roster sim ended at once"
        try:
            json.loads(ready.read_text())
        except (FileNotFoundError, ValueError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("roster sim was not ready after a minute")
