"""Compiled readers: the same whatever way an object takes through them, and strict about kinds."""

import copy
import gc
import json
import pickle
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from types import FrameType, ModuleType
from typing import Any, cast

import pytest
from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.readers import reader_of
from endpoint_roster_core.tolerance import read_leniently
from endpoint_roster_core.unset import UNSET
from hypothesis import given
from hypothesis import strategies as st


@model
class Part(Model):
    """Something in a thing."""

    size: int = field("size", "integer")
    of: "Part | None" = field("of", "Part?", default=None)


@model
class Thing(Model):
    """Something with a field of each kind."""

    id: str = field("id", "string")
    count: int | None = field("count", "integer", default=None)
    price: float | None = field("price", "number?", default=None)
    is_on: bool | None = field("isOn", "boolean", default=None)
    made: datetime | None = field("made", "date-time", default=None)
    times: list[datetime] | None = field("times", "list[date-time]", default=None)
    part: Part | None = field("part", "Part", default=None)
    parts: list[Part] | None = field("parts", "list[Part]", default=None)
    tags: dict[str, str] | None = field("tags", "map[string]", default=None)
    words: list[str] | None = field("words", "list[string]?", default=None)
    rest: Any = field("rest", "any", default=None)


@model
class Box(Model):
    """A list of things."""

    things: list[Thing] = field("things", "list[Thing]")


@pytest.fixture(autouse=True, scope="module")
def package() -> Iterator[None]:
    """The package that the models stand in, as generated ones do."""
    package = ModuleType("toys")
    for cls in (Part, Thing, Box):
        cls.__module__ = "toys.models"
        setattr(package, cls.__name__, cls)
    sys.modules["toys"] = sys.modules["toys.models"] = package
    yield
    del sys.modules["toys"], sys.modules["toys.models"]


CLEAN: dict[str, Any] = {
    "id": "t-1",
    "count": 3,
    "price": 1.5,
    "isOn": False,
    "made": "2026-03-01T12:00:00Z",
    "times": ["2026-03-01T12:00:00.125Z", "2026-03-01T20:00:00+08:00"],
    "part": {"size": 1, "of": {"size": 2}},
    "parts": [{"size": 3}, {"size": 4, "of": None}],
    "tags": {"a": "b"},
    "words": None,
    "rest": [1, {"x": None}],
    "new": {"y": 1},
}


def read(data: dict[str, Any]) -> Thing:
    return reader_of(Thing)(copy.deepcopy(data))


def read_many(items: list[Any]) -> list[Any]:
    # Each item is an object of its own, as decoded JSON has them: a reader takes them over.
    return reader_of(Box)({"things": [copy.deepcopy(item) for item in items]}).things


def read_slowly(data: dict[str, Any]) -> Thing:
    """Read without the compiled readers."""
    models: dict[str, Any] = {"Part": Part}

    def read_part(cls: Any, data: Any) -> Any:
        return read_leniently(object.__new__(cls), data, models.__getitem__, read_part)

    return read_part(Thing, copy.deepcopy(data))


def test_a_clean_object_is_read_and_given_back() -> None:
    thing = read(CLEAN)
    assert thing.made == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert thing.part == Part(size=1, of=Part(size=2))
    assert thing.additional_properties == {"new": {"y": 1}}
    assert (thing.deviations(), thing.to_dict()) == ([], CLEAN)
    again = pickle.loads(pickle.dumps(copy.deepcopy(thing)))
    assert (again, again.to_dict()) == (thing, CLEAN)


@pytest.mark.parametrize("key", [key for key in CLEAN if key != "id"])
@pytest.mark.parametrize("made", [CLEAN["made"], "2026-03-01T12:00:00.5Z"])
def test_absent_is_told_from_null_however_times_are_written(key: str, made: str) -> None:
    there = {**CLEAN, "made": made}
    absent = {name: value for name, value in there.items() if name != key}
    for data in (absent, {**there, key: None}):
        assert read(data).to_dict() == data
        assert [one.to_dict() for one in read_many([data] * 40)] == [data] * 40


