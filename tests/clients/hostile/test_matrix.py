"""Five clients, called both ways, against everything that a server can do to them.

Each call ends in endpoints or in one typed error, in time; and the next call on the same client is
none the worse for it.
"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, cast

import pytest
from support.raw_server import PATIENCE, Server, http, say

from .calling import PATIENT, Result, call, call_async
from .cases_reading import READING
from .cases_wire import WIRE
from .cells import Cell, Reads
from .checks import check_error, check_page
from .comparing import differences
from .samples import SAMPLES, Sample

MATRIX = [
    pytest.param(sample, cell, id=f"{case.name}-{sample.provider}")
    for case in [*READING, *WIRE]
    for sample in SAMPLES
    if (cell := case.cell(sample))
]
#: Seconds that a busy machine may add to a limit of time: fewer than the server holds out.
GRACE = PATIENCE - 6

Waiting = dict[str, Future[Result]]


@pytest.fixture(scope="module")
def waiting(request: pytest.FixtureRequest, server: Server) -> Iterator[Waiting]:
    """The calls that only wait, by the name of their test: they all wait at the same time."""
    chosen = cast("list[pytest.Function]", request.session.items)
    pool = ThreadPoolExecutor(32, "waiting")
    yield {
        item.name: pool.submit(run, server, item.callspec.params, item.originalname)
        for item in chosen
        if item.originalname in ("test_sync", "test_async") and is_slow(cell_of(item))
    }
    pool.shutdown(cancel_futures=True)  # the next module counts threads and sockets


def cell_of(item: pytest.Function) -> Cell:
    return cast("Cell", item.callspec.params["cell"])


def is_slow(cell: Cell) -> bool:
    return "deadline" in cell.options


def run(server: Server, parameters: dict[str, Any], test: str) -> Result:
    sample, cell = parameters["sample"], parameters["cell"]
    arguments = sample, play(server, sample, cell), cell.options
    return asyncio.run(call_async(*arguments)) if test == "test_async" else call(*arguments)


def play(server: Server, sample: Sample, cell: Cell) -> str:
    """An address that answers the cell's way once, then well."""
    return server.play(cell.script, say(http(sample.body)))


@pytest.mark.parametrize(("sample", "cell"), MATRIX)
def test_sync(
    request: pytest.FixtureRequest,
    server: Server,
    trap: Server,
    waiting: Waiting,
    sample: Sample,
    cell: Cell,
) -> None:
    if is_slow(cell):
        result = waiting[request.node.name].result()
    else:
        result = call(sample, play(server, sample, cell), cell.options)
    check(result, sample, cell)
    assert trap.accepted == 0


@pytest.mark.parametrize(("sample", "cell"), MATRIX)
async def test_async(
    request: pytest.FixtureRequest,
    server: Server,
    trap: Server,
    waiting: Waiting,
    sample: Sample,
    cell: Cell,
) -> None:
    if is_slow(cell):
        result = await asyncio.wrap_future(waiting[request.node.name])
    else:
        result = await call_async(sample, play(server, sample, cell), cell.options)
    check(result, sample, cell)
    assert trap.accepted == 0


def check(result: Result, sample: Sample, cell: Cell) -> None:
    if isinstance(cell.outcome, Reads):
        assert result.error is None
        check_page(result.page, sample, cell.outcome)
    else:
        assert result.page is None
        check_error(result.error, sample, cell.outcome)
    limits = {**PATIENT, **cell.options}
    assert result.seconds < min(limits["timeout"], limits["deadline"]) + GRACE
    assert list(differences(result.again.to_dict(), sample.body)) == []
