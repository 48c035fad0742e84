"""The simulated clouds as schemathesis calls them: address, signing, what no schema can know."""

# schemathesis and requests are not installed where types are checked.
# pyright: reportMissingImports=false, reportMissingModuleSource=false, reportUntypedBaseClass=false
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import schemathesis
import yaml
from endpoint_roster_core.auth.volcengine import sign
from endpoint_roster_sim import Simulator
from requests.auth import AuthBase
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

SPECS = Path(__file__).resolve().parents[2] / "specs"
VERSION = re.compile(r"/v[0-9]+$")

BEGAN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

Json = dict[str, Any]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


class Headers(AuthBase):
    """Sends headers that are worked out when the rest of the request is there."""

    def __init__(self, make: Callable[[Any], dict[str, str]]) -> None:
        self._make = make

    def __call__(self, request: Any) -> Any:
        request.headers.update(self._make(request))
        return request


class World:
    """One simulated cloud and its spec; three seconds pass with each call."""

    def __init__(self, provider: str) -> None:
        self.provider = provider
        self.now = BEGAN
        self._simulator = Simulator(
            endpoints=6, providers=[provider], clock=lambda: self.now, epoch=BEGAN
        )
        text = (SPECS / provider / "openapi.yaml").read_text("utf-8")
        self._document: Json = yaml.safe_load(text)
        self.schema: Any = schemathesis.openapi.from_dict(self._document)
        self.seen: set[tuple[str, int]] = set()

    def __enter__(self) -> "World":
        self._simulator.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._simulator.__exit__(None, None, None)

    def restart(self) -> None:
        """Make everything as it was at first."""
        self.now = BEGAN
        self.__exit__()
        self.__enter__()

    @property
    def cloud(self) -> Any:
        return self._simulator[self.provider]

    def prepare(self, case: Any) -> None:
        """Give a case the ids and words that the account has, and a schema cannot know."""
        self.now += timedelta(seconds=3)
        for name in ("projectId", "project_id"):
            if name in (case.path_parameters or {}):
                case.path_parameters[name] = self.cloud.project_id
        body = case.body if isinstance(case.body, dict) else {}
        match self.provider, operation_of(case):
            case "volcengine", "createEndpoint":
                model = {"Name": "doubao-seed-1-6", "ModelVersion": "250615"}
                body["ModelReference"] = {"FoundationModel": model}
                for name in ("Tags", "RateLimit", "DryRun"):
                    body.pop(name, None)
            case "together", "createEndpoint":
                body |= {"hardware": "1x_nvidia_h100_80gb_sxm", "model": "acme/chat"}
                body["autoscaling"] = {"min_replicas": 1, "max_replicas": 2}
            case "together", "createDeployment":
                body["autoscaling"] = {"minReplicas": 1, "maxReplicas": 2}
            case "ppio", "createEndpoint" | "updateEndpoint":
                body |= {"product_id": "rtx4090-24g.1x", "region_id": "cn-beijing-02"}
                body["worker_config"] = {"min_replicas": 1, "max_replicas": 2}
                for name in ("policy", "entrypoint", "command"):
                    body.pop(name, None)
            case "huawei", "createCustomEndpoint":
                body |= {"source": "custom_from_maas", "model_name": "glm-5"}
                body["endpoint_name"] = f"name-{self.now:%d%H%M%S}"  # used once and for ever
                for name in ("rpm", "tpm", "moderation"):
                    body.pop(name, None)
            case "huawei", "updateCustomEndpoint":
                for name in ("endpoint_name", "rpm", "tpm", "moderation"):
                    body.pop(name, None)
            case "together", "updateProjectEndpoint":
                for name in ("updateMask", "etag"):
                    (case.query or {}).pop(name, None)
                body |= {"name": "search"}
            case "openrouter", "createPrivateEndpoint":
                body |= {"model_permaslug": "meta-llama/llama-3.3-70b-instruct"}
                body |= {"provider_slug": "together", "base_url": "https://llm.example.net/v1"}
                for name in ("activate", "declared_region", "pricing"):
                    body.pop(name, None)
            case "openrouter", "updatePrivateEndpoint":
                body |= {"base_url": "https://llm.example.net/v2", "declared_region": "us"}
            case "openrouter", "validatePrivateEndpoint":
                body |= {"workspace_id": self.cloud.private_endpoints.workspace_id}
            case "openrouter", "updatePrivateEndpointPricing":
                body["pricing"] = {"prompt": "0.0000004", "completion": "0.0000012"}
            case _:
                pass

    def arguments(self, case: Any) -> Json:
        """What a call needs besides the case."""
        base_url = self.cloud.base_url
        servers = self._document["paths"][case.operation.path].get("servers", [])
        if servers:  # another version of the API
            version = VERSION.search(servers[0]["url"])
            base_url = VERSION.sub(version[0] if version else "", base_url)
        return {"base_url": base_url, "auth": Headers(self._headers)}

    def _headers(self, request: Any) -> dict[str, str]:
        cloud = self.cloud
        if self.provider == "huawei":
            return {"X-Auth-Token": cloud.token}
        if self.provider != "volcengine":
            return {"Authorization": f"Bearer {cloud.api_key}"}
        parts = urlsplit(request.url)
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        headers = {
            "host": parts.netloc,
            "content-type": "application/json",
            "x-date": f"{self.now:%Y%m%dT%H%M%SZ}",
            "x-content-sha256": sha256(body).hexdigest(),
        }
        authorization = sign(
            request.method,
            parts.path,
            parse_qsl(parts.query, keep_blank_values=True),
            headers,
            body,
            access_key=cloud.access_key,
            secret_key=cloud.secret_key,
            region=cloud.region,
            service="ark",
            signed_headers=None,
        )
        return {**headers, "authorization": str(authorization)}

    def check(self, case: Any, response: Any) -> None:
        """Compare an answer with what the spec says of the operation."""
        self.seen.add((operation_of(case), response.status_code))
        case.validate_response(response, checks=CHECKS)


def operation_of(case: Any) -> str:
    return case.operation.definition.raw["operationId"]
