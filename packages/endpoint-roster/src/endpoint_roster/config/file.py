"""The configuration file: accounts and defaults, in TOML."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .. import registry
from ..account import Account
from ..errors import ConfigurationError, InsecureConfigurationWarning, RosterError
from ..options import FILE_OPTIONS, Options
from ..suggestions import did_you_mean
from .check_table import read_rules
from .labels import next_label
from .secrets import Secrets, describe, path_of, readable_by_others
from .text import EncodingError, decoded
from .toml_lines import Place, TomlError, lines_of_keys, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..options import RosterOptions
    from ..settings import ProviderSettings

#: Tables that the command reads, see ``roster list``.
_OF_THE_COMMAND = ("list", "views")
_KEYS = ("accounts", "defaults", "check", "prices", *_OF_THE_COMMAND)
#: Keys of every account, whatever its provider.
_OF_ANY = ("provider", "label")
#: Secrets that may be in plain text: an access key alone is only a name.
_SAFE_IN_PLAIN_TEXT = ("access_key",)
#: Lines that the warning about secrets in plain text names.
_MOST_LINES = 20
#: What to do when the file cannot be opened.
_HOW_TO_READ: dict[type[OSError], str] = {
    FileNotFoundError: "Check the path, and ENDPOINT_ROSTER_CONFIG if it names it.",
    PermissionError: "Get the right to read it: the file's, and that of each folder above it.",
    IsADirectoryError: "Name the file in that folder.",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One account's table, defaults included."""

    number: int  # counted from 1
    label: str  # the account's, or one made from the provider and a number
    values: dict[str, Any]  # a table as value says where a secret comes from
    places: dict[str, Place]  # of the values in the file, and under "" of the account


