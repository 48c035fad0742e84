"""Acme, a provider of inference endpoints that exists in these tests only."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

import httpx
from endpoint_roster.models import Endpoint, EndpointState
from endpoint_roster.providers import Call, Page, Provider
from endpoint_roster_core import ApiError, TransportError

if TYPE_CHECKING:
    from endpoint_roster import Account
    from endpoint_roster.options import Options
    from endpoint_roster.providers import Client, Steps
    from endpoint_roster.query import Query

STATES = {"up": EndpointState.RUNNING, "down": EndpointState.STOPPED}


@dataclass(frozen=True)
class ListEndpoints:
    """A request of the one operation of Acme."""

    after: int
    limit: int


@dataclass(frozen=True)
class AcmeAnswer:
    """What Acme answered."""

    answer: httpx.Response
    attempts: int = 1

    def result(self) -> Any:
        """Return the page."""
        if self.answer.is_error:
            status = self.answer.status_code
            raise ApiError(f"answered {status}", kind="status", status=status, attempts=1)
        return self.answer.json()


class AcmeClient:
    """Sends each request once."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def send(self, request: ListEndpoints, *, deadline: float) -> AcmeAnswer:
        """Ask for one page."""
        try:
            async with asyncio.timeout(deadline):
                return AcmeAnswer(await self._client.get("/endpoints", params=asdict(request)))
        except httpx.ConnectError:
            raise TransportError("no connection", kind="connect", attempts=1) from None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()


class Acme(Provider):
    """Acme."""

    name = "acme"
    arguments: ClassVar = {"api_key": "ACME_API_KEY", "base_url": "ACME_BASE_URL"}
    credentials = (("api_key",),)

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client that sends the API key."""
        return AcmeClient(
            httpx.AsyncClient(
                base_url=account.base_url or "https://api.acme.example",
                headers={"Authorization": f"Bearer {account.api_key}"},
                timeout=options.timeout,
                trust_env=False,
            )
        )

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Follow the pages: each begins after the number of endpoints before it."""
        after: int | None = 0
        while after is not None:
            request = ListEndpoints(after, query.page_size)
            answer = yield Call(request, f"list endpoints after {after}")
            yield Page([_endpoint(account.label, item) for item in answer["items"]])
            after = answer["next"]


def _endpoint(label: str, item: dict[str, Any]) -> Endpoint:
    return Endpoint(
        "acme",
        label,
        item["id"],
        state=STATES.get(item["state"], EndpointState.UNKNOWN),
        provider_state=item["state"],
        created_at=datetime.fromisoformat(item["created"]),
        raw=item,
    )
