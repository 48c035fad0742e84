"""Whether one account works, and where it breaks: a real listing, looked at step by step."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.client import AsyncClient

from ..engine import Clients, FanOut
from ..providers import find
from ..query import Query
from ..records import Record
from .checks import CheckContext, DiagnosisStep, evaluate, of_unusable
from .trace import Trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..account import Account
    from ..models import Failure
    from ..options import Options
    from ..providers import Provider


@dataclass(frozen=True, slots=True, repr=False)
class Diagnosis(Record):
    """What was found about one account. It holds no secret.

    Attributes:
        provider: The provider's name.
        account: Label of the account.
        steps: All steps, in the order in which they build on each other.
        endpoints: Endpoints that were listed.
        pages: Pages that were read.
        attempts: Requests that were sent, retries included.
        seconds: Time spent waiting for the provider, the waits before retries included.
        clock_ahead: Seconds that this machine's clock is ahead of the server's, behind if below 0;
            None if the server does not send its time.
        failures: What could not be read; empty when the account works.
    """

    provider: str
    account: str
    steps: tuple[DiagnosisStep, ...]
    endpoints: int = 0
    pages: int = 0
    attempts: int = 0
    seconds: float = 0.0
    clock_ahead: float | None = None
    failures: tuple[Failure, ...] = ()

    @property
    def works(self) -> bool:
        """Whether everything was listed; there may be warnings."""
        return not self.failures

    def to_dict(self) -> dict[str, Any]:
        """Return data that ``json.dumps`` takes, with ``works`` beside the fields."""
        data = Record.to_dict(self)  # super() knows only the class without slots
        head = {name: data.pop(name) for name in ("provider", "account")}
        return head | {"works": self.works} | data

    @classmethod
    def of_unusable(cls, failure: Failure) -> Diagnosis:
        """Return the diagnosis of an account that cannot be used, from ``Roster.unusable``."""
        return cls(failure.provider, failure.account, of_unusable(failure), failures=(failure,))


class Doctor:
    """Diagnoses accounts, each with connections of its own, so that all steps are seen."""

    def __init__(self, options: Options, *, find: Callable[[str], Provider] = find) -> None:
        self._options = options
        self._find = find
        self._running: set[Clients] = set()

    async def diagnose(self, account: Account) -> Diagnosis:
        """List an account once and say how it went.

        Raises:
            ClosedError: The doctor was closed meanwhile.
        """
        trace = Trace(self._options.clock)
        clients = Clients(self._options, self._find, trace)
        self._running.add(clients)
        try:
            context = await self._list(clients, account, trace)
        finally:
            self._running.discard(clients)
            await clients.close()
        ahead = context.clock_ahead()
        return Diagnosis(
            account.provider,
            account.label,
            evaluate(context),
            context.report.endpoints,
            context.report.pages,
            context.report.attempts,
            context.report.seconds,
            ahead and ahead[0],
            tuple(context.failures),
        )

    async def close(self) -> None:
        """End the diagnoses that are running."""
        running, self._running = self._running, set()
        await asyncio.gather(*(clients.close() for clients in running))

    async def _list(self, clients: Clients, account: Account, trace: Trace) -> CheckContext:
        fanout = FanOut(clients, [account], Query(page_size=self._options.page_size))
        async with aclosing(fanout.pages()) as pages:
            async for _ in pages:
                pass  # endpoints are counted, not kept
        client = clients.client(account)
        if client is None and fanout.failures[0].kind in ("configuration", "internal"):
            fanout.failures[0].advice = (
                "Check the options proxy and verify, the variables HTTP_PROXY, HTTPS_PROXY,"
                " SSL_CERT_FILE and SSL_CERT_DIR, and the provider's package."
            )
        is_traced = None if client is None else isinstance(client, AsyncClient)
        verifies = self._options.verify is not False
        [report] = fanout.reports
        return CheckContext(account, verifies, trace, is_traced, report, fanout.failures)
