"""What else users do with a client: errors, raw answers, models as data, an httpx client of theirs.

`nox -s types` checks it strictly, `nox -s build` runs it with the wheel in an empty environment.
"""

import asyncio
import copy
import json
import pickle

import httpx
from endpoint_roster_core import Response
from endpoint_roster_ppio import (
    ApiError,
    AsyncPpio,
    ClientError,
    NotFoundError,
    Ppio,
    RateLimitError,
)
from endpoint_roster_ppio.models import Endpoint, EndpointStatus, ListEndpointsResponse
from endpoint_roster_ppio.operations.list_endpoints import list_endpoints

BODY = {"data": [{"id": "e1", "status": {"status": "running"}, "new": 1}], "has_more": False}


def answer(request: httpx.Request) -> httpx.Response:
    if request.url.params.get("keyword") == "none":
        return httpx.Response(404, json={"reason": "NOT_FOUND", "message": "none"})
    return httpx.Response(200, json=BODY)


def refused(ppio: Ppio) -> str:
    try:
        next(ppio.endpoints.list(keyword="none").pages())
    except NotFoundError as error:
        return f"{error.operation} {error.status} {error.code} {error.attempts}"
    except RateLimitError as error:
        return f"again in {error.retry_after or 1.0:.1f} s"
    except ApiError as error:
        return f"{error.message} {error.request_id or '-'} {error.body.decode()}"
    except ClientError as error:
        return f"{error.kind} {error.may_have_reached_server}"
    return "found"


def raw(response: Response[ListEndpointsResponse]) -> str:
    kind: str | None = response.headers.get("content-type")
    page: ListEndpointsResponse = response.result()
    return f"{response.status} {kind} {response.attempts} {len(page.data)} {len(response.content)}"


def data(endpoint: Endpoint) -> dict[str, object]:
    renamed = copy.copy(endpoint)
    renamed.name = "new"
    made = Endpoint(id="e1", status=EndpointStatus(status="running"))
    made.additional_properties["new"] = 1
    return {
        "dict": {name: value for name, value in dict(endpoint).items() if name == "id"},
        "equal": made == endpoint == pickle.loads(pickle.dumps(endpoint)),
        "item": endpoint["id"],
        "json": json.loads(json.dumps(endpoint.to_dict())),
        "name": [endpoint.name, renamed.name],
        "deviations": [deviation.path for deviation in endpoint.deviations()],
    }


async def first() -> str | None:
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    async with AsyncPpio(api_key="key", http_client=http_client) as ppio:
        response = await ppio.send(list_endpoints(limit=1))
        print(raw(response))
        page = await ppio.call(list_endpoints(limit=1))
        return page.data[0].id


def main() -> None:
    with httpx.Client(transport=httpx.MockTransport(answer)) as http_client:
        ppio = Ppio(
            api_key="key",
            http_client=http_client,
            headers={"X-Team": "green"},
            timeout=5.0,
            deadline=20,
            max_attempts=2,
            max_response_bytes=2**20,
            strict=False,
        )
        print(refused(ppio))
        print(raw(ppio.send(list_endpoints())))
        [endpoint] = ppio.endpoints.list()
        print(json.dumps(data(endpoint), sort_keys=True))
    print(asyncio.run(first()))


if __name__ == "__main__":
    main()
