"""Listings that are forgotten rather than ended: freed whenever garbage is collected."""

from __future__ import annotations

import _thread
import asyncio
import gc
import logging
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, ClosedError, Roster
from endpoint_roster.engine.loop_thread import LoopThread
from support.leftovers import Circle, Held
from support.running import Done, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from endpoint_roster_sim import Simulator


@pytest.fixture
def account(simulator: Simulator) -> Account:
    _ = simulator.fleet("ppio")  # made now, or a thread of the simulator's would make it, and stay
    return Account("ppio", **simulator.describe()["ppio"])


def started(roster: Roster) -> Iterator[Any]:
    """Return a listing that has more to come."""
    iterator = iter(roster.list())
    next(iterator)
    return iterator


def in_time(work: Any) -> bool:
    """Do something in a thread and tell whether it comes to an end."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(20)
    return not thread.is_alive()


def test_garbage_is_collected_while_a_call_is_handed_over(
    account: Account, no_garbage_collection: None
) -> None:
    handed_over = asyncio.run_coroutine_threadsafe.__code__
    collected: list[int] = []

    def collect(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is handed_over and not collected:
            collected.append(gc.collect())

    def work() -> None:
        with Roster([account], page_size=1) as roster:
            iterator = started(roster)
            Circle(started(roster))
            sys.setprofile(collect)
            try:
                next(iterator)
            finally:
                sys.setprofile(None)
            assert len(list(iterator)) == 34

    before = Held.settled()
    assert in_time(work)
    assert collected
    before.check()


def test_a_listing_is_forgotten_by_somebody_who_holds_what_the_loop_needs(account: Account) -> None:
    class Handler(logging.Handler):
        def __init__(self) -> None:
            super().__init__(logging.DEBUG)
            self.texts: list[str] = []

        def emit(self, record: logging.LogRecord) -> None:
            self.texts.append(record.getMessage())

    handler, logger = Handler(), logging.getLogger("endpoint_roster")
    level = logger.level

    def work() -> None:
        with Roster([account], page_size=1) as roster:
            iterator = started(roster)
            handler.acquire()  # as a thread that logs does, while a collection may come
            try:
                del iterator
            finally:
                handler.release()

    before = Held.settled()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        assert in_time(work)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert "ppio (ppio): cancelled" in handler.texts
    before.check()


def test_breaking_off_ends_the_listing_though_the_roster_stays_open(
    simulator: Simulator, account: Account
) -> None:
    def asked() -> int:
        return len(simulator["ppio"].requests)

    with Roster([account], page_size=1) as roster:
        for _ in roster.list():
            break
        # What comes next waits behind the end of that listing.
        assert len(roster.list().collect().endpoints) == 36
        simulator["ppio"].forget_requests()
        assert len(roster.list().collect().endpoints) == 36
        assert asked() == 36


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_loop_that_is_stopped_ends_everything_and_nothing_waits_for_it() -> None:
    ended: list[str] = []

    async def at_end() -> None:
        ended.append("ended")

    async def stop_loop() -> None:
        asyncio.get_running_loop().stop()
        await asyncio.sleep(60)

    async def nothing() -> None:
        pass

    before = Held.settled()
    subject = LoopThread(at_end)
    subject.call(nothing())
    with pytest.raises(ClosedError):
        subject.call(stop_loop())
    before.check()
    assert ended == ["ended"]
    with pytest.raises(ClosedError):
        subject.call(nothing())
    subject.release(nothing())
    subject.stop()


FORGOTTEN = """
import sys
from endpoint_roster import Account, ClosedError, Roster
from endpoint_roster.engine.loop_thread import LoopThread
from endpoint_roster_sim import Simulator

simulator = Simulator(36, providers=["ppio"])
simulator.start()
roster = Roster([Account("ppio", **simulator.describe()["ppio"])], page_size=1)
iterator = iter(roster.list())
next(iterator)
print("done")
"""


def test_a_program_that_forgets_a_listing_ends_without_a_word() -> None:
    assert run(sys.executable, "-W", "always", "-c", FORGOTTEN) == Done(0, "done\n", "")


@pytest.mark.parametrize("again", [False, True], ids=["closed", "used again"])
def test_an_interrupt_while_the_thread_starts(account: Account, again: bool) -> None:
    """Ctrl-C in the very first moment: the roster can still be used, and closed."""
    closing = threading.Event()
    interrupted = threading.Event()

    def at_start(frame: FrameType, event: str, _: object) -> None:
        starts = frame.f_code is threading.Thread.run.__code__ and event == "call"
        if starts and frame.f_locals["self"].name == "endpoint-roster" and not interrupted.is_set():
            interrupted.set()
            _thread.interrupt_main()
            closing.wait(0.5)  # the loop is not there yet when it is ended, or used again

    before = threading.active_count()
    threading.setprofile(at_start)
    try:
        roster = Roster([account], page_size=1)
        with pytest.raises(KeyboardInterrupt):
            roster.list().collect()
    finally:
        threading.setprofile(None)
    if again:
        assert roster.list().collect().complete
    assert in_time(roster.close)
    closing.set()
    assert threading.active_count() == before


NO_THREAD = """
import threading
from endpoint_roster import Account, Roster

def interrupt(*_):
    raise KeyboardInterrupt

with Roster([Account("ppio", api_key="k", base_url="http://127.0.0.1:9")]) as roster:
    threading._start_new_thread = interrupt
    try:
        roster.list().collect()
    except KeyboardInterrupt:
        print("interrupted")
"""


def test_an_interrupt_before_the_thread_could_start() -> None:
    assert run(sys.executable, "-c", NO_THREAD) == Done(0, "interrupted\n", "")


NO_NAME_SERVER = """
import _thread
import socket
import threading
from endpoint_roster import Account, Roster

def look_up(*arguments, **options):
    if not asked.is_set():
        asked.set()
        _thread.interrupt_main()
    threading.Event().wait()  # as long as this process

asked = threading.Event()
socket.getaddrinfo = look_up
try:
    with Roster([Account("ppio", api_key="k", base_url="http://ppio.invalid")]) as roster:
        roster.list().collect()
except KeyboardInterrupt:
    print("interrupted")
"""


def test_no_end_waits_for_a_name_server_that_does_not_answer() -> None:
    """A lookup cannot be cancelled; neither the roster's end nor the program's waits for it."""
    assert run(sys.executable, "-W", "error", "-c", NO_NAME_SERVER) == Done(0, "interrupted\n", "")


def test_a_name_that_is_not_found_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*arguments: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    account = Account("ppio", api_key="k", base_url="http://ppio.invalid")
    with Roster([account], max_attempts=1) as roster:
        [failure] = roster.list().collect().failures
    assert failure.kind == "connect"
    assert "not known" in failure.cause
