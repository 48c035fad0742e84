"""Faults as text, for command lines: ``status=503,retry-after=5,nth=2``."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from .faults import (
    ClockSkew,
    Drip,
    Fault,
    Latency,
    LostAnswer,
    PageDrift,
    Reset,
    Status,
    TokenExpiry,
    Truncation,
)

_KINDS: dict[str, type[Fault]] = {
    kind.word: kind
    for kind in (
        Status,
        Latency,
        Reset,
        LostAnswer,
        Truncation,
        Drip,
        TokenExpiry,
        ClockSkew,
        PageDrift,
    )
}


def parse_fault(text: str) -> Fault:
    """Read a fault from its compact text, the inverse of ``str()``.

    It starts with the kind, with ``=`` and its amount where it has one: ``status=503`` (or just
    ``503``), ``latency=0.2``, ``reset``, ``reset=0.5``, ``lost-answer``, ``truncation=0.5``,
    ``drip=2``, ``token-expiry``, ``clock-skew=1200``, ``drift=appear``. Options follow after
    commas: ``nth=2``, ``every=10``, ``rate=0.05`` (or ``5%``), ``seed=7``, ``provider=together``,
    ``only=changes`` (or ``reads``); and ``retry-after=5`` for a status, ``silent`` for a
    truncation, ``pieces=20`` for a drip.

    Raises:
        ValueError: It cannot be understood; the message names what is wrong.
    """
    try:
        return _parse(text)
    except ValueError as error:
        raise ValueError(f"fault {text!r}: {error}") from None


def _parse(text: str) -> Fault:
    head, *options = (part.strip() for part in text.split(","))
    word, given, amount = head.partition("=")
    if word.isascii() and word.isdigit() and not given:
        word, given, amount = Status.word, "=", word
    kind = _KINDS.get(word)
    if kind is None:
        raise ValueError(f"unknown kind {word!r}. Choose from {', '.join(_KINDS)}.")
    names = {field.name.replace("_", "-"): field.name for field in fields(kind)}
    values: dict[str, Any] = {}
    if given:
        if kind.amount is None:
            raise ValueError(f"{word} takes no amount")
        values[kind.amount] = _READERS[kind.amount](word, amount)
    elif kind is Status:
        raise ValueError("status needs a number, such as status=503")
    for option in options:
        name, given, value = option.partition("=")
        field = names.get(name)
        if field is None or field == kind.amount:
            known = ", ".join(name for name, field in names.items() if field != kind.amount)
            raise ValueError(f"{word} has no option {name!r}; it has {known}")
        if field in values:
            raise ValueError(f"{name} is given twice")
        if field == "silent":
            if given:
                raise ValueError("silent takes no value")
            values[field] = True
        elif not given:
            raise ValueError(f"{name} needs a value: {name}=...")
        else:
            values[field] = _READERS[field](name, value)
    return kind(**values)


def _whole(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} must be an integer, not {text!r}") from None


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{name} must be a number, not {text!r}") from None


def _share(name: str, text: str) -> float:
    return _number(name, text[:-1]) / 100 if text.endswith("%") else _number(name, text)


def _plain(_name: str, text: str) -> str:
    return text


_READERS: dict[str, Callable[[str, str], Any]] = {
    "status": _whole,
    "retry_after": _plain,
    "seconds": _number,
    "at": _number,
    "pieces": _whole,
    "change": _plain,
    "nth": _whole,
    "every": _whole,
    "rate": _share,
    "seed": _whole,
    "provider": _plain,
    "only": _plain,
}
