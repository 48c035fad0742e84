"""The five clouds together."""

import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from types import FrameType, TracebackType
from typing import Any, Literal, Self, overload

from endpoint_roster_core.auth import Clock, utc_now

from .clock import ServerClock
from .cloud import Cloud, Setting
from .fault_text import parse_fault
from .faults import Fault
from .huawei import HuaweiCloud
from .openrouter import OpenRouterCloud
from .ppio import PpioCloud
from .server import Server
from .together import TogetherCloud
from .volcengine import VolcengineCloud

_CLOUDS: dict[str, type[Cloud[Any]]] = {
    cloud.provider: cloud
    for cloud in (VolcengineCloud, PpioCloud, TogetherCloud, OpenRouterCloud, HuaweiCloud)
}

PROVIDERS = tuple(_CLOUDS)
"""The providers that can be simulated."""


class Simulator:
    """Inference clouds on this machine: real HTTP servers with endpoints made from a seed.

    A context manager; it serves from a background thread, so that it is used in the same way in
    synchronous and in asynchronous programs. ``simulator["together"]`` is one cloud.

    Args:
        endpoints: how many endpoints each provider has.
        seed: what the endpoints and the credentials are made from.
        host: name or address to listen on; each provider gets a free port.
        providers: names of the providers to simulate; all if left out.
        clock: returns the present time as an aware datetime; signatures and tokens are checked
            by it, and it is what ``Date`` says.
        epoch: everything in the fleet is older than this, an aware datetime. If left out, the
            start of the clock's day in UTC: the same fleet all day long, never in the future.
        faults: what goes wrong, and when; see ``endpoint_roster_sim.faults``. Compact texts
            such as ``"status=503,nth=2"`` will do as well.

    Raises:
        ValueError: an argument is out of range, a provider has no such name, or a fault cannot be
            read or concerns none of the providers.
    """

    def __init__(
        self,
        endpoints: int = 36,
        seed: int = 0,
        host: str = "127.0.0.1",
        providers: Iterable[str] | None = None,
        clock: Clock = utc_now,
        *,
        epoch: datetime | None = None,
        faults: Iterable[Fault | str] = (),
    ) -> None:
        if endpoints < 0:
            raise ValueError("endpoints must be 0 or more")
        names = PROVIDERS if providers is None else tuple(dict.fromkeys(providers))
        for name in names:
            if name not in _CLOUDS:
                raise ValueError(f"unknown provider {name!r}; known are {', '.join(PROVIDERS)}")
        now = clock()
        if now.tzinfo is None or (epoch is not None and epoch.tzinfo is None):
            raise ValueError("clock and epoch must be aware, such as datetime.now(UTC)")
        if epoch is None:
            epoch = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        setting = Setting(
            seed=seed,
            endpoints=endpoints,
            clock=ServerClock(clock),
            epoch=epoch,
            faults=_read_faults(faults, names),
        )
        self._clouds = {name: _CLOUDS[name](setting) for name in names}
        self._host = host
        self._server: Server | None = None

    def __repr__(self) -> str:
        return f"<Simulator of {', '.join(self._clouds) or 'nothing'}>"

    @overload
    def __getitem__(self, provider: Literal["volcengine"]) -> VolcengineCloud: ...
    @overload
    def __getitem__(self, provider: Literal["ppio"]) -> PpioCloud: ...
    @overload
    def __getitem__(self, provider: Literal["together"]) -> TogetherCloud: ...
    @overload
    def __getitem__(self, provider: Literal["openrouter"]) -> OpenRouterCloud: ...
    @overload
    def __getitem__(self, provider: Literal["huawei"]) -> HuaweiCloud: ...
    @overload
    def __getitem__(self, provider: str) -> Cloud[Any]: ...
    def __getitem__(self, provider: str) -> Cloud[Any]:
        """Return one of the clouds.

        Raises:
            KeyError: it is not simulated.
        """
        return self._clouds[provider]

    @property
    def providers(self) -> tuple[str, ...]:
        """The names of the providers that are simulated."""
        return tuple(self._clouds)

    def fleet(self, provider: str) -> list[dict[str, Any]]:
        """Return the endpoints of one provider as its account sees them.

        Raises:
            KeyError: it is not simulated.
        """
        return self[provider].fleet

    def describe(self) -> dict[str, dict[str, Any]]:
        """Return by provider the address (``base_url``) and the credentials to use it with.

        Raises:
            RuntimeError: the simulator is not running.
        """
        return {name: cloud.describe() for name, cloud in self._clouds.items()}

    def start(self) -> None:
        """Start serving, as the ``with`` statement does.

        Raises:
            OSError: nothing can listen on the host.
            RuntimeError: it serves already.
        """
        if self._server is not None:
            raise RuntimeError("the simulator is already running")
        self._server = Server([cloud.app() for cloud in self._clouds.values()], self._host)
        for cloud, origin in zip(self._clouds.values(), self._server.origins, strict=True):
            cloud.move_to(origin)

    def close(self) -> None:
        """Stop serving, as the end of the ``with`` statement does; a second time does nothing."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            for cloud in self._clouds.values():
                cloud.move_to(None)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _read_faults(faults: Iterable[Fault | str], providers: Sequence[str]) -> tuple[Fault, ...]:
    read = tuple(parse_fault(one) if isinstance(one, str) else one for one in faults)
    for fault in read:
        if not any(map(fault.concerns, providers)):
            where = fault.provider or fault.where
            raise ValueError(f"fault '{fault}': {where} is not simulated")
    return read


def serve(
    simulator: Simulator, ready: Callable[[dict[str, dict[str, Any]]], None] | None = None
) -> None:
    """Serve until SIGINT or SIGTERM comes, then close and return. For the main thread only.

    Args:
        simulator: what to serve; not running yet.
        ready: called once with what ``Simulator.describe`` returns, when connections are
            accepted.

    Raises:
        OSError: nothing can listen on the host.
        ValueError: this is not the main thread.
    """
    # Not an Event: its lock, held by a wait that a signal interrupts, would be waited for here.
    signals = SimpleQueue[int]()

    def note(number: int, _frame: FrameType | None) -> None:
        signals.put(number)

    earlier = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with simulator:
            if ready is not None:
                ready(simulator.describe())
            # In short waits: on Windows a signal does not interrupt a long one.
            while True:
                with suppress(Empty):
                    signals.get(timeout=0.5)
                    break
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