@pytest.mark.parametrize(
    ("key", "value", "as_read", "expected"),
    [
        ("id", 5, "5", "string"),
        ("count", "7", 7, "integer"),
        ("count", 2.0, 2, "integer"),
        ("count", True, True, "integer"),
        ("count", "1e999999999", "1e999999999", "integer"),
        ("count", "1_000", "1_000", "integer"),
        ("price", "1.25", 1.25, "number or null"),
        ("price", "nan", "nan", "number or null"),
        ("isOn", 1, 1, "boolean"),
        ("isOn", "true", "true", "boolean"),
        ("made", "20260301T120000Z", "20260301T120000Z", "date-time"),
        ("made", 1770000000, 1770000000, "date-time"),
        ("part", [], [], "object (Part)"),
        ("parts", {}, {}, "list of object (Part)"),
        ("tags", "a", "a", "map of string"),
        ("words", "a", "a", "list of string or null"),
    ],
)
def test_what_does_not_fit_is_read_if_there_is_one_way_and_noted(
    key: str, value: Any, as_read: Any, expected: str
) -> None:
    thing = read({**CLEAN, key: value})
    attribute = {"isOn": "is_on"}.get(key, key)
    found = getattr(thing, attribute)
    assert (found, type(found)) == (as_read, type(as_read))
    [deviation] = thing.deviations()
    assert deviation[:1] + deviation[2:] == (key, value)
    assert deviation.expected.startswith(expected.partition(" or ")[0])
    others = {name: one for name, one in thing.to_dict().items() if name != key}
    assert others == {name: one for name, one in CLEAN.items() if name != key}


