"""The roster: accounts, and listings of what they have."""

from __future__ import annotations

import weakref
from contextlib import aclosing, closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack, cast

from . import registry
from .config import discovery as config
from .doctor.diagnosis import Checks
from .engine.fanout import Engine
from .engine.loop_thread import Background
from .engine.progress import ListProgress
from .errors import ClosedError, IncompleteError, NoAccountsError, QueryError
from .models import AccountReport, Listing
from .options import Options, RosterOptions
from .query import ProviderOptions, Query

if TYPE_CHECKING:
    import os
    from collections.abc import (
        AsyncGenerator,
        AsyncIterator,
        Generator,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )
    from datetime import datetime

    from .account import Account
    from .doctor.diagnosis import Diagnosis
    from .engine.fanout import Run
    from .models import Endpoint, Failure


class Filters(TypedDict, total=False):
    """The filters of a listing, as keyword arguments.

    Attributes:
        providers: Names of providers to ask; others are left alone.
        accounts: Labels of accounts to ask; others are left alone.
        states: States to let through, as words or as ``EndpointState``.
        kinds: Kinds to let through, in our words or the provider's own.
        model: Part of the model's name. In this and the texts below, case does not count, nor
            how accents are encoded.
        name: Part of the endpoint's name.
        region: The provider's name of a region.
        tags: Tags that an endpoint must have, each with a value, several of which one must be
            it, or None for any.
        created_before: Only endpoints that are older than this aware datetime.
        created_after: Only endpoints created at this aware datetime or later.
        provider_options: What only one provider understands, such as
            ``[TogetherOptions(mine=True)]``; ``account`` of an option is the label of the one
            account that it is for.
    """

    providers: Iterable[str] | None
    accounts: Iterable[str] | None
    states: Iterable[str] | None
    kinds: Iterable[str] | None
    model: str | None
    name: str | None
    region: str | None
    tags: Mapping[str, str | Iterable[str] | None] | None
    created_before: datetime | None
    created_after: datetime | None
    provider_options: Iterable[ProviderOptions] | None


@dataclass(frozen=True, slots=True)
class _Question:
    """A query, the accounts that it goes to, and the failures that are known beforehand."""

    query: Query
    options: tuple[ProviderOptions, ...]
    accounts: tuple[Account, ...]
    failures: tuple[Failure, ...]

    def so_far(self, run: Run | None) -> ListProgress:
        """Return how far a run has come, the failures counted that were known before it."""
        known, asked = len(self.failures), len(self.accounts)
        part = run.so_far() if run else ListProgress(asked)
        return replace(
            part, accounts=asked + known, done=part.done + known, failures=part.failures + known
        )


class _Outcome:
    """What is known at the end of a listing, besides its endpoints."""

    def __init__(self, question: _Question) -> None:
        self.failures = [*question.failures]
        self.reports = [AccountReport(f.provider, f.account, failure=f) for f in self.failures]

    def add(self, run: Run) -> None:
        self.failures += run.failures_in_order()
        self.reports += run.reports_in_order()

    def listing(self, pages: list[_PageOf]) -> Listing:
        """Return the listing in the accounts' order; within an account, pages came in order."""
        pages.sort(key=lambda page: page[0])
        endpoints = [endpoint for _, page in pages for endpoint in page]
        return Listing(endpoints, self.failures, not self.failures, self.reports)


