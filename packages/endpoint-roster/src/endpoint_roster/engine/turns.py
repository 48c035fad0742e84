"""Which account is read next."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..account import Account


class Turns:
    """Gives accounts their turns, as far as the limits allow it at the moment.

    An account first waits until its provider has room, then in line with those of the others: so
    a slow provider leaves room for them.

    Args:
        accounts: In the order in which those of one provider have their turns.
        overall: Accounts that may have their turn at the same time.
        of_one: Those of them that may belong to one provider.
    """

    def __init__(self, accounts: Sequence[Account], overall: int, of_one: int) -> None:
        self._accounts = accounts
        self._left = overall
        self._waiting: dict[str, deque[int]] = {}
        for index, account in enumerate(accounts):
            self._waiting.setdefault(account.provider, deque()).append(index)
        first = [index for line in self._waiting.values() for index in islice(line, of_one)]
        for index in first:
            self._waiting[accounts[index].provider].popleft()
        self._line = deque(sorted(first))

    def __iter__(self) -> Iterator[int]:
        """Yield the positions of the accounts whose turn it is now."""
        while self._left and self._line:
            self._left -= 1
            yield self._line.popleft()

    def end(self, index: int) -> None:
        """Note that an account's turn is over, which leaves room for another of its provider."""
        self._left += 1
        if waiting := self._waiting[self._accounts[index].provider]:
            self._line.append(waiting.popleft())
