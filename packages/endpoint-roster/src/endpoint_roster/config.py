"""Where accounts come from when the caller does not make them: a file, or the environment."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from . import registry
from .account import Account
from .errors import ConfigurationError, NoAccountsError, RosterError
from .models import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARGUMENTS = frozenset(field.name for field in fields(Account))


@dataclass(slots=True)
class Found:
    """Accounts that were found.

    Attributes:
        accounts: Those that can be used.
        unusable: For each that cannot: why, and what to do.
    """

    accounts: list[Account] = field(default_factory=list[Account])
    unusable: list[Failure] = field(default_factory=list[Failure])


def read_environment() -> Found:
    """Return the accounts that the environment's variables describe, one for each provider.

    A provider has an account when one of its credentials, or its list of models, is there.

    Raises:
        NoAccountsError: There is none.
    """
    found = Found()
    for provider in registry.usable():
        if any(os.environ.get(variable, "").strip() for variable in _markers(provider.name)):
            _add(found, {"provider": provider.name}, "read the environment")
    if not found.accounts and not found.unusable:
        raise NoAccountsError(
            "no account is configured: the environment has no credentials", how_to_configure()
        )
    return found


def read_file(path: str | os.PathLike[str]) -> Found:
    """Return the accounts of a TOML file.

    Raises:
        NoAccountsError: It has none.
        ConfigurationError: It cannot be read, or is not laid out as it should be.
    """
    file = Path(path)
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # Not chained: the exception holds the whole text, secrets included.
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is not UTF-8"
        raise ConfigurationError(f"{file} is not TOML: {reason}") from None
    if unknown := sorted(data.keys() - {"accounts"}):
        raise ConfigurationError(f"{file}: unknown key {unknown[0]!r}", "Only accounts is known.")
    tables = data.get("accounts", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in cast("Any", tables)):
        raise ConfigurationError(
            f"{file}: accounts must be tables", "Begin each account with a line [[accounts]]."
        )
    found = Found()
    for number, table in enumerate(cast("list[dict[str, Any]]", tables), 1):
        _add(found, table, f"read account {number} of {file}")
    if not found.accounts and not found.unusable:
        raise NoAccountsError(f"{file} has no account", "Add one as a table [[accounts]].")
    return found


def label_apart(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return the accounts with labels that tell those of one provider apart.

    Accounts without a label of their own are numbered when there are several: ``together``,
    ``together-2``.

    Raises:
        ConfigurationError: Two have been given the same label.
    """
    labelled: list[Account] = []
    seen: set[tuple[str, str]] = set()
    unnamed: Counter[str] = Counter()
    for account in accounts:
        if account.label == account.provider:
            unnamed[account.provider] += 1
            if (number := unnamed[account.provider]) > 1:
                account = account.labelled(f"{account.provider}-{number}")
        key = account.provider, account.label
        if key in seen:
            raise ConfigurationError(
                f"two accounts of {account.provider} are called {account.label!r}",
                "Give each a label of its own.",
            )
        seen.add(key)
        labelled.append(account)
    return tuple(labelled)


def how_to_configure(providers: Iterable[str] = ()) -> str:
    """Say which variables configure the providers; all of them if none is named."""
    names = sorted(providers) or [provider.name for provider in registry.usable()]
    return f"Set the variables of a provider: {'; '.join(map(_variables, names))}."


def _variables(name: str) -> str:
    """Say which variables, together, configure a provider."""
    provider = registry.find(name)
    sets = [()] if () in provider.credentials else provider.credentials
    words = [
        " + ".join(str(provider.arguments[n]) for n in (*names, *provider.required))
        for names in sets
        if all(provider.arguments[n] for n in names)
    ]
    return f"{name}: {' or '.join(words)}"


def _markers(name: str) -> list[str]:
    """Return the variables of which any shows that there is an account."""
    provider = registry.find(name)
    names = [n for names in provider.credentials for n in names]
    if () in provider.credentials:  # nothing secret is needed, so what is required shows it too
        names += provider.required
    return [variable for n in names if (variable := provider.arguments[n])]


def _add(found: Found, table: dict[str, Any], attempted: str) -> None:
    """Make an account of a table; what cannot be one becomes a failure."""
    provider, label = table.get("provider"), table.get("label")
    try:
        if not isinstance(provider, str):
            raise ConfigurationError(
                "the account names no provider", f"Add provider: {', '.join(registry.names())}."
            )
        for name in table:
            if name not in _ARGUMENTS:
                raise ConfigurationError(
                    f"an account has no {name}", f"It takes {', '.join(sorted(_ARGUMENTS))}."
                )
        found.accounts.append(Account(**table))
    except RosterError as error:
        name = provider if isinstance(provider, str) else "?"
        found.unusable.append(
            Failure(
                provider=name,
                account=label if isinstance(label, str) and label else name,
                kind=error.kind,
                attempted=attempted,
                cause=error.cause,
                advice=error.advice,
            )
        )