def test_places_of_deviations_lead_through_lists_and_models() -> None:
    thing = read({**CLEAN, "parts": [{"size": 1}, {"of": {"size": "x"}}], "times": ["never"]})
    assert {(one.path, one.value) for one in thing.deviations()} == {
        ("times[0]", "never"),
        ("parts[1].size", UNSET),
        ("parts[1].of.size", "x"),
    }


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_only_an_object_is_read(data: Any) -> None:
    with pytest.raises(TypeError):
        reader_of(Thing)(data)
    with pytest.raises(TypeError):
        Thing.from_dict(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False)
    | st.text() | st.sampled_from(["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.5Z", "7", "1.5"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from([*CLEAN, "size", "of", "x"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
OBJECTS = st.dictionaries(st.sampled_from([*CLEAN, "x"]), JSON)


@given(OBJECTS)
def test_nothing_is_lost_whatever_arrives(data: dict[str, Any]) -> None:
    thing = read(data)
    deviant = {one.path.partition(".")[0].partition("[")[0] for one in thing.deviations()}
    kept = thing.to_dict()
    assert kept.keys() == data.keys()
    for key, value in data.items():
        # In a list of times it is the times that are kept, and not how they were written.
        same_times = key == "times" and read({key: kept[key]}).times == thing.times
        assert key in deviant or kept[key] == value or same_times
    assert {
        one.path for one in thing.deviations() if one.value is UNSET and "." not in one.path
    } == (set() if "id" in data else {"id"})


def facts(thing: Thing) -> tuple[Any, ...]:
    return dict(thing), thing.to_dict(), [*map(repr, thing.deviations())]


@given(st.lists(OBJECTS, max_size=3), OBJECTS)
def test_a_compiled_reader_reads_as_the_tolerant_one(
    others: list[dict[str, Any]], often: dict[str, Any]
) -> None:
    # What comes often gets a reader of its own, and so does the list of it; the others break in.
    turned = dict(reversed(often.items()))
    items = [often] * 40 + others + [CLEAN, turned, {**often, "id": "t-2"}, often] * 2
    wanted = [facts(read_slowly(item)) for item in items]
    assert [facts(one) for one in read_many(items)] == wanted
    assert [facts(one) for one in read_many(items)] == wanted
    assert [facts(read(item)) for item in items] == wanted


def test_an_item_that_is_no_object_does_not_cost_the_others() -> None:
    thing = read({**CLEAN, "parts": [{"size": n} for n in range(10)] + [None, "x"]})
    assert thing.parts is not None
    assert [one.size for one in thing.parts[:10]] == list(range(10))
    assert thing.parts[10:] == [None, "x"]
    assert [one.path for one in thing.deviations()] == ["parts[10]", "parts[11]"]


def test_models_inside_of_a_mapping_are_read_as_the_json_that_they_stand_for() -> None:
    part = Part(size=1, of=Part(size=2))
    for _ in range(40):  # until readers for just these keys are made
        thing = Thing.from_dict({"id": "a", "part": part, "parts": [part, {"size": 3, "of": None}]})
        assert thing.to_dict() == {
            "id": "a",
            "part": {"size": 1, "of": {"size": 2}},
            "parts": [{"size": 1, "of": {"size": 2}}, {"size": 3, "of": None}],
        }
        assert thing.part is not part
        assert Thing.from_dict(cast("Any", thing)) == thing


OFTEN = {name: CLEAN[name] for name in ("id", "count", "price", "made", "part")}
UNLIKE: dict[str, str] = {
    "reordered": json.dumps(dict(reversed(OFTEN.items()))),
    "a key twice": json.dumps(OFTEN)[:-1] + ', "count": 4, "id": "t-2"}',
    "an unknown key in between": json.dumps({"id": "t-3", "odd": {"id": 1}, **OFTEN}),
    "an unknown key for a known one": json.dumps({**OFTEN, "odd": 1}).replace("price", "cost"),
    "a known key that never came": json.dumps({**OFTEN, "isOn": True, "rest": None}),
    "a promised key missing": json.dumps({k: v for k, v in OFTEN.items() if k != "id"}),
    "a usual key missing": json.dumps({k: v for k, v in OFTEN.items() if k != "made"}),
    "null for a usual key": json.dumps({**OFTEN, "price": None, "count": None}),
    "empty": "{}",
}


@pytest.mark.parametrize("text", UNLIKE.values(), ids=UNLIKE.keys())
@pytest.mark.parametrize("times", [1, 40])
def test_an_object_unlike_those_before_is_read_all_the_same(text: str, times: int) -> None:
    # In one document, so that equal keys are one string; and in another, where they are not.
    texts = [json.dumps(OFTEN)] * 40 + [text] * times + [json.dumps(OFTEN), text]
    items = json.loads(f"[{', '.join(texts)}]")
    wanted = [facts(read_slowly(item)) for item in items]
    assert [facts(one) for one in read_many(items)] == wanted
    assert [facts(one) for one in reader_of(Box)({"things": items}).things] == wanted
    assert facts(read(json.loads(text))) == facts(read_slowly(json.loads(text)))


def test_ever_new_shapes_are_read_and_leave_nothing_behind() -> None:
    def flood(first: int) -> None:
        order = Random(first)
        for number in range(first, first + 200):
            names = order.sample([*CLEAN], order.randrange(len(CLEAN)))
            item = {"id": "a", **{name: CLEAN[name] for name in names}, f"new{number}": number}
            assert [one.to_dict() for one in read_many([item] * 20)] == [item] * 20

    flood(0)
    gc.collect()
    tracemalloc.start()
    flood(1000)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held < 50_000


def reads_of_parts(items: list[Any]) -> int:
    """Read a list of things, and return how often a reader of parts was called for it."""
    calls = 0

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename == "<readers of Part>"

    sys.setprofile(count)
    try:
        read_many(items)
    finally:
        sys.setprofile(None)
    return calls


def test_small_models_in_a_list_are_read_in_place_by_what_is_known_of_them_now() -> None:
    one: dict[str, Any] = {"id": "a", "part": {"size": 1}, "parts": [{"size": 2}, {"size": 3}]}
    other = {**one, "part": {"size": 1, "of": {"size": 4}}}
    for items in ([one] * 40, [one, other] * 20):
        for _ in range(3):  # it takes some to know them
            assert [thing.to_dict() for thing in read_many(items)] == items
        assert reads_of_parts(items) == 0


def test_the_garbage_collector_looks_at_the_models_of_a_long_list_before_they_hold_anything() -> (
    None
):
    """Unknown fields make two containers of one, so their number grows with each object."""
    item: dict[str, Any] = {"id": "a", "part": {"size": 1}, "new": 1}
    for _ in range(3):
        read_many([item] * 40)
    things: list[Any] = [copy.deepcopy(item) for _ in range(8_000)]
    read_before: list[bool] = []

    def note(phase: str, _: Any) -> None:
        if phase == "start":
            read_before.append(type(things[0]) is not dict)

    gc.collect()
    gc.callbacks.append(note)
    try:
        reader_of(Box)({"things": things})
    finally:
        gc.callbacks.remove(note)
    assert all(type(thing) is Thing for thing in things)
    assert read_before
    assert not any(read_before)


def test_times_far_down_a_long_list_are_read_whatever_those_before_look_like() -> None:
    usual = [{"id": "a", "made": f"2026-03-01T12:00:{n % 60:02}Z"} for n in range(700)]
    unusual = {
        3: "2026-03-01t12:00:00z",
        255: "2026-03-01T12:00:00.5Z",
        256: 1,
        257: "soon",
        511: None,
        512: "2026-03-01T12:00:00+08:00",
        699: "2026-03-01T12:00:00",
    }
    items: list[dict[str, Any]] = [{**one} for one in usual]
    for number, text in unusual.items():
        items[number]["made"] = text
    for _ in range(3):
        read_many(usual)
        assert [facts(one) for one in read_many(items)] == [facts(read_slowly(x)) for x in items]


def test_unknown_fields_can_be_added_by_hand() -> None:
    thing = read({"id": "a"})
    added = thing.additional_properties
    assert (added, dict(thing) | {"id": "a"}) == ({}, dict(thing))
    added["x"] = 1
    assert (thing.additional_properties, thing["x"]) == ({"x": 1}, 1)
    assert thing.to_dict() == copy.copy(thing).to_dict() == {"id": "a", "x": 1}


def test_none_set_by_hand_is_left_out_unless_the_api_allows_null() -> None:
    for data in [{"id": "a", "count": 1, "price": 2}] * 40 + [{"id": "a"}, CLEAN]:
        thing = read(data)
        thing.count = thing.price = None
        kept = thing.to_dict()
        assert "count" not in kept
        assert kept.get("price") is None
        assert ("price" in kept) == ("price" in data)
