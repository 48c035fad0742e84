"""Items of a short list are read when somebody first looks at them, and nobody can tell."""

from __future__ import annotations

import copy
import json
import operator
import pickle
import sys
import threading
import tracemalloc
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from endpoint_roster_together.models import Endpoint, ListEndpointsResponse
from endpoint_roster_volcengine.models import ListEndpointsResult
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

#: Short enough to be read later; what is not tried with other sizes is tried with it.
MANY = 20


def item(number: int) -> dict[str, Any]:
    return {
        "object": "endpoint",
        "id": f"endpoint-{number}",
        "name": f"name-{number}",
        "model": "m",
        "type": "dedicated",
        "owner": "me",
        "state": "STARTED",
        "created_at": "2026-01-01T00:00:00Z",
        "new": {"number": number},
    }


def page(count: int = MANY, **changes: Any) -> ListEndpointsResponse:
    items = [item(number) | changes for number in range(count)]
    return ListEndpointsResponse.from_dict({"object": "list", "data": items})


def made(number: int = 0) -> Endpoint:
    """The same endpoint as :func:`item`, read at once."""
    return Endpoint.from_dict(item(number))


def later() -> Endpoint:
    """The first endpoint of a page, not yet looked at."""
    return page().data[0]


def test_they_are_not_read_before() -> None:
    assert type(later()) is not Endpoint
    assert type(page(1).data[0]) is Endpoint, "a single one is read at once"


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 256, 257, 1000])
def test_any_number_of_items(count: int) -> None:
    found = page(count).data
    assert [one.id for one in found] == [f"endpoint-{number}" for number in range(count)]
    assert {type(one) for one in found} <= {Endpoint}
    assert page(count).deviations() == []
    assert page(count).to_dict()["data"] == [item(number) for number in range(count)]


