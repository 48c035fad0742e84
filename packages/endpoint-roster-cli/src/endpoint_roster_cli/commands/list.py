"""roster list: its options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .. import completing
from ..asking import asking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..asking import Asked

FORMATS = ("table", "wide", "json", "jsonl", "csv", "yaml", "name")
GROUPS = ("provider", "account", "state", "model", "kind", "region")


class Columns(click.ParamType["tuple[str, ...]"]):
    """Names of columns with commas between them."""

    name = "columns"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the names; see :meth:`click.ParamType.convert`."""
        from ..columns import find

        if not isinstance(value, str):
            return value
        try:
            return tuple(dict.fromkeys(find(word) for word in value.split(",")))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command(
    "list",
    epilog="""\b
Columns, for --columns and --sort-by:
  provider account state name model created age kind replicas gpus price
  limits context region owner project id reference updated output uptime url
  description reason provider-state provider-kind tags
\b
Accounts come from --config, else from the configuration file
(ENDPOINT_ROSTER_CONFIG, or endpoint-roster/config.toml where the platform
keeps such files), else from the environment (TOGETHER_API_KEY, ...).
\b
Examples:
  roster list --sim
  roster list --provider together --state running -o wide
  roster list --running-for 7d --kind dedicated --sort-by -age
  roster list --columns name,price,context --sort-by price --limit 10
  roster list --group-by provider --group-by state
  roster list --query "endpoints[?state=='failed'].[provider, name]"
  roster list --ask volcengine.project_name=search -o csv > endpoints.csv""",
)
@asking
@click.option(
    "-o",
    "--output",
    type=click.Choice(FORMATS),
    help="How to print; a table, if left out (json with --query).",
)
@click.option(
    "--columns",
    type=Columns(),
    metavar="A,B,...",
    help="What to show, in this order (table, wide, csv).",
    shell_complete=completing.columns,
)
@click.option(
    "--sort-by",
    metavar="A,B,...",
    help="Order by these columns; with - in front, descending. Unknown comes last.",
    shell_complete=completing.sort_keys,
)
@click.option("--reverse", is_flag=True, help="Turn the order round.")
@click.option("--no-headers", is_flag=True, help="No line of headings (table, wide, csv).")
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help="Print so many at most, after sorting.",
)
@click.option(
    "--group-by",
    multiple=True,
    type=click.Choice(GROUPS),
    help="Count by this, in place of printing each endpoint.",
)
@click.option(
    "--query",
    metavar="JMESPATH",
    help="Print this part of the document (json, yaml).",
)
def command(asked: Asked, output: str | None, query: str | None, **how: Any) -> int:
    """List endpoints, every page of every account.

    Options that can be given several times let through what matches any of them.
    """
    output = output or ("json" if query is not None else "table")
    _check(output, query=query, **how)
    sort_by = _directions(how["sort_by"], how["group_by"])

    from ..listing import View, run
    from ..querying import compiled

    return run(
        asked,
        View(
            output=output,
            columns=how["columns"] or (),
            sort_by=sort_by,
            reverse=how["reverse"],
            headings=not how["no_headers"],
            limit=how["limit"],
            group_by=how["group_by"],
            query=None if query is None else compiled(query),
        ),
    )


def _check(output: str, **how: Any) -> None:
    """Refuse options that this output would pass over in silence."""
    tabular = ("table", "wide", "csv")
    for option, fits in (
        ("columns", tabular),
        ("no_headers", tabular),
        ("query", ("json", "yaml")),
        ("group_by", ("table", "json", "jsonl", "csv", "yaml")),
    ):
        given = how[option] not in (None, False, ())
        if given and output not in fits:
            name = option.replace("_", "-")
            raise click.UsageError(f"--{name} is for -o {', '.join(fits)}; not for {output}.")
    if how["columns"] and how["group_by"]:
        raise click.UsageError("--columns and --group-by exclude each other.")


def _directions(text: str | None, groups: Iterable[str]) -> tuple[tuple[str, bool], ...]:
    """Read what to sort by; of groups, only what they have."""
    from ..columns import NAMES, find

    if text is None:
        return ()
    known = (*dict.fromkeys(groups), "count") if groups else NAMES
    words = [word.strip() for word in text.split(",")]
    try:
        return tuple((find(word.removeprefix("-"), known), word.startswith("-")) for word in words)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--sort-by") from None
