"""Error bodies that may be one of several models: each reads the body as it arrived."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_core.answers import read_answer
from endpoint_roster_core.api import Api
from endpoint_roster_core.clock import Clock
from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.operations import Operation
from endpoint_roster_core.responses import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterator


@model
class Code(Model):
    """One cause, by its number."""

    code: int = field("code", "integer")


@model
class Codes(Model):
    """An error that lists numbers."""

    errors: list[Code] = field("errors", "list[Code]")


@model
class Fault(Model):
    """One cause, in words."""

    place: str = field("place", "string")
    text: str = field("text", "string")


@model
class Faults(Model):
    """An error that lists words."""

    errors: list[Fault] = field("errors", "list[Fault]")


@pytest.fixture(autouse=True)
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package that the models are in, as generated ones are."""
    package = ModuleType("failing")
    for cls in (Code, Codes, Fault, Faults):
        cls.__module__ = "failing.models"
        setattr(package, cls.__name__, cls)
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "failing", package)
        patch.setitem(sys.modules, "failing.models", package)
        yield


@pytest.mark.parametrize("names", [("Codes", "Faults"), ("Faults", "Codes")])
@pytest.mark.parametrize(
    ("items", "model"),
    [
        ([{"place": "name", "text": "too long"}, {"place": "size", "text": "missing"}], "Faults"),
        ([{"code": 7}, {"code": 8}], "Codes"),
    ],
)
def test_lists_are_read_by_each_model(
    names: tuple[str, ...], items: list[dict[str, Any]], model: str
) -> None:
    body = {"errors": items}
    exchange = Exchange("GET", str, {}, 400, {}, json.dumps(body).encode())
    api = Api(package="failing", version="1", base_url="http://127.0.0.1")
    operation = Operation[None]("things.list", "GET", "/things", errors={"400": names})
    answer = read_answer(exchange, api, operation, strict=False, clock=Clock(), credentials={})
    details: Any = getattr(answer.error, "details", None)
    assert type(details).__name__ == model
    assert details.deviations() == []
    assert details.to_dict() == body
    assert {type(item).__name__ for item in details.errors} == {model.removesuffix("s")}
