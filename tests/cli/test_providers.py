"""roster providers: what it claims of each provider is what that provider is really sent."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from endpoint_roster import (
    Endpoint,
    EndpointState,
    OpenRouterOptions,
    VolcengineOptions,
    registry,
)
from endpoint_roster.query import Filters
from endpoint_roster_cli.provider_facts import FILTERS, provider_facts
from endpoint_roster_cli.schemas import read
from endpoint_roster_sim import Simulator
from jsonschema import Draft202012Validator
from support.claims import IN_PROJECT, Asking, add_custom_endpoint, claim, fill_project
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


PROVIDERS = ["huawei", "openrouter", "ppio", "together", "volcengine"]
# Words of the kinds that any provider has: ours, and their own.
KINDS = ("dedicated", "serverless", "foundationmodel", "custommodel", "real_time", "custom")
PLUGIN = """
from endpoint_roster.providers import Provider, PushedDown


class Acme(Provider):
    name = "acme"
    arguments = {"api_key": "ACME_API_KEY", "region": None}
    credentials = (("api_key",),)
    pushed_down = {"name": PushedDown(note="\\x1b[31mwhole\\x1b[0m words")}
    fields = ("name",)

    def connect(self, account, options):
        raise NotImplementedError

    def list_endpoints(self, account, query):
        raise NotImplementedError
