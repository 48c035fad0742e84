"""Where the secrets of a configuration file come from."""

from __future__ import annotations

import codecs
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from endpoint_roster import ConfigurationError, Roster
from endpoint_roster.config.secrets import Secrets
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from support.leftovers import soon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "s3cr3t-never-shown"


def key_from(write: Callable[[str], Path], source: str) -> str | None:
    with Roster.from_file(write(f'[[accounts]]\nprovider = "ppio"\napi_key = {source}')) as roster:
        assert not roster.unusable, roster.unusable
        return roster.accounts[0].api_key


def fault_of(write: Callable[[str], Path], source: str) -> str:
    """Return what is reported of an account whose secret cannot be had."""
    text = f"""
    [[accounts]]
    provider = "together"
    api_key = {{ env = "GOOD" }}

    [[accounts]]
    provider = "ppio"
    label = "bad"
    api_key = {source}
    """
    with Roster.from_file(write(text)) as roster:
        assert [account.provider for account in roster.accounts] == ["together"]
        [failure] = roster.unusable
    assert (failure.provider, failure.account, failure.attempts) == ("ppio", "bad", 0)
    assert SECRET not in repr(failure)
    return f"{failure.kind}: {failure.cause}. {failure.advice}"


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOD", SECRET)


def test_a_secret_from_a_variable(write: Callable[[str], Path]) -> None:
    assert key_from(write, '{ env = "GOOD" }') == SECRET
    assert "line 9, api_key: the environment has no MISSING" in fault_of(
        write, '{ env = "MISSING" }'
    )


def test_a_secret_from_a_file(write: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{SECRET}\n")
    (tmp_path / "key").chmod(0o600)
    for path in ("key", str(tmp_path / "key"), "~/key"):
        assert key_from(write, f"{{ file = '{path}' }}") == SECRET


#: How Windows, its shells and its editors save a line of text.
SAVED = [
    codecs.BOM_UTF8 + SECRET.encode(),
    f"{SECRET}\r\n".encode(),
    codecs.BOM_UTF8 + f"{SECRET}\r\n".encode(),
    codecs.BOM_UTF16_LE + f"{SECRET}\r\n".encode("utf-16-le"),
    codecs.BOM_UTF16_BE + f"{SECRET}\r\n".encode("utf-16-be"),
    f"{SECRET}\n".encode("utf-32"),
    f"{SECRET}\r".encode(),
    f"\n  {SECRET}\t\n\n".encode(),
]


@pytest.mark.parametrize("content", SAVED)
def test_a_secret_is_read_however_it_was_saved(
    write: Callable[[str], Path], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "key").write_bytes(content)
    (tmp_path / "key").chmod(0o600)
    assert key_from(write, "{ file = 'key' }") == SECRET
    program = f"import sys; sys.stdout.buffer.write({content!r})"
    command = json.dumps([sys.executable, "-c", program])
    assert key_from(write, f"{{ command = {command} }}") == SECRET


def said_of(file: Path, content: str, program: str) -> list[str]:
    """What a program prints of a mounted file that all may read: writable first, then read-only."""
    lines = [
        f"mount -t tmpfs none {file.parent}",
        f"printf %s {shlex.quote(content)} > {file}",
        f"chmod 444 {file}",
        f"{shlex.join([sys.executable, '-c', program])}",
        f"mount -o remount,ro {file.parent}",
        f"{shlex.join([sys.executable, '-c', program])}",
    ]
    unshare = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec", "\n".join(lines)]
    done = subprocess.run(unshare, capture_output=True, text=True, check=False)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this user cannot mount")
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="mounts a folder of its own")
def test_a_secret_that_a_container_mounts_read_only_is_read(tmp_path: Path) -> None:
    """Nobody can change its rights, and Kubernetes and Compose mount 0444."""
    config, file = tmp_path / "config.toml", tmp_path / "secrets/key"
    file.parent.mkdir()
    config.write_text(f"[[accounts]]\nprovider = 'ppio'\napi_key = {{ file = '{file}' }}\n")
    config.chmod(0o600)
    program = (
        "from endpoint_roster import Roster\n"
        f"roster = Roster.from_file({str(config)!r})\n"
        "print([one.api_key for one in roster.accounts], [f.cause for f in roster.unusable])"
    )
    writable, read_only = said_of(file, SECRET, program)
    assert "may be read by other users" in writable
    assert read_only == f"['{SECRET}'] []"


