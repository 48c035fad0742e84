"""roster show."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..clock import clock
from ..endpoints.columns import reference
from ..exit_codes import ERROR, INCOMPLETE, NO_CREDENTIALS, OK
from ..options.accounts import open_roster
from ..options.selection import endpoint_options
from ..output.formats import emit, output_option
from ..output.messages import print_failures, warn
from ..output.stdout import print_lines
from ..output.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from endpoint_roster import Endpoint, Failure, Pager, Roster
    from endpoint_roster.query import Filters

    from ..options.selection import Selection

_MOST_CANDIDATES = 20
_NEAREST = 3


@click.command(
    "show",
    epilog="""\b
ID is an endpoint's id, its reference provider/account/id (as `roster list -o name`
prints it), its name, or how one of these begins; an exact match counts before others.
Given a reference, only its account is read.
\b
Examples:
  roster show ep-20260114093012-x7k2p
  roster show together/prod/endpoint-4d7126d2 -o json
  roster show support-chat --provider volcengine
\b
Exit codes: 0 shown, 1 none or several match (they are listed), 2 wrong usage,
3 shown or not found, but an account failed that may have it, 4 no usable credentials.""",
)
@click.argument("wanted", metavar="ID")
@endpoint_options
@output_option("text", "json", "yaml", default="text")
def command(selection: Selection, wanted: str, output: str) -> int:
    """Show everything known about one endpoint, the provider's own fields too.

    The other options narrow the search.
    """
    if not wanted.strip():
        raise click.UsageError("ID is empty; give an id, a name or provider/account/id.")
    with open_roster(selection.source) as roster:
        found = _search(roster.list(**_narrowed(selection.filters(), wanted, roster)), wanted)
    how, candidates = _matches(found.endpoints, wanted)
    if len(candidates) != 1:
        code = _ambiguous(wanted, how, candidates) if candidates else _none(found, wanted)
        print_failures(found.failures)
        return code
    (endpoint,) = candidates
    emit(output, document=lambda: endpoint, text=lambda: _print(endpoint))
    # An account that failed may have another one that matches as well.
    print_failures(found.failures)
    return INCOMPLETE if found.failures else OK


def _print(endpoint: Endpoint) -> None:
    from ..endpoints.details import detail_lines

    print_lines(detail_lines(endpoint, clock().now()))


class _SearchResult(NamedTuple):
    """What was read in search of an endpoint."""

    endpoints: Sequence[Endpoint]
    failures: Sequence[Failure]
    accounts: int


def _narrowed(filters: Filters, wanted: str, roster: Roster) -> Filters:
    """Return the filters that read only the account that a reference names, if it is one."""
    if filters.get("providers") or filters.get("accounts"):
        return filters
    from endpoint_roster.folding import folded

    known = [(account.provider, account.label) for account in roster.accounts]
    known += [(failure.provider, failure.account) for failure in roster.unusable]
    named = [pair for pair in known if folded(wanted).startswith(folded("/".join((*pair, ""))))]
    if not named:
        return filters
    providers, labels = zip(*named, strict=True)
    return {**filters, "providers": providers, "accounts": labels}


def _search(pager: Pager, wanted: str) -> _SearchResult:
    """Read until the endpoint that a reference names is found, else to the end."""
    from endpoint_roster import IncompleteError

    from ..output.progress import shown_progress

    endpoints: list[Endpoint] = []
    failures: Sequence[Failure] = ()
    with shown_progress(pager):
        try:
            for endpoint in pager:
                endpoints.append(endpoint)
                if reference(endpoint) == wanted:
                    endpoints = [endpoint]
                    break
        except IncompleteError as error:
            failures = error.failures
    return _SearchResult(endpoints, failures, len(pager.accounts))


def _matches(endpoints: Iterable[Endpoint], wanted: str) -> tuple[str, list[Endpoint]]:
    """Return in which way endpoints match, the strictest first, and those that do."""
    from endpoint_roster.folding import folded

    ways: dict[str, Callable[[Endpoint], bool]] = {
        "have this id": lambda one: wanted in (one.id, reference(one)),
        "have this name": lambda one: one.name == wanted,
        "have this id or name in another spelling": lambda one: (
            folded(wanted) in map(folded, _words(one))
        ),
        "begin like this": lambda one: any(
            folded(word).startswith(folded(wanted)) for word in _words(one)
        ),
    }
    ordered = sorted(endpoints, key=reference)
    for how, fits in ways.items():
        if candidates := [*filter(fits, ordered)]:
            return how, candidates
    return "", []


def _words(endpoint: Endpoint) -> list[str]:
    """Return everything that an endpoint can be called."""
    return [endpoint.id, *([endpoint.name] if endpoint.name else []), reference(endpoint)]


def _ambiguous(wanted: str, how: str, candidates: Sequence[Endpoint]) -> int:
    """List the candidates, and return the exit code."""
    warn(f"{wanted!r} is ambiguous: {len(candidates)} endpoints {how}:")
    for endpoint in candidates[:_MOST_CANDIDATES]:
        warn(f"  {_candidate(endpoint)}  {endpoint.state}")
    if len(candidates) > _MOST_CANDIDATES:
        warn(f"  and {len(candidates) - _MOST_CANDIDATES} more")
    warn("give one of these references, or narrow the search by --provider, --account, --state")
    return ERROR


def _candidate(endpoint: Endpoint) -> str:
    return f"{reference(endpoint)}  {endpoint.name or '-'}"


def _none(found: _SearchResult, wanted: str) -> int:
    """Say what was searched and what may have been meant, and return the exit code."""
    if not found.accounts:
        return NO_CREDENTIALS
    searched = counted(len(found.endpoints), "endpoint")
    where = f"{searched} of {counted(found.accounts, 'account')}"
    warn(f"no endpoint has the id or name {wanted!r} among {where}")
    by_word: dict[str, Any] = {word: one for one in found.endpoints for word in _words(one)}
    near = [by_word[word] for word in get_close_matches(wanted, by_word, _NEAREST)]
    for candidate in dict.fromkeys(map(_candidate, near)):
        warn(f"  did you mean {candidate}?")
    if not found.failures:
        return ERROR
    warn("it may be in an account that could not be read:")
    return INCOMPLETE
