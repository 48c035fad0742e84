"""The quick ways out load little."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.main import ALIASES, GROUPS

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("httpx", "rich", "attr", "asyncio", "endpoint_roster", "endpoint_roster_sim", "ssl")


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["list", "--help"], ["sim", "--help"]]
)
def test_help_and_version_load_neither_network_nor_tables(
    command: tuple[str, ...], clean_env: dict[str, str], words: list[str]
) -> None:
    python, *rest = command
    done = subprocess.run(
        [python, "-X", "importtime", *rest, *words],
        env=clean_env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(re.findall(r"\|\s*([\w.]+)$", done.stderr, re.MULTILINE))
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_json_loads_only_what_json_needs(
    command: tuple[str, ...], clean_env: dict[str, str], variables: dict[str, str], tmp_path: Path
) -> None:
    # httpx has a command of its own that needs these, and imports it where they are installed.
    for name in ("rich", "pygments"):
        tmp_path.joinpath(f"{name}.py").write_text("raise AssertionError('imported')\n")
    python, *rest = command
    done = subprocess.run(
        [python, "-X", "importtime", *rest, "list", "-o", "json"],
        env=clean_env | variables | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(re.findall(r"\|\s*([\w.]+)$", done.stderr, re.MULTILINE))
    assert json.loads(done.stdout)["complete"] is True
    assert {"httpx", "endpoint_roster.query"} <= loaded
    assert loaded.isdisjoint({"rich", "pygments", "yaml", "jmespath"})
    assert loaded.isdisjoint({"importlib.metadata", "zipfile", "endpoint_roster_cli.output.tables"})


def test_a_listing_loads_no_part_of_the_facade_that_it_does_not_use(
    command: tuple[str, ...], clean_env: dict[str, str], variables: dict[str, str]
) -> None:
    together = {name: value for name, value in variables.items() if name.startswith("TOGETHER_")}
    program = (
        "import atexit, sys\n"
        "from endpoint_roster_cli.__main__ import run\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "run()\n"
    )
    done = subprocess.run(
        [command[0], "-c", program, "list", "-o", "json"],
        env=clean_env | together,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(done.stderr.split())
    unused = (
        *("deserialize", "doctor", "config.file", "config.secrets", "telemetry.otel", "testing"),
        *("plan", "engine.action", "engine.creation", "engine.failures", "engine.waiting"),
        *("providers.huawei", "providers.volcengine", "providers.ppio"),
    )
    assert json.loads(done.stdout)["complete"] is True
    assert {"endpoint_roster.serialize", "endpoint_roster.providers.together"} <= loaded
    assert loaded.isdisjoint(
        {"endpoint_roster_cli.options.provider_options", "endpoint_roster_cli.options.near_misses"}
    )
    assert loaded.isdisjoint({"bz2", "certifi.core", "idna.core", "importlib.resources"})
    assert loaded.isdisjoint(
        {"tomllib", "secrets", *(f"endpoint_roster.{name}" for name in unused)}
    )


def test_a_postponed_module_is_loaded_when_it_is_used(command: tuple[str, ...]) -> None:
    program = """
import sys
from endpoint_roster_cli.postponed import MODULES, postpone

import json as loaded
postpone("json", "endpoint_roster_missing", *MODULES)
assert sys.modules["json"] is loaded

import attr, idna, httpx
files = [vars(sys.modules[name]).get("__file__") for name in ("attr.validators", "idna")]
assert files == [None, None], files
assert attr.define(type("Data", (), {})) and httpx.URL("https://example.com/").host
assert "idna.core" not in sys.modules

assert httpx.URL("https://b\u00fccher.example/").raw_host == b"xn--bcher-kva.example"
assert sys.modules["idna"].encode is idna.encode and "idna.core" in sys.modules
sys.modules["idna"].encode = None
assert idna.encode is None
from attr.validators import instance_of
assert attr.validators.instance_of is instance_of is sys.modules["attr.validators"].instance_of
import endpoint_roster_missing
try:
    endpoint_roster_missing.name
except ModuleNotFoundError as error:
    assert error.name == "endpoint_roster_missing"
else:
    raise AssertionError
