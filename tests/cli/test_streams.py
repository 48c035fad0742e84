"""Standard streams that are closed or full, and signals to the first process of a container."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
from support.containers import FIRST, can_be_first
from support.raw_server import Server, Wire

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the shell closes the streams")
#: Commands that print data and need no account.
PRINTING = [
    "list --sim -o json",
    "list --sim -o yaml",
    "list --sim -o csv",
    "list --sim -o parquet",
    "list --sim",
    "watch --sim --rounds 1",
    "providers",
    "schema listing",
    "completion bash",
    "report --sim",
    "check --sim -o junit",
    "--help",
    "list --help",
    "--version",
]


def run(
    line: str, redirected: str, command: tuple[str, ...], env: dict[str, str]
) -> tuple[int, str, str]:
    """Run a command as a shell would with these redirections."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {shlex.join(command)} {line} {redirected}"],
        env=env, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("line", PRINTING)
def test_stdout_that_is_full_or_closed_is_said_by_its_name(
    line: str, command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    code, out, err = run(line, ">&-", command, clean_env)
    assert (code, out) == (1, "")
    assert err.splitlines()[-1] == "roster: stdout is closed"
    if Path("/dev/full").exists():
        code, out, err = run(line, ">/dev/full", command, clean_env)
        assert (code, out) == (1, "")
        assert os.strerror(errno.ENOSPC) in err.splitlines()[-1]
        assert "unexpected" not in err


@pytest.mark.parametrize("redirected", ["2>&-", "<&-", "2>&- <&-", "2>/dev/full"])
def test_data_goes_out_whatever_the_other_streams_are(
    redirected: str, command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    if "full" in redirected and not Path("/dev/full").exists():
        pytest.skip("there is no full device")
    # A provider that fails has something to say on stderr, too.
    failing = {"PPIO_API_KEY": "k", "PPIO_BASE_URL": "http://127.0.0.1:1"}
    code, out, err = run("list -o json", redirected, command, clean_env | failing)
    assert code == 3
    assert json.loads(out)["failures"]
    assert ("Traceback" in err) is False
    assert run("list --sim -o name", redirected, command, clean_env)[0] == 0


@pytest.mark.parametrize("redirected", [">&- 2>&-", "<&- >&- 2>&-", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize(
    ("line", "code"), [("list --sim", 1), ("list --nonsense", 2), ("accounts", 4)]
)
def test_without_any_stream_the_exit_code_says_it(
    line: str, code: int, redirected: str, command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    if "full" in redirected and not Path("/dev/full").exists():
        pytest.skip("there is no full device")
    assert run(line, redirected, command, clean_env) == (code, "", "")


def test_stdin_that_is_closed_is_empty(
    command: tuple[str, ...], clean_env: dict[str, str], tmp_path: Path
) -> None:
    saved = tmp_path / "a.json"
    saved.write_text('{"endpoints": [], "failures": [], "complete": true}', encoding="utf-8")
    code, _, err = run(f"diff - {saved}", "<&-", command, clean_env)
    assert code == 2
    assert "stdin: it is empty" in err


def test_no_file_or_connection_takes_the_place_of_a_closed_stream(
    command: tuple[str, ...], clean_env: dict[str, str], tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    code, out, err = run(f"report --sim -o {page}", "<&- >&- 2>&-", command, clean_env)
    assert (code, out, err) == (0, "", "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


SIGNALS = ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"]


@pytest.mark.skipif(not can_be_first(), reason="no process of this user can be the first")
@pytest.mark.parametrize(
    ("words", "name"),
    [
        *(("watch --sim --interval 1h -o jsonl", name) for name in SIGNALS),
        ("watch --sim --interval 1h -o table", "SIGTERM"),
        *((f"{words} -o json", name) for words in ("list", "doctor") for name in SIGNALS[:2]),
        ("watch -o jsonl", "SIGTERM"),
        ("report -o page.html", "SIGTERM"),
    ],
)
def test_the_first_process_of_a_container_obeys(
    words: str, name: str, command: tuple[str, ...], clean_env: dict[str, str], tmp_path: Path
) -> None:
    """While it waits for the next round, and while it waits for an answer."""
    number = getattr(signal, name)
    asked = threading.Event()
    over = threading.Event()

    def hold(wire: Wire) -> None:
        asked.set()
        over.wait(60)
        wire.close()

    with Server(otherwise=hold) as server:
        env = {**clean_env, "TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": server.address}
        with subprocess.Popen(
            [*FIRST, *command, *words.split()],
            env=env, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            if "--sim" in words:
                assert re.search(b"started|watching", process.stdout.readline())
            else:
                assert asked.wait(30)
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
            sent = time.monotonic()
            os.kill(int(children), number)
            process.communicate(timeout=60)
            assert time.monotonic() - sent < 30
        over.set()
    assert process.returncode == 128 + number
