"""Answers that make no sense together: the listing ends, nothing comes twice, nothing is hidden."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from endpoint_roster import Account, AccountReport, AsyncRoster, Endpoint, Listing, Roster
from endpoint_roster.engine.paging import REMEMBERED_IDS, ListingGuard
from endpoint_roster.providers import Page
from endpoint_roster_core.paging import MAX_EMPTY_PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

Collect = Callable[..., Listing]
Serve = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture(params=["sync", "async"])
def collect(request: pytest.FixtureRequest) -> Collect:
    def synchronously(account: Account, **options: Any) -> Listing:
        with Roster([account], **options) as roster:
            return roster.list().collect()

    def asynchronously(account: Account, **options: Any) -> Listing:
        async def run() -> Listing:
            async with AsyncRoster([account], **options) as roster:
                return await roster.list().collect()

        return asyncio.run(run())

    return synchronously if request.param == "sync" else asynchronously


def ids(listing: Listing) -> list[str]:
    return [endpoint.id for endpoint in listing.endpoints]


def only_report(listing: Listing) -> AccountReport:
    (report,) = listing.accounts
    assert report.endpoints == len(listing.endpoints)
    assert report.failure == (listing.failures[0] if listing.failures else None)
    assert report.seconds > 0
    return report


def ppio(url: str) -> Account:
    return Account("ppio", api_key="k", base_url=url)


def ark(url: str) -> Account:
    return Account("volcengine", access_key="a", secret_key="s", base_url=url)


def cursor_of(request: Any) -> str:
    path: str = request.path
    return parse_qs(urlsplit(path).query).get("cursor", [""])[0]


def cursors(answer: Any, pages: Mapping[str, tuple[str, str]]) -> Callable[[Any], Any]:
    """Answer with the items of a cursor and the cursor that follows; none follows the empty one."""

    def script(request: Any) -> Any:
        items, following = pages[cursor_of(request)]
        body = {
            "data": [{"id": item} for item in items],
            "has_more": bool(following),
            "next_cursor": following,
        }
        return answer(json.dumps(body).encode())

    return script


@pytest.mark.parametrize("following", ["a", "b"])
def test_a_cursor_that_comes_again(
    serve: Serve, answer: Any, collect: Collect, following: str
) -> None:
    pages = {"": ("1", "a"), "a": ("2", "b"), "b": ("3", following)}
    server = serve(cursors(answer, pages))
    listing = collect(ppio(server.url))
    assert ids(listing) == ["1", "2", "3"]
    (failure,) = listing.failures
    assert (failure.kind, failure.pages, failure.endpoints) == ("repeated_page", 3, 3)
    assert len(server.requests) == 3


def test_an_empty_page_that_promises_more(serve: Serve, answer: Any, collect: Collect) -> None:
    pages = {"": ("1", "a"), "a": ("", "b"), "b": ("", "c"), "c": ("2", "")}
    server = serve(cursors(answer, pages))
    listing = collect(ppio(server.url))
    assert (ids(listing), listing.complete) == (["1", "2"], True)
    assert only_report(listing).notes == ["an empty page announced another page"]


def test_empty_pages_without_end(serve: Serve, answer: Any, collect: Collect) -> None:
    numbers = itertools.count()

    def script(_: Any) -> Any:
        body: dict[str, Any] = {"data": []}
        body |= {"has_more": True, "next_cursor": f"c{next(numbers)}"}
        return answer(json.dumps(body).encode())

    server = serve(script)
    listing = collect(ppio(server.url))
    (failure,) = listing.failures
    assert failure.kind == "empty_pages"
    assert len(server.requests) == failure.pages == MAX_EMPTY_PAGES + 1


def test_pages_without_end(serve: Serve, answer: Any, collect: Collect) -> None:
    numbers = itertools.count()

    def script(_: Any) -> Any:
        number = next(numbers)
        body = {"data": [{"id": f"{number}"}], "has_more": True, "next_cursor": f"c{number}"}
        return answer(json.dumps(body).encode())

    server = serve(script)
    listing = collect(ppio(server.url), max_pages=7)
    assert ids(listing) == [str(number) for number in range(7)]
    (failure,) = listing.failures
    assert (failure.kind, len(server.requests)) == ("page_limit", 7)
    assert "max_pages" in failure.advice


def test_what_comes_twice_is_listed_once_with_a_note(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    pages = {"": ("12", "a"), "a": ("23", "b"), "b": ("3345", "")}
    server = serve(cursors(answer, pages))
    listing = collect(ppio(server.url))
    assert (ids(listing), listing.complete) == (["1", "2", "3", "4", "5"], True)
    (note,) = only_report(listing).notes
    assert note.startswith("3 endpoints came more than once")


class Ark:
    """A scripted Ark: a list of ids that changes before the page of a number is served."""

    def __init__(self, answer: Any, names: list[str], **settings: Any) -> None:
        self.names = names
        self.bodies: list[dict[str, Any]] = []
        self.before: dict[int, Callable[[list[str]], None]] = settings.get("before", {})
        self.total: Callable[[int], int | None] = settings.get("total", int)
        self.largest: int = settings.get("largest", 100)
        self._answer = answer

    def __call__(self, request: Any) -> Any:
        body = json.loads(request.body)
        self.bodies.append(body)
        if change := self.before.get(len(self.bodies)):
            change(self.names)
        size = min(body["PageSize"], self.largest)
        start = (body["PageNumber"] - 1) * size
        result: dict[str, Any] = {
            "PageNumber": body["PageNumber"],
            "PageSize": size,
            "Items": [{"Id": name} for name in self.names[start : start + size]],
        }
        if (total := self.total(len(self.names))) is not None:
            result["TotalCount"] = total
        answer = {"ResponseMetadata": {"RequestId": "r"}, "Result": result}
        return self._answer(json.dumps(answer).encode())


NAMES = [f"ep-{number}" for number in range(25)]


def read(serve: Serve, collect: Collect, cloud: Ark) -> Listing:
    return collect(ark(serve(cloud).url), page_size=10)


def test_pages_that_are_read_once(serve: Serve, answer: Any, collect: Collect) -> None:
    cloud = Ark(answer, [*NAMES])
    listing = read(serve, collect, cloud)
    assert (ids(listing), listing.complete) == (NAMES, True)
    report = only_report(listing)
    assert (report.pages, report.attempts, report.notes, len(cloud.bodies)) == (3, 3, [], 3)


def test_an_endpoint_that_appears_moves_the_others_down(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    def insert(names: list[str]) -> None:
        names.insert(0, "new")

    cloud = Ark(answer, [*NAMES], before={2: insert})
    listing = read(serve, collect, cloud)
    assert (ids(listing), listing.complete) == (NAMES, True)
    total, twice = sorted(only_report(listing).notes, key=len)
    assert total == "the total changed while the pages were read"
    assert twice.startswith("1 endpoints came more than once")


def test_an_endpoint_that_goes_costs_none_of_the_others(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    # What was first on the second page moves to the first, which was read already.
    def remove(names: list[str]) -> None:
        names.remove("ep-3")

    cloud = Ark(answer, [*NAMES], before={2: remove})
    listing = read(serve, collect, cloud)
    assert sorted(ids(listing)) == sorted(NAMES)
    assert listing.complete
    assert [body["PageNumber"] for body in cloud.bodies] == [1, 2, 3, 1, 2, 3]
    assert "the total changed while the pages were read" in only_report(listing).notes


def test_pages_that_never_hold_still(serve: Serve, answer: Any, collect: Collect) -> None:
    def remove(names: list[str]) -> None:
        del names[0]

    cloud = Ark(answer, [*NAMES], before=dict.fromkeys((2, 5, 8), remove))
    listing = read(serve, collect, cloud)
    (failure,) = listing.failures
    assert failure.kind == "missing_items"
    assert "deleted" in failure.cause
    assert len(set(ids(listing))) == len(ids(listing)) == 25


TOTALS: dict[str, tuple[Callable[[int], int | None], str | None, str | None]] = {
    "none": (lambda _: None, None, None),
    "too large": (lambda real: real + 7, "announced 32 endpoints and delivered 25", None),
    "a lie": (lambda _: 10**9, "announced 1000000000 endpoints", None),
    "too small": (lambda _: 3, None, "announced 3 endpoints and delivered 25"),
    "zero": (lambda _: 0, None, "announced 0 endpoints and delivered 25"),
    "negative": (lambda _: -1, None, "announced -1 endpoints and delivered 25"),
}


@pytest.mark.parametrize("name", TOTALS)
def test_totals_that_disagree(serve: Serve, answer: Any, collect: Collect, name: str) -> None:
    total, failure, note = TOTALS[name]
    listing = read(serve, collect, Ark(answer, [*NAMES], total=total))
    assert ids(listing) == NAMES
    assert [failure in f.cause for f in listing.failures if failure] == [True] * bool(failure)
    assert listing.complete is not bool(failure)
    notes = only_report(listing).notes
    assert [note in text for text in notes if note] == [True] * bool(note)


def test_a_provider_whose_pages_are_smaller_than_asked(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    def untold(_: int) -> None:
        return None

    for total in (int, untold):
        cloud = Ark(answer, [*NAMES], largest=4, total=total)
        listing = read(serve, collect, cloud)
        assert (ids(listing), listing.complete) == (NAMES, True)
        assert len(cloud.bodies) == 7


def test_a_page_that_lost_items_is_a_failure(serve: Serve, answer: Any, collect: Collect) -> None:
    class Losing(Ark):
        def __call__(self, request: Any) -> Any:
            names, self.names = self.names, self.names[:8]
            if json.loads(request.body)["PageNumber"] > 1:
                self.names = names
            reply = super().__call__(request)
            self.names = names
            return reply

    # The first page holds 8 of its 10, though more are announced.
    def announced(_: int) -> int:
        return 25

    cloud = Losing(answer, [*NAMES], total=announced)
    listing = read(serve, collect, cloud)
    assert ids(listing) == [*NAMES[:8], *NAMES[10:]]
    (failure,) = listing.failures
    assert failure.kind == "missing_items"
    assert "announced 25 endpoints and delivered 23" in failure.cause


@pytest.mark.parametrize(("total", "complete"), [(2, True), (5, False), (0, True)])
def test_huawei_delivers_all_or_says_so(
    serve: Serve, answer: Any, collect: Collect, total: int, complete: bool
) -> None:
    services = {"data": [{"id": "a"}, {"id": "b"}], "pages": 1, "total": total}
    custom = {"items": [{"id": "c"}], "count": "1", "total": 1}

    def reply(request: Any) -> Any:
        body = services if "/services/cn-" in request.path else custom
        return answer(json.dumps(body).encode())

    server = serve(reply)
    account = Account("huawei", token="t", project_id="p", base_url=server.url)
    listing = collect(account)
    assert (ids(listing), listing.complete) == (["a", "b", "c"], complete)
    assert bool(only_report(listing).notes) is (total == 0)
    assert len(server.requests) == 2


SECRET = "s3cr3t-for-nobody-else"
CREDENTIALS: dict[str, dict[str, Any]] = {
    "huawei": {"token": SECRET, "project_id": "p"},
    "openrouter": {"api_key": SECRET, "models": ["author/slug"]},
    "ppio": {"api_key": SECRET},
    "together": {"api_key": SECRET},
    "volcengine": {"access_key": "a", "secret_key": SECRET, "session_token": SECRET},
}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("provider", CREDENTIALS)
def test_a_redirect_carries_nothing_to_another_origin(
    serve: Serve, answer: Any, collect: Collect, provider: str, status: int
) -> None:
    elsewhere = serve(lambda _: answer(b'{"data": []}'))
    server = serve(lambda _: answer(b"", status, {"Location": f"{elsewhere.url}/endpoints"}))
    account = Account(provider, base_url=server.url, **CREDENTIALS[provider])
    listing = collect(account)
    (failure,) = listing.failures
    assert (failure.status, failure.attempts, len(server.requests)) == (status, 1, 1)
    assert "redirects are not followed" in failure.cause
    assert elsewhere.requests == []


def guard() -> ListingGuard:
    notes: list[str] = []
    return ListingGuard(10, notes.append)


def test_endpoints_without_an_id_are_all_kept() -> None:
    page = Page([Endpoint("together", "t", "") for _ in range(3)])
    subject = guard()
    assert len(subject.new(page)) + len(subject.new(page)) == 6


def test_ids_are_remembered_within_bounds() -> None:
    subject = guard()
    for start in range(0, 3 * REMEMBERED_IDS, 100):
        page = [Endpoint("together", "t", f"{start + number}") for number in range(100)]
        assert subject.new(Page(page)) == page
    recent = Endpoint("together", "t", f"{2 * REMEMBERED_IDS}")
    assert subject.new(Page([recent])) == []


def test_a_report_of_every_account(serve: Serve, answer: Any) -> None:
    def script(request: Any) -> Any:
        if "/busy" in request.path:
            return answer(b"{}", 503, {"Retry-After": "0"})
        return answer(b'{"data": [{"id": "1"}, {"id": "2", "status": {"status": "running"}}]}')

    server = serve(script)
    labels = ["fine", "busy", "fine too"]
    accounts = [
        Account("ppio", label, api_key="k", base_url=f"{server.url}/{label[:4]}")
        for label in labels
    ]
    with Roster(accounts) as roster:
        listing = roster.list(states=["running"]).collect()
    assert [report.account for report in listing.accounts] == labels
    fine, busy, _ = listing.accounts
    assert (fine.endpoints, fine.pages, fine.attempts, fine.failure) == (1, 1, 1, None)
    assert (busy.endpoints, busy.pages, busy.attempts) == (0, 0, 3)
    assert busy.failure == listing.failures[0]
    assert busy.seconds > 0
