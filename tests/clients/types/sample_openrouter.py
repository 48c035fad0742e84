"""A user's program with `endpoint-roster-openrouter` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from endpoint_roster_openrouter import AsyncOpenRouter, OpenRouter
from endpoint_roster_openrouter.models import PublicEndpoint


def line(endpoint: PublicEndpoint) -> str:
    million_tokens = Decimal(endpoint.pricing.prompt) * 1_000_000
    return f"{endpoint.name} {endpoint.tag} {endpoint.context_length} {million_tokens:f}"


def listed(cloud: dict[str, Any]) -> list[str]:
    found: list[str] = []
    with OpenRouter(api_key=cloud["api_key"], base_url=cloud["base_url"]) as openrouter:
        for model in cloud["models"]:
            author, slug = model.split("/")
            found += map(line, openrouter.endpoints.list(author, slug))
    return found


async def listed_async(cloud: dict[str, Any]) -> list[str]:
    async with AsyncOpenRouter(api_key=cloud["api_key"], base_url=cloud["base_url"]) as openrouter:

        async def of(model: str) -> list[str]:
            author, slug = model.split("/")
            return [line(endpoint) async for endpoint in openrouter.endpoints.list(author, slug)]

        lists = await asyncio.gather(*map(of, cloud["models"]))
        return [text for texts in lists for text in texts]


if __name__ == "__main__":
    openrouter: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text())["openrouter"]
    print(json.dumps({"sync": listed(openrouter), "async": asyncio.run(listed_async(openrouter))}))
