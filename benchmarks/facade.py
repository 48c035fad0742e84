"""What the roster adds to the clients: its share of reading a page, memory, time of many accounts.

    python -m benchmarks.facade            everything, about a minute
    python -m benchmarks.facade share      one of: share, accounts, pages, slow

Memory and time are measured in processes of their own, against a server on loopback that sends
each answer from memory. The last line says whether every promise was kept; the exit code too.
"""
# ruff: noqa: T201, S101, S603 - a script that prints, checks itself and starts itself

import gc
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import httpx
from endpoint_roster import Account, Roster
from endpoint_roster.providers import find
from endpoint_roster.query import Query
from endpoint_roster_sim import Simulator

from .measure import peak_resident

PAGE = 1000
PROVIDERS = ("volcengine", "ppio", "together", "openrouter", "huawei")

_ACCOUNTS: dict[str, dict[str, Any]] = {
    "volcengine": {"access_key": "a", "secret_key": "s"},
    "ppio": {"api_key": "k"},
    "together": {"api_key": "k"},
    "openrouter": {"api_key": "k", "models": ["author/slug"]},
    "huawei": {"token": "t", "project_id": "p"},
}

_CLIENTS: dict[str, str] = dict(
    zip(PROVIDERS, ("Volcengine", "Ppio", "Together", "OpenRouter", "Huawei"), strict=True)
)


def share(rounds: int = 15) -> bool:
    """Compare normalising one page with the call that reads it; the network takes no time.

    Garbage is collected between the two: both pause the collector while they make objects.
    The clients read with the standard library, as a plain installation does: with their extra
    ``speed`` they read faster, and the same work here is a larger share of less.
    """
    sys.modules["msgspec"] = cast("Any", None)  # what imports it finds none
    simulator = Simulator(endpoints=PAGE, seed=0)
    print(f"\nFrom model to Endpoint, microseconds of an endpoint (page of {PAGE}, no [speed])")
    print(f"{'':12}{'call':>8}{'ours':>8}{'share':>8}")
    kept = True
    for provider in PROVIDERS:
        body = json.dumps(_answer(provider, simulator.fleet(provider)), ensure_ascii=False).encode()
        call, ours = (1e6 * seconds / PAGE for seconds in _times(provider, body, rounds))
        part = ours / (call + ours)
        print(f"{provider:12}{call:8.2f}{ours:8.2f}{part:8.0%}")
        kept &= part <= 1 / 2
    return kept


def _times(provider: str, body: bytes, rounds: int) -> tuple[float, float]:
    """Return the least CPU seconds of the complete call and of normalising its answer."""
    make = getattr(import_module(f"endpoint_roster_{provider}"), _CLIENTS[provider])
    credentials = _ACCOUNTS[provider]
    account = Account(provider, **credentials)
    credentials = {name: value for name, value in credentials.items() if name != "models"}
    headers = {"Content-Type": "application/json"}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body, headers=headers))
    client = make(**credentials)
    client._http.pool.transport = lambda: transport

    calls: list[float] = []
    ours: list[float] = []
    with client:
        for _ in range(rounds):
            steps = find(provider).list_endpoints(account, Query(page_size=PAGE))
            call: Any = next(steps)
            page, seconds = _timed(partial(client.call, call.request))
            calls.append(seconds)
            result, seconds = _timed(partial(steps.send, page))
            assert len(result.endpoints) == PAGE
            ours.append(seconds)
            del result, page
    return min(calls), min(ours)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        result = work()
        return result, time.process_time() - started
    finally:
        gc.enable()


