"""A user's program with `endpoint-roster-ppio` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from endpoint_roster_ppio import AsyncPpio, Ppio
from endpoint_roster_ppio.models import Endpoint


def line(endpoint: Endpoint) -> str:
    state = endpoint.status.status if endpoint.status else None
    created = datetime.fromtimestamp(endpoint.created_at or 0, UTC)
    return f"{endpoint.id} {state or 'unknown'} {created:%Y-%m-%d}"


def listed(cloud: dict[str, str]) -> list[str]:
    with Ppio(api_key=cloud["api_key"], base_url=cloud["base_url"]) as ppio:
        return [line(endpoint) for endpoint in ppio.endpoints.list(limit=10)]


async def listed_async(cloud: dict[str, str]) -> list[str]:
    found: list[str] = []
    async with AsyncPpio(api_key=cloud["api_key"], base_url=cloud["base_url"]) as ppio:
        async for page in ppio.endpoints.list(limit=10).pages():
            found += map(line, page.data)
    return found


if __name__ == "__main__":
    ppio: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["ppio"]
    print(json.dumps({"sync": listed(ppio), "async": asyncio.run(listed_async(ppio))}))
