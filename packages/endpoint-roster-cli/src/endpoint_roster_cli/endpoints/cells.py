"""What a cell of a table says to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from endpoint_roster import Cost, Price, RateLimit, Replicas

#: Colours of the states that should catch the eye.
STATE_COLOURS = {"running": "green", "failed": "red", "degraded": "yellow", "unknown": "yellow"}


def age(created: datetime | None, now: datetime) -> str:
    """Return how long ago something was created: 12m, 5h, 3d4h, 12d; empty if unknown."""
    if created is None:
        return ""
    from endpoint_roster.spans import rounded  # only now, for the sake of --help

    return rounded(now - created)


def replicas_text(replicas: Replicas) -> str:
    """Return the copies that are ready of those that exist, or how far they scale: 2/3, 1-4."""
    counts = (replicas.ready, replicas.current, replicas.min, replicas.max)
    if counts == (None, None, None, None):
        return ""
    ready, current, least, most = ("" if count is None else str(count) for count in counts)
    if ready or current:
        return f"{ready or '-'}/{current or '-'}"
    return least if least == most else f"{least or '?'}-{most or '?'}"


def price_text(prices: Sequence[Price]) -> str:
    """Return prices, exactly: ``0.25/1.25 USD/M`` for a million tokens of question and answer.

    Other things follow with their name and unit. Beside that pair, what is free and what else is
    counted in tokens, such as caches, is left out.
    """
    tokens = {p.item: p for p in prices if p.unit == "token" and p.item in ("prompt", "completion")}
    parts: list[str] = []
    if tokens:
        pair = [tokens.get("prompt"), tokens.get("completion")]
        amounts = [per_million(price.amount) if price else "-" for price in pair]
        currencies = dict.fromkeys(price.currency for price in pair if price)
        parts.append(f"{'/'.join(amounts)} {'/'.join(currencies)}/M")
    for price in prices:
        if tokens and (price.unit == "token" or not price.amount):
            continue
        if price.unit == "token":
            parts.append(f"{price.item} {per_million(price.amount)} {price.currency}/M")
        else:
            parts.append(f"{price.item} {plain(price.amount)} {price.currency}/{price.unit}")
    return ", ".join(parts)


def per_million(amount: Decimal) -> str:
    """Return a million times the amount, exactly."""
    if not amount.is_finite():
        return str(amount)
    sign, digits, exponent = amount.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - for the type checker: only NaN has none
    return plain(type(amount)((sign, digits, exponent + 6)))


def plain(amount: Decimal) -> str:
    """Return the amount without exponent and without zeros that say nothing."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def cost_text(cost: Cost | None) -> str:
    """Return the cost of an hour: ``7.98 USD``, ``~7.98 USD`` if estimated; empty if unknown."""
    if cost is None:
        return ""
    if cost.per_hour is None:
        return "by use" if cost.by_use else ""
    about = "~" if cost.is_estimate else ""
    return f"{about}{money(cost.per_hour)} {cost.currency or ''}".rstrip()


def money(amount: Decimal) -> str:
    """Return an amount exactly, with at least two decimals: ``1,231.50``, ``0.0625``."""
    whole, _, decimals = f"{amount:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"


def limits_text(limit: RateLimit) -> str:
    """Return requests and tokens a minute: 600/800k."""
    limits = (limit.requests_per_minute, limit.tokens_per_minute)
    return "" if limits == (None, None) else "/".join(map(_short, limits))


def _short(count: int | None) -> str:
    """Return a count with k or M where that is still exact."""
    if count is None:
        return "-"
    for unit, size in (("M", 1_000_000), ("k", 1000)):
        if count and count % size == 0:
            return f"{count // size}{unit}"
    return str(count)
