"""A user's program with `endpoint-roster-huawei` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from endpoint_roster_huawei import AuthenticatedClient
from endpoint_roster_huawei.api.endpoints import list_endpoints
from endpoint_roster_huawei.models import InferenceService


def connect(cloud: dict[str, str]) -> AuthenticatedClient:
    return AuthenticatedClient(token=cloud["token"], base_url=cloud["base_url"])


def line(service: InferenceService) -> str:
    created = datetime.fromtimestamp((service.create_at or 0) / 1000, UTC)
    return f"{service.id} {service.status or 'unknown'} {created:%Y-%m-%d}"


def listed(cloud: dict[str, str]) -> list[str]:
    with connect(cloud) as client:
        answer = list_endpoints.sync(cloud["project_id"], cloud["region"], client=client)
        return [line(service) for service in answer.data or []]


async def listed_async(cloud: dict[str, str]) -> list[str]:
    async with connect(cloud) as client:
        answer = await list_endpoints.asyncio(cloud["project_id"], cloud["region"], client=client)
        return [line(service) for service in answer.data or []]


if __name__ == "__main__":
    huawei: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["huawei"]
    print(json.dumps({"sync": listed(huawei), "async": asyncio.run(listed_async(huawei))}))
