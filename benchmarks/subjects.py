"""The subjects: httpx with ``json.loads``, our clients, and the official SDKs.

All send the same request and read the same bytes. What is imported here is imported when it is
asked for, because each process measures only some of it.
"""

import asyncio
import json
from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from typing import Any

import httpx

from .measure import Subject

#: Path and further arguments of the request, as a user of httpx alone writes it.
_REQUESTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "together": ("GET", "/endpoints", {}),
    "openrouter": ("GET", "/models/acme/model/endpoints", {}),
    "volcengine": (
        "POST",
        "/",
        {"params": {"Action": "ListEndpoints", "Version": "2024-01-01"}, "json": {}},
    ),
}
_ARGUMENTS = {"openrouter": {"author": "acme", "slug": "model"}}
_ROOTS = {"together": "/v1", "openrouter": "/api/v1", "volcengine": ""}
_SECRET = "not-a-real-key"  # noqa: S105
_CLIENTS = {"together": "Together", "openrouter": "OpenRouter", "volcengine": "Volcengine"}
_CREDENTIALS = {
    "together": {"api_key": _SECRET},
    "openrouter": {"api_key": _SECRET},
    "volcengine": {"access_key": "AKLTexample", "secret_key": _SECRET},
}

#: Where the list of endpoints is: in the JSON, in the SDK's model.
_IN_JSON: dict[str, tuple[str, ...]] = {
    "together": ("data",),
    "openrouter": ("data", "endpoints"),
    "volcengine": ("Result", "Items"),
}
_IN_SDK = {"together": "data", "openrouter": "data.endpoints", "volcengine": "items"}


def address(provider: str, port: int) -> str:
    """Return the base address of a provider on this machine."""
    return f"http://127.0.0.1:{port}{_ROOTS[provider]}"


class MemoryTransport(httpx.BaseTransport):
    """Answers every request with the same bytes, without a socket."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def handle_request(self, request: httpx.Request) -> httpx.Response:  # noqa: ARG002
        """Return the answer."""
        return httpx.Response(200, headers={"Content-Type": "application/json"}, content=self._body)


# Plain httpx


def decoding(provider: str, body: bytes) -> Subject:
    """``json.loads`` alone."""
    return Subject("json", lambda: json.loads(body), _size_of_json(provider))


def raw(provider: str, base_url: str, transport: httpx.BaseTransport | None = None) -> Subject:
    """``httpx.Client`` with ``json.loads``; what all are compared with."""
    method, path, options = _REQUESTS[provider]
    client = httpx.Client(**_raw_arguments(provider, base_url), transport=transport)

    def call() -> Any:
        return json.loads(client.request(method, path, **options).content)

    return Subject("raw", call, _size_of_json(provider))


def raw_absolute(provider: str, base_url: str, transport: httpx.BaseTransport) -> Subject:
    """The same without a base address, which saves httpx some work."""
    method, path, options = _REQUESTS[provider]
    client = httpx.Client(**_raw_arguments(provider, ""), transport=transport)
    url = base_url + path

    def call() -> Any:
        return json.loads(client.request(method, url, **options).content)

    return Subject("raw, absolute address", call, _size_of_json(provider))


def raw_unsigned(provider: str, base_url: str) -> Subject:
    """The same without a signature, which the real service would refuse."""
    method, path, options = _REQUESTS[provider]
    client = httpx.Client(base_url=base_url)

    def call() -> Any:
        return json.loads(client.request(method, path, **options).content)

    return Subject("raw, unsigned", call, _size_of_json(provider))


def raw_async(provider: str, base_url: str, runner: asyncio.Runner) -> Subject:
    """``httpx.AsyncClient`` with ``json.loads``."""
    method, path, options = _REQUESTS[provider]
    client = httpx.AsyncClient(**_raw_arguments(provider, base_url))

    async def call() -> Any:
        return json.loads((await client.request(method, path, **options)).content)

    return Subject("raw", call, _size_of_json(provider), runner)


def _raw_arguments(provider: str, base_url: str) -> dict[str, Any]:
    if provider == "volcengine":
        return {"base_url": base_url, "auth": _signature()}
    return {"base_url": base_url, "headers": {"Authorization": f"Bearer {_SECRET}"}}


def _signature() -> Any:
    return import_module("endpoint_roster_core.auth").VolcengineAuth("AKLTexample", _SECRET)


def _size_of_json(provider: str) -> Callable[[Any], int]:
    def size(answer: Any) -> int:
        for key in _IN_JSON[provider]:
            answer = answer[key]
        return len(answer)

    return size


# Ours


def ours(provider: str, base_url: str, transport: httpx.BaseTransport | None = None) -> Subject:
    """Our client, synchronous: all endpoints in a list, as its README has it."""
    client = _our_client(provider, _CLIENTS[provider], base_url, transport)
    arguments = _ARGUMENTS.get(provider, {})
    return Subject("ours", lambda: list(client.endpoints.list(**arguments)), _size_of_ours)


def ours_async(provider: str, base_url: str, runner: asyncio.Runner) -> Subject:
    """Our client, asynchronous."""
    client = _our_client(provider, f"Async{_CLIENTS[provider]}", base_url)
    arguments = _ARGUMENTS.get(provider, {})

    async def call() -> Any:
        return [endpoint async for endpoint in client.endpoints.list(**arguments)]

    return Subject("ours", call, _size_of_ours, runner)


def _our_client(
    provider: str, name: str, base_url: str, transport: httpx.BaseTransport | None = None
) -> Any:
    make = getattr(import_module(f"endpoint_roster_{provider}"), name)
    # Retries are off, so that an error would show.
    arguments = {**_CREDENTIALS[provider], "base_url": base_url, "max_attempts": 1}
    client = make(**arguments)
    if transport is not None:  # all but the network is as users have it
        client._http.pool.transport = lambda: transport
    return client


def _size_of_ours(endpoints: Any) -> int:
    # The long bodies start with the items of the short ones and are made in the same way.
    if len(endpoints) <= 100:
        for endpoint in endpoints:
            if deviations := endpoint.deviations():
                raise RuntimeError(f"the body is meant to be clean, but {deviations[0]}")
    return len(endpoints)


# The official SDKs. Retries are off, so that an error would show.


def sdk(provider: str, base_url: str, transport: httpx.BaseTransport | None = None) -> Subject:
    """The provider's own SDK, synchronous."""
    makers = {"together": _together, "openrouter": _openrouter, "volcengine": _volcengine}
    return Subject("sdk", makers[provider](base_url, transport), _size_of_sdk(provider))


