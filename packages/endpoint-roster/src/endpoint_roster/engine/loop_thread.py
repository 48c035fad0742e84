"""An event loop in a thread of its own, for callers that have none."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from endpoint_roster_core.forks import call_after_fork, forsake
from endpoint_roster_core.waiting import join, result_of

from ..errors import ClosedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

T = TypeVar("T")


class LoopThread:
    """An event loop in a thread that starts at the first call.

    Args:
        at_end: Awaited in the loop before it ends.
    """

    def __init__(self, at_end: Callable[[], Awaitable[None]]) -> None:
        self._at_end = at_end
        # Garbage collection and signal handlers can come back here in the middle of anything.
        self._lock = threading.RLock()
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._loop: Future[asyncio.AbstractEventLoop] = Future()
        self._end: asyncio.Event | None = None
        self._releases: set[Future[None]] = set()
        call_after_fork(self)

    def after_fork(self) -> None:
        """Leave loop and thread to the parent process; the next call starts new ones."""
        forsake(self._loop)
        self._lock, self._loop, self._releases = threading.RLock(), Future(), set()
        self._thread = self._end = None

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the loop and wait for its result.

        Raises:
            ClosedError: The loop has been stopped, or is stopped meanwhile.
        """
        future = self._submit(work)
        try:
            return result_of(future)
        except CancelledError:
            raise ClosedError("the roster was closed meanwhile") from None
        except BaseException:
            future.cancel()  # an interrupt may have ended the wait, not the work
            raise

    def finish(self, work: Coroutine[Any, Any, None]) -> None:
        """Have the loop run a coroutine to its end, and wait for it wherever that is possible."""
        if threading.current_thread() is self._thread:  # a collection of garbage in the loop
            self.release(work)
            return
        with suppress(ClosedError):  # then it has been done
            self.call(work)

    def release(self, work: Coroutine[Any, Any, None]) -> None:
        """Have the loop run a coroutine that frees something; a stopped loop has freed it.

        Never waits: it is called by garbage collection too, in any thread, which may hold what
        the loop needs in order to go on.
        """
        if not self._loop.done():  # nothing was ever handed over, maybe because of an interrupt
            work.close()
            return
        try:
            future = self._submit(work)
        except ClosedError:
            return
        self._releases.add(future)
        future.add_done_callback(self._releases.discard)

    def stop(self, *, wait: bool = True) -> None:
        """End the loop and its thread; what is under way is cancelled."""
        with self._lock:
            # Before the look at the loop: one that starts at this moment looks the other way round.
            stopped, self._stopped = self._stopped, True
            if not stopped and self._loop.done() and self._end:
                self._loop.result().call_soon_threadsafe(self._end.set)
        thread = self._thread
        if wait and thread and thread.is_alive() and thread is not threading.current_thread():
            join(thread)

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        # First without the lock: at the interpreter's end, the thread can freeze while it has it.
        if not self._stopped:
            # Under the lock, so that whatever is accepted is in the loop before the order to end.
            with self._lock:
                if not self._stopped:
                    try:
                        loop = self._started()
                    except BaseException:  # an interrupt, or no thread can be started
                        work.close()
                        raise
                    return asyncio.run_coroutine_threadsafe(work, loop)
        work.close()
        raise ClosedError("the roster is closed")

    def _started(self) -> asyncio.AbstractEventLoop:
        # An interrupt can end this at any point; the next call then goes on with the same thread.
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="endpoint-roster", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:
                self._thread = None
                raise
        return result_of(self._loop)

    def _run(self) -> None:
        """Run the loop to its end."""
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            serving = loop.create_task(self._serve())
            while not serving.done():
                # Both stop any loop, whichever task raises them; who called that task gets them.
                with suppress(KeyboardInterrupt, SystemExit):
                    loop.run_until_complete(serving)

    async def _serve(self) -> None:
        asyncio.get_running_loop().set_default_executor(_DaemonThreads())
        self._end = asyncio.Event()
        self._loop.set_result(asyncio.get_running_loop())
        if self._stopped:  # an interrupt ended the wait for this loop, and it was stopped since
            self._end.set()
        try:
            await self._end.wait()
        finally:
            with self._lock:
                self._stopped = True  # it may not be: a task can stop the loop that it runs in
            await self._at_end()


class _DaemonThreads(ThreadPoolExecutor):
    """Runs each call in a thread that nothing waits for, neither the loop's end nor the process's.

    The loop looks up the names of hosts in it. That cannot be cancelled, and takes half a minute
    where no name server answers.
    """

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run a call at once."""
        future: Future[T] = Future()

        def work() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(fn(*args, **kwargs))
                except BaseException as error:  # noqa: BLE001 - the waiting caller gets it
                    future.set_exception(error)

        threading.Thread(target=work, name="endpoint-roster-lookup", daemon=True).start()
        return future
