"""When two texts are the same to people: however accents are encoded, in upper or lower case."""

from __future__ import annotations

import unicodedata


def folded(text: str | None) -> str:
    """Return what a text has in common with all its spellings; empty for none.

    By Unicode's canonical caseless matching: ``Zürich`` composed and decomposed, ``straße`` and
    ``STRASSE``. The result is composed, so that a letter does not match the same letter
    with an accent.
    """
    if not text:
        return ""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def fits(pattern: str, *words: str | None) -> bool:
    """Tell whether a word is as a pattern says: ``*`` is any text, ``?`` any character.

    Case does not count, and no other sign is special.
    """
    from fnmatch import fnmatchcase  # kept out of start-up

    written = folded(pattern).replace("[", "[[]")
    return any(fnmatchcase(folded(word), written) for word in words if word)
