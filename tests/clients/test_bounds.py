"""Numbers and texts outside of what the API documents are refused before anything is sent."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

import pytest
from endpoint_roster_core import UNSET, ArgumentError
from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_ppio import Ppio


class Size(IntEnum):
    LARGE = 3


NAMED: Operation[None] = Operation(
    "things.get", "GET", "/{group}/{name}", bounds={"name": (1, 3), "group": (2, 2)}
)
BOUND: Operation[Any] = Operation(
    "things.count",
    "POST",
    "/things",
    body="ListEndpointsRequest",
    bounds={
        "limit": (1, 100),
        "share": (None, 1),
        "PageSize": (0.5, None),
        "Id": (1, 3),
        "workers.most": (0, 1000),
        "ports[]": (1, 65535),
        "volumes[].size": (1, None),
    },
)


@pytest.mark.parametrize(
    ("query", "fields", "problem"),
    [
        ({"limit": 0}, {}, "limit must be 1 to 100, not 0"),
        ({"limit": 101}, {}, "limit must be 1 to 100, not 101"),
        ({"limit": Size.LARGE, "share": 1.5}, {}, "share must be 1 or less, not 1.5"),
        ({}, {"PageSize": 0}, "PageSize must be 0.5 or more, not 0"),
        ({}, {"Id": ""}, "Id must have 1 to 3 characters, not 0"),
        ({}, {"Id": "abcd"}, "Id must have 1 to 3 characters, not 4"),
        ({"limit": float("nan")}, {}, "limit must be 1 to 100, not nan"),
        ({}, {"workers": {"most": 1001}}, "workers.most must be 0 to 1000, not 1001"),
        ({}, {"ports": [80, 0]}, "ports[] must be 1 to 65535, not 0"),
        ({}, {"volumes": [{"size": 0}]}, "volumes[].size must be 1 or more, not 0"),
    ],
    ids=str,
)
def test_a_value_that_is_out_of_bounds(
    query: dict[str, Any], fields: dict[str, Any], problem: str
) -> None:
    expected = f"^things\\.count: {re.escape(problem)}$"
    with pytest.raises(ValueError, match=expected):
        Request(BOUND, query=query, fields=fields)
    if fields:
        with pytest.raises(ValueError, match=expected):
            Request(BOUND, body=fields)


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"limit": 1}, {"Id": "a"}),
        ({"limit": 100, "share": -(10**9)}, {"Id": "客服三", "PageSize": 10**9}),
        ({"limit": None}, {"Id": None, "PageSize": UNSET}),
        ({"limit": True}, {"Id": ["a"] * 9, "PageSize": {}}),
        ({}, {"workers": {"least": 5000}, "ports": [], "volumes": [{"size": 1}, {}]}),
        ({}, {"workers": [{"most": 5000}], "ports": 0, "volumes": {"[]": 0, "size": 0}}),
        ({}, {"workers": None, "ports": None, "volumes": [None]}),
    ],
    ids=str,
)
def test_a_value_that_is_within_bounds(query: dict[str, Any], fields: dict[str, Any]) -> None:
    Request(BOUND, query=query, fields=fields)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ({"group": "ab", "name": "abcd"}, "name must have 1 to 3 characters, not 4"),
        ({"group": "abc", "name": "abc"}, "group must have 2 characters, not 3"),
    ],
    ids=str,
)
def test_an_id_that_is_out_of_bounds(path: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=f"^things\\.get: {re.escape(problem)}$"):
        Request(NAMED, path=path)
    assert Request(NAMED, path={"group": "客服", "name": "/"}).path == "/%E5%AE%A2%E6%9C%8D/%2F"


@pytest.mark.parametrize("verb", ["get", "update", "delete"])
def test_ppio_is_not_asked_for_an_id_that_it_cannot_have(verb: str) -> None:
    with Ppio(api_key="k", base_url="http://127.0.0.1:9") as ppio:
        call = getattr(ppio.endpoints, verb)
        given = ({"id": "x"},) if verb == "update" else ()
        with pytest.raises(ArgumentError, match="endpoint_id must have 255 or less characters"):
            call("e" * 256, *given)
