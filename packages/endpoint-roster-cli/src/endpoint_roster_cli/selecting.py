"""Which of a roster's accounts a command is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from endpoint_roster import Account, Failure, Roster


@dataclass(frozen=True, slots=True)
class Selected:
    """Accounts that were chosen.

    Attributes:
        accounts: Those that can be used.
        unusable: For each that cannot: why, and what to do.
    """

    accounts: tuple[Account, ...]
    unusable: tuple[Failure, ...]


def selected(roster: Roster, providers: Collection[str], labels: Collection[str]) -> Selected:
    """Return the accounts of these providers and labels; all where none is named.

    Raises:
        QueryError: There is no such provider or account; the text says which there are.
        NoAccountsError: None is left.
    """
    accounts = roster.list(providers=providers, accounts=labels).accounts
    unusable = tuple(
        failure
        for failure in roster.unusable
        if (not providers or failure.provider in providers)
        and (not labels or failure.account in labels)
    )
    return Selected(accounts, unusable)
