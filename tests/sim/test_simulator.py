"""How the simulator starts and ends, what it tells and what it never tells."""

import gc
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import VolcengineAuth
from endpoint_roster_sim import PROVIDERS, Simulator, serve

from .calls import NOW, ask_ark, ask_ppio, ask_together, bearer, services_url

SECRETS = {"api_key", "access_key", "secret_key", "token"}


def is_open(port: int | None) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port or 0), timeout=30).close()
    except ConnectionRefusedError:
        return False
    return True


def test_describe_is_the_ready_object() -> None:
    with Simulator() as simulator:
        described = json.loads(json.dumps(simulator.describe()))
    assert {name: set(one) for name, one in described.items()} == {
        "volcengine": {"base_url", "access_key", "secret_key", "region"},
        "ppio": {"base_url", "api_key"},
        "together": {"base_url", "api_key", "project_id"},
        "openrouter": {"base_url", "api_key", "models"},
        "huawei": {
            *("base_url", "token", "access_key", "secret_key", "project_id", "region", "iam_url"),
        },
    }
    assert described["together"]["base_url"].endswith("/v1")
    assert described["openrouter"]["base_url"].endswith("/api/v1")
    assert len({one["base_url"].split("/")[2] for one in described.values()}) == 5


def test_addresses_need_a_running_simulator() -> None:
    simulator = Simulator()
    with pytest.raises(RuntimeError, match="with statement"):
        simulator.describe()
    with simulator, pytest.raises(RuntimeError, match="already running"):
        simulator.start()
    with pytest.raises(RuntimeError, match="with statement"):
        _ = simulator["huawei"].iam_url


def test_it_can_run_again(http: httpx.Client) -> None:
    simulator = Simulator(providers=["together"])
    for _ in range(2):
        with simulator:
            assert ask_together(http, simulator["together"]).status_code == 200
    assert len(simulator["together"].requests) == 2


