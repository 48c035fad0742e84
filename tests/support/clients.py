"""The five generated clients, as one table for tests that hold for each of them."""

from __future__ import annotations

import copy
import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import httpx

from .specs import read_spec

PROVIDERS = ("volcengine", "ppio", "together", "openrouter", "huawei")
SECRET = "fake-secret-7f3a91"
#: Arguments that each client authenticates with. The secret is in a header of every request.
CREDENTIALS: Mapping[str, dict[str, str]] = {
    "volcengine": {"access_key": "fake-id", "secret_key": SECRET, "session_token": SECRET},
    "ppio": {"api_key": SECRET},
    "together": {"api_key": SECRET},
    "openrouter": {"api_key": SECRET},
    "huawei": {"token": SECRET, "project_id": "0" * 32},
}
#: Required arguments of the function that makes a request of each list operation.
ARGUMENTS: Mapping[str, dict[str, Any]] = {
    "volcengine": {},
    "ppio": {},
    "together": {},
    "openrouter": {"author": "acme", "slug": "model-1:free"},
    "huawei": {"project_id": "0" * 32, "region_id": "cn-southwest-2"},
}
#: Required arguments of each ``client.endpoints.list``; the client knows the others.
LISTING: Mapping[str, dict[str, Any]] = {**ARGUMENTS, "huawei": {}}

#: Where each page has its endpoints.
_ITEMS = {"volcengine": "result.items", "openrouter": "data.endpoints"}

Handler = Callable[[httpx.Request], httpx.Response]


@dataclass(frozen=True)
class GeneratedClient:
    """One generated package, with its list operation."""

    provider: str

    @property
    def package(self) -> Any:
        return importlib.import_module(f"endpoint_roster_{self.provider}")

    @property
    def models(self) -> Any:
        return importlib.import_module(f"endpoint_roster_{self.provider}.models")

    @property
    def name(self) -> str:
        """The name of the class of synchronous clients."""
        return read_spec(self.provider, "codegen.yaml")["client"]["name"]

    @property
    def sync_class(self) -> Any:
        return getattr(self.package, self.name)

    @property
    def async_class(self) -> Any:
        return getattr(self.package, f"Async{self.name}")

    @property
    def variables(self) -> Mapping[str, str]:
        """Environment variables, by the argument that they stand in for."""
        client = read_spec(self.provider, "codegen.yaml")["client"]
        found = {
            name: argument["variable"]
            for name, argument in client["arguments"].items()
            if "variable" in argument
        }
        return {**found, "base_url": client["base_url_variable"]}

    @property
    def operation(self) -> Any:
        return self.operations.LIST_ENDPOINTS

    def request(self, **arguments: Any) -> Any:
        """A request of the list operation."""
        return self.operations.list_endpoints(**{**ARGUMENTS[self.provider], **arguments})

    def listing(self, client: Any, **arguments: Any) -> Any:
        """The pager of the list operation, for a client of either kind."""
        return client.endpoints.list(**{**LISTING[self.provider], **arguments})

    @property
    def operations(self) -> Any:
        """The module of the list operation."""
        return importlib.import_module(f"endpoint_roster_{self.provider}.operations.list_endpoints")

    @property
    def page(self) -> Any:
        """The model of the success body."""
        return self.models.ListEndpointsResponse

    def endpoints(self) -> list[Any]:
        """The endpoints of the spec's first example of a page, read again."""
        body = next(iter(self.examples()[200].values()))
        return attrgetter(_ITEMS.get(self.provider, "data"))(self.page.from_dict(body))

    @property
    def credentials(self) -> dict[str, str]:
        return CREDENTIALS[self.provider]

    @property
    def spec(self) -> dict[str, Any]:
        return copy.deepcopy(read_spec(self.provider))

    def examples(self) -> dict[int, dict[str, Any]]:
        """Example bodies of the list operation in the spec, by status and name."""
        (operation,) = (
            item
            for path in read_spec(self.provider)["paths"].values()
            for item in path.values()
            if "operationId" in item and item["operationId"] == "listEndpoints"
        )
        found: dict[int, dict[str, Any]] = {}
        for status, response in operation["responses"].items():
            content = self._resolve(response).get("content", {}).get("application/json", {})
            if status.isdecimal():
                found[int(status)] = {
                    name: copy.deepcopy(self._resolve(example)["value"])
                    for name, example in content.get("examples", {}).items()
                }
        return found

    def _resolve(self, item: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in item:
            return item
        found: Any = read_spec(self.provider)
        for key in item["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        return found

    def make(self, **options: Any) -> Any:
        """A synchronous client with credentials."""
        return self.sync_class(**{**self.credentials, **options})

    def make_async(self, **options: Any) -> Any:
        """An asynchronous client with credentials."""
        return self.async_class(**{**self.credentials, **options})

    def connect(self, handler: Handler, **options: Any) -> Any:
        """A synchronous client whose requests a function answers."""
        http_client = httpx.Client(transport=httpx.MockTransport(handler))
        return self.make(http_client=http_client, **options)

    def connect_async(self, handler: Handler, **options: Any) -> Any:
        """An asynchronous client whose requests a function answers."""
        http_client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
        return self.make_async(http_client=http_client, **options)

    def read(self, body: bytes | Any, status: int = 200, **headers: str) -> Any:
        """What a client makes of an answer: a model, or what it raises."""
        return self.respond(body, status, **headers).result()

    def respond(self, body: bytes | Any, status: int = 200, **headers: str) -> Any:
        """The response that a client makes of an answer."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()

        def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(status, content=content, headers=headers)

        with self.connect(answer, max_attempts=1) as client:
            return client.send(self.request())


CLIENTS = [GeneratedClient(provider) for provider in PROVIDERS]
