"""What was seen of an account's listing, judged step by step, with what to do about each fault."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from ..records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..account import Account
    from ..models import AccountReport, Failure
    from .trace import Connection, Trace

StepName: TypeAlias = Literal[
    "credentials", "client", "host", "tls", "clock", "authentication", "endpoints"
]
Outcome: TypeAlias = Literal["ok", "warning", "failed", "skipped", "unknown"]

#: Seconds that clocks may differ before it is said, and from which on signatures are in danger:
#: clouds accept those that are 5 to 15 minutes old.
CLOCK_WARNS, CLOCK_BREAKS = 60, 300
#: The detail of a step that was not reached, because one before it failed.
NOT_REACHED = "not reached"
_SET_THE_CLOCK = (
    "Set this machine's clock, best by a time service (timedatectl set-ntp true): signatures of"
    " another time are refused, from 5 or 15 minutes on."
)
#: What providers call a request whose time they do not accept, whatever its status.
_CLOCK_CODES = ("InvalidTimestamp",)
_PROXY_ADVICE = (
    "Check the proxy (proxy, or HTTPS_PROXY and HTTP_PROXY); NO_PROXY names hosts that need none."
)
_NOT_OBSERVED = "not observed: this provider's client does not report its connections"
#: OpenSSL's numbers of what is wrong with a certificate.
_DATES, _NAMES = (9, 10), (62, 64)
_MOST_CAUSES = 3


@dataclass(frozen=True, slots=True, repr=False)
class DiagnosisStep(Record):
    """One step on the way from an account to its endpoints.

    Attributes:
        name: ``credentials`` (found), ``client`` (installed and made), ``host`` (connected),
            ``tls`` (encrypted, certificate trusted), ``clock`` (right enough for signatures),
            ``authentication`` (authenticated), ``endpoints`` (listed).
        outcome: ``ok``; ``warning``: works, and should be looked at; ``failed``; ``skipped``: not
            reached, or not needed; ``unknown``: could not be observed.
        detail: What was found, in one line.
        advice: What to do about it; empty where there is nothing to do.
        seconds: How long it took; None where that was not measured.
    """

    name: StepName
    outcome: Outcome
    detail: str
    advice: str = ""
    seconds: float | None = None


class Finding(NamedTuple):
    """What a check says; see ``DiagnosisStep``."""

    outcome: Outcome
    detail: str
    advice: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is known of an account after its listing."""

    account: Account
    verifies: bool  # certificates
    trace: Trace
    is_traced: bool | None  # whether connections could be seen; None if there is no client
    report: AccountReport
    failures: Sequence[Failure]

    @property
    def broken(self) -> StepName | None:
        """The step that the first failure belongs to."""
        if not self.failures:
            return None
        if self.is_traced is None:
            return "client"
        failure, last = self.failures[0], self.trace.last
        if failure.kind == "auth" or failure.code in _CLOCK_CODES:
            return "authentication"
        if last and last.refused:  # by a proxy
            return "host"
        if failure.kind == "tls":
            return "tls"
        if last and failure.kind in ("connect", "timeout", "transport", "deadline"):
            if last.address is None:
                return "host"
            if last.handshake and last.tls_version is None:
                return "tls"
        return "host" if failure.kind == "connect" else "endpoints"

    def unobserved(self) -> Finding:
        """Return what to say of a step that cannot be seen."""
        return Finding("unknown", "" if self.is_traced else _NOT_OBSERVED)

    def clock_ahead(self) -> tuple[float, float] | None:
        """Return the seconds that this machine is ahead of the server, and how wrong they may be.

        The quickest answer is the most exact; None if no answer says.
        """
        measured = [(a.uncertainty, -a.ahead) for a in self.trace.answers if a.ahead is not None]
        if not measured:
            return None
        uncertainty, ahead = min(measured)
        return ahead, uncertainty


_SKIPPED = Finding("skipped", NOT_REACHED)


def evaluate(context: CheckContext) -> tuple[DiagnosisStep, ...]:
    """Return the steps in their order; what follows the one that failed is skipped."""
    steps: list[DiagnosisStep] = []
    reached = True
    for name, look in _CHECKS.items():
        finding = (look(context) or _failed(context.failures[0])) if reached else _SKIPPED
        steps.append(DiagnosisStep(name, *finding))
        reached = reached and name != context.broken
    return tuple(steps)


