"""Whether an endpoint, as a provider sent it, has the settings that it should have."""

from __future__ import annotations

from typing import Any, Final, cast

from ..models import Outcome

_MISSING: Final = object()


def shows(sent: Any, wanted: Any) -> Outcome:
    """Tell whether what a provider sent has the values that are wanted.

    Returns:
        DONE: all. FAILED: one differs. UNKNOWN: one is not in it.
    """
    if sent is _MISSING:
        return Outcome.UNKNOWN
    if isinstance(wanted, dict):
        if not isinstance(sent, dict):
            return Outcome.FAILED
        there = cast("dict[str, Any]", sent)
        pairs = cast("dict[str, Any]", wanted).items()
        found = {shows(there.get(name, _MISSING), value) for name, value in pairs}
        for worst in (Outcome.FAILED, Outcome.UNKNOWN):
            if worst in found:
                return worst
        return Outcome.DONE
    if isinstance(wanted, list):
        items, others = cast("list[Any]", wanted), cast("list[Any]", sent)
        if not isinstance(sent, list) or len(others) != len(items):
            return Outcome.FAILED
        found = {shows(one, other) for one, other in zip(others, items, strict=True)}
        return Outcome.DONE if found <= {Outcome.DONE} else Outcome.FAILED
    return Outcome.DONE if sent == wanted else Outcome.FAILED
