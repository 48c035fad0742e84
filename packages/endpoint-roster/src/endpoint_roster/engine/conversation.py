"""Sends the calls of an adapter that lead to one result, and remembers how that went."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar, cast

from endpoint_roster_core.errors import ClientError, ClientTimeoutError
from endpoint_roster_core.operations import Request
from endpoint_roster_core.responses import Response

from .. import telemetry
from ..errors import DeadlineError
from ..models import AccountReport
from ..providers import may_have_happened
from .failures import failure_of

if TYPE_CHECKING:
    from datetime import datetime

    from ..account import Account
    from ..models import Failure
    from ..options import Options
    from ..providers import Answer, Call, Calls
    from .clients import Connection

T = TypeVar("T")

#: Seconds after the deadline that a client has to notice it by itself.
_GRACE = 1.0


_CONFLICT = "It has changed, or its state does not allow this: look at it, then try again."
#: What to do about the status of a change that was refused: reading went well before it.
_ADVICE = {
    400: "Check the settings; the provider's message says what is wrong.",
    403: "Check that the account may do this, and that the endpoint's state allows it.",
    404: "Check that the endpoint exists, and all that the settings name.",
    409: _CONFLICT,
    412: _CONFLICT,
    422: "Check the settings; the provider's message says what is wrong.",
}


class Conversation:
    """Calls of one account, within one deadline.

    Args:
        account: The account.
        options: Those of the roster.

    Attributes:
        connection: The account's client and adapter.
        request_id: The provider's id of the last request that was to change something.
        changes: Requests that were to change something, those that failed included.
        attempts: How often the last request was sent.
        is_unclear: Whether one of them may have been carried out although it failed.
    """

    connection: Connection

    def __init__(self, account: Account, options: Options) -> None:
        self.request_id: str | None = None
        self.changes = 0
        self.is_unclear = False
        self._account = account
        self._options = options
        self._seconds = 0.0
        self._attempted = "connect"
        self._changes = False
        self.attempts = 0
        self._answered: tuple[str | None, datetime] | None = None

    async def hold(self, calls: Calls[T]) -> T:
        """Send an adapter's calls, give it the answers or their errors, return its result.

        Raises:
            Exception: What the adapter raises, and the errors of calls that it lets pass.
        """
        answer: Any = None
        error: Exception | None = None
        with closing(calls):
            while True:
                try:
                    call = calls.throw(error) if error else calls.send(answer)
                except StopIteration as end:
                    return end.value
                answer = error = None
                try:
                    answer = await self._send(call)
                except Exception as failed:  # noqa: BLE001 - the adapter decides about it
                    error = failed

    def failure(self, error: Exception) -> Failure:
        """Return what to report of an error."""
        failure = failure_of(
            error,
            self._account,
            AccountReport(self._account.provider, self._account.label),
            self._attempted,
            self.attempts,
            now=self._options.clock.now(),
            answered=self._answered,
        )
        if self._changes and failure.status in _ADVICE:
            failure.advice = _ADVICE[failure.status]
        return failure

    async def _send(self, call: Call) -> Any:
        request = call.request
        changes = self._changes = not _only_reads(request)
        self._attempted, self.attempts = call.attempted, 0
        self.changes += changes
        telemetry.call(call.attempted)
        clock, left = self._options.clock, self._options.deadline - self._seconds
        started, since = time.monotonic(), clock.monotonic()
        limit = asyncio.timeout(left + _GRACE)
        try:
            async with limit:
                response = await self.connection.client.send(request, deadline=left)
        except ClientError as error:
            self.attempts = error.attempts
            if changes:
                self._note(error)
            if not isinstance(error, ClientTimeoutError) or time.monotonic() - started < left:
                raise
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            # Not this action was cancelled: a client did it to itself.
            self.is_unclear |= changes
            raise RuntimeError("the client cancelled its own request") from None
        except TimeoutError:
            self.attempts = 1
            self.is_unclear |= changes
            if not limit.expired():
                raise
        else:
            return self._result(response, changes=changes)
        finally:
            self._seconds += clock.monotonic() - since
        raise DeadlineError(
            f"not finished within the deadline of {self._options.deadline:g} s",
            "Raise deadline.",
        )

    def _result(self, answer: Answer, *, changes: bool) -> Any:
        self.attempts = answer.attempts
        if isinstance(answer, Response):  # a plug-in's client may answer with something else
            self._answered = answer.headers.get("date"), self._options.clock.now()
            if changes:
                self.request_id = answer.request_id
        try:
            return cast("Any", answer.result())
        except ClientError as error:
            if changes:
                self._note(error)
            raise

    def _note(self, error: ClientError) -> None:
        """Note what is known of a change that failed."""
        self.request_id = error.request_id or self.request_id
        self.is_unclear |= may_have_happened(error)


def _only_reads(request: Any) -> bool:
    """Tell whether a request changes nothing; that of a plug-in's own client may."""
    if not isinstance(request, Request):
        return False
    return cast("Request[Any]", request).operation.effect == "read"
