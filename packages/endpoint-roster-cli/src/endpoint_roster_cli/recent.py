"""The last listing at a terminal, from which shells complete references, names and regions.

It is a file of the platform's cache, for its owner alone, without anything but these words. What
cannot be written or read is as if there were none.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from endpoint_roster import Endpoint

#: More would be slow to read at each press of a key.
_MOST = 5000


def default_path() -> Path:
    """Return where the file is, whether there is one or not."""
    from platformdirs import user_cache_path

    return user_cache_path("endpoint-roster", appauthor=False) / "listed.json"


def remember(endpoints: Sequence[Endpoint]) -> None:
    """Write the words of a listing in the place of those of the one before; of an empty one, not.

    Args:
        endpoints: What was listed.
    """
    known = endpoints[:_MOST]
    if not known:
        return
    words = [f"{one.provider}/{one.account}/{one.id}" for one in known]
    words += dict.fromkeys(one.name for one in known if one.name)
    regions = [*dict.fromkeys(one.region for one in known if one.region)]
    path = default_path()
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump({"endpoints": words, "regions": regions}, file)
            mine.replace(path)
        except OSError:
            mine.unlink(missing_ok=True)


def listed() -> list[str]:
    """Return the references of the last listing, then its names."""
    return _words("endpoints")


def regions() -> list[str]:
    """Return the regions of the last listing."""
    return _words("regions")


def _words(name: str) -> list[str]:
    try:
        found: Any = json.loads(default_path().read_bytes())
    except (OSError, RecursionError, ValueError):
        return []
    words: Any = cast("dict[str, Any]", found).get(name) if isinstance(found, dict) else None
    words = cast("list[Any]", words) if isinstance(words, list) else []
    return [word for word in words if isinstance(word, str)]
