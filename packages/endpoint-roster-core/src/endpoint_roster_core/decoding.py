"""JSON text to Python data."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

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
    import json  # both are kept out of start-up

    try:
        from msgspec.json import Decoder
    except ImportError:
        return None, json.loads
    return Decoder().decode, json.loads
