"""YAML that loads back equal and does nothing to a terminal."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .text import is_harmless

_NOT_ASCII = re.compile(r"[^\n -~]")
# What a reader of some version of YAML takes for something else than text: numbers in any base,
# with exponents, underscores, commas and colons; dates; and words.
_OTHER = re.compile(
    r"[-+.]*[0-9_][-+0-9eob_,:.tz ]*|[-+]?0x[0-9a-f_]+|[-+]?\.?(inf|infinity|nan)|~|<<|=|\.|-"
    r"|y|n|yes|no|on|off|true|false|null|nil|none",
    re.ASCII | re.IGNORECASE,
)
_NO_FOLDING = 2**31 - 1
_BASES: list[Any] = [getattr(yaml, "CSafeDumper", yaml.SafeDumper), yaml.SafeDumper]


def to_yaml(value: Any, *, ascii_only: bool = False) -> str:
    """Return a document in block style, keys in their order, Unicode readable."""
    try:
        text = _dump(value, _DUMPERS[0], ascii_only=ascii_only)
    except UnicodeEncodeError:  # half of a surrogate pair, which the quick library cannot take
        text = _dump(value, _DUMPERS[1], ascii_only=ascii_only)
    return _NOT_ASCII.sub(_escape, text)


def _dump(value: Any, dumper: type[Any], *, ascii_only: bool) -> str:
    return yaml.dump(
        value, Dumper=dumper, sort_keys=False, allow_unicode=not ascii_only, width=_NO_FOLDING
    )


def _represent(dumper: Any, text: str) -> Any:
    # In double quotes everything can be escaped, and both libraries write what they quote alike.
    plain = text.isascii() and text.isprintable()
    special = not plain and any(c > "\uffff" or not is_harmless(c) for c in text)
    style = '"' if special else "'" if _OTHER.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _dumper(base: Any) -> type[Any]:
    """Return a dumper that quotes what has to be escaped, and repeats rather than refers."""
    made: Any = type("Dumper", (base,), {"ignore_aliases": _always})
    made.add_representer(str, _represent)
    return made


def _always(_dumper: Any, _data: Any) -> bool:
    return True


def _escape(match: re.Match[str]) -> str:
    """Escape what the libraries count as printable; all of it stands in double quotes."""
    character = match[0]
    return character if is_harmless(character) else f"\\u{ord(character):04X}"


_DUMPERS = [_dumper(base) for base in _BASES]
