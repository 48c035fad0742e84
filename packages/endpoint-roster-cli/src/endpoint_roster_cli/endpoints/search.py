"""Finds the endpoint that a user's word means: an id, a name, or provider/account/id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..output.messages import warn
from ..output.text import counted
from .columns import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from endpoint_roster import Endpoint, Failure, Pager, Roster
    from endpoint_roster.query import Filters

_MOST_CANDIDATES = 20
_NEAREST = 3


class Searched(NamedTuple):
    """What was read in search of endpoints."""

    endpoints: Sequence[Endpoint]
    failures: Sequence[Failure]
    accounts: int


class Match(NamedTuple):
    """The endpoints that a word may mean, and in which way they match, the strictest there is."""

    how: str
    endpoints: list[Endpoint]


def narrowed(filters: Filters, words: Sequence[str], roster: Roster) -> Filters:
    """Return the filters that read only the accounts that references name, if all words do."""
    if filters.get("providers") or filters.get("accounts"):
        return filters
    from endpoint_roster.folding import folded

    known = [(account.provider, account.label) for account in roster.accounts]
    known += [(failure.provider, failure.account) for failure in roster.unusable]
    named: list[tuple[str, str]] = []
    for word in words:
        pairs = [p for p in known if folded(word).startswith(folded("/".join((*p, ""))))]
        if not pairs:
            return filters
        named += pairs
    providers, labels = zip(*named, strict=True)
    return {**filters, "providers": providers, "accounts": labels}


def read(pager: Pager, words: Sequence[str]) -> Searched:
    """Read until the endpoints that references name are found, else to the end."""
    from endpoint_roster import IncompleteError

    from ..output.progress import shown_progress

    wanted = {*words}
    endpoints: list[Endpoint] = []
    found: list[Endpoint] = []
    failures: Sequence[Failure] = ()
    with shown_progress(pager):
        try:
            for endpoint in pager:
                endpoints.append(endpoint)
                if reference(endpoint) in wanted:
                    wanted.discard(reference(endpoint))
                    found.append(endpoint)
                    if not wanted:
                        endpoints = found
                        break
        except IncompleteError as error:
            failures = error.failures
    return Searched(endpoints, failures, len(pager.accounts))


def match_exactly(endpoints: Iterable[Endpoint], word: str) -> Match:
    """Return the endpoints that a word is the reference, the id or the name of."""
    ways: dict[str, Callable[[Endpoint], bool]] = {
        "have this id": lambda one: word in (one.id, reference(one)),
        "have this name": lambda one: one.name == word,
    }
    return _first(endpoints, ways)


def match(endpoints: Iterable[Endpoint], word: str) -> Match:
    """Return the endpoints that a word means exactly, else in another spelling or begins."""
    from endpoint_roster.folding import folded

    known = list(endpoints)
    ways: dict[str, Callable[[Endpoint], bool]] = {
        "have this id or name in another spelling": lambda one: (
            folded(word) in map(folded, _words(one))
        ),
        "begin like this": lambda one: any(
            folded(name).startswith(folded(word)) for name in _words(one)
        ),
    }
    exact = match_exactly(known, word)
    return exact if exact.endpoints else _first(known, ways)


def _first(endpoints: Iterable[Endpoint], ways: dict[str, Callable[[Endpoint], bool]]) -> Match:
    ordered = sorted(endpoints, key=reference)
    for how, fits in ways.items():
        if candidates := [*filter(fits, ordered)]:
            return Match(how, candidates)
    return Match("", [])


def _words(endpoint: Endpoint) -> list[str]:
    """Return everything that an endpoint can be called."""
    return [endpoint.id, *([endpoint.name] if endpoint.name else []), reference(endpoint)]


def report_several(word: str, several: Match) -> None:
    """List the endpoints that a word may mean."""
    warn(f"{word!r} is ambiguous: {len(several.endpoints):,} endpoints {several.how}:")
    for endpoint in several.endpoints[:_MOST_CANDIDATES]:
        warn(f"  {_candidate(endpoint)}  {endpoint.state}")
    if len(several.endpoints) > _MOST_CANDIDATES:
        warn(f"  and {len(several.endpoints) - _MOST_CANDIDATES:,} more")
    warn("  Give one of these references, or narrow the search by --provider, --account, --state.")


def report_none(word: str, searched: Searched) -> None:
    """Say what was searched, and what may have been meant."""
    count = counted(len(searched.endpoints), "endpoint")
    where = f"{count} of {counted(searched.accounts, 'account')}"
    warn(f"no endpoint has the id or name {word!r} among {where}")
    for candidate in dict.fromkeys(map(_candidate, _near(word, searched.endpoints))):
        warn(f"  did you mean {candidate}?")
    if searched.failures:
        warn("it may be in an account that could not be read:")


def _near(word: str, endpoints: Sequence[Endpoint]) -> list[Endpoint]:
    """Return what may have been meant: what begins like the word, else what is like it."""
    from difflib import get_close_matches  # rarely needed

    from endpoint_roster.folding import folded

    begin = match(endpoints, word).endpoints
    if begin:
        return begin[:_NEAREST]
    by_word = {folded(name): one for one in endpoints for name in _words(one)}
    return [by_word[name] for name in get_close_matches(folded(word), by_word, _NEAREST)]


def _candidate(endpoint: Endpoint) -> str:
    return f"{reference(endpoint)}  {endpoint.name or '-'}"
