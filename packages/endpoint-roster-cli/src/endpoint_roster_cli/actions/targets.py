"""The endpoints that an action is meant for: by reference, by name, or by the questions of list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from ..endpoints import search
from ..endpoints.columns import reference
from ..exit_codes import ERROR, INCOMPLETE, NO_CREDENTIALS
from ..output.messages import print_failures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster import Endpoint, Failure, Roster

    from ..options.selection import Selection

#: Options of a listing that leave out too little to be meant as a choice.
_NOT_NARROWING = ("mine", "provider_options")


class Targets(NamedTuple):
    """What an action is meant for.

    Attributes:
        endpoints: The endpoints, each once.
        failures: What could not be read, where more may have been meant.
        accounts: How many accounts were asked.
    """

    endpoints: list[Endpoint]
    failures: Sequence[Failure]
    accounts: int


def check_words(selection: Selection, words: Sequence[str], verb: str, *, everything: bool) -> None:
    """Check that a user has chosen endpoints, or means all of them.

    Raises:
        click.UsageError: Neither, or both.
    """
    if any(not word.strip() for word in words):
        raise click.UsageError("REFERENCE is empty. Give provider/account/id, an id or a name.")
    if words and everything:
        raise click.UsageError("--all and REFERENCE cannot be combined.")
    narrows = any(v for name, v in selection.options.items() if name not in _NOT_NARROWING)
    if not (words or narrows or everything):
        raise click.UsageError(
            f"this would {verb} every endpoint of every account. Name endpoints, choose some"
            " (--running-for 30d), or give --all."
        )


def find(
    roster: Roster, selection: Selection, words: Sequence[str], *, costs: bool = False
) -> Targets:
    """Return the endpoints that words mean exactly; without words, those that are selected.

    Args:
        roster: The roster.
        selection: What the options select.
        words: References, ids and names.
        costs: Whether to ask what they cost.

    Raises:
        click.exceptions.Exit: A word means none or several; they were listed.
    """
    filters = search.narrowed(selection.filters(), words, roster) if words else selection.filters()
    searched = search.read(roster.list(**filters, costs=costs), words)
    if not searched.accounts:
        print_failures(searched.failures)
        raise click.exceptions.Exit(NO_CREDENTIALS)
    endpoints = _meant(words, searched) if words else searched.endpoints
    unique = {reference(endpoint): endpoint for endpoint in endpoints}
    return Targets([*unique.values()], searched.failures, searched.accounts)


def _meant(words: Sequence[str], searched: search.Searched) -> list[Endpoint]:
    endpoints: list[Endpoint] = []
    code = 0
    for word in words:
        found = search.match_exactly(searched.endpoints, word)
        endpoints += found.endpoints
        if len(found.endpoints) > 1:
            search.report_several(word, found)
            code = ERROR
        elif not found.endpoints:
            search.report_none(word, searched)
            code = INCOMPLETE if searched.failures else ERROR
    if code:
        print_failures(searched.failures)
        raise click.exceptions.Exit(code)
    return endpoints