class _Book:
    """What both rosters are: accounts, options, and an engine.

    Attributes:
        accounts: The accounts, in order, with labels that tell them apart.
        unusable: Accounts that were found and cannot be used; every listing reports them.
        options: The options.
        source: Where the accounts come from: ``arguments``, ``environment``, or the path of the
            configuration file.
    """

    def __init__(self, accounts: Iterable[Account], **options: Unpack[RosterOptions]) -> None:
        self.accounts: tuple[Account, ...] = config.label_apart(accounts)
        self.unusable: tuple[Failure, ...] = ()
        self.options = Options(**options)
        self.source = "arguments"
        self._engine = Engine(self.options)
        self._checks = Checks(self.options)
        self._closed = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}(accounts={self.accounts!r}, options={self.options!r})"

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
            **options: See ``Options``; these count before the
                file's ``[defaults]``.

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
        return roster

    def _question(self, filters: Filters) -> _Question:
        """Return what filters ask, and whom."""
        if self._closed:
            raise ClosedError("the roster is closed")
        words = dict(filters)
        options = tuple(
            cast("Iterable[ProviderOptions]", words.pop("provider_options", None) or ())
        )
        query = Query.of(**cast("Any", words), page_size=self.options.page_size)
        for unknown in sorted(query.providers.difference(registry.names())):
            raise QueryError(
                f"there is no provider {unknown!r}", f"Choose from {', '.join(registry.names())}."
            )
        labels = [a.label for a in self.accounts] + [f.account for f in self.unusable]
        for unknown in sorted(query.accounts.difference(labels)):
            choice = ", ".join(dict.fromkeys(labels)) or "none"
            raise QueryError(f"there is no account {unknown!r}", f"Choose from {choice}.")

        _check_options(options, labels)

        def asked(provider: str, label: str) -> bool:
            return (not query.providers or provider in query.providers) and (
                not query.accounts or label in query.accounts
            )

        accounts = tuple(a for a in self.accounts if asked(a.provider, a.label))
        failures = tuple(f for f in self.unusable if asked(f.provider, f.account))
        if (self.accounts or self.unusable) and not accounts and not failures:
            raise NoAccountsError(
                "no account is configured for what was asked",
                config.how_to_configure(query.providers),
            )
        return _Question(query, options, accounts, failures)


