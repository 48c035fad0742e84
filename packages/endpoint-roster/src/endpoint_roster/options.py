"""Options of a roster: timeouts, attempts, concurrency, network."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypedDict

from endpoint_roster_core.clock import Clock
from endpoint_roster_core.errors import ArgumentError
from endpoint_roster_core.proxies import proxy_problem
from endpoint_roster_core.settings import check_seconds

from .errors import ConfigurationError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence

    from .prices import HourlyPrice

_OF_CLIENTS = ("timeout", "deadline", "max_attempts", "proxy", "verify", "clock")
_COUNTS = (
    *("max_attempts", "concurrency", "provider_concurrency", "page_size", "max_pages"),
    "max_price_requests",
)


class RosterOptions(TypedDict, total=False):
    """The options of a roster as keyword arguments; see ``Options``."""

    timeout: float
    deadline: float
    max_attempts: int
    concurrency: int
    provider_concurrency: int
    page_size: int
    max_pages: int
    max_price_requests: int
    prices: Sequence[HourlyPrice]
    push_down: bool
    proxy: str | None
    verify: bool | str | ssl.SSLContext
    clock: Clock


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a roster.

    Attributes:
        timeout: Read timeout: seconds that one request may go without progress.
        deadline: Seconds that reading one account may take, or one action, waits and retries
            included. Time that the caller takes to use what was delivered does not count.
        max_attempts: How often a request is sent at most. Retried are connection errors,
            timeouts, and the statuses 408, 425, 429 and 5xx.
        concurrency: Accounts that one listing reads at the same time, or endpoints that one plan
            works on.
        provider_concurrency: Those of them that may belong to one provider.
        page_size: Endpoints to ask for in one request, where the provider pages; a provider's own
            maximum counts too.
        max_pages: Pages of one account that are read at most; more than that is a failure.
        max_price_requests: Further requests that the costs of one account may take in a listing.
        prices: Prices for what no provider's API has a price of, for costs; the first that fits
            counts.
        push_down: Whether providers filter what they can. The listing is the same either way;
            False helps to find out whether a provider's filter is at fault.
        proxy: Address of a proxy; without it, the environment's proxies are used.
        verify: True for the usual certificate authorities, the path of a CA file or folder, an
            ``ssl.SSLContext``, or False to accept any certificate.
        clock: Clock and source of random numbers; for tests.

    Raises:
        ConfigurationError: A value cannot work.
    """

    timeout: float = 30.0
    deadline: float = 300.0
    max_attempts: int = 3
    concurrency: int = 16
    provider_concurrency: int = 8
    page_size: int = 100
    max_pages: int = 10_000
    max_price_requests: int = 200
    prices: Sequence[HourlyPrice] = ()
    push_down: bool = True
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    verify: bool | str | ssl.SSLContext = True
    clock: Clock = field(default_factory=Clock, repr=False)

    def __post_init__(self) -> None:
        for name in ("timeout", "deadline"):
            try:
                check_seconds(name, getattr(self, name))
            except ArgumentError as error:
                raise ConfigurationError(error.message, argument=name) from None
        for name in _COUNTS:
            count = getattr(self, name)
            if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                raise _wrong(name, "must be an integer of 1 or more")
        if self.prices:
            from .prices import HourlyPrice  # only for those who have some

            if not all(isinstance(price, HourlyPrice) for price in self.prices):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
                raise _wrong("prices", "must be HourlyPrice objects")
        if not isinstance(self.push_down, bool):  # pyright: ignore[reportUnnecessaryIsInstance] - files hold anything
            raise _wrong("push_down", "must be True or False")
        if not isinstance(self.clock, Clock):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
            raise _wrong("clock", "must be a Clock", "Leave it out; it is for tests.")
        if self.proxy is not None and (problem := proxy_problem(self.proxy)):
            raise _wrong("proxy", problem, "Write it like http://host:port.")
        if problem := _verify_problem(self.verify):
            raise _wrong("verify", problem, "Give the path of a PEM file as a string.")

    def for_client(self) -> dict[str, Any]:
        """Return the keyword arguments of a generated client."""
        return {name: getattr(self, name) for name in _OF_CLIENTS}


#: Options that can be in a configuration file.
FILE_OPTIONS = tuple(each.name for each in fields(Options) if each.name not in ("clock", "prices"))


def _wrong(name: str, fault: str, advice: str = "") -> ConfigurationError:
    return ConfigurationError(f"{name} {fault}", advice, name)


def _verify_problem(verify: object) -> str:
    if isinstance(verify, bool):
        return ""
    import ssl  # slow to load, and rarely needed

    if isinstance(verify, ssl.SSLContext):
        return ""
    if not isinstance(verify, str) or not verify:
        return "must be True or False, the path of a file or folder, or an ssl.SSLContext"
    cafile, capath = (None, verify) if os.path.isdir(verify) else (verify, None)  # noqa: PTH112
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile, capath)
    except (OSError, ValueError) as error:  # ssl's own errors are of the first kind
        return f"is not a CA bundle or directory: {getattr(error, 'strerror', None) or error}"
    return ""
