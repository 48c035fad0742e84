"""Logs, spans and metrics of a listing; none of them holds a secret or the value of a query."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, AsyncRoster, IncompleteError, Roster
from endpoint_roster.telemetry import uninstrument
from opentelemetry.semconv.attributes import (
    error_attributes,
    http_attributes,
    network_attributes,
    server_attributes,
    url_attributes,
)
from opentelemetry.semconv.metrics import http_metrics
from opentelemetry.semconv.schemas import Schemas
from opentelemetry.trace import SpanKind, StatusCode
from support import telemetry
from support.running import Done, run
from support.telemetry import Recorded

if TYPE_CHECKING:
    from endpoint_roster_sim import Simulator

SECRET = "s3cr3t-never-shown"
CURSOR = "cursor-never-shown"


recorded = pytest.fixture(telemetry.recorded)


def paging(server_answer: Any, *, fail_first: int = 0) -> Any:
    """A script of PPIO: two pages, the first after so many errors."""
    asked: list[str] = []

    def script(request: Any) -> Any:
        asked.append(request.path)
        headers = {"Content-Type": "application/json", "X-Request-Id": f"req-{len(asked)}"}
        if len(asked) <= fail_first:
            return server_answer(b'{"message": "busy"}', 503, headers | {"Retry-After": "0"})
        more = CURSOR not in request.path
        page = {"data": [{"id": f"e{len(asked)}"}], "has_more": more}
        page |= {"next_cursor": CURSOR} if more else {}
        return server_answer(json.dumps(page).encode(), 200, headers)

    return script


def test_a_span_for_each_account_and_one_for_each_request_below_it(
    recorded: Recorded, serve: Any, answer: Any
) -> None:
    server = serve(paging(answer, fail_first=1))
    account = Account("ppio", "prod", api_key=SECRET, base_url=server.url)
    tracer = recorded.tracer
    with tracer.start_as_current_span("application") as outer, Roster([account]) as roster:
        assert len(list(roster.list())) == 2
    [listing] = recorded.spans("list endpoints")
    assert listing.kind is SpanKind.INTERNAL
    # Also across the thread of the synchronous roster.
    assert listing.parent == outer.get_span_context()
    assert dict(listing.attributes or {}) == {
        "endpoint_roster.provider": "ppio",
        "endpoint_roster.account": "prod",
        "endpoint_roster.pages": 2,
        "endpoint_roster.endpoints": 2,
    }
    assert listing.status.status_code is StatusCode.UNSET

    failed, first, second = recorded.spans("GET")
    port = int(server.url.rpartition(":")[2])
    common = {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "server.port": port,
        "url.full": f"{server.url}/gpus/v2/endpoints",
        "network.protocol.version": "1.1",
    }
    assert dict(failed.attributes or {}) == {
        **common,
        "http.response.status_code": 503,
        "http.response.header.x-request-id": ("req-1",),
        "error.type": "503",
    }
    assert failed.status.status_code is StatusCode.ERROR
    assert dict(first.attributes or {}) == {
        **common,
        "http.response.status_code": 200,
        "http.response.header.x-request-id": ("req-2",),
        "http.request.resend_count": 1,
    }
    for span in (failed, first, second):
        assert span.kind is SpanKind.CLIENT
        assert span.parent == listing.context
        times = (listing.start_time, span.start_time, span.end_time, listing.end_time)
        assert list(times) == sorted(time or 0 for time in times)
    assert first.status.status_code is StatusCode.UNSET
    assert "http.request.resend_count" not in (second.attributes or {})
    for text in (SECRET, CURSOR):
        assert text not in recorded.text()


def test_metrics(recorded: Recorded, serve: Any, answer: Any) -> None:
    server = serve(paging(answer, fail_first=1))
    with Roster([Account("ppio", api_key=SECRET, base_url=server.url)]) as roster:
        list(roster.list())
    metrics = recorded.metrics()
    by_status = {p.attributes["http.response.status_code"]: p for p in
                 metrics["http.client.request.duration"]}  # fmt: skip
    assert {status: point.count for status, point in by_status.items()} == {503: 1, 200: 2}
    assert by_status[503].attributes["error.type"] == "503"
    assert "url.full" not in by_status[200].attributes
    assert by_status[200].explicit_bounds[:3] == (0.005, 0.01, 0.025)
    assert 0 < by_status[200].sum < 10
    [endpoints] = metrics["endpoint_roster.endpoints"]
    assert (endpoints.value, dict(endpoints.attributes)) == (
        2,
        {"endpoint_roster.provider": "ppio"},
    )
    [listing] = metrics["endpoint_roster.listing.duration"]
    assert (listing.count, dict(listing.attributes)) == (1, {"endpoint_roster.provider": "ppio"})


def test_names_are_those_of_the_stable_conventions(
    recorded: Recorded, serve: Any, answer: Any
) -> None:
    stable = {
        value
        for module in (
            error_attributes, http_attributes, network_attributes, server_attributes,
            url_attributes,
        )
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str)
    }  # fmt: skip
    server = serve(paging(answer, fail_first=1))
    account = Account("ppio", api_key=SECRET, base_url=server.url)
    with Roster([account]) as roster:
        list(roster.list())
    spans, metrics = recorded.spans("GET"), recorded.metrics()
    points = metrics[http_metrics.HTTP_CLIENT_REQUEST_DURATION]
    for attributes in [span.attributes or {} for span in spans] + [p.attributes for p in points]:
        names = {name for name in attributes if not name.startswith("http.response.header.")}
        assert names <= stable
        # Without these, the conventions are not met.
        assert names >= {"http.request.method", "server.address", "server.port"}
    assert all("url.full" in (span.attributes or {}) for span in spans)
    for span in spans:
        scope = span.instrumentation_scope
        assert scope
        assert scope.schema_url in {schema.value for schema in Schemas}


async def test_what_fails_is_an_error_of_its_spans(recorded: Recorded) -> None:
    accounts = [
        Account("ppio", api_key=SECRET, base_url="http://127.0.0.1:9"),
        Account("together", "other", api_key=SECRET, base_url="http://127.0.0.1:9"),
    ]
    async with AsyncRoster(accounts, max_attempts=1) as roster:
        assert not (await roster.list().collect()).complete
    listings = recorded.spans("list endpoints")
    labels = [(span.attributes or {})["endpoint_roster.account"] for span in listings]
    assert sorted(map(str, labels)) == ["other", "ppio"]
    for span in [*listings, *recorded.spans("GET")]:
        assert (span.attributes or {})["error.type"] == "connect"
        assert span.status.status_code is StatusCode.ERROR
    assert len(recorded.spans("GET")) == 2
    assert SECRET not in recorded.text()


async def test_breaking_off_ends_the_spans(recorded: Recorded, serve: Any, answer: Any) -> None:
    server = serve(paging(answer))
    async with AsyncRoster([Account("ppio", api_key=SECRET, base_url=server.url)]) as roster:
        async for _ in roster.list():
            break
        task = asyncio.create_task(roster.list().collect())
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert len(recorded.spans("list endpoints")) == 2
    ids = {span.context.span_id for span in recorded.spans("list endpoints") if span.context}
    assert all(span.parent and span.parent.span_id in ids for span in recorded.spans("GET"))


def test_the_token_of_a_password_is_a_request_of_its_own(
    recorded: Recorded, simulator: Simulator
) -> None:
    about, cloud = simulator.describe()["huawei"], simulator["huawei"]
    values: Any = {name: about[name] for name in ("base_url", "project_id", "region", "iam_url")}
    values |= {name: getattr(cloud, name) for name in ("username", "password", "domain")}
    with Roster([Account("huawei", **values)]) as roster:
        assert roster.list().collect().complete
    [token], [services, custom] = recorded.spans("POST"), recorded.spans("GET")
    assert str((token.attributes or {})["url.full"]).startswith(about["iam_url"])
    assert token.parent == services.parent == custom.parent
    assert values["password"] not in recorded.text()


def test_nothing_is_recorded_unless_it_is_turned_on(serve: Any, answer: Any) -> None:
    recorded = Recorded()
    uninstrument()
    server = serve(paging(answer))
    with Roster([Account("ppio", api_key=SECRET, base_url=server.url)]) as roster:
        list(roster.list())
    assert not recorded.text()
    recorded.close()


def test_without_the_package_the_extra_is_named_and_listing_needs_none() -> None:
    code = """
