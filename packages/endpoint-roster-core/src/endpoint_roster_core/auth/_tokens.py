"""One token for many callers: the first one that needs it fetches it, the others wait.

Threads and asyncio tasks may share one cache. Nothing waits while the lock is held, so that it
can never stop an event loop.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock, get_ident

from ..errors import AuthError
from ..forks import call_after_fork


@dataclass(frozen=True)
class Token:
    """A token and the moment it expires."""

    value: str = field(repr=False)
    expires_at: datetime


Outcome = Token | AuthError | None
"""The outcome of a fetch; None: it was abandoned, and a waiting caller should take over."""


class Fetch:
    """One fetch under way. Its owner must settle it, whatever happens."""

    def __init__(self) -> None:
        self.outcome: Future[Outcome] = Future()
        self.thread = get_ident()


@dataclass(frozen=True)
class Wait:
    """Another caller's fetch, whose outcome to wait for."""

    fetch: Fetch


class TokenCache:
    """Holds the newest token and the fetch under way, if any. Pickles and deep copies are empty."""

    def __init__(self) -> None:
        # Reentrant: the garbage collector may close an abandoned flow, which settles its fetch,
        # while this thread is inside.
        self._lock = RLock()
        self._token: Token | None = None
        self._fetch: Fetch | None = None
        call_after_fork(self)

    def after_fork(self) -> None:
        """Leave the lock and the fetch to the parent process: nothing would end them here."""
        self._lock, self._fetch = RLock(), None

    def __reduce__(self) -> tuple[type["TokenCache"], tuple[()]]:
        return TokenCache, ()

    def claim(
        self, valid_at: datetime, *, rejected: Token | None, blocking: bool
    ) -> Token | Fetch | Wait:
        """Return a token to use, a fetch to make, or one to wait for.

        Args:
            valid_at: the token must not have expired at this moment.
            rejected: a token that the server has refused.
            blocking: the caller would block its thread while it waits.
        """
        with self._lock:
            token = self._token
            if token is not None and token != rejected and valid_at < token.expires_at:
                return token
            fetch = self._fetch
            # Waiting for a task of the event loop that runs in this thread would never end.
            stuck = fetch is not None and blocking and fetch.thread == get_ident()
            if fetch is not None and not stuck:
                return Wait(fetch)
            self._fetch = Fetch()
            return self._fetch

    def settle(self, fetch: Fetch, outcome: Outcome) -> None:
        """End one's own fetch and pass its outcome to everyone who waits."""
        with self._lock:
            if isinstance(outcome, Token):
                self._token = outcome
            self.give_up(fetch)
        fetch.outcome.set_result(outcome)

    def give_up(self, fetch: Fetch) -> None:
        """Stop waiting for a fetch: the next caller makes a new one."""
        with self._lock:
            if self._fetch is fetch:
                self._fetch = None
