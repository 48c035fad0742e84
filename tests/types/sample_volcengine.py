"""A user's program with `endpoint-roster-volcengine`. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from pathlib import Path

from endpoint_roster_auth import VolcengineAuth
from endpoint_roster_volcengine import Client
from endpoint_roster_volcengine.api.endpoints import list_endpoints
from endpoint_roster_volcengine.models import (
    Endpoint,
    ListEndpointsRequest,
    ListEndpointsResponse,
)


def connect(cloud: dict[str, str]) -> Client:
    auth = VolcengineAuth(cloud["access_key"], cloud["secret_key"], region=cloud["region"])
    return Client(auth=auth, base_url=cloud["base_url"])


def request(page: int) -> ListEndpointsRequest:
    return ListEndpointsRequest(page_number=page, page_size=10)


def items(page: ListEndpointsResponse) -> list[Endpoint]:
    return page.result.items or [] if page.result else []


def line(endpoint: Endpoint) -> str:
    created = f"{endpoint.create_time:%Y-%m-%d}" if endpoint.create_time else "unknown"
    return f"{endpoint.id} {endpoint.status or 'unknown'} {created}"


def listed(cloud: dict[str, str]) -> list[str]:
    found: list[str] = []
    number = 1
    with connect(cloud) as client:
        while page := items(list_endpoints.sync(client=client, body=request(number))):
            found += map(line, page)
            number += 1
    return found


async def listed_async(cloud: dict[str, str]) -> list[str]:
    found: list[str] = []
    number = 1
    async with connect(cloud) as client:
        while page := items(await list_endpoints.asyncio(client=client, body=request(number))):
            found += map(line, page)
            number += 1
    return found


if __name__ == "__main__":
    volcengine: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["volcengine"]
    print(json.dumps({"sync": listed(volcengine), "async": asyncio.run(listed_async(volcengine))}))
