"""Which known word may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Words of a choice that are named.
_MOST_NAMED = 20


def did_you_mean(word: str, known: Iterable[str], limit: int = 1) -> str:
    """Return a question with a leading blank; nothing where no known word is near."""
    from difflib import get_close_matches  # rarely needed

    near = get_close_matches(word, list(known), limit)
    return f" Did you mean {' or '.join(near)}?" if near else ""


def choice(words: Sequence[str]) -> str:
    """Return what there is to choose from, in a sentence; of many words, the first."""
    if not words:
        return "There are none."
    left = len(words) - _MOST_NAMED
    more = f" and {left:,} more" if left > 0 else ""
    return f"Choose from {', '.join(words[:_MOST_NAMED])}{more}."
