"""roster exporter: what Prometheus reads, over a socket and with its own parser."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast
from urllib.request import Request, urlopen

import pytest
from endpoint_roster import AccountReport, Cost, Endpoint, EndpointState, Failure, Listing, Replicas
from endpoint_roster_cli.exporter import METRICS, RosterCollector
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families

from .watch.stories import SECRET, together

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from support.running import Run

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = '\x1b]0;evil\x07\u202e"}\r\n# HELP x\\\ud800'

Samples = dict[tuple[str, ...], float]


def scrape(address: str, accept: str = "text/plain") -> dict[str, Samples]:
    """The samples of each metric, by the values of its labels in their order."""
    with urlopen(Request(address, headers={"Accept": accept}), timeout=30) as answer:
        assert answer.headers["Content-Type"].startswith(accept)
        text = answer.read().decode()
    found: dict[str, Samples] = {}
    parse: Any = (
        text_string_to_metric_families
        if accept == "text/plain"
        else cast("Any", openmetrics).text_string_to_metric_families
    )
    for family in parse(text):
        labels = METRICS[family.name].labels
        samples = {tuple(one.labels[n] for n in labels): one.value for one in family.samples}
        assert len(samples) == len(family.samples)
        assert (family.type, family.documentation) == ("gauge", METRICS[family.name].text)
        found[family.name] = samples
    return found


@pytest.fixture
def served() -> Iterator[tuple[RosterCollector, Callable[..., dict[str, Samples]]]]:
    """A collector, and what a scrape of it returns."""
    collector, registry = RosterCollector(), CollectorRegistry()
    registry.register(collector)
    server, thread = start_http_server(0, "127.0.0.1", registry)
    try:
        address = f"http://127.0.0.1:{server.server_port}/metrics"
        yield collector, lambda *accept: scrape(address, *accept)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def one(identifier: str, account: str = "a", state: str = "running", **more: Any) -> Endpoint:
    about: dict[str, Any] = {"kind": "dedicated"} | more
    return Endpoint("p", account, identifier, state=EndpointState(state), **about)


def listing(*endpoints: Endpoint, failing: tuple[str, ...] = ()) -> Listing:
    failures = [Failure("p", name, "timeout", "list endpoints", "no", "wait") for name in failing]
    reports = [AccountReport("p", name, seconds=0.5) for name in ("a", "b")]
    return Listing([*endpoints], failures, not failures, reports)


def test_what_a_scrape_returns(served: Any) -> None:
    collector, read = served
    assert read() == {}
    created = NOON - timedelta(days=3)
    cost = Cost("why", Decimal("2.50"), "USD")
    collector.take(
        listing(
            one("1", name="n", model="m", region="r", created_at=created, cost=cost),
            one("2", state="failed", replicas=Replicas(min=1, max=4, ready=0)),
            one("3", "b", kind=None, cost=Cost("by use", by_use=True)),
            one("4", "b", kind=None),
        ),
        NOON,
        2.5,
    )
    found = read()
    assert found.keys() == METRICS.keys()
    assert found["roster_endpoints"] == {
        ("p", "a", "running", "dedicated"): 1,
        ("p", "a", "failed", "dedicated"): 1,
        ("p", "b", "running", ""): 2,
    }
    assert found["roster_endpoint_info"].keys() == {
        ("p", "a", "1", "n", "m", "dedicated", "r", "running"),
        ("p", "a", "2", "", "", "dedicated", "", "failed"),
        ("p", "b", "3", "", "", "", "", "running"),
        ("p", "b", "4", "", "", "", "", "running"),
    }
    assert found["roster_endpoint_created_timestamp_seconds"] == {
        ("p", "a", "1"): created.timestamp()
    }
    assert found["roster_endpoint_replicas"] == {
        ("p", "a", "2", "min"): 1,
        ("p", "a", "2", "max"): 4,
        ("p", "a", "2", "ready"): 0,
    }
    assert found["roster_endpoint_cost_per_hour"] == {("p", "a", "1", "USD"): 2.5}
    assert found["roster_account_up"] == {("p", "a"): 1, ("p", "b"): 1}
    assert found["roster_account_listing_seconds"] == {("p", "a"): 0.5, ("p", "b"): 0.5}
    assert found["roster_listing_seconds"] == {(): 2.5}
    assert found["roster_listing_timestamp_seconds"] == {(): NOON.timestamp()}


def test_an_account_that_fails_keeps_its_endpoints_and_says_so(served: Any) -> None:
    collector, read = served
    later = NOON + timedelta(minutes=1)
    collector.take(listing(one("1"), one("2", "b")), NOON, 1)
    # What could be read of the account before it failed counts.
    collector.take(listing(one("3", "b"), failing=("b",)), later, 1)
    found = read()
    assert found["roster_endpoints"] == {
        ("p", "a", "running", "dedicated"): 0,
        ("p", "b", "running", "dedicated"): 2,
    }
    assert found["roster_account_up"] == {("p", "a"): 1, ("p", "b"): 0}
    assert found["roster_account_last_success_timestamp_seconds"] == {
        ("p", "a"): later.timestamp(),
        ("p", "b"): NOON.timestamp(),
    }
    collector.take(listing(one("3", "b")), later + timedelta(minutes=1), 1)
    found = read()
    assert found["roster_account_up"] == {("p", "a"): 1, ("p", "b"): 1}
    assert [key[2] for key in found["roster_endpoint_info"]] == ["3"]


def test_an_account_that_was_never_read_has_no_time_of_success(served: Any) -> None:
    collector, read = served
    collector.take(listing(failing=("a", "b")), NOON, 1)
    found = read()
    assert found["roster_account_up"] == {("p", "a"): 0, ("p", "b"): 0}
    assert found["roster_account_last_success_timestamp_seconds"] == {}


def test_hostile_texts_and_ids_that_come_twice(served: Any) -> None:
    collector, read = served
    collector.take(listing(one(HOSTILE, name=HOSTILE), one(HOSTILE), one("")), NOON, 1)
    ids = [key[2] for key in read()["roster_endpoint_info"]]
    assert [identifier.isprintable() for identifier in ids] == [True] * 3
    assert ids[1] == f"{ids[0]}#2"


def test_what_prometheus_asks_for_first_says_the_same(served: Any) -> None:
    collector, read = served
    collector.take(listing(one(HOSTILE, name="客服"), one("2", created_at=NOON)), NOON, 1)
    plain, newer = read(), read("application/openmetrics-text; version=1.0.0")
    assert plain == newer
    assert newer.keys() == METRICS.keys()


# --- the command


@contextmanager
def exporter(
    command: Sequence[str], env: Mapping[str, str], *words: str
) -> Generator[tuple[Any, str]]:
    """The exporter as a process of its own, and the address that it names."""
    with subprocess.Popen(
        [*command, "exporter", "--port", "0", *words],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stderr
            line = process.stderr.readline()
            assert line.startswith("roster: serving http://127.0.0.1:"), line
            yield process, line.split()[2].removesuffix(";")
        finally:
            process.kill()


def test_the_command_reads_again_and_says_once_what_fails(
    command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    with (
        together("401,nth=2", endpoints=4) as (_, about),
        exporter(command, clean_env | about, "--interval", "1s") as (process, address),
    ):
        seen: list[dict[str, Samples]] = []
        end = time.monotonic() + 30
        key = ("together", "together")
        while len(seen) < 3:
            assert time.monotonic() < end
            found = scrape(address)
            up = found.get("roster_account_up", {}).get(key)
            if up is not None and (not seen or up != seen[-1]["roster_account_up"][key]):
                seen.append(found)
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert [one["roster_account_up"][key] for one in seen] == [1, 0, 1]
    fleets = [one["roster_endpoints"] for one in seen]
    assert fleets[0] == fleets[1] == fleets[2]
    assert sum(fleets[0].values()) == 4
    assert (process.returncode, out) == (130, "")
    failed, *advice, recovered = errors.strip().splitlines()
    assert failed.startswith("roster: together (together): list endpoints failed: ")
    assert len(advice) == 1
    assert recovered == "roster: together (together): can be read again"


def test_the_command_asks_for_prices_on_request(
    command: tuple[str, ...], clean_env: dict[str, str]
) -> None:
    with together() as (_, about), exporter(command, clean_env | about, "--costs") as (_, address):
        end = time.monotonic() + 30
        while not (found := scrape(address)):
            assert time.monotonic() < end
            time.sleep(0.05)
    costs = found["roster_endpoint_cost_per_hour"]
    assert {labels[-1] for labels in costs} == {"USD"}


def test_a_port_that_is_taken(roster: Run) -> None:
    with together() as (cloud, env), socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = roster("exporter", "--port", str(port), env=env)
        assert (done.code, done.out, [*cloud.requests]) == (1, "", [])
    assert done.err == f"roster: cannot listen on 127.0.0.1:{port}: Address already in use\n"


def test_without_any_account_it_says_what_to_do(roster: Run) -> None:
    done = roster("exporter", "--port", "0", env={"VOLCENGINE_ACCESS_KEY": SECRET})
    assert done.code == 4
    assert "VOLCENGINE_SECRET_KEY" in done.err
    assert SECRET not in done.err


def test_without_the_extra_it_names_it(process: Run, tmp_path: Any) -> None:
    package = tmp_path / "prometheus_client"
    package.mkdir()
    missing = "raise ModuleNotFoundError('gone', name='prometheus_client')"
    (package / "__init__.py").write_text(missing, encoding="utf-8")
    done = process("exporter", "--sim", "--sim-endpoints", "1", env={"PYTHONPATH": str(tmp_path)})
    assert (done.code, done.err) == (
        1,
        "roster: the exporter is not installed\n"
        'roster:   Install it: pip install "endpoint-roster-cli[exporter]".\n',
    )
