"""A user's program with `endpoint-roster-ppio` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from endpoint_roster_ppio import AuthenticatedClient
from endpoint_roster_ppio.api.endpoints import list_endpoints
from endpoint_roster_ppio.models import Endpoint, ListEndpointsResponse
from endpoint_roster_ppio.types import UNSET, Unset


def connect(cloud: dict[str, str]) -> AuthenticatedClient:
    return AuthenticatedClient(token=cloud["api_key"], base_url=cloud["base_url"])


def line(endpoint: Endpoint) -> str:
    state = endpoint.status.status if endpoint.status else "unknown"
    created = datetime.fromtimestamp(endpoint.created_at or 0, UTC)
    return f"{endpoint.id} {state or 'unknown'} {created:%Y-%m-%d}"


def following(page: ListEndpointsResponse) -> str | None:
    return page.next_cursor or None if page.has_more else None


def listed(cloud: dict[str, str]) -> list[str]:
    found: list[str] = []
    cursor: str | Unset | None = UNSET
    with connect(cloud) as client:
        while cursor is not None:
            page = list_endpoints.sync(client=client, limit=10, cursor=cursor)
            found += map(line, page.data)
            cursor = following(page)
    return found


async def listed_async(cloud: dict[str, str]) -> list[str]:
    found: list[str] = []
    cursor: str | Unset | None = UNSET
    async with connect(cloud) as client:
        while cursor is not None:
            page = await list_endpoints.asyncio(client=client, limit=10, cursor=cursor)
            found += map(line, page.data)
            cursor = following(page)
    return found


if __name__ == "__main__":
    ppio: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["ppio"]
    print(json.dumps({"sync": listed(ppio), "async": asyncio.run(listed_async(ppio))}))
