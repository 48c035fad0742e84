"""When requests are repeated: time and chance are arguments here, nothing waits."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from endpoint_roster import Account
from endpoint_roster.progress import Progress
from endpoint_roster.retry import Retry


class TroubleError(Exception):
    def __init__(
        self, kind: str = "status", status: int | None = None, retry_after: float | None = None
    ) -> None:
        self.kind, self.status, self.retry_after = kind, status, retry_after


@dataclass
class Outcome:
    attempts: int
    waits: list[float]
    error: Exception | None


async def outcome(
    *errors: Exception, max_attempts: int = 3, seconds: float = 300, chance: float = 1
) -> Outcome:
    waits: list[float] = []

    async def sleep(delay: float) -> None:
        waits.append(delay)

    raised = iter(errors)

    async def send() -> str:
        if error := next(raised, None):
            raise error
        return "answer"

    progress = Progress(Account("together", api_key="k"), seconds)
    retry = Retry(max_attempts, sleep=sleep, random=lambda: chance)
    try:
        assert await retry.run(send, progress) == "answer"
    except Exception as error:  # noqa: BLE001 - the tests look at what it was
        return Outcome(progress.attempts, waits, error)
    return Outcome(progress.attempts, waits, None)


@pytest.mark.parametrize(
    "error",
    [
        *[TroubleError(kind) for kind in ("timeout", "connect", "transport")],
        *[
            TroubleError(status=status)
            for status in (408, 425, 429, 500, 502, 503, 504, 520, 529, 599)
        ],
    ],
    ids=lambda error: f"{error.kind}-{error.status}",
)
async def test_what_passes_is_tried_again(error: TroubleError) -> None:
    assert await outcome(error, error) == Outcome(3, [0.5, 1.0], None)
    assert await outcome(error, error, error) == Outcome(3, [0.5, 1.0], error)


@pytest.mark.parametrize(
    "error",
    [
        *[TroubleError(kind) for kind in ("tls", "decode", "too_large", "auth", "redirect")],
        *[TroubleError(status=status) for status in (200, 301, 400, 401, 402, 403, 404, 409, 422)],
        ValueError("a fault of ours"),
    ],
    ids=lambda error: f"{getattr(error, 'kind', error)}-{getattr(error, 'status', '')}",
)
async def test_what_stays_is_not_tried_again(error: Exception) -> None:
    assert await outcome(error) == Outcome(1, [], error)


async def test_waits_double_up_to_eight_seconds_and_are_drawn_from_zero() -> None:
    errors = [TroubleError("timeout")] * 7
    full = await outcome(*errors, max_attempts=8)
    assert full.waits == [0.5, 1, 2, 4, 8, 8, 8]
    assert (await outcome(*errors, max_attempts=8, chance=0)).waits == [0] * 7
    assert (await outcome(*errors, max_attempts=8, chance=0.25)).waits[2] == 0.5


async def test_one_attempt_is_one_attempt() -> None:
    error = TroubleError("timeout")
    assert await outcome(error, max_attempts=1) == Outcome(1, [], error)


@pytest.mark.parametrize("asked", [0.0, 0.5, 7.0, 60.0])
async def test_retry_after_is_obeyed_up_to_a_minute(asked: float) -> None:
    error = TroubleError(status=429, retry_after=asked)
    assert await outcome(error) == Outcome(2, [asked], None)


@pytest.mark.parametrize("asked", [60.1, 3600.0, 1e300])
async def test_a_longer_retry_after_fails_at_once(asked: float) -> None:
    error = TroubleError(status=503, retry_after=asked)
    assert await outcome(error) == Outcome(1, [], error)


async def test_no_wait_passes_the_deadline() -> None:
    error = TroubleError(status=429, retry_after=20)
    assert await outcome(error, seconds=19) == Outcome(1, [], error)
    assert await outcome(error, seconds=21) == Outcome(2, [20], None)
    later = TroubleError("timeout")
    assert await outcome(later, seconds=0.4) == Outcome(1, [], later)
