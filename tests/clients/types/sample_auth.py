"""A user's program with `endpoint-roster-core` alone: sign one's own requests with httpx.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

from datetime import UTC, datetime

import httpx
from endpoint_roster_core.auth import VolcengineAuth


def moment() -> datetime:
    return datetime(2024, 5, 14, 13, 31, 33, tzinfo=UTC)


def echo(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text=request.headers["Authorization"])


if __name__ == "__main__":
    auth = VolcengineAuth("AKLTexample", "c2VjcmV0LWZha2U=", clock=moment)
    with httpx.Client(auth=auth, transport=httpx.MockTransport(echo)) as client:
        answer = client.post(
            "https://open.volcengineapi.com/?Action=ListEndpoints&Version=2024-01-01",
            content=b'{"PageNumber": 1, "PageSize": 10}',
            headers={"Content-Type": "application/json"},
        )
    print(answer.text)