class Roster(_Book):
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
        self._background = Background(self._engine.close)
        # A roster that nobody closes still ends its thread.
        weakref.finalize(self, self._background.stop, wait=False)

    def list(self, **filters: Unpack[Filters]) -> Pager:
        """Prepare a listing; requests are sent when it is iterated or collected.

        Args:
            **filters: Any of ``providers``, ``accounts``, ``states``, ``kinds``, ``model``,
                ``name``, ``region``, ``tags``, ``created_before``, ``created_after``, and
                ``provider_options``; see ``Filters``.

        Raises:
            QueryError: A filter names what does not exist.
            NoAccountsError: No account is left to ask.
            ClosedError: The roster is closed.
        """
        return Pager(self, self._question(filters), self._engine, self._background)

    def diagnose(self, account: Account) -> Diagnosis:
        """List one account on new connections, and tell of each step how it went.

        Nothing that goes wrong is raised: it is in the result, with what to do about it.

        Args:
            account: An account of this roster, or any other; its options are the roster's.

        Raises:
            ClosedError: The roster is closed, or is closed meanwhile.
        """
        return self._background.call(self._checks.run(account))

    def close(self) -> None:
        """End listings that are under way, close all connections, end the thread."""
        self._closed = True
        self._background.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncRoster(_Book):
    """Lists the endpoints of many accounts, for asyncio.

    Use it as an asynchronous context manager, or close it. It may serve several
    event loops in turn; ``aclose`` ends what is open in the one that runs.

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
        return AsyncPager(self._question(filters), self._engine)

    async def diagnose(self, account: Account) -> Diagnosis:
        """List one account and tell how it went; as ``Roster.diagnose``."""
        if self._closed:
            raise ClosedError("the roster is closed")
        return await self._checks.run(account)

    async def aclose(self) -> None:
        """End listings and checks that are under way and close all connections."""
        self._closed = True
        await self._checks.close()
        await self._engine.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class Pager:
    """One listing. Each iteration, and each ``collect()``, asks the providers anew.

    Attributes:
        accounts: The accounts that are asked.
    """

    def __init__(
        self, roster: Roster, question: _Question, engine: Engine, background: Background
    ) -> None:
        self.accounts = question.accounts
        self._roster = roster  # keeps it, and with it the thread, alive during the listing
        self._question = question
        self._engine = engine
        self._background = background
        self._run: Run | None = None

    def progress(self) -> ListProgress:
        """Return how far the newest iteration has come; may be called from any thread."""
        return self._question.so_far(self._run)

    def __iter__(self) -> Iterator[Endpoint]:
        """Yield endpoints as they arrive, in no certain order among accounts.

        Breaking off ends the requests of this listing, without waiting for their end.

        Raises:
            IncompleteError: After everything that could be reached, if something could not.
            ClosedError: The roster is closed.
        """
        outcome = _Outcome(self._question)
        with closing(self._pages(outcome)) as pages:
            for _, endpoints in pages:
                yield from endpoints
        if outcome.failures:
            raise IncompleteError(outcome.failures)

    def collect(self) -> Listing:
        """Return all endpoints in the accounts' order, and what could not be reached.

        Raises:
            ClosedError: The roster is closed.
        """
        outcome = _Outcome(self._question)
        with closing(self._pages(outcome)) as pages:
            return outcome.listing([*pages])

    def _pages(self, outcome: _Outcome) -> Generator[_PageOf]:
        run = self._run = self._background.call(_begin(self._engine, self._question))
        try:
            while (page := self._background.call(run.next())) is not None:
                yield page
        finally:
            self._background.release(run.close())
        outcome.add(run)


class AsyncPager:
    """One listing. Each iteration, and each ``collect()``, asks the providers anew.

    Attributes:
        accounts: The accounts that are asked.
    """

    def __init__(self, question: _Question, engine: Engine) -> None:
        self.accounts = question.accounts
        self._question = question
        self._engine = engine
        self._run: Run | None = None

    def progress(self) -> ListProgress:
        """Return how far the newest iteration has come; may be called from any thread."""
        return self._question.so_far(self._run)

    async def __aiter__(self) -> AsyncIterator[Endpoint]:
        """Yield endpoints as they arrive; as ``Pager.__iter__``."""
        outcome = _Outcome(self._question)
        async with aclosing(self._pages(outcome)) as pages:
            async for _, endpoints in pages:
                for endpoint in endpoints:
                    yield endpoint
        if outcome.failures:
            raise IncompleteError(outcome.failures)

    async def collect(self) -> Listing:
        """Return all endpoints and failures; as ``Pager.collect``."""
        outcome = _Outcome(self._question)
        async with aclosing(self._pages(outcome)) as pages:
            return outcome.listing([page async for page in pages])

    async def _pages(self, outcome: _Outcome) -> AsyncGenerator[_PageOf]:
        run = self._run = await _begin(self._engine, self._question)
        try:
            while (page := await run.next()) is not None:
                yield page
        finally:
            await run.close()
        outcome.add(run)


_PageOf = tuple[int, "list[Endpoint]"]


async def _begin(engine: Engine, question: _Question) -> Run:
    return engine.start(question.accounts, question.query, question.options)


def _check_options(options: Sequence[ProviderOptions], labels: Sequence[str]) -> None:
    for number, option in enumerate(options):
        if not isinstance(option, ProviderOptions):  # pyright: ignore[reportUnnecessaryIsInstance] - callers pass anything
            raise QueryError(
                f"provider_options cannot hold {type(option).__name__}",
                "Use classes like TogetherOptions.",
            )
        if option.account is not None and option.account not in labels:
            choice = ", ".join(dict.fromkeys(labels)) or "none"
            raise QueryError(f"there is no account {option.account!r}", f"Choose from {choice}.")
        target = (option.provider, option.account)
        if any((other.provider, other.account) == target for other in options[:number]):
            raise QueryError(
                f"provider_options has two {type(option).__name__} for the same accounts",
                "Give one, or name an account in each.",
            )