@pytest.mark.skipif(shutil.which("unshare") is None, reason="mounts a folder of its own")
def test_advice_on_a_configuration_that_is_mounted_can_be_followed(tmp_path: Path) -> None:
    """Secrets as plain text in it are still reported, but without a chmod that would fail."""
    file = tmp_path / "etc/config.toml"
    file.parent.mkdir()
    program = (
        "import warnings; from endpoint_roster import Roster\n"
        "with warnings.catch_warnings(record=True) as found:\n"
        "    warnings.simplefilter('always')\n"
        f"    Roster.from_file({str(file)!r})\n"
        "print(found[0].message)"
    )
    content = f"[[accounts]]\nprovider = 'ppio'\napi_key = '{SECRET}'\n"
    writable, read_only = said_of(file, content, program)
    assert writable.endswith(f"Other users may read it: chmod 600 {file}")
    assert read_only.endswith("holds secrets as plain text (line 3): name a source instead")


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root becomes another")
def test_advice_on_a_file_of_another_user_can_be_followed() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "key").write_text(SECRET)
        reading, writing = os.pipe()
        if not (pid := os.fork()):
            os.setuid(65534)
            try:
                Secrets([], Path(folder)).read({"file": "key"})
            except ConfigurationError as error:
                os.write(writing, f"{error.cause}: {error.advice}".encode())
            os._exit(0)
        os.waitpid(pid, 0)
        os.close(writing)
        with os.fdopen(reading) as said:
            assert said.read() == (
                f"{folder}/key may be read by other users: It belongs to another user: copy it to a"
                " file that only you can read."
            )


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX files")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o660, 0o777])
def test_a_file_that_others_may_read_is_refused(
    write: Callable[[str], Path], tmp_path: Path, mode: int
) -> None:
    (tmp_path / "key").write_text(SECRET)
    (tmp_path / "key").chmod(mode)
    problem = fault_of(write, "{ file = 'key' }")
    assert "may be read by other users" in problem
    assert f"chmod 600 {tmp_path / 'key'}" in problem


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "returned no output"), (b"\n \n", "returned no output"), (b"a\nb", "more than one line"),
     (b"\xff\xfe", "returned no output"), (b"a" * 65_537, "more than 65,536 bytes"),
     (b"a\xff", "not UTF-8 at byte 1"), (b"\xff\xfea\0b", "not UTF-16 at byte 4"),
     (b"a\0b\0", "UTF-16 without a byte order mark"), (b"a\r\nb\r\n", "more than one line"),
     (b"a\rb", "more than one line"), (b"\0", "no text")],
)  # fmt: skip
def test_a_file_that_holds_no_secret(
    write: Callable[[str], Path], tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "key").write_bytes(content)
    (tmp_path / "key").chmod(0o600)
    assert words in fault_of(write, "{ file = 'key' }")


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_what_is_no_file_is_refused_without_waiting(
    write: Callable[[str], Path], tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a regular file" in fault_of(write, "{ file = 'pipe' }")
    assert "cannot be read" in fault_of(write, "{ file = '.' }") + fault_of(
        write, "{ file = 'nowhere' }"
    )


def command(code: str, *more: str) -> str:
    words = json.dumps([sys.executable, "-c", code, *more])
    return f"{{ command = {words}, timeout = 20 }}"


def test_a_secret_from_a_command(write: Callable[[str], Path]) -> None:
    assert key_from(write, command(f"print('{SECRET}')")) == SECRET
    # No shell reads the words.
    assert key_from(write, command("import sys; print(sys.argv[1])", "$HOME;id")) == "$HOME;id"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (command(f"import sys; print('{SECRET}'); sys.exit(3)"), "ended with code 3"),
        (command(f"import sys; sys.stderr.write('{SECRET}')"), "returned no output"),
        (command(f"print('{SECRET}'); print(2)"), "more than one line"),
        ('{ command = ["no-such-program-here"] }', "cannot be started"),
        ('{ command = ["a\\u0000b"] }', "cannot be started"),
        ('{ command = "echo key" }', "must be a list of strings"),
        ("{ command = [] }", "must be a list of strings"),
        ('{ command = ["echo"], timeout = 0 }', "above 0"),
        ('{ command = ["echo"], shell = true }', "unknown source"),
        ('{ env = "GOOD", file = "key" }', "unknown source"),
        ("{ }", "unknown source"),
        ("{ env = 5 }", "env must be a string"),
        ("{ file = '~nobody-of-this-name/key' }", "unknown home directory"),
        ('{ file = "a\\u0000b" }', "a path cannot contain a null character"),
        ('{ keyring = "endpoint-roster" }', "needs a username"),
        ("5", "must be a string"),
    ],
)
def test_a_source_that_cannot_work(write: Callable[[str], Path], source: str, words: str) -> None:
    problem = fault_of(write, source)
    assert words in problem
    assert "roster.toml, line 9, api_key: " in problem


@pytest.mark.skipif(os.name != "posix", reason="process groups")
@pytest.mark.parametrize(
    ("begin", "end", "seconds", "words"),
    [
        ("", "sleep 60", 1.5, "took longer than 1.5 seconds"),
        ("exec > /dev/null; ", "sleep 60", 1.5, "took longer than 1.5 seconds"),
        ("", "head -c 70000 /dev/zero; sleep 60", 40, "returned more than 65,536 bytes"),
        ("", "head -c 70000 /dev/zero; exit 3", 40, "returned more than 65,536 bytes"),
    ],
)
def test_a_command_that_takes_or_prints_too_much_is_ended_with_all_that_it_started(
    write: Callable[[str], Path], tmp_path: Path, begin: str, end: str, seconds: float, words: str
) -> None:
    # The child outlives its parent and holds the pipe, which must not hold us up.
    code = f"{begin}sleep 60 & echo $! > {shlex.quote(str(tmp_path / 'pid'))}; {end}"
    before = time.monotonic()
    command = json.dumps(["sh", "-c", code])
    problem = fault_of(write, f"{{ command = {command}, timeout = {seconds} }}")
    assert words in problem
    assert time.monotonic() - before < 30
    pid = int((tmp_path / "pid").read_text())
    assert soon(lambda: not is_running(pid)), "the command's child still runs"
    assert not [t.name for t in threading.enumerate() if "secrets" in t.name]


