"""The last listing at a terminal, from which shells complete references and names.

It is a file of the platform's cache, for its owner alone, without anything but these words. What
cannot be written or read is as if there were none.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from endpoint_roster import Endpoint

#: More would be slow to read at each press of a key.
_MOST = 5000


def default_path() -> Path:
    """Return where the file is, whether there is one or not."""
    from platformdirs import user_cache_path

    return user_cache_path("endpoint-roster", appauthor=False) / "listed.json"


def remember(endpoints: Iterable[Endpoint]) -> None:
    """Write the references and names of a listing in the place of those of the one before."""
    known = list(endpoints)[:_MOST]
    words = [f"{one.provider}/{one.account}/{one.id}" for one in known]
    words += dict.fromkeys(one.name for one in known if one.name)
    path = default_path()
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump(words, file)
            mine.replace(path)
        except OSError:
            mine.unlink(missing_ok=True)


def listed() -> list[str]:
    """Return the references of the last listing, then its names."""
    try:
        found: Any = json.loads(default_path().read_bytes())
    except (OSError, RecursionError, ValueError):
        return []
    words = cast("list[Any]", found) if isinstance(found, list) else []
    return [word for word in words if isinstance(word, str)]
