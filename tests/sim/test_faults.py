"""What goes wrong in the simulated clouds, seen with raw HTTP."""

import json
import socket
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import HuaweiAkSkAuth, HuaweiPasswordAuth, VolcengineAuth
from endpoint_roster_sim import PROVIDERS, Cloud, Fault, Simulator
from endpoint_roster_sim.faults import (
    ClockSkew,
    Drip,
    Latency,
    LostAnswer,
    Reset,
    Status,
    Truncation,
)

from .calls import (
    NOW,
    ark_error,
    ask_ark,
    ask_ppio,
    ask_together,
    bearer,
    huawei_error,
    ppio_pages,
    services_url,
)
from .test_specs import validator


@contextmanager
def together(*faults: Fault | str, seed: int = 7, **arguments: Any) -> Generator[Any]:
    with Simulator(seed=seed, providers=["together"], faults=faults, **arguments) as simulator:
        yield simulator["together"]


def statuses(http: httpx.Client, cloud: Any, times: int) -> list[int]:
    return [ask_together(http, cloud).status_code for _ in range(times)]


def test_when(http: httpx.Client) -> None:
    with together(Status(503, nth=2), Status(500, every=3)) as cloud:
        assert statuses(http, cloud, 6) == [200, 503, 500, 200, 200, 500]
    with together(Status(418)) as cloud:
        assert statuses(http, cloud, 2) == [418, 418]


def test_chance_comes_from_a_seed(http: httpx.Client) -> None:
    def hits(*faults: Status, seed: int = 7) -> list[int]:
        with together(*faults, seed=seed) as cloud:
            return statuses(http, cloud, 60)

    first = hits(Status(500, rate=0.3))
    assert 5 <= first.count(500) <= 30
    assert hits(Status(500, rate=0.3)) == first
    assert hits(Status(500, rate=0.3), seed=8) != first
    assert hits(Status(500, rate=0.3, seed=7), seed=8) == first
    assert hits(Status(500, rate=0), Status(501, rate=1)) == [501] * 60


def test_each_provider_counts_for_itself_and_starts_anew(http: httpx.Client) -> None:
    faults = ["503,nth=1,provider=ppio", "502,nth=2"]
    simulator = Simulator(providers=["ppio", "together"], faults=faults)
    for _ in range(2):
        with simulator:
            assert statuses(http, simulator["together"], 2) == [200, 502]
            answers = [ask_ppio(http, simulator["ppio"]).status_code for _ in range(3)]
            assert answers == [503, 502, 200]
    assert [one.faults for one in simulator["ppio"].requests[:3]] == [("status",), ("status",), ()]


def url_of(cloud: Cloud[Any], simulator: Simulator) -> str:
    name = cloud.provider
    if name == "openrouter":
        return f"{cloud.base_url}/models/{simulator['openrouter'].models[0]}/endpoints"
    if name == "huawei":
        return services_url(simulator["huawei"])
    paths = {"volcengine": "/?Action=ListEndpoints&Version=2024-01-01", "together": "/endpoints"}
    return cloud.base_url + paths.get(name, "/gpus/v2/endpoints")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_errors_are_the_providers_own(http: httpx.Client, provider: str) -> None:
    statuses = [400, 401, 403, 404, 408, 418, 429, 500, 502, 503, 504, 520]
    faults = [Status(status, retry_after="7", nth=nth) for nth, status in enumerate(statuses, 1)]
    with Simulator(seed=7, providers=[provider], faults=faults) as simulator:
        cloud: Cloud[Any] = simulator[provider]
        method = "POST" if provider == "volcengine" else "GET"
        for status in statuses:
            answer = http.request(method, url_of(cloud, simulator))
            assert (answer.status_code, answer.headers["Retry-After"]) == (status, "7")
            validator(provider, "ErrorResponse").validate(answer.json())
            assert "Date" in answer.headers


