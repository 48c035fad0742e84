"""What an operation takes: ids, headers, bodies, and httpx clients of one's own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import Enum, IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_core import UNSET
from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_volcengine.models import (
    EndpointFilter,
    ListEndpointsRequest,
    Tag,
    TagFilter,
)
from support.clients import CLIENTS, GeneratedClient

if TYPE_CHECKING:
    from collections.abc import Mapping

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])

THING: Operation[Any] = Operation("things.get", "GET", "/things/{thing_id}/parts")
UPDATE: Operation[Any] = Operation(
    "things.update",
    "PATCH",
    "/things",
    body="ListEndpointsRequest",
    required=("ProjectName",),
    effect="change",
)
ARK = GeneratedClient("volcengine")


class Color(str, Enum):  # noqa: UP042 - a StrEnum is its value anyway
    RED = "red"


class Size(IntEnum):
    L = 3


class Order(str, Enum):  # noqa: UP042
    NEWEST = "Desc"


CHOOSE: Operation[Any] = Operation(
    "things.choose",
    "GET",
    "/things/{kind}",
    choices={"kind": ("a", "b"), "order": ("Asc", "Desc"), "X-Order": ("Asc", "Desc")},
)


def sent_by(client: GeneratedClient, request: Request[Any]) -> httpx.Request:
    """What goes out for a request."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    with client.connect(answer, base_url="https://api.example/v1") as made:
        made.send(request)
    return seen[0]


class TestIds:
    @pytest.mark.parametrize("value", ["", ".", "..", None, True, 1.5, b"a", ["a"], UNSET])
    def test_that_would_ask_for_something_else_are_refused(self, value: Any) -> None:
        error: Any
        with pytest.raises(ValueError, match=r"^things\.get: thing_id must be") as caught:
            Request(THING, path={"thing_id": value})
        error = caught.value
        assert (error.kind, error.operation, error.attempts) == ("argument", "things.get", 0)

    @each_way
    @pytest.mark.parametrize("value", ["", ".", "..", None, 1.5])
    def test_nothing_is_sent_for_them(self, way: str, value: Any) -> None:
        client = GeneratedClient("openrouter")
        asked: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return httpx.Response(200, json={})

        made = client.connect(answer) if way == "sync" else client.connect_async(answer)
        for arguments in ((value, "slug"), ("author", value)):
            with pytest.raises(client.package.ArgumentError, match="non-empty id"):
                made.endpoints.list(*arguments)
        assert asked == []

    @pytest.mark.parametrize(
        ("value", "path"),
        [
            ("endpoint-1", "endpoint-1"),
            ("a/b", "a%2Fb"),
            ("../secrets", "..%2Fsecrets"),
            ("a?b=c#d", "a%3Fb%3Dc%23d"),
            ("...", "..."),
            ("%2e%2e", "%252e%252e"),
            (" ", "%20"),
            ("model-1:free", "model-1:free"),
            ("客服", "%E5%AE%A2%E6%9C%8D"),
            ("{thing_id}", "%7Bthing_id%7D"),
            (7, "7"),
        ],
    )
    def test_that_are_odd_stay_one_part_of_the_path(self, value: Any, path: str) -> None:
        sent = sent_by(GeneratedClient("together"), Request(THING, path={"thing_id": value}))
        assert sent.url.raw_path == f"/v1/things/{path}/parts".encode()

    def test_that_are_no_valid_text_are_refused(self) -> None:
        with pytest.raises(ValueError, match="thing_id is not valid text"):
            Request(THING, path={"thing_id": "\ud800"})

    def test_a_model_in_the_place_of_its_id_is_named_not_shown(self) -> None:
        with pytest.raises(ValueError, match=r"thing_id must be a non-empty id, not Tag$"):
            Request(THING, path={"thing_id": Tag(key="a")})

    def test_a_member_of_an_enum_is_its_value(self) -> None:
        sent = sent_by(
            GeneratedClient("together"),
            Request(THING, path={"thing_id": Color.RED}, query={"a": Color.RED, "b": [Size.L]}),
        )
        assert sent.url.raw_path == b"/v1/things/red/parts?a=red&b=3"

    @each_way
    def test_of_a_project_come_from_the_client(self, way: str) -> None:
        client = GeneratedClient("huawei")
        made = client.make() if way == "sync" else client.make_async()
        for value in ("", ".", ".."):
            with pytest.raises(client.package.ArgumentError, match="project_id must be"):
                made.endpoints.list(project_id=value)


