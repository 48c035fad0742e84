"""roster watch: what it tells of a fleet that changes and fails meanwhile, line by line."""

from __future__ import annotations

import json
import select
import signal
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from endpoint_roster_cli.clock import Clock
from endpoint_roster_sim import Cloud, Simulator
from jsonschema import Draft202012Validator
from support.raw_server import Server, http, say

from .conftest import within_the_tests

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from pathlib import Path

    from endpoint_roster_sim import TogetherCloud
    from support.running import Done, Run

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
# A test that fails must not go on for ever.
LONGEST = 3_600
HOSTILE = "\x1b]0;evil\x07\x1b[2J\u202e[red]x\r\n\x9b31m"
SECRET = "s3cr3t-never-shown"


class Story:
    """A clock whose waiting takes no time.

    Args:
        happens: What happens while the watch waits, by the seconds that it has waited so far.
        shift: Tells how many seconds the clock is ahead of that.
    """

    def __init__(self, happens: Mapping[int, Callable[[], object]], shift: Callable[[], float]):
        self._to_come = sorted(happens.items(), key=lambda one: one[0])
        self._shift = shift
        self._waited = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self._waited + self._shift())

    def sleep(self, seconds: float) -> None:
        self._waited += seconds
        assert self._waited < LONGEST
        while self._to_come and self._to_come[0][0] <= self._waited:
            self._to_come.pop(0)[1]()


class Watch(Protocol):
    def __call__(
        self,
        *words: str,
        env: Mapping[str, str],
        happens: Mapping[int, Callable[[], object]] = ...,
        shift: Callable[[], float] = ...,
    ) -> Done: ...


