"""The clients: one for synchronous calls, one for asynchronous ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar, Unpack

from .addresses import check_address
from .answers import read_answer
from .errors import ArgumentError, ClientError
from .http import Http
from .retries import RetryBudget, RetryPolicy
from .settings import LONGEST_WAIT, AsyncClientOptions, ClientOptions, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from .api import Api
    from .auth.credentials import Credentials
    from .observers import Observer
    from .operations import Request
    from .paging import AsyncPager, Pager
    from .responses import Exchange, Response
    from .transports import Transports

T = TypeVar("T")
P = TypeVar("P")

OUT_OF_BUDGET: Final = "the request was not retried: the client's retry budget is spent"


class BaseClient:
    """What both kinds of clients share."""

    api: ClassVar[Api]
    """The facts of the API that a client is for."""
    _asynchronous: ClassVar[bool]

    def __init__(self, credentials: Credentials, options: dict[str, Any]) -> None:
        if unknown := options.keys() - ClientOptions.__optional_keys__:
            name = type(self).__name__
            raise TypeError(f"{name}() got an unexpected keyword argument {min(unknown)!r}")
        given = {name: value for name, value in options.items() if value is not None}
        base_url = self.api.value("base_url", options.get("base_url"))
        if base_url is not None:
            check_address(self.api.names("base_url"), base_url)
        given["base_url"] = base_url or self.api.address(credentials.defaults.get("region"))
        settings = Settings(**given)
        headers = {
            "User-Agent": f"{self.api.package.replace('_', '-')}/{self.api.version}",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "Connection": "keep-alive",
            **self.api.headers,
            **credentials.headers,
        }
        self.settings = settings
        #: They watch every attempt of this client's calls.
        self.observers: list[Observer] = []
        self._defaults = credentials.defaults
        self._credentials = credentials.given
        self._policy = RetryPolicy(settings.max_attempts)
        self._budget = RetryBudget(settings.clock)
        auth = credentials.auth and credentials.auth(settings.clock)
        self._http = Http(
            settings,
            headers,
            auth,
            self.observers,
            asynchronous=self._asynchronous,
        )

    def __repr__(self) -> str:
        # A debugger or a traceback with variables may show one that was not made to the end.
        settings = getattr(self, "settings", None)
        return f"{type(self).__name__}(base_url={settings and settings.base_url!r})"

    def prepare(self) -> None:
        """Load httpx and read the certificates now, and not at the first call."""
        self._http.pool.prepare()

    def default(self, argument: str, given: str | None) -> str:
        """Return an argument of an operation, or what the client was made with.

        Raises:
            ArgumentError: Neither is there.
        """
        value = self._defaults.get(argument) if given is None else given
        if value is None:
            raise self.api.missing(argument)
        return value

    def _reader(self, request: Request[Any]) -> Callable[[Exchange], Response[Any]]:
        strict, clock = self.settings.strict, self.settings.clock
        return lambda exchange: read_answer(
            exchange,
            self.api,
            request.operation,
            strict=strict,
            clock=clock,
            credentials=self._credentials,
        )

    def _with_key(self, request: Request[T]) -> Request[T]:
        """The request of one call, with an idempotency key if the operation has a header for it."""
        header = request.operation.key_header
        if not header or header in request.headers:
            return request
        return request.with_changes(headers={header: self.settings.clock.key()})

    def _due(self, deadline: float | None) -> float:
        """When a call must be over, by the clock."""
        seconds = self.settings.deadline if deadline is None else deadline
        if not isinstance(seconds, (int, float)) or math.isnan(seconds):  # pyright: ignore[reportUnnecessaryIsInstance] - from code without types
            raise ArgumentError("deadline must be a number of seconds")
        return self.settings.clock.monotonic() + min(seconds, LONGEST_WAIT)

    def _wait(
        self, error: ClientError, request: Request[Any], attempt: int, left: float
    ) -> float | None:
        """Seconds to wait before the next attempt; None if this was the last one."""
        error.attempts = attempt
        error.operation = request.operation.name  # that of a refused password has none yet
        chance = self.settings.clock.random()
        delay = self._policy.delay(error, request.operation.effect, attempt, chance)
        if delay is None or delay >= left:
            return None
        if self._budget.spend(2 if error.kind == "timeout" else 1):
            return delay
        error.add_note(OUT_OF_BUDGET)
        return None


class SyncClient(BaseClient):
    """Base of the synchronous clients. One may serve many threads.

    Use it as a context manager, or call ``close``.
    """

    _asynchronous = False

    def __init__(self, credentials: Credentials, **options: Unpack[ClientOptions]) -> None:
        super().__init__(credentials, dict(options))

    def send(self, request: Request[T], *, deadline: float | None = None) -> Response[T]:
        """Send a request and return the answer, whatever its status.

        Args:
            request: What the functions in ``operations`` make.
            deadline: Seconds for all of it, retries included; the client's if left out.

        Raises:
            TransportError: No usable answer arrived.
            DecodeError: The answer is too large, or its compression is damaged.
        """
        clock, read = self.settings.clock, self._reader(request)
        request = self._with_key(request)
        due = self._due(deadline)
        attempt = 0
        while True:
            attempt += 1
            for observer in self.observers:
                observer.begin(attempt)
            response: Response[Any] | None = None
            error: ClientError | None
            try:
                response = self._http.send(request, due - clock.monotonic(), read)
                response.attempts = attempt
                error = response.error
            except ClientError as raised:
                error = raised
            for observer in self.observers:
                observer.end(error)
            if error is None:
                self._budget.earn()
            else:
                delay = self._wait(error, request, attempt, due - clock.monotonic())
                if delay is not None:
                    clock.sleep(delay)
                    continue
            if response is not None:
                return response
            assert error is not None  # noqa: S101
            raise error

    def call(self, request: Request[T]) -> T:
        """Send a request and return the model of its answer.

        Raises:
            ClientError: Something went wrong.
        """
        return self.send(request).result()

    def pager(self, request: Request[P]) -> Pager[Any, P]:
        """Return a pager that begins with a request."""
        from .paging import Pager  # not before something is listed

        return Pager(self.send, request)

    def close(self) -> None:
        """Close the connections; the next call opens new ones."""
        self._http.pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()


class AsyncClient(BaseClient):
    """Base of the asynchronous clients. One may serve many tasks, and event loops in turn.

    Use it as an asynchronous context manager, or call ``aclose``.
    """

    _asynchronous = True

    def __init__(self, credentials: Credentials, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(credentials, dict(options))

    async def send(self, request: Request[T], *, deadline: float | None = None) -> Response[T]:
        """Send a request and return the answer; see ``SyncClient.send``."""
        clock, read = self.settings.clock, self._reader(request)
        request = self._with_key(request)
        due = self._due(deadline)
        attempt = 0
        while True:
            attempt += 1
            for observer in self.observers:
                observer.begin(attempt)
            response: Response[Any] | None = None
            error: ClientError | None
            try:
                response = await self._http.send_async(request, due - clock.monotonic(), read)
                response.attempts = attempt
                error = response.error
            except ClientError as raised:
                error = raised
            for observer in self.observers:
                observer.end(error)
            if error is None:
                self._budget.earn()
            else:
                delay = self._wait(error, request, attempt, due - clock.monotonic())
                if delay is not None:
                    await clock.sleep_async(delay)
                    continue
            if response is not None:
                return response
            assert error is not None  # noqa: S101
            raise error

    async def call(self, request: Request[T]) -> T:
        """Send a request and return the model of its answer; see ``SyncClient.call``."""
        return (await self.send(request)).result()

    def share(self, transports: Transports) -> None:
        """Send over connections that other clients use too; ``aclose`` leaves them open."""
        self._http.pool.share(transports)

    def pager(self, request: Request[P]) -> AsyncPager[Any, P]:
        """Return a pager that begins with a request."""
        from .paging import AsyncPager

        return AsyncPager(self.send, request)

    async def aclose(self) -> None:
        """Close the connections; the next call opens new ones."""
        await self._http.pool.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *args: object) -> None:
        await self.aclose()