def of_unusable(failure: Failure) -> tuple[DiagnosisStep, ...]:
    """Return the steps of an account that cannot be used: nothing was sent."""
    broken = "client" if failure.kind in ("missing_extra", "plugin") else "credentials"
    failed = _failed(failure)
    return tuple(DiagnosisStep(n, *(failed if n == broken else _SKIPPED)) for n in _CHECKS)


def _credentials(context: CheckContext) -> Finding:
    return Finding("ok", _sources(context.account) or "none, and none is needed")


def _client(context: CheckContext) -> Finding | None:
    return None if context.broken == "client" else Finding("ok", "installed")


def _host(context: CheckContext) -> Finding | None:
    broken = context.broken == "host"
    last = context.trace.last
    if last is None:
        return None if broken else context.unobserved()
    target = _address(last.target)
    proxy = f"the proxy {_address(last.peer)}" if last.by_proxy else ""
    if broken and last.refused:
        status = _status(last.refused)
        return Finding("failed", f"{proxy} does not connect to {target}: {status}", _PROXY_ADVICE)
    if broken:
        cause, advice = _why_no_connection(last)
        place = f"{proxy} (on the way to {target})" if proxy else target
        return Finding("failed", f"{place}: {cause}", _PROXY_ADVICE if proxy else advice)
    address = f" ({last.address})" if last.address and last.address != last.peer[0] else ""
    detail = f"{proxy}{address}, on the way to {target}" if proxy else f"{target}{address}"
    tries = context.trace.connections
    if tried := sum(1 for each in tries if each.target == last.target and each.address is None):
        advice = "The network or the host is unsteady: run this again to see how often."
        detail += f", after {tried} failed {'try' if tried == 1 else 'tries'}"
        return Finding("warning", detail, advice, last.connect_seconds)
    return Finding("ok", detail, "", last.connect_seconds)


def _tls(context: CheckContext) -> Finding | None:
    broken = context.broken == "tls"
    last = context.trace.last
    if last is None:
        return None if broken else context.unobserved()
    if broken:
        cause, advice = _why_no_tls(last)
        return Finding("failed", context.account.redact(cause), advice)
    if last.encrypted and context.verifies:
        return Finding("ok", last.tls_version or "", "", last.tls_seconds)
    if last.encrypted:
        detail = f"{last.tls_version}, but any certificate is accepted (verify is off)"
        advice = "Leave out verify, or give it the file of the authority that you trust."
        return Finding("warning", detail, advice, last.tls_seconds)
    if _is_loopback(last.target[0]) or not _sources(context.account):
        return Finding("skipped", "not encrypted: http")
    detail = "not encrypted: anyone on the way can read the credentials"
    return Finding("warning", detail, "Begin base_url with https://.")


def _clock(context: CheckContext) -> Finding:
    if not context.is_traced:
        return Finding("unknown", _NOT_OBSERVED)
    if not context.trace.answers:
        return _SKIPPED
    measured = context.clock_ahead()
    if measured is None:
        return Finding("unknown", "the server does not send its time")
    ahead, uncertainty = measured
    within = f"within {uncertainty:.1f} s"
    surely = abs(ahead) - uncertainty
    if surely <= 0:
        return Finding("ok", f"in sync ({within})")
    detail = f"{abs(ahead):.1f} s {'ahead of' if ahead > 0 else 'behind'} the server, to {within}"
    if surely <= CLOCK_WARNS:
        return Finding("ok", detail)
    fatal = context.broken == "authentication" and _clock_matters(context)
    return Finding("failed" if fatal else "warning", detail, _SET_THE_CLOCK)


def _authentication(context: CheckContext) -> Finding:
    sources = _sources(context.account)
    if context.broken == "authentication":
        failure = context.failures[0]
        if _clock_matters(context) or failure.code in _CLOCK_CODES:
            advice = _SET_THE_CLOCK
        elif failure.status == 403:
            advice = (
                "The credentials are known, but may not list endpoints: grant it in the provider's"
                " console, and check project and region."
            )
        else:
            advice = (
                "Check that the credentials are complete, still valid, and for this provider and"
                f" region: {sources}."
            )
        return Finding("failed", failure.cause, advice)
    if not sources:
        return Finding("skipped", "no credentials: what is listed is public")
    if context.report.pages:
        return Finding("ok", "authenticated")
    answers = context.trace.answers
    if context.is_traced and not answers:
        return Finding("skipped", "no answer")
    answer = f"the answer {answers[-1].status} does not show it" if answers else _NOT_OBSERVED
    return Finding("unknown", answer)


