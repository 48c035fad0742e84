"""Times are RFC 3339 or stay text; either way they are written as they came."""

from __future__ import annotations

import copy
import pickle
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from endpoint_roster_together.models import Endpoint as TogetherEndpoint
from endpoint_roster_together.models import ListEndpointsResponse
from endpoint_roster_volcengine.models import Endpoint, ListEndpointsResult
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

BOUNDED = examples(300)

#: RFC 3339, section 5.6, with the ranges of 5.7; written down here once more, by hand.
STRICT = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])"
    r"[Tt](?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9]|60)"
    r"(?:\.(?P<fraction>[0-9]+))?"
    r"(?P<offset>[Zz]|(?P<sign>[+-])(?P<hours>[01][0-9]|2[0-3]):(?P<minutes>[0-5][0-9]))?",
    re.ASCII,
)


def expected(text: str) -> tuple[Any, bool]:
    """What a text is read as, and whether that deviates from what it says or should say."""
    match = STRICT.fullmatch(text)
    if match is None or match["second"] == "60":  # Python has no leap seconds
        return text, True
    offset = timedelta()
    if match["sign"]:
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
        offset = -offset if match["sign"] == "-" else offset
    digits = match["fraction"] or ""
    try:
        value = datetime(
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
            int(match["hour"]),
            int(match["minute"]),
            int(match["second"]),
            int(digits[:6].ljust(6, "0")),
            timezone(offset),
        )
    except ValueError:  # 30 February, or the year 0
        return text, True
    return value, match["offset"] is None or len(digits) > 6  # finer than microseconds


def check(text: str) -> None:
    value, deviates = expected(text)
    sent = {"Id": "ep-1", "CreateTime": text}
    one = Endpoint.from_dict(sent)
    assert one.create_time == value
    assert type(one.create_time) is type(value)
    if isinstance(value, datetime):
        assert one.create_time is not None
        assert one.create_time.utcoffset() == value.utcoffset()
    found = [(path, raw) for path, _, raw in one.deviations()]
    assert found == ([("CreateTime", text)] if deviates else [])
    for twin in (one, copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert twin.to_dict() == sent
    assert Endpoint.from_dict(one.to_dict()).to_dict() == sent


def digits(least: int, most: int, width: int = 2) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda number: f"{number:0{width}}")


def zones() -> st.SearchStrategy[str]:
    offsets = st.builds("{}{}:{}".format, st.sampled_from("+-"), digits(0, 25), digits(0, 61))
    return st.sampled_from(["Z", "Z", "z", "", "+00:00", "-00:00", "+0000", "+00"]) | offsets


def nearly() -> st.SearchStrategy[str]:
    """Texts that are times, or nearly."""
    fractions = st.just("") | st.text("0123456789", min_size=1, max_size=10).map(".{}".format)
    return st.builds(
        "{}-{}-{}{}{}:{}:{}{}{}".format,
        digits(0, 9999, 4),
        digits(0, 13),
        digits(0, 32),
        st.sampled_from(["T", "T", "T", "t", " ", "_", ""]),
        digits(0, 25),
        digits(0, 61),
        digits(0, 61),
        fractions | st.sampled_from([",5", ".", ". 5"]),
        zones(),
    )


def spoiled(text: str, at: int, character: str, *, insert: bool) -> str:
    at = min(at, len(text))
    return text[:at] + character + text[at + (0 if insert else 1) :]


@BOUNDED
@given(text=nearly())
def test_texts_that_are_nearly_times(text: str) -> None:
    check(text)


@BOUNDED
@given(
    text=st.from_regex(STRICT, fullmatch=True),
    at=st.integers(0, 30),
    character=st.sampled_from(["", " ", "0", "9", "-", ":", "Z", "\n", "\u0663", "\uff11", "\0"]),
    insert=st.booleans(),
)
def test_texts_with_one_character_changed(text: str, at: int, character: str, insert: bool) -> None:
    check(text)
    check(spoiled(text, at, character, insert=insert))


@BOUNDED
@given(text=st.text())
def test_any_text(text: str) -> None:
    check(text)


