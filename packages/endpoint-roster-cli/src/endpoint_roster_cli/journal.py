"""The journal: who did what to which endpoint, and how it ended.

A file of JSON lines that is only ever appended to, one write a line, so that several processes can
write at the same time. An action has a line when it begins and another when it has ended; one
that has only the first was sent, perhaps, by a process that did not live to see the end. Where
``--wait`` saw how an accepted action ended, a third line says so: of several, the last one counts.
"""

from __future__ import annotations

import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, cast

from endpoint_roster_core.times import read_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Names the file in place of the usual one.
VARIABLE = "ENDPOINT_ROSTER_JOURNAL"
_STARTED, _ENDED = "started", "ended"
#: What every line says of its action.
_ALWAYS = ("event", "id", "time", "who", "account", "reference", "action")
#: What a line says besides of an action that has ended.
_AT_THE_END = ("outcome", "state_before", "state_after", "request_id", "cause")


class Action(NamedTuple):
    """What one action of a command is about.

    Attributes:
        action: Its verb, such as ``stop``.
        account: ``provider/label``.
        reference: That of the endpoint; of one that is not created yet, its account's.
        name: Name of the endpoint, if it has one.
        id: What tells the action from all others.
    """

    action: str
    account: str
    reference: str
    name: str | None
    id: str


class Entry(NamedTuple):
    """One action as the journal has it.

    Attributes:
        time: When it began; aware, in UTC.
        ended: When it ended, or was accepted; None if the journal does not say.
        who: ``user@host``.
        action, account, reference, name: As in ``Action``.
        outcome: As in ``ActionResult``; None if the journal does not say.
        state_before, state_after, request_id: As in ``ActionResult``.
        cause: Why it failed or was refused.
    """

    time: datetime
    ended: datetime | None
    who: str
    action: str
    account: str
    reference: str
    name: str | None
    outcome: str | None
    state_before: str | None
    state_after: str | None
    request_id: str | None
    cause: str | None


def default_path() -> Path:
    """Return where the journal is, whether there is one or not.

    ``ENDPOINT_ROSTER_JOURNAL`` names it; else it is ``endpoint-roster/journal.jsonl`` in the folder
    where the platform keeps a user's state.
    """
    if named := os.environ.get(VARIABLE, "").strip():
        return Path(os.path.expanduser(named))  # noqa: PTH111 - which leaves unknown users alone
    from platformdirs import user_state_path

    return user_state_path("endpoint-roster", appauthor=False) / "journal.jsonl"


class Journal:
    """The journal, open for appending; use it as a context manager.

    Args:
        path: The file; made if there is none, for its owner alone.
        now: The time.
        who: ``user@host``; those of this process if left out.

    Raises:
        OSError: It cannot be written.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], who: str = "") -> None:
        self.path = path
        self._now = now
        self._who = who or _who()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Opened for reading too: the end of the last line is looked at.
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = os.open(path, flags, 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def begin(self, action: str, account: str, reference: str, name: str | None) -> Action:
        """Note that an action is about to be sent.

        Raises:
            OSError: It cannot be written, so the action must not be sent.
        """
        started = Action(action, account, reference, name, uuid.uuid4().hex)
        self._append(_STARTED, started, {})
        return started

    def end(self, started: Action, **about: str | None) -> None:
        """Note how an action ended.

        Args:
            started: What ``begin`` returned.
            **about: ``outcome``, ``state_before``, ``state_after``, ``request_id``, ``cause``, and
                ``reference`` where it became known only now.

        Raises:
            OSError: It cannot be written.
        """
        self._append(_ENDED, started, about)

    def _append(self, event: str, action: Action, about: dict[str, str | None]) -> None:
        time = self._now().astimezone(UTC).isoformat(timespec="milliseconds")
        said = {"event": event, "time": time.replace("+00:00", "Z"), "who": self._who}
        line = f"{json.dumps(said | action._asdict() | about)}\n".encode()
        if not self._ends_with_a_line():  # a process was killed, or the disk was full
            line = b"\n" + line
        written = os.write(self._file, line)
        if written != len(line):
            raise OSError(f"only a part of a line was written to {self.path}")

    def _ends_with_a_line(self) -> bool:
        size = os.fstat(self._file).st_size
        if not size:
            return True
        os.lseek(self._file, size - 1, os.SEEK_SET)
        return os.read(self._file, 1) == b"\n"


class Content(NamedTuple):
    """What a journal holds.

    Attributes:
        entries: The actions, in the order in which they began.
        broken: Numbers of the lines that are not the journal's.
    """

    entries: list[Entry]
    broken: list[int]


def read(path: Path, since: datetime | None = None) -> Content:
    """Read a journal; one that does not exist is empty.

    Args:
        path: The file.
        since: Leaves out what ended before; None for everything.

    Raises:
        OSError: It cannot be read.
    """
    by_id: dict[str, Entry] = {}
    broken: list[int] = []
    for number, line in _lines(path):
        try:
            said = _parsed(line)
        except (OverflowError, ValueError):
            broken.append(number)
            continue
        known = by_id.get(said["id"])
        by_id[said["id"]] = _entry(said, known)
    entries = [one for one in by_id.values() if since is None or (one.ended or one.time) >= since]
    return Content(entries, broken)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        file = path.open(encoding="utf-8", errors="replace", newline="\n")
    except FileNotFoundError:
        return
    with file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def _parsed(line: str) -> dict[str, Any]:
    """Return what a line says.

    Raises:
        ValueError: It is not a line of a journal.
    """
    try:
        data: Any = json.loads(line)
    except RecursionError:
        raise ValueError("too deep") from None
    said = cast("dict[str, Any]", data if isinstance(data, dict) else {})
    if not all(isinstance(said.get(name), str) for name in _ALWAYS):
        raise ValueError("something is missing")
    if not all(isinstance(said.get(name), str | None) for name in ("name", *_AT_THE_END)):
        raise ValueError("something is not a text")
    if said["event"] not in (_STARTED, _ENDED) or not (moment := read_time(said["time"])):
        raise ValueError("neither beginning nor end")
    return said | {"time": moment[0].astimezone(UTC)}


def _entry(said: dict[str, Any], known: Entry | None) -> Entry:
    """Return the entry of an action after one more of its lines."""
    ended = said["event"] == _ENDED
    about = {name: said.get(name) for name in _AT_THE_END} if ended else dict.fromkeys(_AT_THE_END)
    return Entry(
        time=known.time if known else said["time"],
        ended=said["time"] if ended else None,
        who=said["who"],
        action=said["action"],
        account=said["account"],
        reference=said["reference"],
        name=said.get("name"),
        **about,
    )


def _who() -> str:
    """Return the user and the host of this process."""
    import getpass
    import platform

    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container without an entry for its user
        user = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return f"{user}@{platform.node() or '?'}"
