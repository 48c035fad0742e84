"""The columns of the fault matrix: what goes wrong, and what a listing is to make of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPLETE = "complete"
#: Ways in which an answer does not arrive, though its head may.
LOST = ("truncation", "reset")
#: A date has no fractions of a second, and two of them are taken one after the other.
_ROUNDING = 1.0


@dataclass(frozen=True)
class Case:
    """One kind of trouble.

    Attributes:
        faults: Faults of the simulator, as text.
        outcome: COMPLETE, or the kind of the failure; by provider where they differ.
        attempts: How often the request is sent that fails in the end.
        options: Of the roster.
        credentials: Which ones of Huawei are used.
        waits: What is slept between the attempts of the first listing; None if it varies.
        rounding: By how many seconds a wait may differ from that.
        advice: Words that the advice of each failure has.
        lost: Faults whose answers do not arrive whole.
        limit: The option of the roster whose time runs out.
    """

    faults: tuple[str, ...]
    outcome: str | Mapping[str, str] = COMPLETE
    attempts: int = 1
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    credentials: str = "access key"
    waits: tuple[float, ...] | None = None
    rounding: float = 0.0
    advice: str = ""
    lost: tuple[str, ...] = LOST
    limit: str = ""

    @property
    def lags(self) -> bool:
        """Whether the client may know the end of a request before the server does."""
        return bool(self.limit) or any(fault.startswith("reset") for fault in self.faults)

    def outcome_of(self, provider: str) -> str:
        if isinstance(self.outcome, str):
            return self.outcome
        return self.outcome.get(provider, COMPLETE)


def _passing() -> dict[str, Case]:
    """Trouble that is over when the request is repeated."""
    cases = {
        f"{status} once": Case((f"{status},nth=1",), waits=(0.25,))
        for status in (408, 429, 500, 503, 520)
    }
    cases |= {
        "503 twice": Case(("503,nth=1", "503,nth=2"), waits=(0.25, 0.5)),
        "500 every other time": Case(("500,every=2",)),
        "503 three times in ten": Case(("503,rate=30%",), options={"max_attempts": 20}),
        "late": Case(("latency=0.02",), waits=()),
        "reset once": Case(("reset,nth=1",), waits=(0.25,)),
        "reset in the body": Case(("reset=0.5,nth=1",), waits=(0.25,)),
        "truncated once": Case(("truncation=0.5,nth=1",), waits=(0.25,)),
        "truncated to nothing": Case(("truncation=0,nth=1",), waits=(0.25,)),
        "slow drip": Case(("drip=0.05,pieces=20",), waits=()),
        "drip and reset": Case(("reset,nth=2", "503,nth=3", "drip=0.02")),
        "every kind in turn": Case(
            (
                *("503,nth=1", "reset,nth=2", "429,retry-after=1,nth=4", "truncation,nth=6"),
                *("drip=0.02,nth=7", "latency=0.02,nth=8", "reset=0.9,nth=9"),
            )
        ),
    }
    return cases


def _retry_after() -> dict[str, Case]:
    """A 429 that says when to come back, in each form."""
    forms = {
        "2": (2.0,),
        "0.5": (0.5,),
        "date+30": (30.0,),
        "date-60": (0.0,),
        "soon": (0.25,),
        "": (0.25,),
        "inf": (0.25,),
    }
    cases = {
        f"retry-after {text}": Case(
            (f"429,retry-after={text},nth=1",), waits=waits, rounding=_ROUNDING
        )
        for text, waits in forms.items()
    }
    # A date counts from the answer's own Date: by our clock it would be 630 seconds away, or past.
    cases |= {
        f"retry-after a date, clock {skew:+} s": Case(
            (f"clock-skew={skew}", "429,retry-after=date+30,nth=1"),
            waits=(30.0,),
            rounding=_ROUNDING,
        )
        for skew in (600, -600)
    }
    cases |= {
        f"retry-after {text}": Case((f"429,retry-after={text}",), "status", waits=())
        for text in ("61", "date+3600")
    }
    return cases


def _lasting() -> dict[str, Case]:
    """Trouble that stays, for the whole listing."""
    cases = {
        f"{status} always": Case((f"{status}",), "auth" if status in (401, 403) else "status")
        for status in (400, 401, 404)
    }
    cases |= {
        "503 always": Case(("503",), "status", 3, waits=(0.25, 0.5)),
        "429 always": Case(("429,retry-after=2",), "status", 3, waits=(2.0, 2.0)),
        "503 in the middle": Case(tuple(f"503,nth={n}" for n in (2, 3, 4)), "status", 3),
        "reset always": Case(("reset",), "transport", 3, waits=(0.25, 0.5)),
        "truncated always": Case(("truncation",), "transport", 3, waits=(0.25, 0.5)),
        "cut silently": Case(("truncation=0.5,silent",), "decode", waits=()),
    }
    return cases


def _clocks_and_pages() -> dict[str, Case]:
    signed = {"volcengine": "status", "huawei": "auth"}
    ahead, behind = (
        Case((f"clock-skew={skew}",), signed, waits=(), advice="Set this machine's clock: it is 3")
        for skew in (3600, -3600)
    )
    return {
        "clock 10 minutes ahead": Case(("clock-skew=600",), waits=()),
        "clock an hour ahead": ahead,
        "clock an hour behind": behind,
        "clock wrong, ready token": Case(
            ("clock-skew=3600",), {"volcengine": "status"}, credentials="token"
        ),
        "token expired": Case(("token-expiry,nth=1",), {"huawei": "auth"}, credentials="token"),
        "token expires": Case(("token-expiry,nth=2",), credentials="password"),
        "token expires later": Case(("token-expiry,nth=4",), credentials="password"),
        "token service down once": Case(("503,nth=1",), credentials="password", waits=(0.25,)),
        "token service reset once": Case(("reset,nth=1",), credentials="password", waits=(0.25,)),
        "token service down": Case(("503",), "status", 3, credentials="password"),
        "token service resets": Case(("reset",), "transport", 3, credentials="password"),
    }


#: Answers that are held back until the client has no more time for them.
LIMITED = {
    "too late once": Case(("latency=60,nth=1",), waits=(0.25,), limit="timeout"),
    "too late always": Case(("latency=60",), "timeout", 3, waits=(0.25, 0.5), limit="timeout"),
    "drip past the deadline": Case(("drip=60",), "deadline", lost=("drip",), limit="deadline"),
}
CASES = {**_passing(), **_retry_after(), **_lasting(), **_clocks_and_pages()}
