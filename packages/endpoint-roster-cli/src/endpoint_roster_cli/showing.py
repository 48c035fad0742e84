"""roster show."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click
from endpoint_roster import IncompleteError, to_dict

from .columns import reference
from .endpoint_text import endpoint_lines
from .exit_codes import ERROR, INCOMPLETE, NO_CREDENTIALS, OK
from .messages import print_failures, warn
from .output import ascii_only, print_json, print_text
from .progress import shown_progress
from .sources import open_roster
from .terminals import colourful
from .text import counted
from .world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from endpoint_roster import Endpoint, Failure, Pager, Roster
    from endpoint_roster.roster import Filters

    from .asking import Asked

_MOST_CANDIDATES = 20
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read in search of an endpoint."""

    endpoints: Sequence[Endpoint]
    failures: Sequence[Failure]
    accounts: int


def run(asked: Asked, wanted: str, output: str) -> int:
    """Show everything that is known of one endpoint.

    Args:
        asked: Which endpoints, of which accounts, to look through.
        wanted: Its reference, id or name, or how one of these begins.
        output: ``text``, ``json`` or ``yaml``.

    Returns:
        The exit code: 1 where none or several match, 3 where it may be in an account that failed.

    Raises:
        click.UsageError: Nothing is wanted.
    """
    if not wanted.strip():
        raise click.UsageError("ID is empty; give an id, a name or provider/account/id.")
    with open_roster(asked.source) as roster:
        pager = roster.list(**_narrowed(asked.filters(), wanted, roster))
        found = _search(pager, wanted)
    how, candidates = _matches(found.endpoints, wanted)
    if len(candidates) != 1:
        code = _tell_candidates(wanted, how, candidates) if candidates else _none(found, wanted)
        print_failures(found.failures)
        return code
    (endpoint,) = candidates
    _PRINTERS[output](endpoint)
    sys.stdout.flush()
    # An account that failed may have another one that the word fits as well.
    print_failures(found.failures)
    return INCOMPLETE if found.failures else OK


def _narrowed(filters: Filters, wanted: str, roster: Roster) -> Filters:
    """Return the filters that ask only the account that the reference names, if it is one."""
    if filters.get("providers") or filters.get("accounts"):
        return filters
    known = [(account.provider, account.label) for account in roster.accounts]
    known += [(failure.provider, failure.account) for failure in roster.unusable]
    named = [pair for pair in known if wanted.startswith(f"{pair[0]}/{pair[1]}/")]
    if not named:
        return filters
    providers, labels = zip(*named, strict=True)
    return {**filters, "providers": providers, "accounts": labels}


def _search(pager: Pager, wanted: str) -> _Found:
    """Read until the one that the reference names is there, else to the end."""
    endpoints: list[Endpoint] = []
    with shown_progress(pager):
        try:
            for endpoint in pager:
                endpoints.append(endpoint)
                if reference(endpoint) == wanted:
                    return _Found([endpoint], (), len(pager.accounts))
        except IncompleteError as error:
            return _Found(endpoints, error.failures, len(pager.accounts))
    return _Found(endpoints, (), len(pager.accounts))


def _matches(endpoints: Iterable[Endpoint], wanted: str) -> tuple[str, list[Endpoint]]:
    """Return in which way endpoints match, the strictest first, and those that do."""
    every = sorted(endpoints, key=reference)
    for how, fits in _WAYS.items():
        candidates = [endpoint for endpoint in every if fits(endpoint, wanted)]
        if candidates:
            return how, candidates
    return "", []


def _begins(endpoint: Endpoint, wanted: str) -> bool:
    return any(word.startswith(wanted) for word in _words(endpoint))


def _words(endpoint: Endpoint) -> list[str]:
    """Return all that an endpoint can be called."""
    return [endpoint.id, *([endpoint.name] if endpoint.name else []), reference(endpoint)]


_WAYS: dict[str, Callable[[Endpoint, str], bool]] = {
    "have this id": lambda endpoint, wanted: wanted in (endpoint.id, reference(endpoint)),
    "have this name": lambda endpoint, wanted: endpoint.name == wanted,
    "begin so": _begins,
}


def _tell_candidates(wanted: str, how: str, candidates: Sequence[Endpoint]) -> int:
    warn(f"{wanted!r} is ambiguous: {len(candidates)} endpoints {how}:")
    for endpoint in candidates[:_MOST_CANDIDATES]:
        warn(f"  {_candidate(endpoint)}  {endpoint.state}")
    if len(candidates) > _MOST_CANDIDATES:
        warn(f"  and {len(candidates) - _MOST_CANDIDATES} more")
    warn("give one of these references, or narrow the search by --provider, --account, --state")
    return ERROR


def _candidate(endpoint: Endpoint) -> str:
    return f"{reference(endpoint)}  {endpoint.name or '-'}"


def _none(found: _Found, wanted: str) -> int:
    """Say what was looked through and what may have been meant, and return the exit code."""
    if not found.accounts:
        return NO_CREDENTIALS
    looked = counted(len(found.endpoints), "endpoint")
    where = f"{looked} of {counted(found.accounts, 'account')}"
    warn(f"no endpoint has the id or name {wanted!r} among {where}")
    by_word = {word: endpoint for endpoint in found.endpoints for word in _words(endpoint)}
    near = [by_word[word] for word in get_close_matches(wanted, by_word, _NEAREST)]
    for candidate in dict.fromkeys(map(_candidate, near)):
        warn(f"  did you mean {candidate}?")
    if not found.failures:
        return ERROR
    warn("it may be in an account that could not be read:")
    return INCOMPLETE


def _text(endpoint: Endpoint) -> None:
    lines = endpoint_lines(endpoint, world().now(), coloured=colourful(sys.stdout))
    print_text("".join(f"{line}\n" for line in lines))


def _json(endpoint: Endpoint) -> None:
    print_json(to_dict(endpoint), indent=2)


def _yaml(endpoint: Endpoint) -> None:
    from .formats.yaml_text import to_yaml

    print_text(to_yaml(to_dict(endpoint), ascii_only=ascii_only()))


_PRINTERS: dict[str, Callable[[Endpoint], Any]] = {"text": _text, "json": _json, "yaml": _yaml}
