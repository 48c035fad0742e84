"""What the five simulated clouds have in common."""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from endpoint_roster_auth import Clock
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .fleets.draw import Draw
from .wire import App, Front, RefusalError, RequestRecord


class Stock(Protocol):
    """What a cloud serves from; never changes, so that a changed fleet is a new stock."""

    def items(self) -> list[dict[str, Any]]:
        """Return all endpoints as sent."""
        ...


S = TypeVar("S", bound=Stock)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a cloud is made from."""

    seed: int
    endpoints: int
    clock: Clock
    epoch: datetime
    """Everything in the fleet is older than this."""


class Cloud(ABC, Generic[S]):
    """One provider, simulated: its address, its credentials, its endpoints, what it was asked.

    Made by :class:`Simulator`, which serves it.
    """

    provider: ClassVar[str]
    _root: ClassVar[str] = ""
    """Path of the base address."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._origin: str | None = None
        self._stock: S | None = None
        self._making = threading.Lock()
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
        """The endpoints that the account sees, as plain objects, made anew on each access."""
        return self._ready_stock().items()

    @property
    def requests(self) -> list[RequestRecord]:
        """The requests received so far, oldest first, in a list of the caller's own."""
        return list(self._requests)

    def forget_requests(self) -> None:
        """Start the record of requests anew."""
        self._requests.clear()

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
            exception_handlers={RefusalError: self._on_refusal, HTTPException: self._on_no_route},
        )
        app.router.redirect_slashes = False
        return Front(app, self._requests.append, self._setting.clock)

    def move_to(self, origin: str | None) -> None:
        """Note where the cloud is served: scheme, host and port, or None for nowhere."""
        self._origin = origin

    # For the providers

    @abstractmethod
    def _credentials(self) -> dict[str, Any]:
        """Return what a client needs besides the address."""

    @abstractmethod
    def _routes(self) -> Sequence[Route]:
        """Return what is served."""

    @abstractmethod
    def _make_stock(self) -> S:
        """Make the endpoints; slow for large fleets."""

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

    def _draw(self, purpose: str) -> Draw:
        """Return a source of choices that has nothing to do with those of the fleet."""
        return Draw(self.provider, self._setting.seed, purpose)

    async def _get_stock(self) -> S:
        """Return the endpoints, made in another thread so that the other clouds go on."""
        if self._stock is None:
            return await asyncio.to_thread(self._ready_stock)
        return self._stock

    def _ready_stock(self) -> S:
        with self._making:
            if self._stock is None:
                self._stock = self._make_stock()
            return self._stock

    def _on_refusal(self, request: Request, error: Exception) -> Response:
        return self._refuse(cast(RefusalError, error), request)

    def _on_no_route(self, request: Request, error: Exception) -> Response:
        answer = cast(HTTPException, error)
        response = self._refuse(self._no_route(answer.status_code), request)
        for name, value in (answer.headers or {}).items():  # Allow, when the method is wrong
            response.headers[name] = value
        return response


def json_response(
    body: bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer with this JSON text."""
    return Response(body, status, headers, media_type="application/json")