@pytest.mark.parametrize("status", [503, 520])
def test_the_identity_service_has_errors_of_its_own(http: httpx.Client, status: int) -> None:
    with Simulator(providers=["huawei"], faults=[Status(status)]) as simulator:
        answer = http.post(f"{simulator['huawei'].iam_url}/v3/auth/tokens")
    assert answer.status_code == status
    assert answer.json()["error"].keys() == {"code", "message", "title"}


@pytest.mark.parametrize("text", ["7", "0.5", "-1", "soon", "", "inf", "nan", "9" * 35, None])
def test_retry_after_is_sent_as_it_is(http: httpx.Client, text: str | None) -> None:
    with together(Status(429, retry_after=text)) as cloud:
        assert ask_together(http, cloud).headers.get("Retry-After") == text


def test_retry_after_as_a_date_goes_by_the_servers_clock(http: httpx.Client) -> None:
    faults = [
        "429,retry-after=date+90,nth=1",
        "429,retry-after=date-5,nth=2",
        "clock-skew=600,nth=2",
    ]
    with together(*faults, clock=lambda: NOW) as cloud:
        answers = [ask_together(http, cloud) for _ in range(3)]
    waits = [
        (parsedate_to_datetime(answer.headers["Retry-After"]) - NOW).total_seconds()
        for answer in answers[:2]
    ]
    assert waits == [90, 595]
    dates = [parsedate_to_datetime(answer.headers["Date"]) for answer in answers]
    assert [(date - NOW).total_seconds() for date in dates] == [0, 600, 0]


def test_latency(http: httpx.Client) -> None:
    with together(Latency(0.3, nth=1)) as cloud:
        started = time.monotonic()
        assert statuses(http, cloud, 1) == [200]
        assert time.monotonic() - started >= 0.3


