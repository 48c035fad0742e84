"""JSON text to Python data."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def decode_json(content: bytes) -> Any:
    """Decode JSON, with msgspec (the extra ``speed``) where that is installed, to the same result.

    Raises:
        ValueError: It is not JSON.
        RecursionError: It is nested too deeply.
    """
    decode = _fast_decoder()
    if decode is not None:
        try:
            return decode(content)
        except ValueError:
            pass  # it is stricter than the standard library, which decides
    return json.loads(content)


@functools.cache
def _fast_decoder() -> Callable[[bytes], Any] | None:
    try:
        from msgspec.json import Decoder
    except ImportError:
        return None
    return Decoder().decode
