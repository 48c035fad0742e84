"""Filters: what a provider can filter is left to it, and the answer is the same either way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from endpoint_roster import (
    Account,
    Endpoint,
    HuaweiOptions,
    OpenRouterOptions,
    PpioOptions,
    QueryError,
    Roster,
    TogetherOptions,
    VolcengineOptions,
)
from endpoint_roster.providers import Call, find
from endpoint_roster.query import ProviderOptions, Query
from endpoint_roster_sim.fleets.together import OWNER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from endpoint_roster_sim import Simulator

PROVIDERS = ["huawei", "openrouter", "ppio", "together", "volcengine"]
# In the middle of what the fleets hold.
LONG_AGO = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(60)


@pytest.fixture(scope="module")
def fleets(simulator: Simulator) -> dict[str, list[Endpoint]]:
    """Everything there is, without filters."""
    accounts = [Account(name, **about) for name, about in simulator.describe().items()]
    with Roster(accounts, push_down=False) as roster:
        listing = roster.list().collect()
    assert listing.complete
    return {p: [e for e in listing.endpoints if e.provider == p] for p in PROVIDERS}


@pytest.fixture(params=[True, False], ids=["pushed", "here"])
def roster(request: pytest.FixtureRequest, simulated_accounts: list[Account]) -> Iterator[Roster]:
    with Roster(simulated_accounts, push_down=request.param, page_size=7) as roster:
        yield roster


FILTERS: dict[str, tuple[dict[str, Any], Callable[[Endpoint], bool]]] = {
    "no filter": ({}, lambda _: True),
    "running": ({"states": ["running"]}, lambda e: e.state == "running"),
    "stopped, failed": (
        {"states": ["stopped", "failed"]},
        lambda e: e.state in ("stopped", "failed"),
    ),
    "many words": ({"states": ["stopping"]}, lambda e: e.state == "stopping"),
    "known and not": (
        {"states": ["running", "pending"]},
        lambda e: e.state in ("running", "pending"),
    ),
    "unknown": ({"states": ["unknown"]}, lambda e: e.state == "unknown"),
    "dedicated": ({"kinds": ["Dedicated"]}, lambda e: e.kind == "dedicated"),
    "serverless": ({"kinds": ["serverless"]}, lambda e: e.kind == "serverless"),
    "both kinds": ({"kinds": ["serverless", "dedicated"]}, lambda e: e.kind is not None),
    "custom": ({"kinds": ["CUSTOMMODEL"]}, lambda e: e.provider_kind == "CustomModel"),
    "our word and theirs": (
        {"kinds": ["dedicated", "foundationmodel"]},
        lambda e: e.kind == "dedicated" or e.provider_kind == "FoundationModel",
    ),
    "model": ({"model": "LLAMA"}, lambda e: "llama" in (e.model or "").lower()),
    "name": ({"name": "SEARCH"}, lambda e: "search" in (e.name or "").lower()),
    "part of a name": ({"name": "ear"}, lambda e: "ear" in (e.name or "").lower()),
    "region": ({"region": "CN-Beijing"}, lambda e: e.region == "cn-beijing"),
    "other region": ({"region": "eu-frankfurt-01"}, lambda e: e.region == "eu-frankfurt-01"),
    "tag": ({"tags": {"team": "search"}}, lambda e: e.tags.get("team") == "search"),
    "any value": ({"tags": {"team": None}}, lambda e: "team" in e.tags),
    "one of the values": (
        {"tags": {"team": ["search", "growth"]}},
        lambda e: e.tags.get("team") in ("search", "growth"),
    ),
    "two tags": (
        {"tags": {"team": "search", "stage": None}},
        lambda e: e.tags.get("team") == "search" and "stage" in e.tags,
    ),
    "before": (
        {"created_before": LONG_AGO},
        lambda e: e.created_at is not None and e.created_at < LONG_AGO,
    ),
    "after": (
        {"created_after": LONG_AGO},
        lambda e: e.created_at is not None and e.created_at >= LONG_AGO,
    ),
    "several": (
        {"states": ["running"], "kinds": ["dedicated"], "created_before": LONG_AGO},
        lambda e: (
            (e.state, e.kind) == ("running", "dedicated")
            and e.created_at is not None
            and e.created_at < LONG_AGO
        ),
    ),
}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_mine_leaves_out_what_is_offered_to_everybody(
    fleets: dict[str, list[Endpoint]], roster: Roster, provider: str
) -> None:
    own: dict[str, Callable[[Endpoint], bool]] = {
        "openrouter": lambda _: False,
        "together": lambda e: e.owner in (OWNER, None),
    }
    listing = roster.list(providers=[provider], mine=True).collect()
    assert listing.complete
    keeps = own.get(provider, lambda _: True)
    assert listing.endpoints == [e for e in fleets[provider] if keeps(e)]
    assert provider != "together" or 0 < len(listing.endpoints) < len(fleets[provider])


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("name", FILTERS)
def test_the_answer_is_the_same_whoever_filters(
    fleets: dict[str, list[Endpoint]], roster: Roster, name: str, provider: str
) -> None:
    filters, keeps = FILTERS[name]
    listing = roster.list(providers=[provider], **filters).collect()
    assert listing.complete
    assert listing.endpoints == [e for e in fleets[provider] if keeps(e)]


def test_every_filter_keeps_some_and_drops_some(fleets: dict[str, list[Endpoint]]) -> None:
    everything = [endpoint for fleet in fleets.values() for endpoint in fleet]
    for name, (_, keeps) in FILTERS.items():
        kept = sum(map(keeps, everything))
        assert kept > 0, name
        assert name in ("no filter", "both kinds") or kept < len(everything), name


def first_request(account: Account, **filters: Any) -> Any:
    """Return the first request that a provider is sent; None if it is sent none."""
    query = Query.of(**filters).for_account(account.provider, account.label)
    step = next(find(account.provider).list_endpoints(account, query), None)
    if step is None:
        return None
    assert isinstance(step, Call)
    return step.request


def asked(account: Account, **filters: Any) -> list[Any]:
    """Return the query parameters or the body of the first request; nothing if there is none."""
    request = first_request(account, **filters)
    return [] if request is None else [request.query if request.json is None else request.json]


ACCOUNTS = {
    "huawei": Account("huawei", token="t", project_id="p"),
    "openrouter": Account("openrouter", models=["author/slug", "author/other"]),
    "ppio": Account("ppio", api_key="k"),
    "together": Account("together", api_key="k"),
    "volcengine": Account("volcengine", access_key="a", secret_key="s"),
}

PUSHED: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "Statuses": (
        "volcengine",
        {"states": ["stopped", "running"]},
        {"Filter": {"Statuses": ["Running", "Stopped"]}},
    ),
    "EndpointModelTypes": (
        "volcengine",
        {"kinds": ["custommodel"]},
        {"Filter": {"EndpointModelTypes": ["CustomModel"]}},
    ),
    "type": ("together", {"kinds": ["dedicated"]}, {"type": "dedicated"}),
}
NOT_PUSHED: dict[str, tuple[str, dict[str, Any]]] = {
    # Ark's other words are not published: it may have some that mean the same to us.
    "uncertain words": ("volcengine", {"states": ["running", "stopping"]}),
    "no word": ("volcengine", {"states": ["unknown"]}),
    "our kind": ("volcengine", {"kinds": ["dedicated", "custommodel"]}),
    "part of a name": ("volcengine", {"name": "search"}),
    "part of a model": ("volcengine", {"model": "doubao"}),
    "both types": ("together", {"kinds": ["dedicated", "serverless"]}),
    "a word for a type": ("together", {"kinds": ["batch"]}),
    "keyword": ("ppio", {"name": "search"}),
    # Ark would find one spelling of them.
    "tags": ("volcengine", {"tags": {"team": ["b", "a"], "other": None}}),
}


@pytest.mark.parametrize("name", PUSHED)
def test_what_a_provider_is_asked_to_filter(name: str) -> None:
    provider, filters, expected = PUSHED[name]
    paging = {"PageNumber": 1, "PageSize": 100} if provider == "volcengine" else {}
    assert asked(ACCOUNTS[provider], **filters) == [expected | paging]


@pytest.mark.parametrize("name", NOT_PUSHED)
def test_what_a_provider_could_lose_is_filtered_here(name: str) -> None:
    provider, filters = NOT_PUSHED[name]
    assert asked(ACCOUNTS[provider], **filters) == asked(ACCOUNTS[provider])


def test_what_cannot_match_is_not_asked() -> None:
    assert asked(ACCOUNTS["volcengine"], region="ap-southeast-1") == []
    assert asked(ACCOUNTS["huawei"], region="cn-north-4") == []
    request = first_request(ACCOUNTS["openrouter"], model="other")
    assert request.path == "/models/author/other/endpoints"


# What only one provider can be asked: the same again, filtered by a test on the raw objects.


def of_member(simulator: Simulator) -> str:
    return cast("str", simulator.fleet("ppio")[0]["member_id"])


OPTIONS: dict[str, tuple[Callable[[Simulator], ProviderOptions], Callable[[Any, str], bool]]] = {
    "usage_type": (lambda _: TogetherOptions(usage_type="reserved"), lambda e, _: True),
    "mine": (lambda _: TogetherOptions(mine=True), lambda e, _: e.owner == OWNER),
    "keyword": (
        lambda _: PpioOptions(keyword="search"),
        lambda e, _: "search" in str(e.raw.to_dict()).lower(),
    ),
    "member_ids": (
        lambda simulator: PpioOptions(member_ids=[of_member(simulator)]),
        lambda e, member: e.raw.member_id == member,
    ),
    "project_name": (
        lambda _: VolcengineOptions(project_name="default"),
        lambda e, _: e.project == "default",
    ),
    "name": (lambda _: VolcengineOptions(name="search"), lambda e, _: "search" in e.name),
    "ids": (
        lambda simulator: VolcengineOptions(ids=[simulator.fleet("volcengine")[3]["Id"]]),
        lambda e, _: True,
    ),
    "foundation_models": (
        lambda _: VolcengineOptions(foundation_models=["deepseek-r1"]),
        lambda e, _: (e.model or "").startswith("deepseek-r1-"),
    ),
    "models": (
        lambda simulator: OpenRouterOptions(
            models=simulator.describe()["openrouter"]["models"][:1]
        ),
        lambda e, _: True,
    ),
    "workspace_id": (
        lambda simulator: HuaweiOptions(workspace_id=simulator["huawei"].other_workspace),
        lambda e, _: e.project != "0",
    ),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_options_of_one_provider(
    simulator: Simulator, fleets: dict[str, list[Endpoint]], roster: Roster, name: str
) -> None:
    make, belongs = OPTIONS[name]
    option = make(simulator)
    member = of_member(simulator)
    listing = roster.list(providers=[option.provider], provider_options=[option]).collect()
    assert listing.complete
    fleet = fleets[option.provider]
    if name == "workspace_id":
        assert not {e.id for e in listing.endpoints} & {e.id for e in fleet}
    else:
        assert [e for e in fleet if e in listing.endpoints] == listing.endpoints
        assert 0 < len(listing.endpoints) < len(fleet)
    assert all(belongs(e, member) for e in listing.endpoints)
    if name in ("mine", "keyword", "member_ids", "project_name", "name", "foundation_models"):
        assert listing.endpoints == [e for e in fleet if belongs(e, member)]


def test_every_option_of_ark_has_its_place_in_the_body() -> None:
    option = VolcengineOptions(
        project_name="p",
        name="n",
        ids=["i"],
        foundation_models="one",
        model_versions=["v"],
        custom_models=["c"],
        sort_order="Asc",
    )
    assert asked(ACCOUNTS["volcengine"], states=["failed"], provider_options=[option]) == [
        {
            "PageNumber": 1,
            "PageSize": 100,
            "ProjectName": "p",
            "Filter": {
                "Name": "n",
                "Ids": ["i"],
                "Statuses": ["Failed"],
                "FoundationModelNames": ["one"],
                "ModelVersions": ["v"],
                "CustomModelIds": ["c"],
            },
            "SortBy": "CreateTime",
            "SortOrder": "Asc",
        }
    ]


def test_options_go_to_the_account_that_they_name(simulator: Simulator) -> None:
    about = simulator.describe()["together"]
    accounts = [Account("together", label, **about) for label in ("all", "own")]
    with Roster(accounts) as roster:
        listing = roster.list(
            provider_options=[TogetherOptions(account="own", mine=True)]
        ).collect()
        reports = {report.account: report.endpoints for report in listing.accounts}
        assert reports["all"] == 36 > reports["own"] > 0
        both = [TogetherOptions(mine=True), TogetherOptions(account="all", mine=False)]
        listing = roster.list(provider_options=both).collect()
        assert {report.account: report.endpoints for report in listing.accounts} == reports


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no account": ({"provider_options": [TogetherOptions(account="x")]}, "'x'.*together"),
    "twice": (
        {"provider_options": [TogetherOptions(), TogetherOptions(mine=True)]},
        "two TogetherOptions",
    ),
    "no options": ({"provider_options": [{"mine": True}]}, "dict.*TogetherOptions"),
    "no zone": ({"created_after": datetime(2026, 1, 1)}, "created_after.*time zone"),
    "an empty kind": ({"kinds": ["dedicated", " "]}, "a kind is empty"),
    "a day": ({"created_before": date(2026, 1, 1)}, "created_before.*time zone"),
    "no time between": (
        {"created_after": LONG_AGO, "created_before": LONG_AGO},
        "later created_before",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_questions_that_make_no_sense_are_refused(name: str) -> None:
    filters, words = WRONG[name]
    account = Account("together", api_key="k")
    with Roster([account]) as roster, pytest.raises(QueryError, match=words):
        roster.list(**filters)


def test_a_model_of_the_options_is_checked() -> None:
    with pytest.raises(QueryError, match="author/slug"):
        OpenRouterOptions(models=["gpt-4"])


def test_an_endpoint_without_a_time_was_created_neither_before_nor_after() -> None:
    endpoint = Endpoint("together", "t", "e")
    assert Query.of(created_before=LONG_AGO).pick([endpoint]) == []
    assert Query.of(created_after=LONG_AGO).pick([endpoint]) == []
    exactly = Endpoint("together", "t", "e", created_at=LONG_AGO)
    assert Query.of(created_before=LONG_AGO).pick([exactly]) == []
    assert Query.of(created_after=LONG_AGO).pick([exactly]) == [exactly]
