"""--provider-option: options of one provider, converted to the types of its options class."""

from __future__ import annotations

import collections.abc
import types
import typing
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from ..output.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from endpoint_roster import ProviderOptions

_SYNONYMS = {"yes": "true", "1": "true", "no": "false", "0": "false"}


def parse(words: Iterable[tuple[str, str, str]]) -> tuple[ProviderOptions, ...]:
    """Return the options that a user's words describe, one object for each provider.

    Each has a provider, an option and a value. Several values of one option belong together if it
    takes several.

    Raises:
        ValueError: There is no such provider or option, or it does not take such a value; the
            text lists the choices.
    """
    given: dict[str, dict[str, Any]] = {}
    for provider, option, value in words:
        kind = _options_of(provider)
        hint = _types_of(kind).get(option)
        if hint is None:
            choices = ", ".join(described(provider))
            meant = did_you_mean(option, _types_of(kind))
            raise ValueError(f"{provider} has no option {option!r}.{meant} Options: {choices}.")
        converted = _convert(value, hint, f"{provider}.{option}")
        known = given.setdefault(provider, {})
        if option in known and not isinstance(converted, tuple):
            raise ValueError(f"{provider}.{option} is given twice")
        known[option] = known.get(option, ()) + converted if option in known else converted
    return tuple(_options_of(provider)(**values) for provider, values in given.items())


def described(provider: str) -> list[str]:
    """Return the options of a provider, each with what it takes.

    Raises:
        ValueError: There is no such provider, or it has none.
    """
    hints = _types_of(_options_of(provider))
    return [f"{name}={_metavar(hint)}" for name, hint in hints.items()]


def _options_of(provider: str) -> type[ProviderOptions]:
    from endpoint_roster import ProviderOptions, registry

    names = registry.names()
    if provider not in names:
        meant = did_you_mean(provider, names)
        raise ValueError(f"unknown provider {provider!r}.{meant} Choose from {', '.join(names)}.")
    registry.find(provider)  # its module defines the options
    found = [kind for kind in ProviderOptions.__subclasses__() if kind.provider == provider]
    if not found:
        raise ValueError(f"{provider} has no options of its own.")
    return found[-1]


def _types_of(kind: type[ProviderOptions]) -> dict[str, Any]:
    """Return the types of the fields; those of the provider come first."""
    # Modules import what only annotations need for the type checker alone.
    names: dict[str, Any] = {**vars(typing), **vars(collections.abc)}
    hints = get_type_hints(kind, localns=names)
    settable = [field.name for field in fields(kind) if field.init]
    return {name: hints[name] for name in sorted(settable, key=lambda name: name == "account")}


def _words_of(kind: Any) -> dict[str, Any]:
    """Return the words that a type takes, with their values; none if it takes any."""
    if get_origin(kind) is Literal:
        return {word: word for word in get_args(kind)}
    return {"true": True, "false": False} if kind is bool else {}


def _convert(value: str, hint: Any, name: str) -> Any:
    """Return the value as the type has it."""
    kind = _without_none(hint)
    if words := _words_of(kind):
        word = _SYNONYMS.get(value.lower(), value.lower()) if kind is bool else value
        if word not in words:
            raise ValueError(f"{name} cannot be {value!r}. Choose from {', '.join(words)}.")
        return words[word]
    if kind is str:
        return value
    if kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"{name} cannot be {value!r}: it takes a number.") from None
    if _is_several(kind):
        (one,) = {*get_args(kind)} - {Ellipsis}
        return tuple(_convert(word.strip(), one, name) for word in value.split(","))
    raise ValueError(f"{name} cannot be given here. Use Python.")


def _metavar(hint: Any) -> str:
    """Return what a type takes, as in a help text."""
    kind = _without_none(hint)
    if words := _words_of(kind):
        return "|".join(words)
    if kind in (int, float):
        return "NUMBER"
    return "TEXT,..." if _is_several(kind) else "TEXT"


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return kinds[0] if len(kinds) == 1 else hint
    return hint


def _is_several(kind: Any) -> bool:
    origin = get_origin(kind)
    if not isinstance(origin, type) or issubclass(origin, collections.abc.Mapping):
        return False
    return issubclass(origin, collections.abc.Collection)
