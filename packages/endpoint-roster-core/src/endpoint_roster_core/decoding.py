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
    fast, loads = _decoders()
    if fast is not None:
        try:
            return fast(content)
        except ValueError:
            pass  # it is stricter than the standard library, which decides
    return loads(content)


@functools.cache
def _decoders() -> tuple[Callable[[bytes], Any] | None, Callable[[bytes], Any]]:

    try:
        from msgspec.json import Decoder
    except ImportError:
        return None, _loads
    return Decoder().decode, _loads


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
