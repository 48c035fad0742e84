"""When a request is sent again, as a table; tests/clients has the clients that do it."""

import pytest
from endpoint_roster_core import ApiError, ClientTimeoutError, TransportError
from endpoint_roster_core.clock import Clock
from endpoint_roster_core.errors import ClientError, ErrorKind
from endpoint_roster_core.retries import Effect, RetryBudget, RetryPolicy

EFFECTS: tuple[Effect, ...] = ("read", "idempotent", "change", "create")


def status(code: int, retry_after: float | None = None) -> ClientError:
    return ApiError(
        "no", kind="status", status=code, retry_after=retry_after, may_have_reached_server=True
    )


def broken(kind: ErrorKind, *, reached: bool) -> ClientError:
    return TransportError("no", kind=kind, may_have_reached_server=reached)


#: The error, and which effects may be repeated after it.
TABLE: list[tuple[ClientError, str]] = [
    (status(400), ""),
    (status(401), ""),
    (status(404), ""),
    (status(408), "read idempotent"),
    (status(425), "read idempotent"),
    (status(429), "read idempotent change"),
    (status(500), "read idempotent"),
    (status(503), "read idempotent"),
    (status(503, retry_after=1), "read idempotent change"),
    (broken("connect", reached=False), "read idempotent change create"),
    (broken("transport", reached=True), "read idempotent"),
    (broken("tls", reached=False), ""),
    (broken("redirect", reached=True), ""),
    (broken("decode", reached=True), ""),
    (ClientTimeoutError("no", kind="timeout"), "read idempotent change create"),
    (
        ClientTimeoutError("no", kind="timeout", may_have_reached_server=True),
        "read idempotent",
    ),
]


@pytest.mark.parametrize(("error", "repeated"), TABLE, ids=lambda case: repr(case)[:60])
def test_what_may_have_changed_something_is_not_repeated(error: ClientError, repeated: str) -> None:
    policy = RetryPolicy()
    found = [effect for effect in EFFECTS if policy.delay(error, effect, 1, 0.5) is not None]
    assert found == repeated.split()


def test_waits_grow_at_random_up_to_a_bound() -> None:
    policy = RetryPolicy(max_attempts=10)
    longest = [policy.delay(status(500), "read", attempt, 1.0) for attempt in range(1, 8)]
    assert longest == [0.5, 1, 2, 4, 8, 8, 8]
    assert policy.delay(status(500), "read", 3, 0.25) == 0.5
    assert policy.delay(status(500), "read", 10, 0.25) is None


def test_a_wait_is_bounded_after_any_number_of_attempts() -> None:
    """Doubling ends before the numbers become too large for a float."""
    policy = RetryPolicy(max_attempts=10**9)
    for attempt in (60, 61, 62, 1_024, 1_076, 5_000, 10**8):
        assert policy.delay(status(500), "read", attempt, 1.0) == 8
    unbounded = RetryPolicy(max_attempts=10**9, longest_delay=float("inf"))
    assert unbounded.delay(status(500), "read", 10**8, 1.0) == 0.5 * 2**60


def test_retry_after_is_obeyed_or_the_request_fails_at_once() -> None:
    policy = RetryPolicy()
    assert policy.delay(status(429, retry_after=60), "read", 1, 0.0) == 60
    assert policy.delay(status(429, retry_after=61), "read", 1, 0.0) is None


def test_the_budget_ends_and_comes_back_with_answers_and_time() -> None:
    now = [0.0]
    budget = RetryBudget(Clock(monotonic=lambda: now[0]))
    assert [budget.spend(2) for _ in range(11)] == [True] * 10 + [False]
    for _ in range(5):
        budget.earn()
    assert (budget.spend(1), budget.spend(1)) == (True, False)
    now[0] += 30
    assert (budget.spend(1), budget.spend(1)) == (True, False)
    now[0] += 1e6
    assert [budget.spend(1) for _ in range(21)] == [True] * 20 + [False]
