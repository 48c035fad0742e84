"""Endpoints, failures and listings as JSON data; ``deserialize`` makes listings of it again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from dataclasses import Field

#: Types of most values, which stay as they are.
_PLAIN = frozenset((type(None), str, int, bool))


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def to_dict(value: _Dataclass) -> dict[str, Any]:
    """Return an endpoint, failure, listing or other record as data that ``json.dumps`` takes.

    Every field is there, also those that are None. It is what the ``to_dict`` of a record returns.

    Times become RFC 3339 in UTC with ``Z``, prices exact decimal text, ``raw`` what the provider
    sent, with ``***`` for values that are secret, such as PPIO's environment variables. The JSON
    Schema of it is ``specs/roster/endpoint.yaml``.
    """
    return cast("dict[str, Any]", _plain(value))


def _plain(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None  # JSON has no word for the others
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).isoformat().removesuffix('+00:00')}Z"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Model):  # before all else that it is like: it knows its secrets
        return _plain(value.to_dict(hide_secrets=True))
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {str(k): v if type(v) in _PLAIN else _plain(v) for k, v in items}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in cast("list[object]", value)]
    if is_dataclass(value) and not isinstance(value, type):
        names = _names(type(value))
        return {n: v if type(v := getattr(value, n)) in _PLAIN else _plain(v) for n in names}
    as_dict = getattr(value, "to_dict", None)
    return str(value) if as_dict is None else _plain(as_dict())


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(field.name for field in fields(cls))
