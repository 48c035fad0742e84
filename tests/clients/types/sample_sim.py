"""A user's program with `endpoint-roster-sim` alone: try one's own code without a key.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import json
from typing import Any
from urllib.request import Request, urlopen

from endpoint_roster_sim import Simulator

if __name__ == "__main__":
    with Simulator(endpoints=25, seed=7) as simulator:
        cloud = simulator.describe()["together"]
        request = Request(
            f"{cloud['base_url']}/endpoints",
            headers={"Authorization": f"Bearer {cloud['api_key']}"},
        )
        with urlopen(request) as answer:
            listing: dict[str, Any] = json.load(answer)
        known = [endpoint["id"] for endpoint in simulator.fleet("together")]
    print(json.dumps({"listed": [item["id"] for item in listing["data"]], "known": known}))
