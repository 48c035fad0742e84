"""Changes as lines of text, for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from ..endpoints.columns import reference
from ..output.messages import in_the_shell
from ..output.text import safe, to_json
from .comparison import field_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from endpoint_roster import Endpoint

    from .comparison import Event, Kind

#: What a line begins with, and its colour.
SIGNS: dict[Kind, tuple[str, str]] = {
    "added": ("+", "green"),
    "found": ("?", "cyan"),
    "removed": ("-", "red"),
    "changed": ("~", "yellow"),
    "unknown": ("?", "cyan"),
    "account_failed": ("!", "red"),
    "account_recovered": ("!", "green"),
}
_WORD = re.compile(r"[^\s,\"]+")
_OTHER = {"before": "after", "after": "before"}
#: Levels of nested data that are gone through; what is deeper is shown as JSON.
_DEEPEST = 8


def describe(event: Event, *, brief: bool = False) -> str:
    """Return an event in one line, without its sign; ``brief``: with names, not references."""
    account = f"{event.provider} ({event.account})"
    if event.kind == "account_failed":
        return safe(f"{account}: {_reasons(event)}")
    if event.kind == "account_recovered":
        since = f", failing since {event.since:%Y-%m-%d %H:%M:%S} UTC" if event.since else ""
        return safe(f"{account}: can be read again{since}")
    assert event.endpoint is not None  # noqa: S101 - for the type checker: all others have one
    title = _brief_title(event.endpoint) if brief else _title(event.endpoint)
    return safe(f"{title}  {_detail(event, event.endpoint)}")


def _reasons(event: Event) -> str:
    first, *others = event.failures
    more = f" (and {len(others):,} more)" if others else ""
    return f"{first.attempted} failed{more}: {first.cause}. {in_the_shell(first.advice)}"


def _title(endpoint: Endpoint) -> str:
    name = endpoint.name
    return f"{reference(endpoint)}  {name}" if name and name != endpoint.id else reference(endpoint)


def _brief_title(endpoint: Endpoint) -> str:
    account = f" ({endpoint.account})" if endpoint.account != endpoint.provider else ""
    return f"{endpoint.provider}{account} {endpoint.name or endpoint.id}"


def _detail(event: Event, endpoint: Endpoint) -> str:
    if event.before is not None:
        changes = field_changes(event.before, endpoint, event.fields).items()
        return ", ".join(
            change
            for name, both in changes
            for change in _changes(name, both["before"], both["after"])
        )
    state = endpoint.state.value
    if event.side is not None:
        return f"{state} (only in {_OTHER[event.side]}; {event.side} is incomplete)"
    if event.kind == "found":
        return f"{state} (seen now; may have been there before)"
    return state


def _changes(name: str, before: Any, after: Any, depth: int = 0) -> Iterator[str]:
    """Yield what changed; within nested data, by the path of each part that did."""
    old, new = _parts(before), _parts(after)
    if old is None or new is None or not (old or new) or depth > _DEEPEST:
        yield f"{name}: {_shown(before)} -> {_shown(after)}"
        return
    for step in old | new:
        if old.get(step) != new.get(step):
            yield from _changes(f"{name}{step}", old.get(step), new.get(step), depth + 1)


def _parts(value: Any) -> dict[str, Any] | None:
    """Return the parts of nested data by how a path names them; nothing has none."""
    if isinstance(value, dict):
        return {f".{key}": part for key, part in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return {f"[{number}]": part for number, part in enumerate(cast("list[Any]", value))}
    return {} if value is None else None


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) and _WORD.fullmatch(value) else to_json(value)
