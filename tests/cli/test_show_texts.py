"""roster show: names in any spelling, and texts of providers that could do something."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from support.few_endpoints import Serve, item, serving
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.running import Run

ATTACK = (
    "\x1b[2J\x1b[35mred\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\\x9b31m\x90q\x9c"
    "one\r\ntwo\x08\x00\u202egnp.exe\u2066x\u2069\u200b\u2028\ud800[red]x[/red]"
)
#: Takes the line of progress away.
ERASE = "\r\x1b[K"


@pytest.fixture
def served() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


def is_tame(text: str) -> bool:
    """Whether nothing acts on a terminal but our colours, ends of lines and line of progress."""
    rest = re.sub(r"\x1b\[(0|1|3[1-3])m|\r\x1b\[K|\r?\n", "", text)
    return all(c.isprintable() or unicodedata.category(c) == "Zs" for c in rest)


def test_hostile_texts_reach_a_terminal_only_as_escapes(
    command: tuple[str, ...], clean_env: dict[str, str], served: Serve
) -> None:
    more: dict[str, Any] = {ATTACK: {ATTACK: [ATTACK]}, f"k{ATTACK}": ATTACK}
    evil = item("e-1", ATTACK, owner=ATTACK, model=ATTACK, state=ATTACK, **more)
    env = clean_env | served(evil)
    with Terminal([*command, "show", "e-1"], env, columns=200, rows=60) as terminal:
        assert terminal.wait() == 0
        shown = terminal.raw.decode()
    assert is_tame(shown)
    shown = shown.rpartition(ERASE)[2]
    assert b"\x1b[1mAs together sent it:" in terminal.raw, "colours are ours"
    names = [line.split()[0] for line in shown.splitlines() if line and line[0].isalpha()]
    assert {"id", "name", "owner", "model", "provider_state"} <= {*names}
    assert "two" not in names, "no line of theirs"
    for escape in ("\\x1b[2J", "\\x1b]0;title\\x07", "\\x9b31m", "one\\r\\ntwo", "\\u202egnp"):
        assert shown.count(escape) >= 8
    assert "[red]x[/red]" in shown

    with Terminal([*command, "show", "e-1", "-o", "json"], env) as terminal:
        assert terminal.wait() == 0
        shown = terminal.raw.decode()
    assert is_tame(shown)
    data = json.loads(shown.rpartition(ERASE)[2])
    assert (data["name"], data["raw"]) == (ATTACK, evil)


def test_hostile_names_among_candidates_are_escaped(roster: Run, served: Serve) -> None:
    hostile = "support-chat\x1b[2J\x9b\r\n\u202e"
    env = served(item("e-1", hostile), item("e-2", f"{hostile}2"))
    several = roster("show", "support", env=env)
    none = roster("show", hostile[1:], env=env)
    assert (several.code, none.code) == (1, 1)
    assert "did you mean" in none.err
    for done in (several, none):
        assert is_tame(done.err)
        assert "\\x1b[2J" in done.err
        assert all(line.startswith("roster: ") for line in done.err.splitlines())


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Z\u00fcrich", "Zu\u0308rich"),
        ("Zu\u0308rich", "Z\u00fcrich"),
        ("stra\u00dfe", "STRASSE"),
        ("STRASSE", "stra\u00dfe"),
        ("\u03a3\u03ac\u03c2", "\u03c3\u03ac\u03c3"),
        ("\ufb01ne tuned", "FINE"),
        ("\uac00-1", "\u1100\u1161-1"),
    ],
)
def test_a_name_is_found_in_any_spelling_and_shown_in_its_own(
    roster: Run, served: Serve, name: str, wanted: str
) -> None:
    env = served(item("ep-1", name), item("ep-2", "zurich"))
    done = roster("show", wanted, "-o", "json", env=env)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["name"] == name


def test_the_exact_name_comes_before_other_spellings(roster: Run, served: Serve) -> None:
    env = served(item("ep-1", "acme"), item("ep-2", "ACME"), item("ep-3", "acme-2"))
    assert json.loads(roster("show", "acme", "-o", "json", env=env).out)["id"] == "ep-1"
    done = roster("show", "Acme", env=env)
    assert done.code == 1
    assert "2 endpoints have this id or name in another spelling" in done.err
