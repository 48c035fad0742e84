"""roster watch: when it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .stories import at, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .stories import Watch


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ((), 30),
        (("--interval", "1"), 1),
        (("--interval", "45"), 45),
        (("--interval", "1.5"), 1.5),
        (("--interval", "90s"), 90),
        (("--interval", "5m"), 300),
    ],
)
def test_the_interval(watch: Watch, events: Any, words: Sequence[str], seconds: float) -> None:
    with together("drift=appear,nth=2", "drift=appear,nth=3") as (_, env):
        found = events(watch(*words, "--rounds", "3", env=env).out)
    assert [event["at"] for event in found] == [at(0), at(seconds), at(2 * seconds)]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--interval", "0.9"), "0.9 is too short"),
        (("--interval", "0"), "0 is too short"),
        (("--interval", "0.5s"), "0.5s is too short"),
        (("--interval", "-5"), "'-5' is not a valid duration"),
        (("--interval", "soon"), "'soon' is not a valid duration"),
        (("--interval", "1.2.3"), "'1.2.3' is not a valid duration"),
        (("--interval", ""), "'' is not a valid duration"),
        (("--rounds", "0"), "0 is not in the range x>=1"),
        (("--rounds", "x"), "'x' is not a valid integer"),
        (("--timeout", "x"), "'x' is not a valid number"),
        (("--timeout", "0"), "0 is not above 0"),
        (("--deadline", "nan"), "nan is not above 0"),
        (("--ignore", "colour"), "unknown field 'colour'. Choose from name, model"),
        (("--output", "json"), "'json'. Did you mean jsonl? Choose from table, jsonl"),
        (("--state", "asleep"), "asleep"),
    ],
)
def test_wrong_usage(watch: Watch, words: Sequence[str], reason: str) -> None:
    # It is reported before any account is looked for: there is none, which would be 4.
    done = watch(*words, env={})
    assert (done.code, done.out) == (2, "")
    assert reason in done.said


@pytest.mark.parametrize(("interval", "times"), [("30", [10, 40, 70]), ("5", [10, 20, 30])])
def test_the_interval_is_from_start_to_start(
    watch: Watch, events: Any, interval: str, times: list[float]
) -> None:
    """Reading takes ten seconds; if that is longer than the interval, there is no waiting."""
    with together("drift=appear,nth=2", "drift=appear,nth=3") as (cloud, env):
        words = ("--rounds", "3", "--interval", interval)
        found = events(watch(*words, env=env, shift=lambda: 5 * len(cloud.requests)).out)
    assert [event["at"] for event in found] == [at(seconds) for seconds in times]


@pytest.mark.parametrize(("step", "waited"), [(-3600, 30), (3600, 10)])
def test_a_clock_that_is_set_delays_nothing(
    watch: Watch, events: Any, step: float, waited: float
) -> None:
    shifts: list[float] = []
    with together("drift=appear,nth=2") as (_, env):
        happens = {10: lambda: shifts.append(step)}
        done = watch("--rounds", "2", env=env, happens=happens, shift=lambda: sum(shifts))
    assert [event["at"] for event in events(done.out)] == [at(0), at(waited + step)]
