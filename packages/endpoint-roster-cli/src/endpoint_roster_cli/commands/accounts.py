"""roster accounts."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from ..exit_codes import completeness
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import account_options
from ..output.formats import emit, output_option
from ..output.messages import print_failures, warn
from ..output.tables import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from endpoint_roster import Account, Failure, Roster

    from ..options.selection import Selection

# Arguments whose values are not secret, in the order of the columns.
_SETTINGS = (
    *("region", "project_id", "project_name", "workspace_id"),
    *("models", "base_url", "iam_url"),
)
_VARIABLE = "environment variable "
_COLOURS = {"yes": "green", "no": "red"}


@click.command(
    "accounts",
    cls=SectionedCommand,
    epilog="""\b
Nothing is sent; roster doctor tries the accounts. Secrets that a
configuration file takes from a file, a keyring or a command are read.
\b
Examples:
  roster accounts
  roster accounts --config roster.toml -o wide
  roster accounts -o json | jq '.accounts[].failure.advice | values'
\b
Exit codes: 0 all accounts can be used, 3 some cannot, 4 none can or there is
none.""",
)
@account_options
@output_option("table", "wide", "json", "jsonl", "yaml", default="table")
def command(selection: Selection, output: str) -> int:
    """Show the accounts, and where their credentials were found."""
    with open_roster(selection.source) as roster:
        selected = selection.accounts(roster)
        origin = "simulated clouds" if selection.source.sim else roster.source
        options = _changed_options(roster)
    records = [_usable(account) for account in selected.usable]
    records += [_record(f.provider, f.account, failure=f) for f in selected.unusable]
    emit(
        output,
        document=lambda: {"source": origin, "options": options, "accounts": records},
        records=lambda: records,
        text=lambda: _print_table(records, wide=output == "wide"),
    )
    if output in ("table", "wide"):
        changed = "".join(f", {name} = {value}" for name, value in options.items())
        warn(f"accounts from: {origin}{changed}")
        print_failures(selected.unusable)
    return completeness(complete=not selected.unusable, usable=selected.usable)


def _usable(account: Account) -> dict[str, Any]:
    """Return a usable account as the schema describes it."""
    settings: dict[str, Any] = {}
    for name in _SETTINGS:
        value: Any = getattr(account, name)
        if value:
            settings[name] = [*value] if name == "models" else account.redact(value)
    return _record(account.provider, account.label, settings, account.origins)


def _record(
    provider: str,
    label: str,
    settings: Mapping[str, Any] | None = None,
    origins: Mapping[str, str] | None = None,
    failure: Failure | None = None,
) -> dict[str, Any]:
    return {
        "provider": provider,
        "account": label,
        "usable": failure is None,
        "settings": dict(settings or {}),
        "origins": dict(origins or {}),
        "failure": failure,
    }


def _changed_options(roster: Roster) -> dict[str, Any]:
    """Return the options that differ from their defaults, without a proxy's password."""
    from endpoint_roster.options import Options

    defaults = Options()
    changed: dict[str, Any] = {}
    for name in (field.name for field in fields(Options) if field.name != "clock"):
        value = getattr(roster.options, name)
        if value == getattr(defaults, name):
            continue
        if name == "proxy":
            value = _without_password(value)
        changed[name] = value if isinstance(value, bool | int | float | str) else "given"
    return changed


def _without_password(address: str) -> str:
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _print_table(accounts: Sequence[dict[str, Any]], *, wide: bool) -> None:
    columns = [
        Column("PROVIDER", [one["provider"] for one in accounts], uncut=True),
        Column("ACCOUNT", [one["account"] for one in accounts]),
        Column("USABLE", ["yes" if a["usable"] else "no" for a in accounts], colours=_COLOURS),
    ]
    for name in _SETTINGS if wide else ():
        values = [one["settings"].get(name, "-") for one in accounts]
        if any(name in one["settings"] for one in accounts):
            cells = [value if isinstance(value, str) else ", ".join(value) for value in values]
            columns.append(Column(name.upper().replace("_", " "), cells))
    credentials = [_credentials(one["origins"], wide=wide) for one in accounts]
    print_table([*columns, Column("CREDENTIALS", credentials)])


def _credentials(origins: Mapping[str, str], *, wide: bool) -> str:
    """Say where credentials were found; briefly, variables as a shell writes them."""
    found = {name: origin for name, origin in origins.items() if name not in _SETTINGS}
    if wide:
        return "; ".join(f"{name}: {origin}" for name, origin in found.items()) or "-"
    short = (origin.replace(_VARIABLE, "$") for origin in found.values())
    return ", ".join(dict.fromkeys(short)) or "-"
