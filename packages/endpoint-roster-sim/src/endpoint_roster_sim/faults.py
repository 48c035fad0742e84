"""What can go wrong in the simulated clouds, and when.

    from endpoint_roster_sim import Simulator
    from endpoint_roster_sim.faults import Latency, Status

    Simulator(faults=[Status(503, nth=2), Latency(0.2, rate=0.05, provider="ppio")])

Each provider counts its own requests from the start of the simulator, those for tokens too. Given
none of ``nth``, ``every`` and ``rate``, every request is hit. What ``rate`` hits is drawn from a
seed, so that the same requests in the same order get the same faults. Of several faults that
answer the same request, the first of the list does.
"""

import math
import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import ClassVar, Literal

Change = Literal["appear", "vanish"]
Requests = Literal["reads", "changes"]

LONGEST = 86_400.0
"""Most seconds that an answer can be held back."""

_DATE = re.compile(r"date([+-][0-9]{1,9})")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that goes wrong; use one of the subclasses. ``str()`` gives its compact text.

    Attributes:
        nth: Only the request of this number is hit, from 1.
        every: Every request is hit whose number this divides.
        rate: Share of requests that are hit, from 0 to 1.
        seed: What ``rate`` draws from, besides provider and place in the list; the simulator's
            own seed if left out.
        provider: The one provider where it goes wrong; everywhere if left out.
        only: The requests that are counted and hit: those that only read (``reads``), or those
            that create, change or delete something (``changes``); all if left out.

    Raises:
        ValueError: A value is out of range, or conditions cannot be combined.
    """

    word: ClassVar[str]
    """Name of the kind in compact text."""
    amount: ClassVar[str | None] = None
    """The field that compact text has after the name: ``latency=0.2``."""
    where: ClassVar[str | None] = None
    """The one provider with this kind of fault; None for all."""

    nth: int | None = None
    every: int | None = None
    rate: float | None = None
    seed: int | None = None
    provider: str | None = None
    only: Requests | None = None

    def __post_init__(self) -> None:
        given = [name for name in ("nth", "every", "rate") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} cannot be combined")
        for name in ("nth", "every"):
            count: int | None = getattr(self, name)
            if count is not None and count < 1:
                raise ValueError(f"{name} must be 1 or more")
        if self.rate is not None and not 0 <= self.rate <= 1:
            raise ValueError("rate must be from 0 to 1")
        if self.seed is not None and self.rate is None:
            raise ValueError("seed needs rate")
        if self.where and self.provider not in (None, self.where):
            raise ValueError(f"only {self.where} has this fault")
        if self.only not in (None, "reads", "changes"):
            raise ValueError("only is reads or changes")

    def __str__(self) -> str:
        parts = [self.word]
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == self.amount:
                parts[0] = f"{self.word}={value}"
            elif value is True:
                parts.append(field.name)
            elif value != field.default:
                parts.append(f"{field.name.replace('_', '-')}={value}")
        return ",".join([parts[0], *sorted(parts[1:])])

    def concerns(self, provider: str) -> bool:
        """Whether the fault can occur there."""
        return (self.provider or self.where or provider) == provider


@dataclass(frozen=True)
class Status(Fault):
    """The request is answered with an error of the provider, before anything is checked.

    Attributes:
        status: 400 to 599.
        retry_after: Text of the header ``Retry-After``, whatever it is. ``date+5`` is the HTTP
            date that is 5 seconds after the server's time, ``date-5`` one that has passed. No
            header if left out.
    """

    word: ClassVar[str] = "status"
    amount: ClassVar[str | None] = "status"

    status: int = 500
    retry_after: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 400 <= self.status <= 599:
            raise ValueError("status must be from 400 to 599")
        text = self.retry_after or ""
        if not (text.isascii() and text.isprintable()) or text.strip() != text:
            raise ValueError("retry-after must be printable ASCII, without blanks around it")

    def header(self, now: datetime) -> str | None:
        """Return what ``Retry-After`` says, or None where it is not sent."""
        match = _DATE.fullmatch(self.retry_after or "")
        if match is None:
            return self.retry_after
        moment = now.astimezone(UTC) + timedelta(seconds=int(match[1]))
        return format_datetime(moment, usegmt=True)


@dataclass(frozen=True)
class Latency(Fault):
    """The request is not looked at before some time has passed.

    Attributes:
        seconds: How long.
    """

    word: ClassVar[str] = "latency"
    amount: ClassVar[str | None] = "seconds"

    seconds: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_wait(self.seconds)


@dataclass(frozen=True)
class Reset(Fault):
    """The connection is reset, as by a machine that has lost its memory of it.

    Attributes:
        at: Which part of the answer's body is sent before, below 1; 0 resets before the headers.
    """

    word: ClassVar[str] = "reset"
    amount: ClassVar[str | None] = "at"

    at: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_part(self.at)


@dataclass(frozen=True)
class LostAnswer(Fault):
    """The request is carried out, and then the connection is reset: nothing says so.

    This is how endpoints get created twice. For a change that is lost before it takes effect, use
    ``Reset(only="changes")``.
    """

    word: ClassVar[str] = "lost-answer"


@dataclass(frozen=True)
class Truncation(Fault):
    """The answer ends too early, and the connection with it.

    Attributes:
        at: Which part of the body is sent, below 1.
        silent: Whether ``Content-Length`` matches the rest, so that only the JSON shows it.
    """

    word: ClassVar[str] = "truncation"
    amount: ClassVar[str | None] = "at"

    at: float = 0.5
    silent: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_part(self.at)


@dataclass(frozen=True)
class Drip(Fault):
    """The body arrives slowly, piece by piece, but complete.

    Attributes:
        seconds: From the first piece to the last.
        pieces: How many, 2 to 1000.
    """

    word: ClassVar[str] = "drip"
    amount: ClassVar[str | None] = "seconds"

    seconds: float = 1.0
    pieces: int = 10

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_wait(self.seconds)
        if not 2 <= self.pieces <= 1000:
            raise ValueError("pieces must be from 2 to 1000")


@dataclass(frozen=True)
class TokenExpiry(Fault):
    """All issued tokens expire before the request is processed."""

    word: ClassVar[str] = "token-expiry"
    where: ClassVar[str | None] = "huawei"


@dataclass(frozen=True)
class ClockSkew(Fault):
    """The server's clock is wrong for this request: ``Date``, signatures, life of tokens.

    Attributes:
        seconds: How far it is ahead; below 0, behind. At most 100 days.
    """

    word: ClassVar[str] = "clock-skew"
    amount: ClassVar[str | None] = "seconds"

    seconds: float = 3600.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if not abs(self.seconds) <= 100 * LONGEST:
            raise ValueError("seconds must be from -8640000 to 8640000")


@dataclass(frozen=True)
class PageDrift(Fault):
    """The fleet changes before the request is looked at: pages not read yet are shifted by one.

    The change lasts until the simulator is started again.

    Attributes:
        change: ``appear``: there is a new endpoint on top of the list. ``vanish``: the first one
            is gone.
    """

    word: ClassVar[str] = "drift"
    amount: ClassVar[str | None] = "change"

    change: Change = "appear"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.change not in ("appear", "vanish"):
            raise ValueError("drift is appear or vanish")


def _check_wait(seconds: float) -> None:
    if not (math.isfinite(seconds) and 0 <= seconds <= LONGEST):
        raise ValueError(f"seconds must be from 0 to {LONGEST:.0f}")


def _check_part(at: float) -> None:
    if not 0 <= at < 1:
        raise ValueError("the part that is sent must be 0 or more and below 1")