@pytest.fixture
def watch(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The command within the tests, from noon on, in a story of its own."""

    def run(
        *words: str,
        env: Mapping[str, str],
        happens: Mapping[int, Callable[[], object]] | None = None,
        shift: Callable[[], float] = lambda: 0.0,
    ) -> Done:
        story = Story(happens or {}, shift)
        clock = Clock(now=story.now, sleep=story.sleep)
        return within_the_tests(capsys, monkeypatch, clock)("watch", *words, env=env)

    return run


@pytest.fixture
def events(roster: Run) -> Callable[[str], list[Any]]:
    """Read lines of JSON, each of which is as `roster schema changes` says."""
    schema = json.loads(roster("schema", "changes").out)
    checker = Draft202012Validator.FORMAT_CHECKER
    validator: Any = Draft202012Validator(schema, format_checker=checker)

    def read(text: str) -> list[Any]:
        found = [json.loads(line) for line in text.splitlines()]
        for event in found:
            validator.validate(event)
        return found

    return read


@contextmanager
def together(*faults: str, endpoints: int = 4) -> Generator[tuple[TogetherCloud, dict[str, str]]]:
    """A cloud that is asked once a round and whose endpoints all run, and its environment."""
    with Simulator(endpoints, 7, providers=["together"], faults=faults) as simulator:
        cloud = simulator["together"]
        for one in cloud.fleet:
            cloud.set_state(one, "STARTED")
        yield cloud, env_of(cloud)


def env_of(cloud: TogetherCloud) -> dict[str, str]:
    return {"TOGETHER_API_KEY": cloud.api_key, "TOGETHER_BASE_URL": cloud.base_url}


@pytest.fixture
def paged(tmp_path: Path) -> Callable[..., Any]:
    """Make a cloud whose endpoints come in pages, and the words that watch it."""

    @contextmanager
    def make(*faults: str, endpoints: int, page: int) -> Generator[tuple[Cloud[Any], list[str]]]:
        with Simulator(endpoints, 7, providers=["ppio"], faults=faults) as simulator:
            cloud = simulator["ppio"]
            file = tmp_path / "roster.toml"
            file.write_text(
                f'[defaults]\npage_size = {page}\n[[accounts]]\nprovider = "ppio"\n'
                f'base_url = "{cloud.base_url}"\napi_key = {{ env = "PPIO_API_KEY" }}\n',
                encoding="utf-8",
            )
            file.chmod(0o600)
            yield cloud, ["--config", str(file)]

    return make


def put(cloud: Cloud[Any], number: int, word: str) -> Callable[[], None]:
    """Something that may happen: the endpoint that is at this place now has another state."""
    name = "Id" if cloud.provider == "volcengine" else "id"
    identifier = cloud.fleet[number][name]

    def happen() -> None:
        cloud.set_state(next(one for one in cloud.fleet if one[name] == identifier), word)

    return happen


def ids(cloud: Cloud[Any]) -> list[str]:
    return [one["id"] for one in cloud.fleet]


def at(seconds: float) -> str:
    return (NOON + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def kinds(found: Sequence[Any]) -> list[str]:
    return [event["event"] for event in found]


def summary(found: Sequence[Any]) -> set[tuple[str, str, str]]:
    """What happened to endpoints: when, what, and to which."""
    return {(event["at"], event["event"], event["id"]) for event in found if "id" in event}


# --- what changes


def test_what_changes_is_reported_once(watch: Watch, events: Any) -> None:
    with together() as (cloud, env):
        before = ids(cloud)
        happens = {
            10: lambda: cloud.drift("vanish"),
            11: put(cloud, 1, "STOPPED"),
            12: lambda: cloud.drift("appear"),
        }
        done = watch("--rounds", "3", env=env, happens=happens)
        new = cloud.fleet[0]
        assert len(cloud.requests) == 3
    assert (done.code, done.err) == (0, "")
    started, *others = events(done.out)
    assert (started["event"], started["at"]) == ("started", at(0))
    assert started["accounts"] == [{"provider": "together", "account": "together"}]
    assert [one["id"] for one in started["endpoints"]] == before
    assert {one["state"] for one in started["endpoints"]} == {"running"}

    by_kind = {event["event"]: event for event in others}
    assert sorted(kinds(others)) == ["added", "changed", "removed"]
    assert {event["at"] for event in others} == {at(30)}
    assert {(event["provider"], event["account"]) for event in others} == {("together", "together")}
    assert by_kind["added"]["id"] == by_kind["added"]["endpoint"]["id"] == new["id"]
    assert by_kind["removed"]["endpoint"] == started["endpoints"][0]
    changed = by_kind["changed"]
    assert changed["id"] == before[1]
    assert changed["fields"] == {
        "state": {"before": "running", "after": "stopped"},
        "provider_state": {"before": "STARTED", "after": "STOPPED"},
    }
    assert changed["endpoint"]["state"] == "stopped"
    assert changed["endpoint"]["raw"]["state"] == "STOPPED"


def test_what_changes_there_and_back_between_two_rounds_is_no_change(
    watch: Watch, events: Any
) -> None:
    with together() as (cloud, env):
        happens = {10: put(cloud, 1, "STOPPED"), 20: put(cloud, 1, "STARTED")}
        done = watch("--rounds", "2", env=env, happens=happens)
    assert kinds(events(done.out)) == ["started"]


def test_fields_that_do_not_count(watch: Watch, events: Any) -> None:
    """A state is in three fields: in our word, in the provider's, and in its own object."""

    def fields(*words: str) -> list[set[str]]:
        with together() as (cloud, env):
            happens = {10: put(cloud, 1, "STOPPED")}
            done = watch("--rounds", "2", *words, env=env, happens=happens)
            _, *others = events(done.out)
            return [{*event["fields"]} for event in others]

    assert fields() == [{"state", "provider_state"}]
    assert fields("--ignore", "state") == [{"provider_state"}]
    assert fields("--ignore", "state", "--ignore", "provider_state") == []
    assert fields("--all-fields") == [{"state", "provider_state", "raw"}]
    assert fields("--all-fields", "--ignore", "state", "--ignore", "raw") == [{"provider_state"}]


def test_one_that_no_longer_matches_is_reported_as_changed(watch: Watch, events: Any) -> None:
    # Ark can filter by state itself; asked so, it would only say that the endpoint is gone.
    with Simulator(5, 7, providers=["volcengine"]) as simulator:
        cloud = simulator["volcengine"]
        env = {
            "VOLCENGINE_ACCESS_KEY": cloud.access_key,
            "VOLCENGINE_SECRET_KEY": cloud.secret_key,
            "VOLCENGINE_BASE_URL": cloud.base_url,
        }
        for number, word in enumerate(["Running", "Running", "Stopped", "Stopped", "Failed"]):
            put(cloud, number, word)()
        leaves, stays, comes, other, _ = [one["Id"] for one in cloud.fleet]
        happens = {
            10: put(cloud, 0, "Stopped"),
            11: put(cloud, 2, "Running"),
            12: put(cloud, 3, "Failed"),  # not selected
            40: put(cloud, 0, "Failed"),
            41: put(cloud, 1, "Stopped"),
        }
        words = ("--state", "running", "--rounds", "3")
        started, *others = events(watch(*words, env=env, happens=happens).out)
    assert {one["id"] for one in started["endpoints"]} == {leaves, stays}
    changes = {(e["at"], e["event"], e["id"], e["fields"]["state"]["after"]) for e in others}
    assert changes == {
        (at(30), "changed", leaves, "stopped"),
        (at(30), "changed", comes, "running"),
        (at(60), "changed", stays, "stopped"),
    }
    assert other not in {event["id"] for event in others}


# --- what fails


def test_an_account_that_fails_for_a_while(watch: Watch, events: Any, paged: Any) -> None:
    """It is reported once; the other account goes on; what happened meanwhile comes at the end."""
    with (
        together("401,nth=2", "401,nth=3", "401,nth=4") as (cloud, env),
        paged(endpoints=3, page=10) as (other, _),
    ):
        gone, changed = ids(cloud)[:2]
        env |= {"PPIO_API_KEY": other.api_key, "PPIO_BASE_URL": other.base_url}
        put(other, 0, "running")()
        happens = {
            40: lambda: cloud.drift("vanish"),
            45: put(other, 0, "stopped"),
            70: put(cloud, 1, "STOPPED"),
        }
        done = watch("--rounds", "5", env=env, happens=happens)
        there = ids(other)[0]
    assert (done.code, done.err) == (0, "")
    started, failed, elsewhere, back, *others = events(done.out)
    assert len(started["endpoints"]) == 7
    assert (failed["event"], failed["at"], failed["account"]) == (
        "account_failed",
        at(30),
        "together",
    )
    [failure] = failed["failures"]
    assert failure["kind"] == "auth"
    assert failure["advice"]
    assert summary([elsewhere]) == {(at(60), "changed", there)}
    assert (back["event"], back["at"], back["account"]) == (
        "account_recovered",
        at(120),
        "together",
    )
    assert back["since"] == at(30)
    assert summary(others) == {(at(120), "removed", gone), (at(120), "changed", changed)}
    assert len(others) == 2


def test_an_account_that_fails_half_way_loses_nothing(
    watch: Watch, events: Any, paged: Any
) -> None:
    # Three pages a round; the second round breaks off after its first page.
    with paged("401,nth=5", endpoints=7, page=3) as (cloud, words):
        put(cloud, 0, "running")()
        put(cloud, 5, "running")()
        happens = {10: put(cloud, 0, "stopped"), 11: put(cloud, 5, "stopped")}
        env = {"PPIO_API_KEY": cloud.api_key}
        done = watch(*words, "--rounds", "3", env=env, happens=happens)
        near, far = ids(cloud)[0], ids(cloud)[5]
        statuses = [request.status for request in cloud.requests]
    assert statuses == [200, 200, 200, 200, 401, 200, 200, 200]
    found = events(done.out)
    assert kinds(found) == ["started", "account_failed", "changed", "account_recovered", "changed"]
    assert found[1]["failures"][0]["endpoints"] == 3
    assert summary(found) == {(at(30), "changed", near), (at(60), "changed", far)}
    assert found[4]["fields"]["state"]["before"] == "running"


def test_what_may_not_be_new_is_found_and_not_added(watch: Watch, events: Any, paged: Any) -> None:
    # The first two rounds do not get beyond the first page, the second one not even there.
    with paged("401,nth=2", "401,nth=3", endpoints=5, page=3) as (cloud, words):
        first = ids(cloud)
        happens = {70: lambda: cloud.drift("appear")}
        env = {"PPIO_API_KEY": cloud.api_key}
        done = watch(*words, "--rounds", "4", env=env, happens=happens)
        new = ids(cloud)[0]
    assert done.code == 0
    found = events(done.out)
    assert [one["id"] for one in found[0]["endpoints"]] == first[:3]
    assert kinds(found) == [
        "started",
        "account_failed",
        "account_recovered",
        "found",
        "found",
        "added",
    ]
    assert summary(found) == {
        (at(60), "found", first[3]),
        (at(60), "found", first[4]),
        (at(90), "added", new),
    }


def test_an_account_that_fails_from_the_start_to_the_end(watch: Watch, events: Any) -> None:
    with together("401") as (cloud, env):
        done = watch("--rounds", "3", env=env)
        assert len(cloud.requests) == 3
    assert (done.code, done.err) == (3, "")
    started, failed = events(done.out)
    assert (started["event"], started["endpoints"]) == ("started", [])
    assert (failed["event"], failed["at"]) == ("account_failed", at(0))


def test_the_exit_code_is_that_of_the_last_round(watch: Watch) -> None:
    with together("401,nth=2") as (_, env):
        assert watch("--rounds", "2", env=env).code == 3
    with together("401,nth=2") as (_, env):
        assert watch("--rounds", "3", env=env).code == 0


def test_an_account_that_cannot_be_used_is_a_failing_one(watch: Watch, events: Any) -> None:
    half = {"VOLCENGINE_ACCESS_KEY": SECRET}
    with together() as (_, env):
        done = watch("--rounds", "3", env=env | half)
    assert done.code == 3
    started, failed = events(done.out)
    assert len(started["endpoints"]) == 4
    assert (failed["event"], failed["provider"]) == ("account_failed", "volcengine")
    assert SECRET not in done.out + done.err


def test_without_any_account_it_says_what_to_do(watch: Watch) -> None:
    done = watch(env={})
    assert (done.code, done.out) == (4, "")
    assert "TOGETHER_API_KEY" in done.err
    assert "roster list --sim" in done.err
    done = watch(env={"VOLCENGINE_ACCESS_KEY": SECRET})
    assert (done.code, done.out) == (4, "")
    assert "VOLCENGINE_SECRET_KEY" in done.err
    assert SECRET not in done.err


# --- when


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
        (("--ignore", "colour"), "unknown field 'colour'; choose from name, model"),
        (("--output", "json"), "'json' is not one of 'table', 'jsonl'"),
        (("--state", "asleep"), "asleep"),
    ],
)
def test_wrong_usage(watch: Watch, words: Sequence[str], reason: str) -> None:
    # It is reported before any account is looked for: there is none, which would be 4.
    done = watch(*words, env={})
    assert (done.code, done.out) == (2, "")
    assert reason in done.err


