"""roster check."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from ..clock import clock
from ..exit_codes import FOUND, completeness
from ..options import completion
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import endpoint_options
from ..output.formats import emit, output_option
from ..output.messages import in_the_shell, print_failures, warn
from ..output.stdout import ascii_only, print_text
from ..output.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from endpoint_roster import Account, Failure, Listing, Roster
    from endpoint_roster.checks import CheckReport, Rules

    from ..options.selection import Selection


@click.command(
    "check",
    cls=SectionedCommand,
    epilog="""\b
Rules, and their defaults without --rule:
  failed         on    the endpoint has failed
  stuck=30m      on    pending, starting or stopping for longer; measured from
                       the last change that the provider reports
  replicas       on    running with fewer ready replicas than its minimum
  running-for    off   running, dedicated, and created longer ago (30d)
  cost=AMOUNT    off   costs more for one hour: cost="5 USD"; each currency
                       has an amount of its own. Prices take further requests
  unread         on    the account could not be read
\b
The table [check] of the configuration file turns rules on and off, and has
thresholds and exceptions, each until a date. With --rule, only the named
rules are checked, and the exceptions still hold. What a provider does not
report is not a finding: it is counted on stderr, and with -o json under
`unknown`.
\b
Examples:
  roster check --sim
  roster check --rule failed,stuck=1h --provider together
  roster check --rule running-for=14d --rule "cost=5 USD"
  roster check -o junit > roster.xml
  roster check -o json | jq '.findings[].message'
\b
Exit codes: 0 nothing found, 2 wrong usage, 3 nothing found but some accounts
could not be read, 4 no usable credentials, 5 something found, whether all
accounts could be read or not.""",
)
@endpoint_options
@click.option(
    "--rule",
    "texts",
    multiple=True,
    metavar="RULE[=THRESHOLD]",
    help="Check only this rule; can be given several times.",
    shell_complete=completion.rules,
)
@output_option("table", "json", "yaml", "junit", default="table")
def command(selection: Selection, texts: tuple[str, ...], output: str) -> int:
    """Find what is broken, stuck or forgotten, for cron and CI."""
    from endpoint_roster.checks import check

    from ..output.progress import shown_progress

    with open_roster(selection.source) as roster:
        rules = _rules(roster, texts)
        pager = roster.list(costs=bool(rules.cost), **selection.filters())
        with shown_progress(pager):
            listing = pager.collect()
            now = clock().now()
            report = _of_own(roster, selection, check(listing, rules, now))
    _print(output, listing, rules, report, now)
    _summarise(listing, rules, report, as_table=output == "table")
    return _exit_code(listing, report, pager.accounts)


def _rules(roster: Roster, texts: Sequence[str]) -> Rules:
    """Return the rules of the configuration file, or those that are named."""
    from endpoint_roster import ConfigurationError

    words = [word for text in texts for word in text.split(",")]
    try:
        return roster.rules.only(words) if words else roster.rules
    except ConfigurationError as error:
        raise click.BadParameter(str(error), param_hint="--rule") from None


def _of_own(roster: Roster, selection: Selection, report: CheckReport) -> CheckReport:
    """Return the report without what others have left running."""
    from endpoint_roster.checks import CheckReport

    from ..endpoints.owned import owned

    about = (one for one in report.found if one.rule == "running-for")
    is_own = owned(roster, selection.filters(), (one.endpoint for one in about if one.endpoint))
    results = [
        one
        for one in report.results
        if one.rule != "running-for" or one.endpoint is None or is_own(one.endpoint)
    ]
    return CheckReport(results=results, expired=report.expired)


def _print(output: str, listing: Listing, rules: Rules, report: CheckReport, now: datetime) -> None:
    from ..findings.document import document

    def text() -> None:
        if output == "junit":
            _print_junit(listing, report, now)
        else:
            _print_table(report)

    emit(output, text=text, document=lambda: document(listing, rules, report))


def _print_junit(listing: Listing, report: CheckReport, now: datetime) -> None:
    from ..findings.junit import junit

    text = junit(listing, report, now)
    # The document says that it is UTF-8, of which ASCII is a part.
    print_text(text.encode("ascii", "xmlcharrefreplace").decode() if ascii_only() else text)


def _print_table(report: CheckReport) -> None:
    from ..output.tables import Column, print_table

    if not report.found:
        return
    names = [one.endpoint.name if one.endpoint else None for one in report.found]
    print_table(
        [
            Column("RULE", [one.rule for one in report.found], uncut=True, keep=2),
            Column("FINDING", [one.message for one in report.found], below=True, keep=1),
            Column("REFERENCE", [one.reference for one in report.found], full=True, keep=3),
            Column("NAME", [name or "-" for name in names]),
        ]
    )


def _summarise(listing: Listing, rules: Rules, report: CheckReport, *, as_table: bool) -> None:
    """Print on stderr what could not be read, what no longer holds, and one line about all."""
    if as_table and rules.unread:
        _advise(listing.failures)  # why they failed is among the findings
    else:
        print_failures(listing.failures)
    for exception in report.expired:
        warn(
            f"the exception from {exception.rule} for {exception.reference} ended on"
            f" {exception.until} ({exception.reason})"
        )
    count = Counter(one.rule for one in report.found)
    found = ", ".join(f"{number} {rule}" for rule, number in count.items())
    accounts = {(about.provider, about.account) for about in listing.accounts}
    checked = (
        f"{counted(len(listing.endpoints), 'endpoint')} of {counted(len(accounts), 'account')}"
    )
    parts = [
        f"{counted(len(report.found), 'finding')} ({found}) in {checked}"
        if found
        else f"nothing found in {checked} ({', '.join(rules.texts()) or 'no rule is on'})"
    ]
    if report.excepted:
        parts.append(f"{len(report.excepted):,} excepted")
    if report.unknown:
        unknown = Counter(one.rule for one in report.unknown)
        of_rules = (f"{rule} of {counted(number, 'endpoint')}" for rule, number in unknown.items())
        parts.append(f"not known: {', '.join(of_rules)}")
    warn("; ".join(parts))


def _advise(failures: Sequence[Failure]) -> None:
    for failure in failures:
        warn(f"{failure.provider} ({failure.account}): {in_the_shell(failure.advice)}")


def _exit_code(listing: Listing, report: CheckReport, usable: Sequence[Account]) -> int:
    """Return what was found before what could not be read, unless an exception accepts that."""
    if any(result.rule != "unread" for result in report.found):
        return FOUND
    accepted = {(one.provider, one.account) for one in report.excepted if one.rule == "unread"}
    missing = [one for one in listing.failures if (one.provider, one.account) not in accepted]
    return completeness(complete=not missing, usable=usable)
