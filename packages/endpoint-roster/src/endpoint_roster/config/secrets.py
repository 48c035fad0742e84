"""Reads the secrets that a configuration file names a source for, so that it need not hold them."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any, Self, cast

from ..errors import ConfigurationError, MissingExtraError
from .text import EncodingError, decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

#: Longest secret, in bytes; what is longer is some other file.
_LONGEST = 65_536
_WAYS = (
    'Write { env = "NAME" }, { file = "PATH" }, { command = ["PROGRAM", "ARGUMENT"] }, or'
    ' { keyring = "SERVICE", username = "NAME" }.'
)
#: Keys that may stand beside the one that names the source.
_BESIDE = {"env": set[str](), "file": set[str](), "keyring": {"username"}, "command": {"timeout"}}
#: Those that take long, and how many of each are asked at the same time. Keyrings are asked one
#: after another, beside the commands: Apple advises that for its keychain.
_AT_ONCE = {"command": 8, "keyring": 1}
_keyring_lock = threading.Lock()


class Secrets:
    """Reads secrets, those of commands and keyrings ahead, at the same time, and each once.

    Use it as a context manager: leaving it early ends the commands that run.

    Args:
        sources: Where the secrets come from, as the configuration file has it.
        folder: What paths of files are relative to.
    """

    def __init__(self, sources: Iterable[Mapping[str, Any]], folder: Path) -> None:
        self._folder = folder
        self._commands = Commands()
        self._ahead: dict[str, Future[str]] = {}
        self._pools: dict[str, ThreadPoolExecutor] = {}
        for source in sources:
            way = next((way for way in _AT_ONCE if way in source), None)
            if way is None or (key := _key(source)) in self._ahead:
                continue
            if way not in self._pools:
                name = f"endpoint-roster-secrets-{way}"
                self._pools[way] = ThreadPoolExecutor(_AT_ONCE[way], name)
            self._ahead[key] = self._pools[way].submit(_read, source, folder, self._commands)

    def read(self, source: Mapping[str, Any]) -> str:
        """Return a secret from where a table of the configuration file says it is.

        The table has ``env``, ``file`` (relative to the folder), ``keyring`` with ``username``, or
        ``command`` with an optional ``timeout`` in seconds.

        Raises:
            ConfigurationError: It cannot be read; the message never contains it.
            MissingExtraError: The package for keyrings is not installed.
        """
        ahead = self._ahead.get(_key(source))
        return ahead.result() if ahead else _read(source, self._folder, self._commands)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._commands.end()
        for way, pool in self._pools.items():
            # A keyring may be waiting for its user, and cannot be ended.
            pool.shutdown(wait=way != "keyring", cancel_futures=True)


class Commands:
    """The commands that run for their secrets, so that they can be ended together."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_over = False
        self._lock = threading.Lock()

    def output(self, words: list[str], seconds: float) -> tuple[bytes, int]:
        """Run a command, and return what it printed and its exit code.

        One that prints more than a secret may have is ended; then the output is longer, too.

        Raises:
            OSError: It cannot be started.
            ValueError: It cannot have such arguments.
            subprocess.TimeoutExpired: It took longer; it was ended.
        """
        with self._lock:
            if self._is_over:
                raise InterruptedError
            # A session of its own, so that whatever it starts can be ended with it.
            process = subprocess.Popen(  # noqa: S603 - the user's own command, and no shell
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._running.add(process)
        with process:
            try:
                output = _output(process, seconds)
            except BaseException:
                _end(process)
                raise
            finally:
                with self._lock:
                    self._running.discard(process)
        return output, process.returncode

    def end(self) -> None:
        """End those that run, and start no more."""
        with self._lock:
            self._is_over = True
            for process in self._running:
                if process.returncode is None:
                    _end(process)


def _output(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """Wait for a command, and return what it printed; one that prints too much is ended.

    Raises:
        subprocess.TimeoutExpired: It takes longer.
    """
    end = time.monotonic() + seconds
    read = SimpleQueue[bytes]()
    # Only the thread closes it: to close it here would wait while a read of it goes on, and what
    # left the command's group may keep it open.
    stdout, process.stdout = cast("IO[bytes]", process.stdout), None
    threading.Thread(target=_read_output, args=(stdout, read), daemon=True).start()
    try:
        output = read.get(timeout=seconds)
    except Empty:
        raise subprocess.TimeoutExpired(process.args, seconds) from None
    if len(output) > _LONGEST:
        _end(process)
    else:
        process.wait(max(0, end - time.monotonic()))
    return output


def _read_output(stdout: IO[bytes], read: SimpleQueue[bytes]) -> None:
    with stdout:
        read.put(stdout.read(_LONGEST + 1))


def _key(source: Mapping[str, Any]) -> str:
    """Return a text that is the same for tables that say the same."""
    return repr(sorted(source.items()))


def _read(source: Mapping[str, Any], folder: Path, commands: Commands) -> str:
    chosen = [way for way in _BESIDE if way in source]
    if len(chosen) != 1 or source.keys() - {chosen[0]} - _BESIDE[chosen[0]]:
        raise ConfigurationError("unknown source of a value", _WAYS)
    way = chosen[0]
    if way == "command":
        return _from_command(source["command"], source.get("timeout", 10), commands)
    name = source[way]
    if not isinstance(name, str) or not name:
        raise ConfigurationError(f"{way} must be a string", _WAYS)
    if way == "env":
        if value := os.environ.get(name, "").strip():
            return value
        raise ConfigurationError(f"the environment has no {name}", f"Set {name}.")
    if way == "file":
        return _from_file(path_of(name, folder))
    return _from_keyring(name, source.get("username"))


def describe(source: Mapping[str, Any]) -> str:
    """Say where ``Secrets`` takes a secret from, in words that hold no secret themselves."""
    if "env" in source:
        return f"environment variable {source['env']}"
    if "file" in source:
        return f"file {source['file']}"
    if "keyring" in source:
        return f"keyring {source['keyring']}/{source['username']}"
    return f"command {_name(source['command'])}"


def path_of(text: str, folder: Path) -> Path:
    """Return a path, relative to a folder unless it says otherwise; ``~`` is the user's home.

    Raises:
        ConfigurationError: It is not a path.
    """
    try:
        path = folder / Path(text).expanduser()
    except RuntimeError:
        raise ConfigurationError("unknown home directory", "Write the full path.") from None
    if "\0" in text:
        raise ConfigurationError("a path cannot contain a null character", "Write another path.")
    return path


def readable_by_others(descriptor: int) -> bool:
    """Tell whether users other than the owner have any right to an open file.

    False where no user can change that: on Windows, and where a container mounts it read-only.
    """
    if os.name != "posix" or os.fstatvfs(descriptor).f_flag & os.ST_RDONLY:
        return False
    status = os.fstat(descriptor)
    return bool(status.st_mode & 0o077) or status.st_uid not in (0, os.getuid())


def _from_file(path: Path) -> str:
    try:
        # Without waiting: opening a pipe would wait for a writer.
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(opened, "rb") as file:
            status = os.fstat(opened)
            if not stat.S_ISREG(status.st_mode):
                raise ConfigurationError(
                    f"{path} is not a regular file", "Name a file with the secret."
                )
            if readable_by_others(opened):
                raise ConfigurationError(f"{path} may be read by other users", _keep(path, status))
            content = file.read(_LONGEST + 1)
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}", "Name a file with the secret."
        ) from None
    return _one_line(content, str(path))


