"""One action on one endpoint: read it, send the change once, find out what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .. import telemetry
from ..errors import EndpointNotFoundError
from ..models import Action, ActionResult, EndpointState, Failure, Outcome
from .conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..account import Account
    from ..models import Endpoint
    from ..providers import Settings
    from .clients import Clients, Connection

#: Seconds before each of the readings that settle what came of a change; they are spread.
SETTLING: Sequence[float] = (0.0, 1.0, 3.0)
#: What is said of a change whose answer was lost.
_READ_AFTERWARDS = {
    Outcome.FAILED: "; read again, it is as it was before",
    Outcome.UNKNOWN: "; reading it again did not show whether this was done",
}
#: What to do then.
_LOOK_FIRST = "Look at it before you do it again: the provider may still be about to do it."
_AT_REST = (EndpointState.STOPPED, EndpointState.FAILED)
_OF_USE = (Outcome.DONE, Outcome.ACCEPTED)


class Target(NamedTuple):
    """An endpoint that something is to be done with.

    Attributes:
        account: Its account.
        id: The provider's id.
        seen: The endpoint as the caller knows it; None where it was named by its reference.
    """

    account: Account
    id: str
    seen: Endpoint | None = None


class ActionRun:
    """One action on one endpoint.

    Args:
        clients: The roster's clients.
        target: The endpoint.
        action: What is to be done: start, stop, update or delete.
        settings: What is to change, for an update.

    Attributes:
        result: What is known of the action so far.
    """

    def __init__(
        self, clients: Clients, target: Target, action: Action, settings: Settings | None = None
    ) -> None:
        self.target = target
        self._clients = clients
        self._action = action
        self._settings = settings
        self._was_sent = False
        self.result = new_result(target, action)

    @property
    def account(self) -> Account:
        """The account of the endpoint."""
        return self.target.account

    async def run(self) -> ActionResult:
        """Do it; what goes wrong is in the result.

        Raises:
            EndpointNotFoundError: It was named by its reference, and does not exist.
        """
        account, result = self.target.account, self.result
        with telemetry.acting(account, result):
            talk = Conversation(account, self._clients.options)
            try:
                # What a provider has no way to do needs no reading.
                if reason := self._clients.provider(account).refusal(account, self._action, None):
                    self._refuse(reason)
                    return result
                async with self._clients.use(account) as connection:
                    talk.connection = connection
                    await self._run(connection, talk)
            except EndpointNotFoundError:
                raise
            except Exception as error:  # noqa: BLE001 - one endpoint must never cost the others
                unclear = talk.is_unclear or self._was_sent
                outcome = Outcome.UNKNOWN if unclear else Outcome.FAILED
                self._end(outcome, talk.failure(error))
            result.request_id = talk.request_id
        return result

    async def _run(self, connection: Connection, talk: Conversation) -> None:
        provider, account = connection.provider, self.target.account
        before = await self._read(connection, talk)
        if before is None:
            self._gone()
            return
        self._show(before)
        self.result.state_before = before.state
        reason = (
            provider.refusal(account, self._action, before)
            or changed(self.target.seen, before, self._action)
            or await talk.hold(provider.check(account, self._action, before))
        )
        if reason:
            self._refuse(reason)
        elif provider.effect(self._action, before, self._settings) in _OF_USE:
            self._end(Outcome.ALREADY)
        else:
            await self._act(connection, talk, before)

    async def _act(self, connection: Connection, talk: Conversation, before: Endpoint) -> None:
        """Send the change, and find out what came of it."""
        provider, account = connection.provider, self.target.account
        act = provider.act(account, self._action, before, self._settings)
        try:
            after = await talk.hold(act)
        except Exception as error:  # noqa: BLE001 - whatever it is, the endpoint says what came of it
            await self._settle(connection, talk, talk.failure(error))
            return
        self._was_sent = True
        if not talk.changes:
            self._end(Outcome.ALREADY)
            return
        try:
            after = after or await self._read(connection, talk)
        except Exception:  # noqa: BLE001 - the change was made, and its answer says so
            self._end(Outcome.ACCEPTED)
            self.result.state_after = None
            return
        self._show(after)
        outcome = self._effect(connection, after)
        if self._action is Action.UPDATE and outcome is Outcome.UNKNOWN:
            outcome = Outcome.DONE  # what cannot be seen was answered with a success
        self._end(Outcome.DONE if outcome is Outcome.DONE else Outcome.ACCEPTED)

    async def _settle(self, connection: Connection, talk: Conversation, why: Failure) -> None:
        """Find out what came of a change that failed, or whose answer was lost."""
        clock, unclear = self._clients.options.clock, talk.is_unclear
        outcome = Outcome.FAILED
        for seconds in SETTLING if unclear else SETTLING[:1]:
            if seconds:
                await clock.sleep_async(seconds * (0.5 + clock.random()))
            try:
                after = await self._read(connection, talk)
            except Exception:  # noqa: BLE001 - then it stays open what came of it
                outcome = Outcome.UNKNOWN
                continue
            self._show(after)
            outcome = self._effect(connection, after)
            if outcome is not Outcome.FAILED:
                break
        if unclear:
            why.cause += _READ_AFTERWARDS.get(outcome, "")
            why.advice = _LOOK_FIRST
        else:  # the provider has refused it; if it is so all the same, others did it
            outcome = Outcome.ALREADY if outcome in _OF_USE else Outcome.FAILED
        self._end(outcome, None if outcome in (*_OF_USE, Outcome.ALREADY) else why)

    def _effect(self, connection: Connection, after: Endpoint | None) -> Outcome:
        if after is None:
            return Outcome.DONE if self._action is Action.DELETE else Outcome.FAILED
        return connection.provider.effect(self._action, after, self._settings)

    async def _read(self, connection: Connection, talk: Conversation) -> Endpoint | None:
        provider, (account, key, seen) = connection.provider, self.target
        return await talk.hold(provider.get_endpoint(account, key, seen))

    def _gone(self) -> None:
        """Say what it means that the endpoint does not exist."""
        if self.target.seen is None:
            raise not_found(self.target)
        if self._action is Action.DELETE:
            self._end(Outcome.ALREADY)
        else:
            cause = "the endpoint does not exist any more"
            self._end(Outcome.FAILED, self._failure("not_found", cause))

    def _refuse(self, reason: str) -> None:
        self._end(Outcome.REFUSED, self._failure("refused", reason))

    def _failure(self, kind: str, cause: str) -> Failure:
        account = self.target.account
        attempted = f"{self._action} the endpoint"
        return Failure(account.provider, account.label, kind, attempted, cause, "")

    def _show(self, endpoint: Endpoint | None) -> None:
        """Note how the endpoint was read last."""
        self.result.state_after = endpoint.state if endpoint else None
        if endpoint:
            self.result.name = endpoint.name

    def _end(self, outcome: Outcome, failure: Failure | None = None) -> None:
        self.result.outcome, self.result.failure = outcome, failure


def new_result(target: Target, action: Action, outcome: Outcome = Outcome.FAILED) -> ActionResult:
    """Return the result of an action that has only started."""
    account = target.account
    reference = f"{account.provider}/{account.label}/{target.id}"
    name = target.seen and target.seen.name
    return ActionResult(
        account.provider, account.label, action, outcome, target.id, reference, name
    )


def refused(target: Target, action: Action, reason: str) -> ActionResult:
    """Return the result of an action that is refused."""
    account, result = target.account, new_result(target, action, Outcome.REFUSED)
    result.state_before = result.state_after = target.seen and target.seen.state
    attempted = f"{action} the endpoint"
    result.failure = Failure(account.provider, account.label, "refused", attempted, reason, "")
    return result


def changed(seen: Endpoint | None, fresh: Endpoint, action: Action) -> str:
    """Say why an endpoint is not the one that was seen, or not what the action was meant for."""
    if seen is None:
        return ""
    if seen.created_at and fresh.created_at and seen.created_at != fresh.created_at:
        return (
            f"it was created again at {fresh.created_at:%Y-%m-%d %H:%M:%S %Z}, after it was chosen"
        )
    if seen.owner and fresh.owner and seen.owner != fresh.owner:
        return f"it belongs to {fresh.owner} now, and belonged to {seen.owner} when it was chosen"
    if action is Action.DELETE and seen.state in _AT_REST and fresh.state not in _AT_REST:
        return f"it is {fresh.state} now, and was {seen.state} when it was chosen"
    return ""


def not_found(target: Target) -> EndpointNotFoundError:
    """Return the error of an endpoint that does not exist."""
    account = target.account
    return EndpointNotFoundError(
        f"{account.provider} ({account.label}) has no endpoint {target.id!r}",
        "List the account to see those that it has.",
    )