import sys
sys.modules["opentelemetry"] = None  # what Python sees when a package is not installed
from endpoint_roster import Account, MissingExtraError, Roster
from endpoint_roster.telemetry import instrument
with Roster([Account("ppio", api_key="k", base_url="http://127.0.0.1:9")], max_attempts=1) as r:
    print(r.list().collect().failures[0].kind)
try:
    instrument()
except MissingExtraError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "connect"
    assert 'pip install "endpoint-roster[otel]"' in done.stdout
    assert done.stderr == ""


# --- logs


def test_logs_name_requests_and_hold_no_values(
    caplog: pytest.LogCaptureFixture, serve: Any, answer: Any
) -> None:
    caplog.set_level(logging.DEBUG, "endpoint_roster")
    server = serve(paging(answer, fail_first=1))
    with Roster([Account("ppio", "prod", api_key=SECRET, base_url=server.url)]) as roster:
        list(roster.list())
    ours = [r for r in caplog.records if r.name.startswith("endpoint_roster")]
    text = "\n".join(f"{r.levelname} {r.getMessage()}" for r in ours)
    address = f"GET {server.url}/gpus/v2/endpoints"
    assert "DEBUG ppio (prod): list endpoints, page 1, attempt 1 failed: " in text
    assert f"DEBUG ppio (prod): {address}: 503 in " in text
    for number in (1, 2, 3):
        assert f"(request id req-{number})" in text
    assert "INFO ppio (prod): 2 endpoints, 2 pages, " in text
    for hidden in (SECRET, CURSOR, "limit="):
        assert hidden not in text