class TestHeaders:
    @pytest.mark.parametrize(
        "value", ["", "a\nb", "a\r\nX: y", " a", "a ", "a\0b", "schlüssel", "\x7f", ["a"]]
    )
    def test_that_cannot_be_sent_are_refused(self, value: Any) -> None:
        with pytest.raises(ValueError, match=r"^things\.get: the header X-Name must be"):
            Request(THING, path={"thing_id": "a"}, headers={"X-Name": value})

    def test_of_an_operation_are_checked(self) -> None:
        client = GeneratedClient("openrouter")
        made = client.make()
        with pytest.raises(client.package.ArgumentError, match="the header HTTP-Referer"):
            made.endpoints.list("a", "b", http_referer="https://a.example\r\nX-Evil: 1")

    @pytest.mark.parametrize(
        ("value", "text"), [("a b", "a b"), (True, "true"), (7, "7"), (None, None)]
    )
    def test_that_can_are_sent(self, value: Any, text: str | None) -> None:
        request: Request[Any] = Request(THING, path={"thing_id": "a"}, headers={"X-Name": value})
        assert sent_by(GeneratedClient("together"), request).headers.get("x-name") == text

    @each_client
    @pytest.mark.parametrize(
        "headers", [{"X-A": "a\nb"}, {"X-A": ""}, {"X\nA": "a"}, {"": "a"}, {"X-A": "ü"}]
    )
    def test_for_every_request_are_checked(
        self, client: GeneratedClient, headers: dict[str, str]
    ) -> None:
        for make in (client.make, client.make_async):
            with pytest.raises(client.package.ArgumentError, match=r"^headers\["):
                make(headers=headers)