def is_running(pid: int) -> bool:
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


def test_many_slow_commands_are_run_at_once(write: Callable[[str], Path], tmp_path: Path) -> None:
    # Each waits until all eight have started.
    started = tmp_path / "started"
    started.mkdir()
    code = (
        "import pathlib, sys, tempfile, time; folder = sys.argv[1]; tempfile.mkstemp(dir=folder)\n"
        "while len([*pathlib.Path(folder).iterdir()]) < 8: time.sleep(0.01)\n"
        "print('key')"
    )
    accounts = "".join(
        f'[[accounts]]\nprovider = "ppio"\nlabel = "{n}"\n'
        f"api_key = {command(code, str(started), str(n))}\n"
        for n in range(8)
    )
    with Roster.from_file(write(accounts)) as roster:
        assert [account.label for account in roster.accounts] == [*"01234567"]


#: What a keyring raises at some services; only the first is an error of the package keyring.
ERRORS = {"locked": KeyringLocked(SECRET), "broken": OSError(SECRET)}


class Safe(KeyringBackend):
    """A keyring in memory, which answers for the service ``busy`` when it may."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []
        self.may_answer = threading.Event()

    priority = 1.0  # pyright: ignore[reportAssignmentType] - as keyring's documentation says

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += [(service, username)]
        if service in ERRORS:
            raise ERRORS[service]
        if service == "busy":
            assert self.may_answer.wait(30)
            return SECRET
        return SECRET if (service, username) == ("endpoint-roster", "ppio") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("nothing is ever written")


@pytest.fixture
def safe() -> Iterator[Safe]:
    usual, safe = keyring.get_keyring(), Safe()
    keyring.set_keyring(safe)
    yield safe
    safe.may_answer.set()
    keyring.set_keyring(usual)


@pytest.mark.usefixtures("safe")
def test_a_secret_from_the_keyring(write: Callable[[str], Path]) -> None:
    assert key_from(write, '{ keyring = "endpoint-roster", username = "ppio" }') == SECRET
    problem = fault_of(write, '{ keyring = "endpoint-roster", username = "other" }')
    assert "keyring set endpoint-roster other" in problem
    assert "KeyringLocked" in fault_of(write, '{ keyring = "locked", username = "x" }')
    assert "OSError" in fault_of(write, '{ keyring = "broken", username = "x" }')


def test_a_keyring_is_asked_once_for_accounts_that_name_the_same(
    write: Callable[[str], Path], safe: Safe
) -> None:
    keys = ('keyring = "endpoint-roster"', 'username = "ppio"')
    accounts = (
        f'[[accounts]]\nprovider = "ppio"\nlabel = "{n}"\napi_key = {{ {", ".join(order)} }}\n'
        for n, order in enumerate((keys, keys[::-1]))
    )
    with Roster.from_file(write("".join(accounts))) as roster:
        assert [account.api_key for account in roster.accounts] == [SECRET, SECRET]
    assert safe.asked == [("endpoint-roster", "ppio")]


def test_commands_run_while_keyrings_are_asked(tmp_path: Path, safe: Safe) -> None:
    sources = [{"keyring": "busy", "username": str(n)} for n in range(20)]
    command = {"command": [sys.executable, "-c", f"print({SECRET!r})"]}
    with Secrets([*sources, command], tmp_path) as secrets:
        assert secrets.read(command) == SECRET
        assert len(safe.asked) <= 1
        safe.may_answer.set()
        assert {secrets.read(source) for source in sources} == {SECRET}
    assert safe.asked == [("busy", str(n)) for n in range(20)]


def test_leaving_early_does_not_wait_for_a_keyring(tmp_path: Path, safe: Safe) -> None:
    sources = [{"keyring": "busy", "username": str(n)} for n in range(3)]

    def interrupted() -> None:
        with Secrets(sources, tmp_path):
            assert soon(lambda: bool(safe.asked))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not safe.may_answer.is_set()
    assert safe.asked == [("busy", "0")]


def test_without_the_package_for_keyrings_the_extra_is_named(write: Callable[[str], Path]) -> None:
    file = write(
        '[[accounts]]\nprovider = "ppio"\napi_key = { keyring = "a", username = "b" }\n'
        '[[accounts]]\nprovider = "together"\napi_key = { env = "GOOD" }\n'
    )
    code = f"""
import sys
sys.modules["keyring"] = None  # what Python sees when a package is not installed
from endpoint_roster import Roster
with Roster.from_file({str(file)!r}) as roster:
    print([a.provider for a in roster.accounts], roster.unusable[0].kind, roster.unusable[0].advice)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "['together'] missing_extra" in done.stdout
    assert 'pip install "endpoint-roster[keyring]"' in done.stdout
