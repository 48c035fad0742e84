"""What a user sees when something is wrong: which account, what happened, what to do."""

from __future__ import annotations

import asyncio
import json
import pickle
import re
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from endpoint_roster import Account, AsyncRoster, Failure, IncompleteError, Listing, Roster, to_dict
from endpoint_roster_sim import Simulator

SECRET = "s3cr3t-never-shown"
PROVIDERS = ["huawei", "openrouter", "ppio", "together", "volcengine"]

Collect = Callable[..., Listing]
Serve = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture(params=["sync", "async"])
def collect(request: pytest.FixtureRequest) -> Collect:
    def synchronously(accounts: list[Account], **options: Any) -> Listing:
        with Roster(accounts, **options) as roster:
            return roster.list().collect()

    def asynchronously(accounts: list[Account], **options: Any) -> Listing:
        async def run() -> Listing:
            async with AsyncRoster(accounts, **options) as roster:
                return await roster.list().collect()

        return asyncio.run(run())

    return synchronously if request.param == "sync" else asynchronously


def account(provider: str, base_url: str, label: str = "broken") -> Account:
    keys: dict[str, dict[str, Any]] = {
        "huawei": {"access_key": f"AK-{SECRET}", "secret_key": SECRET, "project_id": "p" * 32},
        "openrouter": {"api_key": SECRET, "models": ["author/slug"]},
        "volcengine": {"access_key": f"AK-{SECRET}", "secret_key": SECRET},
    }
    return Account(provider, label, base_url=base_url, **keys.get(provider, {"api_key": SECRET}))


def only_failure(listing: Listing) -> Failure:
    assert not listing.complete
    (failure,) = listing.failures
    assert failure.account == "broken"
    assert failure.cause
    assert failure.advice.endswith(".")
    for text in (repr(listing), json.dumps(to_dict(listing)), str(IncompleteError([failure]))):
        assert SECRET not in text
    assert "\n" not in failure.cause
    return failure


@pytest.fixture
def good(simulator: Simulator) -> Account:
    return Account("together", "good", **simulator.describe()["together"])


@pytest.fixture
def nowhere() -> Iterator[str]:
    # Bound and not listening, so that no other process can get the port.
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_wrong_key(simulator: Simulator, good: Account, collect: Collect, provider: str) -> None:
    about = simulator.describe()[provider]
    wrong = account(provider, about["base_url"])
    if provider == "huawei":
        wrong = Account(
            "huawei",
            "broken",
            token=SECRET,
            **{name: about[name] for name in ("base_url", "project_id", "region")},
        )
    if provider == "openrouter":
        wrong = Account("openrouter", "broken", **(about | {"api_key": SECRET}))
    listing = collect([wrong, good])
    assert len(listing.endpoints) == 36
    failure = only_failure(listing)
    assert (failure.provider, failure.kind, failure.attempts) == (provider, "auth", 1)
    assert failure.status in (401, 403)
    assert "credentials" in failure.advice


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_unreachable_host(nowhere: str, good: Account, collect: Collect, provider: str) -> None:
    listing = collect([account(provider, nowhere), good], max_attempts=1)
    assert len(listing.endpoints) == 36
    failure = only_failure(listing)
    assert (failure.kind, failure.attempts, failure.status) == ("connect", 1, None)
    assert "base_url" in failure.advice


def test_a_password_that_is_refused(simulator: Simulator, collect: Collect) -> None:
    about = simulator.describe()["huawei"]
    listing = collect(
        [
            Account(
                "huawei",
                "broken",
                username="nobody",
                password=SECRET,
                domain="nowhere",
                **{n: about[n] for n in ("base_url", "project_id", "region", "iam_url")},
            )
        ]
    )
    assert only_failure(listing).kind == "auth"


