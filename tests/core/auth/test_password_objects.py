"""HuaweiPasswordAuth as an object: its arguments, what it shows, how it is copied."""

import copy
import pickle
from datetime import timedelta
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import HuaweiPasswordAuth

from .cloud import PASSWORD, Cloud


@pytest.mark.parametrize(
    ("project", "iam_url", "expected"),
    [
        ("cn-southwest-2", None, "https://iam.cn-southwest-2.myhuaweicloud.com"),
        ("cn-southwest-2_team", None, "https://iam.cn-southwest-2.myhuaweicloud.com"),
        ("p", "https://iam.example/", "https://iam.example"),
        ("p", "https://iam.example:8443/v3", "https://iam.example:8443"),
        ("p", "http://iam.example/base/v3/auth/tokens", "http://iam.example/base"),
    ],
)
def test_where_tokens_come_from(project: str, iam_url: str | None, expected: str) -> None:
    auth = HuaweiPasswordAuth("reader", PASSWORD, "acme", project=project, iam_url=iam_url)
    request = next(auth.sync_auth_flow(httpx.Request("GET", "https://api.example/")))
    assert str(request.url) == f"{expected}/v3/auth/tokens?nocatalog=true"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"username": ""}, "username"),
        ({"password": ""}, "password"),
        ({"password": f"{PASSWORD}\udc80"}, "password"),
        ({"domain": ""}, "domain"),
        ({"project": ""}, "project"),
        ({"project": "a b"}, "project"),
        ({"iam_url": "iam.example"}, "iam_url"),
        ({"iam_url": "ftp://iam.example"}, "iam_url"),
        ({"iam_url": "https://"}, "iam_url"),
        ({"iam_url": "https://iam.example:port"}, "iam_url"),
        ({"iam_url": f"https://reader:{PASSWORD}@iam.example"}, "iam_url"),
    ],
)
def test_bad_arguments_are_named(change: dict[str, str], named: str) -> None:
    arguments: dict[str, Any] = {
        "username": "reader",
        "password": PASSWORD,
        "domain": "acme",
        "project": "cn-southwest-2",
        **change,
    }
    with pytest.raises(ValueError, match=f"^{named} ") as caught:
        HuaweiPasswordAuth(**arguments)
    assert PASSWORD not in repr(caught.value)


def test_objects_hide_compare_hash_and_pickle(cloud: Cloud) -> None:
    def build(password: str = PASSWORD) -> HuaweiPasswordAuth:
        return HuaweiPasswordAuth("reader", password, "acme", project="p", iam_url=cloud.iam_url)

    auth = build()
    with httpx.Client(auth=auth) as client:
        client.get(cloud.api_url)
    copies = [pickle.loads(pickle.dumps(auth)), copy.copy(auth), copy.deepcopy(auth)]
    assert [auth == other for other in copies] == [True, True, True]
    assert hash(auth) == hash(build())
    assert auth != build("other")
    assert b"token-1" not in pickle.dumps(auth)
    for hidden in (PASSWORD, "reader", "acme", "token-1"):
        assert hidden not in repr(auth)


def test_a_pickled_object_has_no_token_yet(cloud: Cloud) -> None:
    auth = HuaweiPasswordAuth("reader", PASSWORD, "acme", project="p", iam_url=cloud.iam_url)
    cloud.lifetime = timedelta(days=36_500)  # this one reads the real clock
    with httpx.Client(auth=auth) as client:
        client.get(cloud.api_url)
        client.get(cloud.api_url)
        assert len(cloud.logins) == 1
        client.get(cloud.api_url, auth=pickle.loads(pickle.dumps(auth)))
        client.get(cloud.api_url, auth=copy.deepcopy(auth))
    assert len(cloud.logins) == 3


def test_a_token_header_of_the_caller_is_replaced(cloud: Cloud, auth: HuaweiPasswordAuth) -> None:
    with httpx.Client(auth=auth, headers={"X-Auth-Token": "stale"}) as client:
        client.get(cloud.api_url)
    assert cloud.calls[0].headers.get_all("X-Auth-Token") == ["token-1"]


def test_the_token_shows_in_no_listing_of_headers(cloud: Cloud, auth: HuaweiPasswordAuth) -> None:
    with httpx.Client(auth=auth) as client:
        headers = client.get(cloud.api_url).request.headers
    assert headers["x-auth-token"] == "token-1"
    assert "X-Auth-Token" in headers
    assert "token-1" not in repr(headers) + str(dict(headers)) + str(headers.copy().raw)
