"""Making answers comparable: what two readers may write differently although it is the same."""

from datetime import datetime
from typing import Any, cast

TIMES = {"CreateTime", "UpdateTime", "created_at", "updated_at"}


def instants(value: Any) -> Any:
    """Turn the dates in an answer into moments: ``.508Z`` and ``.508000+00:00`` are one."""
    if isinstance(value, list):
        return [instants(one) for one in cast(list[Any], value)]
    if not isinstance(value, dict):
        return value
    return {
        name: datetime.fromisoformat(one)
        if name in TIMES and isinstance(one, str)
        else instants(one)
        for name, one in cast(dict[str, Any], value).items()
    }


def without_nulls(value: Any) -> Any:
    """Leave out what is null, for SDKs that cannot tell it from what is absent."""
    if isinstance(value, list):
        return [without_nulls(one) for one in cast(list[Any], value)]
    if not isinstance(value, dict):
        return value
    fields = cast(dict[str, Any], value)
    return {name: without_nulls(one) for name, one in fields.items() if one is not None}
