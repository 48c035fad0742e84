"""Labels that tell the accounts of one provider apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..account import Account


def label_apart(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return the accounts with labels that tell those of one provider apart.

    Accounts without a label of their own are numbered when there are several: ``together``,
    ``together-2``.

    Raises:
        ConfigurationError: Two have been given the same label.
    """
    labelled: list[Account] = []
    seen: set[tuple[str, str]] = set()
    unnamed: Counter[str] = Counter()
    for account in accounts:
        if account.label == account.provider:
            account = account.labelled(next_label(account.provider, unnamed))
        key = account.provider, account.label
        if key in seen:
            raise ConfigurationError(
                f"two accounts of {account.provider} are called {account.label!r}",
                "Give each a label of its own.",
            )
        seen.add(key)
        labelled.append(account)
    return tuple(labelled)


def next_label(provider: str, unnamed: Counter[str]) -> str:
    """Return the label of the next account that has none of its own.

    Args:
        provider: Its provider.
        unnamed: How many accounts of each provider had none so far; this one is added.
    """
    unnamed[provider] += 1
    number = unnamed[provider]
    return provider if number == 1 else f"{provider}-{number}"
