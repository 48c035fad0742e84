"""Which providers there are. They are found as entry points, so that any package can add one."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from .errors import PluginError, UnknownProviderError

if TYPE_CHECKING:
    from .providers.base import Provider

GROUP = "endpoint_roster.providers"
_OWN = __name__.partition(".")[0]

_log = logging.getLogger(__name__)


def names() -> list[str]:
    """Return the names of all providers, ours first; they need not be loadable."""
    return list(_found())


@cache
def find(name: str) -> Provider:
    """Return the provider of this name; its client is not imported yet.

    Raises:
        UnknownProviderError: There is none.
        PluginError: It comes from another package and cannot be loaded.
    """
    from .providers.base import Provider

    entry = _found().get(name)
    if entry is None:
        raise UnknownProviderError(
            f"there is no provider {name!r}", f"Choose one of {', '.join(_found())}.", "provider"
        )
    origin = entry.dist.name if entry.dist else "an unknown package"
    try:
        provider = entry.load()()
    except (Exception, SystemExit) as error:
        cause = f"the provider {name} cannot be loaded: {type(error).__name__}: {error}"
        raise PluginError(cause, f"Update or remove {origin}.") from error
    if not isinstance(provider, Provider):
        fault = "it is no subclass of endpoint_roster.providers.Provider"
    else:
        fault = _fault(provider, name)
    if fault:
        raise PluginError(
            f"the provider {name} cannot be used: {fault}", f"Update or remove {origin}."
        )
    return provider


def usable() -> list[Provider]:
    """Return the providers that can be loaded; the others are logged and left out."""
    found: list[Provider] = []
    for name in names():
        try:
            found.append(find(name))
        except PluginError as error:
            _log.warning("%s", error)
    return found


def broken(name: str, error: Exception) -> PluginError:
    """Return what to raise when a provider's own code fails outside a listing."""
    entry = _found().get(name)
    origin = entry.dist.name if entry and entry.dist else "its package"
    # Not the error's text: that code has seen the credentials.
    return PluginError(
        f"the provider {name} failed with {type(error).__name__}", f"Update or remove {origin}."
    )


def _fault(provider: Provider, name: str) -> str:
    """Say what is wrong with a provider's class attributes; nothing if they can be used."""
    from .account import ARGUMENTS

    try:
        known = provider.arguments.keys()
        used = {*provider.companions, *provider.required, *provider.defaults}
        used.update(*provider.credentials)
        own = provider.name
    except (AttributeError, TypeError) as error:
        return f"its settings are not those of a provider: {error}"
    if own != name:
        return f"it is called {own!r}"
    if unknown := sorted(known - ARGUMENTS):
        return f"accounts have no argument {unknown[0]!r}"
    if unknown := sorted(used - known):
        return f"{unknown[0]!r} is used and is not in its arguments"
    return ""


@cache
def _found() -> dict[str, EntryPoint]:
    """Return the entry points by name; of two with one name, ours wins."""
    everyone = sorted(entry_points(group=GROUP), key=lambda e: e.module.partition(".")[0] != _OWN)
    found: dict[str, EntryPoint] = {}
    for entry in everyone:
        found.setdefault(entry.name, entry)
    return found
