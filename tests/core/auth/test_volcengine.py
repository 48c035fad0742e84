"""The signature of Volcengine, as a pure function and as the httpx.Auth class."""

import pytest
from endpoint_roster_core.auth.volcengine import Authorization, canonical_request, sign

ACCESS_KEY, SECRET_KEY = "AKLTexample", "c2VjcmV0LWZha2U="
QUERY = [("Action", "ListEndpoints"), ("Version", "2024-01-01")]
HEADERS = {
    "Host": "open.volcengineapi.com",
    "Content-Type": "application/json",
    "X-Date": "20240514T133133Z",
    "X-Content-Sha256": "189de813e3ed8f2db070ede8038672365c9c8ae40d071e9dc4736b0c37b6f59a",
}
BODY = b'{"PageNumber": 1, "PageSize": 10}'


def signed(
    query: list[tuple[str, str]] = QUERY,
    headers: dict[str, str] = HEADERS,
    body: bytes = BODY,
    *,
    path: str = "/",
    secret_key: str = SECRET_KEY,
    signed_headers: list[str] | None = None,
) -> Authorization:
    return sign(
        "POST",
        path,
        query,
        headers,
        body,
        access_key=ACCESS_KEY,
        secret_key=secret_key,
        region="cn-beijing",
        service="ark",
        signed_headers=signed_headers,
    )


def test_fixed_vector() -> None:
    assert str(signed()) == (
        "HMAC-SHA256 Credential=AKLTexample/20240514/cn-beijing/ark/request, "
        "SignedHeaders=content-type;host;x-content-sha256;x-date, "
        "Signature=c5060cfe33152f523fa0e2ad288d6b313479e90c480fd1f171bbcfce50969314"
    )


def test_vector_with_session_token_port_and_odd_characters() -> None:
    # Made with the signer of volcenginesdk-core 5.0.54.
    headers = {
        "Content-Type": "application/json",
        "Host": "127.0.0.1:8080",
        "X-Thing": "one",
        "Accept": "not signed",
        "X-Date": "20240514T133133Z",
        "X-Content-Sha256": "abc525dacb254a247049d9e34698f175f37b8707041f5a0f4c3497ab2c43e535",
        "X-Security-Token": "STSsession",
    }
    authorization = signed([*QUERY, ("k {", "a+b/&=é~")], headers, '{"Name": "é"}'.encode())
    assert authorization.signed_headers == (
        "content-type",
        "host",
        "x-content-sha256",
        "x-date",
        "x-security-token",
        "x-thing",
    )
    assert authorization.signature == (
        "5d38352ba7c9695f0a0c65f704e2a155acdc4e40cebcbaf8d228bb87c947f450"
    )


def test_canonical_request_line_by_line() -> None:
    text = canonical_request(
        "POST",
        "",
        [("b", "2"), ("a", "x y"), ("a", "/+"), ("empty", "")],
        {"X-Date": " 20240514T133133Z ", "HOST": "h:80", "Other": "o"},
        b"",
        ["host", "x-date"],
    )
    assert text.split("\n") == [
        "POST",
        "/",
        "a=%2F%2B&a=x%20y&b=2&empty=",
        "host:h",
        "x-date:20240514T133133Z",
        "",
        "host;x-date",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ]


@pytest.mark.parametrize(
    ("sent", "counted"),
    [
        ("example.com", "example.com"),
        ("example.com:80", "example.com"),
        ("example.com:443", "example.com"),
        ("example.com:8443", "example.com:8443"),
        ("example.com:8080", "example.com:8080"),
        ("[::1]:18411", "[::1]:18411"),
    ],
)
def test_default_ports_are_not_signed(sent: str, counted: str) -> None:
    there = signed(headers={**HEADERS, "Host": sent})
    assert there.signature == signed(headers={**HEADERS, "Host": counted}).signature
    assert (there.signature == signed(headers={**HEADERS, "Host": "example.com"}).signature) == (
        counted == "example.com"
    )


def test_the_order_of_parameters_and_headers_does_not_matter() -> None:
    backwards = dict(reversed(HEADERS.items()))
    assert signed(QUERY[::-1], backwards) == signed()


@pytest.mark.parametrize(
    "other",
    [
        signed([*QUERY, ("X", "")]),
        signed(body=BODY + b" "),
        signed(path="/other"),
        signed(secret_key="c2VjcmV0LWZha2V="),
        signed(headers={**HEADERS, "X-Date": "20240514T133134Z"}),
        signed(headers={**HEADERS, "Content-Type": "text/plain"}),
    ],
)
def test_whatever_is_signed_changes_the_signature(other: Authorization) -> None:
    assert other.signature != signed().signature


def test_a_server_recomputes_from_the_list_of_signed_headers() -> None:
    minimal = signed(signed_headers=["host", "x-content-sha256", "x-date"])
    claimed = Authorization.parse(str(minimal))
    assert claimed == minimal
    # What a proxy adds on the way does not count.
    received = {name.lower(): value for name, value in HEADERS.items()}
    received |= {"x-forwarded-for": "192.0.2.1", "content-type": "text/plain"}
    assert signed(headers=received, signed_headers=list(claimed.signed_headers)) == claimed


@pytest.mark.parametrize("missing", ["X-Date", "Host"])
def test_a_missing_header_is_named(missing: str) -> None:
    headers = {name: value for name, value in HEADERS.items() if name != missing}
    with pytest.raises(ValueError, match=missing.lower() if missing == "Host" else missing):
        signed(headers=headers, signed_headers=["host", "x-date"])


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer abc",
        "HMAC-SHA256",
        "HMAC-SHA256 Credential=AK/20240514/cn-beijing/ark/request, SignedHeaders=host",
        "HMAC-SHA256 Credential=AK/cn-beijing/ark/request, SignedHeaders=host, Signature=s3cret",
        "HMAC-SHA256 Credential=AK/d/r/s/aws4_request, SignedHeaders=host, Signature=s3cret",
        "HMAC-SHA256 Credential=A/d/r/s/request, Signature=s3cret, Signature=s3cret",
        "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=s3cret",
    ],
)
def test_a_malformed_header_is_refused_without_repeating_it(header: str) -> None:
    with pytest.raises(ValueError) as caught:
        Authorization.parse(header)
    assert "s3cret" not in str(caught.value)


def test_an_access_key_may_hold_a_slash() -> None:
    header = str(signed()).replace(ACCESS_KEY, "AK/with/slashes")
    assert Authorization.parse(header).access_key == "AK/with/slashes"
