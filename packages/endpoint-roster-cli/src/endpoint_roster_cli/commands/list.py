"""roster list."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..clock import clock
from ..endpoints import columns, groups
from ..exit_codes import completeness
from ..options import completion, types
from ..options.accounts import open_roster
from ..options.selection import endpoint_options
from ..options.views import ViewCommand
from ..output.files import STDOUT, stdout_into
from ..output.formats import DOCUMENTS, TABULAR, emit, output_option
from ..output.messages import print_failures, print_notes, warn
from ..output.stdout import print_json, print_lines
from ..output.text import plain, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from endpoint_roster import Endpoint, Failure, Pager

    from ..options.selection import Selection
    from ..output.tables import Column

_HINT = "a wider window or a pipe has all; choose with --columns"


def _names(text: str) -> tuple[str, ...]:
    """Read names of columns with commas between them."""
    try:
        return tuple(dict.fromkeys(columns.find(word) for word in text.split(",")))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command(
    "list",
    cls=ViewCommand,
    epilog=f"""\
Columns, for --columns and --sort-by: {", ".join(columns.NAMES)}.

Other commands take an ID, a name that only one endpoint has, or the reference
that -o name prints.

\b
Accounts come from --config, else from the configuration file
(ENDPOINT_ROSTER_CONFIG, or endpoint-roster/config.toml where the platform
keeps such files), else from the environment (TOGETHER_API_KEY, ...).
\b
Examples:
  roster list --sim
  roster list -p together -s running -o wide
  roster list llama prod
  roster list --view forgotten
  roster list --running-for 7d --sort-by -age
  roster list --columns name,price,context --sort-by price --limit 10
  roster list --costs --state running --sort-by -cost
  roster list --group-by provider --group-by state
  roster list --query "endpoints[?state=='failed'].[provider, name]"
  roster list --provider-option volcengine.project_name=search -o csv
  roster list --costs -o parquet --output-file endpoints.parquet""",
)
@click.argument("words", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--view",
    metavar="NAME",
    help="Options of this table [views.NAME] of the configuration file.",
    expose_value=False,
    shell_complete=completion.views,
)
@endpoint_options
@output_option(
    *("table", "wide", "json", "jsonl", "csv", "tsv", "yaml", "name", "parquet"),
    text="How to print; a table, if left out (json with --query).",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    metavar="FILE",
    help="Write to this file, which is replaced once everything is read.",
)
@click.option(
    "--columns",
    "names",
    type=_names,
    metavar="A,B,...",
    help="What to show, in this order (not for name, parquet).",
    shell_complete=completion.columns,
)
@click.option(
    "--sort-by",
    metavar="A,B,...",
    help="Order by these columns; with - in front, descending. Unknown comes last.",
    shell_complete=completion.sort_keys,
)
@click.option("--reverse", is_flag=True, help="Reverse the order.")
@click.option("--no-headers", is_flag=True, help="Omit the header line.")
@click.option("--bom", is_flag=True, help="Begin csv with a byte order mark, for Excel.")
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help="Print at most this many, after sorting.",
)
@click.option("--costs", is_flag=True, help="Ask for prices too, and show the cost per hour.")
@click.option(
    "--group-by",
    multiple=True,
    type=types.fields(groups.NAMES),
    metavar="FIELD,...",
    help=f"Count by this, in place of printing each endpoint: {', '.join(groups.NAMES)}, tag:NAME.",
    shell_complete=completion.groups,
)
@click.option(
    "--query",
    metavar="JMESPATH",
    help="Print this part of the document (json, yaml).",
)
@click.option("--no-pager", is_flag=True, help="Print long tables at once on a terminal, too.")
def command(
    selection: Selection, words: tuple[str, ...], output: str | None, **options: Any
) -> int:
    """List endpoints, every page of every account.

    TEXT narrows it to endpoints whose name, model or id contains it; of several, all have to be
    there. Several values of an option, repeated or with commas, are OR-ed.
    """
    view = _view(output, options)
    with open_roster(selection.source) as roster, stdout_into(view.output_file, "--output-file"):
        pager = roster.list(costs=view.costs, **selection.filters())
        if view.streams:
            failures = _stream(pager, view, words)
        else:
            failures = _collect(pager, view, words, remember=not selection.source.sim)
        if view.costs:
            print_notes(pager.reports())
        print_failures(failures)
        if not pager.progress().endpoints:
            from ..options.near_misses import warn_of_near_misses

            warn_of_near_misses(selection.options, roster)
    return completeness(complete=not failures, usable=pager.accounts)


class _View(NamedTuple):
    """How a listing is to be printed: the options of this command, read and checked."""

    output: str
    output_file: str | None
    costs: bool
    names: Sequence[str]
    sort_by: Sequence[tuple[str, bool]]
    reverse: bool
    no_headers: bool
    bom: bool
    limit: int | None
    group_by: Sequence[str]
    query: Callable[[Any], Any] | None
    no_pager: bool

    @property
    def tabs(self) -> bool:
        """Whether cells are separated by tabs, wherever they go."""
        return self.output == "tsv"

    @property
    def streams(self) -> bool:
        """Whether endpoints are printed while others are still being read."""
        arranged = self.sort_by or self.reverse or self.group_by or self.limit is not None
        return self.output in ("jsonl", "parquet") and not arranged


def _view(output: str | None, options: dict[str, Any]) -> _View:
    """Return the view that the options ask for.

    Raises:
        click.UsageError: Options that cannot be combined, or that the format would ignore.
    """
    query = options["query"]
    group_by = tuple(dict.fromkeys(name for names in options["group_by"] for name in names))
    output = output or ("json" if query is not None else "table")
    for option, given, formats in (
        ("columns", options["names"], (*TABULAR, "json", "jsonl", "yaml")),
        ("no-headers", options["no_headers"], TABULAR),
        ("bom", options["bom"], ("csv",)),
        ("query", query is not None, DOCUMENTS),
        ("group-by", group_by, ("table", "json", "jsonl", "csv", "tsv", "yaml")),
    ):
        if given and output not in formats:
            raise click.UsageError(f"--{option} is for -o {', '.join(formats)}; not for {output}.")
    if options["names"] and group_by:
        raise click.UsageError("--columns and --group-by cannot be combined.")
    if options["costs"] and group_by:
        raise click.UsageError(
            "--costs and --group-by cannot be combined. Use roster costs --group-by."
        )
    if output == "parquet":
        from ..output.parquet import check_parquet

        to_stdout = options["output_file"] in (None, STDOUT)
        check_parquet(to_terminal=to_stdout and sys.stdout.isatty())
    sort_by = _directions(options["sort_by"], group_by)
    if query is not None:
        from ..output.query import compiled

        query = compiled(query)
    read: dict[str, Any] = {
        "output": output,
        "costs": options["costs"] or "cost" in (*(options["names"] or ()), *dict(sort_by)),
        "names": options["names"] or (),
        "sort_by": sort_by,
        "group_by": group_by,
        "query": query,
    }
    return _View(**options | read)


def _directions(text: str | None, group_by: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Read what to sort by; of groups, only what they have."""
    if text is None:
        return ()
    known = (*group_by, *groups.SUMS) if group_by else columns.NAMES
    words = [word.strip() for word in text.split(",")]
    try:
        return tuple(
            (columns.find(word.removeprefix("-"), known), word.startswith("-")) for word in words
        )
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--sort-by") from None