@pytest.mark.parametrize("skew", [3600, -7200])
@pytest.mark.parametrize("provider", ["huawei", "volcengine"])
def test_a_wrong_clock_is_named_instead_of_the_credentials(
    collect: Collect, provider: str, skew: int
) -> None:
    with Simulator(3, providers=[provider], faults=[f"clock-skew={skew}"]) as simulator:
        about = simulator.describe()[provider]
        about.pop("token", None)
        failure = only_failure(collect([Account(provider, "broken", **about)]))
    match = re.match(
        r"Set this machine's clock: it is (\d+) seconds (ahead of|behind) the", failure.advice
    )
    assert match, failure.advice
    assert abs(int(match[1]) - abs(skew)) <= 2
    assert match[2] == ("behind" if skew > 0 else "ahead of")
    assert "credentials" not in failure.advice


def test_a_clock_that_is_right_enough_is_not_blamed(collect: Collect) -> None:
    with Simulator(3, providers=["volcengine"], faults=["clock-skew=200"]) as simulator:
        about = simulator.describe()["volcengine"] | {"secret_key": SECRET}
        failure = only_failure(collect([Account("volcengine", "broken", **about)]))
    assert failure.status == 401
    assert "clock" not in failure.advice
    assert "credentials" in failure.advice


@pytest.mark.parametrize("provider", ["huawei", "together"])
def test_a_wrong_clock_is_not_blamed_where_nothing_is_signed(
    collect: Collect, provider: str
) -> None:
    with Simulator(3, providers=[provider], faults=["clock-skew=3600"]) as simulator:
        about = simulator.describe()[provider]
        for name in ("access_key", "secret_key"):
            about.pop(name, None)
        about |= {"token": SECRET} if provider == "huawei" else {"api_key": SECRET}
        failure = only_failure(collect([Account(provider, "broken", **about)]))
    assert failure.kind == "auth"
    assert "credentials" in failure.advice


@pytest.mark.parametrize("date", [None, "", "yesterday", "Sun, 01 Mar 2026 12:00:00"])
def test_a_time_that_is_refused_points_to_the_clock_whatever_the_date_says(
    serve: Serve, answer: Any, collect: Collect, date: str | None
) -> None:
    error = {"Code": "InvalidTimestamp", "Message": "too old"}
    body = json.dumps({"ResponseMetadata": {"RequestId": "r-1", "Error": error}}).encode()
    headers = {"Content-Type": "application/json"} | ({} if date is None else {"Date": date})
    server = serve(lambda _: answer(body, 400, headers))
    failure = only_failure(collect([account("volcengine", server.url)]))
    assert failure.advice == "Check this machine's clock: signatures contain the time."


