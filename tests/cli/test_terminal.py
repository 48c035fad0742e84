"""roster list in a real terminal: the screen, what is waited for, and how it ends."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_sim import Simulator
from endpoint_roster_sim.faults import Latency
from support.fixed_time import command_at
from support.golden import check_golden
from support.raw_server import Server, Wire, http, say
from support.terminal import Terminal
from support.terminal_text import ERASE, PROGRESS, cells, is_tame, joined, stand_in_columns, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from support.running import Run

Start = Callable[..., Terminal]
SECRET = "s3cr3t-never-shown"
GOLDEN = Path(__file__).parent / "golden"
FEW = ("list", "--sim", "--sim-endpoints", "3")
ATTACK = (
    "\x1b[2J\x1b[35mred\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\\x9b31m\x90q\x9c"
    "one\r\ntwo\x08\x00\u202egnp.exe\u2066x\u2069\u200b\u2028\ud800[red]x[/red]"
)
TOTALS = (
    "15 endpoints of 5 accounts: 2 pending, 1 starting, 8 running, 2 stopping, 1 stopped, 1 failed"
)


def account(cloud: Any) -> dict[str, str]:
    """The environment of a user of this simulated cloud."""
    name = cloud.provider.upper()
    return {f"{name}_API_KEY": cloud.api_key, f"{name}_BASE_URL": cloud.base_url}


@pytest.fixture
def start(env_at_noon: dict[str, str]) -> Start:
    """Starts the command in a terminal, at the time of the golden texts."""

    def start(
        *words: str, env: Mapping[str, str] | None = None, before: Sequence[str] = (), **how: Any
    ) -> Terminal:
        return Terminal([*before, *command_at(), *words], env_at_noon | dict(env or {}), **how)

    return start


class Gate(Server):
    """A cloud like Together's that answers with an empty list, but only once it is opened."""

    def __init__(self) -> None:
        self._opened = threading.Event()
        super().__init__(otherwise=self._answer)
        self.account = {"TOGETHER_API_KEY": SECRET, "TOGETHER_BASE_URL": self.address}

    def open(self) -> None:
        self._opened.set()

    def close(self) -> None:
        self.open()
        super().close()

    def _answer(self, wire: Wire) -> None:
        self._opened.wait(120)
        wire.send(http(b'{"object": "list", "data": []}'))


@pytest.fixture
def gate() -> Iterator[Gate]:
    with Gate() as server:
        yield server


@pytest.fixture(scope="module")
def slow() -> Iterator[dict[str, str]]:
    """The environment of a user whose clouds take a while for each answer."""
    clouds = ["ppio", "together"]
    with Simulator(endpoints=4, providers=clouds, faults=[Latency(0.4)]) as simulator:
        yield account(simulator["ppio"]) | account(simulator["together"])


# --- the screen


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
@pytest.mark.parametrize("output", ["table", "wide"])
def test_a_table_fits_the_window(start: Start, output: str, columns: int) -> None:
    with start(*FEW, "-o", output, columns=columns) as terminal:
        assert terminal.wait() == 0
        check_golden(f"terminal-{output}-{columns}.txt", terminal.text())
        table, notes = written(terminal)[:16], written(terminal)[16:]
    assert max(len(cells(line)) for line in table) <= columns
    shown = [heading for heading in ("ID", "MODEL", "NAME", "STATE") if heading in table[0].split()]
    stand_in_columns(table, shown)
    assert ("NAME" if output == "table" else "ID") in shown
    cut = any("…" in line for line in table)
    assert joined(notes).endswith(TOTALS)
    assert any(note.startswith("roster: to fit the window: cut ") for note in notes) == cut
    assert all(note.startswith("roster: ") for note in notes)


def test_a_window_that_holds_one_column(start: Start) -> None:
    with start(*FEW, columns=12) as terminal:
        assert terminal.wait() == 0
        table, notes = written(terminal)[:16], written(terminal)[16:]
    assert table[:2] == ["NAME", "search-trad…"]
    assert "left out PROVIDER, STATE, AGE, ID, MODEL (" in joined(notes)


