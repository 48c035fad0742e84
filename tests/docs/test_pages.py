"""Every code block of every page runs, in order, as a reader would run it."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import jsonschema
import pytest
import yaml
from endpoint_roster.config import config_schema
from endpoint_roster.config.file import ConfigFile
from support.specs import read_spec
from support.surroundings import toml_as_json, write_config

from docs.blocks import Block, blocks_of
from docs.exceptions import COMMANDS, NO_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        ROOT / "README.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("packages/*/README.md"),
        *ROOT.glob("generated/*/README.md"),
    ]
)
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
#: Pages with many commands, which take long.
SLOW = ("docs/command.md", "docs/more-than-one-machine.md", "docs/questions.md")
#: The prompt in a console block.
PROMPT = "$ "
#: How a comment says that a command ends otherwise than with 0.
EXIT_CODE = re.compile(r"exit code (\d+)")
FIRST_WORDS = ("roster", "export", "python", "python3", "pip", "uv", "chmod", "git")
#: Replaces jq, which may not be installed: reads its input as JSON and prints nothing.
JQ = "import json, sys\nfor line in sys.stdin: json.loads(line)\n"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=name, marks=[pytest.mark.slow] if name in SLOW else [])
        for page, name in zip(PAGES, NAMES, strict=True)
    ],
)
@pytest.mark.filterwarnings("ignore::endpoint_roster.InsecureConfigurationWarning")
def test_every_block_runs(page: Path, tmp_path: Path) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks_of(page):
        if excused(block) or block.language == "text":
            continue
        try:
            run(block, names, tmp_path)
        except Exception as error:
            error.add_note(f"in the block at {block}")
            raise


def test_commands_of_the_readme_can_be_pasted_in_a_clone() -> None:
    """Nothing has installed `roster` there: uv runs it, and brings what it needs."""
    page = ROOT / "README.md"
    blocks = [block for block in blocks_of(page) if block.language in ("", "console")]
    commands = [
        command for block in blocks if not excused(block) for command, _ in commands_of(block)
    ]
    assert len(commands) >= 5
    for command in commands:
        assert command.startswith("uv run roster "), command


def table_of_the_readme() -> list[str]:
    """Return the commands in the README's tables."""
    text = (ROOT / "README.md").read_text("utf-8")
    return re.findall(r"^\| `((?:uv run )?roster [^`]*)`", text, re.MULTILINE)


#: How commands end that are not complete: without a terminal, with findings, with differences.
ENDS = {"stop": 2, "check": 5}
#: What goes on until Ctrl-C, with what ends it; the exporter has tests of its own.
ENDLESS = {"watch": "--rounds 1", "exporter": "--help"}


def test_the_readme_has_a_table_of_commands() -> None:
    names = [command.split()[3] for command in table_of_the_readme()]
    assert {"show", "stop", "costs", "exporter", "doctor", "diff"} <= {*names}


@pytest.mark.slow
@pytest.mark.parametrize("command", table_of_the_readme())
def test_a_command_of_the_table_runs_without_an_account(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.endswith(("_KEY", "_AK", "_SK", "_TOKEN"))]:
        monkeypatch.delenv(name)
    uv, run, roster, name, *_ = command.split()
    assert (uv, run, roster) == ("uv", "run", "roster")
    if name == "diff":
        for day in ("monday", "friday"):
            run_command(f"roster list --sim -o json > {day}.json", tmp_path)
    run_command(f"{command} {ENDLESS.get(name, '')}", tmp_path, ENDS.get(name, 0))


def test_every_exception_is_needed() -> None:
    blocks = [block for page in PAGES for block in blocks_of(page)]
    for page, begin in NO_CODE:
        assert any(excuse(block) == (page, begin) for block in blocks), (page, begin)
    commands = [line for block in blocks for line in block.code.splitlines()]
    for begin in COMMANDS:
        assert any(line.removeprefix(PROMPT).startswith(begin) for line in commands), begin


def excuse(block: Block) -> tuple[str, str] | None:
    """Return the entry that says that a block is not code."""
    path = block.path.relative_to(ROOT).as_posix().removeprefix("packages/")
    for page, begin in NO_CODE:
        if page == path and " ".join(block.first_line.split()).startswith(" ".join(begin.split())):
            return page, begin
    return None


def excused(block: Block) -> bool:
    return excuse(block) is not None


def run(block: Block, names: dict[str, Any], folder: Path) -> None:
    """Run one block, whatever it is."""
    match block.language:
        case "python":
            code = "\n" * (block.line - 1) + block.code  # so that a traceback names the right line
            before = dict(names)
            exec(compile(code, block.path, "exec"), names)
            run_coroutines(block, {n: v for n, v in names.items() if before.get(n) is not v})
        case "" | "console" | "bash" | "sh":
            for command, code in commands_of(block):
                run_command(command, folder, code)
        case "sql":
            with duckdb.connect() as database:
                database.execute(block.code).fetchall()
        case "toml":
            read_toml(block, folder)
        case "json":
            check_json(json.loads(block.code))
        case "yaml":
            yaml.safe_load(block.code)
        case language:
            pytest.fail(f"cannot run {language}")


def run_coroutines(block: Block, new: dict[str, Any]) -> None:
    """Run the functions of a block that only defines them, for the reader to call."""
    for name, function in new.items():
        if inspect.iscoroutinefunction(function) and f"run({name}" not in block.code:
            asyncio.run(function())


def commands_of(block: Block) -> Iterator[tuple[str, int]]:
    """Yield the commands that can be run, each with its exit code.

    In a console block, lines without prompt are output.
    """
    lines = block.code.replace("\\\n", " ").splitlines()
    prompted = any(line.startswith(PROMPT) for line in lines)
    for line in lines:
        if prompted and not line.startswith(PROMPT):
            continue
        command, _, comment = line.removeprefix(PROMPT).partition("   #")
        command = command.strip()
        if not command or command.startswith("#"):
            continue
        assert command.split()[0] in FIRST_WORDS, f"{command!r} is not a known command"
        if command.endswith("=...") or any(command.startswith(begin) for begin in COMMANDS):
            continue  # the environment has it already, or an exception with a reason
        ends = EXIT_CODE.search(comment)
        yield command, int(ends[1]) if ends else 0


def run_command(command: str, folder: Path, code: int = 0) -> None:
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "jq").write_text(f"#!{sys.executable}\n{JQ}")
    (programs / "jq").chmod(0o755)
    path = os.pathsep.join([str(Path(sys.executable).parent), str(programs), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command.replace("uv run roster", "roster")],
        env=os.environ | {"PATH": path},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"


def read_toml(block: Block, folder: Path) -> None:
    """Check a block of TOML; a configuration is kept, for the blocks that follow."""
    data = toml_as_json(block.code)
    if data.keys() <= {"accounts", "defaults", "check", "prices"}:
        validator: Any = jsonschema.Draft7Validator(config_schema())
        validator.validate(data)
        ConfigFile(write_config(folder, block.code))


def check_json(data: Any) -> None:
    """Check a block of JSON: a listing has to be one."""
    if isinstance(data, dict) and "endpoints" in data:
        schema = read_spec("roster", "endpoint.yaml")
        validator: Any = jsonschema.Draft202012Validator(schema)
        validator.validate(data)
