"""Findings as JSON data; see ``roster schema check``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..changes.comparison import json_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster import Listing
    from endpoint_roster.checks import CheckReport, CheckResult, RuleException, Rules


def document(listing: Listing, rules: Rules, report: CheckReport) -> dict[str, Any]:
    """Return everything that a check has to say."""
    return {
        "findings": [*map(_finding, report.found)],
        "excepted": [*map(_finding, report.excepted)],
        "unknown": _unknown(report.unknown),
        "expired": [*map(_exception, report.expired)],
        "rules": rules.texts(),
        "endpoints": len(listing.endpoints),
        "failures": listing.failures,
        "complete": listing.complete,
    }


def _finding(result: CheckResult) -> dict[str, Any]:
    endpoint = result.endpoint
    return {
        "rule": result.rule,
        "reference": result.reference,
        "provider": result.provider,
        "account": result.account,
        "id": endpoint and endpoint.id,
        "name": endpoint and endpoint.name,
        "state": endpoint and endpoint.state.value,
        "message": result.message,
        "since": result.since and json_time(result.since),
        "exception": result.exception and _exception(result.exception),
    }


def _exception(exception: RuleException) -> dict[str, str]:
    return {
        "reference": exception.reference,
        "rule": exception.rule,
        "reason": exception.reason,
        "until": exception.until.isoformat(),
    }


def _unknown(results: Sequence[CheckResult]) -> list[dict[str, Any]]:
    """Return how many endpoints of an account lack the same, in place of each of them."""
    count = Counter((one.rule, one.provider, one.account, one.message) for one in results)
    names = ("rule", "provider", "account", "message")
    return [dict(zip(names, key, strict=True)) | {"count": number} for key, number in count.items()]
