"""The creation of one endpoint: never twice, and looked for when its answer was lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from .. import telemetry
from ..models import Action, ActionResult, EndpointState, Failure, Outcome
from ..providers import UnfinishedError
from .action import SETTLING
from .conversation import Conversation

if TYPE_CHECKING:
    from ..account import Account
    from ..models import Endpoint
    from ..providers import Settings
    from .clients import Clients, Connection

#: What is said of a creation whose answer was lost.
_LOOKED_FOR = {
    Outcome.FAILED: "; looked for since, it is not there",
    Outcome.UNKNOWN: "; it could not be settled since whether it was created",
}
#: What to do then.
_LOOK_FIRST = "List the account before you do it again: it may still be about to come."
#: States in which a new endpoint stays by itself.
_THERE = (EndpointState.RUNNING, EndpointState.DEGRADED, EndpointState.STOPPED)


class CreationRun:
    """The creation of one endpoint.

    Args:
        clients: The roster's clients.
        account: Where it is created.
        settings: What it is to be.

    Attributes:
        account: Where it is created.
        result: What is known of it so far.
    """

    def __init__(self, clients: Clients, account: Account, settings: Settings) -> None:
        self._clients = clients
        self.account = account
        self._settings = settings
        self._was_sent = False
        self.result = ActionResult(account.provider, account.label, Action.CREATE, Outcome.FAILED)

    async def run(self) -> ActionResult:
        """Do it; what goes wrong is in the result."""
        account, result = self.account, self.result
        with telemetry.acting(account, result):
            talk = Conversation(account, self._clients.options)
            try:
                async with self._clients.use(account) as connection:
                    talk.connection = connection
                    await self._run(connection, talk)
            except Exception as error:  # noqa: BLE001 - it is reported, whatever it is
                unclear = talk.is_unclear or self._was_sent
                outcome = Outcome.UNKNOWN if unclear else Outcome.FAILED
                self._end(outcome, talk.failure(error))
            result.request_id = talk.request_id
        return result

    async def _run(self, connection: Connection, talk: Conversation) -> None:
        provider, account = connection.provider, self.account
        self.result.name = provider.name_in(self._settings)
        if reason := provider.refusal(account, Action.CREATE, None):
            self._refuse(reason)
            return
        # What is there before tells what is new afterwards, whatever the clocks say.
        alike = await talk.hold(provider.find_alike(account, self._settings))
        if alike and provider.is_named(self._settings):
            await self._exists(connection, talk, alike[0])
            return
        known = {one.id for one in alike}
        try:
            made = await talk.hold(provider.create(account, self._settings))
        except UnfinishedError as error:
            self._name(error.id)
            await self._unfinished(connection, talk, error)
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the list says what came of it
            await self._settle(connection, talk, known, talk.failure(error))
            return
        self._was_sent = True
        if made is None:  # it was created, and the answer does not say what it is called
            await self._settle(connection, talk, known, None)
            return
        self._name(made)
        try:
            found = await talk.hold(provider.get_endpoint(account, made))
        except Exception:  # noqa: BLE001 - the answer says that it was created
            found = None
        self._created(found)

    async def _exists(self, connection: Connection, talk: Conversation, listed: Endpoint) -> None:
        """Say that there is one of this name, and whether it is what was to be created."""
        provider, account = connection.provider, self.account
        found = await talk.hold(provider.get_endpoint(account, listed.id, listed)) or listed
        self._show(found)
        self.result.state_before = found.state
        if provider.is_alike(found, self._settings):
            self._end(Outcome.ALREADY)
        else:
            self._refuse(
                f"there is an endpoint of this name with other settings: {self.result.reference}"
            )

    async def _unfinished(
        self, connection: Connection, talk: Conversation, error: UnfinishedError
    ) -> None:
        """Say that there is something, and that it is not all of what was wanted."""
        why = talk.failure(error.error)
        made = f"{self.result.reference} was created, and not all that belongs to it"
        why.cause = f"{made}: {why.cause}"
        why.advice = f"{why.advice} Delete it, or complete it."
        key = self.result.id or ""
        with suppress(Exception):  # it is there, read or not
            if found := await talk.hold(connection.provider.get_endpoint(self.account, key)):
                self._show(found)
        self._end(Outcome.FAILED if error.is_settled else Outcome.UNKNOWN, why)

    async def _settle(
        self, connection: Connection, talk: Conversation, known: set[str], why: Failure | None
    ) -> None:
        """Look for what may have been created."""
        provider, clock = connection.provider, self._clients.options.clock
        unclear = talk.is_unclear or why is None
        outcome = Outcome.FAILED
        for seconds in SETTLING if unclear else ():
            if seconds:
                await clock.sleep_async(seconds * (0.5 + clock.random()))
            try:
                found = await self._new(connection, talk, known)
            except Exception:  # noqa: BLE001 - then it stays open what came of it
                outcome = Outcome.UNKNOWN
                continue
            alike = [one for one in found if provider.is_alike(one, self._settings)]
            if len(alike) == 1:
                self._created(alike[0])
                return
            if found and provider.is_named(self._settings):  # by its name it is that, unfinished
                self._show(found[0])
                alike = found
            outcome = Outcome.UNKNOWN if alike else Outcome.FAILED
        if why is None:
            outcome = Outcome.ACCEPTED
        elif unclear:
            why.cause += _LOOKED_FOR.get(outcome, "")
            why.advice = _LOOK_FIRST
        self._end(outcome, why)

    async def _new(
        self, connection: Connection, talk: Conversation, known: set[str]
    ) -> list[Endpoint]:
        """Return the endpoints that are new and can be what was to be created."""
        provider, account = connection.provider, self.account
        alike = await talk.hold(provider.find_alike(account, self._settings))
        found: list[Endpoint] = []
        for one in alike:
            if one.id not in known:
                fresh = await talk.hold(provider.get_endpoint(account, one.id, one))
                if fresh:
                    found.append(fresh)
        return found

    def _created(self, found: Endpoint | None) -> None:
        if found:
            self._show(found)
        is_there = found and found.state in _THERE
        self._end(Outcome.DONE if is_there else Outcome.ACCEPTED)

    def _name(self, key: str) -> None:
        account = self.account
        self.result.id = key
        self.result.reference = f"{account.provider}/{account.label}/{key}"

    def _show(self, endpoint: Endpoint) -> None:
        self._name(endpoint.id)
        self.result.name, self.result.state_after = endpoint.name, endpoint.state

    def _refuse(self, reason: str) -> None:
        account = self.account
        attempted = "create the endpoint"
        failure = Failure(account.provider, account.label, "refused", attempted, reason, "")
        self._end(Outcome.REFUSED, failure)

    def _end(self, outcome: Outcome, failure: Failure | None = None) -> None:
        self.result.outcome, self.result.failure = outcome, failure
