"""Pages and filters of the lists of Together's version 2.

A cursor is the sort key of the last item, so that it holds while others come and go.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from starlette.requests import Request

from .together_refusals import INVALID, invalid
from .wire import RefusalError

DEFAULT_LIMIT, MOST = 50, 500
_TERM = re.compile(r'\s*(\w+)\s*(:|=|!=|<=|>=|<|>)\s*"([^"]*)"\s*')


def page(
    request: Request,
    found: Iterable[Any],
    sort_key: Callable[[Any, str], Any],
    show: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    """Return the page of a list that a request asks for."""
    limit = _limit(request.query_params.get("limit"))
    order, _, direction = request.query_params.get("orderBy", "created_at").partition(" ")
    if order not in ("created_at", "updated_at") or direction not in ("", "asc", "desc"):
        raise invalid("orderBy", "must be created_at or updated_at, then asc or desc")
    backwards = direction == "desc"

    def key(one: Any) -> Any:
        return sort_key(one, order)

    items = sorted(found, key=key, reverse=backwards)
    if (after := _position(request.query_params.get("after"))) is not None:
        items = [one for one in items if (key(one) < after if backwards else key(one) > after)]
    page = items[:limit]
    more = len(items) > limit
    cursor = _cursor(key(page[-1])) if more else None
    return {"data": [*map(show, page)], "next_cursor": cursor}


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= MOST:
        raise invalid("limit", f"must be from 1 to {MOST}")
    return int(text)


def _cursor(position: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()


def _position(cursor: str | None) -> Any:
    if cursor is None:
        return None
    try:
        position = json.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise invalid("after", "is not a cursor that was given out") from None
    return tuple(position) if isinstance(position, list) else position  # pyright: ignore


def matches(request: Request, values: dict[str, str]) -> bool:
    """Whether something belongs to what is asked for; terms are joined by AND alone here."""
    expression = request.query_params.get("filter")
    if not expression:
        return True
    for term in re.split(r"\s+AND\s+", expression):
        match = _TERM.fullmatch(term)
        if match is None or match[1] not in values:
            raise RefusalError(400, INVALID, "invalid filter expression", parameter="filter")
        name, sign, wanted = match.groups()
        value = values[name]
        if not {
            ":": wanted.strip("*") in value,
            "=": wanted in (value, value.rpartition("/")[2]),
            "!=": wanted not in (value, value.rpartition("/")[2]),
            "<": value < wanted,
            "<=": value <= wanted,
            ">": value > wanted,
            ">=": value >= wanted,
        }[sign]:
            return False
    return True
