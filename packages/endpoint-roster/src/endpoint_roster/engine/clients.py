"""The clients of a roster: one for each account, made at first use; they share connections."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from endpoint_roster_core.client import AsyncClient
from endpoint_roster_core.transports import Transports

from .. import telemetry
from ..providers import find

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine

    from endpoint_roster_core.observers import Observer

    from ..account import Account
    from ..options import Options
    from ..providers import Client, Provider

T = TypeVar("T")

#: Clients that are kept although nothing uses them, with the tokens that they fetched.
KEPT_CLIENTS = 256


class Actions(Protocol):
    """Actions that run at the same time."""

    async def run(self) -> None:
        """Do them all."""
        ...

    async def finish(self) -> None:
        """Start no more, and wait for the end of what has started."""
        ...


class Connection:
    """An account's client, and the adapter that says what it is to send."""

    def __init__(self, provider: Provider, client: Client) -> None:
        self.provider = provider
        self.client = client
        self.users = 0  # listings that use it at the moment


class _Open:
    """What is open in one event loop: clients, and the listings that use them."""

    def __init__(self) -> None:
        self.connections: dict[Account, Connection] = {}
        self.idle: dict[Account, None] = {}  # those that nothing uses, the oldest first
        self.listings: set[asyncio.Task[None]] = set()
        self.actions: dict[asyncio.Task[None], Actions] = {}
        self.loading = asyncio.Lock()


class Clients:
    """Owns the connections of a roster, in each event loop that it serves.

    Args:
        options: Those of the roster.
        find: Returns the provider of a name.
        observers: They watch the requests of all clients that are of our kind.
    """

    def __init__(
        self, options: Options, find: Callable[[str], Provider] = find, *observers: Observer
    ) -> None:
        self.options = options
        self._find = find
        self._observers = observers
        self._loaded: set[str] = set()
        # Requests carry their accounts' credentials: any connection to the host will do.
        self._transports = Transports(asynchronous=True, most=None, most_idle=options.concurrency)
        self._by_loop: dict[asyncio.AbstractEventLoop, _Open] = {}

    @property
    def here(self) -> _Open:
        """What is open in this event loop; loops that ended took with them what was theirs."""
        loop = asyncio.get_running_loop()
        if loop not in self._by_loop:
            for other in [each for each in self._by_loop if each.is_closed()]:
                del self._by_loop[other]
            self._by_loop[loop] = _Open()
        return self._by_loop[loop]

    def provider(self, account: Account) -> Provider:
        """Return the account's adapter.

        Raises:
            PluginError: It cannot be used.
        """
        return self._find(account.provider)

    def client(self, account: Account) -> Client | None:
        """Return the account's client, if it was made in this event loop."""
        connection = self.here.connections.get(account)
        return connection and connection.client

    @asynccontextmanager
    async def use(self, account: Account) -> AsyncGenerator[Connection]:
        """Provide the account's client; of those that are not in use, only some are kept.

        Raises:
            RosterError: It cannot be made.
        """
        here, connection = self.here, await self._connection(account)
        here.idle.pop(account, None)
        connection.users += 1
        try:
            yield connection
        finally:
            connection.users -= 1
            if not connection.users and here.connections.get(account) is connection:
                here.idle[account] = None
            while len(here.idle) > KEPT_CLIENTS:
                del here.idle[oldest := next(iter(here.idle))]
                await here.connections.pop(oldest).client.aclose()

    def start(self, listing: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a listing in this event loop, which ends when the clients are closed."""
        listings = self.here.listings
        task = asyncio.get_running_loop().create_task(listing)
        listings.add(task)
        task.add_done_callback(listings.discard)
        return task

    def start_actions(self, actions: Actions) -> asyncio.Task[None]:
        """Start actions in this event loop; closing the clients waits for them to end."""
        running = self.here.actions
        task = asyncio.get_running_loop().create_task(actions.run())
        running[task] = actions
        task.add_done_callback(lambda ended: running.pop(ended, None))
        return task

    async def close(self) -> None:
        """End the listings of this event loop, and close its connections.

        Actions that have started are finished first, so that it is known what came of them.
        """
        here = self.here
        finishing = (actions.finish() for actions in [*here.actions.values()])
        await asyncio.gather(*finishing, return_exceptions=True)
        for task in here.listings:
            task.cancel()
        await asyncio.gather(*here.listings, return_exceptions=True)
        connections = list(here.connections.values())
        here.connections, here.idle = {}, {}
        # All are tried, so that one that cannot be closed leaves no other open.
        closing = (each.client.aclose() for each in connections)
        await asyncio.gather(*closing, return_exceptions=True)
        await self._transports.aclose()

    async def _connection(self, account: Account) -> Connection:
        here, name = self.here, account.provider
        if (found := here.connections.get(account)) is not None:
            return found
        if name not in self._loaded:
            # The first of a provider imports its package and httpx, and reads the certificates:
            # slow, so in a thread, and one after the other, since threads do not make it quicker.
            async with here.loading:
                if name not in self._loaded:
                    here.connections[account] = await _in_a_thread(lambda: self._load(account))
                    self._loaded.add(name)
        if account not in here.connections:
            here.connections[account] = self._connect(account)
        return here.connections[account]

    def _load(self, account: Account) -> Connection:
        connection = self._connect(account)
        connection.provider.prepare()
        if isinstance(connection.client, AsyncClient):
            connection.client.prepare()
        return connection

    def _connect(self, account: Account) -> Connection:
        provider = self._find(account.provider)
        client = provider.connect(account, self.options)
        if isinstance(client, AsyncClient):
            client.share(self._transports)
            ids = client.api.errors.request_id_headers
            client.observers += [telemetry.RequestObserver(ids), *self._observers]
        return Connection(provider, client)


async def _in_a_thread(work: Callable[[], T]) -> T:
    """Do slow work that does not wait for anything, without blocking the event loop.

    The thread is the work's own and ends with it; the loop's executor would keep it.
    """
    executor = ThreadPoolExecutor(1, "endpoint-roster-import")
    try:
        return await asyncio.get_running_loop().run_in_executor(executor, work)
    finally:
        executor.shutdown(wait=False)
