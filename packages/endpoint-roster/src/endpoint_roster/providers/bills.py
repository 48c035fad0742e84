"""What adapters find out about the price of an endpoint, before its cost is calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal


class Rate(NamedTuple):
    """What one machine costs for an hour, by the provider.

    Attributes:
        amount: The exact price of an hour.
        currency: Currency code of ISO 4217.
        words: The price as the provider states it, such as ``6.65 cents a minute``.
        is_inferred: Whether the provider leaves something open, such as the currency.
    """

    amount: Decimal
    currency: str
    words: str
    is_inferred: bool = False


class Machines(NamedTuple):
    """Machines of one kind that an endpoint runs on, such as the replicas of one deployment.

    Attributes:
        running: How many run now; None if that is not known.
        product: The provider's id of the kind of hardware.
        gpu: Type of its GPUs.
        gpus: GPUs of each machine.
        rate: What one costs; None if the provider has no price for it.
        doubt: Why the number of machines is only assumed; empty if it is known.
    """

    running: int | None
    product: str | None = None
    gpu: str | None = None
    gpus: int | None = None
    rate: Rate | None = None
    doubt: str = ""


class ByHour(NamedTuple):
    """An endpoint that is paid while its machines run.

    Attributes:
        machines: Its machines; nothing of them runs if there are none.
        noun: What they are called.
        currency: What it is paid in, if that is known without a price.
        idle: Why nothing of it is paid for now, such as ``stopped``; empty if something is.
        missing: Why the provider's own price is not known; empty if it is.
        doubt: What is only assumed where nothing runs; empty if nothing is.
    """

    machines: tuple[Machines, ...] = ()
    noun: str = "replica"
    currency: str | None = None
    idle: str = ""
    missing: str = ""
    doubt: str = ""


class ByUse(NamedTuple):
    """An endpoint that is paid by use, and costs nothing by the hour.

    Attributes:
        words: What is paid for and where its prices are.
        currency: Currency of the prices, if that is known.
        is_inferred: Whether the currency is inferred.
    """

    words: str
    currency: str | None = None
    is_inferred: bool = False


Bill: TypeAlias = ByHour | ByUse