def _keep(path: Path, status: os.stat_result) -> str:
    """Say what this user can do so that no other reads a file."""
    if os.getuid() in (0, status.st_uid):
        return f"Keep it to yourself: chmod 600 {path}"
    return "It belongs to another user: copy it to a file that only you can read."


def _from_keyring(service: str, username: object) -> str:
    if not isinstance(username, str) or not username:
        raise ConfigurationError("keyring needs a username", _WAYS)
    try:
        import keyring
    except ModuleNotFoundError:
        raise MissingExtraError(
            "the package for keyrings is not installed",
            'Install it: pip install "endpoint-roster[keyring]".',
        ) from None
    try:
        with _keyring_lock:
            value = keyring.get_password(service, username)
    except Exception as error:  # noqa: BLE001 - keyrings raise errors of their own, too
        raise ConfigurationError(
            f"the keyring cannot be read ({type(error).__name__})",
            "Unlock it, or see which one is used: python -m keyring diagnose",
        ) from None
    if not value:
        raise ConfigurationError(
            f"the keyring has nothing for {username!r} at {service!r}",
            f"Put it there: python -m keyring set {service} {username}",
        )
    return value.strip()


def _from_command(command: object, seconds: object, commands: Commands) -> str:
    words = cast("list[Any]", command) if isinstance(command, list) else []
    if not words or not all(isinstance(word, str) and word for word in words):
        raise ConfigurationError("command must be a list of strings", _WAYS)
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not 0 < seconds <= 600:
        raise ConfigurationError("timeout of a command must be seconds, above 0 and up to 600")
    name = f"the command {_name(words)}"
    try:
        output, code = commands.output(words, seconds)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot have such arguments"
        raise ConfigurationError(
            f"{name} cannot be started: {reason}", "Check its name and the search path."
        ) from None
    except subprocess.TimeoutExpired:
        raise ConfigurationError(
            f"{name} took longer than {seconds:g} seconds", "Raise its timeout."
        ) from None
    if code and len(output) <= _LONGEST:
        raise ConfigurationError(f"{name} ended with code {code}", "Run it yourself to see why.")
    return _one_line(output, name)


def _name(words: list[str]) -> str:
    """Return the name of a command's program; its arguments may say too much."""
    return Path(words[0]).name


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        # macOS permits no signal to a group in which all have ended.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _one_line(content: bytes, source: str) -> str:
    """Return the one line that a source gave."""
    alone = "It has to give the secret alone."
    if len(content) > _LONGEST:
        raise ConfigurationError(f"{source} returned more than {_LONGEST:,} bytes", alone)
    try:
        value = decoded(content).strip()
    except EncodingError as error:
        raise ConfigurationError(f"{source} cannot be read: {error}", "Save it as UTF-8.") from None
    if not value:
        raise ConfigurationError(f"{source} returned no output", alone)
    if len(value.splitlines()) > 1:
        raise ConfigurationError(f"{source} returned more than one line", alone)
    return value
