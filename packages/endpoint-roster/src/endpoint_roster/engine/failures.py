"""From an exception to the ``Failure`` that a listing reports."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from endpoint_roster_core.errors import ClientError
from endpoint_roster_core.redaction import one_line

from ..errors import RosterError
from ..models import Failure
from ..telemetry import log_traceback

if TYPE_CHECKING:
    from datetime import datetime

    from ..account import Account
    from ..models import AccountReport

#: Seconds that clocks may differ before advice says so; no provider tolerates less in a signature.
_CLOCKS_DIFFER = 300.0

_TRY_LATER = "Try again later; if it lasts, give the request id to the provider's support."
_REPORT = "Try again; if it lasts, report it to the provider."
#: What to do, by the kind of a failure or the status of an answer.
_ADVICE: dict[str | int, str] = {
    "auth": "Check the account's credentials: that they are complete, still valid, for this"
    " provider and region, and allowed to list endpoints.",
    "timeout": "Try again; if it happens often, raise timeout or check network and proxy.",
    "connect": "Check base_url, network and proxy.",
    "proxy": "Check the proxy (proxy, HTTPS_PROXY, HTTP_PROXY or ALL_PROXY): its password, and what"
    " it allows. NO_PROXY names hosts that need none.",
    "tls": "Check base_url and the certificate authorities (verify).",
    "transport": "Try again; if it happens often, check the network to the provider.",
    "decode": "Check that base_url is the address of the provider's API and that no proxy or"
    " login page answers in its place.",
    "redirect": "Check base_url and iam_url: they must not redirect.",
    "too_large": "Ask for less at a time.",
    "configuration": "Correct the argument or the variable.",
    "repeated_page": _REPORT,
    "empty_pages": _REPORT,
    "page_limit": "Raise max_pages or page_size, or ask for less.",
    404: "Check base_url, and the names of project, region and models.",
    407: "Check the user name and password of the proxy (proxy, HTTPS_PROXY or HTTP_PROXY).",
    **dict.fromkeys((408, 425, 429, *range(500, 1000)), _TRY_LATER),
}


def failure_of(
    error: Exception,
    account: Account,
    report: AccountReport,
    attempted: str,
    attempts: int,
    *,
    now: datetime,
    answered: tuple[str | None, datetime] | None,
) -> Failure:
    """Return what to report of an error.

    Attempts are those of the last request; ``answered`` is the ``Date`` of the last answer, and
    what time it was here.
    """
    log_traceback(account, error)
    kind, cause, advice = _explain(error, now)
    if account.access_key and not account.token:  # then requests are signed
        advice = _about_the_clock(error, answered) or advice
    if kind == "auth":
        advice += _about_the_secrets(account)
    if kind == "internal":
        cause = f"fault in the adapter of {account.provider}: {cause}"
    return Failure(
        provider=account.provider,
        account=account.label,
        kind=kind,
        attempted=attempted,
        # Without a full stop of the provider's: what to do may follow in a sentence of its own.
        cause=account.redact(one_line(" ".join(cause.split()))).rstrip("."),
        advice=advice,
        pages=report.pages,
        endpoints=report.endpoints,
        attempts=attempts,
        status=getattr(error, "status", None),
        code=getattr(error, "code", None),
        request_id=getattr(error, "request_id", None),
        retry_after=getattr(error, "retry_after", None),
    )


def _explain(error: Exception, now: datetime) -> tuple[str, str, str]:
    """Return the kind of an error, what happened, and what to do about it."""
    if isinstance(error, RosterError):
        return error.kind, error.cause, error.advice
    if isinstance(error, ImportError):
        return "missing_extra", str(error), "Install the package that is missing."
    if not isinstance(error, ClientError):
        return (
            "internal",
            described(error),
            "Please report this with the version of endpoint-roster.",
        )
    kind = "configuration" if error.kind == "argument" else error.kind
    if error.status in (401, 403):
        kind = "auth"
    if error.retry_after is not None:
        advice = _try_again(error.retry_after, now)
    elif kind == "status" and error.status:
        otherwise = "Check the account's settings against what the provider says."
        advice = _ADVICE.get(error.status, otherwise)
    else:
        advice = _ADVICE.get(kind, "Try again.")
    cause = str(error).removeprefix(f"{error.operation}: ")
    if error.hint:  # the account knows more: where its credentials come from
        cause = cause.replace(f"; {error.hint}", "")
    return kind, cause, advice


def _try_again(seconds: float, now: datetime) -> str:
    """Say when to try again: how long to wait, and until what time of day."""
    try:
        moment = now + timedelta(seconds=seconds)
    except OverflowError:
        return "Retry-After is out of range; contact the provider."
    return f"Try again in {seconds:.0f} seconds, at {moment:%Y-%m-%d %H:%M:%S %Z}."


def _about_the_clock(error: Exception, answered: tuple[str | None, datetime] | None) -> str:
    """Say how wrong this machine's clock is, if that may be why a signature was refused."""
    of_time = "timestamp" in str(getattr(error, "code", None)).lower()
    if not of_time and getattr(error, "status", None) not in (401, 403):
        return ""
    ahead = _clock_ahead(*answered) if answered else 0.0
    if abs(ahead) > _CLOCKS_DIFFER:
        side = "ahead of" if ahead > 0 else "behind"
        return (
            f"Set this machine's clock: it is {abs(ahead):.0f} seconds {side} the provider's, and"
            " signatures contain the time."
        )
    return "Check this machine's clock: signatures contain the time." if of_time else ""


def _clock_ahead(date: str | None, here: datetime) -> float:
    """Return by how many seconds this machine's clock is ahead; 0 if the answer does not say."""
    from email.utils import parsedate_to_datetime  # slow to load, and rarely needed

    try:
        return (here - parsedate_to_datetime(date or "")).total_seconds()
    except (ValueError, TypeError, OverflowError):  # not a date, or one without a time zone
        return 0.0


def _about_the_secrets(account: Account) -> str:
    """Say what is odd about credentials that were refused, without showing them."""
    from endpoint_roster_core.pasting import doubt, oddity  # kept out of start-up

    found = {  # a password may be any word
        name: oddity(value) if name == "password" else doubt(value)
        for name, value in account.secrets.items()
    }
    origins = account.origins
    return "".join(
        f" Its {name} ({origins[name]}) {words}." for name, words in found.items() if words
    )


def described(error: BaseException) -> str:
    """Return the type and, if there is one, the text of an error from anywhere."""
    return f"{type(error).__name__}: {text_of(error)}".removesuffix(": ")


def text_of(error: BaseException) -> str:
    """Return the text of an error from anywhere, even of one whose text cannot be had."""
    try:
        return str(error)
    except Exception as other:  # noqa: BLE001 - the error itself matters, not its text
        return f"(no text: {type(other).__name__})"
