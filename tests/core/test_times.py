"""RFC 3339 and nothing else, there and back. (tests/clients has the times of answers.)"""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from endpoint_roster_core.times import is_as_written, read_time, read_times, write_time
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


ALIKE = {
    width: [
        write_time(datetime(2026, 3, 1, 12, 0, 0, part, UTC) + timedelta(days=day))
        for day in range(20)
    ]
    for width, part in ((20, 0), (24, 250_000), (27, 250_001))
}
ODD = [
    *WRONG,
    "2026-03-01T12:00:00.000Z",
    "2026-03-01T12:00:00.500000Z",
    "2026-03-01T12:00:00.000Zx",
    None,
    7,
]


@pytest.mark.parametrize("width", ALIKE)
def test_times_of_one_length_are_read_all_at_once(width: int) -> None:
    objects = [{"at": text} for text in ALIKE[width]]
    assert {len(text) for text in ALIKE[width]} == {width}
    assert read_times(objects, "at", 16) == [datetime.fromisoformat(text) for text in ALIKE[width]]
    assert read_times(objects, "at", 21) == [None] * 20


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("width", ALIKE)
@pytest.mark.parametrize("at", [0, 7, 19])
def test_an_odd_time_among_many_is_left_to_be_read_by_itself(
    odd: object, width: int, at: int
) -> None:
    texts: list[object] = [*ALIKE[width]]
    texts[at] = odd
    found = read_times([{"at": text} for text in texts], "at", 16)
    assert found[at] is None
    assert all(
        time in (None, datetime.fromisoformat(str(text)))
        for time, text in zip(found, texts, strict=True)
        if text is not odd
    )


@given(st.lists(st.integers(0, 96), min_size=1, max_size=5))
def test_times_cut_elsewhere_are_not_read(cuts: list[int]) -> None:
    text = "2026-03-01T12:00:00.250Z" * 4  # together, the pieces look like four times
    edges = [0, *sorted(cuts), 96]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    found = read_times([{"at": piece} for piece in pieces], "at", 1)
    assert all(
        time is None or write_time(time) == piece for time, piece in zip(found, pieces, strict=True)
    )
    assert None in found or sorted(cuts) == [24, 48, 72]