def _stream(pager: Pager, view: _View, words: Sequence[str]) -> Sequence[Failure]:
    """Print each endpoint as soon as it is read."""
    from endpoint_roster import IncompleteError

    from ..output.progress import shown_progress
    from ..output.terminal import is_file

    found = (one for one in pager if not words or columns.contains(one, words))
    now = clock().now()
    into_file = is_file(sys.stdout)
    with shown_progress(pager) as hide_progress:
        if view.output == "parquet":
            from ..output.parquet import write_parquet

            return write_parquet(found)
        try:
            for endpoint in found:
                if not into_file:
                    hide_progress()  # the reader of a pipe may write to the terminal too
                print_json(columns.record(endpoint, view.names, now) if view.names else endpoint)
                sys.stdout.flush()  # a pipe has a reader, who should not wait for the next account
        except IncompleteError as error:
            return error.failures
    return ()


def _collect(
    pager: Pager, view: _View, words: Sequence[str], *, remember: bool
) -> Sequence[Failure]:
    """Print what was listed once all of it is read; for people, remember it for completion."""
    from ..output.progress import shown_progress

    with shown_progress(pager):
        listing = pager.collect()
    endpoints = [one for one in listing.endpoints if not words or columns.contains(one, words)]
    if words and not endpoints:
        from ..options.near_misses import warn_of_words

        warn_of_words(words, pager.accounts)
    unique = _once(pager, endpoints)
    rows = _groups(unique, view) if view.group_by else _endpoints(endpoints, view)
    complete = listing.complete and rows.shown == rows.total

    def document() -> Any:
        everything = {
            rows.name: rows.records(),
            "failures": listing.failures,
            "complete": complete,
        }
        return view.query(plain(everything)) if view.query else everything

    def text() -> None:
        if view.output == "name":
            print_lines(safe(columns.reference(endpoint)) for endpoint in rows.endpoints)
        elif view.output == "parquet":
            from ..output.parquet import write_parquet

            write_parquet(rows.endpoints, listing.failures, complete=complete)
        else:
            _print_table(rows, view)

    emit(
        view.output,
        text=text,
        document=document,
        records=rows.records,
        fields=rows.fields,
        headings=not view.no_headers,
        bom=view.bom,
    )
    if rows.shown < rows.total:
        warn(f"{rows.shown:,} of {rows.total:,} {rows.name} (--limit)")
    elif view.output in ("table", "wide") and sys.stderr.isatty():
        failed = {(failure.provider, failure.account) for failure in listing.failures}
        accounts = failed | {(one.provider, one.label) for one in pager.accounts}
        warn(columns.totals(unique, len(accounts), len(failed)))
    if remember and sys.stdout.isatty():
        from .. import recent

        recent.remember(endpoints)
    if unique is not endpoints:
        from ..endpoints.duplicates import warn_of_duplicates

        warn_of_duplicates(pager.accounts, endpoints)
    return listing.failures


