"""Which proxy the environment names."""

import os

import pytest
from endpoint_roster_core.proxies import environment_proxy, proxy_problem

ADDRESS = "https://api.acme.example/v1"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("variables", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://p.test:1"}, "http://p.test:1"),
        ({"https_proxy": "p.test:1"}, "http://p.test:1"),
        ({"HTTP_PROXY": "http://p.test:1"}, None),
        ({"ALL_PROXY": "socks5://p.test:1"}, "socks5://p.test:1"),
        ({"ALL_PROXY": "http://a.test:1", "HTTPS_PROXY": "http://b.test:1"}, "http://b.test:1"),
        ({"HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "acme.example"}, None),
        ({"HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "other.example,*"}, "http://p.test:1"),
        ({"HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "localhost,[::1]"}, "http://p.test:1"),
        ({"HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "fe80::/10, ,"}, "http://p.test:1"),
        ({"HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "me.example"}, "http://p.test:1"),
    ],
)
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], proxy: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert environment_proxy(ADDRESS) == proxy


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_this_machine_is_asked_directly(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://p.test:1")
    assert environment_proxy(f"http://{host}:8080/v1") is None


@pytest.mark.parametrize(
    ("address", "is_usable"),
    [
        ("http://p.test", True),
        ("https://me:pw@p.test:8", True),
        ("socks5h://p.test:1", True),
        ("http://[::1]:8", True),
        ("socks://p.test:1", False),
        ("ftp://p.test", False),
        ("http://", False),
        ("http://p.test:0", False),
        ("http://p.test:99999", False),
        ("http://[::1", False),
        ("p.test:1", False),
    ],
)
def test_an_address_that_cannot_work_is_known(address: str, is_usable: bool) -> None:
    assert (proxy_problem(address) is None) is is_usable
