"""Settings of actions: what is taken, what is refused before anything is sent, the schemas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    Outcome,
    SettingsError,
    UnknownProviderError,
    registry,
    settings_schema,
)
from endpoint_roster_ppio.models import UpdateEndpointRequest, WorkerSettings
from endpoint_roster_volcengine.models import CreateEndpointRequest, FoundationModel, ModelReference
from jsonschema import Draft202012Validator
from support.endpoint_kinds import KINDS, Kind
from support.worlds import World

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVIDERS = ("volcengine", "ppio", "together", "openrouter", "huawei")
FOUNDATION = {"Name": "doubao-seed-1-6", "ModelVersion": "250615"}
SECRET = "hunter2-do-not-show"
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("action", ["create", "update"])
def test_there_is_a_schema_that_tells_an_editor_all(provider: str, action: str) -> None:
    schema = settings_schema(provider, action)
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"Settings to {action} an endpoint of {provider}"
    shapes = schema.get("anyOf", [schema])
    for shape in shapes:
        assert shape["additionalProperties"] is False
        for name, setting in shape["properties"].items():
            described = "description" in setting or "$ref" in setting or name == "deployments"
            assert described, f"{provider} says nothing of {name}"
    assert "#/components" not in str(schema)
    refuse_unused(schema)


def refuse_unused(schema: Mapping[str, Any]) -> None:
    """Each definition is used, and each one that is used is there."""
    text = str(schema)
    for name in schema.get("$defs", {}):
        assert f"#/$defs/{name}'" in text
    used = {part.partition("'")[0] for part in text.split("'#/$defs/")[1:]}
    assert used == {*schema.get("$defs", {})}


@every_kind
def test_the_schema_takes_what_the_cloud_takes(kind: Kind) -> None:
    world = World(kind.provider)
    validator: Any = Draft202012Validator(settings_schema(kind.provider, "create"))
    wire = on_the_wire(kind, world)
    assert not [*validator.iter_errors(wire)]
    assert [*validator.iter_errors({**wire, "nonsense": 1})]
    with world.roster() as roster:
        assert roster.create("mine", wire).outcome in (Outcome.DONE, Outcome.ACCEPTED)


def on_the_wire(kind: Kind, world: World) -> dict[str, Any]:
    """What a file has, by the names that the API gives them."""
    if kind.provider == "volcengine":
        return {"Name": "new", "ModelReference": {"FoundationModel": FOUNDATION}}
    settings = kind.settings(world.cloud, "new")
    return {name.removesuffix("_"): value for name, value in settings.items()}


@pytest.mark.parametrize(
    "settings",
    [
        {"Name": "new", "ModelReference": {"FoundationModel": FOUNDATION}},
        {
            "name": "new",
            "model_reference": {
                "foundation_model": {"name": FOUNDATION["Name"], "ModelVersion": "250615"}
            },
        },
        {
            "name": "new",
            "model_reference": ModelReference(
                foundation_model=FoundationModel(name="doubao-seed-1-6", model_version="250615")
            ),
        },
        CreateEndpointRequest(
            name="new",
            model_reference=ModelReference(
                foundation_model=FoundationModel(name="doubao-seed-1-6", model_version="250615")
            ),
        ),
    ],
    ids=["wire", "python", "model inside", "model"],
)
def test_settings_can_be_written_in_each_way(settings: Any) -> None:
    world = World("volcengine")
    with world.roster() as roster:
        made = roster.create("mine", settings, description="further")
        assert made.reference
        raw = roster.get(made.reference).raw
    assert raw.model_reference.foundation_model.to_dict() == FOUNDATION
    assert raw.description == "further"


def test_changes_keep_the_settings_of_workers_that_are_left_out() -> None:
    world = World("ppio")
    with world.roster() as roster:
        (one, *_) = roster.list().collect().endpoints
        before = one.raw.worker_config.to_dict()
        changes = UpdateEndpointRequest(worker_config=WorkerSettings(max_replicas=9))
        assert roster.update(one, changes).outcome is Outcome.DONE
        assert roster.update(one, worker_config={"idle_timeout": 77}).outcome is Outcome.DONE
        after = roster.get(one).raw.worker_config.to_dict()
    assert after == {**before, "max_replicas": 9, "idle_timeout": 77}


WRONG: list[tuple[str, str, dict[str, Any], tuple[Any, ...], str, str]] = [
    ("volcengine", "create", {"Nam": "x"}, ("Nam",), "is not a setting", "Did you mean Name?"),
    ("volcengine", "create", {"name": 3}, ("Name",), "must be text, not a number", "Correct"),
    ("volcengine", "create", {"name": date.max}, ("Name",), "not a date or time", "Correct"),
    ("volcengine", "create", {"name": ""}, ("Name",), "must have 1 or more characters", "Correct"),
    ("volcengine", "create", {"DryRun": True}, ("DryRun",), "is not a setting", "Choose from"),
    ("volcengine", "create", {"name": "x"}, ("ModelReference",), "is missing", "Add what"),
    ("volcengine", "update", {"Id": "ep-other"}, ("Id",), "is not a setting", "Choose from"),
    (
        "volcengine", "update", {"rate_limit": {"Rpm": "many"}}, ("RateLimit", "Rpm"),
        "must be an integer, not text", "Correct",
    ),
    (
        "volcengine", "update", {"tags": [{"Key": "a"}, {"Kee": "b"}]}, ("Tags", 1, "Kee"),
        "is not a setting", "Did you mean Key?",
    ),
    (
        "ppio", "update", {"envs": [{"key": "A", "value": [SECRET]}]}, ("envs", 0, "value"),
        "must be text, not a list", "Correct",
    ),
    ("ppio", "update", {"ports": [0]}, ("ports",), "must be 1 to 65535", "Correct"),
    (
        "together", "create", {"name": "x", "deployments": {"name": "a"}}, ("deployments",),
        "must be a list", "Write a list",
    ),
    (
        "together", "create", {"name": "x", "deployments": [{"name": "a"}]},
        ("deployments", 0, "autoscaling"), "is missing", "Add what",
    ),
    (
        "together", "update", {"state": "STOPPED"}, ("state",), "is not a setting", "Choose from",
    ),
    ("huawei", "create", {"source": "elsewhere"}, ("source",), "must be custom_from", "Correct"),
    (
        "openrouter", "update", {"pricing": {"prompt": "1"}}, ("pricing", "completion"),
        "is missing", "Add what",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("provider", "action", "settings", "path", "cause", "advice"), WRONG)
def test_what_cannot_work_is_refused_before_anything_is_sent(
    provider: str, action: str, settings: dict[str, Any], path: Any, cause: str, advice: str
) -> None:
    world = World(provider)
    target = "mine" if action == "create" else f"{provider}/mine/x"
    with world.roster() as roster, pytest.raises(SettingsError) as caught:
        getattr(roster, action)(target, settings)
    found = [one for one in caught.value.problems if one.path == path]
    assert found, caught.value.problems
    assert cause in found[0].cause
    assert advice in found[0].advice
    assert world.line.sent == []
    assert SECRET not in f"{caught.value} {caught.value.problems}"


@pytest.mark.parametrize("settings", [None, {}, []])
def test_an_update_of_nothing_is_refused(settings: Any) -> None:
    world = World("volcengine")
    with world.roster() as roster, pytest.raises(SettingsError):
        roster.update("volcengine/mine/x", settings)
    assert world.line.sent == []


def test_there_is_no_schema_of_what_takes_no_settings() -> None:
    with pytest.raises(SettingsError, match="takes no settings to stop"):
        settings_schema("together", "stop")
    with pytest.raises(SettingsError, match="takes no settings to halt"):
        settings_schema("together", "halt")
    with pytest.raises(UnknownProviderError):
        settings_schema("nobody", "create")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_action_that_is_declared_has_its_forms(provider: str) -> None:
    actions = registry.find(provider).actions
    assert {"create", "update", "delete"} <= actions
    assert ("stop" in actions) == ("start" in actions) == (provider != "ppio")