def test_chosen_providers() -> None:
    with Simulator(providers=["ppio", "together", "ppio"]) as simulator:
        assert list(simulator.describe()) == ["ppio", "together"]
    with pytest.raises(KeyError):
        simulator.fleet("huawei")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"providers": ["acme"]}, "unknown provider 'acme'; known are volcengine"),
        ({"endpoints": -1}, "endpoints must be 0 or more"),
        ({"clock": datetime.now}, "must be aware"),
        ({"epoch": datetime(2026, 1, 1)}, "must be aware"),
    ],
)
def test_bad_argument(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Simulator(**arguments)


def test_host_that_is_not_there() -> None:
    before = threading.active_count()
    with pytest.raises(OSError):
        Simulator(host="192.0.2.1").start()
    gc.collect()  # a socket left open would be a warning, and that an error
    assert threading.active_count() == before


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_hosts(http: httpx.Client, host: str) -> None:
    try:
        with Simulator(host=host, providers=["together"]) as simulator:
            assert ask_together(http, simulator["together"]).status_code == 200
    except OSError:
        assert host == "::1", "only IPv6 may be missing on a machine"


def test_clean_stop() -> None:
    before = set(threading.enumerate())
    with httpx.Client(trust_env=False) as http:
        with Simulator() as simulator:
            ports = [httpx.URL(one["base_url"]).port for one in simulator.describe().values()]
            # Connections that are kept alive do not keep the servers.
            ask_together(http, simulator["together"])
            ask_ppio(http, simulator["ppio"])
            assert all(map(is_open, ports))
            started = time.monotonic()
        assert time.monotonic() - started < 30  # an idle connection may stay for 75 seconds
        assert not any(map(is_open, ports))
        assert set(threading.enumerate()) == before
    simulator.close()
    gc.collect()


def test_stop_with_a_reader_that_does_not_read() -> None:
    with Simulator(40_000, providers=["together"]) as simulator:
        cloud = simulator["together"]
        url = httpx.URL(cloud.base_url)
        slow = socket.create_connection((url.host, url.port or 0))
        lines = ["GET /v1/endpoints HTTP/1.1", "Host: x", f"Authorization: Bearer {cloud.api_key}"]
        slow.sendall("\r\n".join([*lines, "", ""]).encode())
        assert slow.recv(12) == b"HTTP/1.1 200"
        half = socket.create_connection((url.host, url.port or 0))
        half.sendall(b"GET /v1/end")
        started = time.monotonic()
    assert time.monotonic() - started < 30
    slow.close()
    half.close()
    gc.collect()


def test_a_client_that_leaves_within_its_request(caplog: pytest.LogCaptureFixture) -> None:
    with Simulator(providers=["volcengine"]) as simulator:
        cloud = simulator["volcengine"]
        url = httpx.URL(cloud.base_url)
        with socket.create_connection((url.host, url.port or 0)) as half:
            half.sendall(b"POST /?Action=ListEndpoints&Version=2024-01-01 HTTP/1.1\r\nHost: x\r\n")
            half.sendall(b"Content-Length: 9\r\n\r\n{")
        until = time.monotonic() + 30
        while not cloud.requests and time.monotonic() < until:
            time.sleep(0.01)
        assert [one.status for one in cloud.requests] == [None]
    assert caplog.text == ""


def test_stop_after_an_error_in_the_block() -> None:
    before = set(threading.enumerate())
    with pytest.raises(ZeroDivisionError), Simulator():
        _ = 1 / 0
    assert set(threading.enumerate()) == before


def test_many_at_once() -> None:
    with Simulator(500) as simulator, httpx.Client(trust_env=False, timeout=60) as http:
        url = f"{simulator['together'].base_url}/endpoints"
        key = bearer(simulator["together"].api_key)
        statuses: list[int] = []

        def ask() -> None:
            statuses.extend(http.get(url, headers=key).status_code for _ in range(5))

        threads = [threading.Thread(target=ask) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses == [200] * 100
        assert len(simulator["together"].requests) == 100


def test_requests_are_recorded(http: httpx.Client) -> None:
    with Simulator(providers=["ppio"]) as simulator:
        cloud = simulator["ppio"]
        ask_ppio(http, cloud, {"limit": 3, "keyword": "翻译"})
        ask_ppio(http, cloud, {"limit": -3})
        http.delete(f"{cloud.base_url}/a%20b", params={"X-Signature": "s3cr3t"})
        first, second, third = cloud.requests
        assert (first.method, first.path, first.status) == ("GET", "/gpus/v2/endpoints", 200)
        assert first.query == {"limit": "3", "keyword": "翻译"}
        assert second.status == 400
        assert (third.method, third.path, third.status) == ("DELETE", "/a b", 404)
        assert third.query == {"X-Signature": "***"}
        cloud.forget_requests()
        assert cloud.requests == []


def test_clouds_do_not_share_their_records(http: httpx.Client) -> None:
    with Simulator() as simulator:
        ask_together(http, simulator["together"])
        assert [len(simulator[name].requests) for name in PROVIDERS] == [0, 0, 1, 0, 0]


def test_date_is_the_clocks(http: httpx.Client) -> None:
    def clock() -> datetime:
        return NOW.astimezone(timezone(timedelta(hours=8)))

    with Simulator(clock=clock) as simulator:
        ark = simulator["volcengine"]
        auth = VolcengineAuth(ark.access_key, ark.secret_key, clock=clock)
        answers = [ask_together(http, simulator["together"]), ask_ark(http, ark, auth=auth)]
    for answer in answers:
        assert answer.status_code == 200
        assert parsedate_to_datetime(answer.headers["Date"]) == NOW


def test_no_secret_is_told(http: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for quiet in ("httpx", "httpcore"):  # what the client says is not ours
        caplog.set_level(logging.CRITICAL, quiet)
    with Simulator() as simulator:
        described = simulator.describe()
        ask_together(http, simulator["together"])
        ask_ark(http, simulator["volcengine"])
        huawei = simulator["huawei"]
        for token in (huawei.token, "wrong-t0ken"):
            http.get(services_url(huawei), headers={"X-Auth-Token": token})
        shown = [repr(simulator), caplog.text]
        for name in PROVIDERS:
            shown += [repr(simulator[name]), repr(simulator[name].requests)]
        for temporary in (huawei, simulator["volcengine"]):
            shown.append(repr(temporary.temporary_credentials))
            secrets = temporary.temporary_credentials
            hidden = [secrets.access_key, secrets.secret_key, secrets.session_token]
            assert not any(secret in text for secret in hidden for text in shown)
    hidden = ["wrong-t0ken"]
    hidden += [one[key] for one in described.values() for key in SECRETS & set(one)]
    assert len(hidden) == 9
    assert not any(secret in text for secret in hidden for text in shown)


SERVING = """
import json
from endpoint_roster_sim import Simulator, serve

serve(Simulator(3), lambda described: print(json.dumps(described), flush=True))
print("ended")
"""


@pytest.mark.skipif(os.name == "nt", reason="no signals for other processes there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_until_a_signal(http: httpx.Client, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SERVING],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        cloud = described["ppio"]
        url = f"{cloud['base_url']}/gpus/v2/endpoints"
        assert len(http.get(url, headers=bearer(cloud["api_key"])).json()["data"]) == 3
        process.send_signal(number)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (0, "ended\n", "")


def test_serve_gives_the_signals_back() -> None:
    def handler(kind: int) -> Callable[..., Any] | int | None:
        return signal.getsignal(kind)

    before = handler(signal.SIGINT), handler(signal.SIGTERM)
    serve(Simulator(1), lambda _: signal.raise_signal(signal.SIGTERM))
    assert (handler(signal.SIGINT), handler(signal.SIGTERM)) == before


STOPPED_AT_ANY_LINE = """
import signal, sys
from endpoint_roster_sim import Simulator, serve

def stop_at(line):
    def trace(_frame, event, _argument):
        nonlocal line
        line -= event == "line"
        if not line:
            sys.settrace(None)
            signal.raise_signal(signal.SIGTERM)
        return trace

    def ready(_):
        sys._getframe(1).f_trace = trace  # of serve, from its next line on
        sys.settrace(trace)

    serve(Simulator(providers=[]), ready)

for line in range(1, 9):
    stop_at(line)
print("ended")
"""


def test_serve_ends_wherever_the_signal_finds_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED_AT_ANY_LINE], timeout=60, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("ended\n", "")


def test_forgotten_simulator_does_not_keep_a_program() -> None:
    program = "from endpoint_roster_sim import Simulator; Simulator(1).start()"
    done = subprocess.run(
        [sys.executable, "-c", program], timeout=60, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
