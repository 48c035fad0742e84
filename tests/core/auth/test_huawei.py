"""The signature of Huawei Cloud as a pure function."""

import pytest
from endpoint_roster_core.auth.huawei import Authorization, canonical_request, sign

ACCESS_KEY, SECRET_KEY = "HSTAEXAMPLE", "c2VjcmV0LWZha2U"
PROJECT = "0123456789abcdef0123456789abcdef"
PATH = f"/v1/{PROJECT}/maas/services/custom-endpoint/services/cn-southwest-2"
HOST = "modelarts.cn-southwest-2.myhuaweicloud.com"
HEADERS = {
    "Host": HOST,
    "Content-Type": "application/json",
    "X-Project-Id": PROJECT,
    "X-Sdk-Date": "20260514T133133Z",
}


def signed(
    method: str = "GET",
    path: str = PATH,
    query: tuple[tuple[str, str], ...] = (("workspace_id", "0"),),
    headers: dict[str, str] = HEADERS,
    body: bytes = b"",
    *,
    secret_key: str = SECRET_KEY,
    signed_headers: list[str] | None = None,
) -> Authorization:
    return sign(
        method,
        path,
        query,
        headers,
        body,
        access_key=ACCESS_KEY,
        secret_key=secret_key,
        signed_headers=signed_headers,
    )


# Both vectors were made with the signer of huaweicloudsdkcore 3.1.219.
def test_vector_of_a_list_request() -> None:
    assert str(signed()) == (
        "SDK-HMAC-SHA256 Access=HSTAEXAMPLE, "
        "SignedHeaders=content-type;host;x-project-id;x-sdk-date, "
        "Signature=22645c817f73fc74c3befeba5d0fb42a8ffaf6f2cd302bd731b90adaa324de64"
    )


def test_vector_with_security_token_body_and_odd_characters() -> None:
    headers = {
        "Host": HOST,
        "Content-Type": "application/json",
        "X-Security-Token": "tok",
        "X-Sdk-Date": "20260514T133133Z",
    }
    query = (("z{", "1"), ("zz", "2"), ("k", " &=+/ü"))
    authorization = signed("POST", "/v2/a%20b/%C3%A9~/services", query, headers, b'{"a": 1}')
    assert authorization.signature == (
        "9879dc87805a78623e6324f3abcbbde609891e856dddb3679d984e5a28001024"
    )


def test_canonical_request_line_by_line() -> None:
    text = canonical_request(
        "GET",
        "/v1/a%2fb/~x y",
        [("zz", "2"), ("z{", "1"), ("a", "")],
        {"host": "h:8080", "X-Sdk-Date": "20260514T133133Z", "User-Agent": "not signed"},
        b"",
        ["host", "x-sdk-date"],
    )
    assert text.split("\n") == [
        "GET",
        "/v1/a/b/~x%20y/",
        "a=&zz=2&z%7B=1",
        "host:h:8080",
        "x-sdk-date:20260514T133133Z",
        "",
        "host;x-sdk-date",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ]


def test_the_slash_at_the_end_makes_no_difference() -> None:
    assert signed(path=PATH + "/") == signed()


def test_a_declared_hash_stands_in_for_the_body_only_when_there_is_one() -> None:
    unsigned = {**HEADERS, "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD"}
    assert signed(headers=unsigned, body=b"one") == signed(headers=unsigned, body=b"two")
    assert signed(headers=unsigned) != signed(headers=unsigned, body=b"one")
    assert signed(body=b"one") != signed(body=b"two")


@pytest.mark.parametrize(
    "other",
    [
        signed("POST"),
        signed(path=PATH + "x"),
        signed(query=(("workspace_id", "1"),)),
        signed(headers={**HEADERS, "Host": HOST + ":443"}),
        signed(headers={**HEADERS, "X-Project-Id": PROJECT[::-1]}),
        signed(headers={**HEADERS, "X-Sdk-Date": "20260514T133134Z"}),
        signed(secret_key="other"),
    ],
)
def test_whatever_is_signed_changes_the_signature(other: Authorization) -> None:
    assert other.signature != signed().signature


def test_a_server_recomputes_from_the_list_of_signed_headers() -> None:
    # The official SDK signs its User-Agent as well.
    sent = {**HEADERS, "User-Agent": "huaweicloud-usdk-python/3.0"}
    names = ["content-type", "host", "user-agent", "x-project-id", "x-sdk-date"]
    claimed = Authorization.parse(str(signed(headers=sent, signed_headers=names)))
    received = {name.lower(): value for name, value in sent.items()} | {"x-trace": "added"}
    assert signed(headers=received, signed_headers=list(claimed.signed_headers)) == claimed
    received["user-agent"] = "changed"
    assert signed(headers=received, signed_headers=list(claimed.signed_headers)) != claimed


def test_missing_headers_are_named() -> None:
    with pytest.raises(ValueError, match="X-Sdk-Date"):
        signed(headers={"Host": HOST})
    with pytest.raises(ValueError, match="'host'"):
        signed(headers={"X-Sdk-Date": "20260514T133133Z"}, signed_headers=["host"])


@pytest.mark.parametrize(
    "header",
    [
        "",
        "SDK-HMAC-SHA256",
        "V11-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=s3cret",
        "SDK-HMAC-SHA256 Access=AK, Signature=s3cret",
        "SDK-HMAC-SHA256 Access=AK, Access=AK, SignedHeaders=host, Signature=s3cret",
    ],
)
def test_a_malformed_header_is_refused_without_repeating_it(header: str) -> None:
    with pytest.raises(ValueError) as caught:
        Authorization.parse(header)
    assert "s3cret" not in str(caught.value)
