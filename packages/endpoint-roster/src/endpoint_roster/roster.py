"""The roster: accounts, and listings of what they have."""

from __future__ import annotations

import weakref
from functools import partial
from typing import TYPE_CHECKING, Self, Unpack

from . import registry
from .config import discovery as config
from .engine import Clients, FanOut
from .engine.loop_thread import LoopThread
from .errors import ClosedError, NoAccountsError, QueryError
from .options import Options, RosterOptions
from .pager import AsyncPager, Pager
from .query import Filters, Query

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

    from .account import Account
    from .checks import Rules
    from .doctor import Diagnosis, Doctor
    from .models import Failure


class _BaseRoster:
    """Accounts, options and clients: what both rosters have.

    Attributes:
        accounts: The accounts, in order, with labels that tell them apart.
        unusable: Accounts that were found and cannot be used; every listing reports them.
        options: The options.
        source: Where the accounts come from: ``arguments``, ``environment``, or the path of the
            configuration file.
        rules: What ``endpoint_roster.checks.check`` checks a listing by: the file's table
            ``[check]``; the usual rules where there is none.
    """

    def __init__(self, accounts: Iterable[Account], **options: Unpack[RosterOptions]) -> None:
        self.accounts: tuple[Account, ...] = config.label_apart(accounts)
        self.unusable: tuple[Failure, ...] = ()
        self.options = Options(**options)
        self.source = "arguments"
        self._rules: Rules | None = None
        self._clients = Clients(self.options)
        self._doctor: Doctor | None = None
        self._closed = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}(accounts={self.accounts!r}, options={self.options!r})"

    @property
    def rules(self) -> Rules:
        """The rules of the configuration file."""
        if self._rules is None:  # imported only here, as below
            from .checks import Rules

            self._rules = Rules()
        return self._rules

    async def _diagnose(self, account: Account) -> Diagnosis:
        if self._doctor is None:  # imported only here: a listing starts sooner without it
            from .doctor import Doctor

            self._doctor = Doctor(self.options)
        return await self._doctor.diagnose(account)

    @classmethod
    def from_env(cls, **options: Unpack[RosterOptions]) -> Self:
        """Make a roster of the accounts that the environment's variables describe.

        An account whose variables are not all there is reported as a failure by every listing.
        Where ``ENDPOINT_ROSTER_CONFIG`` names a file, the accounts are those of the file.

        Args:
            **options: See ``Options``.

        Raises:
            NoAccountsError: There is none.
            ConfigurationError: An option cannot work.
        """
        return cls._from(config.read_environment(), options)

    @classmethod
    def from_config(cls, **options: Unpack[RosterOptions]) -> Self:
        """Make a roster of the configuration file if there is one, else of the environment.

        Args:
            **options: See ``Options``.

        Raises:
            NoAccountsError: There is neither.
            ConfigurationError: The file cannot be read, or an option cannot work.
        """
        return cls._from(config.read_default(), options)

    @classmethod
    def from_file(
        cls, path: str | os.PathLike[str] | None = None, **options: Unpack[RosterOptions]
    ) -> Self:
        """Make a roster of the accounts in a TOML file.

        Each ``[[accounts]]`` table holds the arguments of one ``Account``.
        What a table leaves out is taken from ``[defaults]``, then from the environment. An account
        that cannot work is reported as a failure by every listing.

        Args:
            path: The file. If left out: the one that ``ENDPOINT_ROSTER_CONFIG`` names, else
                ``endpoint-roster/config.toml`` where the platform keeps configuration.
            **options: See ``Options``; these count before the file's ``[defaults]``.

        Raises:
            NoAccountsError: The file has no account.
            ConfigurationError: The file cannot be read, or an option cannot work.
        """
        return cls._from(config.read_file(path), options)

    @classmethod
    def _from(cls, found: config.Found, options: RosterOptions) -> Self:
        roster = cls(found.accounts, **{**found.options, **options})
        roster.unusable = tuple(found.unusable)
        roster.source = found.source
        roster._rules = found.rules
        return roster

    def _fan_out(self, filters: Filters) -> Callable[[], FanOut]:
        """Return what starts a listing of the accounts that the filters name."""
        if self._closed:
            raise ClosedError("the roster is closed")
        query = Query.of(page_size=self.options.page_size, **filters)
        labels = [a.label for a in self.accounts] + [f.account for f in self.unusable]
        named = query.accounts.union(o.account for o in query.provider_options if o.account)
        _check_choice("provider", query.providers, registry.names())
        _check_choice("account", named, labels)
        accounts = tuple(a for a in self.accounts if query.selects(a.provider, a.label))
        unusable = tuple(f for f in self.unusable if query.selects(f.provider, f.account))
        if (self.accounts or self.unusable) and not accounts and not unusable:
            advice = config.how_to_configure(query.providers)
            raise NoAccountsError("no account matches the filters", advice)
        return partial(FanOut, self._clients, accounts, query, unusable)


class Roster(_BaseRoster):
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

    def list(self, **filters: Unpack[Filters]) -> Pager:
        """Prepare a listing; requests are sent when it is iterated or collected.

        Args:
            **filters: Any of ``providers``, ``accounts``, ``states``, ``kinds``, ``model``,
                ``name``, ``region``, ``tags``, ``created_before``, ``created_after``, ``mine``,
                and ``provider_options``; see ``Filters``.

        Raises:
            QueryError: A filter names what does not exist.
            NoAccountsError: No account is left to ask.
            ClosedError: The roster is closed.
        """
        return Pager(self, self._loop, self._fan_out(filters))

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


class AsyncRoster(_BaseRoster):
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

    def list(self, **filters: Unpack[Filters]) -> AsyncPager:
        """Prepare a listing; as ``Roster.list``."""
        return AsyncPager(self._fan_out(filters))

    async def diagnose(self, account: Account) -> Diagnosis:
        """List one account and report how it went; as ``Roster.diagnose``."""
        if self._closed:
            raise ClosedError("the roster is closed")
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


def _check_choice(thing: str, words: Iterable[str], known: Sequence[str]) -> None:
    for unknown in sorted({*words}.difference(known)):
        choice = ", ".join(dict.fromkeys(known)) or "none"
        raise QueryError(f"there is no {thing} {unknown!r}", f"Choose from {choice}.")
