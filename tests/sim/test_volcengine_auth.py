"""Volcengine's signature is really recomputed; each way to get it wrong has its own answer."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import VolcengineAuth
from endpoint_roster_core.auth.volcengine import sign
from endpoint_roster_sim import Simulator, VolcengineCloud

from .calls import ARK, NOW, Clock, ark_error, ask_ark


@pytest.fixture
def cloud(timed: Simulator, clock: Clock) -> VolcengineCloud:
    return timed["volcengine"]


class Draft:
    """A signed request, to be spoiled before it is sent."""

    def __init__(self, cloud: VolcengineCloud) -> None:
        self.url = f"{cloud.base_url}/"
        self.params = dict(ARK)
        self.body = json.dumps({"PageSize": 1}).encode()
        self.headers = {
            "host": httpx.URL(self.url).netloc.decode(),
            "content-type": "application/json",
            "x-date": f"{NOW:%Y%m%dT%H%M%SZ}",
            "x-content-sha256": hashlib.sha256(self.body).hexdigest(),
        }
        self.keys = {"access_key": cloud.access_key, "secret_key": cloud.secret_key}
        self.scope = {"region": "cn-beijing", "service": "ark"}

    def sign(self, signed_headers: list[str] | None = None) -> None:
        authorization = sign(
            "POST",
            "/",
            self.params.items(),
            self.headers,
            self.body,
            **self.keys,
            **self.scope,
            signed_headers=signed_headers,
        )
        self.headers["authorization"] = str(authorization)

    def send(self, http: httpx.Client) -> httpx.Response:
        return http.post(self.url, params=self.params, content=self.body, headers=self.headers)


@pytest.fixture
def draft(cloud: VolcengineCloud) -> Draft:
    return Draft(cloud)


@pytest.mark.parametrize(
    "signed", [None, ["host", "x-content-sha256", "x-date"], ["host", "x-date"]]
)
def test_the_client_chooses_what_it_signs(
    http: httpx.Client, draft: Draft, signed: list[str] | None
) -> None:
    draft.headers |= {"X-Sdk-Request": "attempt=1; max=4", "X-Sdk-Invocation-Id": "a b"}
    draft.sign(signed)
    assert draft.send(http).status_code == 200


def test_wrong_secret(http: httpx.Client, cloud: VolcengineCloud, clock: Clock) -> None:
    answer = ask_ark(http, cloud, auth=VolcengineAuth(cloud.access_key, "wrong", clock=clock))
    assert ark_error(answer) == (401, "SignatureDoesNotMatch")
    assert answer.json()["ResponseMetadata"]["Error"]["CodeN"] == 100010


def test_unknown_key(http: httpx.Client, cloud: VolcengineCloud, clock: Clock) -> None:
    auth = VolcengineAuth("AKLTother", cloud.secret_key, clock=clock)
    answer = ask_ark(http, cloud, auth=auth)
    assert ark_error(answer) == (401, "InvalidAccessKey")


def test_no_signature_at_all(http: httpx.Client, draft: Draft) -> None:
    assert ark_error(draft.send(http)) == (401, "MissingAuthenticationToken")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("HMAC-SHA256 Credential=a/b/c/d/request, SignedHeaders=host", (401, "MissingSignature")),
        ("Bearer sk-1, Signature=0", (400, "InvalidAuthorization")),
        ("HMAC-SHA256 Signature=0", (400, "InvalidAuthorization")),
        (
            "HMAC-SHA256 Credential=a/b/request, SignedHeaders=host, Signature=0",
            (400, "InvalidAuthorization"),
        ),
    ],
)
def test_malformed_authorization(
    http: httpx.Client, draft: Draft, header: str, expected: tuple[int, str]
) -> None:
    draft.headers["authorization"] = header
    assert ark_error(draft.send(http)) == expected


def test_changed_body(http: httpx.Client, draft: Draft) -> None:
    draft.sign()
    draft.body = json.dumps({"PageSize": 2}).encode()
    assert ark_error(draft.send(http)) == (401, "SignatureDoesNotMatch")


def test_hash_of_another_body(http: httpx.Client, draft: Draft) -> None:
    draft.headers["x-content-sha256"] = hashlib.sha256(b"{}").hexdigest()
    draft.sign(["host", "x-date"])
    assert ark_error(draft.send(http)) == (401, "SignatureDoesNotMatch")


@pytest.mark.parametrize("name", ["content-type", "x-date"])
def test_changed_header(http: httpx.Client, draft: Draft, name: str) -> None:
    draft.sign()
    changed = {"content-type": "application/json;charset=UTF-8", "x-date": "20260304T050608Z"}
    draft.headers[name] = changed[name]
    assert ark_error(draft.send(http)) == (401, "SignatureDoesNotMatch")


def test_changed_query(http: httpx.Client, draft: Draft) -> None:
    draft.sign()
    draft.params["X-Expires"] = "900"
    assert ark_error(draft.send(http)) == (401, "SignatureDoesNotMatch")


@pytest.mark.parametrize("signed", [["x-date"], ["host"], ["host", "x-date", "x-absent"]])
def test_headers_that_must_be_signed(http: httpx.Client, draft: Draft, signed: list[str]) -> None:
    present = dict(draft.headers)
    draft.headers["x-absent"] = "signed, then not sent"
    draft.sign(signed)
    draft.headers = present | {"authorization": draft.headers["authorization"]}
    assert ark_error(draft.send(http)) == (401, "SignatureDoesNotMatch")


def test_missing_hash(http: httpx.Client, draft: Draft) -> None:
    del draft.headers["x-content-sha256"]
    draft.sign()
    assert ark_error(draft.send(http)) == (400, "MissingRequestInfo")


def test_missing_date(http: httpx.Client, draft: Draft) -> None:
    draft.sign()
    del draft.headers["x-date"]
    assert ark_error(draft.send(http)) == (400, "MissingRequestInfo")


@pytest.mark.parametrize("change", [{"region": "cn-shanghai"}, {"service": "iam"}])
def test_credential_for_elsewhere(http: httpx.Client, draft: Draft, change: dict[str, str]) -> None:
    draft.scope |= change
    draft.sign()
    assert ark_error(draft.send(http)) == (400, "InvalidCredential")


def test_credential_of_another_day(http: httpx.Client, draft: Draft) -> None:
    draft.sign()
    draft.headers["authorization"] = draft.headers["authorization"].replace("20260304", "20260303")
    assert ark_error(draft.send(http)) == (400, "InvalidCredential")


@pytest.mark.parametrize("date", ["yesterday", "2026-03-04T05:06:07Z", "20261304T050607Z"])
def test_malformed_date(http: httpx.Client, draft: Draft, date: str) -> None:
    draft.headers["x-date"] = date
    draft.sign()
    assert ark_error(draft.send(http)) == (400, "InvalidTimestamp")


@pytest.mark.parametrize(
    ("seconds", "expires", "good"),
    [
        (-900, None, True),
        (-901, None, False),
        (900, None, True),
        (901, None, False),
        (-60, "60", True),
        (-61, "60", False),
        (-1000, "1001", True),
    ],
)
def test_clock_window(
    http: httpx.Client, draft: Draft, seconds: int, expires: str | None, good: bool
) -> None:
    draft.headers["x-date"] = f"{NOW + timedelta(seconds=seconds):%Y%m%dT%H%M%SZ}"
    if expires is not None:
        draft.params["X-Expires"] = expires
    draft.sign()
    answer = draft.send(http)
    if good:
        assert answer.status_code == 200
    else:
        assert ark_error(answer) == (400, "InvalidTimestamp")


@pytest.mark.parametrize("expires", ["soon", "-1", "", "1.5"])
def test_malformed_expiry(http: httpx.Client, draft: Draft, expires: str) -> None:
    draft.params["X-Expires"] = expires
    draft.sign()
    assert ark_error(draft.send(http)) == (400, "InvalidParameter.X-Expires")


def test_the_same_signature_grows_old(http: httpx.Client, draft: Draft, clock: Clock) -> None:
    draft.sign()
    assert draft.send(http).status_code == 200
    clock.pass_by(minutes=16)
    assert ark_error(draft.send(http)) == (400, "InvalidTimestamp")


def temporary(cloud: VolcengineCloud, clock: Clock, **changes: Any) -> VolcengineAuth:
    given = cloud.temporary_credentials
    arguments = {"session_token": given.session_token, **changes}
    return VolcengineAuth(given.access_key, given.secret_key, clock=clock, **arguments)


def test_temporary_credentials(http: httpx.Client, cloud: VolcengineCloud, clock: Clock) -> None:
    assert ask_ark(http, cloud, auth=temporary(cloud, clock)).status_code == 200
    for token in ("STSother", None):
        answer = ask_ark(http, cloud, auth=temporary(cloud, clock, session_token=token))
        assert ark_error(answer) == (401, "InvalidSecretToken")


def test_token_with_a_permanent_key(
    http: httpx.Client, cloud: VolcengineCloud, clock: Clock
) -> None:
    token = cloud.temporary_credentials.session_token
    auth = VolcengineAuth(cloud.access_key, cloud.secret_key, session_token=token, clock=clock)
    assert ark_error(ask_ark(http, cloud, auth=auth)) == (401, "InvalidSecretToken")


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"Action": ""}, (400, "MissingParameter")),
        ({"Version": ""}, (400, "MissingParameter")),
        ({"Action": "ListModels"}, (404, "InvalidActionOrVersion")),
        ({"Version": "2020-01-01"}, (404, "InvalidActionOrVersion")),
    ],
)
def test_action(
    http: httpx.Client, draft: Draft, params: dict[str, str], expected: tuple[int, str]
) -> None:
    draft.params |= params
    draft.sign()
    assert ark_error(draft.send(http)) == expected


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [("GET", "/", (405, "MethodNotAllowed")), ("POST", "/api/v3", (404, "ServiceNotFound"))],
)
def test_no_such_route(
    http: httpx.Client,
    cloud: VolcengineCloud,
    method: str,
    path: str,
    expected: tuple[int, str],
) -> None:
    assert ark_error(http.request(method, cloud.base_url + path, params=ARK)) == expected


@pytest.mark.parametrize("body", [b"[]", b"1", b"{", b"\xff", b"[" * 200_000])
def test_body_is_no_object(http: httpx.Client, draft: Draft, body: bytes) -> None:
    draft.body = body
    draft.headers["x-content-sha256"] = hashlib.sha256(body).hexdigest()
    draft.sign()
    assert ark_error(draft.send(http)) == (400, "InvalidParameter")


def test_empty_body_asks_for_everything(http: httpx.Client, draft: Draft) -> None:
    draft.body = b""
    draft.headers["x-content-sha256"] = hashlib.sha256(b"").hexdigest()
    draft.sign()
    assert draft.send(http).json()["Result"]["TotalCount"] == 36


def test_content_type(http: httpx.Client, draft: Draft) -> None:
    draft.headers["content-type"] = "application/x-www-form-urlencoded"
    draft.sign()
    assert ark_error(draft.send(http)) == (400, "InvalidParameter")
