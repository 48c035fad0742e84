"""roster accounts."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from endpoint_roster import to_dict
from endpoint_roster.options import Options

from .exit_codes import INCOMPLETE, NO_CREDENTIALS, OK
from .messages import print_failures, warn
from .output import ascii_only, print_json, print_text
from .selecting import selected
from .sources import open_roster
from .tables import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from endpoint_roster import Account, Failure, Roster

    from .selecting import Selected
    from .sources import Source

# Arguments whose values anybody may see, in the order of the columns.
_SETTINGS = (
    "region",
    "project_id",
    "project_name",
    "workspace_id",
    "models",
    "base_url",
    "iam_url",
)
_VARIABLE = "environment variable "
_COLOURS = {"yes": "green", "no": "red"}


def run(source: Source, providers: Sequence[str], accounts: Sequence[str], output: str) -> int:
    """Tell which accounts there are and where their credentials were found; nothing is sent.

    Args:
        source: Where the accounts come from.
        providers: Names of providers; all if empty.
        accounts: Labels of accounts; all if empty.
        output: ``table``, ``wide``, ``json``, ``jsonl`` or ``yaml``.

    Returns:
        The exit code.
    """
    with open_roster(source) as roster:
        chosen = selected(roster, providers, accounts)
        origin = "simulated clouds" if source.sim else roster.source
    found = [_usable(account) for account in chosen.accounts]
    found += [_unusable(failure) for failure in chosen.unusable]
    options = _options(roster)
    if output in ("table", "wide"):
        _print_table(found, wide=output == "wide")
        sys.stdout.flush()
        changed = "".join(f", {name} = {value}" for name, value in options.items())
        warn(f"accounts from: {origin}{changed}")
        print_failures(chosen.unusable)
    elif output == "jsonl":
        for each in found:
            print_json(each.document())
    else:
        _print_document(output, {"source": origin, "options": options}, found)
    return _exit_code(chosen)


@dataclass(frozen=True, slots=True)
class _Found:
    """One account as it is shown.

    Attributes:
        provider: Name of the provider.
        label: Label of the account.
        settings: Arguments that are no credentials, with their values.
        origins: Where each argument came from, in words.
        failure: Why the account cannot be used.
    """

    provider: str
    label: str
    settings: Mapping[str, Any]
    origins: Mapping[str, str]
    failure: Failure | None = None

    def credentials(self) -> dict[str, str]:
        """Return where each credential came from."""
        return {name: self.origins[name] for name in self.origins if name not in _SETTINGS}

    def document(self) -> dict[str, Any]:
        """Return the account as the schema describes it."""
        return {
            "provider": self.provider,
            "account": self.label,
            "usable": self.failure is None,
            "settings": dict(self.settings),
            "origins": dict(self.origins),
            "failure": to_dict(self.failure) if self.failure else None,
        }


def _usable(account: Account) -> _Found:
    settings: dict[str, Any] = {}
    for name in _SETTINGS:
        value: Any = getattr(account, name)
        if name == "models" and value:
            settings[name] = [*value]
        elif value:
            settings[name] = account.redact(value)
    return _Found(account.provider, account.label, settings, account.origins)


def _unusable(failure: Failure) -> _Found:
    return _Found(failure.provider, failure.account, {}, {}, failure)


def _exit_code(chosen: Selected) -> int:
    if not chosen.unusable:
        return OK
    return INCOMPLETE if chosen.accounts else NO_CREDENTIALS


def _options(roster: Roster) -> dict[str, Any]:
    """Return the options that are not the usual ones, without a proxy's password."""
    usual = Options()
    changed: dict[str, Any] = {}
    for name in (field.name for field in fields(Options) if field.name != "clock"):
        value = getattr(roster.options, name)
        if value == getattr(usual, name):
            continue
        if name == "proxy":
            value = _without_password(value)
        changed[name] = value if isinstance(value, bool | int | float | str) else "given"
    return changed


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _print_table(found: Sequence[_Found], *, wide: bool) -> None:
    columns = [
        Column("PROVIDER", [each.provider for each in found], whole=True),
        Column("ACCOUNT", [each.label for each in found]),
        Column("USABLE", ["no" if each.failure else "yes" for each in found], colours=_COLOURS),
    ]
    if wide:
        columns += [
            Column(
                name.upper().replace("_", " "), [_cell(each.settings.get(name)) for each in found]
            )
            for name in _SETTINGS
            if any(name in each.settings for each in found)
        ]
    columns.append(Column("CREDENTIALS", [_credentials(each, wide=wide) for each in found]))
    print_table(columns)


def _cell(value: Any) -> str:
    return (value if isinstance(value, str) else ", ".join(value or ())) or "-"


def _credentials(found: _Found, *, wide: bool) -> str:
    """Say where credentials were found; in the narrow table variables as a shell writes them."""
    origins = found.credentials()
    if wide:
        return "; ".join(f"{name}: {origin}" for name, origin in origins.items()) or "-"
    short = (origin.replace(_VARIABLE, "$") for origin in origins.values())
    return ", ".join(dict.fromkeys(short)) or "-"


def _print_document(output: str, head: Mapping[str, Any], found: Sequence[_Found]) -> None:
    document = {**head, "accounts": [each.document() for each in found]}
    if output == "yaml":
        from .formats.yaml_text import to_yaml

        print_text(to_yaml(document, ascii_only=ascii_only()))
    else:
        print_json(document, indent=2)
