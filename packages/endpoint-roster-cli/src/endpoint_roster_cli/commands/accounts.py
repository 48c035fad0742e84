"""roster accounts."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..exit_codes import INCOMPLETE, NO_CREDENTIALS, OK
from ..options.accounts import open_roster
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
    epilog="""\b
Nothing is sent; roster doctor tries the accounts. Secrets that a configuration
file takes from a file, a keyring or a command are read.
\b
Examples:
  roster accounts
  roster accounts --config roster.toml -o wide
  roster accounts -o json | jq -r '.accounts[] | select(.usable | not).failure.advice'
\b
Exit codes: 0 all accounts can be used, 3 some cannot, 4 none can or there is none.""",
)
@account_options
@output_option("table", "wide", "json", "jsonl", "yaml", default="table")
def command(selection: Selection, output: str) -> int:
    """Show the accounts, and where their credentials were found, never their values."""
    with open_roster(selection.source) as roster:
        selected = selection.accounts(roster)
        origin = "simulated clouds" if selection.source.sim else roster.source
        options = _changed_options(roster)
    rows = [_usable(account) for account in selected.usable]
    rows += [_Row(f.provider, f.account, {}, {}, f) for f in selected.unusable]
    records = [row.record() for row in rows]
    emit(
        output,
        document=lambda: {"source": origin, "options": options, "accounts": records},
        records=lambda: records,
        text=lambda: _print_table(rows, wide=output == "wide"),
    )
    if output in ("table", "wide"):
        changed = "".join(f", {name} = {value}" for name, value in options.items())
        warn(f"accounts from: {origin}{changed}")
        print_failures(selected.unusable)
    if not selected.unusable:
        return OK
    return INCOMPLETE if selected.usable else NO_CREDENTIALS


class _Row(NamedTuple):
    """One account as it is shown.

    Attributes:
        provider: Name of the provider.
        label: Label of the account.
        settings: Arguments that are not credentials, with their values.
        origins: Where each argument came from, in words.
        failure: Why the account cannot be used.
    """

    provider: str
    label: str
    settings: Mapping[str, Any]
    origins: Mapping[str, str]
    failure: Failure | None = None

    def credentials(self, *, wide: bool) -> str:
        """Say where credentials were found; briefly, variables as a shell writes them."""
        origins = {name: self.origins[name] for name in self.origins if name not in _SETTINGS}
        if wide:
            return "; ".join(f"{name}: {origin}" for name, origin in origins.items()) or "-"
        short = (origin.replace(_VARIABLE, "$") for origin in origins.values())
        return ", ".join(dict.fromkeys(short)) or "-"

    def record(self) -> dict[str, Any]:
        """Return the account as the schema describes it."""
        return {
            "provider": self.provider,
            "account": self.label,
            "usable": self.failure is None,
            "settings": dict(self.settings),
            "origins": dict(self.origins),
            "failure": self.failure,
        }


def _usable(account: Account) -> _Row:
    settings: dict[str, Any] = {}
    for name in _SETTINGS:
        value: Any = getattr(account, name)
        if name == "models" and value:
            settings[name] = [*value]
        elif value:
            settings[name] = account.redact(value)
    return _Row(account.provider, account.label, settings, account.origins)


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


def _print_table(rows: Sequence[_Row], *, wide: bool) -> None:
    columns = [
        Column("PROVIDER", [row.provider for row in rows], uncut=True),
        Column("ACCOUNT", [row.label for row in rows]),
        Column("USABLE", ["no" if row.failure else "yes" for row in rows], colours=_COLOURS),
    ]
    if wide:
        columns += [
            Column(name.upper().replace("_", " "), [_cell(row.settings.get(name)) for row in rows])
            for name in _SETTINGS
            if any(name in row.settings for row in rows)
        ]
    columns.append(Column("CREDENTIALS", [row.credentials(wide=wide) for row in rows]))
    print_table(columns)


def _cell(value: Any) -> str:
    return (value if isinstance(value, str) else ", ".join(value or ())) or "-"
