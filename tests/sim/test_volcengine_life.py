"""Volcengine Ark: endpoints are created, change by themselves, and go."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import VolcengineAuth
from endpoint_roster_sim import Simulator, VolcengineCloud

from .calls import Clock, ark_error
from .test_specs import validator

SEED = {"FoundationModel": {"Name": "doubao-seed-1-6", "ModelVersion": "250615"}}
SCARCE = {"FoundationModel": {"Name": "kimi-k2", "ModelVersion": "250905"}}
CUSTOM = {"CustomModelId": "cm-20260110070910-v3c8d"}
BODY: dict[str, Any] = {"Name": "ranking", "ModelReference": SEED}
ANSWERS = {
    "ListEndpoints": "ListEndpointsResponse",
    "GetEndpoint": "GetEndpointResponse",
    "CreateEndpoint": "CreateEndpointResponse",
    "ListModelActivations": "ListModelActivationsResponse",
}
WRONG_STATE = (403, "OperationDenied.EndpointStatus")
UNKNOWN = (404, "InvalidEndpointOrModel.NotFound")


class Caller:
    """Calls one cloud, and checks every answer against the spec."""

    def __init__(self, http: httpx.Client, cloud: VolcengineCloud, clock: Clock) -> None:
        self.http = http
        self.cloud = cloud
        self.clock = clock

    def __call__(self, action: str, body: Any = None, **fields: Any) -> httpx.Response:
        cloud = self.cloud
        auth = VolcengineAuth(
            cloud.access_key, cloud.secret_key, region=cloud.region, clock=self.clock
        )
        answer = self.http.post(
            f"{cloud.base_url}/",
            params={"Action": action, "Version": "2024-01-01"},
            json=fields if body is None else body,
            auth=auth,
        )
        is_done = answer.is_success
        schema = ANSWERS.get(action, "EmptyResponse") if is_done else "ErrorResponse"
        validator("volcengine", schema).validate(answer.json())
        return answer

    def result(self, action: str, **fields: Any) -> Any:
        answer = self(action, **fields)
        assert answer.status_code == 200, answer.text
        return answer.json()["Result"]

    def create(self, **changes: Any) -> str:
        return self.result("CreateEndpoint", **{**BODY, **changes})["Id"]

    def get(self, key: str) -> dict[str, Any]:
        """An endpoint by reading it, which is what the list has of it too."""
        found = self.result("GetEndpoint", Id=key)
        (listed,) = [one for one in self.listed() if one["Id"] == key]
        assert listed == {name: found[name] for name in listed}
        return found

    def state(self, key: str) -> str:
        return self.get(key)["Status"]

    def listed(self, **question: Any) -> list[dict[str, Any]]:
        found = self.result("ListEndpoints", PageSize=100, **question).get("Items", [])
        if not question:
            assert found == self.cloud.fleet
        return found


@pytest.fixture
def call(http: httpx.Client) -> Iterator[Caller]:
    clock = Clock()
    with Simulator(endpoints=8, providers=["volcengine"], clock=clock) as simulator:
        yield Caller(http, simulator["volcengine"], clock)


def refused(answer: httpx.Response) -> tuple[int, str]:
    return ark_error(answer)


def test_from_its_creation_to_its_end(call: Caller) -> None:
    before = call.listed()
    key = call.create(Description="Ranks.", Tags=[{"Key": "team", "Value": "care"}])
    assert key.startswith("ep-20260304130607-")  # the time of Beijing
    assert call.listed()[0]["Id"] == key
    made = call.get(key)
    assert {name: made[name] for name in ("Name", "ProjectName", "Status", "ModelUnitId")} == {
        "Name": "ranking",
        "ProjectName": "default",
        "Status": "Creating",
        "ModelUnitId": "",
    }
    assert made["ModelReference"] == SEED
    assert made["Tags"] == [{"Key": "team", "Value": "care"}]
    assert made["Moderation"] == {"Strategy": "Default"}
    for seconds, state in ((1, "Starting"), (4, "Running"), (3600, "Running")):
        call.clock.pass_by(seconds=seconds)
        assert call.state(key) == state
    assert call.result("StopEndpoint", Id=key) is None
    assert call.state(key) == "Stopping"
    call.clock.pass_by(seconds=2)
    assert call.state(key) == "Stopped"
    assert call.result("StartEndpoint", Id=key) == {}
    assert call.state(key) == "Starting"
    call.clock.pass_by(seconds=4)
    assert call.state(key) == "Running"
    call("StopEndpoint", Id=key)
    call.clock.pass_by(seconds=2)
    assert call.result("DeleteEndpoint", Id=key) == {}
    assert call.listed() == before
    for action in (
        "GetEndpoint",
        "UpdateEndpoint",
        "StartEndpoint",
        "StopEndpoint",
        "DeleteEndpoint",
    ):
        assert refused(call(action, Id=key)) == UNKNOWN


def test_changes(call: Caller) -> None:
    key = call.create(RateLimit={"Rpm": 60, "Tpm": 1000}, Description="One.")
    before = call.get(key)
    call.clock.pass_by(seconds=60)
    assert call.result("UpdateEndpoint", Id=key, Name="search", Description="") == {}
    after = call.get(key)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"Name", "Description", "Status", "UpdateTime"}
    assert (after["Name"], after["Description"]) == ("search", "")
    call(
        "UpdateEndpoint",
        Id=key,
        RateLimit={"Rpm": 1, "Tpm": 2},
        Moderation={"Strategy": "Skip"},
        Tags=[{"Key": "a", "Value": "b"}],
        ServiceInfo={"Id": "s"},
    )
    after = call.get(key)
    assert after["RateLimit"] == {"Rpm": 1, "Tpm": 2}
    assert after["Moderation"] == {"Strategy": "Skip"}
    assert call.listed(TagFilters=[{"Key": "a"}]) == [call.listed()[0]]
    call("UpdateEndpoint", Id=key)  # nothing to change
    assert {**call.get(key), "UpdateTime": ""} == {**after, "UpdateTime": ""}


def test_the_list_can_be_filtered_by_what_has_changed(call: Caller) -> None:
    key = call.create(ProjectName="new-project")

    def ids(**wanted: Any) -> list[str]:
        return [one["Id"] for one in call.listed(ProjectName="new-project", Filter=wanted)]

    assert ids(Statuses=["Creating"]) == [key]
    assert ids(FoundationModelName="doubao-seed-1-6") == [key]
    call.clock.pass_by(seconds=5)
    assert ids(Statuses=["Creating"]) == []
    assert ids(Statuses=["Running"]) == [key]
    call("UpdateEndpoint", Id=key, Name="another")
    assert ids(Name="another") == [key]
    call.cloud.set_state(call.listed()[0], "Failed")
    assert ids(Statuses=["Failed"]) == [key]
    assert call.state(key) == "Failed"


@pytest.mark.parametrize("seconds", [0, 2, 10])
def test_what_runs_is_not_started_again_and_not_deleted(call: Caller, seconds: int) -> None:
    key = call.create()
    call.clock.pass_by(seconds=seconds)
    for action in ("StartEndpoint", "DeleteEndpoint"):
        assert refused(call(action, Id=key)) == WRONG_STATE
    assert call("StopEndpoint", Id=key).status_code == 200
    for action in ("StopEndpoint", "StartEndpoint", "DeleteEndpoint"):  # it is still stopping
        assert refused(call(action, Id=key)) == WRONG_STATE
    call.clock.pass_by(seconds=2)
    assert refused(call("StopEndpoint", Id=key)) == WRONG_STATE
    assert call.state(key) == "Stopped"


def test_a_model_that_nothing_is_left_to_run_on(call: Caller) -> None:
    key = call.create(ModelReference=SCARCE)
    assert call.get(key)["StatusReason"] == ""
    call.clock.pass_by(seconds=5)
    failed = call.get(key)
    assert (failed["Status"], bool(failed["StatusReason"])) == ("Failed", True)
    assert call("StartEndpoint", Id=key).status_code == 200
    call.clock.pass_by(seconds=4)
    assert call.state(key) == "Failed"
    assert call("DeleteEndpoint", Id=key).status_code == 200


def test_a_model_of_ones_own(call: Caller) -> None:
    key = call.create(ModelReference={**CUSTOM, "FoundationModel": {}}, ModelUnitId="mu-1")
    made = call.get(key)
    assert (made["ModelReference"], made["EndpointModelType"]) == (CUSTOM, "CustomModel")
    assert (made["ModelUnitId"], made["SupportRolling"]) == ("mu-1", False)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Name": None}, (400, "MissingParameter.Name")),
        ({"Name": ""}, (400, "MissingParameter.Name")),
        ({"Name": 7}, (400, "InvalidParameter.Name")),
        ({"ModelReference": None}, (400, "InvalidParameter.ModelReference")),
        ({"ModelReference": {**CUSTOM, **SEED}}, (400, "InvalidParameter.ModelReference")),
        ({"ModelReference": {"CustomModelId": "cm-1"}}, UNKNOWN),
        ({"ModelReference": {"FoundationModel": {"Name": "a"}}}, None),
        ({"ModelReference": {"FoundationModel": {"Name": "a", "ModelVersion": "1"}}}, UNKNOWN),
        (
            {
                "ModelReference": {
                    "FoundationModel": {**SEED["FoundationModel"], "ModelVersion": "1"}
                }
            },
            UNKNOWN,
        ),
        (
            {
                "ModelReference": {
                    "FoundationModel": {"Name": "doubao-seedream-4-0", "ModelVersion": "250828"}
                }
            },
            (404, "ModelNotOpen"),
        ),
        ({"Tags": {"Key": "a"}}, (400, "InvalidParameter.Tags")),
        ({"Tags": [{"Value": "a"}]}, (400, "MissingParameter.Key")),
        ({"Tags": [{"Key": "a"}, {"Key": "a"}]}, (400, "Duplicate.Tags.Key")),
        ({"RateLimit": {"Rpm": 1}}, (400, "InvalidParameter.RateLimit")),
        ({"RateLimit": {"Rpm": 1, "Tpm": -1}}, (400, "InvalidParameter.Tpm")),
        ({"Moderation": {"Strategy": "None"}}, (400, "InvalidParameter.Strategy")),
        ({"Domain": "Moon"}, (400, "InvalidParameter.Domain")),
        ({"DryRun": "yes"}, (400, "InvalidParameter.DryRun")),
    ],
    ids=str,
)
def test_nothing_comes_of_a_bad_wish(
    call: Caller, change: dict[str, Any], expected: tuple[int, str] | None
) -> None:
    answer = refused(call("CreateEndpoint", {**BODY, **change}))
    assert answer == (expected or (400, "MissingParameter.ModelVersion"))
    assert len(call.listed()) == 8


def test_nothing_comes_of_a_bad_change(call: Caller) -> None:
    key = call.create()
    before = call.get(key)
    for change, code in (
        ({"Name": ""}, "MissingParameter.Name"),
        ({"Description": 1}, "InvalidParameter.Description"),
        ({"RateLimit": {"Tpm": 1}}, "InvalidParameter.RateLimit"),
        ({"Tags": [{"Key": "a"}] * 2}, "Duplicate.Tags.Key"),
    ):
        assert refused(call("UpdateEndpoint", {"Id": key, **change})) == (400, code)
    assert call.get(key) == before


@pytest.mark.parametrize("key", [None, "", 5])
def test_an_id_that_is_none(call: Caller, key: Any) -> None:
    code = "InvalidParameter.Id" if key == 5 else "MissingParameter.Id"
    for action in ("GetEndpoint", "StopEndpoint", "DeleteEndpoint"):
        assert refused(call(action, {"Id": key})) == (400, code)


def test_a_dry_run_creates_nothing(call: Caller) -> None:
    assert refused(call("CreateEndpoint", {**BODY, "DryRun": True})) == (400, "DryRunOperation")
    unknown = {"CustomModelId": "cm-1"}
    answer = call("CreateEndpoint", {"Name": "a", "ModelReference": unknown, "DryRun": True})
    assert refused(answer) == UNKNOWN
    call.cloud.dry_runs = "answer"
    assert call.result("CreateEndpoint", **BODY, DryRun=True) == {}
    assert len(call.listed()) == 8


def test_quota(call: Caller) -> None:
    call.cloud.quota = 1
    call("CreateEndpoint", {**BODY, "DryRun": True})
    call.create()
    for is_dry in (False, True):
        answer = call("CreateEndpoint", {**BODY, "DryRun": is_dry})
        assert refused(answer) == (429, "QuotaExceeded")
    assert len(call.listed()) == 9


def test_what_was_there_has_a_life_too(call: Caller) -> None:
    listed = call.listed()
    running = next(one for one in listed if one["Status"] == "Running")
    details = call.get(running["Id"])
    assert details == call.get(running["Id"])
    assert {"Moderation", "BatchOnly", "ScaleTierId", "SupportScaleTier"} <= details.keys()
    call("StopEndpoint", Id=running["Id"])
    call.clock.pass_by(seconds=2)
    assert call.state(running["Id"]) == "Stopped"
    assert [one["Id"] for one in call.listed()] == [one["Id"] for one in listed]


def test_a_restart_makes_everything_as_it_was(http: httpx.Client) -> None:
    clock = Clock()
    simulator = Simulator(endpoints=3, providers=["volcengine"], clock=clock)
    with simulator:
        before = simulator.fleet("volcengine")
        call = Caller(http, simulator["volcengine"], clock)
        call.create()
        assert len(call.listed()) == 4
    with simulator:
        assert Caller(http, simulator["volcengine"], clock).listed() == before


def test_prices(call: Caller) -> None:
    found = call.result("ListModelActivations", WithPrice=True, WithFreeUsage=True, PageSize=2)
    assert (found["TotalCount"], found["PageNumber"], found["PageSize"]) == (8, 1, 2)
    (one, _) = found["Items"]
    assert one["FoundationModelName"] == "doubao-seed-1-6"
    prices = {item["Type"]: (item["Price"], item["OriginalPrice"]) for item in one["ChargeItems"]}
    assert prices["InferencePrompt"] == (0.0008, 0.0008)
    assert prices["InferenceCompletion"] == (0.006, 0.008)
    assert {item["UnitCode"] for item in one["ChargeItems"]} == {"千tokens"}
    assert one["FreeResourcePackItems"][0]["Total"] == 500_000
    plain = call.result("ListModelActivations", PageNumber=4, PageSize=2)["Items"]
    assert [item["FoundationModelName"] for item in plain] == ["kimi-k2", "doubao-seedream-4-0"]
    assert not [item for item in plain if "ChargeItems" in item]
    beyond = call.result("ListModelActivations", PageNumber=9)
    assert beyond == {"TotalCount": 8, "PageNumber": 9, "PageSize": 20}


def test_models_are_filtered(call: Caller) -> None:
    def names(**wanted: Any) -> list[str]:
        found = call.result("ListModelActivations", Filter=wanted)
        return [one["FoundationModelName"] for one in found.get("Items", [])]

    assert names(States=["Unavailable"]) == ["doubao-seedream-4-0"]
    assert names(FoundationModelNames=["kimi-k2", "none"]) == ["kimi-k2"]
    assert names(FoundationModelDomain="Embedding") == ["doubao-embedding-large-text"]
    assert "doubao-1-5-pro-32k" not in names()
    assert "doubao-1-5-pro-32k" in names(IncludeDeprecatedModels=True)
    for body, name in (
        ({"PageSize": 101}, "PageSize"),
        ({"PageNumber": 0}, "PageNumber"),
        ({"WithPrice": 1}, "WithPrice"),
        ({"Filter": {"States": ["On"]}}, "States"),
        ({"Filter": {"FoundationModelDomain": "text"}}, "FoundationModelDomain"),
    ):
        answer = call("ListModelActivations", body)
        assert refused(answer) == (400, f"InvalidParameter.{name}")


def test_every_model_of_the_fleet_has_a_price(call: Caller) -> None:
    found = call.result(
        "ListModelActivations", WithPrice=True, Filter={"IncludeDeprecatedModels": True}
    )
    priced = {one["FoundationModelName"] for one in found["Items"] if one["ChargeItems"]}
    references = [one["ModelReference"] for one in Simulator(500).fleet("volcengine")]
    assert priced >= {r["FoundationModel"]["Name"] for r in references if "FoundationModel" in r}


def test_byteplus(call: Caller) -> None:
    call.cloud.is_byteplus, call.cloud.region = True, "ap-southeast-1"
    key = call.create()
    answer = call("GetEndpoint", Id=key).json()
    assert answer["ResponseMetadata"]["Region"] == "ap-southeast-1"
    assert answer["Result"].keys() == {"Endpoint"}
    assert answer["Result"]["Endpoint"]["Id"] == key
    found = call.result("ListModelActivations", WithPrice=True)["Items"]
    assert {item["UnitCode"] for one in found for item in one["ChargeItems"]} == {
        "k tokens",
        "image",
    }
    call.cloud.region = "cn-beijing"
    assert call("GetEndpoint", Id=key).status_code == 200


@pytest.mark.parametrize(
    "params",
    [
        {"Action": "StopEndpoint", "Version": "2023-01-01"},
        {"Action": "stopEndpoint", "Version": "2024-01-01"},
        {"Action": "#StopEndpoint", "Version": "2024-01-01"},
    ],
    ids=str,
)
def test_an_unknown_action(http: httpx.Client, call: Caller, params: dict[str, str]) -> None:
    answer = http.post(f"{call.cloud.base_url}/", params=params, json={"Id": "ep-1"})
    assert refused(answer) == (404, "InvalidActionOrVersion")
