"""Which proxy the environment names."""

import pytest
from endpoint_roster_core.proxies import environment_proxy, proxy_problem

ADDRESS = "https://api.acme.example/v1"


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
        ({"HTTPS_PROXY": " \t"}, None),
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


@pytest.mark.parametrize(
    ("host", "no_proxy", "is_exempt"),
    [
        ("10.1.2.3", "10.0.0.0/8", True),
        ("10.1.2.3", "10.9.9.9/8", True),  # bits of a host, as many people write it
        ("11.1.2.3", "10.0.0.0/8", False),
        ("10.1.2.3", "nothing, 10.1.2.3/32 ,*.x", True),
        ("10.1.2.3", "10.1.2.4/31,10.1.2.2/31", True),
        ("10.1.2.3", "0.0.0.0/0", True),
        ("10.1.2.3", "::/0", False),
        ("10.1.2.3", "10.0.0.0/255.0.0.0", True),
        ("10.1.2.3", "10.0.0.0/33,10.0.0.0/x,10/8,/8,10.0.0.0/8/8", False),
        ("[fd00::7]", "fd00::/8", True),
        ("[fd00::7]", "[fd00::]/8", True),
        ("[fd00::7]", "fd00::7", True),
        ("[fd00::7]", "[FD00:0::0007]", True),
        ("[fd00::7]", "fd00::7/128", True),
        ("[fd00::7]", "fd00::8/128,fe80::/10,::1/128", False),
        ("acme.example", "0.0.0.0/0,::/0", False),  # names are not looked up for it
        ("10.1.2.3.example", "10.0.0.0/8", False),
    ],
)
def test_networks_of_no_proxy(
    monkeypatch: pytest.MonkeyPatch, host: str, no_proxy: str, is_exempt: bool
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://p.test:1")
    monkeypatch.setenv("NO_PROXY", no_proxy)
    for address in (f"http://{host}", f"https://{host}:8080/v1"):
        assert (environment_proxy(address) is None) is is_exempt, address


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
