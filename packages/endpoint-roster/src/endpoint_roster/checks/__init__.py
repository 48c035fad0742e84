"""Rules that a listing has to keep, such as: nothing has failed, nothing runs for months.

    from datetime import UTC, datetime
    from endpoint_roster.checks import Rules, check

    with Roster.from_config() as roster:
        report = check(roster.list().collect(), roster.rules, datetime.now(UTC))
        for finding in report.found:
            print(finding.rule, finding.reference, finding.message)

Nothing here reads or sends anything.
"""

from .report import CheckReport, CheckResult, check
from .rules import RULES, RuleException, RuleName, Rules

__all__ = [
    "RULES",
    "CheckReport",
    "CheckResult",
    "RuleException",
    "RuleName",
    "Rules",
    "check",
]
