"""roster stop in a real terminal: the plan, the question, yes, no, Ctrl-C, and progress."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.journal import read
from endpoint_roster_sim import Simulator
from support.acting import OLD, account, changes
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud

WIDE: dict[str, Any] = {"columns": 160}
QUESTION = re.compile(r"^Stop \d+ endpoints\? \[y/N\]")


@pytest.fixture
def start(
    clean_env: dict[str, str], command: Sequence[str], cloud: TogetherCloud, journal: Path
) -> Callable[..., Terminal]:
    """Starts the command in a terminal, as a user of this cloud."""
    env = clean_env | user(cloud, journal)

    def start(*words: str, before: Sequence[str] = (), **how: Any) -> Terminal:
        return Terminal([*before, *command, *words], env, **{**WIDE, **how})

    return start


def user(cloud: TogetherCloud, journal: Path) -> dict[str, str]:
    return account(cloud) | {"ENDPOINT_ROSTER_JOURNAL": str(journal)}


def asks(lines: list[str]) -> bool:
    return any(QUESTION.match(line) for line in lines)


def test_the_plan_the_question_and_yes(
    start: Callable[..., Terminal], cloud: TogetherCloud, journal: Path
) -> None:
    with start("stop", *OLD) as terminal:
        shown = terminal.wait_until(asks)
        plan = [line for line in shown if line.startswith("together/together/")]
        number = len(plan)
        costs = f"roster: to stop: {number} endpoints, "
        assert any(line.startswith(costs) and " USD per hour" in line for line in shown)
        assert f"Stop {number} endpoints? [y/N]" in shown
        assert len(changes(cloud)) == 0
        assert not journal.exists() or not journal.read_bytes()
        terminal.type("y\n")
        assert terminal.wait() == 0
        text = terminal.text()
    assert text.count("accepted") == number
    assert len(changes(cloud)) == number
    assert [one.outcome for one in read(journal).entries] == ["accepted"] * number


@pytest.mark.parametrize(
    "answer",
    [
        "n\n",
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("\n", "yesterday\n", "\x04")),
    ],
)
def test_anything_but_yes_sends_nothing(
    start: Callable[..., Terminal], cloud: TogetherCloud, journal: Path, answer: str
) -> None:
    with start("stop", *OLD) as terminal:
        terminal.wait_until(asks)
        terminal.type(answer)
        assert terminal.wait() == 1
        assert terminal.text().rstrip().endswith("roster: nothing was sent")
    assert len(changes(cloud)) == 0
    assert read(journal).entries == []


def test_ctrl_c_at_the_question_sends_nothing(
    start: Callable[..., Terminal], cloud: TogetherCloud, journal: Path
) -> None:
    with start("stop", *OLD) as terminal:
        terminal.wait_until(asks)
        terminal.interrupt()
        assert terminal.wait() == 130
        assert "Traceback" not in terminal.text()
        assert re.search(r"\[y/N\] (\^C)?$", terminal.text().rstrip())
    assert len(changes(cloud)) == 0
    assert read(journal).entries == []


@pytest.mark.slow
def test_yes_asks_nothing_and_delete_says_that_it_is_for_good(
    start: Callable[..., Terminal], cloud: TogetherCloud
) -> None:
    with start("stop", *OLD, "--yes") as terminal:
        assert terminal.wait() == 0
        assert not asks(terminal.lines())
    stopped = next(one["id"] for one in cloud.fleet if one.get("state") == "STOPPED")
    with start("delete", stopped) as terminal:
        terminal.wait_until(lambda lines: "Delete 1 endpoint for good? [y/N]" in lines)
        terminal.type("yes\n")
        assert terminal.wait() == 0
        assert terminal.text().count("done ") == 1


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 120])
def test_the_plan_fits_the_window_and_never_cuts_a_reference(
    start: Callable[..., Terminal], columns: int
) -> None:
    with start("stop", *OLD, columns=columns, rows=60) as terminal:
        terminal.wait_until(asks)
        shown = "".join(terminal.lines())
        terminal.type("n\n")
        terminal.wait()
    assert len(re.findall(r"together/together/endpoint-[\w-]{36}", shown)) > 2


@pytest.mark.parametrize("stream", ["stdin", pytest.param("stderr", marks=pytest.mark.slow)])
def test_without_one_half_of_a_terminal_nothing_is_asked(
    start: Callable[..., Terminal], cloud: TogetherCloud, tmp_path: Path, stream: str
) -> None:
    errors = tmp_path / "errors.txt"
    away = "< /dev/null" if stream == "stdin" else f"2> {errors}"
    shell = ["sh", "-c", f'exec "$@" {away}', "sh"]
    with start("stop", *OLD, before=shell) as terminal:
        assert terminal.wait() == 2
        text = terminal.text() if stream == "stdin" else errors.read_text(encoding="utf-8")
    assert "nothing was sent: without a terminal, --yes is required" in text
    assert len(changes(cloud)) == 0


def test_ctrl_c_in_the_middle_finishes_what_has_begun(
    clean_env: dict[str, str], command: Sequence[str], journal: Path
) -> None:
    faults = ["latency=1.5,only=changes"]
    with Simulator(endpoints=120, providers=["together"], faults=faults) as simulator:
        cloud = simulator["together"]
        env = clean_env | user(cloud, journal)
        words = ("stop", "--state", "running", "--kind", "dedicated", "--mine", "--yes")
        with Terminal([*command, *words], env, columns=160, rows=200) as terminal:
            terminal.wait_until(lambda lines: "stop: 0 of" in lines[0])
            terminal.interrupt()
            assert terminal.wait() == 130
            text = terminal.text()
        sent = [r.path for r in cloud.requests if r.method != "GET"]
    entries = read(journal).entries
    assert "roster: interrupted: finishing" in text
    assert 0 < len(entries) < 20
    assert {one.outcome for one in entries} == {"accepted"}
    assert len(entries) == len({*sent})
    assert text.count("\naccepted  together/") == len(entries), "all that was sent is reported"
    assert text.count("roster: not started: together/together/") > 5


@pytest.mark.slow
def test_results_in_a_terminal(start: Callable[..., Terminal], cloud: TogetherCloud) -> None:
    """The text is the same each time but for ids, which the seed makes."""
    del cloud
    with start("stop", *OLD, "--yes", "--no-journal") as terminal:
        assert terminal.wait() == 0
        lines = terminal.text().splitlines()
    table = [line for line in lines if not line.startswith("roster: ")]
    assert table[0].split() == ["OUTCOME", "REFERENCE", "BEFORE", "AFTER", "NAME"]
    assert all(
        re.match(r"accepted  together/together/endpoint-\S+  running +", line) for line in table[1:]
    )


def test_ctrl_c_while_it_waits_reports_what_was_done_so_far(
    start: Callable[..., Terminal], cloud: TogetherCloud, journal: Path
) -> None:
    with start("stop", *OLD, "--yes", "--wait") as terminal:
        terminal.wait_until(lambda lines: lines[0].startswith("waited for 0 of "))
        assert "others are stopping" in terminal.wait_until(lambda ls: "others" in ls[0])[0]
        terminal.interrupt()
        assert terminal.wait() == 130
        text = terminal.text()
    assert text.count("accepted  together/") == len(changes(cloud)) == len(read(journal).entries)
    assert "Traceback" not in text


def test_ctrl_c_ends_a_wait_quietly(start: Callable[..., Terminal], cloud: TogetherCloud) -> None:
    running = next(one["id"] for one in cloud.fleet if one.get("state") == "STARTED")
    with start("wait", f"together/together/{running}", "--for", "stopped") as terminal:
        terminal.wait_until(lambda lines: "others are running" in lines[0])
        terminal.interrupt()
        assert terminal.wait() == 130
        assert "Traceback" not in terminal.text()


@pytest.mark.slow
def test_ctrl_c_again_and_again_leaves_and_names_what_is_open(
    clean_env: dict[str, str], command: Sequence[str], journal: Path
) -> None:
    faults = ["latency=60,only=changes"]
    with Simulator(endpoints=24, providers=["together"], faults=faults) as simulator:
        env = clean_env | user(simulator["together"], journal)
        words = ("stop", "--state", "running", "--kind", "dedicated", "--mine", "--yes")
        with Terminal([*command, *words], env, columns=160, rows=60) as terminal:
            terminal.wait_until(lambda lines: "stop: 0 of" in lines[0])
            began = time.monotonic()
            terminal.interrupt()
            terminal.wait_until(lambda lines: any("finishing 4" in line for line in lines))
            terminal.interrupt()
            terminal.wait_until(lambda lines: any("not started: " in line for line in lines))
            terminal.interrupt()
            assert terminal.wait() == 130
            text = terminal.text()
    assert time.monotonic() - began < 30
    open_ones = {one.reference for one in read(journal).entries if one.outcome is None}
    assert len(open_ones) == 4
    for name in open_ones:
        assert f"roster: started, outcome unknown: {name}\n" in text


@pytest.mark.slow
def test_ctrl_c_while_it_creates_waits_for_what_came_of_it(
    clean_env: dict[str, str], command: Sequence[str], journal: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "endpoint.yaml"
    settings.write_text(
        "model: openai/gpt-oss-120b\nhardware: 1x_nvidia_h100_80gb_sxm\ndisplay_name: chat\n"
        "autoscaling: {min_replicas: 1, max_replicas: 2}\n",
        encoding="utf-8",
    )
    faults = ["latency=2,only=changes"]
    with Simulator(endpoints=6, providers=["together"], faults=faults) as simulator:
        cloud = simulator["together"]
        env = clean_env | user(cloud, journal)
        words = [*command, "create", "together", "-f", str(settings)]
        with Terminal(words, env, columns=160) as terminal:
            question = "Create this endpoint in together/together? [y/N]"
            shown = terminal.wait_until(lambda lines: question in lines)
            assert "  autoscaling.max_replicas  2" in shown
            terminal.type("y\n")
            terminal.wait_until(lambda lines: "create in together/together" in lines)
            terminal.interrupt()
            assert terminal.wait() == 130
            text = terminal.text()
        sent = len(changes(cloud))
    assert "roster: interrupted: finishing the action in progress" in text
    assert "accepted  together/together/endpoint-" in text
    (entry,) = read(journal).entries
    assert (entry.outcome, sent) == ("accepted", 1)
