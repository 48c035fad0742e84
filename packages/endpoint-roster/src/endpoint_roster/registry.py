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
            f"there is no provider {name!r}", f"Choose one of {', '.join(_found())}."
        )
    origin = entry.dist.name if entry.dist else "an unknown package"
    try:
        provider = entry.load()()
    except Exception as error:
        cause = f"the provider {name} cannot be loaded: {type(error).__name__}: {error}"
        raise PluginError(cause, f"Update or remove {origin}.") from error
    if not isinstance(provider, Provider) or provider.name != name:
        raise PluginError(
            f"the entry point {name} is no Provider of that name", f"Update or remove {origin}."
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


@cache
def _found() -> dict[str, EntryPoint]:
    """Return the entry points by name; of two with one name, ours wins."""
    everyone = sorted(entry_points(group=GROUP), key=lambda e: e.module.partition(".")[0] != _OWN)
    found: dict[str, EntryPoint] = {}
    for entry in everyone:
        found.setdefault(entry.name, entry)
    return found
