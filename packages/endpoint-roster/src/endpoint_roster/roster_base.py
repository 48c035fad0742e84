"""What both rosters have: accounts, options, clients, and how a listing or an action begins."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self, Unpack

from . import engine, registry
from .config import discovery as config
from .config.labels import label_apart
from .engine import Clients
from .errors import (
    AmbiguousReferenceError,
    ClosedError,
    ConfigurationError,
    NoAccountsError,
    PlanError,
    QueryError,
    SettingsError,
)
from .models import Action, Endpoint, Listing
from .options import Options, RosterOptions
from .pager import BasePager, Selection
from .providers import Form, Settings
from .query import Filters, Query, unknown
from .reference import resolve

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from endpoint_roster_core.models import Model

    from .account import Account
    from .checks import Rules
    from .doctor import Diagnosis, Doctor
    from .engine import Actions, Target
    from .models import ActionResult, Failure
    from .plan import Draft

#: Accounts that a repr names.
_SHOWN = 5


class BaseRoster:
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
        self.accounts: tuple[Account, ...] = label_apart(accounts)
        self._by_name = {(account.provider, account.label): account for account in self.accounts}
        self.unusable: tuple[Failure, ...] = ()
        self.options = Options(**options)
        self.source = "arguments"
        self._rules: Rules | None = None
        self._clients = Clients(self.options)
        self._doctor: Doctor | None = None
        self._closed = False

    def __repr__(self) -> str:
        shown = [f"{account.provider}/{account.label}" for account in self.accounts[:_SHOWN]]
        if more := len(self.accounts) - len(shown):
            shown.append(f"and {more:,} more")
        failing = f"; {len(self.unusable)} unusable" if self.unusable else ""
        return f"<{type(self).__name__}: {', '.join(shown) or 'no account'}{failing}>"

    @property
    def rules(self) -> Rules:
        """The rules of the configuration file."""
        if self._rules is None:  # imported only here, as below
            from .checks import Rules

            self._rules = Rules()
        return self._rules

    def console_url(self, endpoint: Endpoint) -> str | None:
        """Return where in the provider's web console an endpoint can be seen and acted on.

        Nothing is asked for this, and a roster that was closed knows it too.

        Args:
            endpoint: An endpoint of one of ``accounts``.

        Returns:
            An https address: the endpoint's own page where its address is known, else the page that
            lists it. None where neither is known, as behind a proxy's ``base_url``.

        Raises:
            PluginError: The provider comes from another package and cannot be used.
        """
        account = self._by_name.get((endpoint.provider, endpoint.account))
        if account is None:
            return None
        provider = self._clients.provider(account)
        try:
            found = provider.console_url(account, endpoint)
        except Exception as error:
            raise registry.broken(account.provider, error) from error
        return found if found and found.startswith("https://") else None

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

    def _open(self) -> None:
        if self._closed:
            raise ClosedError("the roster is closed")

    def _target(self, what: Endpoint | str) -> Target:
        """Return the endpoint that is meant, with its account.

        Raises:
            EndpointNotFoundError: Its account is none of this roster's.
            AmbiguousReferenceError: It can be in several.
        """
        self._open()
        if isinstance(what, Endpoint):
            if account := self._by_name.get((what.provider, what.account)):
                return engine.Target(account, what.id, what)
            what = what.reference
        if not isinstance(what, str):  # pyright: ignore[reportUnnecessaryIsInstance] - from code without types
            raise TypeError(f"an Endpoint or its reference is needed, not {what!r:.80}")
        names = [(account.provider, account.label) for account in self.accounts]
        number, endpoint_id = resolve(what, names)
        return engine.Target(self.accounts[number], endpoint_id)

    def _account(self, what: Account | str) -> Account:
        """Return an account of this roster, by its label or by ``provider/label``.

        Raises:
            QueryError: There is none.
            AmbiguousReferenceError: There are several of this label.
            ConfigurationError: It cannot be used.
        """
        self._open()
        if not isinstance(what, str):
            if what in self.accounts:
                return what
            raise unknown("account", what.label, (account.label for account in self.accounts))
        usable = {f"{one.provider}/{one.label}": one for one in self.accounts}
        unusable = {f"{one.provider}/{one.account}": one for one in self.unusable}
        names = [*usable, *unusable]
        found = [name for name in names if what in (name, name.partition("/")[2])]
        if not found:
            raise unknown("account", what, (account.label for account in self.accounts))
        if len(found) > 1:
            raise AmbiguousReferenceError(
                f"several accounts are called {what!r}", f"Name one of {', '.join(found)}."
            )
        if failure := unusable.get(found[0]):
            raise ConfigurationError(failure.cause, failure.advice)
        return usable[found[0]]

    def _run(
        self,
        action: Action,
        what: Endpoint | str,
        changes: Mapping[str, Any] | Model | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> Actions:
        target = self._target(what)
        settings = self._changes(action, target, changes, fields or {})
        return engine.Actions(
            self._clients, [engine.ActionRun(self._clients, target, action, settings)]
        )

    def _changes(
        self,
        action: Action,
        target: Target,
        changes: Mapping[str, Any] | Model | None,
        fields: Mapping[str, Any],
    ) -> Settings | None:
        """Return what is to change, for an update that is possible at all."""
        provider = self._clients.provider(target.account)
        if action is not Action.UPDATE or action not in provider.actions:
            return None
        from .providers.settings_reading import read  # not before the first action

        settings = read(provider, action, changes, fields, target.id)
        if not settings:
            raise SettingsError("nothing is to be changed", "Give the settings that are to change.")
        return settings

    def _creation(
        self,
        what: Account | str,
        given: Mapping[str, Any] | Model | None,
        fields: Mapping[str, Any],
    ) -> Actions:
        account = self._account(what)
        provider = self._clients.provider(account)
        settings = Settings(Form(()), {})
        if Action.CREATE in provider.actions:
            from .providers.settings_reading import read

            settings = read(provider, Action.CREATE, given, fields)
            settings = provider.complete(settings, account, self.options.clock.key())
        return engine.Actions(self._clients, [engine.CreationRun(self._clients, account, settings)])

    async def _get(self, what: Endpoint | str, *, costs: bool = False) -> Endpoint:
        from .engine import waiting  # only where one is read

        target = self._target(what)
        endpoint = await waiting.read(self._clients, target)
        if costs:
            from .engine.pricing import price_one  # only where it is asked for

            await price_one(self._clients, target.account, endpoint)
        return endpoint

    async def _wait(
        self,
        what: Endpoint | str,
        state: str,
        timeout: float,
        progress: Callable[[Endpoint], object] | None,
    ) -> Endpoint | None:
        from .engine import waiting

        goal = waiting.goal(state)
        if not timeout >= 0:  # also what is not a number
            raise QueryError(f"timeout must be 0 or more seconds, not {timeout}")
        return await waiting.wait(self._clients, self._target(what), goal, timeout, progress)

    async def _draft(self, word: str, what: Any, changes: Mapping[str, Any]) -> Draft:
        action = _action(word)
        failures: Sequence[Failure] = ()
        if isinstance(what, (Endpoint, str)):
            what = [what]
        elif isinstance(what, BasePager):
            what = await what.listing()
        if isinstance(what, Listing):
            what, failures = what.endpoints, what.failures
        several: list[Endpoint | str] = list(what)
        named = [one for one in several if isinstance(one, str)]
        found = iter(await asyncio.gather(*map(self._get, named)))
        targets = [self._target(next(found) if isinstance(one, str) else one) for one in several]
        pairs = [(target, self._changes(action, target, None, changes)) for target in targets]
        from .plan import Draft  # not before the first action

        return Draft(self._clients, action, pairs, failures)

    def _select(self, filters: Filters, *, costs: bool) -> Selection:
        """Return what is listed of the accounts that the filters name."""
        self._open()
        query = Query.of(page_size=self.options.page_size, costs=costs, **filters)
        labels = [a.label for a in self.accounts] + [f.account for f in self.unusable]
        named = query.accounts.union(o.account for o in query.provider_options if o.account)
        _check_choice("provider", query.providers, registry.names())
        _check_choice("account", named, labels)
        accounts = tuple(a for a in self.accounts if query.selects(a.provider, a.label))
        unusable = tuple(f for f in self.unusable if query.selects(f.provider, f.account))
        if (self.accounts or self.unusable) and not accounts and not unusable:
            advice = config.how_to_add(self.source, query.providers)
            raise NoAccountsError("no account matches the filters", advice)
        return Selection(self._clients, accounts, query, unusable)


def _action(word: str) -> Action:
    """Return what is done with endpoints that are there."""
    known = [action for action in Action if action is not Action.CREATE]
    if word not in known:
        raise PlanError(f"unknown action {word!r}", f"Choose from {', '.join(known)}.")
    return Action(word)


def only(result: ActionResult | None) -> ActionResult:
    """Return the result of the one action there is."""
    if result is None:
        raise ClosedError("the roster was closed before anything was sent")
    return result


def note(error: BaseException, actions: Actions) -> None:
    """Say in what interrupts an action what came of it."""
    for result in actions.results:
        error.add_note(f"{result.action} {result.reference or ''}: {result.outcome}")


def _check_choice(thing: str, words: Iterable[str], known: Sequence[str]) -> None:
    for word in sorted({*words}.difference(known)):
        raise unknown(thing, word, known)
