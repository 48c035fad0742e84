"""Thousands of accounts: what a listing of them holds, and what it takes to read their file."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import socket
import sys
import threading
import tracemalloc
from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from endpoint_roster import Account, AsyncRoster, Endpoint, QueryError, Roster
from endpoint_roster.config.file import ConfigFile
from endpoint_roster.config.secrets import Secrets
from endpoint_roster.engine import Clients, FanOut
from endpoint_roster.engine.clients import KEPT_CLIENTS
from endpoint_roster.executors.task import Task, pack_request
from endpoint_roster.executors.worker import read_group
from endpoint_roster.options import Options
from endpoint_roster.providers import Call, Page, Provider, Steps
from endpoint_roster.query import Query
from support.fakes import FakeClient, FakeRequest, Handler
from support.http_server import Answer, Request, ScriptedServer
from support.leftovers import soon

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

MANY = 10_000


class Counted(FakeClient):
    """A client that its provider counts as open until it is closed."""

    def __init__(self, provider: Counting) -> None:
        super().__init__()
        self.provider = provider

    async def aclose(self) -> None:
        await super().aclose()
        self.provider.open -= 1


class Counting(Provider):
    """A provider whose answers come from a function, and which counts its clients."""

    name = "counting"
    arguments: ClassVar = {}
    credentials = ((),)

    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.made = self.open = self.most_open = 0

    def connect(self, account: Account, options: Options) -> FakeClient:
        self.made += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        return Counted(self)

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        ids = yield Call(FakeRequest(self.handler, {"account": account}), "list")
        yield Page([Endpoint(account.provider, account.label, name) for name in ids])


def accounts(count: int, *providers: str) -> list[Account]:
    names = providers or ("together", "ppio")
    return [Account(names[n % len(names)], f"a{n}", api_key="k") for n in range(count)]


def engine(provider: Provider, **options: Any) -> Clients:
    return Clients(Options(**options), find=lambda _: provider)


async def pages_of(run: FanOut) -> AsyncIterator[list[Endpoint]]:
    async for _, page in run.pages():
        yield page


@pytest.mark.parametrize("count", [1_000, pytest.param(MANY, marks=pytest.mark.slow)])
async def test_tasks_and_clients_do_not_grow_with_the_accounts(count: int) -> None:
    most_tasks = 0

    async def handler(client: Any, account: Account) -> list[str]:
        nonlocal most_tasks
        most_tasks = max(most_tasks, len(asyncio.all_tasks()))
        await asyncio.sleep(0)
        return [account.label]

    provider = Counting(handler)
    subject = engine(provider, concurrency=16, provider_concurrency=12)
    before = len(asyncio.all_tasks())
    run = FanOut(subject, accounts(count), Query())
    found = [endpoint.account async for page in pages_of(run) for endpoint in page]
    assert (len(found), len(set(found)), provider.made) == (count, count, count)
    assert most_tasks - before <= 16 + 1  # those of the accounts, and that of the listing
    assert provider.most_open <= KEPT_CLIENTS + 16
    await subject.close()
    assert provider.open == 0


async def test_the_first_endpoint_comes_after_a_few_accounts() -> None:
    async def handler(client: Any, account: Account) -> list[str]:
        await asyncio.sleep(0)
        return [account.label]

    provider = Counting(handler)
    subject = engine(provider, concurrency=16)
    run = FanOut(subject, accounts(MANY), Query())
    assert provider.made == 0
    assert await run.next()
    assert provider.made <= 2 * 16
    await run.close()
    await subject.close()


async def test_leaving_ends_those_under_way_and_begins_no_more() -> None:
    started: Counter[str] = Counter()

    async def handler(client: Any, account: Account) -> list[str]:
        started["began"] += 1
        if started["began"] > 20:  # from here on, no provider answers
            await asyncio.Event().wait()
        return [account.label]

    provider = Counting(handler)
    before = asyncio.all_tasks()
    subject = engine(provider, concurrency=16)
    run = FanOut(subject, accounts(MANY, "ppio"), Query())
    assert await run.next()
    await run.close()
    began = started["began"]
    assert asyncio.all_tasks() == before
    await asyncio.sleep(0.01)
    assert started["began"] == began <= 20 + 16
    await subject.close()
    assert provider.open == 0


async def test_what_a_listing_holds_of_each_account_is_small() -> None:
    async def handler(client: Any, account: Account) -> list[str]:
        return [f"{account.label}-{n}" for n in range(3)]

    async def most(count: int) -> int:
        """Bytes that a listing holds at most beyond its accounts."""
        found = accounts(count)
        subject = engine(Counting(handler))
        run = FanOut(subject, found, Query())
        gc.collect()
        tracemalloc.start()
        try:
            async for _ in pages_of(run):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            await subject.close()

    await most(10)  # what is made once in a process
    few, many = await most(400), await most(700)
    # Its report and its place in the order; as an Account it takes more.
    assert (many - few) / 300 < 600


async def test_a_client_that_cancels_its_own_task_loses_no_account() -> None:
    async def handler(client: Any, account: Account) -> list[str]:
        if account.label == "a3":
            task = asyncio.current_task()
            assert task
            task.cancel()
            await asyncio.sleep(0)
        return [account.label]

    subject = engine(Counting(handler), concurrency=1)
    run = FanOut(subject, accounts(10), Query())
    found = [endpoint.account async for page in pages_of(run) for endpoint in page]
    assert sorted(found) == [f"a{n}" for n in range(10) if n != 3]
    [failure] = run.failures
    assert (failure.account, failure.kind) == ("a3", "internal")
    assert "cancelled its own request" in failure.cause
    assert run.progress()[:2] == (10, 10)
    await subject.close()


async def test_failures_and_reports_are_in_the_order_of_the_accounts() -> None:
    async def handler(client: Any, account: Account) -> list[str]:
        number = int(account.label.removeprefix("a"))
        await asyncio.sleep(0.001 * (number % 3))
        if number % 2:
            raise ValueError(account.label)
        return [account.label]

    subject = engine(Counting(handler))
    run = FanOut(subject, accounts(60), Query())
    listing = run.listing([page async for page in run.pages()])
    assert [failure.account for failure in listing.failures] == [f"a{n}" for n in range(1, 60, 2)]
    assert [report.account for report in listing.accounts] == [f"a{n}" for n in range(60)]
    assert [endpoint.account for endpoint in listing] == [f"a{n}" for n in range(0, 60, 2)]
    progress = run.progress()
    assert (progress.done, progress.endpoints, progress.failures) == (60, 30, 30)
    await subject.close()


def answer(request: Request) -> Answer:
    """Answer as PPIO, with one endpoint that has the name of the key it was asked with."""
    key = request.headers["Authorization"].removeprefix("Bearer ")
    page = {"data": [{"id": f"of-{key}"}], "next_cursor": "", "has_more": False}
    return Answer(json.dumps(page).encode())


async def test_accounts_share_connections_and_no_credentials() -> None:
    with ScriptedServer(answer) as server:
        found = [
            Account("ppio", f"a{n}", api_key=f"key-{n}", base_url=server.url) for n in range(60)
        ]
        async with AsyncRoster(found, concurrency=6, provider_concurrency=6) as roster:
            listing = await roster.list().collect()
            assert server.connections <= 6
        assert listing.complete
        assert [one.id for one in listing] == [f"of-key-{n}" for n in range(60)]
        assert server.accepted <= 6
        assert soon(lambda: server.connections == 0)


def test_names_that_nothing_resolves_hold_up_no_other_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolve, over = socket.getaddrinfo, threading.Event()

    def slow(host: bytes, *arguments: Any, **options: Any) -> Any:
        if host.endswith(b".invalid"):
            over.wait(60)
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return resolve(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with ScriptedServer(answer) as server:
        lost = [
            Account("ppio", f"a{n}", api_key="k", base_url=f"http://a{n}.invalid")
            for n in range(40)
        ]
        url = server.url.replace("127.0.0.1", "localhost")  # a name that has to be resolved too
        good = Account("ppio", "good", api_key="k", base_url=url)
        with Roster([*lost, good], concurrency=41, provider_concurrency=41) as roster:
            assert next(iter(roster.list())).account == "good"
            assert not over.is_set()
        over.set()


def test_a_roster_closes_its_connections() -> None:
    with ScriptedServer(answer) as server:
        account = Account("ppio", api_key="key", base_url=server.url)
        with Roster([account]) as roster:
            assert len(roster.list().collect()) == len(roster.list().collect()) == 1
            assert (server.accepted, server.connections) == (1, 1)
        assert soon(lambda: server.connections == 0)


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of this package some work runs; other programs do not change it."""
    count = 0

    def line(*_: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def call(frame: Any, *_: Any) -> Any:
        return line if "endpoint_roster" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def config_of(count: int) -> str:
    accounts = (
        f'[[accounts]]\nprovider = "{("ppio", "together")[n % 2]}"\nlabel = "team-{n}"\n'
        f'api_key = {{ env = "KEY" }}\n\n'
        for n in range(count)
    )
    return "".join(accounts)


def test_reading_a_file_takes_work_in_proportion_to_its_accounts(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", "a-good-key")

    def read(count: int) -> int:
        file = write(config_of(count))
        return lines_run(lambda: [*ConfigFile(file).accounts()])

    read(2)  # what is loaded once
    few, many = read(100), read(400)
    assert many / few < 4.4


def test_a_worker_takes_no_work_for_the_other_accounts_of_its_file(
    write: Callable[[str], Path],
) -> None:
    request = pack_request(Query(), Options(), own_file=True)

    def work(count: int) -> int:
        path = str(write(config_of(count)))
        task = Task("key", (("ppio", "not there"),), None, path, request, 1)
        read_group(task)  # reads the file, which the next tasks find read
        return lines_run(lambda: read_group(task))

    assert work(400) == work(100)


def with_key(count: int, source: str) -> str:
    table = '[[accounts]]\nprovider = "ppio"\nlabel = "a{}"\napi_key = {}\n'
    return "".join(table.format(n, source) for n in range(count))


def test_a_command_that_many_accounts_name_runs_once(
    write: Callable[[str], Path], tmp_path: Path
) -> None:
    code = "import sys; print('x', file=open(sys.argv[1], 'a')); print('a-good-key')"
    command = json.dumps([sys.executable, "-c", code, str(tmp_path / "runs")])
    with Roster.from_file(write(with_key(500, f"{{ command = {command} }}"))) as roster:
        assert len(roster.accounts) == 500
        assert {account.api_key for account in roster.accounts} == {"a-good-key"}
    assert (tmp_path / "runs").read_text() == "x\n"


def test_a_command_that_fails_is_a_failure_of_each_account_that_names_it(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEY", "a-good-key")
    command = json.dumps([sys.executable, "-c", "raise SystemExit(3)"])
    file = write(with_key(100, f"{{ command = {command} }}") + config_of(1))
    with Roster.from_file(file) as roster:
        assert [account.label for account in roster.accounts] == ["team-0"]
        assert [failure.account for failure in roster.unusable] == [f"a{n}" for n in range(100)]
        causes = {failure.cause for failure in roster.unusable}
    assert len(causes) == 100  # each names its line
    assert all("ended with code 3" in cause for cause in causes)


@pytest.mark.skipif(sys.platform == "win32", reason="sh")
def test_leaving_early_ends_the_commands_that_run(tmp_path: Path) -> None:
    pids = [tmp_path / str(n) for n in range(3)]
    script = 'echo $$ > "$0.new"; mv "$0.new" "$0"; exec sleep 60'
    sources = [{"command": ["sh", "-c", script, str(file)], "timeout": 60} for file in pids]

    def interrupted() -> None:
        with Secrets(sources, tmp_path):
            assert soon(lambda: all(file.exists() for file in pids))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    for file in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(int(file.read_text()), 0)


def refused(roster: Roster) -> None:
    with pytest.raises(QueryError, match="Choose from") as raised:
        roster.list(accounts=["other"])
    assert len(str(raised.value)) < 300  # it does not name all of them


@pytest.mark.parametrize("what", ["make", "list", "find", "refuse"])
def test_work_of_a_roster_is_in_proportion_to_its_accounts(what: str) -> None:
    def work(count: int) -> int:
        found = accounts(count)
        with Roster(found) as roster:
            works: dict[str, Callable[[], object]] = {
                "make": lambda: Roster(found).close(),
                "list": lambda: roster.list(accounts=[f"a{count - 1}"]),
                "find": lambda: roster.console_url(Endpoint("ppio", f"a{count - 1}", "id")),
                "refuse": lambda: refused(roster),
            }
            return lines_run(works[what])

    work(2)
    assert work(800) / work(200) < 4.4
