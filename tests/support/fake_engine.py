"""The engine with a provider whose requests are functions."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from endpoint_roster import Account, Endpoint, Failure
from endpoint_roster.engine import Clients, FanOut
from endpoint_roster.options import Options
from endpoint_roster.providers import Call, Page, Provider, Steps
from endpoint_roster.query import Query

from support.fakes import FakeClient, FakeRequest, Handler


class Fake(Provider):
    """A provider whose pages come from a function."""

    name = "together"
    arguments: ClassVar = {}
    credentials = ((),)

    def __init__(self, handler: Handler, pages: int = 1, connect: Any = FakeClient) -> None:
        self.handler = handler
        self.pages = pages
        self.clients: list[Any] = []
        self._connect = connect

    def connect(self, account: Account, options: Options) -> Any:
        self.clients.append(self._connect())
        return self.clients[-1]

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        for number in range(self.pages):
            request = FakeRequest(self.handler, {"account": account, "page": number})
            names = yield Call(request, f"p{number}")
            yield Page([Endpoint("together", account.label, name) for name in names])


def accounts(count: int) -> list[Account]:
    return [Account("together", f"a{i}", api_key="k") for i in range(count)]


def engine(provider: Provider, **options: Any) -> Clients:
    return Clients(Options(**options), find=lambda _: provider)


async def no_sleep(_: float) -> None:
    await asyncio.sleep(0)


async def rest(run: FanOut) -> list[str]:
    found: list[str] = []
    while (page := await run.next()) is not None:
        found += [endpoint.id for endpoint in page[1]]
    return found


async def failures(provider: Provider, **options: Any) -> list[Failure]:
    subject = engine(provider, **options)
    run = FanOut(subject, accounts(1), Query())
    await rest(run)
    await subject.close()
    return run.failures
