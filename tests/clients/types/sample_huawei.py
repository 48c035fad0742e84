"""A user's program with `endpoint-roster-huawei` alone. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from endpoint_roster_huawei import AsyncHuawei, Huawei
from endpoint_roster_huawei.models import InferenceService


def line(service: InferenceService) -> str:
    created = datetime.fromtimestamp((service.create_at or 0) / 1000, UTC)
    return f"{service.id} {service.status or 'unknown'} {created:%Y-%m-%d}"


def listed(cloud: dict[str, str]) -> list[str]:
    with Huawei(
        token=cloud["token"],
        project_id=cloud["project_id"],
        region=cloud["region"],
        base_url=cloud["base_url"],
    ) as huawei:
        return [line(service) for service in huawei.endpoints.list()]


async def listed_async(cloud: dict[str, str]) -> list[str]:
    async with AsyncHuawei(
        access_key=cloud["access_key"],
        secret_key=cloud["secret_key"],
        project_id=cloud["project_id"],
        base_url=cloud["base_url"],
    ) as huawei:
        pager = huawei.endpoints.list(region_id=cloud["region"])
        return [line(service) async for service in pager]


if __name__ == "__main__":
    huawei: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["huawei"]
    print(json.dumps({"sync": listed(huawei), "async": asyncio.run(listed_async(huawei))}))
