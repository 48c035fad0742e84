"""The columns of a listing: what each shows to people, and in which order it sorts.

Imported for completion too, so nothing heavy is imported here before it is used.
"""

from __future__ import annotations

import re
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from ..output.text import did_you_mean
from .cells import STATE_COLOURS, age, cost_text, limits_text, price_text, replicas_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from endpoint_roster import Endpoint, Price, RateLimit, Replicas

    from ..output.tables import Column

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
        heading: The heading, where the name in capitals does not say enough.
    """

    def __init__(
        self,
        show: Callable[[Endpoint, datetime], str],
        key: Callable[[Endpoint], Any],
        data: str | None = None,
        *,
        right: bool = False,
        uncut: bool = False,
        heading: str = "",
    ) -> None:
        self.show = show
        self.key = key
        self.data = data
        self.right = right
        self.uncut = uncut
        self.heading = heading


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


def _of(
    data: str,
    show: Callable[[Any], str] = str,
    key: Callable[[Any], Any] = lambda value: value,
    *,
    right: bool = False,
    uncut: bool = False,
) -> Field:
    """Return the column of a field, where it is not None."""

    def applied(function: Callable[[Any], Any], endpoint: Endpoint) -> Any:
        value = getattr(endpoint, data)
        return None if value is None else function(value)

    return Field(
        lambda endpoint, _: applied(show, endpoint) or "",
        lambda endpoint: applied(key, endpoint),
        data,
        right=right,
        uncut=uncut,
    )


_text = partial(_of, key=natural)
_number = partial(_of, right=True, uncut=True)
_time = partial(_of, show="{:%Y-%m-%d}".format, uncut=True)


def _state(endpoint: Endpoint, _: datetime) -> str:
    """Return the state, and where it says nothing, the provider's word."""
    word = endpoint.provider_state
    return f"unknown ({word})" if endpoint.state == "unknown" and word else str(endpoint.state)


def _age_key(endpoint: Endpoint) -> Any:
    return -endpoint.created_at.timestamp() if endpoint.created_at else None


def _replicas_key(has: Replicas) -> Any:
    counts = (has.ready, has.current, has.max, has.min)
    return next((count for count in counts if count is not None), None)


def _price_key(prices: Sequence[Price]) -> Any:
    by_item = {price.item: price for price in prices}
    first = by_item.get("prompt") or next(iter(prices), None)
    if first is None:
        return None
    second = by_item.get("completion", first)
    return first.currency, first.unit, first.amount, second.amount


def _cost_key(endpoint: Endpoint) -> Any:
    cost = endpoint.cost
    return (cost.currency, cost.per_hour) if cost and cost.per_hour is not None else None


def _limits_key(limit: RateLimit) -> Any:
    limits = (limit.requests_per_minute, limit.tokens_per_minute)
    return None if limits == (None, None) else tuple(count or 0 for count in limits)


def _tags(tags: Mapping[str, str]) -> str:
    return ",".join(f"{name}={tags[name]}" for name in sorted(tags))


def reference(endpoint: Endpoint) -> str:
    """Return what names an endpoint among all of a roster: ``provider/account/id``."""
    return f"{endpoint.provider}/{endpoint.account}/{endpoint.id}"


#: By name, in the order of the wide table; those after PLAIN that have a value are in it.
FIELDS: dict[str, Field] = {
    "provider": _text("provider", uncut=True),
    "account": _text("account"),
    "state": Field(_state, lambda e: _STATES.index(e.state), "state", uncut=True),
    "name": Field(lambda e, _: e.name or e.id, lambda e: natural(e.name or e.id), "name"),
    "model": _text("model"),
    "created": _time("created_at"),
    "age": Field(lambda e, now: age(e.created_at, now), _age_key, right=True, uncut=True),
    "kind": _text("kind", uncut=True),
    "replicas": _number("replicas", replicas_text, _replicas_key),
    "gpus": _number("gpu_count"),
    "cost": Field(
        lambda e, _: cost_text(e.cost),
        _cost_key,
        "cost",
        right=True,
        uncut=True,
        heading="COST/H",
    ),
    "price": _number("prices", price_text, _price_key),
    "limits": _number("rate_limit", limits_text, _limits_key),
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
    "tags": _of("tags", _tags, lambda tags: natural(_tags(tags)) if tags else None),
}
NAMES = tuple(FIELDS)
PLAIN = ("provider", "account", "state", "name", "model", "created")
WIDE = NAMES[: NAMES.index("reference")]


def find(word: str, known: Iterable[str] = NAMES) -> str:
    """Return the column that a user's word names, in upper or lower case, with ``_`` or ``-``.

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
    """Return the columns of the usual table; accounts only where they tell more than providers.

    Costs only where they were asked for.
    """
    differ = any(endpoint.account != endpoint.provider for endpoint in endpoints)
    costs = ["cost"] if any(endpoint.cost for endpoint in endpoints) else []
    return [*(name for name in PLAIN if name != "account" or differ), *costs]


def wide(endpoints: Sequence[Endpoint], now: datetime) -> list[str]:
    """Return the columns of the wide table: those of the usual one, and what has any value."""
    shown = {*plain(endpoints), *filled(endpoints, {*WIDE} - {*PLAIN}, now)}
    return [name for name in WIDE if name in shown]


def filled(endpoints: Sequence[Endpoint], names: Iterable[str], now: datetime) -> list[str]:
    """Return those of the columns in which something is known of some endpoint."""
    return [name for name in names if any(FIELDS[name].show(e, now) for e in endpoints)]


def table(names: Iterable[str], endpoints: Sequence[Endpoint], now: datetime) -> list[Column]:
    """Return columns of a table."""
    from ..output.tables import Column  # not before a table is printed

    made: list[Column] = []
    for name in names:
        field = FIELDS[name]
        cells = [field.show(endpoint, now) or "-" for endpoint in endpoints]
        colours = STATE_COLOURS if name == "state" else None
        heading = field.heading or name.upper()
        made.append(Column(heading, cells, field.right, colours, field.uncut))
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
    """Return an endpoint as data, with what columns show besides."""
    from endpoint_roster import to_dict

    more = {name: FIELDS[name].show(endpoint, now) for name in names if not FIELDS[name].data}
    return {**to_dict(endpoint), **more}


def key(name: str) -> Callable[[Endpoint], Any]:
    """Return what a column compares endpoints by."""
    return FIELDS[name].key


def arrange(
    rows: Iterable[T],
    by: Iterable[tuple[str, bool]],
    key: Callable[[str], Callable[[T], Any]],
    *,
    reverse: bool = False,
) -> list[T]:
    """Return rows in order; equal ones stay in the order in which they came.

    Args:
        rows: The rows.
        by: Names of columns, the first counts most, each with whether it descends.
        key: What rows are compared by, by the column's name; one of None comes last either way.
        reverse: Whether to reverse the direction of each column; without any, the order.
    """
    keys = [(key(name), descends) for name, descends in by]
    ordered = list(rows)
    if reverse and not keys:
        return ordered[::-1]
    for value_of, descends in reversed(keys):
        known = [(value, row) for row in ordered if (value := value_of(row)) is not None]
        missing = [row for row in ordered if value_of(row) is None]
        known.sort(key=itemgetter(0), reverse=descends != reverse)
        ordered = [row for _, row in known] + missing
    return ordered