class TestBodies:
    FIELDS: Mapping[str, Any] = {"PageSize": 5, "TagFilters": [{"Key": "a", "Values": ["b"]}]}

    @pytest.mark.parametrize(
        "body",
        [
            ListEndpointsRequest(page_size=5, tag_filters=[TagFilter(key="a", values=["b"])]),
            dict(FIELDS),
            MappingProxyType(FIELDS),
            {"PageSize": 5, "TagFilters": [TagFilter(key="a", values=["b"])]},
        ],
        ids=["model", "dict", "other mapping", "models inside"],
    )
    def test_a_model_or_a_mapping(self, body: Any) -> None:
        sent = sent_by(ARK, ARK.request(body=body))
        assert json.loads(sent.content) == self.FIELDS

    def test_fields_by_their_names_in_python(self) -> None:
        request = ARK.request(
            page_size=5,
            tag_filters=[TagFilter(key="a", values=["b"])],
            filter_=EndpointFilter(),
        )
        assert json.loads(sent_by(ARK, request).content) == {**self.FIELDS, "Filter": {}}

    def test_nothing_that_was_not_named(self) -> None:
        assert sent_by(ARK, ARK.request()).content == b"{}"

    @pytest.mark.parametrize("body", [[], "text", 7, b"{}", Tag(key="a"), ("a",), UNSET])
    def test_anything_else_says_which_model_it_takes(self, body: Any) -> None:
        expected = (
            rf"^endpoints\.list: body must be of the type ListEndpointsRequest or a mapping, not"
            rf" {type(body).__name__}$"
        )
        with pytest.raises(ARK.package.ArgumentError, match=expected):
            ARK.request(body=body)
        with pytest.raises(ARK.package.ArgumentError, match=expected):
            ARK.make().endpoints.list(body)

    @pytest.mark.parametrize(
        ("order", "shown"),
        [
            ("asc", "'asc'"),
            ("Asc ", "'Asc '"),
            ("", "''"),
            (None, "NoneType"),
            (1, "int"),
            (["Asc"], "list"),
        ],
    )
    def test_a_word_out_of_a_closed_set_is_refused_in_each_way(
        self, order: Any, shown: str
    ) -> None:
        expected = rf"^endpoints\.list: SortOrder must be Asc or Desc, not {shown}$"
        for arguments in (
            {"sort_order": order},
            {"body": {"SortOrder": order}},
            {"body": ListEndpointsRequest(sort_order=order)},
        ):
            with pytest.raises(ARK.package.ArgumentError, match=expected):
                ARK.request(**arguments)

    @pytest.mark.parametrize("order", ["Desc", Order.NEWEST])
    def test_a_word_of_a_closed_set_is_sent(self, order: Any) -> None:
        for arguments in ({"sort_order": order}, {"body": {"SortOrder": order}}):
            sent = sent_by(ARK, ARK.request(**arguments))
            assert json.loads(sent.content) == {"SortOrder": "Desc"}
        choice: Request[Any] = Request(
            CHOOSE, path={"kind": "a"}, query={"order": order}, headers={"X-Order": order}
        )
        sent = sent_by(ARK, choice)
        assert (sent.url.query, sent.headers["X-Order"]) == (b"order=Desc", "Desc")

    @pytest.mark.parametrize("name", ["kind", "order", "X-Order"])
    def test_closed_parameters_are_checked_as_well(self, name: str) -> None:
        given = {"kind": "a", "order": "Asc", "X-Order": "Asc"} | {name: "other"}
        with pytest.raises(ARK.package.ArgumentError, match=f"{name} must be .* not 'other'$"):
            Request(
                CHOOSE,
                path={"kind": given["kind"]},
                query={"order": given["order"]},
                headers={"X-Order": given["X-Order"]},
            )

    def test_not_both_a_body_and_fields(self) -> None:
        with pytest.raises(ARK.package.ArgumentError, match="either body or its fields"):
            ARK.request(body={}, page_size=5)

    def test_unset_is_left_out_and_none_is_null(self) -> None:
        fields: dict[str, Any] = {"ProjectName": None, "PageSize": UNSET, "SortBy": "CreateTime"}
        request: Request[Any] = Request(UPDATE, fields=fields)
        expected = {"ProjectName": None, "SortBy": "CreateTime"}
        assert json.loads(sent_by(ARK, request).content) == expected
        nothing: Any = None
        body = ListEndpointsRequest(project_name=nothing, sort_by="CreateTime")
        assert json.loads(sent_by(ARK, Request(UPDATE, body=body)).content) == expected

    @pytest.mark.parametrize("value", [{"a": UNSET}, [UNSET], {"a": [{"b": UNSET}]}])
    def test_unset_inside_of_a_value_is_refused(self, value: Any) -> None:
        with pytest.raises(ValueError, match=r"^things\.update: ProjectName: UNSET"):
            Request(UPDATE, fields={"ProjectName": value})
        with pytest.raises(ValueError, match=r"^things\.update: body: UNSET"):
            Request(UPDATE, body={"ProjectName": value})

    @pytest.mark.parametrize(
        "value", [object(), {1}, b"a", float("nan"), float("inf"), "\ud800", {("a",): 1}]
    )
    @pytest.mark.parametrize("given", [None, httpx.Client()])
    def test_what_is_no_json_is_refused(self, value: Any, given: Any) -> None:
        with (
            ARK.make(http_client=given) as made,
            pytest.raises(
                ARK.package.ArgumentError, match="the body cannot be sent as JSON"
            ) as error,
        ):
            made.endpoints.list({"ProjectName": value}).pages().__next__()
        assert error.value.operation == "endpoints.list"

    def test_what_holds_itself_is_refused(self) -> None:
        value: dict[str, Any] = {}
        value["ProjectName"] = value
        with pytest.raises(ARK.package.ArgumentError, match="nested so deeply, or in itself"):
            ARK.make().endpoints.list(value)

    def test_json_is_what_the_header_says(self) -> None:
        sent = sent_by(ARK, ARK.request())
        assert sent.headers["content-type"] == "application/json"
        assert sent.headers["content-length"] == "2"

    def test_a_required_field_is_asked_for(self) -> None:
        with pytest.raises(ValueError, match=r"^things\.update: ProjectName must be given$"):
            Request(UPDATE, fields={"PageSize": 1})
        with pytest.raises(ValueError, match="ProjectName must be given"):
            Request(UPDATE, fields={"ProjectName": UNSET})

    def test_what_a_caller_keeps_is_not_changed(self) -> None:
        tags = [TagFilter(key="a")]
        body = {"TagFilters": tags}
        request = ARK.request(body=body)
        tags[0].key = "b"
        tags.append(TagFilter(key="c"))
        assert json.loads(sent_by(ARK, request).content) == {"TagFilters": [{"Key": "a"}]}
        assert body == {"TagFilters": tags}

    def test_constants_are_no_arguments(self) -> None:
        for name in ("action", "version", "Action"):
            with pytest.raises(TypeError, match=name):
                ARK.request(**{name: "DeleteEndpoint"})
        url = sent_by(ARK, ARK.request()).url
        assert dict(url.params) == {"Action": "ListEndpoints", "Version": "2024-01-01"}


class TestQueries:
    def test_values_are_written_as_apis_expect_them(self) -> None:
        query: dict[str, Any] = {
            "a": True,
            "b": False,
            "c": None,
            "d": 7,
            "e": ["x", "y z"],
            "f": "ü&=",
        }
        query["g"] = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
        request: Request[Any] = Request(THING, path={"thing_id": "a"}, query=query)
        sent = sent_by(GeneratedClient("together"), request)
        assert sent.url.params.multi_items() == [
            ("a", "true"),
            ("b", "false"),
            ("d", "7"),
            ("e", "x"),
            ("e", "y z"),
            ("f", "ü&="),
            ("g", "2026-02-03T04:05:06Z"),
        ]

    @pytest.mark.parametrize("value", [object(), {"a": 1}, b"a", [object()]])
    def test_anything_else_is_refused(self, value: Any) -> None:
        with pytest.raises(ValueError, match=r"^things\.get: q must be text, a number or a time"):
            Request(THING, path={"thing_id": "a"}, query={"q": value})

    def test_what_is_no_valid_text_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^things\.get: q is not valid text"):
            Request(THING, path={"thing_id": "a"}, query={"q": "\ud800"})
