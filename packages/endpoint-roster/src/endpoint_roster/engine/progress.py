"""How far the listing of one account has come, and what a failure at this point is."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from endpoint_roster_core.client import OUT_OF_BUDGET
from endpoint_roster_core.clock import Clock
from endpoint_roster_core.errors import ClientError

from ..errors import RosterError
from ..models import AccountReport, Failure
from ..telemetry.logs import log_traceback

if TYPE_CHECKING:
    from datetime import datetime

    from ..account import Account

_log = logging.getLogger(__name__)
_LONGEST_TEXT = 500
_MOST_NOTES = 20
#: Seconds that clocks may differ before it is said; no provider tolerates less in a signature.
_CLOCKS_DIFFER = 300.0


@dataclass(frozen=True, slots=True)
class ListProgress:
    """How far a listing has come, all accounts together.

    Attributes:
        accounts: Accounts of the listing, those included that cannot be used.
        done: Accounts that were read to the end or have failed.
        pages: Pages read.
        endpoints: Endpoints found that pass the filters.
        failures: What could not be reached so far.
    """

    accounts: int
    done: int = 0
    pages: int = 0
    endpoints: int = 0
    failures: int = 0


@dataclass(slots=True)
class Progress:
    """How far the listing of one account has come.

    Attributes:
        account: The account.
        seconds: Time that is left for waiting on the provider, as of the last stop of the clock.
        clock: Where time comes from.
        attempted: What is being done.
        pages: Pages read.
        endpoints: Endpoints delivered.
        attempts: How often the last request was sent.
        requests: How often any request was sent.
        spent: Seconds spent waiting on the provider.
        notes: What was strange and cost nothing.
        failures: What could not be reached.
    """

    account: Account
    seconds: float
    clock: Clock = field(default_factory=Clock)
    attempted: str = "connect"
    pages: int = 0
    endpoints: int = 0
    attempts: int = 0
    requests: int = 0
    spent: float = 0.0
    notes: list[str] = field(default_factory=list[str])
    failures: list[Failure] = field(default_factory=list[Failure])
    _since: float | None = field(default=None, init=False)
    _heard: tuple[str, datetime] | None = field(default=None, init=False)

    def count(self, attempts: int) -> None:
        """Count how often the last request was sent."""
        self.attempts = attempts
        self.requests += attempts

    def start_clock(self) -> None:
        """Begin to count time against the deadline."""
        self._since = self.clock.monotonic()

    def stop_clock(self) -> None:
        """Cease to count time: what follows is the caller's doing, not the provider's."""
        waited = self._waited()
        self.seconds, self.spent, self._since = self.seconds - waited, self.spent + waited, None

    def seconds_left(self) -> float:
        """Return how much time is left."""
        return self.seconds - self._waited()

    def hear(self, date: str | None) -> None:
        """Note what time of day it is for the provider, by the header ``Date`` of an answer."""
        self._heard = (date, self.clock.now()) if date else None

    def seconds_ahead(self) -> float | None:
        """Return by how much this machine's clock is ahead of the provider's; None if unknown."""
        if self._heard is None:
            return None
        from email.utils import parsedate_to_datetime  # slow to load, and hardly ever needed

        date, here = self._heard
        try:
            return (here - parsedate_to_datetime(date)).total_seconds()
        except (ValueError, TypeError, OverflowError):  # no date, or one of no time zone
            return None

    def note(self, text: str) -> None:
        """Note what was strange, once."""
        if text not in self.notes and len(self.notes) < _MOST_NOTES:
            self.notes.append(text)
            _log.info("%s (%s): %s", self.account.provider, self.account.label, text)

    def fail(self, error: Exception, attempted: str | None = None) -> None:
        """Note what could not be reached."""
        if OUT_OF_BUDGET in getattr(error, "__notes__", ()):
            self.note(OUT_OF_BUDGET)
        self.failures.append(self.failure(error, attempted))

    def report(self) -> AccountReport:
        """Return how the account was read so far."""
        return AccountReport(
            self.account.provider,
            self.account.label,
            self.endpoints,
            self.pages,
            self.requests,
            self.spent + self._waited(),
            list(self.notes),
            self.failures[0] if self.failures else None,
        )

    def failure(self, error: Exception, attempted: str | None = None) -> Failure:
        """Return what to tell the caller of an error."""
        log_traceback(self.account, error)
        kind, cause, advice = explain(error, self.clock.now())
        if self.account.access_key and not self.account.token:  # then requests are signed
            advice = _about_the_clock(error, self.seconds_ahead()) or advice
        if kind == "internal":
            cause = f"fault in the adapter of {self.account.provider}: {cause}"
        return Failure(
            provider=self.account.provider,
            account=self.account.label,
            kind=kind,
            attempted=attempted or self.attempted,
            cause=self.account.redact(_one_line(cause)),
            advice=advice,
            pages=self.pages,
            endpoints=self.endpoints,
            attempts=self.attempts,
            status=getattr(error, "status", None),
            code=getattr(error, "code", None),
            request_id=getattr(error, "request_id", None),
            retry_after=getattr(error, "retry_after", None),
        )

    def _waited(self) -> float:
        return 0.0 if self._since is None else self.clock.monotonic() - self._since


def explain(error: Exception, now: datetime | None = None) -> tuple[str, str, str]:
    """Return the kind of an error, what happened, and what to do about it."""
    if isinstance(error, RosterError):
        return error.kind, error.cause, error.advice
    if isinstance(error, ImportError):
        return "missing_extra", str(error), "Install the package that is missing."
    if not isinstance(error, ClientError):
        return (
            "internal",
            f"{type(error).__name__}: {_words(error)}",
            "Please report this with the version of endpoint-roster.",
        )
    kind = "auth" if error.status in (401, 403) else _KINDS.get(error.kind, error.kind)
    cause = str(error).removeprefix(f"{error.operation}: ")
    return kind, cause, _advice(kind, error.status, error.retry_after, now)


#: Kinds of failures that the clients have another word for.
_KINDS = {"argument": "configuration"}


_ADVICE = {
    "auth": "Check the account's credentials: whether they are whole, still valid, for this"
    " provider and region, and allowed to list endpoints.",
    "timeout": "Try again; if it happens often, raise timeout or check network and proxy.",
    "connect": "Check base_url, network and proxy.",
    "tls": "Check base_url and the certificate authorities (verify).",
    "transport": "Try again; if it happens often, check the network between here and there.",
    "decode": "Check that base_url is the address of the provider's API and that no proxy or"
    " login page answers in its place.",
    "redirect": "Check base_url and iam_url: they must not redirect.",
    "too_large": "Ask for less at a time.",
    "configuration": "Correct the argument or the variable.",
}


def _advice(kind: str, status: int | None, retry_after: float | None, now: datetime | None) -> str:
    if retry_after is not None:
        return _come_back(retry_after, now)
    if kind != "status" or status is None:
        return _ADVICE.get(kind, "Try again.")
    if status == 404:
        return "Check base_url, and the names of project, region and models."
    if status in (408, 425, 429) or status >= 500:
        return "Try again later; if it lasts, give the request id to the provider's support."
    return "Check the account's settings against what the provider says."


def _about_the_clock(error: Exception, ahead: float | None) -> str:
    """Say how wrong this machine's clock is, if that may be why a signature was refused."""
    refused = getattr(error, "status", None) in (401, 403)
    of_time = "timestamp" in str(getattr(error, "code", None)).lower()
    if (refused or of_time) and ahead is not None and abs(ahead) > _CLOCKS_DIFFER:
        side = "ahead of" if ahead > 0 else "behind"
        return (
            f"Set this machine's clock: it is {abs(ahead):.0f} seconds {side} the provider's, and"
            " signatures hold the time."
        )
    return "Check this machine's clock: signatures hold the time." if of_time else ""


def _come_back(seconds: float, now: datetime | None) -> str:
    """Say when to try again: how long to wait, and until what time of day."""
    try:
        moment = now and now + timedelta(seconds=seconds)
    except OverflowError:  # nobody waits for that, and no calendar has the day
        return "The provider asks for a wait without end: ask its support."
    if moment is None:
        return f"Try again in {seconds:.0f} seconds."
    return f"Try again in {seconds:.0f} seconds, at {moment:%Y-%m-%d %H:%M:%S %Z}."


def _words(error: Exception) -> str:
    """Return the text of an error that comes from anywhere, even of one that cannot tell it."""
    try:
        return str(error)
    except Exception as other:  # noqa: BLE001 - whatever is wrong with it, it is no reason to break
        return f"(no text: {type(other).__name__})"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else " " for c in line)[:_LONGEST_TEXT]
