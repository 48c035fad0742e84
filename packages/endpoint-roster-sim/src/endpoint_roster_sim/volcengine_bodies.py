"""The bodies of requests to Ark: creating, changing, and queries for models; checked."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from .fleets.volcengine_models import BY_NAME, MODELS, Model
from .volcengine_fields import flag, integer, invalid, members, needed, objects, text, texts
from .wire import RefusalError

_STRATEGIES = ("Default", "Basic", "Customized", "Skip")
_STATES = ("Available", "Unavailable")
_DOMAINS = ("LLM", "ComputerVision", "Audio", "Embedding", "Router")
_CUSTOM_MODEL = re.compile(r"cm-[0-9]{14}-[0-9a-z]{5}")


class Creation(NamedTuple):
    """What is to be created.

    Attributes:
        data: The endpoint as it is sent, without what the server adds.
        model: Its foundation model; None for a custom one.
        is_dry: Whether nothing is to be created.
    """

    data: dict[str, Any]
    model: Model | None
    is_dry: bool

    @classmethod
    def read(cls, body: dict[str, Any]) -> "Creation":
        """Read a body; unknown fields are ignored.

        Raises:
            RefusalError: A field is missing or wrong, or the model is not to be had.
        """
        name = needed(body, "Name")
        reference, model = _model(members(body, "ModelReference"))
        text(body, "Domain", ("Ark", "Mlp"))
        data: dict[str, Any] = {
            "Name": name,
            "Description": text(body, "Description") or "",
            "ProjectName": text(body, "ProjectName") or "default",
            "Tags": _tags(body),
            "ModelReference": reference,
            "EndpointModelType": "CustomModel" if model is None else "FoundationModel",
            "ModelUnitId": text(body, "ModelUnitId") or "",
            "Moderation": {"Strategy": _strategy(body) or "Default"},
        }
        if limit := _rate_limit(body):
            data["RateLimit"] = limit
        return cls(data, model, flag(body, "DryRun"))


def read_change(body: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an endpoint that are to become others.

    Raises:
        RefusalError: A field is wrong.
    """
    changed: dict[str, Any] = {}
    if "Name" in body:
        changed["Name"] = needed(body, "Name")
    if (description := text(body, "Description")) is not None:
        changed["Description"] = description
    if strategy := _strategy(body):
        changed["Moderation"] = {"Strategy": strategy}
    if limit := _rate_limit(body):
        changed["RateLimit"] = limit
    if body.get("Tags") is not None:
        changed["Tags"] = _tags(body)
    return changed


def list_activations(
    body: dict[str, Any], now: datetime, *, abroad: bool
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return where a page of the models is, and what is on it.

    Raises:
        RefusalError: A field is of the wrong type or out of range.
    """
    wanted = members(body, "Filter")
    names, states = texts(wanted, "FoundationModelNames"), texts(wanted, "States", _STATES)
    domain = text(wanted, "FoundationModelDomain", _DOMAINS)
    deprecated = flag(wanted, "IncludeDeprecatedModels")
    number = integer(body, "PageNumber", 1, 1, 2**31 - 1)
    size = integer(body, "PageSize", 20, 1, 100)
    found = [
        one
        for one in MODELS
        if (not names or one.name in names)
        and (not states or one.state in states)
        and (not domain or one.domain == domain)
        and (deprecated or not one.is_deprecated)
    ]
    head = {"TotalCount": len(found), "PageNumber": number, "PageSize": size}
    items: list[dict[str, Any]] = []
    for one in found[(number - 1) * size : number * size]:
        item: dict[str, Any] = {
            "FoundationModelName": one.name,
            "DisplayName": one.title,
            "VendorName": one.vendor,
            "State": one.state,
            "IsDeprecated": one.is_deprecated,
            "IsOverdue": False,
            "SubServices": [{"SubService": "base", "Status": one.state}],
        }
        if flag(body, "WithPrice"):
            item |= {"ChargeItems": one.charges(abroad=abroad), "MultiChargeItems": []}
        if flag(body, "WithFreeUsage"):
            item |= _free(one, now)
        items.append(item)
    return head, items


def _free(model: Model, now: datetime) -> dict[str, Any]:
    free: dict[str, Any] = {"Total": 500_000, "Consumed": 0}
    if model.state != "Available":
        return {"InitialInferenceFreeUsage": free}
    about = {"Type": "FreeInference", "Reclaimed": 0, "SyncTime": f"{now:%Y-%m-%dT%H:%M:%SZ}"}
    return {"FreeResourcePackItems": [{**about, **free, "Consumed": 12_000}]}


def _model(reference: dict[str, Any]) -> tuple[dict[str, Any], Model | None]:
    """Return the reference as it is sent, and the foundation model if it is one."""
    custom = text(reference, "CustomModelId")
    foundation = members(reference, "FoundationModel")
    if custom and not foundation:
        if not _CUSTOM_MODEL.fullmatch(custom):
            raise _no_model(custom)
        return {"CustomModelId": custom}, None
    if custom or not foundation:
        raise invalid("ModelReference", "needs either a foundation model or a custom one")
    name, version = needed(foundation, "Name"), needed(foundation, "ModelVersion")
    model = BY_NAME.get(name)
    if model is None or version not in model.versions:
        raise _no_model(f"{name} {version}")
    if model.state != "Available":
        raise RefusalError(404, "ModelNotOpen", f"The account has not activated {name}.")
    return {"FoundationModel": {"Name": name, "ModelVersion": version}}, model


def _no_model(name: str) -> RefusalError:
    return RefusalError(404, "InvalidEndpointOrModel.NotFound", f"The model {name} does not exist.")


def _tags(body: dict[str, Any]) -> list[dict[str, str]]:
    tags = [
        {"Key": needed(tag, "Key"), "Value": text(tag, "Value") or ""}
        for tag in objects(body, "Tags")
    ]
    keys = [tag["Key"] for tag in tags]
    for key in keys:
        if keys.count(key) > 1:
            raise RefusalError(400, "Duplicate.Tags.Key", f"The key {key} is given twice.")
    return tags


def _strategy(body: dict[str, Any]) -> str | None:
    return text(members(body, "Moderation"), "Strategy", _STRATEGIES)


def _rate_limit(body: dict[str, Any]) -> dict[str, int] | None:
    given = members(body, "RateLimit")
    if not given:
        return None
    if given.get("Rpm") is None or given.get("Tpm") is None:
        raise invalid("RateLimit", "needs both Rpm and Tpm")
    return {name: integer(given, name, 0, 0, 2**31 - 1) for name in ("Rpm", "Tpm")}
