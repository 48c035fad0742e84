"""What the Tab key offers as the value of an option.

A shell asks at every press, so nothing heavy is imported, no secret is fetched, and no message is
ever printed: where something cannot be read, nothing is offered.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import click

#: Set by the scripts of `roster completion`, when a shell asks for completions.
COMPLETE_VARIABLE = "_ROSTER_COMPLETE"
# What no shell takes apart, expands or has to quote. Other labels have to be typed.
_PLAIN = re.compile(r"[\w.@%+/-]+")
#: The last of an endpoint that is not there any more.
_DELETED = (("delete", "done"), ("delete", "accepted"))


def providers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click calls it so
    """Return the names of providers, plug-ins too."""
    from endpoint_roster import registry

    return _next(registry.names(), incomplete)


def states(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the states that an endpoint can be in."""
    from endpoint_roster import EndpointState

    return _next(EndpointState, incomplete)


def kinds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the kinds that are the same for all providers."""
    return _next(("dedicated", "serverless"), incomplete)


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the names of the rules of `check`."""
    from endpoint_roster.checks import RULES

    return _next(RULES, incomplete)


def cost_groups(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return what costs can be grouped by."""
    from endpoint_roster.costs import GROUPS

    return _next(GROUPS, incomplete)


def groups(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return what endpoints can be counted by."""
    from ..endpoints.groups import NAMES

    return _next(NAMES, incomplete)


def views(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the names of the views in the configuration file."""
    from endpoint_roster import RosterError

    from .views import names

    try:
        return _beginning(filter(_PLAIN.fullmatch, names(ctx.params.get("config"))), incomplete)
    except RosterError:
        return []


def columns(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the columns of a listing."""
    from ..endpoints.columns import NAMES

    return _next(NAMES, incomplete)


def sort_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the columns to sort by; a dash before one, for the other direction, stays there."""
    before, comma, last = incomplete.rpartition(",")
    dash = "-" if last.startswith("-") else ""
    return [f"{before}{comma}{dash}{name}" for name in columns(ctx, param, last.removeprefix(dash))]


def accounts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the labels of the accounts of the configuration file; of the chosen providers only."""
    labels = [table["label"] for table in _chosen(ctx)]
    return _next(dict.fromkeys(filter(_PLAIN.fullmatch, labels)), incomplete)


def regions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the regions of the last listing, and of the accounts of the configuration file."""
    from .. import recent

    named = [table["region"] for table in _chosen(ctx) if isinstance(table.get("region"), str)]
    known = dict.fromkeys((*recent.regions(), *named))
    return _beginning(filter(_PLAIN.fullmatch, known), incomplete)


def references(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the endpoints of the last listing, and those of the journal, the latest first.

    What was deleted is not offered.
    """
    from .. import journal, recent

    try:
        entries = journal.read(journal.default_path()).entries
    except OSError:
        entries = []
    last = {entry.reference: entry for entry in entries if entry.reference != entry.account}
    deleted = {ref for ref, one in last.items() if (one.action, one.outcome) in _DELETED}
    known = [
        one for one in dict.fromkeys((*recent.listed(), *reversed(last))) if one not in deleted
    ]
    return _beginning(filter(_PLAIN.fullmatch, known), incomplete)


def _chosen(ctx: click.Context) -> list[dict[str, Any]]:
    """Return the accounts of the configuration file, of the chosen providers only."""
    from endpoint_roster import RosterError
    from endpoint_roster.config import default_file
    from endpoint_roster.config.text import EncodingError

    chosen, named = ctx.params.get("providers") or (), ctx.params.get("config")
    try:
        found = list(_tables(Path(named) if named else default_file()))
    except (EncodingError, OSError, RecursionError, RosterError, ValueError):
        return []
    return [table for table in found if table["provider"] in chosen or not chosen]


def _tables(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the table of each account with its label, as far as the file alone has them."""
    import tomllib

    from endpoint_roster.config.text import decoded

    if not os.path.isfile(file):  # noqa: PTH113 - reading a pipe would wait for a writer
        return
    tables: Any = tomllib.loads(decoded(file.read_bytes())).get("accounts")
    unnamed: dict[str, int] = {}
    for item in cast("list[Any]", tables) if isinstance(tables, list) else ():
        table = cast("dict[str, Any]", item) if isinstance(item, dict) else {}
        provider, label = table.get("provider"), table.get("label")
        if not isinstance(provider, str):
            continue
        if isinstance(label, str) and label.strip() not in ("", provider):
            yield table | {"label": label.strip()}
        else:
            unnamed[provider] = number = unnamed.get(provider, 0) + 1
            yield table | {"label": f"{provider}-{number}" if number > 1 else provider}


def _next(words: Iterable[str], incomplete: str) -> list[str]:
    """Return what the last of several words, with commas between them, can become."""
    *before, last = incomplete.split(",")
    left = (word for word in words if word not in before)
    return [",".join((*before, word)) for word in _beginning(left, last)]


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    return [str(word) for word in words if word.startswith(incomplete)]
