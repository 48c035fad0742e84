"""A cloud that says what a test needs, and a configuration file for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from support.raw_server import Server, http, say
from support.surroundings import write_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECRET = "s3cr3t-never-shown"
HOSTILE = '\x1b]0;evil\x07\u202e[red]x\r\n"]]><failure/>&amp;\ufffe'


class Check(Protocol):
    def __call__(self, *words: str, table: str = ..., env: dict[str, str] | None = ...) -> Any: ...


def answer(states: dict[str, str], **more: str) -> bytes:
    """Together's list of endpoints: their names, which are their ids too, and states."""
    about = {"object": "endpoint", "type": "dedicated", "created_at": "2026-02-01T00:00:00.000Z"}
    data = [
        {"id": name, "name": name, "model": name, "owner": "me", "state": state} | about | more
        for name, state in states.items()
    ]
    return http({"object": "list", "data": data})


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def check_of(noon: Any, tmp_path: Path, server: Server) -> Callable[..., Check]:
    """Make the check, at noon, of one account at Together that gives this answer."""

    def make(answered: bytes, label: str = "prod") -> Check:
        address = server.play(say(answered))

        def run(*words: str, table: str = "", env: dict[str, str] | None = None) -> Any:
            account = (
                f'[[accounts]]\nprovider = "together"\nlabel = {label!r}\n'
                f'base_url = "{address}"\napi_key = {{ env = "GOOD" }}\n'
            )
            file = write_config(tmp_path, account + table)
            return noon("check", "--config", str(file), *words, env={"GOOD": SECRET} | (env or {}))

        return run

    return make
