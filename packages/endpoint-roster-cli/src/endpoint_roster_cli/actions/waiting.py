"""Waits for several endpoints at the same time, until each has reached a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from endpoint_roster import Failure, Outcome

from ..output.progress import shown_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from endpoint_roster import ActionResult, Endpoint, Roster, RosterError, TargetState

#: Waits at the same time; each sends a request now and then.
_AT_ONCE = 64
#: Seconds after which Ctrl-C is noticed where it does not interrupt a wait for a thread.
_STEP = 0.5
#: How it is written that an endpoint is to be gone.
DELETED = "deleted"
#: The state that each action leads to.
_GOALS = {"create": "running", "start": "running", "stop": "stopped", "delete": DELETED}


class Waited(NamedTuple):
    """How one wait ended.

    Attributes:
        number: Position of the endpoint among those that were waited for.
        endpoint: The endpoint as it was last read; None if it is gone, or was never read.
        error: Why it has not reached the state; None if it has.
    """

    number: int
    endpoint: Endpoint | None
    error: RosterError | None


def wait_for(
    roster: Roster,
    wanted: Sequence[tuple[Endpoint | str, str]],
    seconds: float,
    *,
    beside_lines: bool = False,
) -> Iterator[Waited]:
    """Yield how each wait ended, as soon as it has.

    Args:
        roster: The roster.
        wanted: Endpoints, or their references, each with a state, or ``deleted``.
        seconds: How long to wait at most.
        beside_lines: As for ``shown_line``.
    """
    from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

    seen: dict[int, str] = {}
    ended = 0
    pool = ThreadPoolExecutor(max(1, min(_AT_ONCE, len(wanted))), "roster-wait")

    def text() -> str:
        now = ", ".join(sorted({*seen.values()}))
        return f"waited for {ended:,} of {len(wanted):,}{now and f'; others are {now}'}"

    def one(number: int, endpoint: Endpoint | str, state: str) -> Waited:
        from endpoint_roster import EndpointNotFoundError, RosterError, WaitError

        try:
            found = roster.wait(
                endpoint,
                state=cast("TargetState", state),
                timeout=seconds,
                progress=lambda read: seen.update({number: str(read.state)}),
            )
        except EndpointNotFoundError as error:
            return Waited(number, None, None if state == DELETED else error)
        except RosterError as error:
            last = error.endpoint if isinstance(error, WaitError) else None
            return Waited(number, last, error)
        finally:
            seen.pop(number, None)
        return Waited(number, found, None)

    with shown_line(text, beside_lines=beside_lines):
        try:
            left: list[Future[Waited]] = [
                pool.submit(one, number, *each) for number, each in enumerate(wanted)
            ]
            while left:
                wait(left, _STEP, FIRST_COMPLETED)
                for future in [each for each in left if each.done()]:
                    left.remove(future)
                    ended += 1
                    yield future.result()
        except BaseException:
            roster.close()  # which ends the waits that are under way
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def settle(
    roster: Roster,
    accepted: Sequence[ActionResult],
    seconds: float,
    *,
    known: Iterable[Endpoint] = (),
    beside_lines: bool = False,
) -> Iterator[int]:
    """Wait until the endpoints of results are in their new state, and write into the results.

    Args:
        roster: The roster.
        accepted: The results.
        seconds: How long to wait at most.
        known: Endpoints that were read before; others are found by their references.
        beside_lines: As for ``shown_line``.

    Yields:
        The position of each result, once it says how it ended: ``done``; ``failed``, where the
        endpoint has; else still ``accepted``, with a failure that says why.
    """
    read = {endpoint.reference: endpoint for endpoint in known}
    names = [one.reference or "" for one in accepted]
    wanted = [(read.get(name, name), _goal(one)) for name, one in zip(names, accepted, strict=True)]
    for waited in wait_for(roster, wanted, seconds, beside_lines=beside_lines):
        result = accepted[waited.number]
        if waited.error is None:
            result.outcome = Outcome.DONE
            result.state_after = waited.endpoint.state if waited.endpoint else None
        else:
            if waited.endpoint is not None:
                result.state_after = waited.endpoint.state
            if result.state_after == "failed":
                result.outcome = Outcome.FAILED
            result.failure = _failure(result, waited.error)
        yield waited.number


def _goal(result: ActionResult) -> str:
    """Return the state that an action leads to; for an update, the one that there was before."""
    return _GOALS.get(result.action) or str(result.state_before or "running")


def _failure(result: ActionResult, error: RosterError) -> Failure:
    """Return the failure that a result has when waiting for it has ended in an error."""
    return Failure(
        provider=result.provider,
        account=result.account,
        kind=error.kind,
        attempted=f"wait after {result.action}",
        cause=error.cause,
        advice=error.advice,
    )
