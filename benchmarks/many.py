"""Many accounts: the roster beside a bare program of asyncio and httpx that reads the same pages.

Each account is one of PPIO, with 100 endpoints in one page. Both sides read over loopback, eight
accounts at the same time, from a server in a process of its own that has every answer ready: the
bare program into dictionaries, over one httpx client, the roster into endpoints.
"""

import asyncio
import gc
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

import httpx
from endpoint_roster import Account, AsyncRoster, Roster
from endpoint_roster_sim import Simulator

from .measure import Clocks, child_environment, peak_resident, run_module
from .reading import check, choose

#: By accounts: ``first``, seconds until the first endpoint; ``peak`` and ``held``, bytes of the
#: process at most, and before the listing with the accounts made; ``ended``, seconds until nothing
#: is left of a listing that is cancelled; ``file``, seconds to read them from a configuration file.
Growth = dict[int, dict[str, float]]

#: Endpoints of an account.
ENDPOINTS = 100
#: Accounts of one provider that a roster reads at the same time by default.
_AT_ONCE = 8
_PATH = f"/gpu-instance/openapi/v1/endpoints?limit={ENDPOINTS}"
#: Accounts that are read before anything is measured.
_WARM = 50
#: Where accounts of a configuration file have their key.
_VARIABLE = "BENCHMARK_KEY"


def race(mode: str, rounds: int, accounts: int, limit: int) -> Clocks:
    """Return the seconds of listing some accounts, by who did it, round by round.

    Args:
        mode: With the standard library alone, or with the extra ``speed``.
        rounds: How often each side has its turn.
        accounts: How many it reads then.
        limit: Seconds after which three rounds suffice.
    """
    return json.loads(run_module("many", "race", mode, str(rounds), str(accounts), str(limit)))


def growth(counts: Sequence[int]) -> Growth:
    """Return what listings of these many accounts take, each in a process of its own."""
    return {count: json.loads(run_module("many", "stream", str(count))) for count in counts}


def _race(mode: str, rounds: int, accounts: int, limit: int) -> None:
    until = time.monotonic() + limit
    choose(mode)
    times: dict[str, list[float | None]] = {"bare": [], "roster": []}
    cpu: dict[str, list[float | None]] = {"bare": [], "roster": []}
    with _serving() as url:
        keys = [f"key-{number}" for number in range(accounts)]
        found = _accounts(url, accounts)
        asyncio.run(_bare(url, keys[:_WARM]))
        asyncio.run(_roster(found[:_WARM]))
        for turn in range(rounds):
            if turn >= 3 and time.monotonic() > until:
                break
            for name, work in (("bare", _bare(url, keys)), ("roster", _roster(found))):
                gc.collect()
                began, of_cpu = time.perf_counter(), time.process_time()
                _check(name, asyncio.run(work), accounts)
                times[name].append((time.perf_counter() - began) / accounts)
                cpu[name].append((time.process_time() - of_cpu) / accounts)
    check(mode)
    print(json.dumps({"wall": times, "cpu": cpu}))  # noqa: T201


def _check(name: str, seen: int, accounts: int) -> None:
    if seen != accounts * ENDPOINTS:
        raise RuntimeError(f"{name} read {seen} endpoints of {accounts} accounts")


async def _bare(url: str, keys: list[str]) -> int:
    """Read the accounts of these keys into dictionaries, one after another by each of a few."""
    seen = 0
    left = iter(keys)
    async with httpx.AsyncClient(base_url=url) as client:

        async def read() -> None:
            nonlocal seen
            for key in left:
                answer = await client.get(_PATH, headers={"Authorization": f"Bearer {key}"})
                answer.raise_for_status()
                seen += len(answer.json()["data"])

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(read())
    return seen


async def _roster(accounts: list[Account]) -> int:
    seen = 0
    async with AsyncRoster(accounts) as roster:
        async for _ in roster.list():
            seen += 1
    return seen


def _accounts(url: str, count: int) -> list[Account]:
    return [Account("ppio", f"a{n}", api_key=f"key-{n}", base_url=url) for n in range(count)]


def _stream(count: int) -> None:
    with _serving() as url:
        found = _accounts(url, count)
        asyncio.run(_roster(found[:_WARM]))  # what is loaded once is not part of the comparison
        gc.collect()
        held = _resident()
        first, seen = asyncio.run(_timed(found))
        _check("the roster", seen, count)
        about = {"first": first, "held": held, "peak": peak_resident()}
        about["ended"] = asyncio.run(_cancelled(found))
        about["file"] = _read_file(url, count)
    print(json.dumps(about))  # noqa: T201


async def _timed(accounts: list[Account]) -> tuple[float, int]:
    began, first, seen = time.perf_counter(), 0.0, 0
    async with AsyncRoster(accounts) as roster:
        async for _ in roster.list():
            first = first or time.perf_counter() - began
            seen += 1
    return first, seen


async def _cancelled(accounts: list[Account]) -> float:
    """Cancel a listing once some accounts have been read, while others are being read."""
    under_way = asyncio.Event()

    async def read() -> None:
        async with AsyncRoster(accounts) as roster:
            pager = roster.list()
            async for _ in pager:
                if pager.progress().done >= _WARM:
                    under_way.set()

    reading = asyncio.create_task(read())
    await under_way.wait()
    began = time.perf_counter()
    reading.cancel()
    await asyncio.wait([reading])
    ended = time.perf_counter() - began
    if not reading.cancelled() or asyncio.all_tasks() != {asyncio.current_task()}:
        raise RuntimeError("the listing was not cancelled, or has left something")
    return ended


def _read_file(url: str, count: int) -> float:
    table = '[[accounts]]\nprovider = "ppio"\nlabel = "a{}"\napi_key = {{ env = "{}" }}\n'
    table += f'base_url = "{url}"\n\n'
    with TemporaryDirectory() as folder:
        file = Path(folder, "roster.toml")
        file.write_text("".join(table.format(n, _VARIABLE) for n in range(count)), "utf-8")
        os.environ[_VARIABLE] = "key"
        began = time.perf_counter()
        with Roster.from_file(file) as roster:
            took = time.perf_counter() - began
            if len(roster.accounts) != count:
                raise RuntimeError("accounts of the file are missing")
    return took


def _resident() -> int:
    """Return the bytes of this process that are in memory; the most there ever was, elsewhere."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return peak_resident()


class _Answering(asyncio.Protocol):
    """Sends one answer for each request."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._begun = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        *requests, self._begun = (self._begun + data).split(b"\r\n\r\n")
        for _ in requests:
            self._transport.write(self._answer)


@contextmanager
def _serving() -> Generator[str]:
    """Serve in a process of its own while the ``with`` block lasts."""
    command = [sys.executable, "-m", "benchmarks.many", "serve"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=child_environment()
    ) as process:
        try:
            yield cast("IO[bytes]", process.stdout).readline().decode().strip()
        finally:
            cast("IO[bytes]", process.stdin).close()


async def _serve() -> None:
    """Serve, say where, and end when standard input does."""
    fleet = Simulator(endpoints=ENDPOINTS, seed=0, providers=["ppio"]).fleet("ppio")
    page = {"data": fleet, "next_cursor": "", "has_more": False}
    body = json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    answer = head.encode() + b"\r\n\r\n" + body
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(answer), "127.0.0.1")
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)  # noqa: T201
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["race", mode, rounds, accounts, limit]:
            _race(mode, int(rounds), int(accounts), int(limit))
        case ["stream", count]:
            _stream(int(count))
        case _:
            asyncio.run(_serve())
