"""A provider from another package has arguments of its own, in accounts, files and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.plugins import PLUGIN, install, run

if TYPE_CHECKING:
    from pathlib import Path

OWN = (
    PLUGIN.replace(
        '{"api_key": "ACME_API_KEY", "region": None}',
        '{"tenant_key": "ACME_TENANT_KEY", "tenant": "ACME_TENANT", "zone": "ACME_ZONE"}',
    )
    .replace('(("api_key",),)', '(("tenant", "tenant_key"),)\n    visible = ("tenant",)')
    .replace("return Client()", 'assert account.arguments["zone"]\n        return Client()')
)
KEY = "s3cr3t-never-shown"


@pytest.mark.parametrize("way", ["keyword", "environment", "file"])
def test_a_plugin_has_credentials_of_new_names(tmp_path: Path, way: str) -> None:
    install(tmp_path, "roster_acme", "acme = roster_acme:Acme", OWN)
    (tmp_path / "roster.toml").write_text(
        '[defaults.acme]\nzone = "z"\n\n[[accounts]]\nprovider = "acme"\ntenant = "t"\n'
        'tenant_key = { env = "KEY" }\n',
        encoding="utf-8",
    )
    rosters = {
        "keyword": f'Roster([Account("acme", tenant="t", tenant_key="{KEY}", zone="z")])',
        "environment": "Roster.from_env()",
        "file": f"Roster.from_file({str(tmp_path / 'roster.toml')!r})",
    }
    script = f"""
import copy, pickle
from endpoint_roster import Account, Roster
with {rosters[way]} as roster:
    (account,) = roster.accounts
    print([e.id for e in roster.list().collect().endpoints])
print(account)
print(account.tenant_key == account.arguments["tenant_key"] == "{KEY}", account.redact("{KEY}"))
copies = [pickle.loads(pickle.dumps(account)), copy.copy(account), account.__replace__()]
print(copies == [account] * 3, account.api_key)
print(sorted(account.origins))
"""
    variables = {
        "environment": {"ACME_TENANT_KEY": KEY, "ACME_TENANT": "t", "ACME_ZONE": "z"},
        "file": {"KEY": KEY},
    }
    out = run(script, tmp_path, **variables.get(way, {})).splitlines()
    shown = sorted(out.pop(1).removeprefix("Account(").removesuffix(")").split(", "))
    assert shown == ["'acme'", "'acme'", "tenant='t'", "tenant_key=***", "zone='z'"]
    assert out == [
        "['one', 'two']",
        "True ***",
        "True None",
        "['tenant', 'tenant_key', 'zone']",
    ]


def test_messages_name_the_arguments_of_a_plugin(tmp_path: Path) -> None:
    install(tmp_path, "roster_acme", "acme = roster_acme:Acme", OWN)
    (tmp_path / "roster.toml").write_text(
        f'[[accounts]]\nprovider = "acme"\ntenant_key = "{KEY}"\n'
        '[[accounts]]\nprovider = "acme"\nlabel = "b"\napi_key = "k"\n',
        encoding="utf-8",
    )
    script = f"""
import warnings
from endpoint_roster import Roster
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    roster = Roster.from_file({str(tmp_path / "roster.toml")!r})
print([str(each.message) for each in caught])
for failure in roster.unusable:
    print(failure.cause, failure.advice)
"""
    warned, missing, wrong = run(script, tmp_path).splitlines()
    assert "line 3" in warned
    assert "has tenant_key, but no tenant" in missing
    assert "ACME_TENANT" in missing
    assert "an account of acme has no api_key" in wrong
    assert "It takes tenant_key, tenant, zone" in wrong
    assert KEY not in warned + missing + wrong


def test_the_schema_of_the_file_knows_the_arguments_of_a_plugin(tmp_path: Path) -> None:
    install(tmp_path, "roster_acme", "acme = roster_acme:Acme", OWN)
    script = """
import jsonschema
from endpoint_roster.config import config_schema
schema = config_schema()
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for account in (
    {"provider": "acme", "tenant": "t", "tenant_key": {"env": "KEY"}},
    {"provider": "acme", "tenant_key": 5},
    {"provider": "acme", "api_key": "k"},
    {"provider": "ppio", "tenant_key": "k"},
):
    print(validator.is_valid({"accounts": [account]}))
print(validator.is_valid({"defaults": {"acme": {"zone": "z"}}}))
print(validator.is_valid({"defaults": {"acme": {"region": "z"}}}))
"""
    assert run(script, tmp_path).splitlines() == ["True", *["False"] * 3, "True", "False"]
