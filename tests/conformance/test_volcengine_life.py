"""Volcengine Ark: the official SDK lives the life that our client lives.

| operation | driven by | compared |
|---|---|---|
| list, get, create (a dry run too), stop, delete | the SDK's own methods | each request but its headers, each answer |
| update, start, prices | its generic call: it has no methods for them | the same |
| refusals: deleting and starting what runs, an id that is gone, a model that does not exist | both | status and code |
| all of it at BytePlus ModelArk | the same SDK, by address and region | the same |
"""  # noqa: E501

# pyright: reportMissingImports=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false, reportMissingModuleSource=false

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import volcenginesdkark as ark
import volcenginesdkcore
from endpoint_roster_sim import Simulator, VolcengineCloud
from endpoint_roster_volcengine import ApiError, Volcengine
from endpoint_roster_volcengine.models import (
    EndpointFilter,
    FoundationModel,
    ModelActivationFilter,
    ModelReference,
    Moderation,
    RateLimit,
    Tag,
)
from volcenginesdkcore.rest import ApiException

from .compare import instants
from .sdks import as_wire

Json = dict[str, Any]
Sent = tuple[str, str, list[tuple[str, str]], Any]

SEED = {"FoundationModel": {"Name": "doubao-seed-1-6", "ModelVersion": "250615"}}
NOTHING: Json = {}


class World:
    """One simulated cloud; its time begins now, because signatures are dated, and is then moved."""

    def __init__(self, began: datetime, *, is_byteplus: bool = False) -> None:
        self.now = began
        self.simulator = Simulator(
            endpoints=6, providers=["volcengine"], clock=lambda: self.now, epoch=began
        )
        self._is_byteplus = is_byteplus

    def __enter__(self) -> "World":
        self.simulator.__enter__()
        if self._is_byteplus:
            self.cloud.region = "ap-southeast-1"
        return self

    def __exit__(self, *_: object) -> None:
        self.simulator.__exit__(None, None, None)

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @property
    def cloud(self) -> VolcengineCloud:
        return self.simulator["volcengine"]


class Recording:
    """In place of the SDK's connections: keeps what was sent, and sends it."""

    def __init__(self, connections: Any, sent: list[Sent]) -> None:
        self._connections = connections
        self._sent = sent

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connections, name)

    def request(self, method: str, url: str, *, body: str, **rest: Any) -> Any:
        self._sent.append(sent(method, url, body))
        return self._connections.request(method, url, body=body, **rest)


def sent(method: str, url: str, body: str | bytes) -> Sent:
    parts = urlsplit(url)
    return method, parts.path, sorted(parse_qsl(parts.query)), json.loads(body)


class Theirs:
    """The SDK, with the names of the wire."""

    def __init__(self, cloud: VolcengineCloud) -> None:
        about = cloud.describe()
        configuration = volcenginesdkcore.Configuration()
        configuration.host, configuration.region = about["base_url"], about["region"]
        configuration.ak, configuration.sk = about["access_key"], about["secret_key"]
        configuration.auto_retry = False
        client: Any = volcenginesdkcore.ApiClient(configuration)
        self.sent: list[Sent] = []
        self._connections = client.rest_client.pool_manager
        client.rest_client.pool_manager = Recording(self._connections, self.sent)
        self._api = ark.ARKApi(client)
        self._any = volcenginesdkcore.UniversalApi(client)

    def __enter__(self) -> "Theirs":
        return self

    def __exit__(self, *_: object) -> None:
        self._connections.clear()

    def any_action(self, action: str, **body: Any) -> Any:
        info = volcenginesdkcore.UniversalInfo(
            method="POST",
            service="ark",
            version="2024-01-01",
            action=action,
            content_type="application/json",
        )
        return self._any.do_call(info, body)

    def list(self, name: str) -> Any:
        question = ark.FilterForListEndpointsInput(name=name)
        return self._api.list_endpoints(ark.ListEndpointsRequest(filter=question))

    def get(self, key: str) -> Any:
        return self._api.get_endpoint(ark.GetEndpointRequest(id=key))

    def create(self, *, is_dry: bool | None = None, version: str = "250615") -> Any:
        model = ark.FoundationModelForCreateEndpointInput(
            name="doubao-seed-1-6", model_version=version
        )
        wanted = ark.CreateEndpointRequest(
            name="ranking",
            description="Ranks.",
            dry_run=is_dry,
            model_reference=ark.ModelReferenceForCreateEndpointInput(foundation_model=model),
            moderation=ark.ModerationForCreateEndpointInput(strategy="Basic"),
            project_name="search-team",
            rate_limit=ark.RateLimitForCreateEndpointInput(rpm=600, tpm=200_000),
            tags=[ark.TagForCreateEndpointInput(key="team", value="care")],
        )
        return self._api.create_endpoint(wanted)

    def update(self, key: str) -> Any:
        limit = {"Rpm": 60, "Tpm": 1000}
        return self.any_action("UpdateEndpoint", Id=key, Name="search", RateLimit=limit)

    def start(self, key: str) -> Any:
        return self.any_action("StartEndpoint", Id=key)

    def stop(self, key: str) -> Any:
        return self._api.stop_endpoint(ark.StopEndpointRequest(id=key))

    def delete(self, key: str) -> Any:
        return self._api.delete_endpoint(ark.DeleteEndpointRequest(id=key))

    def prices(self) -> Any:
        names = {"FoundationModelNames": ["doubao-seed-1-6"]}
        return self.any_action(
            "ListModelActivations", WithPrice=True, PageNumber=1, PageSize=20, Filter=names
        )

    def outcome(self, call: Callable[[], Any]) -> Any:
        """What a call returned, or status and code of its refusal."""
        try:
            return as_wire(call()) or NOTHING
        except ApiException as error:
            failure: Any = error
            body = json.loads(failure.body)
            return failure.status, body["ResponseMetadata"]["Error"]["Code"]


