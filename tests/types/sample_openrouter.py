"""A user's program with `endpoint-roster-openrouter` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from endpoint_roster_openrouter import AuthenticatedClient
from endpoint_roster_openrouter.api.endpoints import list_endpoints
from endpoint_roster_openrouter.models import PublicEndpoint


def connect(cloud: dict[str, Any]) -> AuthenticatedClient:
    return AuthenticatedClient(token=cloud["api_key"], base_url=cloud["base_url"])


def line(endpoint: PublicEndpoint) -> str:
    million_tokens = Decimal(endpoint.pricing.prompt) * 1_000_000
    return f"{endpoint.name} {endpoint.tag} {endpoint.context_length} {million_tokens:f}"


def listed(cloud: dict[str, Any]) -> list[str]:
    found: list[str] = []
    with connect(cloud) as client:
        for model in cloud["models"]:
            author, slug = model.split("/")
            found += map(line, list_endpoints.sync(author, slug, client=client).data.endpoints)
    return found


async def listed_async(cloud: dict[str, Any]) -> list[str]:
    async with connect(cloud) as client:
        calls = [
            list_endpoints.asyncio(*model.split("/"), client=client) for model in cloud["models"]
        ]
        return [
            line(endpoint)
            for answer in await asyncio.gather(*calls)
            for endpoint in answer.data.endpoints
        ]


if __name__ == "__main__":
    openrouter: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text())["openrouter"]
    print(json.dumps({"sync": listed(openrouter), "async": asyncio.run(listed_async(openrouter))}))