LOOKS: dict[str, Callable[[Any], Any]] = {
    "a field": operator.attrgetter("name"),
    "an unknown field": lambda one: one.additional_properties,
    "unknown names": operator.attrgetter("additional_keys"),
    "by name": operator.itemgetter("new"),
    "membership": lambda one: "new" in one,
    "deviations": lambda one: one.deviations(),
    "a field that is not there": lambda one: hasattr(one, "nothing"),
    "what it can do": dir,
    "its class": operator.attrgetter("__class__"),
    "repr": repr,
    "text": str,
    "truth": lambda one: (bool(one), type(one)) and one.id,
    "equal": lambda one: (one == made(), made() == one),
    "not equal": lambda one: (one != made(1), made(1) != one),
    "equal to another": lambda one: (one == later(), one == 1, one is None),
    "JSON": lambda one: one.to_dict(),
    "JSON without secrets": lambda one: one.to_dict(hide_secrets=True),
    "copy": copy.copy,
    "deep copy": copy.deepcopy,
    "pickle": lambda one: pickle.loads(pickle.dumps(one)),
    "old pickle": lambda one: pickle.loads(pickle.dumps(one, 2)),
    "attrs to dict": attrs.asdict,
    "attrs to tuple": attrs.astuple,
    "attrs evolved": lambda one: attrs.evolve(one, name="other"),
    "attrs fields": lambda one: attrs.fields(one.__class__),
    "setting a field": lambda one: (setattr(one, "name", "set"), one.name, one.id),
    "setting an unknown field": lambda one: (operator.setitem(one, "x", 1), one.to_dict()),
    "deleting an unknown field": lambda one: (operator.delitem(one, "new"), one.to_dict()),
    "deleting a field": lambda one: (
        delattr(one, "name"),
        (one.id, hasattr(one, "name")),
        setattr(one, "name", ""),
    ),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_look_sees_what_it_always_saw(look: Callable[[Any], Any]) -> None:
    one, twin = later(), made()
    assert look(one) == look(twin)
    assert repr(one.to_dict()) == repr(twin.to_dict())
    assert type(one) is Endpoint


def test_a_pattern_matches() -> None:
    match later():
        case Endpoint(name=name):
            assert name == "name-0"


def test_it_cannot_be_hashed_either() -> None:
    for one in later(), made():
        with pytest.raises(TypeError, match="unhashable"):
            hash(one)


def test_a_page_is_compared_copied_and_pickled_before_anybody_looked() -> None:
    for twin in page(), copy.deepcopy(page()), pickle.loads(pickle.dumps(page())):
        assert twin == page()
        assert repr(twin) == repr(page())


def test_what_deviates_is_told() -> None:
    found = page(created_at="soon", owner=7, state="NEW_STATE")
    paths = {deviation.path for deviation in found.deviations()}
    assert {f"data[{n}].created_at" for n in range(MANY)} <= paths
    assert {f"data[{n}].owner" for n in range(MANY)} <= paths
    assert found.data[3].owner == "7"
    assert cast("object", found.data[3].created_at) == "soon"
    assert found.data[3].state == "NEW_STATE"


@pytest.mark.parametrize("odd", [None, 1, "x", [], True])
def test_an_item_that_is_none_does_not_cost_the_others(odd: Any) -> None:
    items = [item(number) for number in range(MANY)]
    items[5] = odd
    found = ListEndpointsResponse.from_dict({"object": "list", "data": items})
    assert [d.path for d in found.deviations()] == ["data[5]"]
    assert cast("object", found.data[5]) == odd
    assert found.data[6].id == "endpoint-6"


@pytest.mark.parametrize("count", [MANY, 300])
def test_a_page_that_deviates_elsewhere_keeps_its_items(count: int) -> None:
    items = [item(number) for number in range(count)]
    found = ListEndpointsResponse.from_dict({"data": items, "object": 5})
    assert [d.path for d in found.deviations()] == ["object"]
    assert [one.id for one in found.data] == [one["id"] for one in items]


@given(st.lists(st.sampled_from(["id", "name", "new", "owner", "created_at"]), max_size=9))
def test_in_any_order_of_looks(names: list[str]) -> None:
    one, twin = later(), made()
    for name in names:
        ask: Any = operator.itemgetter(name) if name == "new" else operator.attrgetter(name)
        assert ask(one) == ask(twin)
        if name == "name":
            one.name = twin.name = f"{one.name}!"
    assert one.to_dict() == twin.to_dict()


def test_threads_that_look_at_the_same_time_see_the_same() -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(30):
            items = [{"Id": f"ep-{n}", "RateLimit": {"Rpm": n, "Tpm": n}} for n in range(200)]
            found = cast("list[Any]", ListEndpointsResult.from_dict({"Items": items}).items)
            barrier = threading.Barrier(4)
            seen: list[list[Any]] = []

            def look(
                barrier: threading.Barrier = barrier,
                seen: list[list[Any]] = seen,
                found: list[Any] = found,
            ) -> None:
                barrier.wait()
                seen.append([(one.id, one.rate_limit) for one in found])

            threads = [threading.Thread(target=look) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(seen) == 4
            for other in seen[1:]:
                assert other == seen[0]
                pairs = zip(other, seen[0], strict=True)
                assert all(one[1] is two[1] for one, two in pairs), "it was read twice"
    finally:
        sys.setswitchinterval(interval)


def test_where_no_stack_is_left_it_can_be_looked_at_again() -> None:
    one = later()

    def deep(levels: int) -> None:
        if levels:
            deep(levels - 1)
        else:
            _ = one.name

    limit = sys.getrecursionlimit()
    failed = 0
    for levels in range(limit - 200, limit + 50):
        one = later()
        try:
            deep(levels)
        except RecursionError:
            failed += 1
        assert one.name == "name-0"
        assert one == made()
    assert failed


def test_a_long_list_does_not_stand_in_memory_twice() -> None:
    items = [item(number) for number in range(5000)]
    for one in items:
        del one["new"]
    content = json.dumps({"object": "list", "data": items})
    tracemalloc.start()
    try:
        data = json.loads(content)
        plain, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        found = ListEndpointsResponse._read(data)  # pyright: ignore[reportPrivateUsage]
        del data
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.data) == 5000
    assert held < 0.9 * plain
    assert peak < 1.15 * plain