def test_what_is_saved_is_whole(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    with file.open("wb") as out, start(*FEW, columns=60, out=out) as terminal:
        assert terminal.wait() == 0
        assert joined(written(terminal)) == TOTALS
    check_golden("list.txt", file.read_text(encoding="utf-8"))


def test_wide_characters_stand_in_columns(start: Start) -> None:
    words = ("list", "--sim", "--columns", "name,state,region", "--sort-by", "name")
    with start(*words, columns=50, rows=200) as terminal:
        assert terminal.wait() == 0
        table, shown = written(terminal)[:181], terminal.lines()[:181]
    assert shown == table, "no line is wrapped"
    for word in ("客服", "전사", "検索", "🚀", "Zürich", "поиск"):
        assert any(word in line for line in table)
    stand_in_columns(table, ["NAME", "STATE", "REGION"])


def test_groups(start: Start) -> None:
    with start(*FEW, "--group-by", "provider", "--group-by", "model", columns=40) as terminal:
        assert terminal.wait() == 0
        check_golden("terminal-groups-40.txt", terminal.text())
        table = [line for line in written(terminal) if not line.startswith("roster: ")]
    assert max(len(cells(line)) for line in table) <= 40
    assert sum(int(line.split()[-1]) for line in table[1:]) == 15


def test_ten_thousand_endpoints(process: Run, start: Start) -> None:
    words = ("list", "--sim", "--provider", "together", "--sim-endpoints", "10000")
    piped = process(*words, "--columns", "id,name")
    assert (piped.code, piped.err) == (0, "")
    lines = piped.out.splitlines()
    assert (lines[0].split(), len(lines)) == (["ID", "NAME"], 10_001)
    assert len({line.split()[0] for line in lines}) == 10_001
    with start(*words) as terminal:
        assert terminal.wait() == 0
        table, notes = written(terminal)[:10_001], written(terminal)[10_001:]
        shown = terminal.lines()
    assert {line.split()[0] for line in table[1:]} == {"together"}
    assert max(len(cells(line)) for line in table) <= 100
    assert "10,000 endpoints of 1 account: " in joined(notes)
    assert notes[-1] in shown


# --- what the environment says of the terminal


@pytest.mark.parametrize(
    ("extra", "term", "coloured"),
    [
        ({}, "xterm-256color", True),
        ({"NO_COLOR": ""}, "xterm-256color", True),
        ({"NO_COLOR": "1"}, "xterm-256color", False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "xterm-256color", False),
        ({"FORCE_COLOR": "0"}, "xterm-256color", True),
        ({}, "dumb", False),
        ({"FORCE_COLOR": "1"}, "dumb", True),
    ],
)
def test_colours_of_a_terminal(
    start: Start, extra: dict[str, str], term: str, coloured: bool
) -> None:
    with start(*FEW, env=extra, columns=60, term=term) as terminal:
        assert terminal.wait() == 0
        check_golden("terminal-table-60.txt", terminal.text())
        assert (b"\x1b[31mfailed" in terminal.raw) == coloured
        assert (b"\x1b[1mPROVIDER" in terminal.raw) == coloured
        assert coloured or b"\x1b" not in terminal.raw.replace(ERASE.encode(), b"")


@pytest.mark.parametrize(
    ("extra", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_of_a_pipe(noon: Run, extra: dict[str, str], coloured: bool) -> None:
    done = noon(*FEW, env=extra)
    assert (done.code, done.err) == (0, "")
    assert ("\x1b[31mfailed" in done.out) == coloured
    plain = re.sub(r"\x1b\[\d+m", "", done.out)
    check_golden("list.txt", "".join(f"{line.rstrip()}\n" for line in plain.splitlines()))
    assert coloured or plain == done.out


@pytest.mark.parametrize(
    ("said", "columns"), [("60", 100), ("0", 60), ("wide", 60), ("-80", 60), ("", 60)]
)
def test_the_width_that_a_variable_says(start: Start, said: str, columns: int) -> None:
    with start(*FEW, before=["env", f"COLUMNS={said}"], columns=columns) as terminal:
        assert terminal.wait() == 0
        narrow = GOLDEN.joinpath("terminal-table-60.txt").read_text(encoding="utf-8")
        assert terminal.lines()[:16] == narrow.splitlines()[:16]


def test_a_pipe_has_no_width(noon: Run) -> None:
    check_golden("list.txt", noon(*FEW, env={"COLUMNS": "40"}).out)


# --- while a user waits


def test_progress_is_shown_and_taken_away(
    start: Start, variables: dict[str, str], gate: Gate
) -> None:
    models = variables["OPENROUTER_MODELS"].count(",") + 1
    env = variables | gate.account | {"PPIO_API_KEY": SECRET}
    with start("list", env=env, rows=60) as terminal:
        # Each of OpenRouter's models is a page, and its private endpoints are one; huawei has two,
        # volcengine one.
        line = f"4 of 5 accounts, {models + 4} pages, 36 endpoints, 1 failed"
        shown = terminal.wait_until(lambda lines: lines[0] == line)
        assert not any(shown[1:]), "the table comes when all is there"
        gate.open()
        assert terminal.wait() == 3
        assert terminal.lines()[0].startswith("PROVIDER ")
        assert not PROGRESS.search(terminal.text())
        assert len([line for line in written(terminal) if not line.startswith("roster: ")]) == 37


def test_progress_is_not_for_programs(
    start: Start, slow: dict[str, str], process: Run, tmp_path: Path
) -> None:
    with start("list", env=slow) as terminal:
        assert terminal.wait() == 0
        assert PROGRESS.search(terminal.raw.decode()), "the wait is long enough to see it"
        shown = terminal.text()
    piped = process("list", env=slow)
    assert (piped.code, piped.err) == (0, "")
    file = tmp_path / "errors.txt"
    shell = ["sh", "-c", 'exec "$@" 2> "$0"', str(file)]
    with start("list", before=shell, env=slow) as terminal:
        assert terminal.wait() == 0
        assert ERASE.encode() not in terminal.raw
        assert terminal.text() == shown.partition("roster: ")[0]
    assert not PROGRESS.search(file.read_text(encoding="utf-8"))
    with start("list", env=slow, term="dumb") as terminal:
        assert terminal.wait() == 0
        assert terminal.text() == shown
        assert b"\x1b" not in terminal.raw


def test_progress_makes_room_for_lines_that_arrive(start: Start, slow: dict[str, str]) -> None:
    with start("list", "-o", "jsonl", env=slow) as terminal:
        assert terminal.wait() == 0
        before, _, after = terminal.raw.decode().rpartition(ERASE)
    assert PROGRESS.search(before)
    assert len([json.loads(line) for line in after.splitlines()]) == 8


@pytest.mark.parametrize("option", [True, False], ids=["option", "shell"])
def test_progress_stays_while_lines_go_to_a_file(
    start: Start, variables: dict[str, str], gate: Gate, tmp_path: Path, option: bool
) -> None:
    file = tmp_path / "endpoints.jsonl"
    words = ["--output-file", str(file)] if option else []
    before = [] if option else ["sh", "-c", 'exec "$@" > "$0"', str(file)]
    env = variables | gate.account | {"PPIO_API_KEY": SECRET}
    with start("list", "-o", "jsonl", *words, before=before, env=env) as terminal:
        terminal.wait_until(lambda lines: "36 endpoints" in lines[0])
        gate.open()
        assert terminal.wait() == 3
        assert not PROGRESS.search(terminal.text())
    assert len(file.read_text(encoding="utf-8").splitlines()) == 36


def test_ctrl_c_ends_quietly(start: Start, gate: Gate) -> None:
    with start("list", env=gate.account) as terminal:
        terminal.wait_until(lambda lines: lines[0].startswith("0 of 1 account, "))
        terminal.interrupt()
        assert terminal.wait() == 130
        assert terminal.text().strip() in ("", "^C")


# --- what goes wrong


def test_no_account_says_what_to_do(start: Start) -> None:
    with start("list", columns=60) as terminal:
        assert terminal.wait() == 4
        shown = [line for line in terminal.lines() if line]
    assert shown == [
        "roster: no account is configured: the environment has no",
        "roster:     credentials",
        "roster:   Set the variables of a provider:",
        "roster:     huawei: HUAWEICLOUD_X_AUTH_TOKEN and",
        "roster:         HUAWEICLOUD_SDK_PROJECT_ID, or",
        "roster:         HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK",
        "roster:         and HUAWEICLOUD_SDK_PROJECT_ID",
        "roster:     openrouter: OPENROUTER_MODELS",
        "roster:     ppio: PPIO_API_KEY",
        "roster:     together: TOGETHER_API_KEY",
        "roster:     volcengine: VOLCENGINE_ACCESS_KEY and",
        "roster:         VOLCENGINE_SECRET_KEY",
        "roster:   Or write a configuration file: roster init",
        "roster:   Without any key, try: roster list --sim",
    ]


def test_one_broken_account(start: Start, variables: dict[str, str], tmp_path: Path) -> None:
    env = variables | {"TOGETHER_API_KEY": SECRET}
    file = tmp_path / "list.txt"
    with file.open("wb") as out, start("list", env=env, out=out) as terminal:
        assert terminal.wait() == 3
        shown = written(terminal)
    place = next(n for n, line in enumerate(shown) if "list endpoints failed" in line)
    count, failure = shown[:place], shown[place:]
    assert joined(count).startswith("48 endpoints of 5 accounts (1 incomplete): ")
    assert failure[0].startswith("roster: together (together): list endpoints failed: ")
    assert "401" in joined(failure)
    assert "Check the account's credentials" in joined(failure)
    assert all(len(line) <= 100 for line in failure)
    assert b"\x1b[31mtogether (together): list" in terminal.raw
    printed = file.read_text(encoding="utf-8").splitlines()
    assert len(printed) == 49
    assert {line.split()[0] for line in printed[1:]} == {
        "huawei",
        "openrouter",
        "ppio",
        "volcengine",
    }
    assert SECRET.encode() not in terminal.raw


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["list", "--colums", "id"], "unknown option '--colums' Did you mean --columns?"),
        (["lst"], "unknown command 'lst' Did you mean list?"),
    ],
)
def test_wrong_words(start: Start, words: list[str], hint: str) -> None:
    with start(*words) as terminal:
        assert terminal.wait() == 2
        assert hint in joined(written(terminal))
        assert "--help" in terminal.text()


