"""What was read, compared with what was sent: strictly."""

import math
import re
from collections.abc import Iterator
from typing import Any, cast


def differences(read: Any, sent: Any, path: str = "$") -> Iterator[str]:
    """Where two JSON values differ; 1 and 1.0 do, and so do two ways to write one moment."""
    if type(read) is not type(sent):
        yield f"{path}: {read!r:.100} is not {sent!r:.100}"
    elif isinstance(read, dict):
        ours, theirs = cast("dict[str, Any]", read), cast("dict[str, Any]", sent)
        for name in ours.keys() ^ theirs.keys():
            yield f"{path}.{name!r:.100}: in one of both only"
        for name in ours.keys() & theirs.keys():
            yield from differences(ours[name], theirs[name], f"{path}.{name}")
    elif isinstance(read, list):
        left, right = cast("list[Any]", read), cast("list[Any]", sent)
        if len(left) != len(right):
            yield f"{path}: {len(left)} items are not {len(right)}"
        for i, (a, b) in enumerate(zip(left, right, strict=False)):
            yield from differences(a, b, f"{path}[{i}]")
    elif isinstance(read, float) and math.isnan(read):
        if not math.isnan(cast("float", sent)):
            yield f"{path}: NaN is not {sent!r}"
    elif read != sent:
        yield f"{path}: {read!r:.100} is not {sent!r:.100}"


def as_it_came(page: Any) -> Any:
    """The JSON data that a model was read from: its own, with each deviant value as it arrived."""
    data = page.to_dict()
    for path, _, raw in page.deviations():
        steps = [
            int(step) if step.isdecimal() else step for step in re.split(r"[.\[\]]+", path) if step
        ]
        place = data
        for step in steps[:-1]:
            place = place[step]
        if type(raw).__name__ == "Unset":
            assert steps[-1] not in place
        else:
            place[steps[-1]] = raw
    return data
