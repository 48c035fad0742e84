"""Finds the accounts of a file or of the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import registry
from ..account import Account
from ..credentials import variables_of
from ..errors import MissingCredentialError, NoAccountsError, RosterError
from ..models import Failure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..checks import Rules
    from ..options import RosterOptions
    from ..settings import ProviderSettings

#: Names the configuration file.
FILE_VARIABLE = "ENDPOINT_ROSTER_CONFIG"
#: Where one of these is set, a user's configuration may not be in ``~/.config`` on Linux.
_UNUSUAL = frozenset(("XDG_CONFIG_HOME", "ANDROID_ROOT"))


class Found:
    """Accounts that were found in the environment or a file, and options of the roster."""

    def __init__(self, source: str, options: RosterOptions) -> None:
        self.accounts: list[Account] = []
        self.unusable: list[Failure] = []
        self.options = options
        self.source = source
        self.rules: Rules | None = None


def read_environment() -> Found:
    """Return the accounts that the environment's variables describe, one for each provider.

    A provider has an account when one of its credentials, or its list of models, is there. Where
    ``ENDPOINT_ROSTER_CONFIG`` names a file, the accounts are those of the file instead. This and
    what follows raise as ``Roster.from_env``, ``from_file`` and ``from_config`` do.
    """
    if os.environ.get(FILE_VARIABLE, "").strip():
        return read_file()
    found = Found("environment", {})
    for provider in registry.in_environment():
        if any(map(provider.is_inherited, provider.markers)):
            try:
                found.accounts.append(Account(provider.name))
            except RosterError as error:
                error = _in_variables(error, provider)
                name = provider.name
                found.unusable.append(_failure(name, name, "read environment", error))
    if not found.accounts and not found.unusable:
        raise NoAccountsError(
            "no account is configured: the environment has no credentials",
            "\n".join([*_about_other_variables(), how_to_configure()]),
        )
    return found


def _in_variables(error: RosterError, provider: ProviderSettings) -> RosterError:
    """Return an error about what the environment lacks, in the names of its variables."""
    if not isinstance(error, MissingCredentialError):
        return error
    there = [name for name in error.present if provider.is_inherited(name)]
    missing = variables_of(provider, error.missing)
    if not missing or not there:
        return error
    models = " to models, such as deepseek/deepseek-r1" if error.missing == (("models",),) else ""
    known = variables_of(provider, [tuple(there)])
    cause = f"{known} {_is(known)} set, but {missing} {_is(missing)} not"
    return MissingCredentialError(cause, f"Set {missing}{models}.")


def _is(variables: str) -> str:
    return "are" if " and " in variables else "is"


def _about_other_variables() -> Iterator[str]:
    """Say of variables that are set, but are not credentials, what to do instead."""
    for provider in registry.usable():
        for variable, advice in provider.other_variables.items():
            if os.environ.get(variable, "").strip():
                yield f"{variable} is set: {advice}"


def read_file(path: str | os.PathLike[str] | None = None) -> Found:
    """Return the accounts of a TOML file, that of ``default_file`` if left out."""
    from .file import ConfigFile

    file = ConfigFile(default_file() if path is None else path)
    found = Found(str(file.path), file.options)
    found.rules = file.rules
    for table, account in file.accounts():
        if isinstance(account, Account):
            found.accounts.append(account)
        else:
            attempted = f"read account {table.number} of {file.path}"
            provider = table.values.get("provider")
            found.unusable.append(_failure(provider, table.label, attempted, account))
    if not found.accounts and not found.unusable:
        advice = ["Add one as a table [[accounts]].", *_ignored_variables()]
        raise NoAccountsError(f"{file.path} has no account", "\n".join(advice))
    return found


def _ignored_variables(names: Collection[str] = ()) -> Iterator[str]:
    """Say of variables that would be an account if there were no file how it can use them."""
    for provider in registry.in_environment():
        there = filter(provider.is_inherited, provider.markers)
        if (not names or provider.name in names) and (arguments := tuple(dict.fromkeys(there))):
            variables = variables_of(provider, [arguments])
            yield (
                f"{variables} {_is(variables)} set, but ignored: accounts come from the file. To"
                f' use {"them" if len(arguments) > 1 else "it"}, add provider = "{provider.name}".'
            )


def read_default() -> Found:
    """Return the accounts of the file at its usual place, else those of the environment."""
    try:
        default_file().stat()
    except (FileNotFoundError, NotADirectoryError):
        return read_environment()
    except OSError:
        pass  # there is something; reading it says what is wrong
    return read_file()


def default_file() -> Path:
    """Return where the configuration file is, whether there is one or not.

    ``ENDPOINT_ROSTER_CONFIG`` names it; else it is ``endpoint-roster/config.toml`` in the folder
    where the platform keeps a user's configuration.

    Raises:
        ConfigurationError: The variable names no path.
    """
    if named := os.environ.get(FILE_VARIABLE, "").strip():
        from .secrets import path_of

        return path_of(named, Path())
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/") and _UNUSUAL.isdisjoint(os.environ):
        return Path(home, ".config", "endpoint-roster", "config.toml")
    from platformdirs import user_config_path  # slow to load; it knows all other cases

    return user_config_path("endpoint-roster", appauthor=False, roaming=True) / "config.toml"


def how_to_add(source: str, providers: Collection[str] = ()) -> str:
    """Say how a roster gets an account of the providers; of any if none is named.

    Args:
        source: Where its accounts come from, as ``Roster.source``.
        providers: Names of providers.
    """
    if source in ("arguments", "environment"):
        return how_to_configure(providers)
    add = f"Add one to {source} as a table [[accounts]]."
    return "\n".join([add, *_ignored_variables(providers)])


def how_to_configure(providers: Iterable[str] = ()) -> str:
    """Say which variables configure the providers, a line for each; all if none is named."""
    names = sorted(providers) or [provider.name for provider in registry.usable()]
    lines = [f"  {name}: {_variables(name)}" for name in names]
    return "\n".join(["Set the variables of a provider:", *lines])


def _variables(name: str) -> str:
    """Say which variables, together, configure a provider."""
    provider = registry.find(name)
    sets = [()] if () in provider.credentials else provider.credentials
    return variables_of(provider, [(*names, *provider.required) for names in sets])


def _failure(provider: object, label: str, attempted: str, error: RosterError) -> Failure:
    """Return what to report of an account that cannot be made."""
    return Failure(
        provider=provider if isinstance(provider, str) else "?",
        account=label,
        kind=error.kind,
        attempted=attempted,
        cause=error.cause,
        advice=error.advice,
    )
