"""Loading a package's modules when their names are first used (PEP 562)."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    value: object = getattr(import_module(f".{module}", package), name)
    setattr(sys.modules[package], name, value)
    return value
