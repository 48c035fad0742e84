"""Huawei Cloud: the official SDK's core lives the life that our client lives.

The SDK has no method for custom endpoints; its core signs, sends and reads what it is given.

| operation | driven by | compared |
|---|---|---|
| list, create, change, activate, deactivate, delete | the core's generic call, signed | each request but its headers, each answer |
| refusals: a name that was used, an id that is gone, a model that does not exist | the same | status and code |
"""  # noqa: E501

# pyright: reportMissingImports=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false, reportMissingModuleSource=false
# pyright: reportUntypedBaseClass=false

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import huaweicloudsdkmodelarts.v1 as modelarts
import pytest
from endpoint_roster_huawei import ApiError, Huawei
from endpoint_roster_sim import HuaweiCloud, Simulator
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.client import Client, ClientBuilder
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException
from huaweicloudsdkcore.http.http_config import HttpConfig

Json = dict[str, Any]
Sent = tuple[str, str, list[tuple[str, str]], Any]

# The SDK asks for the time in a way that Python has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utc:DeprecationWarning")

PREFIX = "/v1/{project_id}/maas/services/custom-endpoint"
BODY = {
    "source": "custom_from_maas",
    "endpoint_name": "care-bot",
    "model_name": "deepseek-v3.2",
    "rpm": 60,
}


def sent(method: str, url: str, body: str | bytes) -> Sent:
    parts = urlsplit(url)
    return method, parts.path, sorted(parse_qsl(parts.query)), json.loads(body) if body else None


class Recording(Client):
    """The SDK's core, which keeps what it sends."""

    def __init__(self) -> None:
        super().__init__()
        self.model_package = modelarts
        self.sent: list[Sent] = []

    def _do_http_request_sync(self, request: Any) -> Any:
        url = f"{request.schema}://{request.host}{request.uri}"
        self.sent.append(sent(request.method, url, request.body or ""))
        return super()._do_http_request_sync(request)


class Theirs:
    """The SDK, with the names of the wire."""

    def __init__(self, cloud: HuaweiCloud) -> None:
        about = cloud.describe()
        keys = BasicCredentials(about["access_key"], about["secret_key"], about["project_id"])
        self._client: Any = (
            ClientBuilder(Recording)
            .with_http_config(HttpConfig.get_default_config())
            .with_credentials(keys)
            .with_endpoint(about["base_url"])
            .build()
        )

    @property
    def sent(self) -> list[Sent]:
        return self._client.sent

    def call(self, method: str, path: str, body: Json | None = None, **place: str) -> Any:
        answer = self._client.do_http_request(
            method,
            PREFIX + path,
            path_params=place,
            query_params=[],
            header_params={},
            body=body,
            response_type="ListInferServicesResponse",  # the core needs a model, and keeps the text
            collection_formats={},
        )
        return json.loads(answer.raw_content) if answer.raw_content else None

    def list(self) -> Any:
        return self.call("GET", "/endpoint")

    def create(self, body: Json) -> Any:
        return self.call("POST", "/endpoint", body)

    def update(self, key: str, body: Json) -> Any:
        return self.call("PUT", "/endpoint/{custom_endpoint_id}", body, custom_endpoint_id=key)

    def control(self, key: str, body: Json) -> Any:
        return self.call("PUT", "/control/{custom_endpoint_id}", body, custom_endpoint_id=key)

    def delete(self, key: str) -> Any:
        return self.call("DELETE", "/endpoint/{custom_endpoint_id}", custom_endpoint_id=key)


class Ours:
    """Our client, with the names of the wire."""

    def __init__(self, cloud: HuaweiCloud) -> None:
        self.sent: list[Sent] = []

        def note(request: httpx.Request) -> None:
            self.sent.append(sent(request.method, str(request.url), request.content))

        about: Any = cloud.describe()
        names = ("base_url", "access_key", "secret_key", "project_id", "region")
        http = httpx.Client(event_hooks={"request": [note]})
        self._huawei = Huawei(**{name: about[name] for name in names}, http_client=http)
        self._endpoints = self._huawei.custom_endpoints
        self.close = http.close

    def list(self) -> Any:
        (page,) = self._endpoints.list().pages()
        return page.to_dict()

    def create(self, body: Json) -> Any:
        return self._endpoints.create(body).to_dict()

    def update(self, key: str, body: Json) -> Any:
        return self._endpoints.update(key, body)

    def control(self, key: str, body: Json) -> Any:
        return self._endpoints.control(key, body)

    def delete(self, key: str) -> Any:
        return self._endpoints.delete(key)


@pytest.fixture
def both() -> Iterator[tuple[Theirs, Ours]]:
    """The SDK and our client, each with a cloud of its own that began as the other's did."""
    with Simulator(4, 7, providers=["huawei"]) as one, Simulator(4, 7, providers=["huawei"]) as two:
        ours = Ours(two["huawei"])
        yield Theirs(one["huawei"]), ours
        ours.close()


def outcome(call: Callable[[], Any]) -> Any:
    """What a call answers, or how it is refused."""
    try:
        return "answer", call()
    except ServiceResponseException as error:
        return error.status_code, error.error_code
    except ApiError as error:
        return error.status, error.code


def without_states(answer: Any) -> Any:
    """Leave out the states, which follow each other by the time that passes."""
    kind, page = answer
    items = [{**item, "status": "?"} for item in page["items"]]
    return kind, {**page, "items": items}


def test_the_same_life(both: tuple[Theirs, Ours]) -> None:
    theirs, ours = both
    kept: list[str] = []

    def alike(call: Callable[[Theirs | Ours], Any]) -> Any:
        found = [outcome(lambda: call(one)) for one in (theirs, ours)]  # noqa: B023
        assert found[0] == found[1]
        return found[0]

    def lists_alike() -> Json:
        found = [without_states(outcome(one.list)) for one in both]
        assert found[0] == found[1]
        return found[0][1]

    assert lists_alike()["total"] == 0
    kind, made = alike(lambda one: one.create(BODY))
    assert kind == "answer"
    kept.append(made["id"])
    key = kept[0]
    (item,) = lists_alike()["items"]
    assert (item["id"], item["rpm"], item["tpm"]) == (key, 60, None)
    assert alike(lambda one: one.create(BODY)) == (400, "ModelArts.6271")
    unknown = {**BODY, "endpoint_name": "other", "model_name": "nothing"}
    assert alike(lambda one: one.create(unknown)) == (400, "ModelArts.0104")
    changes = {"remark": "夜班", "tpm": 1000}
    assert alike(lambda one: one.update(key, changes)) == ("answer", None)
    (item,) = lists_alike()["items"]
    assert (item["remark"], item["tpm"]) == ("夜班", 1000)
    for action in ("deactivate", "activate"):
        assert alike(lambda one: one.control(key, {"action": action})) == ("answer", None)  # noqa: B023
    assert alike(lambda one: one.delete(key)) == ("answer", None)
    assert lists_alike()["items"] == []
    assert alike(lambda one: one.delete(key)) == (400, "ModelArts.6291")
    assert alike(lambda one: one.update(key, changes)) == (400, "ModelArts.6291")
    assert alike(lambda one: one.control(key, {"action": "activate"})) == (404, "ModelArts.6291")
    assert theirs.sent == ours.sent
    assert {method for method, *_ in ours.sent} == {"GET", "POST", "PUT", "DELETE"}
