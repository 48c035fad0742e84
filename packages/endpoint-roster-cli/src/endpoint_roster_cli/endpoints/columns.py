"""The columns of a listing: what each shows to people, and in which order it sorts.

Imported for completion too, so nothing heavy is imported here before it is used.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from ..output.tables import Column
from ..output.text import did_you_mean
from .cells import age, colours_of_states, count_text, limits_text, price_text, replicas_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from endpoint_roster import Endpoint

T = TypeVar("T")

_DIGITS = re.compile(r"(\d+)", re.ASCII)
_STATES = ("pending", "starting", "running", "degraded", "stopping", "stopped", "failed", "unknown")
"""Their order when sorted: that of an endpoint's life."""


class Field:
    """What one column is made of.

    Args:
        show: The text for people; empty where nothing is known.
        key: What it is compared by; None where nothing is known.
        data: Name of the field of ``Endpoint`` that holds it, if it is one.
        right: Whether cells stand at the right.
        uncut: Whether cells are never cut.
    """

    def __init__(
        self,
        show: Callable[[Endpoint, datetime], str],
        key: Callable[[Endpoint], Any],
        data: str | None = None,
        *,
        right: bool = False,
        uncut: bool = False,
    ) -> None:
        self.show = show
        self.key = key
        self.data = data
        self.right = right
        self.uncut = uncut


def _text(data: str, *, uncut: bool = False) -> Field:
    """Return a column of a text field."""

    def key(endpoint: Endpoint) -> Any:
        text = getattr(endpoint, data)
        return None if text is None else natural(text)

    return Field(lambda endpoint, _: getattr(endpoint, data) or "", key, data, uncut=uncut)


def _time(data: str) -> Field:
    """Return a column of the day of a time."""

    def show(endpoint: Endpoint, _: datetime) -> str:
        moment: datetime | None = getattr(endpoint, data)
        return f"{moment:%Y-%m-%d}" if moment else ""

    return Field(show, lambda endpoint: getattr(endpoint, data), data, uncut=True)


def _number(data: str) -> Field:
    """Return a column of a number."""

    def show(endpoint: Endpoint, _: datetime) -> str:
        return count_text(getattr(endpoint, data))

    return Field(show, lambda e: getattr(e, data), data, right=True, uncut=True)


def _state(endpoint: Endpoint, _: datetime) -> str:
    """Return the state, and where it says nothing, the provider's word."""
    word = endpoint.provider_state
    return f"unknown ({word})" if endpoint.state == "unknown" and word else str(endpoint.state)


def _age_key(endpoint: Endpoint) -> Any:
    return -endpoint.created_at.timestamp() if endpoint.created_at else None


def _replicas_key(endpoint: Endpoint) -> Any:
    has = endpoint.replicas
    if has is None:
        return None
    counts = (has.ready, has.current, has.max, has.min)
    known = [count for count in counts if count is not None]
    return known[0] if known else None


def _price_key(endpoint: Endpoint) -> Any:
    prices = {price.item: price for price in endpoint.prices}
    first = prices.get("prompt") or next(iter(endpoint.prices), None)
    if first is None:
        return None
    second = prices.get("completion", first)
    return first.currency, first.unit, first.amount, second.amount


def _limits_key(endpoint: Endpoint) -> Any:
    limit = endpoint.rate_limit
    if limit is None or (limit.requests_per_minute is None and limit.tokens_per_minute is None):
        return None
    return limit.requests_per_minute or 0, limit.tokens_per_minute or 0


def _tags(endpoint: Endpoint, _: datetime | None = None) -> str:
    return ",".join(f"{name}={endpoint.tags[name]}" for name in sorted(endpoint.tags))


def reference(endpoint: Endpoint) -> str:
    """Return what names an endpoint among all of a roster: ``provider/account/id``."""
    return f"{endpoint.provider}/{endpoint.account}/{endpoint.id}"


#: By name, in the order of the wide table; those after PLAIN that have a value are in it.
FIELDS = {
    "provider": _text("provider", uncut=True),
    "account": _text("account"),
    "state": Field(_state, lambda e: _STATES.index(e.state), "state", uncut=True),
    "name": Field(lambda e, _: e.name or e.id, lambda e: natural(e.name or e.id), "name"),
    "model": _text("model"),
    "created": _time("created_at"),
    "age": Field(lambda e, now: age(e.created_at, now), _age_key, right=True, uncut=True),
    "kind": _text("kind", uncut=True),
    "replicas": Field(
        lambda e, _: replicas_text(e.replicas), _replicas_key, "replicas", right=True, uncut=True
    ),
    "gpus": _number("gpu_count"),
    "price": Field(lambda e, _: price_text(e.prices), _price_key, "prices", right=True, uncut=True),
    "limits": Field(
        lambda e, _: limits_text(e.rate_limit), _limits_key, "rate_limit", right=True, uncut=True
    ),
    "context": _number("context_length"),
    "region": _text("region"),
    "owner": _text("owner"),
    "project": _text("project"),
    "id": _text("id"),
    # Only by --columns.
    "reference": Field(lambda e, _: reference(e), lambda e: natural(reference(e))),
    "updated": _time("updated_at"),
    "output": _number("max_output_tokens"),
    "uptime": _number("uptime"),
    "url": _text("url"),
    "description": _text("description"),
    "reason": _text("state_reason"),
    "provider-state": _text("provider_state"),
    "provider-kind": _text("provider_kind"),
    "tags": Field(_tags, lambda e: natural(_tags(e)) if e.tags else None, "tags"),
}
NAMES = tuple(FIELDS)
PLAIN = ("provider", "account", "state", "name", "model", "created")
WIDE = NAMES[: NAMES.index("reference")]


