"""Whether one account works, and where it breaks: a real listing, looked at step by step."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import registry
from ..engine.fanout import Engine
from ..engine.progress import Progress
from ..errors import ClosedError
from ..models import AccountReport, Failure
from ..query import Query
from .checks import Case, DiagnosisStep, judge, unusable
from .trace import Sightings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..account import Account
    from ..options import Options
    from ..providers.base import Client, Provider

__all__ = ["Checks", "Diagnosis", "DiagnosisStep"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a check of one account found. It holds no secret.

    Attributes:
        provider: The provider's name.
        account: Label of the account.
        steps: All steps, in the order in which they build on each other.
        endpoints: Endpoints that were listed.
        pages: Pages that were read.
        attempts: Requests that were sent, repeated ones included.
        seconds: Time spent waiting for the provider, the waits before repeated requests included.
        clock_ahead: Seconds that this machine's clock is ahead of the server's, behind if below 0;
            None where the server did not tell.
        failures: What could not be reached; empty when the account works.
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

    @classmethod
    def of_unusable(cls, failure: Failure) -> Diagnosis:
        """Return the check-up of an account that cannot be used, from ``Roster.unusable``."""
        return cls(failure.provider, failure.account, unusable(failure), failures=(failure,))


class Checks:
    """Checks accounts, each with connections of its own, so that all steps are seen.

    Args:
        options: Options of the roster.
        find: Finds the provider of a name.
    """

    def __init__(
        self, options: Options, *, find: Callable[[str], Provider] = registry.find
    ) -> None:
        self._options = options
        self._find = find
        self._engines: set[Engine] = set()

    async def run(self, account: Account) -> Diagnosis:
        """List an account once and tell how it went.

        Raises:
            ClosedError: The checks were ended meanwhile.
        """
        engine = Engine(self._options, find=self._find)
        self._engines.add(engine)
        try:
            case = await self._list(engine, account)
        finally:
            self._engines.discard(engine)
            await engine.close()
        told = case.clock_ahead()
        return Diagnosis(
            account.provider,
            account.label,
            judge(case),
            case.report.endpoints,
            case.report.pages,
            case.report.attempts,
            case.report.seconds,
            told and told[0],
            tuple(case.failures),
        )

    async def close(self) -> None:
        """End the checks that are under way."""
        engines, self._engines = self._engines, set()
        await asyncio.gather(*(engine.close() for engine in engines))

    async def _list(self, engine: Engine, account: Account) -> Case:
        seen = Sightings(self._options.clock)
        verifies = self._options.verify is not False
        client = await self._client(engine, account)
        if isinstance(client, Failure):
            nothing = AccountReport(account.provider, account.label, failure=client)
            return Case(account, verifies, seen, None, nothing, [client])
        watched = seen.watch(client)
        if engine not in self._engines:
            raise ClosedError("the roster was closed during the check")
        run = engine.start([account], Query.of(page_size=self._options.page_size))
        try:
            while await run.next() is not None:
                pass  # endpoints are counted, not kept
        finally:
            await run.close()
        [report] = run.reports_in_order()
        return Case(account, verifies, seen, watched, report, run.failures_in_order())

    async def _client(self, engine: Engine, account: Account) -> Client | Failure:
        """Return the account's client, or why there is none."""
        progress = Progress(account, self._options.deadline, self._options.clock)
        try:
            return await engine.client(account, engine.find(account.provider))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
            failure = progress.failure(error)
        if failure.kind in ("configuration", "internal"):
            failure.advice = (
                "Check the options proxy and verify, the variables HTTP_PROXY, HTTPS_PROXY,"
                " SSL_CERT_FILE and SSL_CERT_DIR, and the provider's package."
            )
        return failure
