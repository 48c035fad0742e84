"""Whether settings can work, and their JSON Schema.

Settings are fields of the request bodies of a provider's client, by their names on the wire or in
Python. What is checked here is what the provider's API describes; nothing is sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from difflib import get_close_matches
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from endpoint_roster_core.errors import ArgumentError
from endpoint_roster_core.fields import fields
from endpoint_roster_core.models import Model
from endpoint_roster_core.operations import Request
from endpoint_roster_core.unset import UNSET

from ..errors import SettingProblem, SettingsError
from ..models import Action
from .base import find
from .forms import Form, Settings, body, operation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from endpoint_roster_core.kinds import Kind

    from .base import Provider

_FILE = "request_bodies.json"
_REFERENCE = '"#/$defs/'

#: Where a setting is.
Path = tuple[str | int, ...]


def read(
    provider: Provider,
    action: Action,
    given: Mapping[str, Any] | Model | None,
    further: Mapping[str, Any],
    endpoint_id: str | None = None,
) -> Settings:
    """Return settings that fit one of the forms of an action, the first that does.

    Args:
        provider: The provider.
        action: What they are for.
        given: The settings, by their names on the wire or in Python, or a model of the client.
        further: More of them.
        endpoint_id: What is to be updated.

    Raises:
        SettingsError: They fit none.
        MissingExtraError: The client is not installed.
    """
    if given is not None and not isinstance(given, (Mapping, Model)):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
        raise SettingsError("settings must be a mapping", "Give their names and values.")
    values = {**_plain({} if given is None else given), **_plain(further)}
    faults: list[list[SettingProblem]] = []
    for form in provider.forms_of(action, endpoint_id):
        checked, problems = _Reading(provider, form).read(dict(values))
        if not problems:
            return Settings(form, checked)
        faults.append(problems)
    if not faults:
        raise SettingsError(f"{provider.name} takes no settings to {action} endpoints")
    problems = min(faults, key=len)
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    raise SettingsError(
        f"settings to {action} an endpoint of {provider.name}: {first.cause}{more}",
        first.advice,
        problems,
    )


def settings_schema(provider: str, action: str) -> dict[str, Any]:
    """Return the JSON Schema of the settings of an action, 2020-12.

    It is made of the descriptions of the provider's API, so that a file of settings can be checked
    and completed in an editor.

    Args:
        provider: Name of the provider.
        action: ``create`` or ``update``.

    Raises:
        SettingsError: The provider takes no settings for such an action.
        UnknownProviderError: There is no such provider.
        MissingExtraError: Its client is not installed.
    """
    found = find(provider)
    forms = found.forms_of(Action(action), None) if action in [*Action] else ()
    if not forms:
        raise SettingsError(f"{provider} takes no settings to {action} endpoints")
    return _schema(found, forms, f"Settings to {action} an endpoint of {provider}")


def _schema(provider: Provider, forms: Sequence[Form], title: str) -> dict[str, Any]:
    provider.load()
    text = (files(provider.package) / _FILE).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    definitions: dict[str, Any] = found["$defs"]
    shapes = [_shape(provider, form, definitions) for form in forms]
    content = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    needed = _needed(content, definitions)
    made = {"$schema": found["$schema"], "title": title, **content}
    return made | ({"$defs": {name: definitions[name] for name in needed}} if needed else {})


def _shape(provider: Provider, form: Form, definitions: Mapping[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    descriptions: list[str] = []
    for name in form.operations:
        described: Any = definitions[operation(provider, name).body or ""]
        descriptions.append(described.get("description", ""))
        for key, value in described["properties"].items():
            properties.setdefault(key, value)
        required += described.get("required", ())
    for key, name in form.lists.items():
        reference = f"#/$defs/{operation(provider, name).body}"
        properties[key] = {"type": "array", "items": {"$ref": reference}}
    for key in form.filled:
        del properties[key]
    needed = [key for key in required if key not in form.filled | form.optional]
    shape: dict[str, Any] = {"description": descriptions[0], "type": "object"}
    shape |= {"required": needed} if needed else {}
    return {**shape, "properties": properties, "additionalProperties": False}


def _needed(content: Any, definitions: Mapping[str, Any]) -> list[str]:
    """Return the names of the definitions that something refers to, in order."""
    found: dict[str, None] = {}
    waiting = [content]
    while waiting:
        text = json.dumps(waiting.pop())
        for part in text.split(_REFERENCE)[1:]:
            name = part.partition('"')[0]
            if name not in found:
                found[name] = None
                waiting.append(definitions[name])
    return sorted(found)


class _Reading:
    """One reading of settings by a form."""

    def __init__(self, provider: Provider, form: Form) -> None:
        self._provider = provider
        self._form = form
        self._problems: list[SettingProblem] = []

    def read(self, values: dict[str, Any]) -> tuple[dict[str, Any], list[SettingProblem]]:
        """Return the values by their names on the wire, and what is wrong."""
        known: dict[str, str] = {}
        for name in self._form.operations:
            for one in fields(body(self._provider, name)):
                if one.name not in self._form.filled:
                    known.setdefault(one.name, one.name)
                    known.setdefault(one.attribute, one.name)
        known |= {name: name for name in self._form.lists}
        for name in [*values]:
            if name not in known:
                self._unknown((name,), known)
                del values[name]
        values = {known[name]: value for name, value in values.items()}
        checked: dict[str, Any] = {}
        for name in self._form.operations:
            own = {one.name for one in fields(body(self._provider, name))} - checked.keys()
            part = {key: value for key, value in values.items() if key in own}
            if part or name == self._form.operations[0]:
                checked |= self._check(name, part, (), self._form.filled | self._form.optional)
        for key, name in self._form.lists.items():
            if key in values:
                checked[key] = self._list(name, values[key], key)
        return checked, self._problems

    def _list(self, name: str, items: Any, key: str) -> Any:
        if not isinstance(items, list):
            self._add((key,), "must be a list", "Write a list of objects.")
            return items
        found: list[Any] = []
        for number, item in enumerate(cast("list[Any]", items)):
            if isinstance(item, dict):
                found.append(self._check(name, cast("dict[str, Any]", item), (key, number)))
            else:
                self._add((key, number), "must be an object", "Write its fields.")
        return found

    def _check(
        self,
        name: str,
        values: dict[str, Any],
        place: Path,
        missing: frozenset[str] = frozenset(),
    ) -> dict[str, Any]:
        """Return the part of one operation's body, checked as far as its description goes."""
        cls = body(self._provider, name)
        wire = self._on_the_wire(cls, values, place)
        for deviation in cls.from_dict(wire).deviations():
            if deviation.value is UNSET:
                if deviation.path not in missing:
                    self._add(
                        (*place, *_steps(deviation.path)), "is missing", "Add what is missing."
                    )
            else:
                cause = f"must be {_kind(deviation.expected)}, not {_shown(deviation.value)}"
                self._add((*place, *_steps(deviation.path)), cause, "Correct the value.")
        try:
            # What is missing was found, and what the adapter fills in is not there yet.
            Request(operation(self._provider, name)._replace(required=()), body=wire)
        except ArgumentError as error:
            words = error.message.split(" ", 1)
            path = (*place, *_steps(words[0]))
            if not any(problem.path == path for problem in self._problems):
                self._add(path, words[-1], "Correct the value.")
        return wire

    def _on_the_wire(self, cls: type[Model], values: dict[str, Any], place: Path) -> dict[str, Any]:
        """Return values by their names on the wire, those in inner objects too."""
        by_name = {one.attribute: one for one in fields(cls)}
        by_name |= {one.name: one for one in fields(cls)}
        made: dict[str, Any] = {}
        for name, value in values.items():
            if name in by_name:
                one = by_name[name]
                made[one.name] = self._inner(one.kind, value, (*place, one.name))
            else:
                self._unknown((*place, name), by_name)
        return made

    def _inner(self, kind: Kind, value: Any, place: Path) -> Any:
        if isinstance(kind, tuple):
            word, inner = kind
            if word == "list" and isinstance(value, list):
                items = enumerate(cast("list[Any]", value))
                return [self._inner(inner, item, (*place, number)) for number, item in items]
            return self._inner(inner, value, place) if word == "nullable" else value
        cls = getattr(self._provider.load("models"), kind, None)
        if not isinstance(value, dict) or not isinstance(cls, type) or not issubclass(cls, Model):
            return cast("Any", value)
        return self._on_the_wire(cls, cast("dict[str, Any]", value), place)

    def _unknown(self, path: Path, known: Mapping[str, Any]) -> None:
        near = get_close_matches(str(path[-1]), known, n=1)
        names = ", ".join(dict.fromkeys(getattr(one, "name", one) for one in known.values()))
        choice = f"Did you mean {near[0]}?" if near else f"Choose from {names}."
        self._add(path, "is not a setting", choice)

    def _add(self, path: Path, cause: str, advice: str) -> None:
        self._problems.append(SettingProblem(path, f"{written(path)} {cause}", advice))


