"""Which endpoints of a listing are one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .columns import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from endpoint_roster import Endpoint, Roster
    from endpoint_roster.query import Filters


def owned(
    roster: Roster, filters: Filters, doubtful: Iterable[Endpoint]
) -> Callable[[Endpoint], bool]:
    """Return what tells one's own endpoints among those that are doubtful.

    An endpoint does not say whose it is, so where a provider lists those of others, it is asked
    once more. Where it does not answer, an endpoint counts as one's own.

    Args:
        roster: What has listed them.
        filters: Those that it was asked for.
        doubtful: What may be somebody else's.
    """
    from endpoint_roster import registry

    asked = {
        (one.provider, one.account)
        for one in doubtful
        if registry.find(one.provider).lists_others and not filters.get("mine")
    }
    own: set[str] = set()
    if asked:
        providers, labels = zip(*asked, strict=True)
        changed: Filters = {"mine": True, "providers": providers, "accounts": labels}
        found = roster.list(**(filters | changed)).collect()
        own = {*map(reference, found.endpoints)}
        asked -= {(failure.provider, failure.account) for failure in found.failures}
    return lambda one: (one.provider, one.account) not in asked or reference(one) in own
