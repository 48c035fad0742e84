"""The contract of a provider, tested over its real client and a server of the test suite's own."""

# ruff: noqa: S101, S105 - these are tests, and their secret is none

from __future__ import annotations

import asyncio
import gc
import json
import logging
import pickle
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from .. import registry
from ..account import Account
from ..errors import ConfigurationError, EndpointNotFoundError, MissingCredentialError
from ..models import Endpoint, EndpointState, Outcome
from ..options import Options
from ..providers.base import find
from ..roster import AsyncRoster, Roster
from ..serialize import to_dict

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Nothing listens there: it is the port of a retired service.
_NOWHERE = "http://127.0.0.1:9"
#: Seconds that a server in the same process has to end its threads.
_PATIENCE = 5


class ProviderContract:
    """Tests of one provider. Inherit them in a class whose name begins with ``Test``.

    Override the fixtures ``account`` and ``expected_ids``. The account points to a server that you
    start: a simulator, or a small one on loopback with at least two endpoints and, where the
    provider pages, at least two pages of ``page_size``.
    """

    page_size = 2
    """Endpoints to ask for in one request."""

    wrong_secret: str | None = "wrong-secret-0123456789"
    """A credential that the server refuses; None if it refuses none."""

    @pytest.fixture
    def account(self) -> Account:
        """Return an account that the server accepts."""
        pytest.fail("override the fixture account")

    @pytest.fixture
    def expected_ids(self) -> Sequence[str]:
        """Return the ids of all endpoints, in the order of the server."""
        pytest.fail("override the fixture expected_ids")

    @pytest.fixture
    def endpoints(self, account: Account) -> list[Endpoint]:
        """Return what the provider lists."""
        with Roster([account], page_size=self.page_size) as roster:
            listing = roster.list().collect()
        assert listing.failures == []
        return listing.endpoints

    # The provider's settings.

    def test_it_is_found_by_its_name(self, account: Account) -> None:
        """An entry point of the provider's name leads to it."""
        assert find(account.provider).name == account.provider
        assert account.provider in registry.names()

    def test_its_settings_fit_together(self, account: Account) -> None:
        """No argument is used that is not declared, and no variable stands for two."""
        provider = registry.find(account.provider)
        assert provider.fault() == ""
        variables = [each for name in provider.arguments for each in provider.variables(name)]
        assert len(variables) == len({*variables}), "two arguments share a variable"

    def test_an_account_without_credentials_says_what_is_missing(
        self, account: Account, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The message names arguments, and the variables that stand in for them."""
        provider = registry.find(account.provider)
        for name in provider.arguments:
            for variable in provider.variables(name):
                monkeypatch.delenv(variable, raising=False)
        needed = [{*names, *provider.required} for names in provider.credentials]
        if not all(needed):
            Account(account.provider)  # needs nothing at all
            return
        with pytest.raises(MissingCredentialError) as caught:
            Account(account.provider)
        assert any(name in str(caught.value) for names in needed for name in names)

    def test_what_it_does_not_take_is_refused(self, account: Account) -> None:
        """An argument of another provider is an error, not ignored."""
        others = {name for each in registry.usable() for name in each.arguments}
        for name in sorted(others - registry.find(account.provider).arguments.keys()):
            argument: Any = {name: ["a/b"] if name == "models" else "x"}
            with pytest.raises(ConfigurationError, match=name):
                Account(account.provider, **argument)

    def test_connecting_sends_nothing(self, account: Account) -> None:
        """Making a client opens no connection, and an unused client can be closed."""
        client = find(account.provider).connect(_elsewhere(account), Options())
        asyncio.run(client.aclose())

    # What it lists.

    def test_every_endpoint_is_listed_once_and_in_order(
        self, endpoints: list[Endpoint], expected_ids: Sequence[str]
    ) -> None:
        """All pages are followed; nothing is lost, doubled or moved."""
        assert len(expected_ids) > 1, "one endpoint alone shows little"
        assert [endpoint.id for endpoint in endpoints] == [*expected_ids]

    def test_both_rosters_give_the_same(self, account: Account, endpoints: list[Endpoint]) -> None:
        """The provider behaves the same in threads and under asyncio."""

        async def collect() -> list[Endpoint]:
            async with AsyncRoster([account], page_size=self.page_size) as roster:
                return (await roster.list().collect()).endpoints

        assert asyncio.run(collect()) == endpoints

    def test_listing_again_gives_the_same(
        self, account: Account, endpoints: list[Endpoint]
    ) -> None:
        """A listing leaves nothing behind that changes the next one."""
        with Roster([account], page_size=self.page_size) as roster:
            for _ in range(2):
                assert roster.list().collect().endpoints == endpoints

    def test_records_are_well_formed(self, account: Account, endpoints: list[Endpoint]) -> None:
        """Ids are texts, states are ours, times are aware and in UTC."""
        for endpoint in endpoints:
            assert (endpoint.provider, endpoint.account) == (account.provider, account.label)
            assert isinstance(endpoint.id, str)
            assert endpoint.id
            assert isinstance(endpoint.state, EndpointState)
            for moment in (endpoint.created_at, endpoint.updated_at):
                assert moment is None or moment.utcoffset() == timedelta(0)

    def test_records_become_json(self, endpoints: list[Endpoint]) -> None:
        """``to_dict`` gives plain data, the provider's own object included."""
        for endpoint in endpoints:
            data = json.loads(json.dumps(to_dict(endpoint), allow_nan=False))
            assert data["id"] == endpoint.id

    def test_filters_lose_nothing(self, account: Account, endpoints: list[Endpoint]) -> None:
        """What the provider is asked to filter is what we would have filtered."""
        with Roster([account], page_size=self.page_size) as roster:
            for state in EndpointState:
                found = roster.list(states=[state]).collect()
                assert found.failures == []
                assert found.endpoints == [one for one in endpoints if one.state is state]

    def test_costs_change_nothing_else(self, account: Account, endpoints: list[Endpoint]) -> None:
        """Asked for costs, every endpoint has one that says what it is based on."""
        with Roster([account], page_size=self.page_size) as roster:
            listing = roster.list(costs=True).collect()
        assert listing.failures == []
        assert [endpoint.id for endpoint in listing.endpoints] == [one.id for one in endpoints]
        for endpoint in listing.endpoints:
            cost = endpoint.cost
            assert cost is not None
            assert cost.basis
            assert cost.per_hour is None or (cost.per_hour >= 0 and cost.currency)

    def test_an_endpoint_can_be_read_again(
        self, account: Account, endpoints: list[Endpoint]
    ) -> None:
        """A reference finds its endpoint, and one that does not exist finds none."""
        with Roster([account], page_size=self.page_size) as roster:
            for endpoint in endpoints[:3]:
                found = roster.get(endpoint.reference)
                assert (found.reference, found.state) == (endpoint.reference, endpoint.state)
            with pytest.raises(EndpointNotFoundError):
                roster.get(f"{account.provider}/{account.label}/no-such-endpoint")

    def test_an_action_that_is_not_declared_is_refused(
        self, account: Account, endpoints: list[Endpoint]
    ) -> None:
        """Its result says so; nothing is sent."""
        actions = registry.find(account.provider).actions
        with Roster([account]) as roster:
            for action in ("start", "stop", "delete"):
                if action not in actions and endpoints:
                    result = getattr(roster, action)(endpoints[0])
                    assert result.outcome is Outcome.REFUSED
                    assert result.failure.cause

    # What goes wrong.

    def test_an_unreachable_server_is_a_failure(self, account: Account) -> None:
        """It is reported with the account and what was attempted, and raises nothing."""
        with Roster([_elsewhere(account)], max_attempts=1) as roster:
            listing = roster.list().collect()
        assert not listing.complete
        assert listing.endpoints == []
        failure = listing.failures[0]
        assert (failure.provider, failure.account) == (account.provider, account.label)
        assert failure.kind == "connect", failure
        assert failure.attempted
        assert failure.advice

    def test_a_refused_credential_is_a_failure_that_hides_it(
        self, account: Account, caplog: pytest.LogCaptureFixture
    ) -> None:
        """It is of kind auth, and neither record nor log shows the credential."""
        caplog.set_level(logging.DEBUG, "endpoint_roster")
        secret = self.wrong_secret
        if secret is None or not account.secrets:
            pytest.skip("there is no credential that could be wrong")
        wrong = _with(account, dict.fromkeys(account.secrets, secret))
        with Roster([wrong], max_attempts=1) as roster:
            listing = roster.list().collect()
        assert not listing.complete
        assert listing.failures[0].kind == "auth", listing.failures[0]
        for text in (repr(listing), repr(wrong), caplog.text):
            assert secret not in text

    def test_breaking_off_frees_everything(self, account: Account) -> None:
        """No thread and no task is left after a listing that was not read to its end."""

        async def break_off() -> set[asyncio.Task[Any]]:
            async with AsyncRoster([account], page_size=self.page_size) as roster:
                async for _ in roster.list():
                    break
            return asyncio.all_tasks() - {asyncio.current_task()}  # pyright: ignore[reportReturnType]

        assert asyncio.run(break_off()) == set()
        before = {*threading.enumerate()}
        with Roster([account], page_size=self.page_size) as roster:
            for _ in roster.list():
                break
        gc.collect()
        new = {*threading.enumerate()} - before
        assert "endpoint-roster" not in {thread.name for thread in new}
        for thread in new:  # of a server in this process, which has yet to notice
            thread.join(_PATIENCE)
        assert {*threading.enumerate()} <= before

    def test_accounts_pickle(self, account: Account) -> None:
        """An account can be sent to another process."""
        assert pickle.loads(pickle.dumps(account)) == account  # noqa: S301 - our own bytes


def _elsewhere(account: Account) -> Account:
    """Return the account at an address where nothing answers."""
    names = registry.find(account.provider).arguments
    addresses = dict.fromkeys((name for name in names if name.endswith("_url")), _NOWHERE)
    assert addresses, "an account has to take base_url"
    return _with(account, addresses)


def _with(account: Account, changes: dict[str, str]) -> Account:
    return Account(account.provider, account.label, **(account.arguments | changes))
