"""Spans of time as people write them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from endpoint_roster.spans import exact, read_span, rounded
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90s", timedelta(seconds=90)),
        (" 45m ", timedelta(minutes=45)),
        ("1.5h", timedelta(minutes=90)),
        ("7D", timedelta(days=7)),
        ("2w", timedelta(days=14)),
        ("0s", timedelta(0)),
    ],
)
def test_what_is_a_span(text: str, span: timedelta) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    "text", ["", "30", "m", "-1d", "1M", "1y", "1 d", "1d2h", "٣d", "1e3d", "nand", f"{'9' * 20}w"]
)
def test_what_is_none(text: str) -> None:
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(seconds=-5), "0m"),
        (timedelta(seconds=59), "0m"),
        (timedelta(minutes=12, seconds=59), "12m"),
        (timedelta(hours=5, minutes=59), "5h"),
        (timedelta(days=3), "3d"),
        (timedelta(days=3, hours=4), "3d4h"),
        (timedelta(days=12, hours=23), "12d"),
    ],
)
def test_how_long_something_took(span: timedelta, text: str) -> None:
    assert rounded(span) == text


@given(st.timedeltas(timedelta(0), timedelta(days=10_000)))
def test_an_exact_text_is_read_as_it_was(span: timedelta) -> None:
    assert read_span(exact(span)) == span


def test_an_exact_text_has_the_largest_unit() -> None:
    assert [exact(timedelta(minutes=n)) for n in (0, 0.5, 30, 120, 2880, 20160)] == [
        *("0s", "30s", "30m", "2h", "2d", "14d")
    ]