def find(word: str, known: Iterable[str] = NAMES) -> str:
    """Return the column that a user's word names, in upper or lower case.

    Args:
        word: What the user wrote; ``_`` and ``-`` are the same.
        known: The columns there are.

    Raises:
        ValueError: There is none; the text lists them all, the nearest first.
    """
    names = tuple(known)
    name = word.strip().lower().replace("_", "-")
    by_data = {(FIELDS[n].data or n).replace("_", "-"): n for n in names if n in FIELDS}
    if name in names:
        return name
    if name in by_data:
        return by_data[name]
    meant = did_you_mean(name, names)
    raise ValueError(f"unknown column {word!r}.{meant} Columns: {', '.join(names)}.")


def plain(endpoints: Sequence[Endpoint]) -> list[str]:
    """Return the columns of the usual table; accounts only where they tell more than providers."""
    differ = any(endpoint.account != endpoint.provider for endpoint in endpoints)
    return [name for name in PLAIN if name != "account" or differ]


def wide(endpoints: Sequence[Endpoint], now: datetime) -> list[str]:
    """Return the columns of the wide table: those of the usual one, and what has any value."""
    usual = plain(endpoints)
    more = [name for name in WIDE if name not in PLAIN]
    filled = {name for name in more if any(FIELDS[name].show(e, now) for e in endpoints)}
    return [name for name in WIDE if name in usual or name in filled]


def table(names: Iterable[str], endpoints: Sequence[Endpoint], now: datetime) -> list[Column]:
    """Return columns of a table.

    Args:
        names: Names of the columns.
        endpoints: The rows.
        now: The time that ages count from.
    """
    made: list[Column] = []
    for name in names:
        field = FIELDS[name]
        cells = [field.show(endpoint, now) or "-" for endpoint in endpoints]
        colours = colours_of_states() if name == "state" else None
        made.append(Column(name.upper(), cells, field.right, colours, field.uncut))
    return made


def fields(names: Sequence[str]) -> list[str]:
    """Return the fields of data that columns show; all fields of an endpoint if none are named.

    A column that shows no field has its own name.
    """
    if not names:
        from endpoint_roster import Endpoint

        return [*Endpoint.__dataclass_fields__]
    return [FIELDS[name].data or name for name in names]


def record(endpoint: Endpoint, names: Iterable[str], now: datetime) -> dict[str, Any]:
    """Return an endpoint as data, with what columns show besides.

    Args:
        endpoint: The endpoint.
        names: Names of columns.
        now: The time that ages count from.
    """
    from endpoint_roster import to_dict

    more = {name: FIELDS[name].show(endpoint, now) for name in names if not FIELDS[name].data}
    return {**to_dict(endpoint), **more}


def order(
    endpoints: Iterable[Endpoint], by: Sequence[tuple[str, bool]], *, reverse: bool = False
) -> list[Endpoint]:
    """Return endpoints in order of columns; see ``arrange``."""
    keys = [(FIELDS[name].key, descends) for name, descends in by]
    return arrange(endpoints, keys, reverse=reverse)


def arrange(
    rows: Iterable[T], keys: Sequence[tuple[Callable[[T], Any], bool]], *, reverse: bool = False
) -> list[T]:
    """Return rows in order; equal ones stay in the order in which they came.

    Args:
        rows: The rows.
        keys: What they are compared by, the first counts most, each with whether it descends.
            A row whose key is None comes last either way.
        reverse: Whether to reverse the direction of each key; without keys, the order.
    """
    ordered = list(rows)
    if reverse and not keys:
        return ordered[::-1]
    for key, descends in reversed(keys):
        known = [(value, row) for row in ordered if (value := key(row)) is not None]
        missing = [row for row in ordered if key(row) is None]
        known.sort(key=itemgetter(0), reverse=descends != reverse)
        ordered = [row for _, row in known] + missing
    return ordered


def natural(text: str | None) -> list[tuple[int, int, str]]:
    """Return what a text sorts by: words without regard to case, numbers in it by their value."""
    parts: list[tuple[int, int, str]] = []
    for place, part in enumerate(_DIGITS.split((text or "").casefold())):
        if place % 2:
            digits = part.lstrip("0")
            parts.append((0, len(digits), digits))
        elif part:
            parts.append((1, 0, part))
    return parts
