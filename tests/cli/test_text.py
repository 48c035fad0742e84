"""Text from a provider reaches no terminal alive, and JSON keeps it exact."""

from __future__ import annotations

import io
import json

import pytest
from endpoint_roster_cli.output.messages import warn
from endpoint_roster_cli.output.stdout import print_json
from endpoint_roster_cli.output.tables import Column, print_table
from endpoint_roster_cli.output.text import safe, to_json

ATTACKS = [
    "\x1b[2J\x1b[31mred",
    "\x1b]8;;http://evil.example\x07link\x1b]8;;\x07",
    "\x9b31mC1",
    "line\nbreak\r\x08\x00",
    "‮gnp.exe",
    "⁦isolated⁩",
    "zero​width﻿",
    "lone \ud800 surrogate",
    "\u2028separator",
    "soft\xadhyphen",
    "tag\U000e0041",
]
HARMLESS = ["plain", "名前 端点", "Zürich", "🚀 launch", "full　width", "no break", "[red]x[/red]"]


@pytest.mark.parametrize("text", ATTACKS)
def test_what_acts_on_a_terminal_is_escaped(text: str) -> None:
    shown = safe(text)
    assert all(c.isprintable() for c in shown)
    shown.encode()


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays(text: str) -> None:
    assert safe(text) == text
    assert text in to_json(text)


@pytest.mark.parametrize("text", [*ATTACKS, *HARMLESS])
def test_json_is_exact_and_harmless(text: str) -> None:
    written = to_json({text: text})
    assert json.loads(written) == {text: text}
    written.encode()
    bad = [c for c in written if not c.isprintable() and c not in "　 "]
    assert bad == []


def test_a_table_of_attacks(capsys: pytest.CaptureFixture[str]) -> None:
    texts = [*ATTACKS, "[bold]markup[/bold]", ":boom:"]
    print_table([Column("NAME", texts), Column("MODEL", texts)])
    warn(ATTACKS[0])
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == len(texts) + 1
    assert all(c.isprintable() or c in "\t\n" for c in printed.out + printed.err)
    assert {line.count("\t") for line in printed.out.splitlines()} == {1}
    assert "[bold]markup[/bold]" in printed.out
    assert ":boom:" in printed.out


def test_json_where_the_terminal_knows_no_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    monkeypatch.setattr("sys.stdout", stream)
    print_json({"name": "名 🚀 ü"})
    stream.flush()
    assert json.loads(raw.getvalue().decode("ascii")) == {"name": "名 🚀 ü"}
