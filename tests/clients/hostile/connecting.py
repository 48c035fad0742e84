"""Calls that read a good page or fail as expected."""

from typing import Any

import httpx
import pytest
from support.raw_server import Script, http, say

from .calling import listed
from .cells import Fails
from .checks import check_error
from .comparing import differences
from .samples import Sample

NO_TRUST = Fails("TransportError", "tls")
NO_CONNECTION = Fails("TransportError", "connect")
REFUSED_BY_PROXY = Fails("TransportError", "proxy")
LATE = Fails("ClientTimeoutError", "timeout")
#: A host that does not exist.
ELSEWHERE = "http://api.invalid"
PASSWORD = "fake-password-5c20e7"


def page_of(sample: Sample) -> Script:
    return say(http(sample.body))


def reads(way: str, sample: Sample, address: str, **options: Any) -> None:
    page = listed(way, sample, address, **options)
    assert list(differences(page.to_dict(), sample.body)) == []


def fails(way: str, sample: Sample, address: str, expected: Fails, **options: Any) -> Any:
    with pytest.raises(sample.client.package.ClientError) as caught:
        listed(way, sample, address, **options)
    check_error(caught.value, sample, expected)
    return caught.value


def given_client(way: str) -> Any:
    """An httpx client of one's own."""
    return httpx.Client() if way == "sync" else httpx.AsyncClient()


def given_transport(way: str) -> Any:
    """An httpx client of one's own with a transport of one's own."""
    if way == "sync":
        return httpx.Client(transport=httpx.HTTPTransport(retries=1))
    return httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=1))