@pytest.mark.parametrize(("interval", "times"), [("30", [10, 40, 70]), ("5", [10, 20, 30])])
def test_the_interval_is_from_start_to_start(
    watch: Watch, events: Any, interval: str, times: list[float]
) -> None:
    """Reading takes ten seconds; if that is longer than the interval, there is no waiting."""
    with together("drift=appear,nth=2", "drift=appear,nth=3") as (cloud, env):
        words = ("--rounds", "3", "--interval", interval)
        found = events(watch(*words, env=env, shift=lambda: 10 * len(cloud.requests)).out)
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


# --- lines of text


def test_lines_for_people(watch: Watch) -> None:
    with together("401,nth=3", "401,nth=4") as (cloud, env):
        gone, other = cloud.fleet[:2]
        happens = {
            10: lambda: cloud.drift("vanish"),
            40: put(cloud, 1, "STOPPED"),
            45: lambda: cloud.drift("appear"),
        }
        done = watch("-o", "table", "--rounds", "5", env=env, happens=happens)
        new = cloud.fleet[0]
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:2] == [
        "2026-03-01 12:00:00Z  watching 4 endpoints of 1 account",
        f"2026-03-01 12:00:30Z  - together/together/{gone['id']}  {gone['name']}  running",
    ]
    assert lines[2].startswith("2026-03-01 12:01:00Z  ! together (together): list endpoints failed")
    assert lines[3] == (
        "2026-03-01 12:02:00Z  ! together (together): can be read again,"
        " failing since 2026-03-01 12:01:00 UTC"
    )
    added, changed = sorted(lines[4:])
    assert added.startswith(f"2026-03-01 12:02:00Z  + together/together/{new['id']}  {new['name']}")
    assert changed == (
        f"2026-03-01 12:02:00Z  ~ together/together/{other['id']}  {other['name']}"
        "  state: running -> stopped, provider_state: STARTED -> STOPPED"
    )


