"""`--file` and `--set`: what the user wants an endpoint to be."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any, cast

from ..output.messages import warn
from ..output.text import did_you_mean
from .files import Document, SettingsError, read_file
from .schema import closed, findings, kind_of, kind_of_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .files import Place
    from .schema import Kind, Schema

#: More faults than these are counted.
_MOST_FAULTS = 10


def read_settings(file: str | None, words: Sequence[str], schema: Schema) -> dict[str, Any]:
    """Return settings that fit their schema.

    Args:
        file: Path of a file of settings, if there is one.
        words: ``key=value``, the key of a nested table with dots; they count before the file.
        schema: The JSON Schema of the settings.

    Raises:
        SettingsError: They do not fit. File, line and key of each fault are printed; the text is
            the last of them.
    """
    document = read_file(file) if file else Document("", {}, {})
    strict = closed(schema)
    settings = _copy(document.data)
    given: set[Place] = set()
    for word in words:
        place, value = _read_word(word, strict)
        if place in given:
            raise SettingsError(f"--set {'.'.join(place)} is given twice")
        given.add(place)
        _put(settings, place, value)
    faults = [
        f"{_where(one.place, document, given)}: {one.what}" for one in findings(settings, strict)
    ]
    if faults:
        more = len(faults) - _MOST_FAULTS
        *others, last = faults[:_MOST_FAULTS] + ([f"and {more} more"] if more > 0 else [])
        for fault in others:
            warn(fault)
        raise SettingsError(last)
    return settings


def _where(place: Place, document: Document, given: set[Place]) -> str:
    """Say which key it is, and where it was given."""
    key = ".".join(map(str, place))
    if any(place[: len(one)] == one for one in given):
        return f"--set {key}"
    if not document.name:
        return key or "settings"
    return f"{document.where(place)}{key and f', {key}'}"


def _copy(value: Any) -> Any:
    """Return a copy whose tables can be changed."""
    if isinstance(value, dict):
        return {str(key): _copy(item) for key, item in cast("dict[Any, Any]", value).items()}
    return [_copy(item) for item in cast("list[Any]", value)] if isinstance(value, list) else value


def _put(settings: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    *tables, key = place
    for name in tables:
        inner: Any = settings.setdefault(name, {})
        if not isinstance(inner, dict):  # what the file has there is wrong, and is replaced
            inner = settings[name] = {}
        settings = cast("dict[str, Any]", inner)
    settings[key] = value


def _read_word(word: str, schema: Schema) -> tuple[tuple[str, ...], Any]:
    """Return the place and the value of ``key=value``."""
    name, equals, text = word.partition("=")
    place = tuple(name.strip().split("."))
    if not equals or not all(place):
        raise SettingsError(f"--set {name} is not like name=chat or autoscaling.max_replicas=2")
    try:
        kind = kind_of(place, schema)
    except LookupError as error:
        unknown, known = cast("tuple[str, list[str]]", error.args)
        table, _, key = unknown.rpartition(".")
        if not known:
            raise SettingsError(f"--set {unknown}: {table} has no keys of its own") from None
        meant = did_you_mean(key, known) or f" Keys: {', '.join(known)}."
        raise SettingsError(f"--set {unknown}: unknown key.{meant}") from None
    return place, _value(text, kind, schema, name.strip())


def _value(text: str, kind: Kind, schema: Schema, name: str) -> Any:
    """Return the value that a text means where this is expected."""
    types = kind.types
    if "string" in types:
        return text
    if types & {"array", "object"} and text.lstrip().startswith(("[", "{")):
        return _json(text, name)
    if "array" in types:
        each = kind_of_items(kind.items or {}, schema)
        if each.types & {"array", "object"}:
            raise SettingsError(f"--set {name}: give the list as JSON, or use a file")
        return [_value(one.strip(), each, schema, name) for one in text.split(",")]
    if "object" in types:
        raise SettingsError(f"--set {name} has keys of its own: --set {name}.KEY=VALUE, or JSON")
    return _scalar(text)


def _scalar(text: str) -> Any:
    """Return a number, true, false or null; else the text, which the schema then refuses."""
    try:
        value = json.loads(text.lower())
    except (ValueError, RecursionError):
        return text
    if isinstance(value, float) and not isfinite(value):  # which JSON itself does not have
        return text
    return text if isinstance(value, str | list | dict) else value


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise SettingsError(f"--set {name}: this is not JSON") from None
