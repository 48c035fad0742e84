"""Entry points, from the files that installers write.

Importing `importlib.metadata` takes longer than finding them, and a short listing waits for it. So
it is left to what only it can do: archives, eggs, and finders of someone else.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.machinery import PathFinder
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class EntryPoint(NamedTuple):
    """What a package offers under a name.

    Attributes:
        name: The name.
        value: Where it is, such as ``package.module:Class``.
    """

    name: str
    value: str

    @property
    def package(self) -> str:
        """Import name of the package that holds it."""
        return self.value.partition(":")[0].partition(".")[0]

    def load(self) -> Any:
        """Import it and return it; whatever its module raises is raised."""
        module, _, path = self.value.partition("[")[0].strip().partition(":")
        loaded = import_module(module)
        return attrgetter(path)(loaded) if path else loaded


def entry_points(group: str) -> list[EntryPoint]:
    """Return the entry points of a group, in the order in which Python looks for packages."""
    folders = [path or "." for path in sys.path]
    if _has_other_finders() or any(map(_is_archive, folders)):
        from importlib import metadata

        return [EntryPoint(one.name, one.value) for one in metadata.entry_points(group=group)]
    texts = (text for folder in folders for text in _texts(folder) if group in text)
    return [one for text in texts for one in _parse(text, group)]


def _has_other_finders() -> bool:
    """Tell whether more than folders is searched for packages."""
    others = [finder for finder in sys.meta_path if finder is not PathFinder]
    return any(hasattr(finder, "find_distributions") for finder in others)


def _is_archive(path: str) -> bool:
    return path.endswith(".egg") or os.path.isfile(path)  # noqa: PTH113 - pathlib is slow


def _texts(folder: str) -> Iterator[str]:
    """Yield what the packages of a folder declare."""
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return
    for name in names:
        if name.endswith((".dist-info", ".egg-info")):
            try:
                with open(f"{folder}/{name}/entry_points.txt", encoding="utf-8") as file:  # noqa: PTH123
                    yield file.read()
            except (OSError, UnicodeDecodeError):
                continue  # most have none


def _parse(text: str, group: str) -> Iterator[EntryPoint]:
    section = ""
    for line in map(str.strip, text.splitlines()):
        name, equals, value = line.partition("=")
        if line.startswith("["):
            section = line.strip("[]").strip()
        elif section == group and equals and not line.startswith(("#", ";")):
            yield EntryPoint(name.strip(), value.strip())
