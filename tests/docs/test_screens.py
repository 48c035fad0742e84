"""What the pages show of the command is what it prints, and the pictures are of today."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from endpoint_roster_cli.main import COMMANDS, roster
from screenshots import pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_no_screen_is_stale() -> None:
    assert [*pages.stale(check=True)] == []


def test_pictures_are_small_and_load_nothing() -> None:
    picture = (ROOT / "docs/screens/list.svg").read_text(encoding="utf-8")
    assert "http" not in picture.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert (ROOT / "docs/screens/report.png").stat().st_size < 300 * 1024


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_of_the_command_names_every_option(name: str) -> None:
    page = (ROOT / "docs/command.md").read_text(encoding="utf-8")
    context = click.Context(roster)
    command = roster.get_command(context, name)
    assert command is not None
    options = [p.opts[-1] for p in command.params if isinstance(p, click.Option)]
    assert [option for option in options if option not in page] == []
