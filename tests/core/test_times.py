"""RFC 3339 and nothing else, there and back. (tests/clients has the times of answers.)"""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from endpoint_roster_core.times import is_as_written, read_time, write_time
from hypothesis import given
from hypothesis import strategies as st

WRONG = [
    "20260301120000Z",
    "202603011234Z",
    "2026-W10-1T12:00:00Z",
    "2026-03-01 12:00:00Z",
    "2026/03/01T12:00:00Z",
    "2026-03-01T12:00Z",
    "2026-03-01T12:00:00,5Z",
    "2026-03-01T12:00:00+0800",
    "2026-02-30T12:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T12:00:00+01:60",
    "٢٠٢٦-03-01T12:00:00Z",
    " 2026-03-01T12:00:00Z",
    "1770000000000",
    "",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_not_rfc_3339_is_no_time(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "time", "is_exact"),
    [
        ("2026-03-01T12:00:00Z", datetime(2026, 3, 1, 12, tzinfo=UTC), True),
        ("2026-03-01t12:00:00z", datetime(2026, 3, 1, 12, tzinfo=UTC), True),
        ("2026-03-01T12:00:00.5-00:00", datetime(2026, 3, 1, 12, 0, 0, 500_000, UTC), True),
        ("2026-03-01T12:00:00.123456789Z", datetime(2026, 3, 1, 12, 0, 0, 123_456, UTC), False),
        ("2026-03-01T12:00:00", datetime(2026, 3, 1, 12, tzinfo=UTC), False),
    ],
)
def test_a_time_is_read_as_far_as_it_goes(text: str, time: datetime, is_exact: bool) -> None:
    assert read_time(text) == (time, is_exact)


ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=ZONES))
def test_what_is_written_is_read_again(time: datetime) -> None:
    text = write_time(time)
    assert read_time(text) == (time, True)


@given(st.text("0123456789-+:.TZtz ", max_size=32))
def test_what_looks_as_written_is_written_that_way(text: str) -> None:
    if is_as_written(text) and (found := read_time(text)):
        assert write_time(found[0]) == text
