"""--ask: what only one provider can be asked, typed as its options are."""

from __future__ import annotations

import collections.abc
import types
import typing
from dataclasses import fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from endpoint_roster import ProviderOptions, RosterError, registry

if TYPE_CHECKING:
    from collections.abc import Iterable

_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")


def read(words: Iterable[tuple[str, str, str]]) -> tuple[ProviderOptions, ...]:
    """Return the options that a user's words describe, one object for each provider.

    Args:
        words: Provider, option and value of each ``--ask``. Several values of one option belong
            together if it takes several.

    Raises:
        ValueError: There is no such provider or option, or it does not take such a value; the
            text lists the choices.
    """
    asked: dict[str, dict[str, Any]] = {}
    for provider, option, value in words:
        kind = _options_of(provider)
        hint = _types_of(kind).get(option)
        if hint is None:
            raise ValueError(_unknown(provider, option, kind))
        converted = _convert(value, hint, f"{provider}.{option}")
        known = asked.setdefault(provider, {})
        if option in known and not isinstance(converted, tuple):
            raise ValueError(f"{provider}.{option} is asked twice")
        known[option] = known.get(option, ()) + converted if option in known else converted
    try:
        return tuple(_options_of(provider)(**given) for provider, given in asked.items())
    except RosterError as error:
        raise ValueError(str(error)) from None


def described(provider: str) -> list[str]:
    """Return the options of a provider, each with what it takes.

    Raises:
        ValueError: There is no such provider, or it takes none.
    """
    hints = _types_of(_options_of(provider))
    return [f"{name}={_wanted(hint)}" for name, hint in hints.items()]


def _options_of(provider: str) -> type[ProviderOptions]:
    names = registry.names()
    if provider not in names:
        near = get_close_matches(provider, names, 1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise ValueError(f"there is no provider {provider!r}.{meant} Choose from {_list(names)}.")
    try:
        registry.find(provider)  # its module defines the options
    except RosterError as error:
        raise ValueError(str(error)) from None
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


def _convert(value: str, hint: Any, what: str) -> Any:
    """Return the value as the type has it."""
    kind = _without_none(hint)
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{what} cannot be {value!r}. Choose from {_list(get_args(kind))}.")
        return value
    if kind is str:
        return value
    if kind is bool:
        if value.lower() not in (*_YES, *_NO):
            raise ValueError(f"{what} cannot be {value!r}. Choose from true, false.")
        return value.lower() in _YES
    if kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"{what} cannot be {value!r}: it takes a number.") from None
    if _is_several(kind):
        (one,) = {*get_args(kind)} - {Ellipsis}
        return tuple(_convert(word.strip(), one, what) for word in value.split(","))
    raise ValueError(f"{what} cannot be asked here; use Python.")


def _wanted(hint: Any) -> str:
    """Say what a type takes."""
    kind = _without_none(hint)
    if get_origin(kind) is Literal:
        return "|".join(get_args(kind))
    if kind is bool:
        return "true|false"
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


def _unknown(provider: str, option: str, kind: type[ProviderOptions]) -> str:
    near = get_close_matches(option, _types_of(kind), 1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"{provider} has no option {option!r}.{meant} Options: {_list(described(provider))}."


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)
