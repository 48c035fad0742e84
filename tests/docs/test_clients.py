"""The program at the top of each client's README lists every endpoint, from variables alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.blocks import blocks_of

if TYPE_CHECKING:
    from endpoint_roster_sim import Simulator

GENERATED = Path(__file__).resolve().parents[2] / "generated"
#: What the programs print of each endpoint, by its names on the wire.
COLUMNS = {
    "volcengine": ("Id", "Name", "Status"),
    "ppio": ("id", "name", "created_at"),
    "together": ("name", "model", "state"),
    "openrouter": ("provider_name", "tag", "context_length"),
    "huawei": ("id", "name", "status"),
}


@pytest.mark.parametrize("provider", COLUMNS)
def test_sync_and_async_all_pages(
    provider: str, simulator: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    page = GENERATED / f"endpoint-roster-{provider}" / "README.md"
    program = next(block for block in blocks_of(page) if block.language == "python")
    exec(compile(program.code, page, "exec"), {"__name__": "__main__"})
    listed = simulator.fleet(provider)
    if provider == "openrouter":  # the program asks for those of one model
        listed = [one for one in listed if one["model_id"] == "openai/gpt-oss-120b"]
    lines = [" ".join(str(one[name]) for name in COLUMNS[provider]) for one in listed]
    assert len(lines) > 1
    assert capsys.readouterr().out.splitlines() == [*lines, *lines]


@pytest.mark.parametrize("provider", COLUMNS)
def test_the_program_names_no_address_and_no_key(provider: str) -> None:
    page = GENERATED / f"endpoint-roster-{provider}" / "README.md"
    program = next(block for block in blocks_of(page) if block.language == "python")
    for word in ("http", "key", "token", "environ"):
        assert word not in program.code
