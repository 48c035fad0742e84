"""A user's program with `endpoint-roster-together` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from pathlib import Path

from endpoint_roster_together import AsyncTogether, Together
from endpoint_roster_together.models import Endpoint


def line(endpoint: Endpoint) -> str:
    return f"{endpoint.id} {endpoint.state.lower()} {endpoint.created_at:%Y-%m-%d}"


def listed(cloud: dict[str, str]) -> list[str]:
    with Together(api_key=cloud["api_key"], base_url=cloud["base_url"]) as together:
        return [line(endpoint) for endpoint in together.endpoints.list()]


async def listed_async(cloud: dict[str, str]) -> list[str]:
    async with AsyncTogether(api_key=cloud["api_key"], base_url=cloud["base_url"]) as together:
        return [line(endpoint) async for endpoint in together.endpoints.list()]


if __name__ == "__main__":
    together: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["together"]
    print(json.dumps({"sync": listed(together), "async": asyncio.run(listed_async(together))}))