def _endpoints(context: CheckContext) -> Finding:
    report = context.report
    found = f"{_count(report.endpoints, 'endpoint')} on {_count(report.pages, 'page')}"
    if context.broken:
        causes = [*dict.fromkeys(f"{f.attempted}: {f.cause}" for f in context.failures)]
        more = f" (and {len(causes) - _MOST_CAUSES} more)" if len(causes) > _MOST_CAUSES else ""
        shown = "; ".join(causes[:_MOST_CAUSES]) + more
        detail = f"{found}, then: {shown}" if report.endpoints else shown
        return Finding("failed", detail, context.failures[0].advice, report.seconds)
    notes = "".join(f"; {note}" for note in report.notes)
    if (repeated := report.attempts - report.pages) > 0:
        detail = f"{found}, with {_count(repeated, 'request')} sent again{notes}"
        advice = "The provider or the network is unsteady: run this again to see how often."
        return Finding("warning", detail, advice, report.seconds)
    return Finding("ok", f"{found}{notes}", "", report.seconds)


#: A check returns None where the account's first failure says it all.
_CHECKS: dict[StepName, Callable[[CheckContext], Finding | None]] = {
    "credentials": _credentials,
    "client": _client,
    "host": _host,
    "tls": _tls,
    "clock": _clock,
    "authentication": _authentication,
    "endpoints": _endpoints,
}


def _failed(failure: Failure) -> Finding:
    return Finding("failed", failure.cause, failure.advice)


def _sources(account: Account) -> str:
    """Say where the account's secrets were found."""
    origins = account.origins
    return ", ".join(f"{name} from {origins[name]}" for name in account.secrets)


def _clock_matters(context: CheckContext) -> bool:
    """Tell whether the clock is wrong enough, surely, for signatures to be refused."""
    measured = context.clock_ahead()
    signs = context.account.access_key is not None and context.account.token is None
    return signs and measured is not None and abs(measured[0]) - measured[1] >= CLOCK_BREAKS


def _why_no_connection(last: Connection) -> tuple[str, str]:
    """Say why a connection was not made, and what to do."""
    for error in _chain(last.error):
        if isinstance(error, socket.gaierror):
            if error.errno == socket.EAI_AGAIN:
                return "its name cannot be resolved now", "Check the network and its name server."
            return "host not found", "Check base_url and region for a misspelt name."
        if isinstance(error, ConnectionRefusedError):
            return (
                "connection refused",
                "Check host and port of base_url, and whether a proxy is needed.",
            )
        if isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
            return "no route to the host", "Check the network, the VPN, and whether IPv6 works."
    if _is_late(last.error):
        return (
            "no answer within the timeout",
            "A firewall may swallow what is sent: check network, proxy and base_url.",
        )
    return "the connection broke", "Try again; if it lasts, check network and proxy."


def _why_no_tls(last: Connection) -> tuple[str, str]:
    """Say why TLS failed, and what to do."""
    reason = ""
    for error in _chain(last.error):
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"certificate: {error.verify_message}", _advice_on_certificate(error)
        if isinstance(error, ssl.SSLError) and not reason:
            reason = (error.reason or "the handshake failed").replace("_", " ").lower()
    if _is_late(last.error):  # first: what was broken off leaves errors of TLS behind, too
        return (
            "the handshake was not answered within the timeout",
            "Check scheme and port of base_url, network and proxy.",
        )
    if reason:
        return reason, "Check scheme and port of base_url: the server speaks no such TLS there."
    return (
        "the server closed the connection during the handshake",
        "Check scheme and port of base_url, and whether a firewall or proxy cuts TLS.",
    )


def _advice_on_certificate(error: ssl.SSLCertVerificationError) -> str:
    if error.verify_code in _DATES:
        return "Check this machine's date; if it is right, the server's certificate is not."
    if error.verify_code in _NAMES:
        return "It was issued to another host: check base_url, and that nothing answers in between."
    return (
        "Its authority is not known here. If a corporate proxy intercepts TLS, pass its CA file:"
        " verify in [defaults], or SSL_CERT_FILE."
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those behind it."""
    waiting, known = [error], set[int]()
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in known:
            continue
        known.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting += cast("BaseExceptionGroup[BaseException]", each).exceptions


def _is_late(error: BaseException | None) -> bool:
    return any(isinstance(each, TimeoutError | asyncio.CancelledError) for each in _chain(error))


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


def _address(place: tuple[str, int]) -> str:
    host, port = place
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _status(number: int) -> str:
    # In our words: a proxy's own may hold anything.
    try:
        return f"{number} {HTTPStatus(number).phrase}"
    except ValueError:
        return str(number)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
