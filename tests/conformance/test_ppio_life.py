"""PPIO and Novita have no SDK: plain requests, as their pages show them, live the life that our client lives.

| operation | driven by | compared |
|---|---|---|
| list, get, create, update, delete, products, regions | the standard library | each request but its headers, each answer, the cloud after each step |
| refusals: an unknown product, workers out of range, an id that is gone | the same | status and code |
| all of it at Novita | the same, with Novita's codes and prices | the same |
"""  # noqa: E501

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from endpoint_roster_ppio import ApiError, Ppio
from endpoint_roster_ppio.models import EnvironmentVariable, HealthCheck, Policy, WorkerSettings
from endpoint_roster_sim import PpioCloud, Simulator

Json = dict[str, Any]
BEGAN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class World:
    """A simulated cloud; another one of the same time is the same in all."""

    def __init__(self, *, is_novita: bool) -> None:
        self.now = BEGAN
        self._simulator = Simulator(
            endpoints=6, seed=5, providers=["ppio"], clock=lambda: self.now, epoch=BEGAN
        )
        self._is_novita = is_novita

    def __enter__(self) -> "World":
        self._simulator.__enter__()
        self.cloud.is_novita = self._is_novita
        return self

    def __exit__(self, *_: object) -> None:
        self._simulator.__exit__(None, None, None)

    @property
    def cloud(self) -> PpioCloud:
        return self._simulator["ppio"]

    def plain(
        self, method: str, path: str, body: Json | None = None, question: Json | None = None
    ) -> Any:
        """Ask with the standard library alone; return the answer, or status and code."""
        address = f"{self.cloud.base_url}/gpus/v2{path}"
        headers = {"Authorization": f"Bearer {self.cloud.api_key}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        data = None if body is None else json.dumps(body).encode()
        address += f"?{urlencode(question)}" if question else ""
        try:
            with urlopen(Request(address, data, headers, method=method), timeout=10) as answer:
                return json.load(answer)
        except HTTPError as error:
            return error.code, json.load(error)["reason"]

    def ours(self, call: Callable[[Ppio], Any]) -> Any:
        """Ask our client; return the answer, or status and code."""
        with Ppio(**self.cloud.describe()) as ppio:
            try:
                answer = call(ppio)
            except ApiError as error:
                return error.status, error.code
        return {} if answer is None else answer.to_dict()


CREATION: Json = {
    "type": "sync",
    "name": "客服",
    "product_id": "a100-80g.2x",
    "image": "registry.example/answers:2",
    "worker_config": {"max_replicas": 4, "min_replicas": 2, "idle_timeout": 120, "gpu_num": 2},
    "policy": {"type": "queue", "value": 30},
    "envs": [{"key": "MODE", "value": "fast"}],
    "ports": [8000, 9000],
    "health_check": {"path": "/healthz", "port": 8000},
}


def create(ppio: Ppio) -> Any:
    workers = WorkerSettings(max_replicas=4, min_replicas=2, idle_timeout=120, gpu_num=2)
    return ppio.endpoints.create(
        type_="sync",
        name="客服",
        product_id="a100-80g.2x",
        image="registry.example/answers:2",
        worker_config=workers,
        policy=Policy(type_="queue", value=30),
        envs=[EnvironmentVariable(key="MODE", value="fast")],
        ports=[8000, 9000],
        health_check=HealthCheck(path="/healthz", port=8000),
    )


def page(pager: Any) -> Any:
    return next(iter(pager.pages()))


@pytest.mark.parametrize("is_novita", [False, True], ids=["ppio", "novita"])
def test_the_same_life(is_novita: bool) -> None:
    with World(is_novita=is_novita) as theirs, World(is_novita=is_novita) as mine:

        def step(plain: tuple[Any, ...], ours: Callable[[Ppio], Any], seconds: float = 0) -> Any:
            expected = theirs.plain(*plain)
            assert mine.ours(ours) == expected
            (sent,), (wanted,) = mine.cloud.requests, theirs.cloud.requests
            facts = [(one.method, one.path, one.query, one.status) for one in (sent, wanted)]
            assert facts[0] == facts[1]
            assert mine.cloud.fleet == theirs.cloud.fleet
            for world in (mine, theirs):
                world.cloud.forget_requests()
                world.now += timedelta(seconds=seconds)
            return expected

        key = step(("POST", "/endpoints", CREATION), create, 5)["id"]
        one = f"/endpoints/{key}"
        found = step(("GET", one), lambda p: p.endpoints.get(key))
        assert found["status"]["status"] == "running"
        assert len(found["workers"]) == 2
        step(
            (
                "PUT",
                one,
                {"name": "tagger", "entrypoint": "", "worker_config": {"max_replicas": 9}},
            ),
            lambda p: p.endpoints.update(
                key, name="tagger", entrypoint="", worker_config=WorkerSettings(max_replicas=9)
            ),
            2,
        )
        step(
            ("PUT", one, {"worker_config": {"min_replicas": 0, "max_replicas": 0}}),
            lambda p: p.endpoints.update(
                key, worker_config=WorkerSettings(min_replicas=0, max_replicas=0)
            ),
            2,
        )
        assert step(("GET", one), lambda p: p.endpoints.get(key))["workers"] == []
        step(
            ("GET", "/endpoints", None, {"limit": "3", "keyword": "tagger"}),
            lambda p: page(p.endpoints.list(limit=3, keyword="tagger")),
        )
        question = {"type": "gpu", "category": "serverless", "billing_method": "spot", "limit": "2"}
        step(
            ("GET", "/products", None, question),
            lambda p: page(
                p.products.list(type_="gpu", category="serverless", billing_method="spot", limit=2)
            ),
        )
        step(("GET", "/regions"), lambda p: page(p.regions.list()))
        step(("DELETE", one), lambda p: p.endpoints.delete(key))
        gone = step(("DELETE", one), lambda p: p.endpoints.delete(key))
        assert gone == (404, "NOT_FOUND")
        unknown = {**CREATION, "product_id": "rtx9090"}
        assert step(("POST", "/endpoints", unknown), lambda p: p.endpoints.create(unknown)) == (
            404,
            "NOT_FOUND",
        )
        crossed = {**CREATION, "worker_config": {"max_replicas": 1, "min_replicas": 2}}
        assert step(("POST", "/endpoints", crossed), lambda p: p.endpoints.create(crossed)) == (
            400,
            "INVALID_REQUEST_PARAMETER",
        )