def _answer(provider: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    match provider:
        case "volcengine":
            result = {"PageNumber": 1, "PageSize": PAGE, "TotalCount": len(items), "Items": items}
            return {"ResponseMetadata": {"RequestId": "r"}, "Result": result}
        case "ppio":
            return {"data": items, "next_cursor": "", "has_more": False}
        case "openrouter":
            about = {"id": "author/slug", "name": "Slug", "created": 1, "description": ""}
            return {"data": {**about, "architecture": {}, "endpoints": items}}
        case "huawei":
            return {"data": items, "pages": 1, "total": len(items)}
        case _:
            return {"object": "list", "data": items}


def accounts() -> bool:
    """Stream 10 and 100 accounts of 1,000 endpoints each."""
    print("\nStreaming accounts of 1,000 endpoints")
    return _flat((10, 1_000), (100, 1_000))


def pages() -> bool:
    """Stream one account of 10,000 and of 100,000 endpoints in pages."""
    print("\nStreaming one account in pages of 100")
    return _flat((1, 10_000), (1, 100_000))


def _flat(few: tuple[int, int], many: tuple[int, int]) -> bool:
    """Compare the most memory that two listings hold: of the process, and in Python's objects."""
    peaks: list[dict[str, float]] = []
    for count, endpoints in (few, many):
        peak = _measured("stream", str(count), str(endpoints))
        peaks.append(peak)
        print(
            f"{count:5} x {endpoints:7,}: {peak['resident']:6.1f} MiB resident,"
            f" {peak['blocks']:9,} blocks allocated in that time, {peak['seconds']:5.1f} s"
        )
    growth = [peaks[1][name] / peaks[0][name] - 1 for name in ("resident", "blocks")]
    print(f"growth: {growth[0]:+.0%} resident, {growth[1]:+.0%} blocks")
    return growth[0] <= 0.2


def slow() -> bool:
    """List one account, and five at once, that each take a second to answer."""
    print("\nAccounts that take a second to answer")
    one, five = _measured("wait", "1"), _measured("wait", "5")
    print(f" one: {one['seconds']:.3f} s   five: {five['seconds']:.3f} s")
    return five["seconds"] <= 1.1 * one["seconds"]


def _measured(*words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.facade", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def stream(count: int, endpoints: int) -> None:
    """List PPIO accounts from a server in a process of its own, and print peak and seconds."""
    with _Server("ppio", str(endpoints)) as url:
        found = [Account("ppio", f"a{n}", api_key="k", base_url=url) for n in range(count)]
        with Roster(found[:1]) as roster:
            for _ in roster.list():  # what is loaded once is not part of the comparison
                break
        gc.collect()
        before = most = sys.getallocatedblocks()
        started = time.perf_counter()
        seen = 0
        with Roster(found) as roster:
            for _ in roster.list():
                seen += 1
                if seen % 50 == 0:
                    most = max(most, sys.getallocatedblocks())
        seconds = time.perf_counter() - started
    assert seen == count * endpoints
    resident = peak_resident() / 1024
    print(json.dumps({"seconds": seconds, "blocks": most - before, "resident": resident}))


def wait(count: int) -> None:
    """List accounts that take a second each, and print the seconds."""
    with _Server("slow", "1") as url:
        found = [Account("ppio", f"a{n}", api_key="k", base_url=url) for n in range(count)]
        with Roster(found) as roster:
            roster.list().collect()
            started = time.perf_counter()
            assert roster.list().collect().complete
            print(json.dumps({"seconds": time.perf_counter() - started}))


class _Server:
    """A server in a process of its own, so that its memory and its work are not measured."""

    def __init__(self, *words: str) -> None:
        command = [sys.executable, "-m", "benchmarks.facade", "serve", *words]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def __exit__(self, *_: object) -> None:
        self._process.communicate()  # closes its input, at whose end it ends


def serve(kind: str, endpoints: int) -> None:
    """Answer as PPIO until the input ends."""
    fleet = Simulator(endpoints=PAGE, seed=0, providers=["ppio"]).fleet("ppio")
    texts = [json.dumps(item, ensure_ascii=False).replace(item["id"], "@") for item in fleet]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            start, size = int(query.get("cursor", ["0"])[0]), int(query["limit"][0])
            if kind == "slow":
                time.sleep(1)
            end = min(start + size, endpoints)
            items = (texts[n % PAGE].replace("@", f"endpoint-{n}") for n in range(start, end))
            more = "true" if end < endpoints else "false"
            text = f'{{"data": [{",".join(items)}], "has_more": {more}, "next_cursor": "{end}"}}'
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as in the base class
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a client that broke off, as it may

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdin.read()


#: Exit code for promises that were not kept; Python itself ends with 1 on a fault.
NOT_KEPT = 3


def main(words: list[str]) -> int:
    """Run what the words say."""
    inner = {"stream": stream, "wait": wait}
    if words and words[0] in inner:
        inner[words[0]](*map(int, words[1:]))
        return 0
    if words and words[0] == "serve":
        serve(words[1], int(words[2]))
        return 0
    promises = {"share": share, "accounts": accounts, "pages": pages, "slow": slow}
    results = {name: promises[name]() for name in words or promises}
    failed = [name for name, kept in results.items() if not kept]
    print(f"\nnot kept: {', '.join(failed)}" if failed else "\nevery promise was kept")
    return NOT_KEPT if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