@BOUNDED
@given(
    value=st.datetimes(
        timezones=st.builds(
            timezone, st.integers(-1439, 1439).map(lambda minutes: timedelta(minutes=minutes))
        )
    )
)
def test_any_time_of_ours_is_written_and_read_back(value: datetime) -> None:
    text = Endpoint(create_time=value).to_dict()["CreateTime"]
    assert STRICT.fullmatch(text)
    assert Endpoint.from_dict({"CreateTime": text}).create_time == value
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-03T04:05:06Z",
        "2026-02-03T04:05:06.0Z",
        "2026-02-03T04:05:06.000Z",
        "2026-02-03T04:05:06.123000Z",
        "2026-02-03T04:05:06.123456789Z",
        "2026-02-03T04:05:06.123456000Z",
        "2026-02-03T04:05:06+00:00",
        "2026-02-03T04:05:06-00:00",
        "2026-02-03t04:05:06z",
        "2026-02-03T04:05:06",
        "2026-02-03T04:05:06.5",
        "2026-02-03T24:00:00Z",
        "2026-06-30T23:59:60Z",
        "2026-02-30T00:00:00Z",
        "2026-02-03T04:05:06+24:00",
        "2026-02-03T04:05:06+08:60",
        "2026-02-03T04:05:06+0800",
        "2026-02-03T04:05:06+08",
        "2026-02-03T04:05:06+08:00:30",
        "2026-02-03 04:05:06Z",
        "2026-02-03T04:05Z",
        "2026-02-03T04Z",
        "2026-02-03",
        "20260203T040506Z",
        "2026-W06-2T04:05:06Z",
        "2026-034T04:05:06Z",
        "2026-02-03T04:05:06,5Z",
        "2026-02-03T04:05:06.Z",
        " 2026-02-03T04:05:06Z",
        "2026-02-03T04:05:06Z\n",
        "+2026-02-03T04:05:06Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59.999999-23:59",
        "\u0662026-02-03T04:05:06Z",
        "2026-02-03T04:05:06Z2026-02-03T04:05:06Z",
        "now",
        "",
    ],
)
def test_texts_that_are_known_to_be_hard(text: str) -> None:
    check(text)


def test_a_time_that_is_set_is_written_and_not_the_text_of_the_one_before() -> None:
    one = Endpoint.from_dict({"CreateTime": "2026-02-03T04:05:06.100+08:00"})
    one.create_time = datetime(2026, 2, 3, tzinfo=UTC)
    assert one.to_dict() == {"CreateTime": "2026-02-03T00:00:00Z"}


@given(
    first=st.sampled_from(["2026-02-03T04:05:06Z", "2026-02-03T04:05:06.123Z", "never"]),
    texts=st.lists(nearly() | st.from_regex(STRICT, fullmatch=True), min_size=9, max_size=12),
)
def test_times_in_a_long_list_are_read_as_each_alone(first: str, texts: list[str]) -> None:
    """The readers of long lists are made for what the first item looks like."""
    sent = [{"Id": "ep", "CreateTime": text} for text in [first, *texts]]
    result = ListEndpointsResult.from_dict({"Items": sent})
    assert result.to_dict() == {"Items": sent}
    for one, item in zip(result.items or [], sent, strict=True):
        alone = Endpoint.from_dict(item)
        assert one == alone
        assert one.deviations() == alone.deviations()


def test_times_in_many_items_are_written_as_they_came() -> None:
    texts = ["2026-02-03T04:05:06Z", "2026-02-03T04:05:06.000Z", "2026-02-03", None, 7] * 4
    items = [
        {
            "object": "endpoint",
            "id": str(number),
            "name": "n",
            "model": "m",
            "type": "dedicated",
            "owner": "o",
            "state": "STARTED",
            "created_at": text,
        }
        for number, text in enumerate(texts)
    ]
    page = ListEndpointsResponse.from_dict({"object": "list", "data": items})
    assert page.to_dict()["data"] == items
    assert [type(one.created_at) for one in page.data[:5]] == [
        datetime,
        datetime,
        str,
        type(None),
        int,
    ]
    assert len(page.deviations()) == 12
    assert all(isinstance(one, TogetherEndpoint) for one in page.data)
