"""The objects in an item of a list are read when somebody asks for them, and nobody can tell."""

from __future__ import annotations

import copy
import json
import operator
import pickle
import sys
import threading
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from endpoint_roster_openrouter.models import PublicEndpoint
from endpoint_roster_ppio.models import Endpoint as PpioEndpoint
from endpoint_roster_together.models import ListEndpointsResponse
from endpoint_roster_volcengine.models import Endpoint, ListEndpointsResult, RateLimit, Tag
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
        "Tags": [{"Key": "team", "Value": "ads"}, {"Key": "stage", "Value": "test"}],
        "new": {"number": number},
    }


def page(count: int = MANY, **changes: Any) -> ListEndpointsResult:
    items = [item(number) | changes for number in range(count)]
    return ListEndpointsResult.from_dict({"TotalCount": count, "Items": items})


def endpoints(page: ListEndpointsResult) -> list[Endpoint]:
    return cast("list[Endpoint]", page.items)


def made(number: int = 0) -> Endpoint:
    """The same endpoint as :func:`item`, made by hand."""
    return Endpoint(
        id=f"ep-{number}",
        name=f"name-{number}",
        project_name="default",
        status="Running",
        create_time=datetime(2026, 1, 1, tzinfo=UTC),
        rate_limit=RateLimit(rpm=number, tpm=1000),
        tags=[Tag(key="team", value="ads"), Tag(key="stage", value="test")],
        additional_properties={"new": {"number": number}},
    )


def later() -> Endpoint:
    """The first endpoint of a page, of which nothing was asked."""
    return endpoints(page())[0]


def arrived(one: Any, attribute: str) -> Any:
    """What the slot holds, as nobody else looks at it."""
    return getattr(one, f"_later_{attribute}")


def test_they_are_not_read_before() -> None:
    one = later()
    assert arrived(one, "rate_limit") == {"Rpm": 0, "Tpm": 1000}
    assert arrived(one, "tags") == item(0)["Tags"]
    assert one.rate_limit == RateLimit(rpm=0, tpm=1000)
    assert arrived(one, "rate_limit") is one.rate_limit
    assert arrived(one, "tags") == item(0)["Tags"], "it was not asked for"
    assert one.tags == [Tag(key="team", value="ads"), Tag(key="stage", value="test")]
    assert arrived(one, "tags") is one.tags


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
    "an object": operator.attrgetter("rate_limit"),
    "an object's field": operator.attrgetter("rate_limit.rpm"),
    "a list": operator.attrgetter("tags"),
    "an object that is not there": operator.attrgetter("model_reference"),
    "setting an object": lambda one: (setattr(one, "rate_limit", RateLimit(rpm=1)), one.to_dict()),
    "setting a list": lambda one: (setattr(one, "tags", []), one.to_dict()),
    "changing an object": lambda one: (setattr(one.rate_limit, "rpm", 5), one.to_dict()),
    "a list twice": lambda one: (one.tags, one.tags is one.tags),
    "changing a list": lambda one: (one.tags.pop(), one.to_dict()),
    "deleting an object": lambda one: (
        delattr(one, "rate_limit"),
        hasattr(one, "rate_limit"),
        setattr(one, "rate_limit", None),
    ),
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
    assert one == twin


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


def test_what_a_caller_sets_is_not_taken_for_what_arrived() -> None:
    limits: Any = {"Rpm": 7}
    tags: Any = [{"Key": "a"}, Tag(key="b"), None]
    for one in later(), made(), Endpoint(rate_limit=limits, tags=tags):
        one.rate_limit, one.tags = limits, tags
        limits["Rpm"] = tags[0]["Key"] = 8
        assert one.rate_limit == RateLimit(rpm=7)
        assert one.tags == [Tag(key="a"), Tag(key="b"), None]
        limits["Rpm"], tags[0]["Key"] = 7, "a"


def test_the_list_that_arrived_is_not_changed() -> None:
    tags = [{"Key": "a"}, None]
    one = endpoints(ListEndpointsResult.from_dict({"Items": [{"Tags": tags}]}))[0]
    kept = arrived(one, "tags")
    assert one.tags == [Tag(key="a"), None]
    assert kept == tags == [{"Key": "a"}, None]


