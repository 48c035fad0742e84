"""A list goes over all pages, lazily, and ends: in its last item or in a typed error."""

from __future__ import annotations

import json
from typing import Any, cast

import httpx
import pytest
from endpoint_roster_core import AsyncPager, Pager
from support.clients import CLIENTS, GeneratedClient
from support.paged import ARK, PPIO, Cloud, Outcome, always, ark, asked_for, listed, ppio

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])


class TestAllPages:
    @each_way
    async def test_by_cursor(self, way: str) -> None:
        pages = {"": ppio("a", "b", cursor="x"), "x": ppio("c", cursor="y"), "y": ppio("d")}
        found = await listed(way, PPIO, lambda _, r: pages[r.url.params.get("cursor", "")])
        assert found == Outcome(["a", "b", "c", "d"], None, 3)

    @each_way
    @pytest.mark.parametrize("total", [0, 1, 2, 3, 4, 5])
    async def test_by_number(self, way: str, total: int) -> None:
        ids = [f"e{number}" for number in range(total)]

        def pages(_: int, request: httpx.Request) -> Any:
            start = (asked_for(request) - 1) * 2
            return ark(*ids[start : start + 2], total=total)

        found = await listed(way, ARK, pages)
        assert found == Outcome(ids, None, max(1, (total + 1) // 2))

    @each_way
    async def test_by_number_without_a_total(self, way: str) -> None:
        ids = ["a", "b", "c"]

        def pages(_: int, request: httpx.Request) -> Any:
            start = (asked_for(request) - 1) * 2
            body = ark(*ids[start : start + 2], total=0)
            del body["Result"]["TotalCount"]
            return body

        assert await listed(way, ARK, pages) == Outcome(ids, None, 2)

    @each_way
    async def test_from_a_later_page_on(self, way: str) -> None:
        def pages(_: int, request: httpx.Request) -> Any:
            return {2: ark("c", "d", total=5), 3: ark("e", total=5)}[asked_for(request)]

        assert await listed(way, ARK, pages, page_number=2) == Outcome(["c", "d", "e"], None, 2)

    @each_way
    async def test_with_the_filters_of_the_first(self, way: str) -> None:
        asked: list[Any] = []

        def pages(_: int, request: httpx.Request) -> Any:
            asked.append(json.loads(request.content))
            return ark("a", total=2, size=1) if len(asked) == 1 else ark("b", total=2, size=1)

        found = await listed(way, ARK, pages, project_name="team", page_size=1)
        assert found.ids == ["a", "b"]
        assert asked == [
            {"ProjectName": "team", "PageSize": 1},
            {"ProjectName": "team", "PageSize": 1, "PageNumber": 2},
        ]

    @each_way
    async def test_where_a_server_makes_pages_smaller_than_asked_for(self, way: str) -> None:
        ids = list("abcde")

        def pages(_: int, request: httpx.Request) -> Any:
            start = (asked_for(request) - 1) * 2
            return ark(*ids[start : start + 2], total=5, size=2)

        assert await listed(way, ARK, pages, page_size=100) == Outcome(ids, None, 3)

    @each_client
    @each_way
    async def test_pages_are_the_typed_answers(self, client: GeneratedClient, way: str) -> None:
        body = next(iter(client.examples()[200].values()))
        for name in ("has_more", "pages"):
            if name in body:
                body[name] = False if name == "has_more" else 1
        cloud = Cloud(always(body))
        if way == "sync":
            pager = client.listing(client.make(http_client=httpx.Client(transport=cloud)))
            page = next(iter(pager.pages()))
        else:
            http_client = httpx.AsyncClient(transport=cloud)
            pager = client.listing(client.make_async(http_client=http_client))
            page = await anext(aiter(pager.pages()))
        assert type(pager) is (Pager if way == "sync" else AsyncPager)
        assert "endpoints.list" in repr(cast("object", pager))
        assert type(page) is client.page
        assert page.to_dict() == body


class TestLaziness:
    def endless(self, number: int, request: httpx.Request) -> Any:
        return ppio(f"{number}-a", f"{number}-b", cursor=f"c{number}")

    def test_a_page_is_asked_for_when_it_is_needed(self) -> None:
        cloud = Cloud(self.endless)
        made = PPIO.make(http_client=httpx.Client(transport=cloud))
        pager = made.endpoints.list()
        assert len(cloud.asked) == 0
        items = iter(pager)
        asked: list[int] = []
        for _ in range(5):
            next(items)
            asked.append(len(cloud.asked))
        assert asked == [1, 1, 2, 2, 3]
        pages = pager.pages()
        assert len(cloud.asked) == 3
        next(pages)
        assert len(cloud.asked) == 4

    async def test_a_page_is_asked_for_when_it_is_needed_async(self) -> None:
        cloud = Cloud(self.endless)
        made = PPIO.make_async(http_client=httpx.AsyncClient(transport=cloud))
        pager = made.endpoints.list()
        assert len(cloud.asked) == 0
        items = aiter(pager)
        asked: list[int] = []
        for _ in range(5):
            await anext(items)
            asked.append(len(cloud.asked))
        assert asked == [1, 1, 2, 2, 3]
        await items.aclose()

    async def test_each_iteration_asks_anew(self) -> None:
        cloud = Cloud(always(ppio("a")))
        pager = PPIO.make(http_client=httpx.Client(transport=cloud)).endpoints.list()
        assert [one.id for one in pager] == [one.id for one in pager] == ["a"]
        http_client = httpx.AsyncClient(transport=cloud)
        twin = PPIO.make_async(http_client=http_client).endpoints.list()
        for _ in range(2):
            assert [one.id async for one in twin] == ["a"]
        assert len(cloud.asked) == 4

    @each_way
    async def test_what_came_before_an_error_is_delivered(self, way: str) -> None:
        cloud = Cloud(lambda number, _: ppio("a", cursor="x") if number == 1 else b"<html>")
        found: list[str] = []

        async def collect() -> None:
            if way == "sync":
                made = PPIO.make(http_client=httpx.Client(transport=cloud))
                found.extend(one.id for one in made.endpoints.list())
                return
            made = PPIO.make_async(http_client=httpx.AsyncClient(transport=cloud))
            async for one in made.endpoints.list():
                found.append(one.id)  # noqa: PERF401 - what comes before an error counts

        with pytest.raises(PPIO.package.DecodeError, match=r"^endpoints.list: .*HTML"):
            await collect()
        assert found == ["a"]
        assert len(cloud.asked) == 2


class TestGuards:
    """After at most the documented number of requests a listing ends in a typed error."""

    @each_way
    async def test_a_cursor_that_names_the_same_page_again(self, way: str) -> None:
        found = await listed(way, PPIO, lambda n, _: ppio(f"e{n}", cursor="x"))
        assert (found.ids, found.requests) == (["e1", "e2"], 2)
        found.ended("repeated_page", "pagination loop")

    @each_way
    async def test_cursors_that_go_round_in_a_circle(self, way: str) -> None:
        found = await listed(way, PPIO, lambda n, _: ppio(f"e{n}", cursor=f"c{n % 3}"))
        assert (found.ids, found.requests) == (["e1", "e2", "e3", "e4"], 4)
        found.ended("repeated_page", "pagination loop")

    @each_way
    async def test_the_same_page_under_other_names(self, way: str) -> None:
        found = await listed(way, PPIO, lambda n, _: ppio("a", "b", cursor=f"c{n}"))
        assert (found.ids, found.requests) == (["a", "b"], 2)
        found.ended("repeated_page", "the same page twice")

    @each_way
    async def test_the_same_page_under_other_numbers(self, way: str) -> None:
        found = await listed(way, ARK, always(ark("a", "b", total=100)))
        assert (found.ids, found.requests) == (["a", "b"], 2)
        found.ended("repeated_page", "the same page twice")

    @each_way
    async def test_empty_pages_that_promise_more(self, way: str) -> None:
        found = await listed(way, PPIO, lambda n, _: ppio(cursor=f"c{n}"))
        assert (found.ids, found.requests) == ([], 4)
        found.ended("empty_pages", "4 empty pages in a row")

    @each_way
    async def test_a_few_empty_pages_are_read_over(self, way: str) -> None:
        def pages(number: int, _: httpx.Request) -> Any:
            ids = [f"e{number}"] if number % 4 == 0 else []
            return ppio(*ids, cursor=f"c{number}" if number < 12 else None)

        assert await listed(way, PPIO, pages) == Outcome(["e4", "e8", "e12"], None, 12)

    @each_way
    @pytest.mark.parametrize("more", [None, "true", 1, {}])
    async def test_another_page_that_is_named_without_the_word_that_there_is_one(
        self, way: str, more: Any
    ) -> None:
        first = {**ppio("a", cursor="x"), "has_more": more}
        pages = {"": first, "x": ppio("b")}
        found = await listed(way, PPIO, lambda _, r: pages[r.url.params.get("cursor", "")])
        assert found == Outcome(["a", "b"], None, 2)

    @each_way
    @pytest.mark.parametrize("cursor", [["x"], {"a": 1}, True])
    async def test_another_page_that_cannot_be_asked_for(self, way: str, cursor: Any) -> None:
        page = ppio("a", cursor=cursor)
        del page["has_more"]
        found = await listed(way, PPIO, always(page))
        assert (found.ids, found.requests) == (["a"], 1)
        found.ended("missing_items", "announces another page, but does not name it")

    @each_way
    @pytest.mark.parametrize("body", [{}, {"code": 0}, {"Result": None}, {"Result": [1]}])
    async def test_an_answer_without_the_object_that_has_the_list(
        self, way: str, body: Any
    ) -> None:
        answer = {"ResponseMetadata": {"RequestId": "r"}, **body}
        found = await listed(way, ARK, always(answer))
        assert (found.ids, found.requests) == ([], 1)
        found.ended("decode", "the answer has no list of items")

    @each_way
    @pytest.mark.parametrize("cursor", [None, "", {}])
    async def test_another_page_that_is_not_named(self, way: str, cursor: Any) -> None:
        found = await listed(way, PPIO, always(ppio("a", cursor=cursor, more=True)))
        assert (found.ids, found.requests) == (["a"], 1)
        found.ended("missing_items", "announces another page, but does not name it")

    @pytest.mark.parametrize("way", ["sync", pytest.param("async", marks=pytest.mark.slow)])
    async def test_ten_thousand_pages_at_most(self, way: str) -> None:
        found = await listed(way, PPIO, lambda n, _: ppio(f"e{n}", cursor=f"c{n}"))
        assert found.requests == 10_000
        assert found.ids == [f"e{number}" for number in range(1, 10_001)]
        found.ended("page_limit", "10,000 pages")

    @each_way
    async def test_a_total_that_shrinks(self, way: str) -> None:
        """Items were deleted, so the pages moved, and some may have slipped between two."""

        def pages(number: int, _: httpx.Request) -> Any:
            return ark("a", "b", total=4) if number == 1 else ark("d", total=3)

        found = await listed(way, ARK, pages)
        assert (found.ids, found.requests) == (["a", "b", "d"], 2)
        found.ended("missing_items", "deleted while the pages were read")

    @each_way
    async def test_a_total_that_grows_is_no_error(self, way: str) -> None:
        def pages(number: int, _: httpx.Request) -> Any:
            return ark("a", "b", total=3) if number == 1 else ark("c", "d", total=4)

        assert await listed(way, ARK, pages) == Outcome(["a", "b", "c", "d"], None, 2)

    @each_way
    async def test_fewer_items_than_announced(self, way: str) -> None:
        def pages(number: int, _: httpx.Request) -> Any:
            return ark("a", "b", total=9) if number == 1 else ark(total=9)

        found = await listed(way, ARK, pages)
        assert (found.ids, found.requests) == (["a", "b"], 2)
        found.ended("missing_items", "announced 9 items and sent 2")

    @each_way
    async def test_more_pages_than_can_be_asked_for(self, way: str) -> None:
        client = GeneratedClient("huawei")
        body = {"data": [{"id": "a"}], "pages": 3, "total": 1}
        found = await listed(way, client, always(body))
        assert (found.ids, found.requests) == (["a"], 1)
        found.ended("missing_items", "the first of 3 pages")

    @each_way
    async def test_a_total_above_what_one_answer_has(self, way: str) -> None:
        client = GeneratedClient("huawei")
        body = {"data": [{"id": "a"}], "pages": 1, "total": 2}
        found = await listed(way, client, always(body))
        assert found.ids == ["a"]
        found.ended("missing_items", "announced 2 items and sent 1")

    @each_way
    @pytest.mark.parametrize("data", [None, "none", 7, {"0": {}}, False])
    async def test_no_list_of_items(self, way: str, data: Any) -> None:
        found = await listed(way, PPIO, always({"data": data, "has_more": False}))
        assert (found.ids, found.requests) == ([], 1)
        found.ended("decode", "no list of items")
        assert (await listed(way, PPIO, always({}))).error is not None

    @each_way
    async def test_a_numbered_list_without_items_is_empty(self, way: str) -> None:
        body = ark(total=0)
        del body["Result"]["Items"]
        assert await listed(way, ARK, always(body)) == Outcome([], None, 1)

    @each_way
    async def test_items_that_are_no_objects_are_told_in_the_end(self, way: str) -> None:
        body = {"data": [{"id": "a"}, None, "b", {"id": "c"}], "has_more": False}
        found = await listed(way, PPIO, always(body))
        assert found.ids == ["a", "c"]
        found.ended("missing_items", "items that are not objects: 2")


@each_client
@each_way
async def test_an_error_where_a_page_should_be_is_raised(client: GeneratedClient, way: str) -> None:
    """That of a provider which hides it in a success, too."""
    hidden = {"volcengine": {"ResponseMetadata": {"Error": {"Code": "Busy", "Message": "no"}}}}
    body = hidden.get(client.provider, [])
    cloud = Cloud(always(body))
    expected = client.package.ApiError if body else client.package.DecodeError

    async def ask() -> None:
        if way == "sync":
            list(client.listing(client.make(http_client=httpx.Client(transport=cloud))))
            return
        http_client = httpx.AsyncClient(transport=cloud)
        async for _ in client.listing(client.make_async(http_client=http_client)):
            pass

    with pytest.raises(expected, match=r"^endpoints\.list: ") as caught:
        await ask()
    assert type(caught.value) is expected
    assert len(cloud.asked) == 1
