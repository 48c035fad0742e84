"""Prices that a user configures, for what no provider's API has a price of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any, Final

from .errors import ConfigurationError
from .folding import folded

#: What a price can be of, the most special first: of several that match, this order decides.
TARGETS: Final = ("endpoint", "product", "gpu")

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_LARGEST = Decimal(10) ** 15
_SMALLEST_EXPONENT = -18


@dataclass(frozen=True, slots=True)
class HourlyPrice:
    """A price for one hour, which counts where the provider's API has none.

    Attributes:
        target: What costs it: an ``endpoint`` while it runs, each running replica on a ``product``
            (a kind of hardware, by the provider's id), or each ``gpu`` of a running replica.
        pattern: Which ones: the endpoint's ``provider/account/id`` or its name, the product's id,
            or the type of GPU. ``*`` stands for any text, ``?`` for any character; case does not
            count.
        amount: The price: a ``Decimal`` or an integer of 0 or more.
        currency: Currency code of ISO 4217, such as ``USD``.

    Raises:
        ConfigurationError: A value cannot work; ``argument`` names it.
    """

    target: str
    pattern: str
    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if self.target not in TARGETS:
            choice = f"Choose from {', '.join(TARGETS)}."
            raise ConfigurationError(
                f"{self.target!r} is not a valid target of a price", choice, "target"
            )
        if not _is_text(self.pattern):
            raise ConfigurationError(
                f"the {self.target} of a price must be a text that is not empty", "", "pattern"
            )
        object.__setattr__(self, "amount", _amount(self.amount))
        if not _is_text(self.currency) or not _CURRENCY.fullmatch(self.currency):
            raise ConfigurationError(
                "the currency of a price must be three capital letters", "Write USD.", "currency"
            )

    def fits(self, *words: str | None) -> bool:
        """Return whether the price is for one of these."""
        pattern = folded(self.pattern).replace("[", "[[]")  # no other sign is special
        return any(fnmatchcase(folded(word), pattern) for word in words if word)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _amount(value: Any) -> Decimal:
    """Return the amount, exactly.

    Raises:
        ConfigurationError: It is not a number, negative, or of a size that no price has.
    """
    if isinstance(value, float):
        raise ConfigurationError(
            "the amount of a price must be exact", 'Write Decimal("2.50").', "amount"
        )
    if not isinstance(value, Decimal | int) or isinstance(value, bool):
        raise ConfigurationError("the amount of a price must be a number", "Write 2.50.", "amount")
    exact = Decimal(value)
    if not exact.is_finite():
        raise ConfigurationError(
            "the amount of a price must be a finite number", "Write 2.50.", "amount"
        )
    if exact < 0:
        raise ConfigurationError("the amount of a price must not be negative", "", "amount")
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _SMALLEST_EXPONENT:
        digits = f"more than {-_SMALLEST_EXPONENT} digits after the point"
        raise ConfigurationError(f"the amount of a price has {digits}", "Round it.", "amount")
    if exact > _LARGEST:
        raise ConfigurationError(
            "the amount of a price is out of range", "Give the price of one hour.", "amount"
        )
    return exact
