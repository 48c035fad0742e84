"""Providers that are broken, each in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from endpoint_roster.providers import Provider

if TYPE_CHECKING:
    from endpoint_roster import Account
    from endpoint_roster.options import Options
    from endpoint_roster.providers import Client, Steps
    from endpoint_roster.query import Query


class NoProvider:
    """Not what the entry point promises."""


class Nobody:
    """A client of nothing."""

    async def send(self, request: Any, *, deadline: float) -> Any:
        """Send nothing."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Close nothing."""


class BadConnect(Provider):
    """Fails when it connects."""

    name = "bad_connect"
    arguments: ClassVar = {"api_key": "BAD_CONNECT_API_KEY"}
    credentials = (("api_key",),)

    def connect(self, account: Account, options: Options) -> Client:
        """Fail."""
        raise RuntimeError("broken on purpose")

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """List nothing."""
        yield from ()


class BadSteps(BadConnect):
    """Fails when it lists."""

    name = "bad_steps"
    arguments: ClassVar = {"api_key": "BAD_STEPS_API_KEY"}

    def connect(self, account: Account, options: Options) -> Client:
        """Connect to nobody."""
        return Nobody()

    def list_endpoints(self, account: Account, query: Query) -> Steps:
        """Fail."""
        raise RuntimeError("broken on purpose")
