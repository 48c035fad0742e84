"""What one cell of the matrix is: an answer, and what has to become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from support.raw_server import Script, http, say

from .samples import Path, Sample, dotted, put, take

#: Stands for a value that is not there.
ABSENT: Any = object()


@dataclass(frozen=True)
class Reads:
    """A page comes out.

    Attributes:
        data: What its ``to_dict()`` says.
        deviations: Paths of what deviated, with what arrived there; None if that is not the point.
    """

    data: Any
    deviations: Mapping[str, Any] | None = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Fails:
    """One typed error comes out.

    Attributes:
        error: Name of its class.
        says: Words of its text.
    """

    error: str
    kind: str
    status: int | None = None
    says: str = ""


BROKEN = Fails("TransportError", "transport")
LATE = Fails("ClientTimeoutError", "timeout")
UNREADABLE = Fails("DecodeError", "decode", 200)
UNPACKABLE = Fails("DecodeError", "decode", 200, "compress")
UNASKED = Fails("DecodeError", "decode", 200, "encoding was not asked for")
TOO_LARGE = Fails("DecodeError", "too_large", 200)


@dataclass(frozen=True)
class Cell:
    """One answer to one provider's client, and its outcome."""

    script: Script
    outcome: Reads | Fails
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Case:
    """One hostile answer for every provider whose schema has what it spoils."""

    name: str
    cell: Callable[[Sample], Cell | None]


def clean(sample: Sample) -> Cell:
    return Cell(say(http(sample.body)), Reads(sample.body))


@dataclass(frozen=True)
class Edit:
    """One value of the good answer replaced by another.

    Attributes:
        raw: What arrives instead; ``ABSENT`` if nothing does.
        read: What ``to_dict()`` says there; the raw value if nothing else is given.
        deviates: Whether the client has to call it a deviation.
    """

    path: Path
    raw: Any
    read: Any = ...
    deviates: bool = True


def edited(name: str, edit: Callable[[Sample], list[Edit] | None]) -> Case:
    """A case whose answer is the good one with some values replaced."""

    def cell(sample: Sample) -> Cell | None:
        edits = edit(sample)
        if edits is None:
            return None
        sent, data = sample.body, sample.body
        for one in edits:
            for body, value in (sent, one.raw), (data, one.raw if one.read is ... else one.read):
                if value is ABSENT:
                    take(body, one.path)
                else:
                    put(body, one.path, value)
        deviations = {dotted(one.path): one.raw for one in edits if one.deviates}
        return Cell(say(http(sent)), Reads(data, deviations))

    return Case(name, cell)


def always(name: str, script: Script, outcome: Fails, **options: Any) -> Case:
    """A case with the same answer for all."""
    return Case(name, lambda _: Cell(script, outcome, options))
