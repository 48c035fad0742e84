"""The watch in a story, and what it prints."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.clock import Clock
from endpoint_roster_sim import Cloud, Simulator
from jsonschema import Draft202012Validator
from support.surroundings import write_config

from ..conftest import within_the_tests
from .stories import Story, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from pathlib import Path

    from support.running import Done, Run


@pytest.fixture
def watch(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The command within the tests, from noon on, in a story of its own."""

    def run(
        *words: str,
        env: Mapping[str, str],
        happens: Mapping[int, Callable[[], object]] | None = None,
        shift: Callable[[], float] = lambda: 0.0,
    ) -> Done:
        story = Story(happens or {}, shift)
        clock = Clock(now=story.now, sleep=story.sleep)
        return within_the_tests(capsys, monkeypatch, clock)("watch", *words, env=env)

    return run


@pytest.fixture
def events(roster: Run) -> Callable[[str], list[Any]]:
    """Read lines of JSON, each of which is as `roster schema changes` says."""
    schema = json.loads(roster("schema", "changes").out)
    checker = Draft202012Validator.FORMAT_CHECKER
    validator: Any = Draft202012Validator(schema, format_checker=checker)

    def read(text: str) -> list[Any]:
        found = [json.loads(line) for line in text.splitlines()]
        for event in found:
            validator.validate(event)
        return found

    return read


@pytest.fixture
def paged(tmp_path: Path) -> Callable[..., Any]:
    """Make a cloud whose endpoints come in pages, and the words that watch it."""

    @contextmanager
    def make(*faults: str, endpoints: int, page: int) -> Generator[tuple[Cloud[Any], list[str]]]:
        with Simulator(endpoints, 7, providers=["ppio"], faults=faults) as simulator:
            cloud = simulator["ppio"]
            file = write_config(
                tmp_path,
                f'[defaults]\npage_size = {page}\n[[accounts]]\nprovider = "ppio"\n'
                f'base_url = "{cloud.base_url}"\napi_key = {{ env = "PPIO_API_KEY" }}\n',
            )
            yield cloud, ["--config", str(file)]

    return make
