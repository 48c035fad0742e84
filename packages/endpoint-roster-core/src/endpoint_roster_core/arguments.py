"""Arguments of operations as they are sent, in a path, a query or a header, and their bounds.

Each function takes the name of the operation, for the error, and that of the argument.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from .errors import ArgumentError
from .pasting import is_sendable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Bounds: TypeAlias = tuple[float | None, float | None]


def fill_path(operation: str, template: str, values: Mapping[str, Any]) -> str:
    """Return a path with its parameters in it.

    Raises:
        ArgumentError: A value is not an id. Of ``.`` and ``..``, httpx would make another path.
    """
    quoted: dict[str, str] = {}
    for name, value in values.items():
        is_id = isinstance(value, (str, int)) and not isinstance(value, bool)
        text = _text(operation, name, value) if is_id else ""
        if text in ("", ".", ".."):
            shown = repr(value) if is_id or value is None else type(value).__name__
            raise ArgumentError(f"{name} must be a non-empty id, not {shown}", operation=operation)
        quoted[name] = _quote(text)
    return template.format_map(quoted)


@lru_cache(256)
def _quote(text: str) -> str:
    from urllib.parse import quote  # kept out of start-up

    return quote(text, safe=":")


def query_value(operation: str, name: str, value: Any) -> Any:
    """Return a value of a query: text, or a list of texts.

    Raises:
        ArgumentError: It cannot be sent.
    """
    if isinstance(value, (list, tuple)):
        return [query_value(operation, name, item) for item in cast("list[Any]", value)]
    return _text(operation, name, value)


def header_value(operation: str, name: str, value: Any) -> str:
    """Return the text of a header.

    Raises:
        ArgumentError: It cannot be sent.
    """
    header = f"the header {name}"
    text = _text(operation, header, value)
    if not is_sendable(text):
        raise ArgumentError(
            f"{header} must be printable ASCII, without spaces around it", operation=operation
        )
    return text


def _text(operation: str, name: str, value: Any) -> str:
    """What is sent for a value; of a member of an enum, that is its value, not its name."""
    if isinstance(value, datetime):
        from .times import write_time

        return write_time(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = str.__str__(value)
    elif isinstance(value, int):
        text = int.__repr__(value)
    elif isinstance(value, float):
        text = float.__repr__(value)
    else:
        raise ArgumentError(
            f"{name} must be text, a number or a time, not {type(value).__name__}",
            operation=operation,
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ArgumentError(f"{name} is not valid text", operation=operation) from None
    return text


def values_at(sent: Any, steps: Sequence[str]) -> Iterator[Any]:
    """Yield the values at the end of a path into a body; none where the path ends before.

    Args:
        sent: The body, or a part of it.
        steps: Names of fields, and ``[]`` for the items of a list.
    """
    if not steps:
        yield sent
    elif isinstance(sent, dict):
        fields = cast("dict[str, Any]", sent)
        if steps[0] in fields:
            yield from values_at(fields[steps[0]], steps[1:])
    elif isinstance(sent, list) and steps[0] == "[]":
        for item in cast("list[Any]", sent):
            yield from values_at(item, steps[1:])


def check_bounds(operation: str, name: str, bounds: Bounds, value: Any) -> None:
    """Check that a number, or the length of a text, is within bounds.

    Raises:
        ArgumentError: It is not.
    """
    low, high = bounds
    is_text = isinstance(value, str)
    if not is_text and (isinstance(value, bool) or not isinstance(value, (int, float))):
        return  # null, or of a type that has no bounds
    size = len(value) if is_text else value
    if (low is None or low <= size) and (high is None or size <= high):
        return
    if low is None or high is None:
        wanted = f"{low} or more" if high is None else f"{high} or less"
    elif low == high:
        wanted = f"{low}"
    else:
        wanted = f"{low} to {high}"
    if is_text:
        problem = f"{name} must have {wanted} characters, not {size}"
    else:
        problem = f"{name} must be {wanted}, not {value!r}"
    raise ArgumentError(problem, operation=operation)