class ConfigFile:
    """A configuration file that has been read.

    Args:
        path: The file.

    Attributes:
        options: Options of the roster.
        tables: The accounts' tables.
        rules: The rules of its table [check].

    Raises:
        ConfigurationError: It cannot be read, or is not laid out as it should be.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = path_of(os.fspath(path), Path())
        text = self._read()
        try:
            data = parsed(text)
        except TomlError as error:
            raise ConfigurationError(
                f"{self.path} is not TOML: {error}", "Correct it there; strings need quotes."
            ) from None
        self._lines = lines_of_keys(text)
        for key in sorted(data.keys() - {*_KEYS}):
            raise self.error((key,), f"unknown key {key!r}", f"Known are {', '.join(_KEYS)}.")
        for key in ("defaults", *_OF_THE_COMMAND):
            if not isinstance(data.get(key, {}), dict):
                raise self.error((key,), "it must be a table", f"Write it as [{key}].")
        defaults = data.get("defaults", {})
        self.options, of_providers = self._defaults(cast("dict[str, Any]", defaults))
        self.tables = self._tables(data.get("accounts", []), of_providers)
        self.rules = read_rules(data.get("check", {}), self.error)
        if "prices" in data:
            from .prices_table import read_prices  # only for those who have some

            self.options["prices"] = read_prices(text, self.error)
        self._warn_of_plain_secrets()

    def error(self, place: Place, cause: str, advice: str = "") -> ConfigurationError:
        """Return an error that says where in the file it is."""
        place = self._known(place)
        key = place[-1] if place and isinstance(place[-1], str) else ""
        where = f"{self.path}{self._line(place)}{key and f', {key}'}"
        return ConfigurationError(f"{where}: {cause}", advice)

    def accounts(
        self, tables: Iterable[Table] | None = None
    ) -> Iterable[tuple[Table, Account | RosterError]]:
        """Yield each table, or each of those given, with its account or what is wrong with it."""
        chosen = self.tables if tables is None else list(tables)
        values = (value for table in chosen for value in table.values.values())
        sources = [cast("dict[str, Any]", value) for value in values if isinstance(value, dict)]
        with Secrets(sources, self.path.parent) as secrets:
            for table in chosen:
                yield table, self._account(table, secrets)

    def _account(self, table: Table, secrets: Secrets) -> Account | RosterError:
        """Make the account, or say what is wrong with it."""
        try:
            provider = table.values.get("provider")
            if not isinstance(provider, str):
                advice = f"Add provider: {', '.join(registry.names())}."
                return self.error(table.places[""], "the account has no provider", advice)
            known = registry.find(provider).arguments
            for name in table.values.keys() - known.keys() - {*_OF_ANY}:
                cause, advice = f"an account of {provider} has no {name}", ", ".join(known)
                return self.error(table.places[name], cause, f"It takes {advice}.")
            values = {n: self._value(n, value, secrets) for n, value in table.values.items()}
            return Account(**{"label": table.label, **values}).found_in(self._origins(table))
        except ConfigurationError as error:
            place = table.places.get(error.argument or "", table.places[""])
            # Here an argument is a line of the table.
            return self.error(place, error.cause, error.advice.replace("Pass ", "Add ", 1))
        except RosterError as error:  # an extra or a plug-in that is missing
            return error

    def _origins(self, table: Table) -> dict[str, str]:
        """Say where each argument of an account stands and what source is named there."""
        origins: dict[str, str] = {}
        for name, value in table.values.items():
            origins[name] = f"{self.path.name}{self._line(table.places[name])}"
            if isinstance(value, dict):
                source = describe(cast("dict[str, Any]", value))
                origins[name] = f"{source} ({origins[name]})"
        return origins

    def _value(self, name: str, value: Any, secrets: Secrets) -> Any:
        """Return the value of an argument, fetched from its source if it has one."""
        if name in _OF_ANY or not isinstance(value, dict):
            return value
        try:
            return secrets.read(cast("dict[str, Any]", value))
        except ConfigurationError as error:
            raise ConfigurationError(error.cause, error.advice, name) from None

    def _known(self, place: Place) -> Place:
        """Return the innermost part of a place whose line is known."""
        while place and place not in self._lines:
            place = place[:-1]
        return place

    def _line(self, place: Place) -> str:
        place = self._known(place)
        return f", line {self._lines[place]}" if place else ""

    def _read(self) -> str:
        try:
            with self.path.open("rb") as file:
                self._readable_by_others = readable_by_others(file.fileno())
                return decoded(file.read())
        except OSError as error:
            raise ConfigurationError(
                f"{self.path} cannot be read: {error.strerror}", _HOW_TO_READ.get(type(error), "")
            ) from None
        except EncodingError as error:
            raise ConfigurationError(
                f"{self.path} is not TOML: {error}", "Save it as UTF-8."
            ) from None

    def _defaults(self, defaults: Mapping[str, Any]) -> tuple[RosterOptions, dict[str, Any]]:
        """Return the options, and what accounts of each provider have unless they say otherwise."""
        options: dict[str, Any] = {}
        tables: dict[str, Any] = {}
        providers = registry.names()
        for name, value in defaults.items():
            place = ("defaults", name)
            if name in FILE_OPTIONS:
                options[name] = self._option(name, value)
            elif not isinstance(value, dict):
                known = f"Known are {', '.join(FILE_OPTIONS)}, and a table for each provider."
                raise self.error(place, f"unknown option {name!r}", known)
            elif name not in providers:
                meant = did_you_mean(name, providers).lstrip()
                choice = f"{meant} Choose from {', '.join(providers)}.".lstrip()
                raise self.error(place, f"unknown provider {name!r}", choice)
            else:
                tables[name] = value
                for key in tables[name].keys() & {"provider", "label"}:
                    raise self.error((*place, key), "it belongs to an account", "Move it there.")
        return cast("RosterOptions", options), tables

    def _option(self, name: str, value: Any) -> Any:
        """Return an option that works alone."""
        try:
            if name == "verify" and isinstance(value, str):
                value = str(path_of(value, self.path.parent))
            Options(**{name: value})
        except ConfigurationError as error:
            raise self.error(("defaults", name), error.cause, error.advice) from None
        return value

    def _tables(self, accounts: object, defaults: Mapping[str, dict[str, Any]]) -> list[Table]:
        found: list[object] = (
            cast("list[object]", accounts) if isinstance(accounts, list) else [None]
        )
        tables: list[Table] = []
        labels: set[tuple[str, str]] = set()
        unnamed: Counter[str] = Counter()
        for index, own in enumerate(found):
            here: Place = ("accounts", index) if isinstance(accounts, list) else ("accounts",)
            if not isinstance(own, dict):
                advice = "Begin each account with a line [[accounts]]."
                raise self.error(here, "accounts must be tables", advice)
            values = cast("dict[str, Any]", own)
            provider, label = values.get("provider"), _label(values, unnamed)
            inherited = _inherited(provider, values, defaults)
            places: dict[str, Place] = {"": here}
            places |= {name: ("defaults", str(provider), name) for name in inherited}
            places |= {name: (*here, name) for name in values}
            if (name := (str(provider), label)) in labels:
                raise self.error(
                    places.get("label", here),
                    f"another account of {provider} is called {label!r}",
                    "Give each a label of its own.",
                )
            labels.add(name)
            tables.append(Table(index + 1, label, {**inherited, **values}, places))
        return tables

    def _warn_of_plain_secrets(self) -> None:
        places = {
            table.places[name]
            for table in self.tables
            if (settings := _settings(table.values.get("provider")))
            for name in settings.secrets.difference(_SAFE_IN_PLAIN_TEXT)
            if isinstance(value := table.values.get(name), str) and value
        }
        lines = sorted({self._lines[place] for place in places if place in self._lines})
        if not lines:
            return
        more = len(lines) - _MOST_LINES
        named = ", ".join(map(str, lines[:_MOST_LINES])) + (
            f" and {more:,} more" if more > 0 else ""
        )
        where = f"line{'s' * (len(lines) > 1)} {named}"
        text = f"{self.path} holds secrets as plain text ({where}): name a source instead"
        if self._readable_by_others:
            text += f". Other users may read it: chmod 600 {self.path}"
        warnings.warn(text, InsecureConfigurationWarning, stacklevel=5)


def _settings(provider: object) -> ProviderSettings | None:
    """Return what is known of a provider; if it is nothing, the account will say why."""
    try:
        return registry.find(provider) if isinstance(provider, str) else None
    except RosterError:
        return None


def _label(values: Mapping[str, Any], unnamed: Counter[str]) -> str:
    """Return the label of an account; those without one are numbered, usable or not."""
    provider, label = values.get("provider"), values.get("label")
    if isinstance(label, str) and label.strip():
        return label.strip()
    return next_label(provider if isinstance(provider, str) else "?", unnamed)


def _inherited(
    provider: object, values: Mapping[str, Any], defaults: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return the defaults that an account takes; its own credentials mix with no others."""
    if (settings := _settings(provider)) is None:
        return {}
    credentials = settings.credential_arguments
    own = not credentials.isdisjoint(values)
    found = defaults.get(settings.name, {})
    return {n: v for n, v in found.items() if not (own and n in credentials)}
