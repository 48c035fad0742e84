"""roster watch: lines of text, and text that a provider sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.raw_server import Server, http, say

from .stories import HOSTILE, SECRET, account_with, answer, kinds, put, together

if TYPE_CHECKING:
    from pathlib import Path

    from support.running import Done

    from .stories import Watch


def test_lines_for_people(watch: Watch) -> None:
    with together("401,nth=3", "401,nth=4") as (cloud, env):
        gone, other = cloud.fleet[:2]
        happens = {
            10: lambda: cloud.drift("vanish"),
            40: put(cloud, 1, "STOPPED"),
            45: lambda: cloud.drift("appear"),
        }
        done = watch("-o", "table", "--rounds", "5", env=env, happens=happens)
        new = cloud.fleet[0]
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:2] == [
        "2026-03-01 12:00:00Z  watching 4 endpoints of 1 account",
        f"2026-03-01 12:00:30Z  - together/together/{gone['id']}  {gone['name']}  running",
    ]
    assert lines[2].startswith("2026-03-01 12:01:00Z  ! together (together): list endpoints failed")
    assert lines[3] == (
        "2026-03-01 12:02:00Z  ! together (together): can be read again,"
        " failing since 2026-03-01 12:01:00 UTC"
    )
    added, changed = sorted(lines[4:])
    assert added.startswith(f"2026-03-01 12:02:00Z  + together/together/{new['id']}  {new['name']}")
    assert changed == (
        f"2026-03-01 12:02:00Z  ~ together/together/{other['id']}  {other['name']}"
        "  state: running -> stopped, provider_state: STARTED -> STOPPED"
    )


def test_nothing_that_a_provider_sent_acts(watch: Watch, events: Any, tmp_path: Path) -> None:
    refusal = http({"error": {"message": HOSTILE, "type": HOSTILE, "code": HOSTILE}}, 401)
    odd = f"{HOSTILE}\ud800"

    def run(output: str) -> Done:
        answers = answer(odd), answer(odd, HOSTILE, state=odd), refusal, answer(HOSTILE)
        with Server() as server:
            words = account_with(HOSTILE, server.play(*map(say, answers)), tmp_path)
            return watch(*words, "--rounds", "4", "-o", output, env={"GOOD": SECRET})

    for output, lines in (("table", 7), ("jsonl", 7)):
        done = run(output)
        assert done.code == 0
        assert all(character.isprintable() or character == "\n" for character in done.out)
        assert done.err == ""
        assert len(done.out.split("\n")) == lines + 1
    found = events(done.out)
    assert found[0]["endpoints"][0]["name"] == odd
    assert kinds(found[1:4]) == ["changed", "added", "account_failed"]
    assert found[1]["fields"]["provider_state"] == {"before": "STARTED", "after": odd}
    assert found[2]["endpoint"]["model"] == HOSTILE
    assert found[3]["account"] == HOSTILE
