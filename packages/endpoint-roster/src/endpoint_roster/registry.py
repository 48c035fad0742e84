"""Which providers there are. They are found as entry points, so that any package can add one."""

from __future__ import annotations

import logging
import os
from functools import cache
from typing import TYPE_CHECKING

from .entry_points import EntryPoint, entry_points
from .errors import PluginError, UnknownProviderError
from .settings import ProviderSettings
from .suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = "endpoint_roster.providers"
_OWN = __name__.partition(".")[0]
#: Letters that the name of one of our providers has in common with its variables.
_PREFIX = 4

_log = logging.getLogger(__name__)


def names() -> list[str]:
    """Return the names of all providers, ours first; they need not be loadable."""
    return list(_found())


@cache
def find(name: str) -> ProviderSettings:
    """Return the settings of the provider of this name; its client is not imported yet.

    Raises:
        UnknownProviderError: There is none.
        PluginError: It comes from another package and cannot be loaded.
    """
    entry = _found().get(name)
    if entry is None:
        meant = did_you_mean(name, _found()).lstrip()
        choice = f"{meant} Choose from {', '.join(_found())}.".lstrip()
        raise UnknownProviderError(f"unknown provider {name!r}", choice, "provider")
    try:
        provider = entry.load()()
    except (Exception, SystemExit) as error:
        cause = f"the provider {name} cannot be loaded: {type(error).__name__}: {error}"
        raise PluginError(cause, _update(entry)) from error
    if not isinstance(provider, ProviderSettings):
        fault = "it is not a subclass of endpoint_roster.providers.Provider"
    elif fault := provider.fault():
        pass
    elif provider.name != name:
        fault = f"its name is {provider.name!r}"
    if fault:
        raise PluginError(f"the provider {name} cannot be used: {fault}", _update(entry))
    return provider


def usable() -> list[ProviderSettings]:
    """Return the providers that can be loaded; the others are logged and left out."""
    return _loaded(names())


def in_environment() -> list[ProviderSettings]:
    """Return the usable providers that may have credentials in the environment.

    The variables of ours begin as the providers' names do, so those without any stay unloaded.
    """
    beginnings = {variable[:_PREFIX].lower() for variable in os.environ}
    found = _found().items()
    return _loaded(n for n, entry in found if not _is_own(entry) or n[:_PREFIX] in beginnings)


def broken(name: str, error: Exception) -> PluginError:
    """Return what to raise when a provider's own code fails outside a listing."""
    # Not the error's text: that code has seen the credentials.
    return PluginError(
        f"the provider {name} failed with {type(error).__name__}", _update(_found().get(name))
    )


def _loaded(names: Iterable[str]) -> list[ProviderSettings]:
    found: list[ProviderSettings] = []
    for name in names:
        try:
            found.append(find(name))
        except PluginError as error:
            _log.warning("%s", error)
    return found


def how_to_install(name: str) -> str:
    """Return the command that installs a provider's client, by the package that is installed."""
    from importlib import metadata  # slow to load

    package = _package(_found().get(name)) or "endpoint-roster"
    if package == "endpoint-roster" and any(metadata.distributions(name="endpoint-roster-cli")):
        package = "endpoint-roster-cli"  # what a user of the command has installed
    return f'pip install "{package}[{name}]"'


def _update(entry: EntryPoint | None) -> str:
    """Say what to do about a package, by the name that it is installed under."""
    return f"Update or remove {_package(entry) or 'its package'}."


def _package(entry: EntryPoint | None) -> str | None:
    """Return the name that the package of an entry point is installed under."""
    from importlib import metadata  # slow to load

    found = metadata.entry_points(group=GROUP, **entry._asdict()) if entry else ()
    return next((one.dist.name for one in found if one.dist), None)


def _is_own(entry: EntryPoint) -> bool:
    return entry.package == _OWN


@cache
def _found() -> dict[str, EntryPoint]:
    """Return the entry points by name; of two with one name, ours wins."""
    everyone = sorted(entry_points(GROUP), key=lambda entry: not _is_own(entry))
    found: dict[str, EntryPoint] = {}
    for entry in everyone:
        found.setdefault(entry.name, entry)
    return found
