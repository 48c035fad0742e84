"""Loading a package's modules when their names are first used (PEP 562)."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from .collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

#: Whether the program has frozen what must stay so. To count that takes long, so it is done once.
_someone_froze = False


@contextmanager
def importing(module: str) -> Generator[None]:
    """Import a module for the first time without the collector: what an import makes stays.

    At the end it all counts as old, or the collector would look through it then.

    Args:
        module: Its full name; nothing is done for a module that has been imported.
    """
    global _someone_froze
    if module in sys.modules:
        yield
        return
    with collector_paused() as is_paused:
        try:
            yield
        finally:
            if is_paused:
                _someone_froze = _someone_froze or gc.get_freeze_count() > 0
                if not _someone_froze:
                    gc.freeze()
                    gc.unfreeze()  # into the oldest generation


def load(package: str, name: str, modules: Mapping[str, str]) -> object:
    """Return a name of a package, and keep it there.

    Args:
        package: Import name of the package.
        name: What is asked for.
        modules: The package's modules, by the names that they hold.

    Raises:
        AttributeError: The package has no such name.
    """
    module = modules.get(name)
    if module is None:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    with importing(f"{package}.{module}"):
        value: object = getattr(import_module(f".{module}", package), name)
    setattr(sys.modules[package], name, value)
    return value
