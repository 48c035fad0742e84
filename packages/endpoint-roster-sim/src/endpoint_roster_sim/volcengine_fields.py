"""Fields of the bodies that Ark is sent, checked one by one.

A field that is null counts as absent, as in servers written in Go.
"""

from typing import Any, cast

from .wire import RefusalError


def integer(body: dict[str, Any], name: str, default: int, first: int, last: int) -> int:
    """Return a whole number within bounds; the default if it is absent."""
    value = body.get(name)
    if value is None:
        return default
    if type(value) is not int or not first <= value <= last:
        raise invalid(name, f"must be an integer from {first} to {last}")
    return value


def text(body: dict[str, Any], name: str, options: tuple[str, ...] = ()) -> str | None:
    """Return a text, one of the options if there are any; None if it is absent."""
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise invalid(name, "must be a string")
    if options and value not in options:
        raise invalid(name, f"must be one of {', '.join(options)}")
    return value


def texts(body: dict[str, Any], name: str, options: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the texts of a list; an empty set if it is absent."""
    value = body.get(name)
    if value is None:
        return frozenset()
    if not isinstance(value, list) or not all(
        isinstance(one, str) for one in cast(list[object], value)
    ):
        raise invalid(name, "must be a list of strings")
    result = frozenset(cast(list[str], value))
    if options and not result <= set(options):
        raise invalid(name, f"must hold only {', '.join(options)}")
    return result


def members(body: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the fields of an object; none if it is absent."""
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise invalid(name, "must be an object")
    return cast(dict[str, Any], value)


def flag(body: dict[str, Any], name: str) -> bool:
    """Return true or false; false if it is absent."""
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        raise invalid(name, "must be true or false")
    return bool(value)


def needed(body: dict[str, Any], name: str) -> str:
    """Return a text that has to be there."""
    value = text(body, name)
    if not value:
        raise RefusalError(400, f"MissingParameter.{name}", f"{name} is missing.")
    return value


def objects(body: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects of a list; none if it is absent."""
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(
        isinstance(one, dict) for one in cast(list[object], value)
    ):
        raise invalid(name, "must be a list of objects")
    return cast(list[dict[str, Any]], value)


def invalid(name: str, what: str) -> RefusalError:
    """Return the refusal of a field; ``what`` says what it must be."""
    return RefusalError(400, f"InvalidParameter.{name}", f"{name} {what}.")
