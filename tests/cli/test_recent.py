"""The last listing, from which references and names are completed."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING, Any

import click
import pytest
from endpoint_roster import Endpoint
from endpoint_roster_cli import recent
from endpoint_roster_cli.options import completion
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.running import Run


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file, in a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    return tmp_path / "endpoint-roster" / "listed.json"


def offered(incomplete: str) -> list[str]:
    nothing: Any = None
    return completion.references(nothing, nothing, incomplete)


def regions(incomplete: str, **params: Any) -> list[str]:
    ctx = click.Context(click.Command("list"))
    ctx.params = params
    return completion.regions(ctx, click.Option(["--region"]), incomplete)


def test_a_listing_at_a_terminal_is_remembered(
    command: tuple[str, ...], clean_env: dict[str, str], variables: dict[str, str], cache: Path
) -> None:
    env = clean_env | variables | {"XDG_CACHE_HOME": str(cache.parents[1])}
    with Terminal([*command, "list", "-p", "ppio,together"], env) as terminal:
        assert terminal.wait() == 0
    words = json.loads(cache.read_text())["endpoints"]
    assert [word for word in words if word.startswith("ppio/ppio/")] == offered("ppio/")
    assert len(offered("ppio/")) == len(offered("together/together/")) == 12
    names = words[24:]
    assert names
    assert offered(names[-1]) == [names[-1]]
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    assert [one.name for one in cache.parent.iterdir()] == [cache.name]
    assert "cn-beijing-02" in regions("cn-b")
    text = cache.read_text()
    assert not any(value in text for name, value in variables.items() if "KEY" in name)


@pytest.mark.parametrize(
    ("words", "terminal"), [(("list",), False), (("list", "--sim", "-n", "1"), True)]
)
def test_nothing_is_remembered_of_a_pipe_and_of_simulated_clouds(
    command: tuple[str, ...],
    clean_env: dict[str, str],
    variables: dict[str, str],
    cache: Path,
    words: tuple[str, ...],
    terminal: bool,
) -> None:
    env = clean_env | variables | {"XDG_CACHE_HOME": str(cache.parents[1])}
    with (cache.parents[1] / "out").open("wb") as out:
        more: dict[str, Any] = {} if terminal else {"out": out}
        with Terminal([*command, *words], env, **more) as running:
            assert running.wait() == 0
    assert not cache.exists()


@pytest.mark.parametrize(
    "content", ["", "{}", "[1, null]", '{"endpoints": [1], "regions": {}}', "[[[", "\udcff"]
)
def test_a_file_that_makes_no_sense_offers_nothing(cache: Path, content: str) -> None:
    cache.parent.mkdir()
    cache.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert recent.listed() == []
    assert offered("") == []
    assert recent.regions() == []


def test_words_that_a_shell_would_take_apart_are_not_offered(cache: Path) -> None:
    cache.parent.mkdir()
    words = ["a/b/c", "two words", "$(touch x)", "line\nplain,injected"]
    cache.write_text(json.dumps({"endpoints": words, "regions": words}))
    assert offered("") == regions("") == ["a/b/c"]


def test_an_empty_listing_is_not_remembered(cache: Path) -> None:
    recent.remember([Endpoint("ppio", "ppio", "ep-1", region="cn-beijing-1")])
    recent.remember([])
    assert recent.listed() == ["ppio/ppio/ep-1"]


def test_regions_are_also_those_of_the_accounts(cache: Path, file: Callable[[str], str]) -> None:
    recent.remember([Endpoint("ppio", "ppio", "ep-1", region="cn-beijing-1")])
    config = file(
        '[[accounts]]\nprovider = "volcengine"\nregion = "ap-southeast-1"\n'
        '[[accounts]]\nprovider = "huawei"\nregion = 5\n'
    )
    assert regions("", config=config) == ["cn-beijing-1", "ap-southeast-1"]
    assert regions("ap", config=config, providers=("huawei",)) == []


def test_a_region_of_the_last_listing_may_have_been_meant(
    roster: Run, cache: Path, variables: dict[str, str]
) -> None:
    recent.remember([Endpoint("ppio", "ppio", "ep-1", region="eu-frankfurt-1")])
    env = variables | {"XDG_CACHE_HOME": str(cache.parents[1])}
    done = roster("list", "--provider", "ppio", "--region", "eu-frankfrt-1", env=env)
    assert done.err == (
        "roster: no endpoint has the region 'eu-frankfrt-1'. Did you mean eu-frankfurt-1?\n"
    )
