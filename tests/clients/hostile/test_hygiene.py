"""However a call ends, it leaves nothing: no connection, thread, task, open file or warning."""

import asyncio
import contextlib
import functools
import gc
import signal
import threading
import time
import tracemalloc
import warnings
import zlib
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from support.raw_server import (
    Script,
    Server,
    Wire,
    encoded,
    http,
    say,
    say_and_close,
    say_and_hold,
    say_and_reset,
)

from .calling import BRIEF, async_client_of, client_of
from .samples import SAMPLES, Sample

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.provider)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of its own, on which nothing else goes on."""
    with Server() as server:
        yield server


def troubles(sample: Sample) -> list[tuple[Script, Mapping[str, Any]]]:
    """Answers of all kinds, the good one among them, each with options of its client."""
    content = encoded(sample.body)
    damaged = http(b"\x1f\x8b" + content, headers={"Content-Encoding": "gzip"})
    return [
        (say(http(content)), {}),
        (say(http(content, 503)), {}),
        (say(http(b"[]")), {}),
        (say(http(content)), {"max_response_bytes": 10}),
        (say(http(content, headers={"Content-Encoding": "br"})), {}),
        (say(damaged), {}),
        (say_and_close(http(content)[:-1]), {}),
        (say_and_reset(http(content)[:-1]), {}),
        (say_and_close(b"no HTTP\r\n\r\n"), {}),
        (Wire.reset, {}),
        (say_and_hold(http(content)[:-1]), BRIEF),
    ]


@contextlib.contextmanager
def nothing_left(server: Server) -> Generator[None]:
    """What goes on inside must leave the process as it was."""
    gc.collect()
    threads, files = our_threads(), open_files()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        yield
        gc.collect()
    assert [str(warning.message) for warning in warned] == []
    assert server.is_left()
    assert our_threads() == threads
    assert open_files() == files
    assert gc.isenabled()


def our_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.name.startswith("hostile")}


def open_files() -> int:
    """The number of open files and sockets, where the system tells."""
    listing = Path("/dev/fd")
    return len(list(listing.iterdir())) if listing.exists() else 0


@each_sample
def test_sync_calls_leave_nothing(server: Server, sample: Sample) -> None:
    request = sample.client.request()
    with nothing_left(server):
        for script, options in troubles(sample):
            with (
                client_of(sample, server.play(script), options) as client,
                contextlib.suppress(sample.client.package.ClientError),
            ):
                client.call(request)


@each_sample
async def test_async_calls_leave_nothing(server: Server, sample: Sample) -> None:
    request = sample.client.request()
    with nothing_left(server):
        for script, options in troubles(sample):
            async with async_client_of(sample, server.play(script), options) as client:
                with contextlib.suppress(sample.client.package.ClientError):
                    await client.call(request)
    assert asyncio.all_tasks() == {asyncio.current_task()}


@each_sample
def test_a_given_up_answer_is_hung_up_on_at_once(server: Server, sample: Sample) -> None:
    """Before the client is closed, for it may be used for long."""
    request = sample.client.request()
    endless = http(b'{"data": [', headers={"X": "y"}, length="50000000")
    for options in BRIEF, {"max_response_bytes": 10}:
        with client_of(sample, server.play(say_and_hold(endless)), options) as client:
            with pytest.raises(sample.client.package.ClientError):
                client.call(request)
            assert server.is_left()


@each_sample
@pytest.mark.parametrize(
    "partial",
    [b"", b"HTTP/1.1 200 OK\r\nX:", http(b'{"data": [', length="99")],
    ids=["before-answer", "in-headers", "in-body"],
)
async def test_a_cancelled_call_hangs_up(server: Server, sample: Sample, partial: bytes) -> None:
    request = sample.client.request()
    with nothing_left(server):
        async with async_client_of(sample, server.play(say_and_hold(partial)), {}) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await client.call(request)
            assert server.is_left()
        await asyncio.sleep(0)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no alarms on this system")
@each_sample
@pytest.mark.parametrize(
    "partial",
    [b"", b"HTTP/1.1 200 OK\r\nX:", http(b'{"data": [', length="99")],
    ids=["before-answer", "in-headers", "in-body"],
)
def test_an_interrupted_call_hangs_up(server: Server, sample: Sample, partial: bytes) -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def begin_and_interrupt(wire: Wire) -> None:
        wire.send(partial)
        time.sleep(0.1)  # by then the client waits for more
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGALRM)
        wire.hold()

    request = sample.client.request()
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with (
            nothing_left(server),
            client_of(sample, server.play(begin_and_interrupt), {}) as client,
        ):
            with pytest.raises(KeyboardInterrupt):
                client.call(request)
            assert server.is_left()
    finally:
        signal.signal(signal.SIGALRM, before)


@each_sample
def test_collection_of_garbage_goes_on_after_a_large_answer(server: Server, sample: Sample) -> None:
    """Reading a large body pauses it."""
    package = sample.client.package
    spoiled = encoded(sample.body)[:-1] + b" " * 100_000
    with (
        client_of(sample, server.play(say(http(spoiled))), {}) as client,
        pytest.raises(package.DecodeError),
    ):
        client.call(sample.client.request())
    assert gc.isenabled()


@functools.cache
def bomb() -> bytes:
    """400 MB of zeros in 400 kB."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(400)) + packer.flush()


@each_sample
def test_a_bomb_costs_little_memory(server: Server, sample: Sample) -> None:
    """However large it is, it is unpacked up to the limit only."""
    address = server.play(say(http(bomb(), headers={"Content-Encoding": "gzip"})))
    with client_of(sample, address, {"max_response_bytes": 1_000_000}) as client:
        client.prepare()  # now, and not while memory is counted
        tracemalloc.start()
        try:
            with pytest.raises(sample.client.package.DecodeError) as caught:
                client.call(sample.client.request())
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert caught.value.kind == "too_large"
    assert peak < 20_000_000
