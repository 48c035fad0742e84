"""roster costs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ..clock import clock
from ..exit_codes import completeness
from ..options import completion, types
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import endpoint_options
from ..output.formats import emit, output_option
from ..output.messages import print_failures, print_notes, warn
from ..output.text import counted

if TYPE_CHECKING:
    from endpoint_roster import CostGroup

    from ..options.selection import Selection

#: What costs can be grouped by; as the library has it, which is not imported for the help.
GROUPS = ("provider", "account", "owner", "model", "kind", "region", "project", "state")


@click.command(
    "costs",
    cls=SectionedCommand,
    epilog="""\b
Prices come from the provider's API where it has some (Together, PPIO), else
from [prices] of the configuration file; some take further requests. COST/H is
for what runs now, 30 DAYS for 720 such hours. SINCE CREATION is an upper
bound: what they can have cost since they were created, if they always ran
as they do now.
  ~  contains estimates: a price that you configured, or something inferred
  +  a lower bound: some endpoints have no known time of creation
BY USE counts endpoints that are paid by token or request and not by the hour,
UNKNOWN those without a known price; neither is in the sums. Currencies are
never added.
\b
Examples:
  roster costs --sim
  roster costs --group-by owner --kind dedicated
  roster costs --group-by provider,model -o csv
  roster costs --group-by tag:team
  roster costs --running-for 30d
\b
Exit codes: 0 complete; 3 incomplete, what was read is counted; 4 no usable
credentials.""",
)
@endpoint_options
@click.option(
    "--group-by",
    multiple=True,
    type=types.fields(GROUPS),
    default=("provider",),
    metavar="FIELD",
    help=f"Sum by this field: {', '.join(GROUPS)}, tag:NAME; several are combined."
    " provider, if left out.",
    shell_complete=completion.cost_groups,
)
@output_option("table", "json", "jsonl", "csv", "tsv", "yaml", default="table")
@click.option("--no-headers", is_flag=True, help="Omit the header line (table, csv, tsv).")
def command(
    selection: Selection, group_by: tuple[tuple[str, ...], ...], output: str, no_headers: bool
) -> int:
    """Sum what endpoints cost: by hour, for 30 days, since creation."""
    from endpoint_roster import summarize

    from ..endpoints import cost_groups, duplicates
    from ..output.progress import shown_progress

    by = tuple(dict.fromkeys(name for names in group_by for name in names))
    with open_roster(selection.source) as roster:
        pager = roster.list(costs=True, **selection.filters())
        with shown_progress(pager):
            listing = pager.collect()
    now = clock().now()
    endpoints = duplicates.once(listing.endpoints)
    groups = summarize(endpoints, by, now=now)
    (total,) = summarize(endpoints, now=now)

    def document() -> Any:
        return {
            "groups": [cost_groups.document(group) for group in groups],
            "total": cost_groups.document(total),
            "failures": listing.failures,
            "complete": listing.complete,
        }

    def text() -> None:
        from ..output.tables import print_table

        if groups:
            columns = cost_groups.table(groups, total, by)
            print_table(columns, headings=not no_headers, tabs=output == "tsv")
            _explain(total)

    emit(
        output,
        document=document,
        text=text,
        records=lambda: (
            map(cost_groups.document, groups) if output == "jsonl" else cost_groups.records(groups)
        ),
        fields=cost_groups.fields(by),
        headings=not no_headers,
    )
    print_notes(listing.accounts)
    duplicates.warn_of_duplicates(pager.accounts, listing.endpoints)
    print_failures(listing.failures)
    return completeness(complete=listing.complete, usable=pager.accounts)


def _explain(total: CostGroup) -> None:
    """Print what the sums leave out, on a terminal."""
    if not sys.stderr.isatty():
        return
    if total.unknown:
        warn(
            f"the cost of {counted(total.unknown, 'endpoint')} is unknown and not in any sum:"
            " see `roster list --costs -o json`, and [prices] of the configuration file"
        )
