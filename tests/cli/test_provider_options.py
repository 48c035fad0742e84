"""--provider-option: options of one provider, typed and checked before anything is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    HuaweiOptions,
    OpenRouterOptions,
    PpioOptions,
    TogetherOptions,
    VolcengineOptions,
)
from endpoint_roster_cli.options.provider_options import described, parse

if TYPE_CHECKING:
    from pathlib import Path

ACME = """
from __future__ import annotations
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Optional
from endpoint_roster.models import Endpoint
from endpoint_roster.providers import Page, Provider
from endpoint_roster.query import ProviderOptions

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class AcmeOptions(ProviderOptions):
    provider: ClassVar[str] = "acme"
    size: Optional[int] = None
    share: float | None = None
    words: Sequence[str] = ()
    numbers: tuple[int, ...] = ()
    table: dict[str, str] | None = None


class Client:
    async def aclose(self):
        pass


class Acme(Provider):
    name = "acme"
    arguments = {"api_key": "ACME_API_KEY"}
    credentials = (("api_key",),)

    def connect(self, account, options):
        return Client()

    def list_endpoints(self, account, query):
        asked = query.chosen(AcmeOptions)
        name = f"{asked.size} {asked.share} {asked.words} {asked.numbers}"
        yield Page([Endpoint("acme", account.label, "1", name=name)])
"""


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([("together", "mine", "true")], TogetherOptions(mine=True)),
        ([("together", "mine", "No")], TogetherOptions(mine=False)),
        ([("together", "usage_type", "reserved")], TogetherOptions(usage_type="reserved")),
        ([("huawei", "workspace_id", "0=1")], HuaweiOptions(workspace_id="0=1")),
        ([("ppio", "keyword", "")], PpioOptions(keyword="")),
        ([("ppio", "member_ids", "a, b")], PpioOptions(member_ids=("a", "b"))),
        (
            [("volcengine", "ids", "a"), ("volcengine", "sort_order", "Asc")],
            VolcengineOptions(ids=("a",), sort_order="Asc"),
        ),
        (
            [("volcengine", "ids", "a"), ("volcengine", "ids", "b,c")],
            VolcengineOptions(ids=("a", "b", "c")),
        ),
        ([("openrouter", "models", "a/b")], OpenRouterOptions(models=("a/b",))),
        (
            [("together", "mine", "1"), ("together", "account", "prod")],
            TogetherOptions(mine=True, account="prod"),
        ),
    ],
)
def test_values_become_what_the_option_takes(
    words: list[tuple[str, str, str]], options: object
) -> None:
    assert parse(words) == (options,)


def test_several_providers_are_asked_each_its_own() -> None:
    words = [("together", "mine", "yes"), ("ppio", "keyword", "x"), ("together", "account", "a")]
    assert parse(words) == (TogetherOptions(mine=True, account="a"), PpioOptions(keyword="x"))


def test_each_option_says_what_it_takes() -> None:
    assert described("together") == [
        "usage_type=on-demand|reserved",
        "mine=true|false",
        "account=TEXT",
    ]
    assert "ids=TEXT,..." in described("volcengine")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("together", "not like together.mine=true"),
        ("together.mine", "not like"),
        (".mine=1", "not like"),
        ("togther.mine=1", "Did you mean together? Choose from"),
        ("together.mines=1", "Did you mean mine? Options: usage_type=on-demand|reserved, mine="),
        ("together.mine=perhaps", "together.mine cannot be 'perhaps'. Choose from true, false."),
        ("together.usage_type=free", "Choose from on-demand, reserved."),
        ("openrouter.models=gpt", "'gpt' is not author/slug"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(roster: Any, words: str, reason: str) -> None:
    done = roster("list", "--provider-option", words)
    assert (done.code, done.out) == (2, "")
    assert reason in done.said


def test_one_value_is_not_asked_twice(roster: Any) -> None:
    done = roster(
        "list", "--provider-option", "together.mine=1", "--provider-option", "together.mine=0"
    )
    assert done.code == 2
    assert "together.mine is given twice" in done.err


def test_the_provider_is_asked_so(roster: Any) -> None:
    def names(*words: str) -> set[str]:
        done = roster("list", "--sim", "--provider", "together", "-o", "name", *words)
        assert done.code == 0
        return set(done.out.splitlines())

    everything = names()
    own = names("--provider-option", "together.mine=true")
    dedicated = names("--provider-option", "together.usage-type=on-demand")
    assert own < everything
    assert dedicated < everything
    assert own
    assert dedicated


def test_a_provider_of_another_package_too(process: Any, tmp_path: Path) -> None:
    (tmp_path / "roster_acme.py").write_text(ACME, encoding="utf-8")
    about = tmp_path / "roster_acme-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: roster_acme\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(
        "[endpoint_roster.providers]\nacme = roster_acme:Acme\n", encoding="utf-8"
    )
    env = {"PYTHONPATH": str(tmp_path), "ACME_API_KEY": "k"}

    def ask(*words: str) -> Any:
        options = [part for word in words for part in ("--provider-option", f"acme.{word}")]
        return process("list", "-o", "jsonl", *options, env=env)

    done = ask("size=3", "share=0.5", "words=a,b", "words=c", "numbers=1,2")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["name"] == "3 0.5 ('a', 'b', 'c') (1, 2)"
    for words, reason in (
        ("size=many", "acme.size cannot be 'many': it takes a number"),
        ("table=x", "acme.table cannot be given here"),
        ("colour=red", "size=NUMBER, share=NUMBER, words=TEXT,..., numbers=TEXT,..., table="),
    ):
        done = ask(words)
        assert (done.code, done.out) == (2, "")
        assert reason in done.said
