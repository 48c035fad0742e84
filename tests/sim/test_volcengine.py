from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_sim import Simulator, VolcengineCloud

from .calls import ark_error, ask_ark

if TYPE_CHECKING:
    from collections.abc import Callable

Item = dict[str, Any]


@pytest.fixture
def cloud(simulator: Simulator) -> VolcengineCloud:
    return simulator["volcengine"]


def pages(http: httpx.Client, cloud: VolcengineCloud, body: Item) -> list[list[Item]]:
    """Count the pages up to the end, as the provider's total says where it is."""
    result: list[list[Item]] = []
    while True:
        number = len(result) + 1
        answer = ask_ark(http, cloud, {**body, "PageNumber": number})
        assert answer.status_code == 200, answer.text
        page = answer.json()["Result"]
        assert page["PageNumber"] == number
        result.append(page.get("Items", []))
        if number * page["PageSize"] >= page["TotalCount"]:
            assert sum(map(len, result)) == page["TotalCount"]
            return result


def items(http: httpx.Client, cloud: VolcengineCloud, body: Item) -> list[Item]:
    return [item for page in pages(http, cloud, {"PageSize": 7, **body}) for item in page]


@pytest.mark.parametrize(("size", "count"), [(1, 36), (7, 6), (36, 1), (100, 1), (None, 4)])
def test_pages_are_the_fleet_once(
    http: httpx.Client, cloud: VolcengineCloud, size: int | None, count: int
) -> None:
    seen = pages(http, cloud, {"PageSize": size})
    assert len(seen) == count
    assert [item for page in seen for item in page] == cloud.fleet


def test_envelope(http: httpx.Client, cloud: VolcengineCloud) -> None:
    answer = ask_ark(http, cloud, {"PageSize": 1})
    metadata = answer.json()["ResponseMetadata"]
    assert metadata.pop("RequestId") == answer.headers["X-Tt-Logid"]
    assert metadata == {
        "Action": "ListEndpoints",
        "Version": "2024-01-01",
        "Service": "ark",
        "Region": "cn-beijing",
    }


def test_page_beyond_the_end_has_no_items(http: httpx.Client, cloud: VolcengineCloud) -> None:
    answer = ask_ark(http, cloud, {"PageNumber": 5})
    assert answer.json()["Result"] == {"TotalCount": 36, "PageNumber": 5, "PageSize": 10}


def test_order(http: httpx.Client, cloud: VolcengineCloud) -> None:
    newest_first = items(http, cloud, {"SortBy": "CreateTime", "SortOrder": "Desc"})
    oldest_first = items(http, cloud, {"SortBy": "CreateTime", "SortOrder": "Asc"})
    assert newest_first == cloud.fleet
    assert oldest_first == cloud.fleet[::-1]
    times = [item["CreateTime"] for item in oldest_first]
    assert times == sorted(times)


def model_of(item: Item) -> Item:
    return item["ModelReference"].get("FoundationModel", {"Name": None, "ModelVersion": None})


def tags_of(item: Item) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in item["Tags"]}


def test_filters(http: httpx.Client, cloud: VolcengineCloud) -> None:
    fleet = cloud.fleet
    some = fleet[3]
    custom = next(one for one in fleet if one["EndpointModelType"] == "CustomModel")
    custom_id = custom["ModelReference"]["CustomModelId"]
    model = model_of(next(one for one in fleet if one["EndpointModelType"] == "FoundationModel"))
    word = some["Name"].split("-")[0]
    cases: list[tuple[Item, Callable[[Item], bool]]] = [
        ({"Name": word}, lambda one: word in one["Name"]),
        ({"Ids": [some["Id"], custom["Id"]]}, lambda one: one["Id"] in (some["Id"], custom["Id"])),
        (
            {"Statuses": ["Running", "Failed"]},
            lambda one: one["Status"] in ("Running", "Failed"),
        ),
        (
            {"EndpointModelTypes": ["CustomModel"]},
            lambda one: one["EndpointModelType"] == "CustomModel",
        ),
        (
            {"FoundationModelName": model["Name"]},
            lambda one: model_of(one)["Name"] == model["Name"],
        ),
        (
            {"FoundationModelNames": [model["Name"], "kimi-k2"]},
            lambda one: model_of(one)["Name"] in (model["Name"], "kimi-k2"),
        ),
        (
            {"ModelVersions": [model["ModelVersion"]]},
            lambda one: model_of(one)["ModelVersion"] == model["ModelVersion"],
        ),
        (
            {"CustomModelIds": [custom_id]},
            lambda one: one["ModelReference"].get("CustomModelId") == custom_id,
        ),
        (
            {"Statuses": ["Running"], "EndpointModelTypes": ["FoundationModel"]},
            lambda one: (
                one["Status"] == "Running" and one["EndpointModelType"] == "FoundationModel"
            ),
        ),
    ]
    for wanted, keeps in cases:
        expected = [one for one in fleet if keeps(one)]
        assert 0 < len(expected) < len(fleet), wanted
        assert items(http, cloud, {"Filter": wanted}) == expected, wanted