def sdk_async(provider: str, base_url: str, runner: asyncio.Runner) -> Subject | None:
    """The provider's own SDK, asynchronous, where there is one."""
    call: Callable[[], Any]
    if provider == "together":
        maker = import_module("together").AsyncTogether
        call = maker(api_key=_SECRET, base_url=base_url, max_retries=0).endpoints.list
    elif provider == "openrouter":
        client = import_module("openrouter").OpenRouter(
            api_key=_SECRET, server_url=base_url, retry_config=_no_retries()
        )

        def call() -> Any:
            return client.endpoints.list_async(**_ARGUMENTS["openrouter"])
    else:
        return None
    return Subject("sdk", call, _size_of_sdk(provider), runner)


def _together(base_url: str, transport: httpx.BaseTransport | None) -> Callable[[], Any]:
    options = {} if transport is None else {"http_client": httpx.Client(transport=transport)}
    client = import_module("together").Together(
        api_key=_SECRET, base_url=base_url, max_retries=0, **options
    )
    return client.endpoints.list


def _openrouter(base_url: str, transport: httpx.BaseTransport | None) -> Callable[[], Any]:
    options = {} if transport is None else {"client": httpx.Client(transport=transport)}
    client = import_module("openrouter").OpenRouter(
        api_key=_SECRET, server_url=base_url, retry_config=_no_retries(), **options
    )
    return lambda: client.endpoints.list(**_ARGUMENTS["openrouter"])


def _no_retries() -> Any:
    utils = import_module("openrouter.utils")
    return utils.RetryConfig("none", utils.BackoffStrategy(1, 1, 1, 1), False)


def _volcengine(base_url: str, transport: httpx.BaseTransport | None) -> Callable[[], Any]:
    if transport is not None:
        raise ValueError("this SDK does not use httpx")
    core = import_module("volcenginesdkcore")
    ark = import_module("volcenginesdkark")
    configuration = core.Configuration()
    configuration.ak, configuration.sk = "AKLTexample", _SECRET
    configuration.region = "cn-beijing"
    configuration.scheme, _, configuration.host = base_url.partition("://")
    api = ark.ARKApi(core.ApiClient(configuration))
    return lambda: api.list_endpoints(ark.ListEndpointsRequest())


def _size_of_sdk(provider: str) -> Callable[[Any], int]:
    items = attrgetter(_IN_SDK[provider])
    return lambda answer: len(items(answer))
