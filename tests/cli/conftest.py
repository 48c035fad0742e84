"""Runs the command: within the tests, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from endpoint_roster_cli.clock import Clock
from endpoint_roster_cli.main import main
from endpoint_roster_sim import Simulator
from support.fixed_time import fixed_clock, with_path
from support.running import Done
from support.surroundings import clean_environment as clean_environment
from support.surroundings import disturbing, variables_of, write_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from support.running import Run

# No configuration, no journal, no last listing and no pager of the user who runs the tests.
NO_FILE = {
    **dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), os.devnull),
    "PAGER": "cat",
}
COMMAND = (sys.executable, "-m", "endpoint_roster_cli")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    left_out = disturbing()
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"PYTHONIOENCODING": "utf-8"} | NO_FILE | dict(extra or {})


def within_the_tests(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> Run:
    def run(*words: str, env: Mapping[str, str] | None = None) -> Done:
        with monkeypatch.context() as patched:
            for name in os.environ.keys() - environment().keys():
                patched.delenv(name)
            for name, value in (NO_FILE | dict(env or {})).items():
                patched.setenv(name, value)
            code = main(words, clock=clock)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run


@pytest.fixture
def roster(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command within the tests, which is quicker."""
    return within_the_tests(capsys, monkeypatch, Clock())


@pytest.fixture
def noon(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command within the tests, always at the time of the golden texts."""
    return within_the_tests(capsys, monkeypatch, fixed_clock())


@pytest.fixture
def process() -> Run:
    """The command as a process of its own."""

    def run(*words: str, env: Mapping[str, str] | None = None) -> Done:
        done = subprocess.run(
            [*COMMAND, *words],
            env=environment(env),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def env_at_noon() -> dict[str, str]:
    """The environment for ``support.fixed_time``."""
    return with_path(environment())


@pytest.fixture
def clean_env() -> dict[str, str]:
    return environment()


@pytest.fixture
def command() -> tuple[str, ...]:
    return COMMAND


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    with Simulator(endpoints=12) as running:
        yield running


@pytest.fixture(scope="session")
def variables(simulator: Simulator) -> dict[str, str]:
    """The environment of a user who has an account everywhere."""
    return variables_of(simulator) | {"HUAWEICLOUD_X_AUTH_TOKEN": simulator["huawei"].token}


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], str]:
    """Write a configuration file and return its path."""
    return lambda text: str(write_config(tmp_path, text))