"""


@pytest.fixture(scope="module")
def clouds() -> Iterator[Simulator]:
    """Enough endpoints that every filter leaves some out."""
    with Simulator(endpoints=16) as running:
        add_custom_endpoint(running)
        fill_project(running["together"])
        yield running


@pytest.fixture(params=PROVIDERS)
def asking(request: pytest.FixtureRequest, clouds: Simulator) -> Iterator[tuple[str, Asking]]:
    made = Asking(clouds, request.param)
    yield request.param, made
    made.close()


def check_schema(document: Any) -> None:
    validator: Any = Draft202012Validator(read("providers"))
    validator.validate(document)


def test_the_filters_are_those_of_the_library() -> None:
    # Whose an endpoint is, only adapters know: `mine` cannot be filtered here.
    of_accounts = {"providers", "accounts", "provider_options", "mine"}
    asked = {*Filters.__annotations__} - of_accounts
    assert {*FILTERS} == asked


def test_a_filter_that_is_claimed_is_sent_and_no_other(asking: tuple[str, Asking]) -> None:
    provider, ask = asking
    everything = ask.sent()
    words: dict[str, list[dict[str, Any]]] = {
        "states": [{"states": [state]} for state in EndpointState],
        "kinds": [{"kinds": [kind]} for kind in KINDS],
        "model": [{"model": "nothing is called so"}],
        "name": [{"name": "nothing is called so"}],
        "region": [{"region": "nowhere-1"}],
        "tags": [{"tags": {"team": "search"}}],
        "created_before": [{"created_before": ask.endpoints()[0].created_at}],
        "created_after": [{"created_after": ask.endpoints()[0].created_at}],
    }
    assert {*words} == {*FILTERS}
    for name, questions in words.items():
        about = claim(provider)["filters"][name]
        for question in questions:
            values = question[name]
            taken = about["by"] == "provider" and (
                not about["values"] or {*map(str, values)} <= {*about["values"]}
            )
            assert (ask.sent(**question) != everything) == taken, (name, question)


def test_several_values_are_sent_as_claimed(asking: tuple[str, Asking]) -> None:
    provider, ask = asking
    everything = ask.sent()
    for name, others in (("states", [*EndpointState]), ("kinds", [*KINDS])):
        about = claim(provider)["filters"][name]
        values = about["values"]
        if not values:
            continue
        other = next(str(word) for word in others if word not in values)
        assert ask.sent(**{name: [values[0], other]}) == everything
        # All that the provider takes at once: Ark's two kinds are all that it has.
        several = values[:2]
        fewer = {
            getattr(e, "state" if name == "states" else "provider_kind") for e in ask.endpoints()
        }
        leaves_out = bool({str(word).lower() for word in fewer} - {*several})
        assert (ask.sent(**{name: several}) != everything) == (not about["single"] and leaves_out)


def test_a_tag_is_filtered_here_as_it_has_many_spellings(clouds: Simulator) -> None:
    ask = Asking(clouds, "volcengine")
    assert ask.sent(tags={"team": None}) == ask.sent(tags={"team": ["a"]}) == ask.sent()
    ask.close()


def test_pages_are_read_as_claimed(asking: tuple[str, Asking], clouds: Simulator) -> None:
    provider, ask = asking
    sent = ask.sent()
    cursors = sum("cursor" in query or "after" in query for query in ask.queries())
    models = clouds.describe()["openrouter"]["models"]
    many = len(ask.endpoints())
    wanted = {
        "numbered": (many, 0),
        "cursor": (many, many - 1),
        "one answer": (1, 0),
        "one answer per kind": (2, 0),
        "one answer, cursor": (1 + IN_PROJECT, IN_PROJECT - 1),
        "one answer per model": (len(models) + 1, 0),  # and private endpoints
    }
    assert (len(sent), cursors) == wanted[claim(provider)["paging"]]


def test_a_provider_reports_the_claimed_fields(asking: tuple[str, Asking]) -> None:
    provider, ask = asking
    always = {"provider", "account", "id", "raw"}
    reported = {
        field.name
        for endpoint in ask.endpoints()
        for field in fields(Endpoint)
        if getattr(endpoint, field.name) not in (None, [], {}, EndpointState.UNKNOWN)
    }
    assert reported - always == {*claim(provider)["fields"]}


def test_a_provider_sorts_by_what_is_claimed(clouds: Simulator) -> None:
    ask = Asking(clouds, "volcengine")
    assert [p["name"] for p in provider_facts()["providers"] if p["sorts"]] == ["volcengine"]
    (field,) = claim("volcengine")["sorts"]
    for options in (VolcengineOptions(sort_order="Asc"), VolcengineOptions(sort_order="Desc")):
        found = ask.endpoints(provider_options=[options])
        values = [getattr(endpoint, field) for endpoint in found]
        assert values == sorted(values, reverse=options.sort_order == "Desc")
        assert values[0] != values[-1]
    ask.close()


def test_what_a_provider_can_be_asked_besides_is_its_options() -> None:
    assert claim("openrouter")["asks"] == ["models"]
    for provider in PROVIDERS:
        kind = registry.find(provider).options
        assert kind
        assert kind.provider == provider
    assert registry.find("openrouter").options is OpenRouterOptions


def test_json_and_yaml_say_the_same_and_fit_the_schema(roster: Any) -> None:
    done = roster("providers", "-o", "json")
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    check_schema(document)
    assert yaml.safe_load(roster("providers", "-o", "yaml").out) == document
    assert [provider["name"] for provider in document["providers"]] == PROVIDERS
    assert all(provider["client"]["installed"] for provider in document["providers"])
    huawei = document["providers"][0]
    assert [p["name"] for p in huawei["client"]["packages"]] == ["endpoint-roster-huawei"]


def test_the_table_has_a_line_for_each(roster: Any) -> None:
    done = roster("providers")
    assert (done.code, done.err) == (0, "")
    head, *lines = done.out.splitlines()
    assert head.split("\t") == [
        "PROVIDER",
        "LISTS",
        "CLIENT",
        "CREDENTIALS",
    ]
    rows = {line.split()[0]: line.split("\t") for line in lines}
    assert [*rows] == PROVIDERS
    assert "BytePlus" in rows["volcengine"][1]
    assert "Novita" in rows["ppio"][1]
    assert rows["together"][3] == "TOGETHER_API_KEY"
    assert rows["openrouter"][3] == "OPENROUTER_MODELS (OPENROUTER_API_KEY)"


def test_wide_shows_all_of_each(roster: Any) -> None:
    done = roster("providers", "-o", "wide")
    assert (done.code, done.err) == (0, "")
    blocks = done.out.split("\n\n")
    assert [block.split()[0] for block in blocks] == PROVIDERS
    assert "  server-side filters  kinds (dedicated or serverless)\n" in blocks[3]
    assert (
        "  filtered here        states, model, name, region, tags, created_before, created_after\n"
        in (blocks[3])
    )
    assert "  fields               name, model, kind, state, provider_state, owner" in blocks[3]


@pytest.mark.parametrize(
    ("cloud", "provider"), [("novita", "ppio"), ("BytePlus", "volcengine"), ("azure", None)]
)
def test_a_cloud_by_another_name_leads_to_its_provider(
    roster: Any, cloud: str, provider: str | None
) -> None:
    done = roster("list", "--provider", cloud)
    assert (done.code, done.out) == (2, "")
    assert f"unknown provider '{cloud}'\n" in done.err
    assert ("Did you mean" in done.err) == bool(provider)
    assert not provider or f"Did you mean {provider}? It is for " in done.err


@pytest.mark.parametrize("columns", [60, 100])
def test_it_fits_the_terminal(
    command: tuple[str, ...], clean_env: dict[str, str], columns: int
) -> None:
    words = [*command, "providers", "-o", "wide"]
    with Terminal(words, clean_env, columns=columns, rows=120) as terminal:
        assert terminal.wait() == 0
        shown = terminal.text()
    lines = shown.splitlines()
    assert max(map(len, lines)) <= columns
    assert "  sorts by             created_at" in lines
    with Terminal([*command, "providers"], clean_env, columns=columns) as terminal:
        assert terminal.wait() == 0
        assert "roster providers" not in terminal.text()
        assert "-o wide shows" in re.sub(r"\nroster: +", " ", terminal.text())


def install(folder: Path, package: str, entry_points: str, code: str) -> None:
    """Put a package where Python looks for packages, with what an installer would write."""
    (folder / f"{package}.py").write_text(code, encoding="utf-8")
    about = folder / f"{package}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {package}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(
        f"[endpoint_roster.providers]\n{entry_points}\n", encoding="utf-8"
    )


def test_plug_ins_are_listed_and_broken_ones_with_the_cause(process: Any, tmp_path: Path) -> None:
    install(tmp_path, "roster_acme", "acme = roster_acme:Acme", PLUGIN)
    install(tmp_path, "roster_bad", "bad = roster_bad:Bad", "raise RuntimeError('b\\x1b[31moom')")
    odd = PLUGIN.replace('"acme"', '"odd"').replace('fields = ("name",)', "fields = 5")
    install(tmp_path, "roster_odd", "odd = roster_odd:Acme", odd)
    env = {"PYTHONPATH": str(tmp_path)}
    done = process("providers", "-o", "json", env=env)
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    check_schema(document)
    by_name = {provider["name"]: provider for provider in document["providers"]}
    assert {*by_name} == {*PROVIDERS, "acme", "bad", "odd"}
    acme = by_name["acme"]
    assert (acme["distribution"], acme["version"], acme["problem"]) == ("roster_acme", "1.0", None)
    assert (acme["paging"], acme["fields"]) == (None, ["name"])
    assert acme["filters"]["name"]["note"] == "\x1b[31mwhole\x1b[0m words"
    assert acme["client"] == {"installed": True, "packages": [], "install": None}
    assert "RuntimeError" in by_name["bad"]["problem"]["cause"]
    assert by_name["bad"]["problem"]["advice"] == "Update or remove roster_bad."
    assert "TypeError" in by_name["odd"]["problem"]["cause"]

    for output in ("table", "wide"):
        shown = process("providers", "-o", output, env=env)
        assert shown.code == 0
        assert "\x1b" not in shown.out + shown.err
        assert "the provider bad cannot be loaded: RuntimeError" in shown.err
        assert "the provider odd failed with TypeError. Update or remove roster_odd." in shown.err
    assert "name (\\x1b[31mwhole\\x1b[0m words)" in process("providers", "-o", "wide", env=env).out


def test_a_client_that_is_not_installed_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, roster: Any
) -> None:
    missing = "endpoint-roster-huawei"

    class Hidden:
        """Comes before all other finders of installed packages, and finds one less."""

        def find_distributions(self, context: Any = None) -> Iterator[Any]:
            for finder in finders:
                if find := getattr(finder, "find_distributions", None):
                    yield from (d for d in find(context) if d.name != missing)

        def find_spec(self, *_: Any) -> None:
            return None

    finders: list[Any] = list(sys.meta_path)
    monkeypatch.setattr(sys, "meta_path", [Hidden(), *map(_ModulesOnly, finders)])
    done = roster("providers", "-o", "json")
    huawei = next(p for p in json.loads(done.out)["providers"] if p["name"] == "huawei")
    assert huawei["client"]["installed"] is False
    assert huawei["client"]["install"] == 'pip install "endpoint-roster-cli[huawei]"'
    assert {p["name"]: p["version"] for p in huawei["client"]["packages"]}[missing] is None
    line = next(line for line in roster("providers").out.splitlines() if "huawei" in line)
    assert "missing" in line
    wide = roster("providers", "-o", "wide").out
    assert '  install              pip install "endpoint-roster-cli[huawei]"\n' in wide


class _ModulesOnly:
    """A finder that still finds modules, and no longer what is installed."""

    def __init__(self, finder: Any) -> None:
        self._finder = finder

    def find_spec(self, *words: Any) -> Any:
        return self._finder.find_spec(*words)