def answer(*names: str, state: str = "STARTED") -> bytes:
    data = [
        {
            "object": "endpoint",
            "id": name,
            "name": name,
            "model": name,
            "type": name,
            "owner": name,
            "state": state,
            "created_at": "2026-02-01T00:00:00.000Z",
        }
        for name in names
    ]
    return http({"object": "list", "data": data})


def test_nothing_that_a_provider_sent_acts(watch: Watch, events: Any, tmp_path: Path) -> None:
    refusal = http({"error": {"message": HOSTILE, "type": HOSTILE, "code": HOSTILE}}, 401)
    odd = f"{HOSTILE}\ud800"
    label = json.dumps(HOSTILE)
    file = tmp_path / "roster.toml"

    def run(output: str) -> Done:
        answers = answer(odd), answer(odd, HOSTILE, state=odd), refusal, answer(HOSTILE)
        with Server() as server:
            file.write_text(
                f'[[accounts]]\nprovider = "together"\nlabel = {label}\n'
                f'base_url = "{server.play(*map(say, answers))}"\napi_key = {{ env = "GOOD" }}\n',
                encoding="utf-8",
            )
            file.chmod(0o600)
            words = ("--config", str(file), "--rounds", "4", "-o", output)
            return watch(*words, env={"GOOD": SECRET})

    for output, lines in (("table", 7), ("jsonl", 7)):
        done = run(output)
        assert done.code == 0
        assert all(character.isprintable() or character == "\n" for character in done.out)
        assert done.err == ""
        assert len(done.out.split("\n")) == lines + 1
    found = events(done.out)
    assert found[0]["endpoints"][0]["name"] == odd
    assert kinds(found[1:4]) == ["changed", "added", "account_failed"]
    assert found[1]["fields"]["provider_state"] == {"before": "STARTED", "after": odd}
    assert found[2]["endpoint"]["model"] == HOSTILE
    assert found[3]["account"] == HOSTILE