"""
    subprocess.run([command[0], "-c", program], check=True)


def test_the_collector_rests_while_a_listing_starts(
    command: tuple[str, ...], clean_env: dict[str, str], variables: dict[str, str]
) -> None:
    program = (
        "import gc, os, sys\n"
        "from endpoint_roster_cli.__main__ import run\n"
        "gc.callbacks.append(lambda *_: os.write(2, b'searched'))\n"
        "run()\n"
    )
    done = subprocess.run(
        [command[0], "-c", program, "list", "-o", "json"],
        env=clean_env | variables,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout)["complete"] is True
    assert done.stderr == ""


def test_version(process: Any) -> None:
    done = process("--version")
    assert (done.code, done.out, done.err) == (0, "roster 0.1.0\n", "")


def test_help_lists_the_exit_codes(roster: Any) -> None:
    done = roster("--help")
    assert done.code == 0
    for code in ("0  complete", "2  wrong usage", "3  incomplete", "4  no usable credentials"):
        assert code in done.out


def test_help_names_every_command_in_a_group_and_cuts_no_sentence(roster: Any) -> None:
    shown = roster("--help").out.partition("Examples:")[0].partition("ARGS]...")[2]
    for title, names in GROUPS.items():
        group = shown.partition(f"\n{title}:\n")[2].partition("\n\n")[0]
        assert [line.split()[0].strip(",") for line in group.splitlines() if line[2] != " "] == [
            *names
        ]
        for name, line in zip(names, group.splitlines(), strict=True):
            assert line.startswith(f"  {name}"), "one line each"
            assert len(line) <= 80
    assert "..." not in shown


@pytest.mark.parametrize(
    ("word", "meant"),
    [("rm", "delete"), ("describe", "show"), ("scale", "update"), ("lst", "list")],
)
def test_an_unknown_command_is_answered_with_the_one_that_may_be_meant(
    roster: Any, word: str, meant: str
) -> None:
    done = roster(word)
    assert (done.code, done.out) == (2, "")
    assert f"unknown command '{word}'\nroster:   Did you mean {meant}?" in done.err


@pytest.mark.parametrize(("alias", "name"), ALIASES.items())
def test_other_words_for_commands(roster: Any, alias: str, name: str) -> None:
    words = ("--help",)
    same = roster(alias, *words).out.replace(f"roster {alias} ", f"roster {name} ")
    assert same == roster(name, *words).out


@pytest.mark.parametrize(
    "command",
    [
        *("list", "show", "costs", "watch", "check", "report", "exporter"),
        *("stop", "start", "delete", "wait", "update"),
    ],
)
def test_the_help_has_options_in_sections(roster: Any, command: str) -> None:
    own, _, shared = roster(command, "--help").out.partition("\nWhich endpoints:\n")
    endpoints, _, accounts = shared.partition("\nAccounts:\n")
    assert "--help" in own
    options = own.partition("\nOptions:\n")[2].splitlines()
    assert all(line.startswith(("  -", "      ")) for line in options if line)
    for option in ("--provider", "--state", "--mine", "--running-for", "--provider-option"):
        assert f"{option} " in endpoints
    for option in ("--config", "--sim", "--deadline", "--debug"):
        assert f"  {option} " in accounts
        assert f"  {option} " not in own + endpoints


@pytest.mark.parametrize("command", ["accounts", "doctor", "create"])
def test_the_help_of_accounts_has_sections(roster: Any, command: str) -> None:
    own, _, accounts = roster(command, "--help").out.partition("\nAccounts:\n")
    assert "--output" in own
    for option in ("--config", "--sim", "--deadline", "--debug"):
        assert f"  {option} " in accounts
        assert f"  {option} " not in own
    assert ("--provider" in accounts) == (command != "create")


def test_every_help_fits_eighty_columns(roster: Any) -> None:
    for name in [name for names in GROUPS.values() for name in names]:
        shown = roster(name, "--help")
        assert shown.code == 0
        assert [line for line in shown.out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("words", [(), ("list",), ("get",)])
def test_help_as_a_word_is_help_as_an_option(roster: Any, words: tuple[str, ...]) -> None:
    assert roster("help", *words) == roster(*words, "--help")


def test_help_of_what_does_not_exist(roster: Any) -> None:
    done = roster("help", "lst")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean list?" in done.err


def test_version_as_a_word_is_version_as_an_option(roster: Any) -> None:
    assert roster("version") == roster("--version")


def test_no_command_shows_the_help(roster: Any) -> None:
    done = roster()
    assert (done.code, done.err) == (0, "")
    assert done.out == roster("--help").out
