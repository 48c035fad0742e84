"""What the five simulated clouds have in common."""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar, cast

from endpoint_roster_core.auth import Clock
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from .faults import Change, Fault
from .fleets.draw import Draw
from .injection import Injection
from .wire import App, Front, Receive, RefusalError, RequestRecord, Scope, Send


class Stock(Protocol):
    """What a cloud serves from; never changes, so that a changed fleet is a new stock."""

    def items(self) -> list[dict[str, Any]]:
        """Return all endpoints as sent."""
        ...

    def with_first_of(self, other: Self) -> Self:
        """Return another stock, with the first endpoint of the other one on top."""
        ...

    def without_first(self) -> Self:
        """Return another stock, without the first endpoint, if there is one."""
        ...

    def with_changed(self, item: Mapping[str, Any], changed: Mapping[str, Any], /) -> Self:
        """Return another stock, with an endpoint changed."""
        ...


S = TypeVar("S", bound=Stock)

# A seed for each endpoint that appears, far from the seeds that users choose.
_NEWCOMERS = 2**40
_MESSAGES = {
    400: "The request is not valid.",
    401: "The credentials are not accepted.",
    403: "The credentials do not permit this.",
    404: "Not found.",
    408: "The request took too long to arrive.",
    429: "Too many requests; slow down.",
    503: "The service is not available; try again soon.",
    504: "The service did not answer in time.",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a cloud is made from."""

    seed: int
    endpoints: int
    clock: Clock
    epoch: datetime
    """Everything in the fleet is older than this."""
    faults: tuple[Fault, ...] = ()
    """Of all clouds."""


class Cloud(ABC, Generic[S]):
    """One simulated provider: its address, credentials, endpoints, and the requests received.

    Made by ``Simulator``, which serves it.

    Attributes:
        provider: name of the provider, such as ``together``.
    """

    provider: ClassVar[str]
    _root: ClassVar[str] = ""
    """Path of the base address."""
    _codes: ClassVar[Mapping[int, str]]
    """The provider's own codes of errors by status; 400 and 500 cover all others."""
    _state: ClassVar[Sequence[str]] = ("status",)
    """Where an endpoint as sent has its state."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._origin: str | None = None
        self._stock: S | None = None
        self._original: S | None = None
        self._making = threading.Lock()
        self._newcomers = 0
        self._requests: list[RequestRecord] = []
        self._request_ids = Draw(self.provider, setting.seed, "request")

    def __repr__(self) -> str:
        return f"<simulated {self.provider} at {self._origin or 'no address'}>"

    # For users

    @property
    def base_url(self) -> str:
        """What a client's ``base_url`` takes.

        Raises:
            RuntimeError: the simulator is not running.
        """
        return self._address() + self._root

    @property
    def fleet(self) -> list[dict[str, Any]]:
        """The endpoints that the account sees, as plain objects, new ones on each access."""
        return self._ready_stock().items()

    @property
    def requests(self) -> list[RequestRecord]:
        """The requests received so far, oldest first, in a list of the caller's own."""
        return list(self._requests)

    def forget_requests(self) -> None:
        """Clear the record of requests."""
        self._requests.clear()

    def set_state(self, endpoint: Mapping[str, Any], state: str | int) -> None:
        """Change an endpoint's state, until the simulator is started again.

        Args:
            endpoint: one of ``fleet``, as it is there now.
            state: the provider's word for the new state.

        Raises:
            ValueError: no endpoint has this id.
        """
        changed = _with_member(endpoint, self._state, state)
        self._ready_stock()
        with self._making:
            stock = self._changeable()
            self._stock = self._with_changed(stock, endpoint, changed)

    def describe(self) -> dict[str, Any]:
        """Return the address and the credentials to use it with.

        Raises:
            RuntimeError: the simulator is not running.
        """
        return {"base_url": self.base_url, **self._credentials()}

    # For the simulator

    def app(self) -> App:
        """Return the ASGI application to serve."""
        app = Starlette(
            routes=self._routes(),
            exception_handlers={
                RefusalError: self._on_refusal,
                HTTPException: self._on_no_route,
                ClientDisconnect: _on_leaving,
            },
        )
        app.router.redirect_slashes = False
        self._restart()
        faults = [
            (fault, self._draw(f"fault/{place}", fault.seed))
            for place, fault in enumerate(self._setting.faults)
            if fault.concerns(self.provider)
        ]
        served = Injection(app, self, faults, self._setting.clock) if faults else app
        return Front(served, self._requests.append, self._setting.clock)

    def move_to(self, origin: str | None) -> None:
        """Note where the cloud is served: scheme, host and port, or None for nowhere."""
        self._origin = origin

    def trouble(self, status: int, request: Request) -> Response:
        """Return the provider's answer to a request that fails with this status."""
        return self._refuse(self._trouble(status, request), request)

    def drift(self, change: Change) -> None:
        """Put a new endpoint on top of the list, or take the first one away."""
        self._ready_stock()
        with self._making:
            stock = self._changeable()
            if change == "vanish":
                self._stock = self._without_first(stock)
                return
            self._newcomers += 1
            seed = self._setting.seed + self._newcomers * _NEWCOMERS
            newcomer = self._make_stock(replace(self._setting, seed=seed, endpoints=1))
            self._stock = stock.with_first_of(newcomer)

    def expire_tokens(self) -> None:
        """Make all tokens invalid, where there are any."""

    def only_reads(self, request: Request) -> bool:
        """Whether a request only reads."""
        return request.method in ("GET", "HEAD", "OPTIONS")

    # For the providers

    @abstractmethod
    def _credentials(self) -> dict[str, Any]:
        """Return what a client needs besides the address."""

    @abstractmethod
    def _routes(self) -> Sequence[Route]:
        """Return what is served."""

    @abstractmethod
    def _make_stock(self, setting: Setting, /) -> S:
        """Make the endpoints; slow for large fleets."""

    def _restart(self) -> None:
        """Make everything as it was at first."""
        with self._making:
            if self._original is not None:
                self._stock, self._original = self._original, None
            self._newcomers = 0

    def _without_first(self, stock: S) -> S:
        return stock.without_first()

    def _with_changed(self, stock: S, item: Mapping[str, Any], changed: Mapping[str, Any]) -> S:
        return stock.with_changed(item, changed)

    def _trouble(self, status: int, request: Request, /) -> RefusalError:  # noqa: ARG002
        code = self._codes.get(status) or self._codes[500 if status >= 500 else 400]
        general = _MESSAGES[400] if status < 500 else "Something went wrong on the server."
        return RefusalError(status, code, _MESSAGES.get(status, general))

    @abstractmethod
    def _no_route(self, status: int, /) -> RefusalError:
        """Return the provider's answer to a wrong path (404) or method (405)."""

    @abstractmethod
    def _refuse(self, refusal: RefusalError, request: Request, /) -> Response:
        """Return a refusal in the provider's own form."""

    def _address(self) -> str:
        if self._origin is None:
            raise RuntimeError("the simulator is not running; use it in a with statement")
        return self._origin

    def _draw(self, purpose: str, seed: int | None = None) -> Draw:
        """Return a source of choices that has nothing to do with those of the fleet."""
        return Draw(self.provider, self._setting.seed if seed is None else seed, purpose)

    async def _get_stock(self) -> S:
        """Return the endpoints, made in another thread so that the other clouds go on."""
        if self._stock is None:
            return await asyncio.to_thread(self._ready_stock)
        return self._stock

    def _ready_stock(self) -> S:
        with self._making:
            if self._stock is None:
                self._stock = self._make_stock(self._setting)
            return self._stock

    def _changeable(self) -> S:
        """Return the endpoints that are about to change; the first ones are kept for a restart."""
        stock = cast(S, self._stock)  # made before, and nothing takes it away again
        if self._original is None:
            self._original = stock
        return stock

    # Starlette would run these two in other threads if they were plain functions.

    async def _on_refusal(self, request: Request, error: Exception) -> Response:
        return self._refuse(cast(RefusalError, error), request)

    async def _on_no_route(self, request: Request, error: Exception) -> Response:
        answer = cast(HTTPException, error)
        response = self._refuse(self._no_route(answer.status_code), request)
        for name, value in (answer.headers or {}).items():  # Allow, when the method is wrong
            response.headers[name] = value
        return response


class _NoAnswer(Response):
    """Of a client that left before its request was complete."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send nothing."""


async def _on_leaving(*_: object) -> Response:
    return _NoAnswer()


def _with_member(item: Mapping[str, Any], path: Sequence[str], value: object) -> dict[str, Any]:
    """Return the object with another value of one of its members, which may lie deeper."""
    name, *deeper = path
    return {**item, name: _with_member(item[name], deeper, value) if deeper else value}


def json_response(
    body: bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer with this JSON text."""
    return Response(body, status, headers, media_type="application/json")
