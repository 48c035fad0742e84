"""Our signatures are those of the official signers, for requests of every kind."""

from datetime import UTC, datetime
from urllib.parse import quote

import httpx
import pytest
from endpoint_roster_core.auth import HuaweiAkSkAuth, VolcengineAuth, huawei, volcengine
from hypothesis import example, given
from hypothesis import strategies as st
from support.examples import examples

from .signers import sign_huawei, sign_volcengine

ACCESS_KEY, SECRET_KEY = "AKLTexample", "c2VjcmV0LWZha2U="
NOW = "20260514T133133Z"

# The signers ask for the time in a way that Python has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utc:DeprecationWarning")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
odd_texts = st.one_of(texts, st.text("-_.~ +/?&=%*'!()@:;,[]{}|\\\"<>#`^$az09é中🚀", max_size=12))
tokens = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)
header_names = st.from_regex(r"X-[A-Z][a-z]{1,8}", fullmatch=True).filter(
    lambda name: name not in {"X-Date"}
)
header_values = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
hosts = st.sampled_from(
    ["open.volcengineapi.com", "127.0.0.1:18411", "example.com:80", "example.com:443", "[::1]:99"]
)
methods = st.sampled_from(["GET", "POST", "PUT", "DELETE"])
thorough = examples(300)


@given(
    method=methods,
    path=st.sampled_from(["", "/", "/a/b", "/a%20b/%E4%B8%AD"]),
    query=st.dictionaries(odd_texts, odd_texts, max_size=5),
    extra=st.dictionaries(header_names, header_values.map(str.strip), max_size=3),
    content_type=st.sampled_from(["application/json", "application/json; charset=UTF-8"]),
    host=hosts,
    body=odd_texts,
    session_token=st.none() | tokens,
    secret_key=tokens,
)
@example("POST", "/", {"z{": "1", "zz": "2", "": ""}, {}, "text/plain", "h:80", "", None, "s")
@thorough
def test_volcengine(
    method: str,
    path: str,
    query: dict[str, str],
    extra: dict[str, str],
    content_type: str,
    host: str,
    body: str,
    session_token: str | None,
    secret_key: str,
) -> None:
    theirs = sign_volcengine(
        method,
        path,
        query,
        {"Content-Type": content_type, "Accept": "*/*", "Host": host, **extra},
        body,
        access_key=ACCESS_KEY,
        secret_key=secret_key,
        region="cn-beijing",
        service="ark",
        session_token=session_token,
    )
    ours = volcengine.sign(
        method,
        path,
        query.items(),
        theirs.headers,
        body.encode(),
        access_key=ACCESS_KEY,
        secret_key=secret_key,
        region="cn-beijing",
        service="ark",
    )
    assert str(ours) == theirs.authorization
    assert volcengine.Authorization.parse(theirs.authorization) == ours


@given(
    method=methods,
    path=st.lists(odd_texts, max_size=4).map(lambda parts: "/" + "/".join(parts)),
    query=st.lists(st.tuples(odd_texts, odd_texts), max_size=5),
    extra=st.dictionaries(header_names, st.one_of(header_values, texts), max_size=3),
    content_type=st.sampled_from(["application/json", "application/json;charset=utf8", "text/a"]),
    host=hosts,
    body=st.one_of(odd_texts, st.binary(max_size=20)),
    secret_key=tokens,
)
@example("GET", "/a/", [("z{", "1"), ("zz", "2"), ("zz", "1")], {}, "text/a", "h", b"\xff", "s")
@thorough
def test_huawei(
    method: str,
    path: str,
    query: list[tuple[str, str]],
    extra: dict[str, str],
    content_type: str,
    host: str,
    body: str | bytes,
    secret_key: str,
) -> None:
    headers = {"Content-Type": content_type, "Host": host, "X-Sdk-Date": NOW, "User-Agent": "sdk"}
    theirs = sign_huawei(
        method,
        path,
        query,
        {**headers, **extra},
        body,
        access_key=ACCESS_KEY,
        secret_key=secret_key,
    )
    claimed = huawei.Authorization.parse(theirs.authorization)
    ours = huawei.sign(
        method,
        path,
        query,
        theirs.headers,
        body.encode() if isinstance(body, str) else body,
        access_key=ACCESS_KEY,
        secret_key=secret_key,
        # The official signer signs every header, ours by default only those that no proxy touches.
        signed_headers=claimed.signed_headers,
    )
    assert str(ours) == theirs.authorization
    assert set(huawei.signable(theirs.headers)) <= set(claimed.signed_headers)


@given(
    query=st.dictionaries(odd_texts, odd_texts, max_size=5),
    body=odd_texts,
    session_token=st.none() | tokens,
    host=hosts,
)
@thorough
def test_requests_that_volcengine_auth_has_signed(
    query: dict[str, str], body: str, session_token: str | None, host: str
) -> None:
    request = httpx.Request(
        "POST",
        f"https://{host}/",
        params=query,
        content=body.encode(),
        headers={"Content-Type": "application/json", "User-Agent": "mine"},
    )
    theirs = sign_volcengine(
        "POST",
        "/",
        query,
        {"Content-Type": "application/json", "Host": request.headers["Host"]},
        body,
        access_key=ACCESS_KEY,
        secret_key=SECRET_KEY,
        region="cn-beijing",
        service="ark",
        session_token=session_token,
    )
    moment = datetime.strptime(theirs.headers["X-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    auth = VolcengineAuth(ACCESS_KEY, SECRET_KEY, session_token=session_token, clock=lambda: moment)
    sent = next(auth.sync_auth_flow(request))
    assert sent.headers["Authorization"] == theirs.authorization
    assert {name: sent.headers[name] for name in theirs.headers} == theirs.headers


@given(
    segments=st.lists(odd_texts.filter(lambda text: text not in {".", ".."}), max_size=3),
    query=st.dictionaries(odd_texts, odd_texts, max_size=5),
    body=st.binary(max_size=20),
    security_token=st.none() | tokens,
    host=hosts,
)
@thorough
def test_requests_that_huawei_auth_has_signed(
    segments: list[str],
    query: dict[str, str],
    body: bytes,
    security_token: str | None,
    host: str,
) -> None:
    path = "/v1/" + "/".join(quote(segment, safe=":") for segment in segments)
    request = httpx.Request(
        "POST",
        f"https://{host}{path}",
        params=query,
        content=body,
        headers={"Content-Type": "application/json", "User-Agent": "mine"},
    )
    moment = datetime(2026, 5, 14, 13, 31, 33, tzinfo=UTC)
    auth = HuaweiAkSkAuth(
        ACCESS_KEY,
        SECRET_KEY,
        project_id="p1",
        security_token=security_token,
        clock=lambda: moment,
    )
    sent = next(auth.sync_auth_flow(request))
    claimed = huawei.Authorization.parse(sent.headers["Authorization"])
    theirs = sign_huawei(
        "POST",
        path,
        list(query.items()),
        {name: sent.headers[name] for name in claimed.signed_headers},
        body,
        access_key=ACCESS_KEY,
        secret_key=SECRET_KEY,
    )
    assert sent.headers["Authorization"] == theirs.authorization
