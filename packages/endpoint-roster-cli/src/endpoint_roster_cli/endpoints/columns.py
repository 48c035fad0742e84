"""The columns of a listing: what each shows to people, and in which order it sorts.

Imported for completion too, so nothing heavy is imported here before it is used.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from ..output.text import counted, did_you_mean
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
        uncut: Whether cells are never cut, unless they are too long for a word.
        full: Whether not even those are cut.
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
        full: bool = False,
        heading: str = "",
    ) -> None:
        self.show = show
        self.key = key
        self.data = data
        self.right = right
        self.uncut = uncut
        self.full = full
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
    full: bool = False,
    heading: str = "",
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
        full=full,
        heading=heading,
    )


_text = partial(_of, key=natural)
_number = partial(_of, right=True, uncut=True)
_time = partial(_of, show="{:%Y-%m-%d}".format, uncut=True)


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


#: By name, in the order of the wide table. What may hold blanks comes late: words of a line that
#: come before it are where a shell expects them.
FIELDS: dict[str, Field] = {
    "provider": _text("provider", uncut=True),
    "account": _text("account"),
    "state": Field(
        lambda e, _: str(e.state), lambda e: _STATES.index(e.state), "state", uncut=True
    ),
    "age": Field(lambda e, now: age(e.created_at, now), _age_key, right=True, uncut=True),
    "id": _text("id", uncut=True),
    "kind": _text("kind", uncut=True),
    "replicas": _number("replicas", replicas_text, _replicas_key),
    "gpus": _number("gpu_count", heading="GPUS/REPLICA"),
    "created": _time("created_at"),
    "region": _text("region"),
    "project": _text("project"),
    "owner": _text("owner"),
    "provider-state": _text("provider_state"),
    "context": _number("context_length"),
    "limits": _number("rate_limit", limits_text, _limits_key),
    "price": _number("prices", price_text, _price_key),
    "cost": Field(
        lambda e, _: cost_text(e.cost),
        _cost_key,
        "cost",
        right=True,
        uncut=True,
        heading="COST/H",
    ),
    "model": _text("model"),
    "name": Field(lambda e, _: e.name or e.id, lambda e: natural(e.name or e.id), "name"),
    # Only by --columns.
    "reference": Field(lambda e, _: reference(e), lambda e: natural(reference(e)), full=True),
    "updated": _time("updated_at"),
    "output": _number("max_output_tokens"),
    "uptime": _number("uptime"),
    "url": _text("url"),
    "description": _text("description"),
    "reason": _text("state_reason"),
    "provider-kind": _text("provider_kind"),
    "tags": _of("tags", _tags, lambda tags: natural(_tags(tags)) if tags else None),
}
NAMES = tuple(FIELDS)
PLAIN = ("provider", "account", "state", "age", "id", "model", "name")
WIDE = NAMES[: NAMES.index("reference")]
#: What stays longest in a window that is too small for all; see ``Column.keep``.
KEPT = {
    "model": 1,
    "age": 2,
    "account": 3,
    "id": 3,
    "cost": 3,
    "provider": 4,
    "state": 5,
    "name": 6,
}
KEPT_WIDE = {**KEPT, "id": 7}
#: Few providers have ids that are longer; in the usual table one of them takes no room from all.
_LONGEST_ID = 50


def find(word: str, known: Iterable[str] = NAMES) -> str:
    """Return the column that a user's word names, in upper or lower case, with ``_`` or ``-``.

    Raises:
        ValueError: There is none; the text lists them all, the nearest first.
    """
    names = tuple(known)
    name = word.strip().lower().replace("_", "-")
    if word.strip() in names:
        return word.strip()
    by_data = {(FIELDS[n].data or n).replace("_", "-"): n for n in names if n in FIELDS}
    if name in names:
        return name
    if name in by_data:
        return by_data[name]
    meant = did_you_mean(name, names)
    raise ValueError(f"unknown column {word!r}.{meant} Choose from {', '.join(names)}.")


def plain(endpoints: Sequence[Endpoint], now: datetime, *, piped: bool = False) -> list[str]:
    """Return the columns of the usual table; the cost only where it was asked for.

    A program finds them always at the same place. People see no account that only repeats its
    provider, and no column that is empty.

    Args:
        endpoints: The endpoints.
        now: When ages end.
        piped: Whether the table is for a program.
    """
    costs = any(endpoint.cost for endpoint in endpoints)
    usual = [name for name in WIDE if name in PLAIN or (costs and name == "cost")]
    if piped:
        return usual
    differ = any(endpoint.account != endpoint.provider for endpoint in endpoints)
    shown = filled(endpoints, usual, now)
    return [name for name in shown if name != "account" or differ]


def wide(endpoints: Sequence[Endpoint], now: datetime, *, piped: bool = False) -> list[str]:
    """Return the columns of the wide table: those of the usual one, and what has any value.

    The provider's word for a state is there where ours says nothing.
    """
    shown = {*plain(endpoints, now, piped=piped), *filled(endpoints, {*WIDE} - {*PLAIN}, now)}
    if not any(endpoint.state == "unknown" for endpoint in endpoints):
        shown.discard("provider-state")
    return [name for name in WIDE if name in shown]


def filled(endpoints: Sequence[Endpoint], names: Iterable[str], now: datetime) -> list[str]:
    """Return those of the columns in which something is known of some endpoint."""
    return [name for name in names if any(FIELDS[name].show(e, now) for e in endpoints)]


def table(
    names: Iterable[str],
    endpoints: Sequence[Endpoint],
    now: datetime,
    *,
    kept: Mapping[str, int] | None = None,
) -> list[Column]:
    """Return columns of a table.

    Args:
        names: The columns.
        endpoints: The rows.
        now: When ages end.
        kept: Which columns stay longest in a small window, ``KEPT`` or ``KEPT_WIDE``; those at
            the left if left out.
    """
    from ..output.tables import Column  # not before a table is printed

    made: list[Column] = []
    for name in names:
        field = FIELDS[name]
        cells = [field.show(endpoint, now) or "-" for endpoint in endpoints]
        column = Column(
            field.heading or name.upper(),
            cells,
            right=field.right,
            colours=STATE_COLOURS if name == "state" else None,
            uncut=field.uncut,
            full=field.full,
            last=name == "name",
            keep=(kept or {}).get(name, 0),
        )
        if name == "id":
            column = column._replace(longest=_LONGEST_ID, full=kept is KEPT_WIDE)
        made.append(column)
    return made


def fields(names: Sequence[str]) -> list[str]:
    """Return the fields of data that columns show; all fields of an endpoint if none are named.

    A column that shows no field has its own name.
    """
    if not names:
        from endpoint_roster import Endpoint

        return [*Endpoint.__dataclass_fields__]
    return [FIELDS[name].data or name for name in names]


def record(endpoint: Endpoint, names: Sequence[str], now: datetime) -> dict[str, Any]:
    """Return an endpoint as data; where columns are named, what they show and nothing else."""
    from endpoint_roster import to_dict

    data = to_dict(endpoint)
    if not names:
        return data
    return {
        field.data or name: data[field.data] if field.data else field.show(endpoint, now)
        for name, field in ((name, FIELDS[name]) for name in names)
    }


def contains(endpoint: Endpoint, words: Iterable[str]) -> bool:
    """Tell whether each text is part of an endpoint's name, model or id; case does not count."""
    from endpoint_roster.folding import folded

    texts = [folded(text) for text in (endpoint.name, endpoint.model, endpoint.id)]
    return all(any(folded(word) in text for text in texts) for word in words)


def key(name: str) -> Callable[[Endpoint], Any]:
    """Return what a column compares endpoints by."""
    return FIELDS[name].key


def usual_order(endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """Return endpoints by account, and in each the newest first; of equal ages by id."""
    by_id = sorted(endpoints, key=lambda one: natural(one.id))
    by_age = arrange(by_id, [("age", False)], key)
    return sorted(by_age, key=lambda one: (natural(one.provider), natural(one.account)))


def totals(endpoints: Iterable[Endpoint], accounts: int, incomplete: int = 0) -> str:
    """Return how many endpoints there are, and how many in each state, in one line.

    Args:
        endpoints: The endpoints.
        accounts: How many accounts were to be listed.
        incomplete: How many of these failed.
    """
    states = Counter(str(endpoint.state) for endpoint in endpoints)
    text = f"{counted(states.total(), 'endpoint')} of {counted(accounts, 'account')}"
    text += f" ({incomplete:,} incomplete)" if incomplete else ""
    parts = [f"{states[state]:,} {state}" for state in _STATES if states[state]]
    return f"{text}: {', '.join(parts)}" if parts else text


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