class Ours:
    """Our client, with the same names."""

    def __init__(self, cloud: VolcengineCloud) -> None:
        self.sent: list[Sent] = []
        self._http = httpx.Client(event_hooks={"request": [self._keep]}, trust_env=False)
        self._client = Volcengine(**cloud.describe(), http_client=self._http)

    def __enter__(self) -> "Ours":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def _keep(self, request: httpx.Request) -> None:
        self.sent.append(sent(request.method, str(request.url), request.content))

    def list(self, name: str) -> Any:
        (page,) = self._client.endpoints.list(filter_=EndpointFilter(name=name)).pages()
        return page

    def get(self, key: str) -> Any:
        return self._client.endpoints.get(id=key)

    def create(self, *, is_dry: bool | None = None, version: str = "250615") -> Any:
        model = FoundationModel(name="doubao-seed-1-6", model_version=version)
        more: Any = {} if is_dry is None else {"dry_run": is_dry}
        return self._client.endpoints.create(
            name="ranking",
            description="Ranks.",
            model_reference=ModelReference(foundation_model=model),
            moderation=Moderation(strategy="Basic"),
            project_name="search-team",
            rate_limit=RateLimit(rpm=600, tpm=200_000),
            tags=[Tag(key="team", value="care")],
            **more,
        )

    def update(self, key: str) -> Any:
        limit = RateLimit(rpm=60, tpm=1000)
        return self._client.endpoints.update(id=key, name="search", rate_limit=limit)

    def start(self, key: str) -> Any:
        return self._client.endpoints.start(id=key)

    def stop(self, key: str) -> Any:
        return self._client.endpoints.stop(id=key)

    def delete(self, key: str) -> Any:
        return self._client.endpoints.delete(id=key)

    def prices(self) -> Any:
        names = ModelActivationFilter(foundation_model_names=["doubao-seed-1-6"])
        found = self._client.model_activations.list(
            with_price=True, page_number=1, page_size=20, filter_=names
        )
        (page,) = found.pages()
        return page

    def outcome(self, call: Callable[[], Any]) -> Any:
        """What a call returned, or status and code of its refusal."""
        try:
            return call().to_dict().get("Result") or NOTHING
        except ApiError as error:
            return error.status, error.code


def life(one: Theirs | Ours, pass_by: Callable[[float], None]) -> list[Any]:
    """Every operation, from before an endpoint is there until it is gone again."""
    outcome = one.outcome
    steps: list[Any] = [
        outcome(lambda: one.list("ranking")),
        outcome(one.prices),
        outcome(lambda: one.create(is_dry=True)),
        outcome(lambda: one.create(version="none")),
        outcome(one.create),
    ]
    key = steps[-1]["Id"]
    calls: list[tuple[float, Callable[[str], Any]]] = [
        (0, one.get),
        (0, one.delete),  # refused: it is on its way to run
        (5, one.get),
        (0, one.start),  # refused: it runs
        (0, one.update),
        (0, one.get),
        (0, one.stop),
        (0, one.get),
        (2, one.get),
        (0, one.start),
        (4, one.get),
        (0, one.stop),
        (2, one.delete),
        (0, one.get),  # refused: it is gone
        (0, one.delete),
    ]
    for seconds, call in calls:
        pass_by(seconds)
        steps.append(outcome(lambda: call(key)))  # noqa: B023
    return [*steps, outcome(lambda: one.list("search"))]


@pytest.mark.parametrize("is_byteplus", [False, True], ids=["volcengine", "byteplus"])
def test_one_life_of_two_clients(is_byteplus: bool) -> None:
    began = datetime.now(UTC).replace(microsecond=0)
    with World(began, is_byteplus=is_byteplus) as world, Theirs(world.cloud) as theirs:
        their_answers = life(theirs, world.pass_by)
    # The same again, for us.
    with World(began, is_byteplus=is_byteplus) as world, Ours(world.cloud) as ours:
        our_answers = life(ours, world.pass_by)
    assert len(ours.sent) == 21
    assert ours.sent == theirs.sent
    assert instants(our_answers) == instants(their_answers)
    states = [one["Status"] for one in our_answers if "Status" in one]
    assert states == [
        "Creating",
        "Running",
        "Running",
        "Stopping",
        "Stopped",
        "Running",
    ]
    assert [one for one in our_answers if isinstance(one, tuple)] == [
        (400, "DryRunOperation"),
        (404, "InvalidEndpointOrModel.NotFound"),
        (403, "OperationDenied.EndpointStatus"),
        (403, "OperationDenied.EndpointStatus"),
        (404, "InvalidEndpointOrModel.NotFound"),
        (404, "InvalidEndpointOrModel.NotFound"),
    ]


def test_only_we_read_the_form_of_byteplus_documentation() -> None:
    with World(datetime.now(UTC), is_byteplus=True) as world:
        world.cloud.is_byteplus = True
        key = world.cloud.fleet[0]["Id"]
        with Theirs(world.cloud) as theirs, Ours(world.cloud) as ours:
            assert theirs.outcome(lambda: theirs.get(key)) == NOTHING
            found = ours.get(key).result.endpoint
        assert (found.id, found.deviations()) == (key, [])
