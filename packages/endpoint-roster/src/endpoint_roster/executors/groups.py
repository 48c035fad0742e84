"""Which accounts are read together, and how many of them at a time: the limits over all workers."""

from __future__ import annotations

from collections import Counter, deque
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Accounts that a worker which dies can cost at most, unless it reads more at a time.
LARGEST = 32


class Group(NamedTuple):
    """Accounts of one provider that one worker reads.

    Attributes:
        provider: The provider.
        positions: Which accounts, by their positions in the listing.
        at_once: How many of them the worker may read at the same time.
    """

    provider: str
    positions: tuple[int, ...]
    at_once: int


class Groups:
    """Divides accounts into groups, each account into one.

    Each group that is being read holds a share of the limits until it is released, so that all
    together keep them. The shares are such that every worker has some, and the groups become
    smaller towards the end, so that the workers finish at about the same time.

    Args:
        providers: The provider of each account.
        concurrency: Accounts that may be read at the same time.
        provider_concurrency: Those of them that may belong to one provider.
        workers: Groups that are read at the same time at most.
    """

    def __init__(
        self, providers: Sequence[str], concurrency: int, provider_concurrency: int, workers: int
    ) -> None:
        self._waiting: dict[str, deque[int]] = {}
        for position, provider in enumerate(providers):
            self._waiting.setdefault(provider, deque()).append(position)
        self._concurrency = concurrency
        self._provider_concurrency = provider_concurrency
        self._workers = workers
        self._reading = 0  # groups
        self._held = Counter[str]()  # shares, by provider

    def next(self) -> Group | None:
        """Return a group that may be read now; None until one is released, or at the end."""
        free = self._concurrency - self._held.total()
        ready = [name for name, waiting in self._waiting.items() if waiting and self._left(name)]
        if self._reading == self._workers or free < 1 or not ready:
            return None
        provider = min(ready, key=self._held.__getitem__)  # of equals, the one that comes first
        waiting = self._waiting[provider]
        active = sum(1 for name in self._waiting if self._waiting[name] or self._held[name])
        usable = min(self._concurrency, active * self._provider_concurrency)
        share = ceil(usable / self._workers)
        at_once = min(share, self._left(provider), free, len(waiting))
        turns = 2 * max(1, self._workers // active)
        size = max(at_once, min(LARGEST, ceil(len(waiting) / turns)))
        positions = tuple(waiting.popleft() for _ in range(size))
        self._reading += 1
        self._held[provider] += at_once
        return Group(provider, positions, at_once)

    def release(self, group: Group) -> None:
        """Take back the share of a group, which has been read or never will be."""
        self._reading -= 1
        self._held[group.provider] -= group.at_once

    def _left(self, provider: str) -> int:
        return self._provider_concurrency - self._held[provider]
