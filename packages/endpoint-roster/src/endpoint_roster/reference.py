"""What a reference ``provider/account/id`` means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .errors import AmbiguousReferenceError, EndpointNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Named(NamedTuple):
    """An account of a roster, by its position, and an id in it."""

    account: int
    id: str


def resolve(reference: str, accounts: Sequence[tuple[str, str]]) -> Named:
    """Return the account and the id that a reference names.

    Labels and ids may contain slashes.

    Args:
        reference: ``provider/account/id``.
        accounts: Provider and label of each account.

    Raises:
        EndpointNotFoundError: It names none of the accounts, or no id.
        AmbiguousReferenceError: It names an id in each of several accounts.
    """
    found = [
        Named(number, reference.removeprefix(start))
        for number, (provider, label) in enumerate(accounts)
        if reference.startswith(start := f"{provider}/{label}/") and reference != start
    ]
    if not found:
        known = ", ".join(f"{provider}/{label}" for provider, label in accounts) or "none"
        raise EndpointNotFoundError(
            f"{reference!r} names no account of this roster",
            f"Write provider/account/id; the accounts are: {known}.",
        )
    if len(found) > 1:
        several = ", ".join("/".join(accounts[each.account]) for each in found)
        raise AmbiguousReferenceError(
            f"{reference!r} can be an endpoint of several accounts: {several}",
            "Give one of the accounts a label without a slash.",
        )
    return found[0]