def test_latency_does_not_hold_up_others_nor_the_end(
    http: httpx.Client, capfd: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    with ThreadPoolExecutor(3) as pool, together(Latency(60, nth=1)) as cloud:
        asked = [pool.submit(ask_together, http, cloud) for _ in range(3)]
        answered = as_completed(asked, timeout=30)  # all but the first that arrived
        assert [next(answered).result().status_code for _ in range(2)] == [200, 200]
    assert [type(one.exception()) for one in asked].count(httpx.RemoteProtocolError) == 1
    assert time.monotonic() - started < 30
    assert capfd.readouterr().err == ""


def test_whoever_gives_up_waiting_leaves_nothing_behind(capfd: pytest.CaptureFixture[str]) -> None:
    with together(Latency(60)) as cloud:
        impatient = httpx.Client(trust_env=False, timeout=httpx.Timeout(30, read=0.1))
        with impatient as http, pytest.raises(httpx.ReadTimeout):
            ask_together(http, cloud)
        end = time.monotonic() + 30
        while not cloud.requests:
            assert time.monotonic() < end
            time.sleep(0.01)
        assert cloud.requests[0].status is None
    assert capfd.readouterr().err == ""


def raw(cloud: Cloud[Any]) -> socket.socket:
    """Send a request over a socket of our own, to see how the connection ends."""
    url = httpx.URL(cloud.base_url)
    connection = socket.create_connection((url.host, url.port or 0), timeout=30)
    key = cloud.describe()["api_key"]
    lines = ["GET /v1/endpoints HTTP/1.1", "Host: x", f"Authorization: Bearer {key}", "", ""]
    connection.sendall("\r\n".join(lines).encode())
    return connection


def read(connection: socket.socket) -> bytes:
    data = b""
    with connection:
        while piece := connection.recv(65536):
            data += piece
    return data


def test_reset_is_a_reset(capfd: pytest.CaptureFixture[str]) -> None:
    with together(Reset(nth=1), Reset(0.5, nth=2)) as cloud:
        for _ in range(2):
            with pytest.raises(ConnectionResetError):
                read(raw(cloud))
        assert [one.status for one in cloud.requests] == [None, 200]
    assert capfd.readouterr().err == ""


def split(answer: bytes) -> tuple[int, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    (length,) = [
        int(line.partition(b":")[2])
        for line in head.splitlines()
        if line.lower().startswith(b"content-length")
    ]
    return length, body


CREATION = {
    "model": "acme/chat",
    "hardware": "1x_nvidia_h100_80gb_sxm",
    "autoscaling": {"min_replicas": 1, "max_replicas": 1},
}


def create(http: httpx.Client, cloud: Any) -> httpx.Response:
    url, headers = f"{cloud.base_url}/endpoints", bearer(cloud.api_key)
    return http.post(url, json=CREATION, headers=headers)


@pytest.mark.parametrize(("fault", "made"), [(LostAnswer(), 1), (Reset(), 0)], ids=str)
def test_a_change_is_lost_after_it_took_effect_or_before(
    http: httpx.Client, fault: Fault, made: int
) -> None:
    with together(replace(fault, only="changes"), endpoints=2) as cloud:
        with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
            create(http, cloud)
        assert len(ask_together(http, cloud).json()["data"]) == 2 + made
        record = cloud.requests[0]
        assert (record.method, record.status, record.faults) == ("POST", None, (fault.word,))


def test_some_faults_are_for_changes_alone_and_some_for_reads(http: httpx.Client) -> None:
    with together(Status(503, only="changes", nth=2), Status(500, only="reads", every=2)) as cloud:
        found: list[int] = []
        for _ in range(3):
            found += [create(http, cloud).status_code, ask_together(http, cloud).status_code]
        assert found == [200, 200, 503, 500, 200, 200]


@pytest.mark.parametrize("only", ["reads", "changes"])
def test_a_list_by_post_is_a_read(http: httpx.Client, only: Any) -> None:
    with Simulator(providers=["volcengine"], faults=[Status(503, only=only)]) as simulator:
        answer = ask_ark(http, simulator["volcengine"])
        assert answer.status_code == (503 if only == "reads" else 200)


def test_a_token_is_no_change() -> None:
    with Simulator(providers=["huawei"], faults=[Status(503, only="changes")]) as simulator:
        cloud = simulator["huawei"]
        auth = HuaweiPasswordAuth(
            cloud.username,
            cloud.password,
            cloud.domain,
            project=cloud.region,
            iam_url=cloud.iam_url,
        )
        with httpx.Client(trust_env=False, auth=auth) as http:
            assert http.get(services_url(cloud)).status_code == 200


def test_truncation_closes_the_connection_too_early(capfd: pytest.CaptureFixture[str]) -> None:
    with together(Truncation(0.25)) as cloud:
        length, body = split(read(raw(cloud)))
    assert len(body) == length // 4
    assert capfd.readouterr().err == ""


def test_silent_truncation_keeps_the_connection(http: httpx.Client) -> None:
    with together(Truncation(0.25, silent=True, nth=1)) as cloud:
        answer = ask_together(http, cloud)
        assert len(answer.content) == int(answer.headers["Content-Length"])
        with pytest.raises(json.JSONDecodeError):
            answer.json()
        assert answer.content == ask_together(http, cloud).content[: len(answer.content)]


@pytest.mark.parametrize("endpoints", [0, 36])
def test_drip(http: httpx.Client, endpoints: int) -> None:
    with together(Drip(0.3, pieces=4), endpoints=endpoints) as cloud:
        started = time.monotonic()
        answer = ask_together(http, cloud)
        assert time.monotonic() - started >= 0.3
        assert answer.json()["data"] == cloud.fleet


def test_the_first_that_answers_does(http: httpx.Client) -> None:
    with together(Latency(0.01), Status(500), Reset(), Drip(0.01)) as cloud:
        assert statuses(http, cloud, 1) == [500]
        assert cloud.requests[0].faults == ("latency", "status", "reset", "drip")


def test_token_expiry(http: httpx.Client) -> None:
    with Simulator(providers=["huawei"], faults=["token-expiry,nth=2"]) as simulator:
        cloud = simulator["huawei"]
        ready = {"X-Auth-Token": cloud.token}
        answers = [http.get(services_url(cloud), headers=ready) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 401, 401]
        assert huawei_error(answers[1]) == (401, "APIG.0301")
        password = HuaweiPasswordAuth(
            cloud.username,
            cloud.password,
            cloud.domain,
            project=cloud.region,
            iam_url=cloud.iam_url,
        )
        assert http.get(services_url(cloud), auth=password).status_code == 200


@pytest.mark.parametrize(
    ("skew", "accepted"), [(600, True), (-600, True), (1200, False), (-1200, False)]
)
def test_clock_skew(http: httpx.Client, skew: int, accepted: bool) -> None:
    with Simulator(
        providers=["volcengine", "huawei"], faults=[ClockSkew(skew, nth=1)]
    ) as simulator:
        ark, huawei = simulator["volcengine"], simulator["huawei"]
        before = datetime.now(UTC)
        answer = ask_ark(http, ark, auth=VolcengineAuth(ark.access_key, ark.secret_key))
        auth = HuaweiAkSkAuth(huawei.access_key, huawei.secret_key)
        signed = http.get(services_url(huawei), auth=auth)
        assert (answer.status_code, signed.status_code) == ((200, 200) if accepted else (400, 401))
        if not accepted:
            assert ark_error(answer) == (400, "InvalidTimestamp")
        ahead = parsedate_to_datetime(answer.headers["Date"]) - before
        assert abs(ahead.total_seconds() - skew) < 30
        assert ask_ark(http, ark).status_code == 200


def ids(items: list[dict[str, Any]]) -> list[str]:
    """Return what tells the endpoints apart; those of OpenRouter have no id."""
    names = ("id", "Id", "model_id", "tag")
    return ["@".join(str(item[name]) for name in names if name in item) for item in items]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("endpoints", [0, 1, 36])
def test_drift_changes_the_fleet_until_the_next_start(provider: str, endpoints: int) -> None:
    simulator = Simulator(endpoints, 7, providers=[provider])
    cloud: Cloud[Any] = simulator[provider]
    with simulator:
        before = ids(cloud.fleet)
        for _ in range(2):
            cloud.drift("appear")
        grown = ids(cloud.fleet)
        assert grown[2:] == before
        assert len(set(grown)) == len(before) + 2
        for _ in range(3):
            cloud.drift("vanish")
        assert ids(cloud.fleet) == before[1:]
    with simulator:
        assert ids(cloud.fleet) == before


def test_drift_shifts_the_pages_that_follow(http: httpx.Client) -> None:
    faults = ["drift=appear,nth=2", "drift=vanish,nth=3", "drift=vanish,nth=4"]
    with Simulator(providers=["ppio"], faults=faults) as simulator:
        cloud = simulator["ppio"]
        known = ids(cloud.fleet)
        pages = [ids(page["data"]) for page in ppio_pages(http, cloud, {"limit": 10})]
    assert pages == [known[:10], known[9:19], known[20:30], known[31:]]


def test_drift_is_seen_in_every_answer(http: httpx.Client) -> None:
    with Simulator(36, 7, providers=PROVIDERS, faults=["drift=appear,nth=1"]) as simulator:
        ark = ask_ark(http, simulator["volcengine"], {"PageSize": 100}).json()["Result"]
        assert (ark["TotalCount"], ark["Items"]) == (37, simulator["volcengine"].fleet)
        openrouter = simulator["openrouter"]
        page = http.get(url_of(openrouter, simulator), headers=bearer(openrouter.api_key)).json()
        assert page["data"]["endpoints"] == openrouter.fleet[:7]
        validator("openrouter", "ListEndpointsResponse").validate(page)
        huawei = simulator["huawei"]
        page = http.get(services_url(huawei), headers={"X-Auth-Token": huawei.token}).json()
        assert (page["total"], page["data"]) == (37, huawei.fleet)
