"""The roster: accounts, listings of what they have, and what is done with it."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, Self, Unpack

from .engine.loop_thread import LoopThread
from .models import Action
from .pager import AsyncPager, Pager
from .roster_base import BaseRoster, note, only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from endpoint_roster_core.models import Model

    from .account import Account
    from .doctor import Diagnosis
    from .engine import Actions
    from .models import ActionResult, Endpoint, EndpointState, Listing
    from .options import RosterOptions
    from .plan import AsyncPlan, Plan
    from .query import Filters
    from .vocabulary import PlannedAction, TargetState


class Roster(BaseRoster):
    """Lists the endpoints of many accounts.

    Use it as a context manager, or close it. Several threads may use it.

        with Roster.from_env() as roster:
            for endpoint in roster.list(states=["running"]):
                print(endpoint.provider, endpoint.name)

    Args:
        accounts: Accounts to list.
        **options: ``timeout``, ``deadline``, ``max_attempts``, ``concurrency``, ``proxy``,
            ``verify`` and more; see ``Options``.

    Raises:
        ConfigurationError: An option cannot work, or two accounts have one label.
    """

    def __init__(self, accounts: Iterable[Account], **options: Unpack[RosterOptions]) -> None:
        super().__init__(accounts, **options)
        self._loop = LoopThread(self._clients.close)
        # A roster that is never closed still ends its thread.
        weakref.finalize(self, self._loop.stop, wait=False)

    def list(self, *, costs: bool = False, **filters: Unpack[Filters]) -> Pager:
        """Prepare a listing; requests are sent when it is iterated or collected.

        Args:
            costs: Whether to ask for prices too, which can take further requests, and fill in
                ``Endpoint.cost``. A price that cannot be read is a note in the account's report.
            **filters: Any of ``providers``, ``accounts``, ``states``, ``kinds``, ``model``,
                ``name``, ``region``, ``tags``, ``created_before``, ``created_after``, ``mine``,
                and ``provider_options``; see ``Filters``.

        Raises:
            TypeError: There is no such filter.
            QueryError: A filter names what does not exist.
            NoAccountsError: No account is left to ask.
            ClosedError: The roster is closed.
        """
        return Pager(self, self._loop, self._select(filters, costs=costs))

    def get(self, endpoint: Endpoint | str, *, costs: bool = False) -> Endpoint:
        """Return an endpoint, freshly read.

        Args:
            endpoint: One that was listed, or its reference ``provider/account/id``.
            costs: Whether to ask for its price too, and fill in ``cost``.

        Raises:
            EndpointNotFoundError: There is none.
            ReadError: It could not be read.
            ClosedError: The roster is closed.
        """
        return self._loop.call(self._get(endpoint, costs=costs))

    def start(self, endpoint: Endpoint | str) -> ActionResult:
        """Start an endpoint; as ``stop``."""
        return self._do(self._run(Action.START, endpoint))

    def stop(self, endpoint: Endpoint | str) -> ActionResult:
        """Stop an endpoint, and return what came of it.

        It is read before and after; the request that stops it is sent once. What goes wrong at the
        provider raises nothing: ``outcome`` and ``failure`` of the result say so. Ctrl-C waits for
        the end of what was sent.

        Args:
            endpoint: One that was listed, or its reference ``provider/account/id``. One that was
                listed is compared with what is there now, and refused if it is another one.

        Raises:
            EndpointNotFoundError: The reference names no endpoint.
            ClosedError: The roster is closed.
        """
        return self._do(self._run(Action.STOP, endpoint))

    def delete(self, endpoint: Endpoint | str) -> ActionResult:
        """Delete an endpoint for good; as ``stop``."""
        return self._do(self._run(Action.DELETE, endpoint))

    def update(
        self,
        endpoint: Endpoint | str,
        changes: Mapping[str, Any] | Model | None = None,
        /,
        **fields: Any,
    ) -> ActionResult:
        """Change settings of an endpoint; as ``stop``.

        Args:
            endpoint: One that was listed, or its reference ``provider/account/id``.
            changes: The provider's settings, by their names on the wire or in Python, or a model
                of its client; see ``settings_schema``.
            **fields: Further ones.

        Raises:
            SettingsError: They cannot work; nothing was sent.
            EndpointNotFoundError: The reference names no endpoint.
            ClosedError: The roster is closed.
        """
        return self._do(self._run(Action.UPDATE, endpoint, changes, fields))

    def create(
        self,
        account: Account | str,
        settings: Mapping[str, Any] | Model | None = None,
        /,
        **fields: Any,
    ) -> ActionResult:
        """Create an endpoint, once, and return what came of it.

        Where the answer is lost, the endpoint is looked for before anything is said.

        Args:
            account: The account, or its label.
            settings: The provider's settings, by their names on the wire or in Python, or a model
                of its client; see ``settings_schema``.
            **fields: Further ones.

        Raises:
            SettingsError: They cannot work; nothing was sent.
            QueryError: There is no such account.
            ClosedError: The roster is closed.
        """
        return self._do(self._creation(account, settings, fields))

    def wait(
        self,
        endpoint: Endpoint | str,
        *,
        state: TargetState | EndpointState,
        timeout: float = 600.0,
        progress: Callable[[Endpoint], object] | None = None,
    ) -> Endpoint | None:
        """Wait until an endpoint reaches a state; return it, or None once it is deleted.

        Args:
            endpoint: One that was listed, or its reference ``provider/account/id``.
            state: A state, or ``deleted``.
            timeout: Seconds to wait at most.
            progress: Called with each reading, in another thread.

        Raises:
            WaitError: It has failed, was deleted, or is in a state that does not lead there.
            WaitTimeoutError: It did not come there in time.
            EndpointNotFoundError: The reference names no endpoint.
            ReadError: It could not be read.
            ClosedError: The roster is closed.
        """
        return self._loop.call(self._wait(endpoint, state, timeout, progress))

    def plan(
        self,
        action: PlannedAction | Action,
        what: Pager | Listing | Iterable[Endpoint | str] | Endpoint | str,
        /,
        **changes: Any,
    ) -> Plan:
        """Find out what an action would do; nothing but readings is sent.

        Args:
            action: ``start``, ``stop``, ``delete`` or ``update``.
            what: What ``list`` returns, a listing of it, endpoints, or references.
            **changes: The settings that are to change, for an update.

        Raises:
            PlanError: There is no such action.
            SettingsError: The changes cannot work.
            EndpointNotFoundError: A reference names no endpoint.
            ClosedError: The roster is closed.
        """
        from .plan import Plan  # not before the first action

        return Plan(self, self._loop, self._loop.call(self._draft(action, what, changes)))

    def _do(self, actions: Actions) -> ActionResult:
        try:
            result = self._loop.call(actions.next())
        except BaseException as error:
            self._loop.finish(actions.finish())
            note(error, actions)
            raise
        return only(result)

    def diagnose(self, account: Account) -> Diagnosis:
        """List one account on new connections, and report how each step went.

        Nothing that goes wrong is raised: it is in the result, with what to do about it.

        Args:
            account: An account of this roster, or any other; its options are the roster's.

        Raises:
            ClosedError: The roster is closed, or is closed meanwhile.
        """
        return self._loop.call(self._diagnose(account))

    def close(self) -> None:
        """End listings that are under way, close all connections, end the thread."""
        self._closed = True
        self._loop.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncRoster(BaseRoster):
    """Lists the endpoints of many accounts, for asyncio.

    Use it as an asynchronous context manager, or close it. It may serve several event loops in
    turn; ``aclose`` ends what is open in the one that runs.

        async with AsyncRoster.from_env() as roster:
            async for endpoint in roster.list(states=["running"]):
                print(endpoint.provider, endpoint.name)

    Args:
        accounts: As for ``Roster``.
        **options: As for ``Roster``.

    Raises:
        ConfigurationError: An option cannot work, or two accounts have one label.
    """

    def list(self, *, costs: bool = False, **filters: Unpack[Filters]) -> AsyncPager:
        """Prepare a listing; as ``Roster.list``."""
        return AsyncPager(self._select(filters, costs=costs))

    async def get(self, endpoint: Endpoint | str, *, costs: bool = False) -> Endpoint:
        """Return an endpoint, freshly read; as ``Roster.get``."""
        return await self._get(endpoint, costs=costs)

    async def start(self, endpoint: Endpoint | str) -> ActionResult:
        """Start an endpoint; as ``Roster.start``."""
        return await self._do(self._run(Action.START, endpoint))

    async def stop(self, endpoint: Endpoint | str) -> ActionResult:
        """Stop an endpoint; as ``Roster.stop``."""
        return await self._do(self._run(Action.STOP, endpoint))

    async def delete(self, endpoint: Endpoint | str) -> ActionResult:
        """Delete an endpoint for good; as ``Roster.delete``."""
        return await self._do(self._run(Action.DELETE, endpoint))

    async def update(
        self,
        endpoint: Endpoint | str,
        changes: Mapping[str, Any] | Model | None = None,
        /,
        **fields: Any,
    ) -> ActionResult:
        """Change settings of an endpoint; as ``Roster.update``."""
        return await self._do(self._run(Action.UPDATE, endpoint, changes, fields))

    async def create(
        self,
        account: Account | str,
        settings: Mapping[str, Any] | Model | None = None,
        /,
        **fields: Any,
    ) -> ActionResult:
        """Create an endpoint, once; as ``Roster.create``."""
        return await self._do(self._creation(account, settings, fields))

    async def wait(
        self,
        endpoint: Endpoint | str,
        *,
        state: TargetState | EndpointState,
        timeout: float = 600.0,
        progress: Callable[[Endpoint], object] | None = None,
    ) -> Endpoint | None:
        """Wait until an endpoint reaches a state; as ``Roster.wait``."""
        return await self._wait(endpoint, state, timeout, progress)

    async def plan(
        self,
        action: PlannedAction | Action,
        what: AsyncPager | Listing | Iterable[Endpoint | str] | Endpoint | str,
        /,
        **changes: Any,
    ) -> AsyncPlan:
        """Find out what an action would do; as ``Roster.plan``."""
        from .plan import AsyncPlan

        return AsyncPlan(await self._draft(action, what, changes))

    async def _do(self, actions: Actions) -> ActionResult:
        try:
            result = await actions.next()
        except BaseException as error:
            await actions.finish()
            note(error, actions)
            raise
        return only(result)

    async def diagnose(self, account: Account) -> Diagnosis:
        """List one account and report how it went; as ``Roster.diagnose``."""
        self._open()
        return await self._diagnose(account)

    async def aclose(self) -> None:
        """End listings and checks that are under way and close all connections."""
        self._closed = True
        if self._doctor is not None:
            await self._doctor.close()
        await self._clients.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()
