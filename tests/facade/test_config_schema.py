"""The JSON Schema of the configuration file knows what the code knows."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import jsonschema
import pytest
from endpoint_roster import (
    registry,
)
from endpoint_roster.checks.rules import RULES, Rules, read_threshold
from endpoint_roster.config import config_schema
from endpoint_roster.options import FILE_OPTIONS, Options

SECRET = "s3cr3t-never-shown"


def faults(data: Any) -> list[Any]:
    validator: Any = jsonschema.Draft7Validator(config_schema())
    return list(validator.iter_errors(data))


def test_the_schema_knows_what_the_code_knows() -> None:
    found = config_schema()
    jsonschema.Draft7Validator.check_schema(found)
    definitions = found["definitions"]
    options = {f.name: f.default for f in fields(Options) if f.name in FILE_OPTIONS}
    described = definitions["defaults"]["properties"]
    assert {*described} == {*FILE_OPTIONS, "volcengine", "ppio", "together", "openrouter", "huawei"}
    for name, default in options.items():
        assert described[name].get("default") == default, name
    every = {name for provider in registry.usable() for name in provider.arguments}
    assert {*definitions["arguments"]["properties"]} == every | {"provider", "label"}
    for provider in ("volcengine", "ppio", "together", "openrouter", "huawei"):
        known = {*registry.find(provider).arguments, "provider", "label"}
        assert {*definitions[provider]["propertyNames"]["enum"]} == known
    rules = definitions["check"]["properties"]
    assert [*rules] == [*RULES, "exceptions"]
    assert definitions["exception"]["properties"]["rule"]["enum"] == [*RULES]
    usual = {name: read_threshold(name, rules[name]["default"]) for name in RULES}
    assert usual == {name: Rules().threshold(name) for name in RULES}


ACCEPTED = {"reference": "p/a/*", "rule": "stuck", "reason": "known", "until": "2026-03-31"}
WRONG_PRICES: list[Any] = [
    2.5,
    {"amount": 2.5},
    {"currency": "USD"},
    {"amount": -1, "currency": "USD"},
    {"amount": "dear", "currency": "USD"},
    {"amount": 1, "currency": "dollars"},
    {"amount": 1, "currency": "USD", "per": "minute"},
]
VALID: list[dict[str, Any]] = [
    {},
    {"accounts": [{"provider": "ppio", "api_key": {"env": "X"}}]},
    {"accounts": [{"provider": "openrouter", "models": ["a/b:free"]}]},
    {"accounts": [{"provider": "acme", "label": "x", "project_id": {"command": ["a"]}}]},
    {"defaults": {"timeout": 5, "verify": False, "huawei": {"region": "cn-north-4"}}},
    {"accounts": [{"provider": "huawei", "password": {"keyring": "a", "username": "b"}}]},
    {"accounts": [{"provider": "together", "api_key": {"file": "~/key"}}]},
    {"check": {"cost": "5 USD"}},
    {"check": {"cost": ["5.50 USD", "30CNY"]}},
    {"prices": {"gpus": {"h100": {"amount": 2.5, "currency": "USD"}}, "endpoints": {}}},
    {"list": {"columns": ["id", "name"], "sort-by": "-age"}},
    {"views": {"old": {"running-for": "30d", "state": ["running"], "costs": True, "limit": 5}}},
    {"check": {"stuck": "1.5h", "running-for": True, "failed": False, "exceptions": [ACCEPTED]}},
]
INVALID: list[dict[str, Any]] = [
    {"account": []},
    {"accounts": [{}]},
    {"accounts": [{"provider": "ppio", "models": ["a/b"]}]},
    {"accounts": [{"provider": "ppio", "apikey": "x"}]},
    {"accounts": [{"provider": "ppio", "api_key": 5}]},
    {"accounts": [{"provider": "ppio", "api_key": {"env": "X", "file": "y"}}]},
    {"accounts": [{"provider": "ppio", "api_key": {"command": "echo"}}]},
    {"accounts": [{"provider": "ppio", "label": " "}]},
    {"accounts": [{"provider": "openrouter", "models": ["gpt-4"]}]},
    {"defaults": {"timeout": 0}},
    {"defaults": {"concurrency": 1.5}},
    {"defaults": {"time_out": 5}},
    {"defaults": {"ppio": {"models": ["a/b"]}}},
    {"defaults": {"huawei": {"token": 5}}},
    *({"prices": {"gpus": {"h100": price}}} for price in WRONG_PRICES),
    {"prices": {"gpu": {}}},
    {"check": {"stuck": "soon"}},
    {"list": {"column": "id"}},
    {"list": {"columns": [1]}},
    {"views": {"old": "30d"}},
    {"views": {"old": {"state": [1]}}},
    {"check": {"failed": "1h"}},
    {"check": {"cost": True}},
    {"check": {"cost": "-5 USD"}},
    {"check": {"cost": ["5 USD", "5"]}},
    {"check": {"running_for": "1h"}},
    {"check": {"exceptions": [ACCEPTED | {"rule": "stuk"}]}},
    {"check": {"exceptions": [ACCEPTED | {"reason": " "}]}},
    {"check": {"exceptions": [ACCEPTED | {"note": "x"}]}},
    *({"check": {"exceptions": [{k: v for k, v in ACCEPTED.items() if k != n}]}} for n in ACCEPTED),
]


@pytest.mark.parametrize("data", VALID)
def test_what_the_schema_accepts(data: Any) -> None:
    assert faults(data) == []


@pytest.mark.parametrize("data", INVALID)
def test_what_the_schema_refuses(data: Any) -> None:
    assert faults(data)
