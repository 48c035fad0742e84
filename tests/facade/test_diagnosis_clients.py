"""Checks of accounts whose client is not one of ours, or is not there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, ClassVar

import pytest
from endpoint_roster import Account, Diagnosis, Endpoint, Failure
from endpoint_roster.doctor import Doctor
from endpoint_roster.options import Options
from endpoint_roster.providers import Call, Page, Provider, Steps
from endpoint_roster_core import ClientError
from support.checkups import SECRET, broken, check, step, together
from support.fakes import FakeClient, FakeRequest

if TYPE_CHECKING:
    from endpoint_roster.query import Query
    from endpoint_roster_core.errors import ErrorKind


class ForeignError(ClientError):
    """An error of a client of another kind."""

    def __init__(self, kind: ErrorKind) -> None:
        super().__init__(f"{kind} and {SECRET}", kind=kind)


class Acme(Provider):
    """A provider of another package, with a client of its own kind."""

    name = "acme"
    arguments: ClassVar = {"api_key": None}
    credentials = (("api_key",),)

    def __init__(
        self, *, connecting: Exception | None = None, listing: Exception | None = None
    ) -> None:
        self._connecting = connecting
        self._error = listing

    def connect(self, account: Account, options: Options) -> FakeClient:
        if self._connecting:
            raise self._connecting
        return FakeClient()

    async def one_endpoint(self, client: FakeClient) -> list[str]:
        if self._error:
            raise self._error
        return ["one"]

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        names = yield Call(FakeRequest(self.one_endpoint, {}), "list")
        yield Page([Endpoint("acme", account.label, name) for name in names])


async def check_acme(acme: Acme) -> Diagnosis:
    account = Account("together", api_key=SECRET)
    return await Doctor(Options(max_attempts=1), find=lambda _: acme).diagnose(account)


async def test_a_client_that_tells_nothing_of_its_connections() -> None:
    diagnosis = await check_acme(Acme())
    assert diagnosis.works
    assert diagnosis.endpoints == 1
    outcomes = {each.name: each.outcome for each in diagnosis.steps}
    assert [outcomes[name] for name in ("host", "tls", "clock")] == ["unknown"] * 3
    assert "not observed" in step(diagnosis, "host").detail
    assert outcomes["authentication"] == outcomes["endpoints"] == "ok"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("connect", "host"),
        ("tls", "tls"),
        ("auth", "authentication"),
        ("timeout", "endpoints"),
        ("status", "endpoints"),
        ("decode", "endpoints"),
    ],
)
async def test_what_such_a_client_says_is_put_where_it_belongs(kind: ErrorKind, name: str) -> None:
    diagnosis = await check_acme(Acme(listing=ForeignError(kind)))
    failed = broken(diagnosis)
    assert failed.name == name
    assert kind in failed.detail
    assert SECRET not in repr(diagnosis)


async def test_a_client_that_cannot_be_made() -> None:
    failed = broken(await check_acme(Acme(connecting=ValueError(f"no {SECRET}"))))
    assert failed.name == "client"
    assert "package" in failed.advice
    assert SECRET not in repr(failed)


def test_a_client_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    # What Python sees when a package is not installed.
    monkeypatch.setitem(sys.modules, "endpoint_roster_together", None)
    failed = broken(check(together("http://127.0.0.1:1")))
    assert failed.name == "client"
    assert 'pip install "endpoint-roster-cli[together]"' in failed.advice


@pytest.mark.parametrize(
    ("kind", "name"),
    [("configuration", "credentials"), ("missing_extra", "client"), ("plugin", "client")],
)
def test_an_account_that_cannot_be_used(kind: str, name: str) -> None:
    failure = Failure("acme", "mine", kind, "read", "it cannot be", "Change it.")
    diagnosis = Diagnosis.of_unusable(failure)
    failed = broken(diagnosis)
    assert (failed.name, failed.detail, failed.advice) == (name, "it cannot be", "Change it.")
    assert diagnosis.failures == (failure,)