@pytest.mark.parametrize("beside", [{}, {"Status": 7}], ids=["alone", "beside another"])
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("odd", [1, "x", [], True, None, {"Key": 5}])
def test_what_deviates_in_a_list_is_told_before_and_after_it_is_asked_for(
    odd: Any, place: int, beside: dict[str, Any]
) -> None:
    tags: list[Any] = [{"Key": "team", "Value": "ads"}]
    tags.insert(place, odd)
    where = f"Tags[{place}]"
    for ask in True, False:
        one = endpoints(page(Tags=tags, **beside))[0]
        if ask:
            assert cast("Any", one.tags)[1 - place] == Tag(key="team", value="ads")
        expected = sorted([*beside, f"{where}.Key" if odd == {"Key": 5} else where])
        assert sorted(deviation.path for deviation in one.deviations()) == expected
        assert sorted(deviation.path for deviation in one.deviations()) == expected
        assert one.additional_keys == ["new"]
        assert one.to_dict()["Tags"][1 - place] == tags[1 - place]


def test_what_deviates_in_two_lists_is_told() -> None:
    one = PpioEndpoint.from_dict({"workers": [1], "ports": ["http", 80], "envs": [None]})
    assert one.ports == ["http", 80]
    assert {deviation.path for deviation in one.deviations()} == {"workers[0]", "ports[0]", "envs[0]"}


@pytest.mark.parametrize("odd", [1, "x", True, None, [], {}])
@pytest.mark.parametrize("name", ["RateLimit", "Tags"])
def test_what_is_no_object_or_list_is_kept(name: str, odd: Any) -> None:
    fits = type(odd) is (dict if name == "RateLimit" else list)
    for beside in {}, {"Status": 7}:
        one = endpoints(page(**{name: odd}, **beside))[0]
        expected = sorted([*beside, *([] if fits else [name])])
        assert sorted(deviation.path for deviation in one.deviations()) == expected
        assert one.to_dict()[name] == odd
        assert one.id == "ep-0"


def test_a_null_that_is_promised_is_none() -> None:
    one = PublicEndpoint.from_dict({"latency_last_30m": None, "pricing": None})
    assert one.latency_last_30m is None
    paths = {deviation.path for deviation in one.deviations()}
    assert "pricing" in paths
    assert "latency_last_30m" not in paths


@pytest.mark.parametrize("count", [1, 7, 8, 9])
def test_items_need_not_have_the_same_fields(count: int) -> None:
    items = [item(number) for number in range(count)]
    for number, one in enumerate(items):
        del one[list(one)[number % len(one)]]
    found = ListEndpointsResult.from_dict({"Items": items})
    assert found.to_dict()["Items"] == items
    assert found.deviations() == []


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
                seen.append([(one.rate_limit, one.tags) for one in found])

            threads = [threading.Thread(target=look) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(seen) == 4
            for other in seen[1:]:
                assert other == seen[0]
                pairs = zip(other, seen[0], strict=True)
                same = all(one[0] is two[0] and one[1] is two[1] for one, two in pairs)
                assert same, "it was read twice"
    finally:
        sys.setswitchinterval(interval)


def test_where_no_stack_is_left_it_can_be_looked_at_again() -> None:
    one = later()

    def deep(levels: int) -> None:
        if levels:
            deep(levels - 1)
        else:
            _ = one.rate_limit, one.tags

    limit = sys.getrecursionlimit()
    failed = 0
    for levels in range(limit - 200, limit + 50):
        one = later()
        try:
            deep(levels)
        except RecursionError:
            failed += 1
        assert one.rate_limit == RateLimit(rpm=0, tpm=1000)
        assert one == made()
    assert failed


def test_a_long_list_is_never_in_memory_twice() -> None:
    """What an item was read from is let go as it is read; so is what was put off."""
    items = [item(number) for number in range(5000)]
    for one in items:
        del one["new"]
    names = ("object", "id", "name", "model", "type", "owner", "state")
    flat_items = [
        {name: f"{name}-{n}" for name in names} | {"created_at": "2026-01-01T00:00:00Z"}
        for n in range(5000)
    ]
    deep = ListEndpointsResult, {"Items": items}
    flat = ListEndpointsResponse, {"object": "list", "data": flat_items}
    for model, body in deep, flat:
        content = json.dumps(body)
        tracemalloc.start()
        try:
            data = json.loads(content)
            plain, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            found: Any = model._read(data)  # pyright: ignore[reportPrivateUsage]
            del data
            held, peak = tracemalloc.get_traced_memory()
            if model is ListEndpointsResult:
                for one in found.items:
                    _ = one.rate_limit, one.tags
            asked, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert held < 0.95 * plain
        assert asked < 0.8 * plain
        assert peak < 1.05 * plain
