"""PPIO: endpoints are created, change by themselves, and go."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from endpoint_roster_sim import PpioCloud, Simulator

from .calls import Clock, bearer, ppio_pages
from .test_specs import validator

BODY: dict[str, Any] = {
    "type": "async",
    "name": "img-tagger",
    "product_id": "rtx4090-24g.1x",
    "image": "registry.example/tagger:1.4",
    "worker_config": {"min_replicas": 1, "max_replicas": 3},
}
SOLD_OUT = {"product_id": "b200-180g.8x", "region_id": "us-dallas-01"}
ROOT = "/gpus/v2"
UNKNOWN = (404, "NOT_FOUND")
INVALID = (400, "INVALID_REQUEST_PARAMETER")


class Caller:
    """Calls one cloud, and checks every answer against the spec."""

    def __init__(self, http: httpx.Client, cloud: PpioCloud, clock: Clock) -> None:
        self.http = http
        self.cloud = cloud
        self.clock = clock

    def __call__(
        self, method: str, path: str, body: Any = None, *, schema: str = "", **params: Any
    ) -> httpx.Response:
        answer = self.http.request(
            method,
            f"{self.cloud.base_url}{ROOT}{path}",
            params=params,
            json=body,
            headers=bearer(self.cloud.api_key),
        )
        schema = schema if answer.is_success else "ErrorResponse"
        if schema:
            validator("ppio", schema).validate(answer.json())
        return answer

    def create(self, **changes: Any) -> str:
        answer = self("POST", "/endpoints", {**BODY, **changes}, schema="CreatedEndpoint")
        assert answer.status_code == 200, answer.text
        assert answer.json().keys() == {"id"}
        return answer.json()["id"]

    def get(self, key: str) -> dict[str, Any]:
        """An endpoint by reading it, which is what the list has of it too."""
        answer = self("GET", f"/endpoints/{key}", schema="Endpoint")
        assert answer.status_code == 200, answer.text
        found = answer.json()
        (listed,) = [one for one in self.listed() if one["id"] == key]
        assert listed == {name: value for name, value in found.items() if name != "type"}
        return found

    def state(self, key: str) -> str:
        return self.get(key)["status"]["status"]

    def listed(self) -> list[dict[str, Any]]:
        pages = ppio_pages(self.http, self.cloud, {"limit": 5})
        found = [item for page in pages for item in page["data"]]
        assert found == self.cloud.fleet
        return found

    def update(self, key: str, **changes: Any) -> None:
        answer = self("PUT", f"/endpoints/{key}", changes)
        assert (answer.status_code, answer.json()) == (200, {})

    def scale(self, key: str, low: int, high: int) -> None:
        self.update(key, worker_config={"min_replicas": low, "max_replicas": high})


@pytest.fixture
def call(http: httpx.Client) -> Iterator[Caller]:
    clock = Clock()
    with Simulator(endpoints=8, providers=["ppio"], clock=clock) as simulator:
        yield Caller(http, simulator["ppio"], clock)


def refused(answer: httpx.Response) -> tuple[int, str]:
    body = answer.json()
    assert body.keys() == {"code", "reason", "message", "metadata"}
    assert body["code"] == answer.status_code
    return answer.status_code, body["reason"]


def test_from_its_creation_to_its_end(call: Caller) -> None:
    before = call.listed()
    key = call.create(app_name="tagger", envs=[{"key": "MODE", "value": "fast"}], ports=[8080])
    assert call.listed()[0]["id"] == key
    made = call.get(key)
    assert (made["type"], made["name"], made["ports"]) == ("async", "img-tagger", [8080])
    assert made["url"] == f"https://{key}-tagger.async-public.serverless.example.com"
    assert made["created_at"] == int(call.clock.now.timestamp())
    assert made["worker_config"].items() >= BODY["worker_config"].items()
    assert (made["status"]["status"], made["workers"]) == ("pending", [])
    call.clock.pass_by(seconds=1)
    starting = call.get(key)
    assert starting["status"]["status"] == "starting"
    assert [worker["health"] for worker in starting["workers"]] == [False]
    call.clock.pass_by(seconds=4)
    running = call.get(key)
    assert running["status"] == {"status": "running", "error": "", "message": ""}
    assert [worker["health"] for worker in running["workers"]] == [True]
    for low, high, passing, seconds, final, workers in (
        (0, 0, "stopping", 2, "stopped", 0),
        (2, 3, "starting", 4, "running", 2),
        (0, 5, "updating", 2, "running", 0),
    ):
        call.scale(key, low, high)
        assert call.state(key) == passing
        call.clock.pass_by(seconds=seconds)
        found = call.get(key)
        assert (found["status"]["status"], len(found["workers"])) == (final, workers)
    answer = call("DELETE", f"/endpoints/{key}")
    assert (answer.status_code, answer.json()) == (200, {})
    assert call.listed() == before
    for method, body in (("GET", None), ("PUT", {"name": "x"}), ("DELETE", None)):
        assert refused(call(method, f"/endpoints/{key}", body)) == UNKNOWN


def test_a_change_keeps_what_it_does_not_have(call: Caller) -> None:
    key = call.create(command="--fast")
    call.clock.pass_by(seconds=5)
    before = call.get(key)
    call.update(key, name="tagger-2")
    after = call.get(key)
    assert after == {**before, "name": "tagger-2"}  # a name alone does not stop anything
    call.update(key, worker_config={"max_replicas": 9}, policy={"type": "concurrency", "value": 4})
    assert call.state(key) == "updating"
    call.clock.pass_by(seconds=2)
    config = {**before["worker_config"], "max_replicas": 9}
    expected = {**after, "worker_config": config, "policy": {"type": "concurrency", "value": 4}}
    assert call.get(key) == expected
    call.update(key, type="sync", app_name="other")  # neither can be changed
    assert call.get(key) == expected


def test_the_list_can_be_searched_by_what_has_changed(call: Caller) -> None:
    key = call.create()
    for word, found in (("img-tagger", [key]), ("unheard-of", [])):
        answer = call("GET", "/endpoints", schema="ListEndpointsResponse", keyword=word)
        assert [one["id"] for one in answer.json()["data"]] == found
    call.update(key, name="unheard-of")
    answer = call("GET", "/endpoints", keyword="unheard-of")
    assert [one["id"] for one in answer.json()["data"]] == [key]


def test_zero_workers_from_the_beginning(call: Caller) -> None:
    key = call.create(worker_config={"max_replicas": 0})
    assert call.state(key) == "pending"
    call.clock.pass_by(seconds=1)
    assert call.state(key) == "stopped"


def test_a_product_of_which_nothing_is_left(call: Caller) -> None:
    key = call.create(**SOLD_OUT)
    call.clock.pass_by(seconds=5)
    failed = call.get(key)
    assert (failed["status"]["status"], failed["status"]["error"]) == ("failed", "error")
    assert failed["status"]["message"]
    call.update(key, product_id="h100-80g.8x")
    assert call.state(key) == "starting"
    call.clock.pass_by(seconds=4)
    assert call.state(key) == "running"
    assert call("DELETE", f"/endpoints/{key}").status_code == 200


@pytest.mark.parametrize("seconds", [0, 2, 10])
def test_it_can_be_deleted_in_every_state(call: Caller, seconds: int) -> None:
    key = call.create()
    call.clock.pass_by(seconds=seconds)
    assert call("DELETE", f"/endpoints/{key}").status_code == 200
    assert len(call.listed()) == 8


def test_a_name_can_be_used_twice(call: Caller) -> None:
    assert call.create() != call.create()
    assert len(call.listed()) == 10


@pytest.mark.parametrize(
    ("change", "expected", "parameter"),
    [
        *(({name: None}, INVALID, name) for name in BODY),
        ({"type": "batch"}, INVALID, "type"),
        ({"name": ""}, INVALID, "name"),
        ({"name": "x" * 256}, INVALID, "name"),
        ({"image": "x" * 501}, INVALID, "image"),
        ({"product_id": "rtx9090"}, UNKNOWN, "product_id"),
        ({"product_id": 7}, UNKNOWN, "product_id"),
        ({"product_id": "rtx4090-24g.vm"}, INVALID, "product_id"),
        ({"region_id": "moon-1"}, UNKNOWN, "region_id"),
        ({**SOLD_OUT, "region_id": "cn-beijing-02"}, INVALID, "region_id"),
        ({"worker_config": {}}, INVALID, "max_replicas"),
        ({"worker_config": {"max_replicas": 1001}}, INVALID, "max_replicas"),
        ({"worker_config": {"max_replicas": -1}}, INVALID, "max_replicas"),
        ({"worker_config": {"max_replicas": True}}, INVALID, "max_replicas"),
        ({"worker_config": {"max_replicas": 1, "min_replicas": 2}}, INVALID, "worker_config"),
        ({"worker_config": {"max_replicas": 1, "gpu_num": 9}}, INVALID, "gpu_num"),
        ({"worker_config": {"max_replicas": 1, "idle_timeout": "1"}}, INVALID, "idle_timeout"),
        ({"worker_config": 3}, INVALID, "worker_config"),
        ({"policy": {"type": "mood"}}, INVALID, "policy"),
        ({"ports": [0]}, INVALID, "ports"),
        ({"ports": 80}, INVALID, "ports"),
        ({"envs": [{"key": 1}]}, INVALID, "envs"),
        ({"volumes": ["vol-1"]}, INVALID, "volumes"),
        ({"health_check": {"port": "80"}}, INVALID, "health_check"),
    ],
    ids=str,
)
def test_nothing_comes_of_a_bad_wish(
    call: Caller, change: dict[str, Any], expected: tuple[int, str], parameter: str
) -> None:
    answer = call("POST", "/endpoints", {**BODY, **change})
    assert refused(answer) == expected
    assert answer.json()["metadata"] == {"parameter": parameter}
    assert len(call.listed()) == 8


@pytest.mark.parametrize(
    "change",
    [
        {"worker_config": {"min_replicas": 0}},  # max_replicas has to be in it
        {"worker_config": {"max_replicas": 0}},  # one worker was to be kept
        {"name": ""},
        {"product_id": "cpu-8c16g.vm"},
        {"ports": [65536]},
    ],
    ids=str,
)
def test_nothing_comes_of_a_bad_change(call: Caller, change: dict[str, Any]) -> None:
    key = call.create()
    call.clock.pass_by(seconds=5)
    before = call.get(key)
    assert refused(call("PUT", f"/endpoints/{key}", change)) == INVALID
    assert call.get(key) == before


@pytest.mark.parametrize("body", ["x", [], None, 3], ids=str)
def test_a_body_that_is_no_object(call: Caller, body: object) -> None:
    assert refused(call("POST", "/endpoints", body)) == INVALID


def test_quota(call: Caller) -> None:
    call.cloud.quota = 1
    call.create()
    assert refused(call("POST", "/endpoints", BODY)) == (403, "QUOTA_EXCEEDED")
    assert len(call.listed()) == 9


def test_what_was_there_has_a_life_too(call: Caller) -> None:
    listed = call.listed()
    (running, *_) = [one for one in listed if one["status"]["status"] == "running"]
    details = call.get(running["id"])
    assert details == {**running, "type": "async"}
    call.scale(running["id"], 0, 0)
    call.clock.pass_by(seconds=2)
    assert call.state(running["id"]) == "stopped"
    call.scale(running["id"], 1, 1)
    call.clock.pass_by(seconds=4)
    assert len(call.get(running["id"])["workers"]) == 1
    assert [one["id"] for one in call.listed()] == [one["id"] for one in listed]


@pytest.mark.parametrize("word", ["stopped", "failed", "rebalancing"])
def test_a_state_that_is_set(call: Caller, word: str) -> None:
    key = call.create()
    call.clock.pass_by(seconds=2)
    untouched = next(one for one in call.listed() if one["status"]["status"] == "running")
    for item in (call.listed()[0], untouched):
        call.cloud.set_state(item, word)
        found = call.get(item["id"])
        assert found["status"] == {**item["status"], "status": word}
        assert found["workers"] == item["workers"]
    call.clock.pass_by(seconds=60)
    assert call.state(key) == word
    call.update(key, image="registry.example/tagger:2")
    call.clock.pass_by(seconds=4)
    assert (call.state(key), len(call.get(key)["workers"])) == ("running", 1)


def test_a_restart_makes_everything_as_it_was(http: httpx.Client) -> None:
    clock = Clock()
    simulator = Simulator(endpoints=3, providers=["ppio"], clock=clock)
    with simulator:
        before = simulator.fleet("ppio")
        call = Caller(http, simulator["ppio"], clock)
        call.create()
        assert len(call.listed()) == 4
    with simulator:
        assert Caller(http, simulator["ppio"], clock).listed() == before


def products(call: Caller, **question: Any) -> list[dict[str, Any]]:
    question = {"type": "gpu", "category": "serverless", "limit": 100, **question}
    answer = call("GET", "/products", schema="ListProductsResponse", **question)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_prices(call: Caller) -> None:
    (one,) = [one for one in products(call) if one["id"] == "rtx4090-24g.1x"]
    price = one["pricing"]["postpaid"]
    assert price == {"base_price": 2400, "final_price": 2100, "unit": "per_hour"}
    assert one["pricing"]["precision"] == 3  # 2.1 an hour
    assert "prepaid" not in one["pricing"]


def test_products_are_filtered(call: Caller) -> None:
    def ids(**question: Any) -> list[str]:
        return [one["id"] for one in products(call, **question)]

    assert len(ids()) == 6
    assert ids(type="") == ids()
    assert ids(type="cpu") == ["cpu-16c64g.1x"]
    assert ids(category="instance", billing_method="prepaid") == ["rtx4090-24g.vm"]
    assert ids(billing_method="prepaid") == []
    assert "b200-180g.8x" not in ids(region_ids="cn-beijing-02, eu-frankfurt-01")
    assert "b200-180g.8x" in ids(region_ids="us-dallas-01")
    assert ids(memory_gb=64) == ["rtx4090-24g.1x", "l40s-48g.1x"] == ids(cpu=8)
    assert ids(rootfs_size=1001) == []


BAD_QUESTIONS = [
    {"type": "tpu"},
    *({"category": word} for word in ("", "other")),
    {"billing_method": "gold"},
    *({name: "-1"} for name in ("cpu", "memory_gb", "rootfs_size", "limit")),
]


@pytest.mark.parametrize("question", BAD_QUESTIONS, ids=str)
def test_a_bad_question_for_products(call: Caller, question: dict[str, str]) -> None:
    question = {"type": "gpu", "category": "serverless", **question}
    assert refused(call("GET", "/products", **question)) == INVALID
    assert refused(call("GET", "/products")) == INVALID


def test_pages_of_products_and_regions(call: Caller) -> None:
    for path, schema, count, question in (
        ("/products", "ListProductsResponse", 6, {"type": "gpu", "category": "serverless"}),
        ("/regions", "ListRegionsResponse", 5, {}),
    ):
        seen: list[str] = []
        cursor = ""
        while True:
            page = call("GET", path, schema=schema, limit=2, cursor=cursor, **question).json()
            seen += [one["id"] for one in page["data"]]
            if not page["has_more"]:
                break
            cursor = page["next_cursor"]
        assert len(seen) == len(set(seen)) == count
        assert refused(call("GET", path, cursor="AAAA", **question)) == INVALID


def test_every_endpoint_has_a_product_and_a_region(call: Caller) -> None:
    known = {one["id"] for one in products(call)}
    regions = {one["id"] for one in call("GET", "/regions").json()["data"]}
    fleet = Simulator(200).fleet("ppio")
    assert {one["product_id"] for one in fleet} <= known
    assert {one["region_id"] for one in fleet} <= regions


def test_novita(call: Caller) -> None:
    call.cloud.is_novita = True
    key = call.create()
    assert call.state(key) == "pending"
    (one,) = [one for one in products(call) if one["id"] == "rtx4090-24g.1x"]
    assert one["pricing"]["postpaid"]["base_price"] == 350
    wrong_key = (bearer("wrong"), (403, "INVALID_API_KEY"))
    for headers, expected in (({}, (400, "MISSING_API_KEY")), wrong_key):
        answer = call.http.get(f"{call.cloud.base_url}{ROOT}/endpoints/{key}", headers=headers)
        assert refused(answer) == expected


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/endpoints"),
        ("GET", "/endpoints/ep-1"),
        ("PUT", "/endpoints/ep-1"),
        ("DELETE", "/endpoints/ep-1"),
        ("GET", "/products"),
        ("GET", "/regions"),
    ],
)
def test_every_operation_needs_the_key(call: Caller, method: str, path: str) -> None:
    answer = call.http.request(method, f"{call.cloud.base_url}{ROOT}{path}")
    assert refused(answer) == (401, "UNAUTHORIZED")