@pytest.mark.parametrize(
    "words",
    [
        ("-o", "wide"),
        ("--columns", "provider-state,name,reference,owner"),
        ("--group-by", "model"),
        ("-o", "name"),
    ],
)
def test_hostile_texts_do_nothing(start: Start, words: tuple[str, ...]) -> None:
    names = dict.fromkeys(("id", "name", "model", "type", "owner", "state"), ATTACK)
    evil = {"object": "endpoint", **names, "created_at": "2026-02-01T00:00:00Z"}
    body = json.dumps({"object": "list", "data": [evil | {"id": "2"}, evil]}).encode()
    with Server(otherwise=say(http(body))) as server:
        env = {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": server.address}
        with start("list", *words, env=env, columns=200) as terminal:
            assert terminal.wait() == 0
            lines = written(terminal)
    assert all(map(is_tame, lines))
    table = [line for line in lines if not line.startswith("roster: ")]
    assert len(table) == 2 + ("name" not in words) - ("--group-by" in words), "no line of theirs"
    assert "\\x1b[2J\\x1b[35mred" in table[-1]


def test_hostile_errors_do_nothing(start: Start) -> None:
    body = json.dumps({"error": {"message": ATTACK, "code": ATTACK}}).encode()
    with Server(otherwise=say(http(body, 400))) as server:
        env = {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": server.address}
        with start("list", env=env) as terminal:
            assert terminal.wait() == 3
            lines = written(terminal)
    assert all(map(is_tame, lines))
    assert all(line.startswith("roster: ") for line in lines), "no line of theirs"
    assert any("evil.example" in line for line in lines)
