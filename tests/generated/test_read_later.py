"""Items that hold objects are read when somebody first looks at them, and nobody can tell."""

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
from endpoint_roster_together.models import ListEndpointsResponse
from endpoint_roster_volcengine.models import Endpoint, ListEndpointsResult
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

#: What is not tried with other sizes is tried with this one.
MANY = 20


def item(number: int) -> dict[str, Any]:
    return {
        "Id": f"ep-{number}",
        "Name": f"name-{number}",
        "ProjectName": "default",
        "Status": "Running",
        "CreateTime": "2026-01-01T00:00:00Z",
        "RateLimit": {"Rpm": number, "Tpm": 1000},
        "new": {"number": number},
    }


def page(count: int = MANY, **changes: Any) -> ListEndpointsResult:
    items = [item(number) | changes for number in range(count)]
    return ListEndpointsResult.from_dict({"TotalCount": count, "Items": items})


def endpoints(page: ListEndpointsResult) -> list[Endpoint]:
    return cast("list[Endpoint]", page.items)


def made(number: int = 0) -> Endpoint:
    """The same endpoint as :func:`item`, read at once."""
    return Endpoint.from_dict(item(number))


def later() -> Endpoint:
    """The first endpoint of a page, not yet looked at."""
    return endpoints(page())[0]


def test_they_are_not_read_before() -> None:
    assert type(later()) is not Endpoint
    assert type(endpoints(page(1))[0]) is Endpoint, "a single one is read at once"


def test_what_holds_nothing_further_is_read_at_once() -> None:
    items = [{"id": str(number), "name": 7} for number in range(MANY)]
    found = ListEndpointsResponse.from_dict({"object": "list", "data": items})
    assert len({type(one) for one in found.data}) == 1
    assert [one.id for one in found.data] == [one["id"] for one in items]
    assert len(found.deviations()) > MANY


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 100, 1000])
def test_any_number_of_items(count: int) -> None:
    found = endpoints(page(count))
    assert [one.id for one in found] == [f"ep-{number}" for number in range(count)]
    assert {type(one) for one in found} <= {Endpoint}
    assert page(count).deviations() == []
    assert page(count).to_dict()["Items"] == [item(number) for number in range(count)]


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
    found = page(CreateTime="soon", ProjectName=7, Status="New")
    paths = {deviation.path for deviation in found.deviations()}
    assert {f"Items[{n}].CreateTime" for n in range(MANY)} <= paths
    assert {f"Items[{n}].ProjectName" for n in range(MANY)} <= paths
    one = endpoints(found)[3]
    assert (one.project_name, one.create_time, one.status) == ("7", "soon", "New")


@pytest.mark.parametrize("odd", [None, 1, "x", [], True])
def test_an_item_that_is_none_does_not_cost_the_others(odd: Any) -> None:
    items: list[Any] = [item(number) for number in range(MANY)]
    items[5] = odd
    found = ListEndpointsResult.from_dict({"Items": items})
    assert [d.path for d in found.deviations()] == ["Items[5]"]
    assert cast("object", endpoints(found)[5]) == odd
    assert endpoints(found)[6].id == "ep-6"


def test_a_page_that_deviates_elsewhere_keeps_its_items() -> None:
    items = [item(number) for number in range(MANY)]
    found = ListEndpointsResult.from_dict({"Items": items, "TotalCount": "many"})
    assert [d.path for d in found.deviations()] == ["TotalCount"]
    assert [one.id for one in endpoints(found)] == [one["Id"] for one in items]
    flat = ListEndpointsResponse.from_dict({"data": [{"id": "x"}] * 3, "object": 5})
    assert [d.path for d in flat.deviations() if "[" not in d.path] == ["object"]
    assert [one.id for one in flat.data] == ["x"] * 3


@given(st.lists(st.sampled_from(["id", "name", "new", "status", "create_time"]), max_size=9))
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
            found = endpoints(page(200))
            barrier = threading.Barrier(4)
            seen: list[list[Any]] = []

            def look(
                barrier: threading.Barrier = barrier,
                seen: list[list[Any]] = seen,
                found: list[Endpoint] = found,
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


def test_a_long_list_is_never_in_memory_twice() -> None:
    """What an item was read from is let go as it is read, at once or later."""
    items = [item(number) for number in range(5000)]
    for one in items:
        del one["new"]
    deep = ListEndpointsResult, {"Items": items}, 1.25  # the objects that wait to be read
    names = ("object", "id", "name", "model", "type", "owner", "state")
    flat_items = [
        {name: f"{name}-{n}" for name in names} | {"created_at": "2026-01-01T00:00:00Z"}
        for n in range(5000)
    ]
    flat = ListEndpointsResponse, {"object": "list", "data": flat_items}, 1.05
    for model, body, most in (deep, flat):
        content = json.dumps(body)
        tracemalloc.start()
        try:
            data = json.loads(content)
            plain, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            found: Any = model._read(data)  # pyright: ignore[reportPrivateUsage]
            del data
            for one in found.items if model is ListEndpointsResult else found.data:
                _ = one.id
            held, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert held < 0.8 * plain
        assert peak < most * plain
