"""Checks a listing by rules; what a provider does not report is unknown, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..models import EndpointState
from ..records import Record
from ..spans import exact, rounded
from .rules import money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from ..models import Endpoint, Failure, Listing
    from .rules import RuleException, RuleName, Rules

CheckOutcome: TypeAlias = Literal["passed", "found", "excepted", "unknown"]

#: States that an endpoint should soon leave by itself.
_PASSING = (EndpointState.PENDING, EndpointState.STARTING, EndpointState.STOPPING)
#: States in which an endpoint serves requests, and costs money if it is dedicated.
_SERVING = (EndpointState.RUNNING, EndpointState.DEGRADED)


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class CheckResult(Record):
    """What one rule says of one endpoint, or of one account.

    Attributes:
        rule: Name of the rule.
        provider: Name of the provider.
        account: Label of the account.
        endpoint: The endpoint; None where the rule is about the account.
        outcome: ``passed``; ``found``: the rule is broken; ``excepted``: it is, and an exception
            accepts that; ``unknown``: the provider does not report what the rule needs.
        message: What was found, or what is not reported; empty if passed.
        since: Since when, where that is part of the rule.
        exception: The exception that accepts it.
    """

    rule: RuleName
    provider: str
    account: str
    endpoint: Endpoint | None = None
    outcome: CheckOutcome = "passed"
    message: str = ""
    since: datetime | None = None
    exception: RuleException | None = None

    @property
    def reference(self) -> str:
        """``provider/account/id`` of the endpoint, or ``provider/account``."""
        account = f"{self.provider}/{self.account}"
        return f"{account}/{self.endpoint.id}" if self.endpoint else account


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class CheckReport(Record):
    """What the rules say of a listing.

    Attributes:
        results: A result for each rule and each endpoint or account that it applies to, by rule.
        expired: Exceptions from these rules that no longer hold.
    """

    results: Sequence[CheckResult]
    expired: Sequence[RuleException]

    @property
    def found(self) -> list[CheckResult]:
        """The findings."""
        return self._with("found")

    @property
    def excepted(self) -> list[CheckResult]:
        """What would be findings without the exceptions."""
        return self._with("excepted")

    @property
    def unknown(self) -> list[CheckResult]:
        """What cannot be known."""
        return self._with("unknown")

    def _with(self, outcome: CheckOutcome) -> list[CheckResult]:
        return [result for result in self.results if result.outcome == outcome]


def check(listing: Listing, rules: Rules, now: datetime) -> CheckReport:
    """Check a listing by rules.

    Args:
        listing: The listing; rules about endpoints say nothing of what it lacks.
        rules: The rules.
        now: The time that ages end at, aware.
    """
    on = rules.names()
    holding = [exception for exception in rules.exceptions if exception.holds(now)]
    results = (result for rule in on for result in _results(rule, listing, rules, now))
    return CheckReport(
        results=[_excepted(result, holding) for result in results],
        expired=[one for one in rules.exceptions if one.rule in on and one not in holding],
    )


def _results(
    rule: RuleName, listing: Listing, rules: Rules, now: datetime
) -> Iterator[CheckResult]:
    if rule == "unread":
        yield from _accounts(listing)
        return
    for endpoint in listing.endpoints:
        judged = _JUDGES[rule](endpoint, rules, now)
        if judged is not None:
            yield CheckResult(
                rule=rule,
                provider=endpoint.provider,
                account=endpoint.account,
                endpoint=endpoint,
                outcome=judged.outcome,
                message=judged.message,
                since=judged.since,
            )


def _accounts(listing: Listing) -> Iterator[CheckResult]:
    """Yield whether each account could be read, those of a listing without reports included."""
    failures: dict[tuple[str, str], list[Failure]] = {}
    for about in (*listing.accounts, *listing.failures, *listing.endpoints):
        failures.setdefault((about.provider, about.account), [])
    for failure in listing.failures:
        failures[failure.provider, failure.account].append(failure)
    for (provider, account), found in failures.items():
        yield CheckResult(
            rule="unread",
            provider=provider,
            account=account,
            outcome="found" if found else "passed",
            message=_reasons(found) if found else "",
        )


def _reasons(failures: Sequence[Failure]) -> str:
    first, *others = failures
    more = f" (and {len(others)} more)" if others else ""
    return f"{first.attempted} failed{more}: {first.cause}"


def _excepted(result: CheckResult, exceptions: Iterable[RuleException]) -> CheckResult:
    if result.outcome == "found":
        for exception in exceptions:
            if exception.matches(result.rule, result.reference):
                return replace(result, outcome="excepted", exception=exception)
    return result


@dataclass(frozen=True, slots=True)
class _Judged:
    outcome: CheckOutcome = "passed"
    message: str = ""
    since: datetime | None = None


_PASSED = _Judged()
#: Says what a rule finds of an endpoint; None where the rule does not apply to it.
_Judge: TypeAlias = "Callable[[Endpoint, Rules, datetime], _Judged | None]"


def _failed(endpoint: Endpoint, rules: Rules, now: datetime) -> _Judged | None:  # noqa: ARG001
    if endpoint.state == EndpointState.UNKNOWN:
        return _stateless(endpoint)
    if endpoint.state != EndpointState.FAILED:
        return _PASSED
    return _Judged("found", endpoint.state_reason or "no reason is reported")


def _stuck(endpoint: Endpoint, rules: Rules, now: datetime) -> _Judged | None:
    """Judge by the time of the last change: the state may be older, and never is younger."""
    longest = rules.stuck
    if endpoint.state == EndpointState.UNKNOWN:
        return _stateless(endpoint)
    if endpoint.state not in _PASSING or longest is None:
        return _PASSED
    if endpoint.updated_at is None:
        is_young = endpoint.created_at is not None and now - endpoint.created_at <= longest
        unknown = f"{endpoint.state}, but no time of the last change is reported"
        return _PASSED if is_young else _Judged("unknown", unknown)
    span = now - endpoint.updated_at
    if span <= longest:
        return _PASSED
    message = f"{endpoint.state} for {rounded(span)}, longer than {exact(longest)}"
    return _Judged("found", message, endpoint.updated_at)


def _replicas(endpoint: Endpoint, rules: Rules, now: datetime) -> _Judged | None:  # noqa: ARG001
    """Judge what should serve: one that starts or is stopped has no replicas ready yet, or any."""
    if endpoint.state not in _SERVING:
        return None
    has = endpoint.replicas
    if has is None or has.min is None or has.ready is None:
        unknown = _Judged("unknown", "ready replicas or their minimum are not reported")
        return None if endpoint.kind == "serverless" else unknown
    if has.ready >= has.min:
        return _PASSED
    return _Judged("found", f"{has.ready} of at least {has.min} replicas ready")


def _running_for(endpoint: Endpoint, rules: Rules, now: datetime) -> _Judged | None:
    """Judge by the time of creation, because providers do not report restarts."""
    longest = rules.running_for
    if endpoint.kind != "dedicated" or endpoint.state not in _SERVING or longest is None:
        return None
    if endpoint.created_at is None:
        return _Judged("unknown", "running, but no time of creation is reported")
    span = now - endpoint.created_at
    if span <= longest:
        return _PASSED
    message = f"created {rounded(span)} ago, more than {exact(longest)}"
    return _Judged("found", message, endpoint.created_at)


def _cost(endpoint: Endpoint, rules: Rules, now: datetime) -> _Judged | None:  # noqa: ARG001
    """Judge what is paid by the hour; an amount in one currency says nothing of another."""
    cost = endpoint.cost
    if endpoint.kind == "serverless" or (cost and cost.by_use):
        return None
    if cost is None or cost.per_hour is None or cost.currency is None:
        return _Judged("unknown", cost.basis if cost else "no cost was asked for")
    if not cost.per_hour:
        return _PASSED
    limit = rules.cost.get(cost.currency)
    if limit is None:
        return _Judged("unknown", f"paid in {cost.currency}, for which no amount is given")
    if cost.per_hour <= limit:
        return _PASSED
    estimate = ", an estimate" if cost.is_estimate else ""
    above = money(limit, cost.currency)
    costs = money(cost.per_hour, cost.currency)
    return _Judged("found", f"costs {costs} per hour{estimate}, more than {above}")


def _stateless(endpoint: Endpoint) -> _Judged | None:
    """Judge an endpoint whose state says nothing; those of public catalogues often have none."""
    if endpoint.kind == "serverless":
        return None
    word = endpoint.provider_state
    return _Judged("unknown", f"unknown state {word!r}" if word else "no state is reported")


_JUDGES: dict[RuleName, _Judge] = {
    "failed": _failed,
    "stuck": _stuck,
    "replicas": _replicas,
    "running-for": _running_for,
    "cost": _cost,
}
