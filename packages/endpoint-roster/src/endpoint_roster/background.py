"""An event loop in a thread of its own, for callers that have none."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import ClosedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

T = TypeVar("T")


class Background:
    """An event loop in a thread that starts at the first call.

    Args:
        at_end: Awaited in the loop before it ends.
    """

    def __init__(self, at_end: Callable[[], Awaitable[None]]) -> None:
        self._at_end = at_end
        self._lock = threading.Lock()
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._releases: set[Future[None]] = set()

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the loop and wait for its result.

        Raises:
            ClosedError: The loop has been stopped, or is stopped meanwhile.
        """
        future = self._submit(work)
        try:
            return future.result()
        except CancelledError:
            raise ClosedError("the roster was closed during the listing") from None
        except BaseException:
            future.cancel()  # an interrupt may have ended the wait, not the work
            raise

    def release(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine that frees something and wait for it; a stopped loop has freed it."""
        try:
            if threading.current_thread() is self._thread:
                # Garbage collection can run in the loop's own thread, which cannot wait for itself.
                future = self._submit(work)
                self._releases.add(future)
                future.add_done_callback(self._releases.discard)
            else:
                self.call(work)
        except ClosedError:
            return

    def stop(self, *, wait: bool = True) -> None:
        """End the loop and its thread; what is under way is cancelled."""
        with self._lock:
            if not self._stopped and self._loop and self._end:
                self._loop.call_soon_threadsafe(self._end.set)
            self._stopped = True
        if wait and self._thread and self._thread is not threading.current_thread():
            self._thread.join()

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        # Under the lock, so that whatever is accepted is in the loop before the order to end.
        with self._lock:
            if self._stopped:
                work.close()
                raise ClosedError("the roster is closed")
            loop = self._loop or self._start()
            return asyncio.run_coroutine_threadsafe(work, loop)

    def _start(self) -> asyncio.AbstractEventLoop:
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(ready)), name="endpoint-roster", daemon=True
        )
        self._thread.start()
        ready.wait()
        assert self._loop is not None  # noqa: S101 - for the type checker
        return self._loop

    async def _serve(self, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        ready.set()
        await self._end.wait()
        await self._at_end()
