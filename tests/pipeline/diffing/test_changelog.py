"""Versions, changelogs and declared changes."""

from datetime import date
from pathlib import Path

import pytest
from diffing import changelog, waivers
from diffing.changelog import next_version, section, write_changelog
from diffing.rules import MAJOR, MINOR, PATCH, Change, Level
from diffing.waivers import read_waivers
from documents.spec import UnreadableError, read_spec

DAY = date(2026, 11, 21)
GONE = Change("response-property-removed", "/a", "`Thing.owner`")
NEW = Change("response-property-added", "/b", "`Thing.gpus`", "integer")
WORDS = [Change("description-changed", f"/{n}", f"`Thing.{n}`") for n in ("id", "size", "id")]
WAIVER = """\
# Why: the provider's note of 2026-11-20.
- rule: response-property-removed
  pointer: /a
  reason: >-
    It is gone from the API;
    look in the console.
- rule: response-property-removed
  pointer: /z
  reason: Another one.
"""


@pytest.mark.parametrize(
    ("released", "level", "version"),
    [
        ("1.2.3", MAJOR, "2.0.0"),
        ("1.2.3", MINOR, "1.3.0"),
        ("1.2.3", PATCH, "1.2.4"),
        ("0.2.3", MAJOR, "0.3.0"),
        ("0.2.3", MINOR, "0.2.4"),
        ("0.2.3", PATCH, "0.2.4"),
        ("0.9.9", MAJOR, "0.10.0"),
    ],
)
def test_next_version(released: str, level: Level, version: str) -> None:
    assert next_version(released, level) == version


@pytest.mark.parametrize("text", ["1.2", "1.2.3rc1", "v1.2.3", ""])
def test_what_is_no_version(text: str) -> None:
    with pytest.raises(ValueError, match="not a version"):
        changelog.parse(text)


def test_a_section_tells_by_level_and_gives_reasons(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(WAIVER)
    assert section("0.2.0", DAY, [NEW, GONE, *WORDS], read_waivers(path)) == (
        "## 0.2.0 - 2026-11-21\n\n"
        "### Breaking (breaks a caller)\n\n"
        "- `Thing.owner`: a property was removed. It is gone from the API; look in the console.\n\n"
        "### Added (adds something)\n\n"
        "- `Thing.gpus`: a property was added (integer).\n\n"
        "### Changed (only reads differently)\n\n"
        "- only words changed: `Thing.id`, `Thing.size`.\n"
    )


def test_a_changelog_keeps_releases_and_replaces_what_was_not_released(tmp_path: Path) -> None:
    path = tmp_path / "CHANGELOG.md"
    write_changelog(path, "p", "0.1.0", "## 0.1.1 - 2026-11-20\n\n- draft\n")
    path.write_text(path.read_text() + "\n## 0.1.0 - 2026-11-01\n\nFirst.\n")
    write_changelog(path, "p", "0.1.0", section("0.2.0", DAY, [GONE], []))
    text = path.read_text()
    assert text.startswith("# Changelog of p\n\n## 0.2.0 - 2026-11-21\n\n### Breaking")
    assert text.endswith("\n\n## 0.1.0 - 2026-11-01\n\nFirst.\n")
    assert "draft" not in text
    assert changelog.has_section(path, "0.2.0")
    assert not changelog.has_section(path, "0.1.1")


def test_a_version_is_written_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    text = 'openapi: "3.1.0"  # 0.1.0\ninfo:\n  title: x  # 0.1.0\n  version: "0.1.0"  # ours\n'
    path.write_text(text)
    changelog.set_version(read_spec(path), "0.2.0")
    assert path.read_text() == text.replace('version: "0.1.0"', 'version: "0.2.0"')


def test_waivers_are_for_breaking_changes_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(WAIVER)
    known = read_waivers(path)
    assert waivers.declared(GONE, known) is known[0]
    assert waivers.declared(NEW, known) is None
    assert [*waivers.unneeded([GONE, NEW], known)] == [known[1]]
    added = waivers.Waiver("response-property-added", "/b", "No need.", MAJOR, 1, 2)
    assert [*waivers.unneeded([NEW], [added])] == [added]


def test_a_waiver_can_say_that_nobody_is_hurt(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(WAIVER.replace("reason: >-", "counts_as: patch\n  reason: >-"))
    assert waivers.level_of(GONE, read_waivers(path)) is PATCH
    assert waivers.level_of(NEW, read_waivers(path)) is MINOR


def test_entries_are_taken_out_and_others_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(WAIVER)
    first, second = read_waivers(path)
    waivers.remove(path, [second])
    assert (
        path.read_text()
        == WAIVER[: WAIVER.index("- rule: response-property-removed\n  pointer: /z")]
    )
    waivers.remove(path, [first])
    assert not path.exists()
    assert read_waivers(path) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: [", "not valid YAML"),
        ("a: b", "a list of entries"),
        ("- rule: path-changed\n  pointer: /a\n", "each a text"),
        ("- rule: path-changed\n  pointer: /a\n  reason: ' '\n", "each a text"),
        ("- rule: nonsense\n  pointer: /a\n  reason: b\n", "no rule nonsense"),
        ("- rule: path-changed\n  pointer: /a\n  reason: b\n  until: c\n", "no until"),
        ("- rule: path-changed\n  pointer: /a\n  reason: b\n  counts_as: none\n", "counts_as"),
        ("- rule: path-changed\n  pointer: /a\n  reason: b\n" * 2, "declared twice"),
    ],
)
def test_waivers_that_cannot_be_read(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_text(text)
    with pytest.raises(UnreadableError, match=complaint):
        read_waivers(path)