def test_a_failure_is_logged_once_as_a_warning_with_the_request_id(
    caplog: pytest.LogCaptureFixture, serve: Any, answer: Any
) -> None:
    headers = {"Content-Type": "application/json", "X-Request-Id": "req-7"}

    def script(request: Any) -> Any:
        return answer(json.dumps({"message": SECRET}).encode(), 403, headers)

    server = serve(script)
    with Roster([Account("ppio", api_key=SECRET, base_url=server.url)]) as roster:
        with pytest.raises(IncompleteError):
            list(roster.list())
        [warning] = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert warning.startswith("ppio (ppio): list endpoints, page 1 failed: ")
    assert "(auth, request id req-7)" in warning
    assert SECRET not in caplog.text


def test_a_fault_of_an_adapter_is_logged_without_the_secret(
    caplog: pytest.LogCaptureFixture, serve: Any, answer: Any
) -> None:
    caplog.set_level(logging.DEBUG, "endpoint_roster")
    # A proxy of an unknown kind makes httpx itself raise, with the whole address in the text.
    with Roster(
        [Account("ppio", api_key=SECRET, base_url="http://127.0.0.1:9")],
        proxy=f"socks5://{SECRET}@127.0.0.1:9",
        max_attempts=1,
    ) as roster:
        assert not roster.list().collect().complete
    assert SECRET not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("endpoint_")
    )
    assert "Traceback" in caplog.text


SILENT = """
import asyncio, sys
from endpoint_roster import Account, AsyncRoster, IncompleteError, Roster
from endpoint_roster.telemetry import instrument

async def main():
    async with AsyncRoster(accounts) as roster:
        assert not (await roster.list().collect()).complete

instrument()
accounts = [Account("ppio", "prod", api_key="k", base_url=sys.argv[1])]
with Roster(accounts) as roster:
    assert not roster.list().collect().complete
    try:
        list(roster.list())
    except IncompleteError:
        asyncio.run(main())
"""


def test_nothing_is_printed_where_the_program_has_set_up_no_logging(
    serve: Any, answer: Any
) -> None:
    # In a process of its own: pytest sets up logging, without which Python itself prints warnings.
    server = serve(paging(answer, fail_first=99))
    assert run(sys.executable, "-W", "always", "-c", SILENT, server.url) == Done(0, "", "")
    assert len(server.requests) == 9
