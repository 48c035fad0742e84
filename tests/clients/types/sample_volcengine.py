"""A user's program with `endpoint-roster-volcengine` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from pathlib import Path

from endpoint_roster_volcengine import AsyncVolcengine, Volcengine
from endpoint_roster_volcengine.models import Endpoint, EndpointFilter


def line(endpoint: Endpoint) -> str:
    created = f"{endpoint.create_time:%Y-%m-%d}" if endpoint.create_time else "unknown"
    return f"{endpoint.id} {endpoint.status or 'unknown'} {created}"


def listed(cloud: dict[str, str]) -> list[str]:
    with Volcengine(
        access_key=cloud["access_key"],
        secret_key=cloud["secret_key"],
        region=cloud["region"],
        base_url=cloud["base_url"],
    ) as volcengine:
        return [line(endpoint) for endpoint in volcengine.endpoints.list(page_size=10)]


async def listed_async(cloud: dict[str, str]) -> list[str]:
    found: list[str] = []
    async with AsyncVolcengine(
        access_key=cloud["access_key"], secret_key=cloud["secret_key"], base_url=cloud["base_url"]
    ) as volcengine:
        # A condition that everything meets.
        pager = volcengine.endpoints.list(page_size=10, filter_=EndpointFilter(statuses=[]))
        async for page in pager.pages():
            items = page.result.items if page.result else None
            found += map(line, items or [])
    return found


if __name__ == "__main__":
    volcengine: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["volcengine"]
    print(json.dumps({"sync": listed(volcengine), "async": asyncio.run(listed_async(volcengine))}))
