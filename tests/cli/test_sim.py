"""roster sim: ready file, output, end."""

from __future__ import annotations

import dataclasses
import json
import re
import signal
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Roster
from endpoint_roster_sim import Fault, faults

if TYPE_CHECKING:
    from pathlib import Path

PROVIDERS = {"huawei", "openrouter", "ppio", "together", "volcengine"}


def start(command: tuple[str, ...], env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*command, "sim", *words],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_ready_file_appears_complete(
    command: tuple[str, ...], clean_env: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    ready = tmp_path / "ready.json"
    ready.write_text("{}")  # of an earlier run
    words = ("--ready-file", str(ready), "--endpoints", "5", "--seed", "7")
    with start(command, clean_env, *words) as process:
        end = time.monotonic() + 30
        while not ready.exists() or ready.read_text() == "{}":
            assert time.monotonic() < end
            time.sleep(0.005)
        about: dict[str, Any] = json.loads(ready.read_text(encoding="utf-8"))
        assert set(about) == PROVIDERS
        with Roster([Account(name, **keys) for name, keys in about.items()]) as roster:
            listing = roster.list().collect()
        assert (listing.complete, len(listing.endpoints)) == (True, 25)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert "simulating" in err
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["ready.json"]


def test_without_a_ready_file_it_prints_what_it_serves(
    command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    with start(command, clean_env, "--endpoints", "1") as process:
        assert process.stderr
        assert "simulating" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert set(json.loads(out)) == PROVIDERS


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--host", "256.0.0.1"], "cannot listen on 256.0.0.1: "),
        (["--host", "203.0.113.1"], "cannot listen on 203.0.113.1: "),
        (["--ready-file", "/nowhere/at/all/ready.json"], "cannot write /nowhere/at/all/ready.json"),
        (
            ["--ready-file", __file__ + "/ready.json"],
            "ready.json: Not a directory\nroster:   Name another place",
        ),
    ],
)
def test_what_it_cannot_do_it_says(roster: Any, words: list[str], reason: str) -> None:
    done = roster("sim", *words)
    assert (done.code, done.out) == (1, "")
    assert reason in done.err
    assert "Traceback" not in done.err
    assert "[Errno" not in done.err


def test_the_help_has_every_kind_of_fault_and_every_condition(roster: Any) -> None:
    text = roster("sim", "--help").out
    _, _, shown = text.partition("A fault is ")
    kinds = [one.word for one in vars(faults).values() if is_fault(one)]
    assert len(kinds) >= 9
    for word in (*kinds, *(field.name for field in dataclasses.fields(Fault))):
        assert re.search(rf"\b{word}\b", shown), word


def is_fault(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Fault) and value is not Fault


def test_faults_and_the_epoch_are_the_simulators(
    command: tuple[str, ...], clean_env: dict[str, str], tmp_path: Path
) -> None:
    ready = tmp_path / "ready.json"
    faults = ("--fault", "503,nth=1,provider=together", "--fault", "400,provider=ppio")
    words = ("--ready-file", str(ready), "--epoch", "2026-03-01", *faults)
    with start(command, clean_env, *words) as process:
        assert process.stderr
        assert "simulating" in process.stderr.readline()
        about: dict[str, Any] = json.loads(ready.read_text(encoding="utf-8"))
        with Roster([Account(name, **about[name]) for name in ("ppio", "together")]) as roster:
            listing = roster.list().collect()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert [(failure.provider, failure.status) for failure in listing.failures] == [("ppio", 400)]
    together = [report for report in listing.accounts if report.provider == "together"]
    assert [report.attempts for report in together] == [3]
    made = [endpoint.created_at for endpoint in listing.endpoints if endpoint.created_at]
    assert max(made).strftime("%Y-%m-%d") == "2026-02-28"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--fault", "explode"], "unknown kind 'explode'. Choose from status, latency"),
        (["--fault", "503,nth=0"], "fault '503,nth=0': nth must be 1 or more"),
        (["--fault", "503", "--fault", "reset,colour=red"], "reset has no option 'colour'"),
        (["--fault", "503,provider=acme"], "acme is not simulated"),
        (["--epoch", "never"], "epoch 'never' is not a date or time such as 2026-03-01"),
    ],
)
def test_a_fault_that_cannot_be_read_is_wrong_usage(
    roster: Any, words: list[str], reason: str
) -> None:
    done = roster("sim", *words)
    assert (done.code, done.out) == (2, "")
    assert reason in done.said
