"""The five generated clients, as one table for tests that hold for each of them."""

from __future__ import annotations

import copy
import functools
import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

SPECS = Path(__file__).resolve().parents[2] / "specs"
PROVIDERS = ("volcengine", "ppio", "together", "openrouter", "huawei")
#: Required arguments of each list operation.
ARGUMENTS: Mapping[str, dict[str, Any]] = {
    "volcengine": {},
    "ppio": {},
    "together": {},
    "openrouter": {"author": "acme", "slug": "model-1:free"},
    "huawei": {"project_id": "0" * 32, "region_id": "cn-southwest-2"},
}
SECRET = "fake-secret-7f3a91"

Handler = Callable[[httpx.Request], httpx.Response]


@functools.cache
def _spec(provider: str) -> dict[str, Any]:
    return yaml.safe_load((SPECS / provider / "openapi.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class GeneratedClient:
    """One generated package, with its list operation."""

    provider: str

    @property
    def package(self) -> Any:
        return importlib.import_module(f"endpoint_roster_{self.provider}")

    @property
    def operation(self) -> Any:
        return importlib.import_module(
            f"endpoint_roster_{self.provider}.api.endpoints.list_endpoints"
        )

    @property
    def page(self) -> Any:
        """The model of the success body."""
        models = importlib.import_module(f"endpoint_roster_{self.provider}.models")
        return models.ListEndpointsResponse

    @property
    def arguments(self) -> dict[str, Any]:
        return ARGUMENTS[self.provider]

    @property
    def spec(self) -> dict[str, Any]:
        return copy.deepcopy(_spec(self.provider))

    def examples(self) -> dict[int, dict[str, Any]]:
        """Example bodies of the spec, by status and name."""
        (operation,) = (
            item
            for path in self.spec["paths"].values()
            for item in path.values()
            if "operationId" in item
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
        found: Any = _spec(self.provider)
        for key in item["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        return found

    def connect(self, handler: Handler, **options: Any) -> Any:
        """An authenticated client whose requests a function answers."""
        transport = httpx.MockTransport(handler)
        return self.package.AuthenticatedClient(
            token=SECRET, httpx_args={"transport": transport}, **options
        )

    def read(self, body: bytes | Any, status: int = 200, **headers: str) -> Any:
        """What the plain function makes of an answer."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()

        def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(status, content=content, headers=headers)

        with self.connect(answer) as client:
            return self.operation.sync(client=client, **self.arguments)


CLIENTS = [GeneratedClient(provider) for provider in PROVIDERS]
