"""Acme, a provider of inference endpoints that exists in these tests only."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

import httpx
from endpoint_roster.models import Endpoint, EndpointState
from endpoint_roster.providers import Call, Page, Provider

if TYPE_CHECKING:
    from endpoint_roster import Account
    from endpoint_roster.options import Options
    from endpoint_roster.providers import Client, Steps
    from endpoint_roster.query import Query

STATES = {"up": EndpointState.RUNNING, "down": EndpointState.STOPPED}


class AcmeError(Exception):
    """Says what went wrong by the attributes that the roster looks for."""

    def __init__(self, kind: str, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.kind, self.message, self.status = kind, message, status


class ListEndpoints:
    """The one operation of Acme."""

    @staticmethod
    async def asyncio(*, client: httpx.AsyncClient, after: int, limit: int) -> Any:
        """Ask for one page."""
        try:
            question = {"after": after, "limit": limit}
            answer = await client.get("/endpoints", params=question)
        except httpx.ConnectError:
            raise AcmeError("connect", "no connection") from None
        if answer.is_error:
            raise AcmeError("status", f"answered {answer.status_code}", answer.status_code)
        return answer.json()


class Acme(Provider):
    """Acme."""

    name = "acme"
    arguments: ClassVar = {"api_key": "ACME_API_KEY", "base_url": "ACME_BASE_URL"}
    credentials = (("api_key",),)

    def connect(self, account: Account, options: Options) -> Client:
        """Return a client that sends the API key."""
        return httpx.AsyncClient(
            base_url=account.base_url or "https://api.acme.example",
            headers={"Authorization": f"Bearer {account.api_key}"},
            timeout=options.timeout,
            trust_env=False,
        )

    def steps(self, account: Account, query: Query) -> Steps:
        """Follow the pages: each begins after the number of endpoints before it."""
        after: int | None = 0
        while after is not None:
            question = {"after": after, "limit": query.page_size}
            answer = yield Call(ListEndpoints, question, f"list endpoints after {after}")
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
