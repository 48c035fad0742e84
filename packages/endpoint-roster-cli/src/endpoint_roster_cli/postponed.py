"""Modules that libraries import at once, but a listing rarely uses."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

#: A module that imports one of them uses it in functions only. A submodule can be among them if its
#: package has it as an attribute by itself.
MODULES = ("array", "attr.validators", "certifi", "idna", "mimetypes", "ntpath", "shutil")


def postpone(*names: str) -> None:
    """Have modules loaded when they are first used, and not when they are imported.

    Those that have been imported already are left alone.

    Args:
        names: Full names of modules that can be imported.
    """
    for name in names:
        sys.modules.setdefault(name, _Postponed(name))


class _Postponed(ModuleType):
    """Stands for a module, and loads it when an attribute of it is asked for."""

    def __getattr__(self, name: str) -> object:
        own = self.__name__
        if sys.modules.get(own) is self:
            sys.modules.pop(own, None)  # another thread may have been quicker
        return getattr(import_module(own), name)  # each time: modules can change
