"""JSON text to Python data."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

#: Digits from which on a number stays text; Python refuses more than 4300.
_LONGEST_INTEGER: Final = 1000

if TYPE_CHECKING:
    from collections.abc import Callable


def decode_json(content: bytes) -> Any:
    """Decode JSON, with msgspec (the extra ``speed``) where that is installed, to the same result.

    Raises:
        ValueError: It is not JSON.
        RecursionError: It is nested too deeply.
    """
    try:
        return _decoder()(content)
    except ValueError:
        return _loads(content)  # the standard library decides: msgspec is stricter


@functools.cache
def _decoder() -> Callable[[bytes], Any]:
    try:
        from msgspec.json import Decoder
    except ImportError:
        return _plain_decoder()
    return Decoder().decode


def _plain_decoder() -> Callable[[bytes], Any]:
    """The standard library's, without its look for other encodings and for blanks around."""
    from json import JSONDecoder

    decoder = JSONDecoder()

    def decode(content: bytes) -> Any:
        text = content.decode()
        value, end = decoder.raw_decode(text)
        if end != len(text):
            raise ValueError
        return value

    return decode


def _loads(content: bytes) -> Any:
    import json

    try:
        return json.loads(content)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a number of more digits than Python reads must not cost all the rest
        return json.loads(content, parse_int=_integer)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else digits