def written(path: Path) -> str:
    """Return where a setting is, such as ``deployments[0].autoscaling.minReplicas``."""
    words = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(words).removeprefix(".")


def _steps(text: str) -> Iterator[str | int]:
    for word in text.replace("[", ".[").split("."):
        number = word.strip("[]")
        if number:  # else it is of any item
            yield int(number) if word.startswith("[") and number.isdecimal() else word


def _kind(expected: str) -> str:
    """Return the kind of value that an API's description asks for, in words."""
    kind, _, null = expected.partition(" or null")
    or_null = " or null" if null or kind != expected else ""
    if kind.startswith("list of"):
        return f"a list{or_null}"
    words = {"integer": "an integer", "number": "a number", "string": "text"}
    words |= {"boolean": "true or false", "date-time": "a time such as 2026-03-01T12:00:00Z"}
    return f"{words.get(kind, 'an object')}{or_null}"


def _shown(value: object) -> str:
    """Return what sort of value it is; never the value, which can be a secret."""
    kinds: dict[Any, str] = {str: "text", bool: "true or false", type(None): "null", list: "a list"}
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, date | time):  # of TOML and YAML
        return "a date or time"
    return kinds.get(type(value), "an object")


def _plain(value: Any) -> Any:
    """Return settings as plain data, whatever models are in them."""
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, Any]", value).items()
        return {name: _plain(item) for name, item in pairs if item is not UNSET}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in cast("list[Any]", value)]
    return value
