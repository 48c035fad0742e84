"""A user's program with `endpoint-roster[together]`. Argument: `roster sim`'s ready file.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheels in an empty environment.
"""

import asyncio
import json
import sys
from pathlib import Path

from endpoint_roster import Account, AsyncRoster, Endpoint, Roster


def line(endpoint: Endpoint) -> str:
    return f"{endpoint.id} {endpoint.state} {endpoint.created_at:%Y-%m-%d}"


def listed(account: Account) -> list[str]:
    with Roster(accounts=[account]) as roster:
        return [line(endpoint) for endpoint in roster.list()]


async def listed_async(account: Account) -> list[str]:
    async with AsyncRoster(accounts=[account]) as roster:
        return [line(endpoint) async for endpoint in roster.list()]


if __name__ == "__main__":
    together: dict[str, str] = json.loads(Path(sys.argv[1]).read_text())["together"]
    account = Account("together", api_key=together["api_key"], base_url=together["base_url"])
    print(json.dumps({"sync": listed(account), "async": asyncio.run(listed_async(account))}))
