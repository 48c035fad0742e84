"""From what an adapter found out to the ``Cost`` of an endpoint."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from ..models import Cost, EndpointState
from ..prices import TARGETS
from ..providers.bills import ByUse, Machines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Endpoint
    from ..prices import HourlyPrice
    from ..providers.bills import Bill, ByHour

#: Digits of a sum; more than any product of prices and counts has.
_DIGITS = 60
#: States in which nothing runs, where the adapter reports nothing else.
_IDLE = (EndpointState.STOPPED, EndpointState.FAILED, EndpointState.PENDING)


def cost_of(endpoint: Endpoint, bill: Bill, prices: Sequence[HourlyPrice]) -> Cost:
    """Return what an endpoint costs.

    The provider's own price counts first, then the configured ones: of the endpoint, of the
    product, of the GPU.
    """
    if isinstance(bill, ByUse):
        return Cost(bill.words, currency=bill.currency, by_use=True, is_estimate=bill.is_inferred)
    with localcontext() as context:
        context.prec = _DIGITS
        return _by_provider(bill) or _by_configuration(endpoint, bill, prices) or _unknown(bill)


def _by_provider(bill: ByHour) -> Cost | None:
    """Return the cost by the provider's own prices; None if one is missing."""
    if bill.idle and bill.currency:
        return Cost(bill.idle, Decimal(0), bill.currency, is_estimate=bool(bill.doubt))
    total, words, is_estimate = Decimal(0), list[str](), False
    currencies: set[str] = set()
    for each in bill.machines:
        if each.rate is None or each.running is None:
            return None
        total += each.rate.amount * each.running
        currencies.add(each.rate.currency)
        words.append(_words(each, bill.noun, each.rate.words))
        is_estimate |= each.rate.is_inferred or bool(each.doubt)
    if len(currencies) != 1:
        return None  # no machine, or none that could be added
    return Cost(", ".join(words), total, currencies.pop(), is_estimate=is_estimate)


def _by_configuration(
    endpoint: Endpoint, bill: ByHour, prices: Sequence[HourlyPrice]
) -> Cost | None:
    """Return the cost by the configured prices; None if none of them fits."""
    for target in TARGETS:
        candidates = [price for price in prices if price.target == target]
        if candidates and (cost := _configured(endpoint, bill, target, candidates)):
            return cost
    return None


def _configured(
    endpoint: Endpoint, bill: ByHour, target: str, prices: Sequence[HourlyPrice]
) -> Cost | None:
    if target == "endpoint":
        names = (f"{endpoint.provider}/{endpoint.account}/{endpoint.id}", endpoint.name)
        price = next((price for price in prices if price.fits(*names)), None)
        if price is None:
            return None
        runs = not bill.idle and endpoint.state not in _IDLE
        words = f"endpoint at {_source(price)}"
        return Cost(
            words if runs else f"{bill.idle or endpoint.state}: {words} while it runs",
            price.amount if runs else Decimal(0),
            price.currency,
            is_estimate=True,
        )
    total, words = Decimal(0), list[str]()
    currencies: set[str] = set()
    for each in bill.machines or (_guess(endpoint, bill),):
        asked = each.product if target == "product" else each.gpu
        price = next((price for price in prices if price.fits(asked)), None)
        count = 1 if target == "product" else each.gpus
        if price is None or each.running is None or count is None:
            return None
        total += price.amount * count * each.running
        currencies.add(price.currency)
        gpus = f"{count} GPU{'s' * (count != 1)} x " if target == "gpu" else ""
        words.append(_words(each, bill.noun, f"{gpus}{_source(price)}"))
    if len(currencies) != 1:
        return None
    return Cost(", ".join(words), total, currencies.pop(), is_estimate=True)


def _guess(endpoint: Endpoint, bill: ByHour) -> Machines:
    """Return the machines of an endpoint of which the adapter knows none."""
    has = endpoint.replicas
    counts = (has.current, has.ready, has.min) if has else ()
    running = next((count for count in counts if count is not None), None)
    if bill.idle or endpoint.state in _IDLE:
        running = 0
    return Machines(running, gpus=endpoint.gpu_count)


def _unknown(bill: ByHour) -> Cost:
    doubts = [each.doubt for each in bill.machines if each.running is None and each.doubt]
    reason = bill.missing or next(iter(doubts), "") or "the provider's API has no price for it"
    return Cost(reason)


def _words(each: Machines, noun: str, price: str) -> str:
    plural = "s" * (each.running != 1)
    doubt = f" ({each.doubt})" if each.doubt else ""
    product = f" of {each.product}" if each.product else ""
    return f"{each.running} {noun}{plural}{product}{doubt} x {price}"


def _source(price: HourlyPrice) -> str:
    return (
        f"{price.amount:f} {price.currency} an hour (configured for {price.target} {price.pattern})"
    )
