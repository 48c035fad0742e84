"""A simulated OpenRouter whose time a program moves, and a client of it that waits for nothing."""

from __future__ import annotations

from contextlib import AsyncExitStack, ExitStack
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.clock import Clock
from endpoint_roster_openrouter import AsyncOpenRouter, OpenRouter
from endpoint_roster_openrouter.models import PrivateEndpointActivation, PrivateEndpointPricing
from endpoint_roster_sim import Fault, Simulator

if TYPE_CHECKING:
    from endpoint_roster_sim import OpenRouterCloud

WANTED: dict[str, Any] = {
    "model_permaslug": "meta-llama/llama-3.3-70b-instruct",
    "provider_slug": "together",
    "upstream_model_id": "llama-prod",
    "base_url": "https://llm.example.net/v1",
}
PRICES = PrivateEndpointPricing(prompt="0.0000004", completion="0.0000012")


class World:
    """A simulated cloud whose time the program moves, and a client of it that waits for nothing."""

    def __init__(self, way: str, *faults: Fault, seed: int = 0, **options: Any) -> None:
        self._way = way
        self._options = options
        self.now = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
        self._simulator = Simulator(
            endpoints=18,
            seed=seed,
            providers=["openrouter"],
            clock=lambda: self.now,
            faults=faults,
        )
        self._sync, self._async = ExitStack(), AsyncExitStack()

    async def __aenter__(self) -> tuple[Any, World]:
        self._sync.enter_context(self._simulator)
        cloud = self.cloud
        about: dict[str, Any] = {"base_url": cloud.base_url, "api_key": cloud.api_key}
        about |= {"clock": clock(), **self._options}
        if self._way == "sync":
            return self._sync.enter_context(OpenRouter(**about)), self
        return await self._async.enter_async_context(AsyncOpenRouter(**about)), self

    async def __aexit__(self, *_: object) -> None:
        await self._async.aclose()
        self._sync.close()

    @property
    def cloud(self) -> OpenRouterCloud:
        return self._simulator["openrouter"]

    @property
    def there(self) -> list[dict[str, Any]]:
        """The private endpoints that the server has, as it lists them."""
        return self.cloud.private_endpoints.items()

    @property
    def workspace(self) -> str:
        return self.cloud.private_endpoints.workspace_id

    @property
    def activation(self) -> PrivateEndpointActivation:
        return PrivateEndpointActivation(workspace_id=self.workspace)


def clock() -> Clock:
    """A clock with keys that are counted."""
    numbers = count(1)
    return Clock(
        sleep=no_wait,
        sleep_async=no_wait_async,
        random=lambda: 0.0,
        key=lambda: f"key-{next(numbers)}",
    )


def no_wait(_: float) -> None:
    pass


async def no_wait_async(_: float) -> None:
    pass
