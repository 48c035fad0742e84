"""`--file` and `--set`: what the user wants an endpoint to be."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

import click

from ..exit_codes import USAGE
from ..output.messages import fail, warn
from ..output.text import did_you_mean
from .files import Document, Place, SettingsFileError, read_file, read_json
from .schema import kind_of, kind_of_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster.errors import SettingProblem, SettingsError

    from .schema import Kind, Schema

#: More problems than these are counted.
_MOST_PROBLEMS = 10


class Given(NamedTuple):
    """Settings as the user gave them, and where.

    Attributes:
        values: The settings.
        document: The file; empty if there is none.
        words: The places that words were given for.
    """

    values: dict[str, Any]
    document: Document
    words: frozenset[Place]

    def said(self, problem: SettingProblem) -> str:
        """Return a problem and its place: a line of the file, or the option."""
        if any(problem.path[: len(one)] == one for one in self.words):
            return f"--set {problem.cause}"
        where = self.document.where(problem.path) if self.document.name else "settings"
        return f"{where}: {problem.cause}"


def read_settings(file: str | None, words: Sequence[str], schema: Schema) -> Given:
    """Return settings, each word of the type that the schema says; no more is checked.

    Args:
        file: Path of a file of settings, if there is one.
        words: ``key=value``, the key of a nested table with dots; they count before the file.
        schema: The JSON Schema of the settings.

    Raises:
        SettingsFileError: A file or a word cannot be read; the text names file and line, or key.
    """
    document = read_file(file) if file else Document("", {}, {})
    settings = _copy(document.data)
    given: set[Place] = set()
    for word in words:
        place, value = _read_word(word, schema)
        if place in given:
            raise SettingsFileError(f"--set {'.'.join(place)} is given twice")
        given.add(place)
        _put(settings, place, value)
    return Given(settings, document, frozenset(given))


def report(error: SettingsError, given: Given) -> NoReturn:
    """Print what is wrong with settings, each with its place, and end.

    Raises:
        click.exceptions.Exit: Always.
    """
    if not error.problems:
        fail(error.cause, error.advice)
    by_advice: dict[str, list[str]] = {}
    for problem in error.problems[:_MOST_PROBLEMS]:
        by_advice.setdefault(problem.advice, []).append(given.said(problem))
    for advice, causes in by_advice.items():
        for cause in causes[:-1]:
            fail(cause)
        fail(causes[-1], advice)
    if len(error.problems) > _MOST_PROBLEMS:
        warn(f"and {len(error.problems) - _MOST_PROBLEMS} more")
    raise click.exceptions.Exit(USAGE)


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
        raise SettingsFileError(f"--set {name} is not like name=chat or autoscaling.max_replicas=2")
    try:
        kind = kind_of(place, schema)
    except LookupError as error:
        unknown, known = cast("tuple[str, list[str]]", error.args)
        table, _, key = unknown.rpartition(".")
        if not known:
            raise SettingsFileError(f"--set {unknown}: {table} has no keys of its own") from None
        meant = did_you_mean(key, known) or f" Choose from {', '.join(known)}."
        raise SettingsFileError(f"--set {unknown}: unknown key.{meant}") from None
    return place, _value(text, kind, schema, name.strip())


def _value(text: str, kind: Kind, schema: Schema, name: str) -> Any:
    """Return the value that a text means where this is expected."""
    types = kind.types
    if "string" in types:
        return text
    if types & {"array", "object"} and text.lstrip().startswith(("[", "{")):
        return read_json(text, f"--set {name}")
    if "array" in types:
        each = kind_of_items(kind.items or {}, schema)
        if each.types & {"array", "object"}:
            raise SettingsFileError(
                f"--set {name}: its items are tables or lists. Write it as JSON, or use a file."
            )
        return [_value(one.strip(), each, schema, name) for one in text.split(",")]
    if "object" in types:
        raise SettingsFileError(
            f"--set {name} has keys of its own: --set {name}.KEY=VALUE, or JSON"
        )
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
