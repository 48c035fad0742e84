"""The table [prices] of the configuration file: prices that no provider's API has."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from ..errors import ConfigurationError
from ..prices import HourlyPrice

if TYPE_CHECKING:
    from collections.abc import Callable

    from .toml_lines import Place

    #: Makes the error for a place of the file, of cause and advice.
    MakeError = Callable[[Place, str, str], ConfigurationError]

#: The tables of the table, and what a price in each of them is for.
_TABLES = {"endpoints": "endpoint", "products": "product", "gpus": "gpu"}
_KEYS = ("amount", "currency")
_EXAMPLE = 'Write it like { amount = 2.50, currency = "USD" }.'


def read_prices(text: str, error: MakeError) -> tuple[HourlyPrice, ...]:
    """Return the prices of a file, in its order.

    Args:
        text: The file, which is TOML; its numbers are read exactly.
        error: Makes what is raised.

    Raises:
        ConfigurationError: A key is unknown or missing, or its value makes no sense.
    """
    table: object = tomllib.loads(text, parse_float=Decimal)["prices"]
    if not isinstance(table, dict):
        raise error(("prices",), "it must be a table", "Write it as [prices.gpus].")
    found: list[HourlyPrice] = []
    for key, prices in cast("dict[str, Any]", table).items():
        place: Place = ("prices", key)
        if key not in _TABLES:
            raise error(place, f"unknown key {key!r}", f"Known are {', '.join(_TABLES)}.")
        if not isinstance(prices, dict):
            raise error(place, "it must be a table", f"Write it as [prices.{key}].")
        for pattern, price in cast("dict[str, Any]", prices).items():
            found.append(_price(_TABLES[key], pattern, price, (*place, pattern), error))
    return tuple(found)


def _price(target: str, pattern: str, price: object, place: Place, error: MakeError) -> HourlyPrice:
    if not isinstance(price, dict):
        raise error(place, "a price must have an amount and a currency", _EXAMPLE)
    values = cast("dict[str, Any]", price)
    for key in values:
        if key not in _KEYS:
            raise error((*place, key), f"unknown key {key!r}", f"Known are {', '.join(_KEYS)}.")
    for key in _KEYS:
        if key not in values:
            raise error(place, f"the price has no {key}", _EXAMPLE)
    try:
        return HourlyPrice(target, pattern, _exact(values["amount"]), values["currency"])
    except ConfigurationError as wrong:
        key = wrong.argument if wrong.argument in _KEYS else None
        raise error((*place, key) if key else place, wrong.cause, wrong.advice) from None


def _exact(amount: Any) -> Any:
    """Return the number that a text is; what is something else is refused later."""
    if isinstance(amount, str):
        with suppress(InvalidOperation):
            return Decimal(amount)
    return amount
