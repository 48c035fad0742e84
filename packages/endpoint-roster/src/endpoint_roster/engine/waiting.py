"""Reads one endpoint, at once or until it reaches a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from .. import telemetry
from ..errors import ReadError, WaitError, WaitTimeoutError
from ..folding import folded
from ..models import EndpointState
from ..query import unknown
from .action import not_found
from .conversation import Conversation

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..models import Endpoint
    from .action import Target
    from .clients import Clients

#: What can be waited for: a state, or that the endpoint is gone.
Goal: TypeAlias = "EndpointState | Literal['deleted']"

DELETED: Final = "deleted"
_S = EndpointState
#: What each state can lead to by itself; all that is not here can lead to anything.
_LEADS_TO = {
    _S.STARTING: {_S.STARTING, _S.RUNNING, _S.DEGRADED, _S.FAILED, _S.STOPPING, _S.STOPPED},
    _S.RUNNING: {_S.RUNNING, _S.DEGRADED, _S.STOPPING, _S.STOPPED, _S.FAILED},
    _S.DEGRADED: {_S.RUNNING, _S.DEGRADED, _S.STOPPING, _S.STOPPED, _S.FAILED},
    _S.STOPPING: {_S.STOPPING, _S.STOPPED, _S.FAILED},
    _S.STOPPED: {_S.STOPPED},
    _S.FAILED: {_S.FAILED},
}
#: Seconds between the first two readings, by how much they grow, and where that ends.
_FIRST, _GROWTH, _LONGEST = 1.0, 1.5, 15.0


def goal(word: str) -> Goal:
    """Return what is to be waited for.

    Raises:
        QueryError: There is no such state.
    """
    text = folded(word.strip())
    if text == DELETED:
        return DELETED
    try:
        return EndpointState(text)
    except ValueError:
        raise unknown("state", word, [*EndpointState, DELETED]) from None


async def read(clients: Clients, target: Target) -> Endpoint:
    """Return an endpoint, freshly read.

    Raises:
        EndpointNotFoundError: It does not exist.
        ReadError: It could not be read.
    """
    found = await _Reader(clients, target).read()
    if found is None:
        raise not_found(target)
    return found


async def wait(
    clients: Clients,
    target: Target,
    wanted: Goal,
    timeout: float,
    progress: Callable[[Endpoint], object] | None = None,
) -> Endpoint | None:
    """Read an endpoint until it reaches a state; return it, or None once it is gone.

    Args:
        clients: The roster's clients.
        target: The endpoint.
        wanted: What is waited for.
        timeout: Seconds to wait at most.
        progress: Takes each reading.

    Raises:
        WaitError: It has failed, is gone, or is in a state that does not lead there.
        WaitTimeoutError: It did not come there in time.
        EndpointNotFoundError: It does not exist, and was not known before.
        ReadError: It could not be read, and waiting does not help.
    """
    clock, reader = clients.options.clock, _Reader(clients, target)
    due = clock.monotonic() + timeout
    interval, found = _FIRST, target.seen
    first = target.seen is None
    while True:
        pause, problem = 0.0, ""
        try:
            found = await reader.read()
        except ReadError as error:
            pause, problem = _patience(error), f" ({error.failure.cause})"
        else:
            if found is None and first:
                raise not_found(target)
            first = False
            if _has_come(found, wanted):
                return found
            if found and progress:
                progress(found)
        # Spread, so that many who wait do not all ask at the same moment.
        pause = max(pause, interval * (0.5 + clock.random() / 2))
        if clock.monotonic() + pause > due:
            state = f"it is {found.state}" if found else "it was not read"
            raise WaitTimeoutError(
                f"{_name(target)} did not become {wanted} within {timeout:g} s: {state}{problem}",
                "Wait longer, or look at it in the provider's console.",
                found,
            )
        await clock.sleep_async(pause)
        interval = min(interval * _GROWTH, _LONGEST)


def _has_come(found: Endpoint | None, wanted: Goal) -> bool:
    """Tell whether an endpoint is as it was waited for.

    Raises:
        WaitError: It will not be.
    """
    if wanted == DELETED:
        return found is None
    if found is None:
        raise WaitError(f"it was deleted, and will not become {wanted}")
    if found.state is wanted:
        return True
    if wanted not in _LEADS_TO.get(found.state, {*EndpointState}):
        why = f": {found.state_reason}" if found.state_reason else ""
        raise WaitError(
            f"it is {found.state}{why}, and does not become {wanted} by itself",
            "Look at it in the provider's console." if found.state is _S.FAILED else "",
            found,
        )
    return False


def _patience(error: ReadError) -> float:
    """Return the seconds to wait after a reading that failed.

    Raises:
        ReadError: Waiting does not help.
    """
    failure = error.failure
    passing = failure.kind in ("timeout", "connect", "transport", "deadline")
    status = failure.status or 0
    if not passing and status not in (408, 425, 429) and status < 500:
        raise error
    return failure.retry_after or 0.0


def _name(target: Target) -> str:
    return f"{target.account.provider}/{target.account.label}/{target.id}"


class _Reader:
    """Reads one endpoint, again and again."""

    def __init__(self, clients: Clients, target: Target) -> None:
        self._clients = clients
        self._target = target

    async def read(self) -> Endpoint | None:
        """Read it; None if it does not exist.

        Raises:
            ReadError: It could not be read.
        """
        account, key, seen = self._target
        talk = Conversation(account, self._clients.options)
        with telemetry.reading(account):
            try:
                async with self._clients.use(account) as connection:
                    talk.connection = connection
                    return await talk.hold(connection.provider.get_endpoint(account, key, seen))
            except Exception as error:  # noqa: BLE001 - it is reported, whatever it is
                raise ReadError(talk.failure(error)) from None
