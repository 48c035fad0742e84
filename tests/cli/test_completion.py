"""roster completion: in the real shells, and what a shell receives."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from endpoint_roster import EndpointState
from endpoint_roster_cli.journal import Journal
from endpoint_roster_cli.main import COMMANDS
from support.terminal import Terminal

PROVIDERS = ["huawei", "openrouter", "ppio", "together", "volcengine"]
SHELLS = ("bash", "zsh", "fish")
#: Set where all shells have to be there, as they are where a change is checked.
ALL_SHELLS = os.environ.get("ENDPOINT_ROSTER_ALL_SHELLS") == "1"
HEAVY = {"httpx", "rich", "asyncio", "ssl", "attr", "attrs", "keyring", "yaml", "jmespath"}
LABELS = """
[[accounts]]
provider = "together"
label = "production"
api_key = {{ command = ["touch", "{marker}"] }}
[[accounts]]
provider = "together"
label = "生产"
api_key = {{ keyring = "roster", username = "together" }}
[[accounts]]
provider = "ppio"
label = "proof"
api_key = "plain text"
[[accounts]]
provider = "ppio"
[[accounts]]
provider = "ppio"
[[accounts]]
provider = "ppio"
label = "two words; touch {marker}"
[[accounts]]
provider = "ppio"
label = "$(touch {marker})"
[[accounts]]
provider = "ppio"
label = "line\\nplain,injected"
"""


@pytest.fixture
def offered(process: Any) -> Any:
    """What a shell receives when Tab is pressed at the end of a line."""

    def ask(line: str, env: dict[str, str] | None = None) -> list[str]:
        words = shlex.split(line)
        if line.endswith(" "):
            words.append("")
        variables = {
            "_ROSTER_COMPLETE": "bash_complete",
            "COMP_WORDS": "\n".join(map(shlex.quote, words)),
            "COMP_CWORD": str(len(words) - 1),
        }
        done = process(env=variables | (env or {}))
        assert (done.code, done.err) == (0, "")
        return [line.removeprefix("plain,") for line in done.out.splitlines() if line]

    return ask


@pytest.fixture
def config(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """A configuration file at its usual place, and what must never be made."""
    marker = tmp_path / "marker"
    file = tmp_path / "endpoint-roster" / "config.toml"
    file.parent.mkdir()
    file.write_text(LABELS.format(marker=marker), encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(tmp_path)}, marker


def test_commands_and_options_are_offered(offered: Any) -> None:
    assert offered("roster ") == [*COMMANDS]
    assert offered("roster pro") == ["providers"]
    assert offered("roster list --running") == ["--running-for"]
    assert offered("roster init --fo") == ["--force"]
    assert offered("roster completion ") == [*SHELLS]
    assert offered("roster schema lis") == ["listing"]
    assert offered("roster providers -o ") == ["table", "wide", "json", "yaml"]


def test_values_are_offered(offered: Any) -> None:
    assert offered("roster list --provider ") == PROVIDERS
    assert offered("roster list --provider ppio --provider o") == ["openrouter"]
    assert offered("roster list --state ") == [*EndpointState]
    assert offered("roster list --state s") == ["starting", "stopping", "stopped"]
    assert offered("roster list --kind d") == ["dedicated"]
    assert offered("roster list -s running,st") == [
        *("running,starting", "running,stopping", "running,stopped")
    ]
    assert offered("roster list -p ppio,p") == []
    assert offered("roster list -p ppio,o") == ["ppio,openrouter"]


def test_columns_are_offered_after_those_that_are_there(offered: Any) -> None:
    assert "name" in offered("roster list --columns ")
    assert offered("roster list --columns nam") == ["name"]
    assert offered("roster list --columns name,mod") == ["name,model"]
    assert "name,name" not in offered("roster list --columns name,")
    assert offered("roster list --sort-by age,-nam") == ["age,-name"]
    assert offered("roster check --rule re") == ["replicas"]
    assert offered("roster check --rule failed,stu") == ["failed,stuck"]
    assert offered("roster list --sort-by age,nam") == ["age,name"]
    assert offered("roster costs --group-by owner,pro") == ["owner,provider", "owner,project"]


def test_references_come_from_the_journal_without_what_is_deleted(
    offered: Any, tmp_path: Path
) -> None:
    path = tmp_path / "journal.jsonl"
    env = {"ENDPOINT_ROSTER_JOURNAL": str(path)}
    assert offered("roster start ", env) == []
    with Journal(path, lambda: datetime.now(UTC)) as journal:
        for action, reference in (
            ("stop", "together/prod/e-1"),
            ("delete", "together/prod/e-2"),
            ("stop", "ppio/ppio/e-3"),
            ("create", "ppio/ppio"),
        ):
            account = reference.rpartition("/")[0] if reference.count("/") > 1 else reference
            journal.end(journal.begin(action, account, reference, None), outcome="done")
    assert offered("roster start ", env) == ["ppio/ppio/e-3", "together/prod/e-1"]
    assert offered("roster wait tog", env) == ["together/prod/e-1"]


def test_labels_come_from_the_file_and_nothing_of_it_runs(
    offered: Any, config: tuple[dict[str, str], Path]
) -> None:
    env, marker = config
    known = ["production", "生产", "proof", "ppio", "ppio-2"]
    assert offered("roster list --account ", env) == known
    assert offered("roster list --account pro", env) == ["production", "proof"]
    assert offered("roster list --provider ppio --account pro", env) == ["proof"]
    assert offered("roster list --account production --account 生", env) == ["生产"]
    assert not marker.exists()


def test_labels_of_a_named_file(offered: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('accounts = [{provider = "together", label = "mine"}]')
    assert offered(f"roster list --config {file} --account ") == ["mine"]
    assert offered("roster list --account ", {"ENDPOINT_ROSTER_CONFIG": str(file)}) == ["mine"]
    assert offered(f"roster list --config {tmp_path / 'no.toml'} --account ") == []


@pytest.mark.parametrize(
    ("encoding", "labels"),
    [("utf-8-sig", ["büro"]), ("utf-16", ["büro"]), ("utf-32", ["büro"]), ("cp1252", [])],
)
def test_labels_are_read_however_the_file_was_saved(
    offered: Any, tmp_path: Path, encoding: str, labels: list[str]
) -> None:
    file = tmp_path / "mine.toml"
    text = "[[accounts]]\r\nprovider = 'ppio'\r\nlabel = 'büro'\r\n"
    file.write_bytes(text.encode(encoding))
    assert offered(f"roster list --config {file} --account ") == labels


@pytest.mark.parametrize(
    "text",
    [
        b"api_key = never-shown",
        b"\xff\xfe",
        b"accounts = 5",
        b"accounts = [5, {}, {provider = 5}, {provider = 'p', label = 5}]\naccounts = 5",
        b"accounts = " + b"[" * 5000,
        b"",
    ],
)
def test_a_broken_file_offers_nothing_and_says_nothing(
    offered: Any, tmp_path: Path, text: bytes
) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(text)
    assert offered("roster list --account ", {"ENDPOINT_ROSTER_CONFIG": str(file)}) == []


def test_a_pipe_in_place_of_a_file_is_not_waited_for(offered: Any, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert offered("roster list --account ", {"ENDPOINT_ROSTER_CONFIG": str(pipe)}) == []


def test_tables_that_are_no_accounts_are_passed_over(offered: Any, tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(
        'accounts = [5, {}, {provider = 5}, {provider = "p", label = 5}, {provider = "q"}]'
    )
    found = offered("roster list --account ", {"ENDPOINT_ROSTER_CONFIG": str(file)})
    assert found == ["p", "q"]


@pytest.mark.parametrize(
    "words",
    ["roster ", "roster list --provider ", "roster list --account ", "roster list --columns "],
)
def test_nothing_heavy_is_loaded(
    command: tuple[str, ...], clean_env: dict[str, str], config: Any, words: str
) -> None:
    python, *rest = command
    variables = {
        "_ROSTER_COMPLETE": "zsh_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split())),
    }
    done = subprocess.run(
        [python, "-X", "importtime", *rest],
        env=clean_env | config[0] | variables,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout
    loaded = set(re.findall(r"\|\s*([\w.]+)$", done.stderr, re.MULTILINE))
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_a_fault_of_ours_is_no_noise_in_the_users_line(process: Any, tmp_path: Path) -> None:
    (tmp_path / "endpoint_roster.py").write_text("raise ValueError('boom')")
    variables = {"_ROSTER_COMPLETE": "bash_complete", "COMP_WORDS": "roster list --provider "}
    done = process(env=variables | {"COMP_CWORD": "3", "PYTHONPATH": str(tmp_path)})
    assert (done.code, done.out, done.err) == (1, "", "")


def test_an_unknown_shell_is_wrong_usage(roster: Any) -> None:
    done = roster("completion", "tcsh")
    assert (done.code, done.out) == (2, "")
    assert "'tcsh'. Choose from bash, zsh, fish." in done.said


# In the shells themselves.

STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "--private", "-i"],
}
#: What a user does once; the script as a file where each shell looks for such files.
SETTING_UP = {
    "bash": 'roster completion bash > "$HOME/roster.bash" && . "$HOME/roster.bash"',
    "zsh": 'roster completion zsh > "$HOME/_roster" && fpath=("$HOME" $fpath)'
    ' && autoload -Uz compinit && compinit -u -d "$HOME/dump"',
    "fish": 'mkdir -p "$HOME/c" && roster completion fish > "$HOME/c/roster.fish"'
    ' && set -p fish_complete_path "$HOME/c" && set -g fish_autosuggestion_enabled 0',
}


def prompts(lines: list[str]) -> bool:
    """Whether the shell waits for a line; what is typed before that is echoed twice."""
    used = [line for line in lines if line]
    return bool(used) and used[-1].endswith(("$", "#", ">"))


@pytest.fixture(params=SHELLS)
def shell(
    request: pytest.FixtureRequest, clean_env: dict[str, str], config: Any, tmp_path: Path
) -> Any:
    """A shell that completes the command, and how a line in it is completed."""
    name: str = request.param
    if shutil.which(name) is None:
        assert not ALL_SHELLS, f"{name} is not installed"
        pytest.skip(f"{name} is not installed")
    folder = Path(sys.executable).parent
    home = tmp_path / "home"
    home.mkdir()
    env = clean_env | config[0]
    env |= {"HOME": str(home), "PATH": f"{folder}{os.pathsep}{env['PATH']}", "PS1": "$ "}
    env |= {"LC_ALL": "C.UTF-8", "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    with Terminal(STARTS[name], env, columns=120) as terminal:
        terminal.wait_until(prompts)
        # Quotes within, so that the line that was typed is not taken for its answer.
        terminal.type(f"{SETTING_UP[name]} && echo set-'up'\n")
        terminal.wait_until(lambda lines: any(line == "set-up" for line in lines))
        terminal.wait_until(prompts)

        def complete(typed: str, wanted: str) -> None:
            terminal.type(f"{typed}\t")
            terminal.wait_until(lambda lines: any(wanted in line for line in lines), 20)
            terminal.type("\x15")  # takes the line away again
            terminal.wait_until(prompts)

        yield complete


def test_a_shell_completes(shell: Any, config: Any) -> None:
    shell("roster prov", " roster providers")
    shell("roster list --run", " roster list --running-for")
    shell("roster list --provider tog", " roster list --provider together")
    shell("roster list --state runn", " roster list --state running")
    shell("roster list -o jsonl --kind ded", " roster list -o jsonl --kind dedicated")
    shell("roster list --account produ", " roster list --account production")
    shell("roster list --columns name,mod", " roster list --columns name,model")
    assert not config[1].exists()


def test_a_shell_shows_the_choices(shell: Any) -> None:
    # Two presses: the first one completes as far as all agree, which some shells do alone.
    shell("roster list --state st\t", "stopped")