BODIES: dict[str, tuple[int, bytes, str, str]] = {
    "a login page": (200, b"<html>Please log in</html>", "text/html", "decode"),
    "an error page": (502, b"<html>Bad Gateway</html>", "text/html", "status"),
    "nothing": (200, b"", "application/json", "decode"),
    "half a body": (200, b'{"data": [', "application/json", "decode"),
    "a list": (200, b"[]", "application/json", "decode"),
    "an empty object": (200, b"{}", "application/json", "decode"),
    "bytes": (200, b"\xff\xfe\x00", "application/octet-stream", "decode"),
    "a strange status": (599, b"", "", "status"),
    "a redirect": (302, b"", "", "status"),
    "not found": (404, b'{"detail": "no route"}', "application/json", "status"),
    "payment": (402, b"{}", "application/json", "status"),
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("name", BODIES)
def test_an_answer_that_is_no_listing(
    serve: Serve, answer: Any, collect: Collect, good: Account, provider: str, name: str
) -> None:
    status, body, content_type, kind = BODIES[name]
    server = serve(lambda _: answer(body, status, {"Content-Type": content_type}))
    listing = collect([account(provider, server.url), good], max_attempts=1)
    assert len(listing.endpoints) == 36
    failure = only_failure(listing)
    assert failure.kind == kind
    if kind == "status":
        assert failure.status == status


def test_a_server_that_repeats_the_credential(serve: Serve, answer: Any, collect: Collect) -> None:
    body = json.dumps({"error": {"message": f"Incorrect API key: {SECRET}", "type": "auth"}})
    server = serve(lambda _: answer(body.encode(), 401))
    failure = only_failure(collect([account("together", server.url)]))
    assert "***" in failure.cause


@pytest.mark.parametrize(
    ("password", "words"),
    [
        (f'"{SECRET}"', "is in quotes, which are not part of it"),
        ("${PASSWORD}", "looks like a variable that was not expanded"),
        ("<password>", "looks like a placeholder from an example"),
        (f"{SECRET}\u200b", "contains ZERO WIDTH SPACE (U+200B)"),
        (f"Bearer {SECRET}", "begins with 'Bearer', which is added to it"),
        (f"{SECRET}...", "looks like a placeholder from an example"),
        (SECRET, ""),
    ],
)
def test_what_is_odd_about_a_refused_password_is_said_without_showing_it(
    simulator: Simulator, collect: Collect, password: str, words: str
) -> None:
    """It is not refused ahead of that: a password may be anything."""
    about = simulator.describe()["huawei"]
    names = ("base_url", "project_id", "region", "iam_url")
    kept = {name: about[name] for name in names}
    login = {"username": "nobody", "password": password, "domain": "nowhere"}
    failure = only_failure(collect([Account("huawei", "broken", **login, **kept)]))
    assert failure.kind == "auth"
    assert failure.advice.startswith("Check the account's credentials")
    assert failure.advice.endswith(f" Its password (argument) {words}." if words else "endpoints.")


@pytest.mark.parametrize("encoding", ["UTF-8", "none", "identity, binary", "aws-chunked", "*"])
def test_an_encoding_that_was_not_asked_for_is_a_note(
    serve: Serve, answer: Any, collect: Collect, encoding: str
) -> None:
    pages = [
        {"data": [{"id": "one"}], "has_more": True, "next_cursor": "2"},
        {"data": [{"id": "two"}], "has_more": False},
    ]
    headers = {"Content-Encoding": encoding}
    server = serve(
        lambda request: answer(
            json.dumps(pages["cursor=2" in request.path]).encode(), headers=headers
        )
    )
    listing = collect([Account("ppio", api_key="k", base_url=server.url)])
    assert listing.complete
    assert [endpoint.id for endpoint in listing.endpoints] == ["one", "two"]
    [note] = listing.accounts[0].notes
    odd = encoding.lower().removeprefix("identity, ")
    assert note == f"answers have a Content-Encoding that was not asked for: {odd}"


@pytest.mark.parametrize("encoding", ["identity", "", "identity, identity"])
def test_an_encoding_that_changes_nothing_is_no_note(
    serve: Serve, answer: Any, collect: Collect, encoding: str
) -> None:
    body = json.dumps({"data": [{"id": "one"}], "has_more": False}).encode()
    server = serve(lambda _: answer(body, headers={"Content-Encoding": encoding}))
    listing = collect([Account("ppio", api_key="k", base_url=server.url)])
    assert listing.complete
    assert listing.accounts[0].notes == []


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_refuses_the_password_is_named_and_asked_once(
    collect: Collect, serve: Serve, answer: Any, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    server = serve(lambda _: answer(b"", 407))
    proxy = server.url.replace("://", f"://me:{SECRET}@")
    monkeypatch.setenv(f"{scheme.upper()}_PROXY", proxy)
    failure = only_failure(collect([account("together", f"{scheme}://acme.invalid")]))
    assert failure.attempts == 1
    assert "proxy" in failure.cause + failure.advice
    assert f"{scheme.upper()}_PROXY" in failure.cause + failure.advice
    assert len(server.requests) == 1


def test_an_answer_that_never_comes(serve: Serve, answer: Any, collect: Collect) -> None:
    import threading

    release = threading.Event()

    def script(_: Any) -> Any:
        release.wait(30)
        return answer()

    server = serve(script)
    try:
        listing = collect([account("together", server.url)], timeout=0.2, max_attempts=1)
        assert only_failure(listing).kind == "timeout"
        listing = collect([account("together", server.url)], deadline=0.2)
        failure = only_failure(listing)
        assert (failure.kind, failure.attempts) == ("deadline", 1)
    finally:
        release.set()


def test_a_page_that_fails_tells_how_far_it_came(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    pages = {
        "": {"data": [{"id": "1"}, {"id": "2"}], "has_more": True, "next_cursor": "c2"},
        "c2": {"data": [{"id": "3"}], "has_more": True, "next_cursor": "c3"},
    }

    def script(request: Any) -> Any:
        cursor = request.path.partition("cursor=")[2]
        if cursor in pages:
            return answer(json.dumps(pages[cursor]).encode())
        return answer(b'{"message": "busy"}', 503, {"Retry-After": "120"})

    server = serve(script)
    listing = collect([account("ppio", server.url)])
    assert [endpoint.id for endpoint in listing.endpoints] == ["1", "2", "3"]
    failure = only_failure(listing)
    assert (failure.pages, failure.endpoints, failure.attempts) == (2, 3, 1)
    assert failure.attempted == "list endpoints, page 3"
    assert (failure.status, failure.retry_after) == (503, 120)
    assert "120 seconds" in failure.advice


def test_cursors_that_go_round(serve: Serve, answer: Any, collect: Collect) -> None:
    following = {"": "a", "a": "b", "b": "a"}

    def script(request: Any) -> Any:
        cursor = request.path.partition("cursor=")[2]
        body = {"data": [{"id": cursor}], "has_more": True, "next_cursor": following[cursor]}
        return answer(json.dumps(body).encode())

    server = serve(script)
    listing = collect([account("ppio", server.url)])
    assert only_failure(listing).kind == "repeated_page"
    assert len(listing.endpoints) == len(server.requests) == 3


def test_what_passes_is_repeated_over_real_sockets(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    statuses = iter([503, 429, 200])

    def script(_: Any) -> Any:
        status = next(statuses)
        body = b'{"data": [{"id": "1"}]}' if status == 200 else b"{}"
        return answer(body, status, {"Retry-After": "0"})

    server = serve(script)
    listing = collect([account("ppio", server.url)])
    assert (listing.complete, len(listing.endpoints)) == (True, 1)
    assert len(server.requests) == 3


def test_an_error_under_status_200_is_a_failure(
    serve: Serve, answer: Any, collect: Collect
) -> None:
    error = {"Code": "AccessDenied", "Message": f"not for {SECRET}"}
    body = {"ResponseMetadata": {"RequestId": "r-1", "Error": error}}
    server = serve(lambda _: answer(json.dumps(body).encode()))
    failure = only_failure(collect([account("volcengine", server.url)]))
    assert (failure.code, failure.request_id, failure.status) == ("AccessDenied", "r-1", 200)


@pytest.mark.parametrize("models", [["no/such-model"], []])
def test_one_model_that_does_not_exist_does_not_cost_the_others(
    simulator: Simulator, collect: Collect, models: list[str]
) -> None:
    about = simulator.describe()["openrouter"]
    changed: dict[str, Any] = about | {"models": [*models, *about["models"]]}
    listing = collect([Account("openrouter", "broken", **changed)])
    assert len(listing.endpoints) == 36
    assert listing.complete is not bool(models)
    for failure in listing.failures:
        assert (failure.status, failure.attempted) == (404, "list endpoints of no/such-model")


def test_a_proxy_that_needs_another_package(
    collect: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    failure = only_failure(collect([account("together", "http://together.example")]))
    assert (failure.kind, failure.attempts) == ("missing_extra", 0)
    assert "socksio" in failure.cause


def test_errors_can_be_pickled(nowhere: str) -> None:
    with Roster([account("ppio", nowhere)], max_attempts=1) as roster:
        with pytest.raises(IncompleteError) as caught:
            list(roster.list())
        listing = roster.list().collect()
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.failures, str(copy)) == (caught.value.failures, str(caught.value))
    assert pickle.loads(pickle.dumps(listing)) == listing
