"""Which known word may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str], limit: int = 1) -> str:
    """Return a question with a leading blank; nothing where no known word is near."""
    from difflib import get_close_matches  # rarely needed

    near = get_close_matches(word, list(known), limit)
    return f" Did you mean {' or '.join(near)}?" if near else ""
