"""The table [check] of the configuration file: rules, thresholds and dated exceptions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from ..checks.rules import RULES, RuleException, Rules, attribute, find_rule, read_threshold
from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .toml_lines import Place

    #: Makes the error for a place of the file, of cause and advice.
    MakeError = Callable[[Place, str, str], ConfigurationError]

_KEYS = ("reference", "rule", "reason", "until")
_HEADER = "Begin each exception with a line [[check.exceptions]]."


def read_rules(table: object, error: MakeError) -> Rules:
    """Return the rules that the table turns on and off, with its exceptions.

    Raises:
        ConfigurationError: A key is unknown or missing, or its value makes no sense; it is what
            ``error`` makes of the place.
    """
    if not isinstance(table, dict):
        raise error(("check",), "it must be a table", "Write it as [check].")
    values: dict[str, Any] = {}
    for key, value in cast("dict[str, Any]", table).items():
        place = ("check", key)
        if key == "exceptions":
            values[key] = _exceptions(value, error)
        elif key not in RULES:
            raise error(place, f"unknown key {key!r}", _known(key))
        else:
            try:
                values[attribute(key)] = read_threshold(key, value)
            except ConfigurationError as wrong:
                raise error(place, wrong.cause, wrong.advice) from None
    return Rules(**values)


def _exceptions(tables: object, error: MakeError) -> tuple[RuleException, ...]:
    if not isinstance(tables, list):
        raise error(("check", "exceptions"), "exceptions must be tables", _HEADER)
    found = enumerate(cast("list[object]", tables))
    return tuple(_exception(one, ("check", "exceptions", index), error) for index, one in found)


def _exception(table: object, place: Place, error: MakeError) -> RuleException:
    if not isinstance(table, dict):
        raise error(place, "an exception must be a table", _HEADER)
    values = cast("dict[str, Any]", table)
    for key in values:
        if key not in _KEYS:
            raise error((*place, key), f"unknown key {key!r}", f"Known are {', '.join(_KEYS)}.")
    for key in _KEYS:
        if key not in values:
            raise error(place, f"the exception has no {key}", f"It needs {', '.join(_KEYS)}.")
    for key in ("reference", "rule", "reason"):
        if not isinstance(values[key], str) or not values[key].strip():
            raise error((*place, key), "it must be a text", "Write it in quotes.")
    try:
        rule = find_rule(values["rule"])
    except ConfigurationError as wrong:
        raise error((*place, "rule"), wrong.cause, wrong.advice) from None
    return RuleException(
        reference=values["reference"].strip(),
        rule=rule,
        reason=" ".join(values["reason"].split()),
        until=_day(values["until"], (*place, "until"), error),
    )


def _day(value: object, place: Place, error: MakeError) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str):
            return date.fromisoformat(value)
    except ValueError:
        pass
    text = repr(value) if isinstance(value, str) else str(value)
    raise error(place, f"{text:.40} is not a date", "Write a date, such as 2026-03-31.")


def _known(key: str) -> str:
    try:
        return f"Write {find_rule(key)}."
    except ConfigurationError as wrong:
        return f"{wrong.advice} Exceptions are tables [[check.exceptions]]."
