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

WAYS = ("sync", "async")
#: By the name of their test, and by their way.
Waiting = dict[tuple[str, str], Future[Result]]


@pytest.fixture(scope="module")
def waiting(request: pytest.FixtureRequest, server: Server) -> Iterator[Waiting]:
    """The calls that only wait: they all wait at the same time."""
    chosen = cast("list[pytest.Function]", request.session.items)
    ours = [item for item in chosen if item.obj is test_matrix]
    pool = ThreadPoolExecutor(32, "waiting")
    yield {
        (item.name, way): pool.submit(run, server, item.callspec.params, way)
        for item in ours
        if "deadline" in cast("Cell", item.callspec.params["cell"]).options
        for way in WAYS
    }
    pool.shutdown(cancel_futures=True)  # the next module counts threads and sockets


def run(server: Server, parameters: dict[str, Any], way: str) -> Result:
    """Call an address that answers the cell's way once, then well."""
    sample, cell = parameters["sample"], parameters["cell"]
    address = server.play(cell.script, say(http(sample.body)))
    if way == "async":
        return asyncio.run(call_async(sample, address, cell.options))
    return call(sample, address, cell.options)


@pytest.mark.parametrize(("sample", "cell"), MATRIX)
def test_matrix(
    request: pytest.FixtureRequest,
    server: Server,
    trap: Server,
    waiting: Waiting,
    sample: Sample,
    cell: Cell,
) -> None:
    for way in WAYS:
        started = waiting.get((request.node.name, way))
        result = started.result() if started else run(server, {"sample": sample, "cell": cell}, way)
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