def _once(pager: Pager, endpoints: list[Endpoint]) -> list[Endpoint]:
    """Return each endpoint once, where several accounts of one provider may list it."""
    if len({account.provider for account in pager.accounts}) == len(pager.accounts):
        return endpoints
    from ..endpoints.duplicates import once

    return once(endpoints)


class _Rows(NamedTuple):
    """Endpoints or groups, and what each format makes of them."""

    name: str
    shown: int
    total: int  # before the limit
    records: Callable[[], list[Any]]
    fields: Sequence[str]  # of the records, for CSV
    table: Callable[[], list[Column]]
    endpoints: Sequence[Endpoint] = ()


def _endpoints(endpoints: Sequence[Endpoint], view: _View) -> _Rows:
    usual = columns.usual_order(endpoints)
    ordered = columns.arrange(usual, view.sort_by, columns.key, reverse=view.reverse)
    shown, now = ordered[: view.limit], clock().now()

    def table() -> list[Column]:
        if view.names:
            return columns.table(view.names, shown, now)
        is_wide, piped = view.output == "wide", _is_piped(view)
        names = (columns.wide if is_wide else columns.plain)(shown, now, piped=piped)
        kept = columns.KEPT_WIDE if is_wide else columns.KEPT
        return columns.table(names, shown, now, kept=kept)

    return _Rows(
        name="endpoints",
        shown=len(shown),
        total=len(ordered),
        records=lambda: [columns.record(endpoint, view.names, now) for endpoint in shown],
        fields=columns.fields(view.names),
        table=table,
        endpoints=shown,
    )


def _is_piped(view: _View) -> bool:
    return view.tabs or not sys.stdout.isatty()


def _groups(endpoints: Sequence[Endpoint], view: _View) -> _Rows:
    found = groups.group(endpoints, view.group_by)
    ordered = columns.arrange(found, view.sort_by, groups.key, reverse=view.reverse)
    shown = ordered[: view.limit]
    return _Rows(
        name="groups",
        shown=len(shown),
        total=len(ordered),
        records=lambda: shown,
        fields=(*view.group_by, *groups.SUMS),
        table=lambda: groups.table(shown, view.group_by, piped=_is_piped(view)),
    )


def _print_table(rows: _Rows, view: _View) -> None:
    from ..output.tables import print_table

    if rows.shown:
        print_table(
            rows.table(),
            headings=not view.no_headers,
            hint=_HINT,
            tabs=view.tabs,
            paged=not view.no_pager,
        )