def test_nothing_found(http: httpx.Client, cloud: VolcengineCloud) -> None:
    answer = ask_ark(http, cloud, {"Filter": {"Ids": ["ep-none"]}})
    assert answer.json()["Result"] == {"TotalCount": 0, "PageNumber": 1, "PageSize": 10}


@pytest.mark.parametrize("project", ["default", "客服项目"])
def test_project(http: httpx.Client, cloud: VolcengineCloud, project: str) -> None:
    expected = [one for one in cloud.fleet if one["ProjectName"] == project]
    assert 0 < len(expected) < 36
    assert items(http, cloud, {"ProjectName": project}) == expected


def test_tags(http: httpx.Client, cloud: VolcengineCloud) -> None:
    fleet = cloud.fleet
    teams = sorted({tags_of(one)["team"] for one in fleet if "team" in tags_of(one)})[:2]
    has_stage = {"Key": "stage"}
    of_teams = {"Key": "team", "Values": teams}
    tagged = [one for one in fleet if "stage" in tags_of(one)]
    owned = [one for one in fleet if tags_of(one).get("team") in teams]
    assert items(http, cloud, {"TagFilters": [has_stage]}) == tagged
    assert items(http, cloud, {"TagFilters": [of_teams]}) == owned
    both = [one for one in owned if one in tagged]
    assert items(http, cloud, {"TagFilters": [has_stage, of_teams]}) == both
    assert 0 < len(tagged) < 36
    assert 0 < len(owned) < 36


def test_null_and_unknown_fields_count_as_absent(
    http: httpx.Client, cloud: VolcengineCloud
) -> None:
    body = {"PageSize": None, "Filter": None, "TagFilters": None, "SortBy": None, "Later": {"a": 1}}
    assert ask_ark(http, cloud, body).json()["Result"]["TotalCount"] == 36


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"PageNumber": 0}, "PageNumber"),
        ({"PageNumber": "1"}, "PageNumber"),
        ({"PageNumber": True}, "PageNumber"),
        ({"PageNumber": 1.0}, "PageNumber"),
        ({"PageSize": 0}, "PageSize"),
        ({"PageSize": 101}, "PageSize"),
        ({"PageSize": -1}, "PageSize"),
        ({"ProjectName": 1}, "ProjectName"),
        ({"SortBy": "Name"}, "SortBy"),
        ({"SortOrder": "asc"}, "SortOrder"),
        ({"Filter": []}, "Filter"),
        ({"Filter": {"Name": ["x"]}}, "Name"),
        ({"Filter": {"Ids": "ep-1"}}, "Ids"),
        ({"Filter": {"Statuses": [1]}}, "Statuses"),
        ({"Filter": {"EndpointModelTypes": ["Foundation"]}}, "EndpointModelTypes"),
        ({"Filter": {"FoundationModelName": {}}}, "FoundationModelName"),
        ({"Filter": {"ModelVersions": "1"}}, "ModelVersions"),
        ({"Filter": {"CustomModelIds": [None]}}, "CustomModelIds"),
        ({"TagFilters": {"Key": "a"}}, "TagFilters"),
        ({"TagFilters": ["a"]}, "TagFilters"),
        ({"TagFilters": [{"Values": ["a"]}]}, "TagFilters"),
        ({"TagFilters": [{"Key": 1}]}, "Key"),
        ({"TagFilters": [{"Key": "a", "Values": "b"}]}, "Values"),
    ],
)
def test_bad_field(http: httpx.Client, cloud: VolcengineCloud, body: Item, name: str) -> None:
    assert ark_error(ask_ark(http, cloud, body)) == (400, f"InvalidParameter.{name}")


def test_fleet_is_varied(cloud: VolcengineCloud) -> None:
    fleet = cloud.fleet
    statuses = {one["Status"] for one in fleet}
    assert {"Running", "Stopped", "Failed", "Creating", "Migrating"} <= statuses
    assert {one["EndpointModelType"] for one in fleet} == {"FoundationModel", "CustomModel"}
    assert any("RateLimit" not in one for one in fleet)
    assert any(one["ModelUnitId"] for one in fleet)
    assert any(not one["Name"].isascii() for one in fleet)