# --- how it ends


@contextmanager
def in_the_background(words: Sequence[str], env: Mapping[str, str]) -> Generator[Any]:
    """A watch of its own that has printed its first line and now waits for long."""
    with (
        together() as (_, about),
        subprocess.Popen(
            [*words, "--interval", "10m"],
            # Nothing but the command itself sees to it that a line arrives at once.
            env={**env, **about, "PYTHONUNBUFFERED": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A shell that runs the tests in the background lets them ignore SIGINT.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ) as process,
    ):
        try:
            assert process.stdout
            assert select.select([process.stdout], [], [], 30)[0], "no line has come"
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("output", ["jsonl", "table"])
def test_a_closed_pipe_ends_it_while_nothing_happens(
    command: tuple[str, ...], clean_env: dict[str, str], output: str
) -> None:
    with in_the_background([*command, "watch", "-o", output], clean_env) as process:
        process.stdout.close()
        assert process.wait(20) == 141
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_a_signal_ends_it_quietly(
    command: tuple[str, ...], clean_env: dict[str, str], number: int, code: int
) -> None:
    with in_the_background([*command, "watch"], clean_env) as process:
        process.send_signal(number)
        out, errors = process.communicate(timeout=20)
    assert (process.returncode, out, errors.strip()) == (code, b"", b"")
