"""Simulated clouds in place of the real ones, for code that names only the real ones."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpcore
import pytest
from endpoint_roster.telemetry import uninstrument
from endpoint_roster_sim import Simulator
from support.surroundings import disturbing, variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: How the names of real servers end, and which simulated cloud replaces them.
SERVERS = {
    "volcengineapi.com": "volcengine",
    "volces.com": "volcengine",
    "ppinfra.com": "ppio",
    "ppio.com": "ppio",
    "together.ai": "together",
    "together.xyz": "together",
    "openrouter.ai": "openrouter",
    "myhuaweicloud.com": "huawei",
}


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    with Simulator(endpoints=24) as running:
        yield running


@pytest.fixture(autouse=True)
def clouds(simulator: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Set what the reader has set, and lead requests for the real clouds to the simulated ones."""
    for name in disturbing():
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    for name, value in variables(simulator).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    # The fake is below httpx and our clients: addresses change on their way, and nothing else does.
    def to_simulator(request: httpcore.Request) -> None:
        host = request.url.host.decode("ascii")
        for ending, provider in SERVERS.items():
            if host.endswith(ending):
                about: Any = simulator.describe()[provider]
                there = urlsplit(str(about["iam_url" if host.startswith("iam.") else "base_url"]))
                host = str(there.hostname)
                request.url.scheme, request.url.host = b"http", host.encode("ascii")
                request.url.port = there.port
        if asked := re.search(rb"/models/([^/]+/[^/]+)/endpoints", request.url.target):
            models: list[str] = simulator.describe()["openrouter"]["models"]
            if asked[1].decode() not in models:  # the model of the page exists
                request.url.target = request.url.target.replace(asked[1], models[0].encode())
        assert host in ("127.0.0.1", "localhost"), f"{host} is not ours"

    handle, handle_async = (
        httpcore.ConnectionPool.handle_request,
        httpcore.AsyncConnectionPool.handle_async_request,
    )

    def lead(pool: httpcore.ConnectionPool, request: httpcore.Request) -> httpcore.Response:
        to_simulator(request)
        return handle(pool, request)

    async def lead_async(
        pool: httpcore.AsyncConnectionPool, request: httpcore.Request
    ) -> httpcore.Response:
        to_simulator(request)
        return await handle_async(pool, request)

    monkeypatch.setattr(httpcore.ConnectionPool, "handle_request", lead)
    monkeypatch.setattr(httpcore.AsyncConnectionPool, "handle_async_request", lead_async)
    levels = {name: logging.getLogger(name).level for name in ("", "endpoint_roster", "httpx")}
    yield
    # A page may turn on what lasts longer than the page.
    uninstrument()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def variables(simulator: Simulator) -> dict[str, str]:
    huawei = simulator["huawei"]
    return variables_of(simulator) | {
        "HUAWEICLOUD_SDK_AK": huawei.access_key,
        "HUAWEICLOUD_SDK_SK": huawei.secret_key,
        "HUAWEICLOUD_X_AUTH_TOKEN": huawei.token,
        "HUAWEICLOUD_PASSWORD": huawei.password,
    }
