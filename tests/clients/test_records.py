"""Models fit wherever Python's own records go, and the libraries that people hand them to."""

from __future__ import annotations

import copy
import functools
import json
import pickle
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

import httpx
import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
import polars as pl
import pytest
from endpoint_roster_core import UNSET, Model
from endpoint_roster_ppio.models import Endpoint as PpioEndpoint
from endpoint_roster_volcengine.models import (
    Endpoint,
    ListEndpointsRequest,
    ListEndpointsResult,
    RateLimit,
    Tag,
    TagFilter,
)
from fastapi import FastAPI
from support.clients import CLIENTS, GeneratedClient

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)

ITEM: Mapping[str, Any] = {
    "Id": "ep-1",
    "Name": "name",
    "Description": "",
    "Status": "Running",
    "StatusReason": None,
    "CreateTime": "2026-01-01T00:00:00.100+08:00",
    "RateLimit": {"Rpm": 1, "Tpm": 1000},
    "Tags": [{"Key": "team", "Value": "ads"}],
    "new": {"number": 1},
}
DEVIANT = {**ITEM, "SupportRolling": "yes", "CreateTime": "2026-01-01T00:00:00"}


def made() -> Endpoint:
    return Endpoint.from_dict(ITEM)


def copies(one: Any) -> list[Any]:
    """Copies of a model, made in all ways that make one."""
    found = [copy.copy(one), copy.deepcopy(one), one.__replace__()]
    found += [pickle.loads(pickle.dumps(one, n)) for n in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    if sys.version_info >= (3, 13):
        found.append(copy.replace(one))
    return found


def plain(value: Any) -> Any:
    """A value with dicts in place of models, by the Python names of their fields."""
    if isinstance(value, Model):
        return {name: plain(item) for name, item in dict(value).items()}
    if isinstance(value, list):
        return [plain(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in cast("dict[str, Any]", value).items()}
    return value


class TestMappings:
    def test_dict_has_each_field_by_its_python_name_and_the_unknown_ones_last(self) -> None:
        one = made()
        found = dict(one)
        assert list(found)[:3] == ["id", "name", "description"]
        assert list(found)[-1] == "new"
        assert found["rate_limit"] is one.rate_limit
        assert found["project_name"] is None
        assert found["new"] == {"number": 1}
        assert {**one} == found

    def test_iteration_length_and_membership_agree_with_it(self) -> None:
        one = made()
        found = dict(one)
        assert list(one) == one.keys() == list(found)
        assert one.values() == list(found.values())
        assert one.items() == list(found.items())
        assert len(one) == len(found)
        assert "rate_limit" in one
        assert "new" in one
        assert "RateLimit" not in one
        assert 7 not in one
        assert bool(Tag())

    def test_brackets_and_get(self) -> None:
        one = made()
        assert one["id"] == one.get("id") == "ep-1"
        assert one["new"] == {"number": 1}
        assert one.get("Id") is None
        assert one.get("Id", 7) == 7
        for name in ("Id", "_extra", "to_dict", "__class__"):
            with pytest.raises(KeyError, match=name):
                one[name]
        with pytest.raises(KeyError):
            one[0]  # pyright: ignore[reportArgumentType]

    def test_mappings_are_what_has_all_methods_of_one(self) -> None:
        """Where a field hides a method, the class does not claim that it can be called."""
        result = ListEndpointsResult.from_dict({"Items": [ITEM]})
        assert isinstance(made(), Mapping)
        assert result.items == [made()]
        assert not isinstance(result, Mapping)
        assert not isinstance(TagFilter(values=["a"]), Mapping)
        assert dict(result)["items"] == [made()]
        assert list(TagFilter(key="a", values=["b"])) == ["key", "values"]

    @each_client
    def test_match_statements_take_them(self, client: GeneratedClient) -> None:
        one: Any = client.endpoints()[0]
        match one:
            case {"name": str() as name}:
                assert name == one.name
            case _:
                pytest.fail("it is a mapping with a name")


class TestValues:
    def test_arguments_are_keywords_only(self) -> None:
        with pytest.raises(TypeError):
            Tag("team", "ads")  # type: ignore[misc]  # pyright: ignore[reportCallIssue]
        with pytest.raises(TypeError):
            Tag(additional_properties={})  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

    def test_absent_and_null_are_none_and_to_dict_tells_them_apart(self) -> None:
        one = made()
        assert one.project_name is None
        assert one.status_reason is None
        assert one.to_dict() == ITEM

    def test_a_request_tells_absent_from_null(self) -> None:
        assert ListEndpointsRequest().project_name is UNSET
        assert ListEndpointsRequest().to_dict() == {}
        nothing: Any = None
        assert ListEndpointsRequest(project_name=nothing).to_dict() == {"ProjectName": None}
        read = ListEndpointsRequest.from_dict({"PageSize": 5})
        read.project_name = nothing
        assert read.to_dict() == {"PageSize": 5, "ProjectName": None}

    def test_null_in_a_required_field_is_written(self) -> None:
        nothing: Any = None
        (page,) = [client.page for client in CLIENTS if client.provider == "together"]
        assert page(object_="list", data=nothing).to_dict() == {"object": "list", "data": None}
        assert page.from_dict({"data": None}).to_dict() == {"data": None}

    def test_what_is_set_later_is_there(self) -> None:
        one = made()
        one.project_name = "search"
        one.create_time = datetime(2026, 2, 3, tzinfo=UTC)
        one.additional_properties["more"] = 1
        expected = {"ProjectName": "search", "CreateTime": "2026-02-03T00:00:00Z", "more": 1}
        assert one.to_dict() == {**ITEM, **expected}

    def test_a_name_that_is_no_field_is_refused(self) -> None:
        with pytest.raises(AttributeError):
            made().project = 1  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

    def test_they_compare_by_their_values(self) -> None:
        one = made()
        assert one == made()
        assert one != Endpoint.from_dict({**ITEM, "Name": "other"})
        assert one != Endpoint.from_dict({**ITEM, "new": {"number": 2}})
        assert one != dict(one)
        assert Tag(key="a") != TagFilter(key="a")
        assert Tag(key="a") == Tag.from_dict({"Key": "a"})
        with pytest.raises(TypeError, match="unhashable"):
            hash(one)

    def test_the_repr_is_one_short_line_without_what_is_not_there(self) -> None:
        one = made()
        one.description = "d" * 1000
        text = repr(one)
        assert text.startswith("Endpoint(id='ep-1', name='name', description='ddd")
        assert "None" not in text
        assert "project_name" not in text
        assert "status_reason" not in text
        assert "new" in text
        assert "\n" not in text
        assert len(text) < 600
        assert repr(Endpoint(name="", tags=[])) == "Endpoint()"
        assert repr(ListEndpointsRequest(page_size=5)) == "ListEndpointsRequest(page_size=5)"
        assert repr(RateLimit(rpm=0)) == "RateLimit(rpm=0)"

    @each_client
    def test_the_repr_of_a_page_is_short_too(self, client: GeneratedClient) -> None:
        body = next(iter(client.examples()[200].values()))
        page = client.page.from_dict(body)
        assert len(repr(page)) < 400
        assert all(len(repr(one)) < 2500 for one in client.endpoints())


class TestCopies:
    @each_client
    def test_they_are_equal_and_say_the_same(self, client: GeneratedClient) -> None:
        for one in client.endpoints():
            for twin in copies(one):
                assert twin is not one
                assert type(twin) is type(one)
                assert twin == one
                assert repr(twin) == repr(one)
                assert twin.to_dict() == one.to_dict()

    def test_nothing_that_is_remembered_gets_lost(self) -> None:
        one = Endpoint.from_dict(DEVIANT)
        assert len(one.deviations()) == 3
        for twin in copies(one):
            assert twin.to_dict() == one.to_dict() == DEVIANT
            assert twin.deviations() == one.deviations()

    def test_a_deep_copy_shares_nothing_and_any_other_its_values(self) -> None:
        one = made()
        twin, deep = copy.copy(one), copy.deepcopy(one)
        assert twin.tags is one.tags
        assert deep.tags is not one.tags
        twin.name = "other"
        twin.additional_properties["more"] = 1
        deep.additional_properties["new"]["number"] = 2
        assert one.to_dict() == ITEM

    def test_a_replaced_value_leaves_all_others(self) -> None:
        one = made()
        ways: list[Any] = [one.__replace__]
        if sys.version_info >= (3, 13):
            ways.append(functools.partial(copy.replace, one))
        for replace in ways:
            twin = replace(name="other", create_time=datetime(2026, 2, 3, tzinfo=UTC))
            changed = {"Name": "other", "CreateTime": "2026-02-03T00:00:00Z"}
            assert twin.to_dict() == {**ITEM, **changed}
            assert one.to_dict() == ITEM
            with pytest.raises(TypeError, match="Endpoint has no field 'Name'"):
                replace(Name="other")

    def test_markers_stay_the_same_object(self) -> None:
        request = ListEndpointsRequest(page_size=5)
        for twin in copies(request):
            assert twin.page_number is UNSET
            assert twin == request


class TestJson:
    @each_client
    def test_to_dict_is_what_json_takes(self, client: GeneratedClient) -> None:
        for body in client.examples()[200].values():
            if "Error" in json.dumps(body):
                continue
            page = client.page.from_dict(body)
            assert json.loads(json.dumps(page.to_dict())) == body


class TestFastApi:
    """Each page of an application that returns what a client gave."""

    async def get(self, app: FastAPI, path: str, **options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://app") as http:
            return await http.request(options.pop("method", "GET"), path, **options)

    @each_client
    async def test_what_is_returned_is_json(self, client: GeneratedClient) -> None:
        app = FastAPI()
        endpoints = client.endpoints()
        body = next(iter(client.examples()[200].values()))
        page = client.page.from_dict(body)
        one = endpoints[0]
        cls = cast("Any", type(one))
        answers: dict[str, tuple[Any, Any]] = {
            "one": (one, cls),
            "list": (endpoints, list[cls]),
            "map": ({"one": one}, dict[str, cls]),
            "page": (page, client.page),
        }
        for name, (value, annotation) in answers.items():
            app.get(f"/plain/{name}")(returning(value))
            app.get(f"/annotated/{name}", response_model=annotation)(returning(value))
        for name, (value, _) in answers.items():
            for way in ("plain", "annotated"):
                answer = await self.get(app, f"/{way}/{name}")
                assert answer.status_code == 200
                assert same_instants(answer.json(), plain(value))
        assert (await self.get(app, "/openapi.json")).status_code == 200

    async def test_an_annotation_is_enough(self) -> None:
        app = FastAPI()

        @app.get("/one")
        async def one() -> Endpoint:  # pyright: ignore[reportUnusedFunction]
            return made()

        @app.get("/all")
        async def everything() -> list[Endpoint]:  # pyright: ignore[reportUnusedFunction]
            return [made()]

        @app.get("/none")
        async def none() -> Endpoint | None:  # pyright: ignore[reportUnusedFunction]
            return None

        answer = (await self.get(app, "/one")).json()
        assert (answer["id"], answer["tags"]) == ("ep-1", [{"key": "team", "value": "ads"}])
        assert (await self.get(app, "/all")).json() == [answer]
        assert (await self.get(app, "/none")).json() is None
        schema = (await self.get(app, "/openapi.json")).json()
        assert set(schema["paths"]) == {"/one", "/all", "/none"}

    async def test_a_body_becomes_a_model(self) -> None:
        app = FastAPI()

        @app.post("/")
        async def take(tag: Tag) -> Any:  # pyright: ignore[reportUnusedFunction]
            return {"type": type(tag).__name__, "wire": tag.to_dict()}

        sent = {"Key": "team", "more": 1}
        answer = await self.get(app, "/", method="POST", json=sent)
        assert answer.json() == {"type": "Tag", "wire": sent}
        refused = await self.get(app, "/", method="POST", json=[1])
        assert refused.status_code == 422


def returning(value: Any) -> Any:
    """A function of an application, without an annotation."""
    return lambda: value


def same_instants(answer: Any, expected: Any) -> bool:
    """Whether decoded JSON says what plain values say, whatever its way to write times."""
    if isinstance(expected, datetime):
        return datetime.fromisoformat(answer) == expected
    if isinstance(expected, dict):
        pairs = cast("dict[str, Any]", expected)
        return list(answer) == list(pairs) and all(
            same_instants(answer[name], value) for name, value in pairs.items()
        )
    if isinstance(expected, list):
        items = cast("list[Any]", expected)
        return len(answer) == len(items) and all(map(same_instants, answer, items))
    return answer == expected


class TestDataFrames:
    @each_client
    def test_pandas_has_a_column_for_each_field(self, client: GeneratedClient) -> None:
        endpoints = client.endpoints()
        frame: Any = pd.DataFrame(endpoints)
        assert list(frame.columns) == list(endpoints[0])
        assert list(frame["name"]) == [one.name for one in endpoints]
        assert len(str(frame)) > 0

    @each_client
    def test_polars_has_a_column_for_each_field(self, client: GeneratedClient) -> None:
        endpoints = client.endpoints()
        frame = pl.DataFrame(endpoints)
        assert set(frame.columns) == {name for one in endpoints for name in one}
        assert frame["name"].to_list() == [one.name for one in endpoints]
        assert len(str(frame)) > 0
        by_hand = pl.DataFrame([plain(one) for one in endpoints])
        assert frame.equals(by_hand)

    def test_polars_makes_structs_of_nested_models(self) -> None:
        frame = pl.DataFrame([made(), made()])
        assert frame["rate_limit"].to_list() == [{"rpm": 1, "tpm": 1000}] * 2
        assert frame["tags"].to_list() == [[{"key": "team", "value": "ads"}]] * 2
        assert frame["create_time"].dtype == pl.Datetime("us", "UTC")
        assert frame["new"].to_list() == [{"number": 1}] * 2

    def test_fields_that_hide_methods_of_mappings_do_no_harm(self) -> None:
        results = [ListEndpointsResult.from_dict({"TotalCount": 1, "Items": [ITEM]})] * 2
        assert len(str(pd.DataFrame({"result": results}))) > 0
        frame: Any = pd.DataFrame([dict(one) for one in results])
        assert list(frame["total_count"]) == [1, 1]
        assert pl.DataFrame([dict(one) for one in results])["total_count"].to_list() == [1, 1]

    def test_records_of_many_shapes_make_one_frame(self) -> None:
        sent: list[Any] = [
            {"id": "a", "created_at": 1_700_000_000},
            {"id": "b", "app_name": "x", "ports": [1, 2], "brand_new": True},
            {"id": "c", "envs": [{"key": "k", "value": "v"}]},
        ]
        endpoints = [PpioEndpoint.from_dict(one) for one in sent]
        frames: list[Any] = [pd.DataFrame(endpoints), pl.DataFrame(endpoints)]
        for frame in frames:
            assert list(frame["id"]) == ["a", "b", "c"]
            assert "brand_new" in list(frame.columns)
