"""Timing: in turns within one process, compared within each turn."""

import asyncio
import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

#: Seconds of one call, round by round, by the name of who made it; None where it sat out.
Times = dict[str, list[float | None]]

#: The same by clock: ``wall`` and ``cpu``.
Clocks = dict[str, Times]

#: A subject that needs more seconds of CPU time for one call takes part in every third round only.
PATIENCE = 0.3

#: Calls of each subject before the first round, in which ours learns what the answers look like.
_FIRST_CALLS = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """A reader of the body.

    Attributes:
        name: as in the tables.
        call: makes one call; gives the answer, or with a runner an awaitable of it.
        size: how many endpoints an answer holds.
        runner: where awaitables are awaited.
    """

    name: str
    call: Callable[[], Any]
    size: Callable[[Any], int]
    runner: asyncio.Runner | None = None

    def once(self) -> Any:
        """Make one call and return the answer."""
        return self.call() if self.runner is None else self.runner.run(_await(self.call))

    def turn(self, calls: int) -> tuple[float, float]:
        """Make several calls, drop the answers, and return what one took.

        Seconds of the median call in wall-clock time, because that also includes what
        other programs do in between; and seconds of the mean call on this process's CPU.
        """
        began = time.process_time()
        if self.runner is None:
            wall = _each(self.call, calls)
        else:
            wall = self.runner.run(_await_each(self.call, calls))
        return median(wall), (time.process_time() - began) / calls


def _each(call: Callable[[], Any], calls: int) -> list[float]:
    times: list[float] = []
    for _ in range(calls):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return times


async def _await_each(call: Callable[[], Any], calls: int) -> list[float]:
    times: list[float] = []
    for _ in range(calls):
        began = time.perf_counter()
        await call()
        times.append(time.perf_counter() - began)
    return times


async def _await(call: Callable[[], Any]) -> Any:
    return await call()


def race(
    subjects: Sequence[Subject], endpoints: int, rounds: int, seconds: float, until: float
) -> Clocks:
    """Let all subjects read in turns: A B C, A B C, ...

    The garbage collector works as usual, but starts each turn with nothing left to do, and no
    answer outlives its call, so that no subject pays for what another has read.

    Args:
        subjects: who takes part.
        endpoints: how many endpoints the body holds; what every subject must find.
        rounds: how many turns each one has.
        seconds: about how much CPU time one turn takes; at least one call.
        until: when ``time.monotonic`` has come this far, three rounds suffice.

    Raises:
        RuntimeError: a subject read the wrong number of endpoints.
    """
    calls: dict[str, int] = {}
    slow: set[str] = set()
    for subject in subjects:
        took = _first(subject, endpoints)
        # A short call is dwarfed by what only the first ones do.
        for _ in range(_FIRST_CALLS if endpoints < 1000 else 0):
            began = time.process_time()
            subject.once()
            took = min(took, time.process_time() - began)
        calls[subject.name] = max(1, round(seconds / took))
        if took > PATIENCE:
            slow.add(subject.name)
    wall: Times = {subject.name: [] for subject in subjects}
    cpu: Times = {subject.name: [] for subject in subjects}
    for turn in range(rounds):
        if turn >= 3 and time.monotonic() > until:
            break
        for subject in subjects:
            on_wall = on_cpu = None
            if turn % 3 == 0 or subject.name not in slow:
                gc.collect()
                on_wall, on_cpu = subject.turn(calls[subject.name])
            wall[subject.name].append(on_wall)
            cpu[subject.name].append(on_cpu)
    return {"wall": wall, "cpu": cpu}


def _first(subject: Subject, endpoints: int) -> float:
    """Make the first call, check what it read, and return its CPU seconds.

    In CPU time, because a busy machine must not decide how often a subject takes part. The answer
    ends here: an SDK's, kept in memory, would slow down the turns of all others.
    """
    began = time.process_time()
    answer = subject.once()
    took = time.process_time() - began
    if (found := subject.size(answer)) != endpoints:
        raise RuntimeError(f"{subject.name} read {found} endpoints of {endpoints}")
    return took


def ratios(times: Times, name: str, base: str) -> list[float]:
    """Return how often the base's time goes into a subject's, for each round that both ran in."""
    pairs = zip(times[name], times[base], strict=True)
    return [own / other for own, other in pairs if own is not None and other is not None]


def seconds(times: Times, name: str) -> list[float]:
    """Return the times of one subject, without the rounds that it sat out."""
    return [value for value in times[name] if value is not None]


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the median with the quartiles around it: lower, median, upper."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    lower, _, upper = quantiles(values, method="inclusive")
    return lower, median(values), upper


def child_environment() -> dict[str, str]:
    """Return an environment without proxies, and without what changes how Python starts."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith("PYTHON")
    }


def peak_resident() -> int:
    """Return the most bytes of this process that were in memory since its program began.

    On Linux, ``getrusage`` begins with the peak of the process that started this one.
    """
    with suppress(OSError):
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts in bytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def run_module(module: str, *arguments: str) -> str:
    """Run one of these modules in a process of its own and return what it prints.

    Raises:
        subprocess.CalledProcessError: it failed; what it had to say went to standard error.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(  # noqa: S603
        command, stdout=subprocess.PIPE, text=True, check=True, env=child_environment()
    )
    return done.stdout
