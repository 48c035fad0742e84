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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from support.running import Run

OURS = ("VOLC", "PPIO_", "TOGETHER_", "OPENROUTER_", "HUAWEICLOUD_", "ENDPOINT_ROSTER_")
# No configuration file of the user who runs the tests.
NO_FILE = {"XDG_CONFIG_HOME": os.devnull}
COMMAND = (sys.executable, "-m", "endpoint_roster_cli")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(OURS)
        and not name.lower().endswith("_proxy")
        and name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
    }
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
    about = simulator.describe()
    addresses = {f"{name.upper()}_BASE_URL": about[name]["base_url"] for name in about}
    addresses["HUAWEICLOUD_BASE_URL"] = addresses.pop("HUAWEI_BASE_URL")
    return {
        **addresses,
        "VOLCENGINE_ACCESS_KEY": about["volcengine"]["access_key"],
        "VOLCENGINE_SECRET_KEY": about["volcengine"]["secret_key"],
        "PPIO_API_KEY": about["ppio"]["api_key"],
        "TOGETHER_API_KEY": about["together"]["api_key"],
        "OPENROUTER_API_KEY": about["openrouter"]["api_key"],
        "OPENROUTER_MODELS": ",".join(about["openrouter"]["models"]),
        "HUAWEICLOUD_X_AUTH_TOKEN": about["huawei"]["token"],
        "HUAWEICLOUD_SDK_PROJECT_ID": about["huawei"]["project_id"],
    }
