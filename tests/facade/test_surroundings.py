"""What arguments and environment say wrongly is a failure of configuration that names them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Failure, Roster
from endpoint_roster.errors import ConfigurationError
from endpoint_roster.options import Options

if TYPE_CHECKING:
    from .conftest import Answer, Serve

KEY = "tgp_v1_Hd73nUx"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith(("SSL", "TOGETHER_")):
            monkeypatch.delenv(name)


def failures(**arguments: Any) -> list[Failure]:
    given: dict[str, Any] = {"api_key": "k", "base_url": "http://acme.invalid", **arguments}
    account = Account("together", **given)
    with Roster([account], max_attempts=1, timeout=30, deadline=30) as roster:
        return roster.list().collect().failures


@pytest.mark.parametrize(
    ("variable", "value", "base_url"),
    [
        ("ALL_PROXY", "socks://127.0.0.1:1", "http://acme.invalid"),
        ("HTTP_PROXY", "http://a b", "http://acme.invalid"),
        ("https_proxy", "http://10.0.0.256", "https://acme.invalid"),
        ("SSLKEYLOGFILE", "/nowhere/keys", "https://127.0.0.1:1"),
        ("SSL_CERT_FILE", "/nowhere/ca.pem", "https://127.0.0.1:1"),
        ("SSL_CERT_DIR", "/nowhere", "https://127.0.0.1:1"),
    ],
)
def test_a_variable_that_cannot_work_is_named(
    variable: str, value: str, base_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    [failure] = failures(base_url=base_url)
    assert (failure.kind, failure.attempts) == ("configuration", 0)
    assert failure.cause.startswith(variable)
    assert "report" not in failure.advice


@pytest.mark.parametrize("value", ["localhost,[::1]", "fe80::/10", "[::1]:80, ,*.x"])
def test_what_no_proxy_says_costs_nothing(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", value)
    [failure] = failures(base_url="http://127.0.0.1:1")
    assert failure.kind == "connect"


ADDRESSES = [
    "http://127.0.0.1:0", "http://a b", "http://10.0.0.256", "http://a..b", "acme.test",
    f"http://{'a' * 64}.test", "http://a%20b", "http://[::1", "http://acme\u200b.test",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_cannot_work_is_named(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConfigurationError, match=r"^base_url of an account of together must"):
        Account("together", api_key="k", base_url=address)
    with pytest.raises(ConfigurationError, match=r"^proxy must"):
        Options(proxy=address)
    monkeypatch.setenv("TOGETHER_API_KEY", "k")
    monkeypatch.setenv("TOGETHER_BASE_URL", address)
    with Roster.from_env() as roster:
        [failure] = roster.list().collect().failures
    assert failure.kind == "configuration"
    assert failure.cause.startswith("base_url of an account of together (TOGETHER_BASE_URL) must")


@pytest.mark.parametrize("address", [" HTTPS://127.0.0.1:1 ", "HTTP://127.0.0.1:1\n"])
def test_an_address_in_capitals_or_with_blanks_around_it_is_asked(address: str) -> None:
    assert [failure.kind for failure in failures(base_url=address)] == ["connect"]


@pytest.mark.parametrize("seconds", [0, 1e10, 2_147_484, 10**400, float("nan"), True, "5"])
@pytest.mark.parametrize("name", ["timeout", "deadline"])
def test_a_time_that_none_can_wait_is_named(name: str, seconds: Any) -> None:
    options: dict[str, Any] = {name: seconds}
    with pytest.raises(ConfigurationError, match=f"^{name} must be a number of seconds"):
        Options(**options)


def test_a_key_log_is_not_blamed_on_the_authorities(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    import certifi

    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "missing" / "keys"))
    Options(verify=certifi.where())


PASTED = [
    f'"{KEY}"', f"'{KEY}'", "${TOGETHER_API_KEY}", "$TOGETHER_API_KEY", f"Bearer {KEY}",
    f"{KEY}\u200b", f"\ufeff{KEY}", f"TOGETHER_API_KEY={KEY}", "sk-...", "<your key>",
    "your-api-key", f"{KEY} {KEY}", f"{KEY}\n{KEY}",
]  # fmt: skip


@pytest.mark.parametrize("key", PASTED)
def test_what_is_odd_about_a_key_is_said_without_showing_it(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConfigurationError, match=r"^api_key of an account of together") as caught:
        Account("together", api_key=key)
    assert KEY not in str(caught.value)
    assert ": it " in caught.value.cause
    monkeypatch.setenv("TOGETHER_API_KEY", key)
    with Roster.from_env() as roster:
        [failure] = roster.list().collect().failures
    assert failure.cause.startswith("api_key of an account of together (TOGETHER_API_KEY)")
    assert KEY not in repr(failure)
    if "=" not in key:  # another provider's variable may be a part of a secret
        with pytest.raises(ConfigurationError, match="secret_key of an account of volcengine"):
            Account("volcengine", access_key="AKLTx", secret_key=key)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("/run/secrets/key", "looks like the path of a file, not like what is in it"),
        ("TOGETHER_EXAMPLE", "looks like a placeholder from an example"),
        ("op://vault/key", "looks like a reference to a secret that was not resolved"),
        ("undefined", "is how a program writes a missing value"),
        (f"{KEY};", "ends with a punctuation mark"),
        (f"{KEY}\\n", "contains an escaped character"),
        (KEY, ""),
    ],
)
def test_what_seems_wrong_with_a_refused_key_is_said_once(
    serve: Serve, answer: type[Answer], key: str, words: str
) -> None:
    body = json.dumps({"error": {"message": "Invalid API key", "type": "auth"}}).encode()
    server = serve(lambda _: answer(body, 401))
    with Roster([Account("together", api_key=key, base_url=server.url)]) as roster:
        [failure] = roster.list().collect().failures
    assert failure.cause.endswith("Invalid API key")
    assert failure.advice.endswith(f" Its api_key (argument) {words}." if words else "endpoints.")
    assert KEY not in repr(failure)


@pytest.mark.parametrize("key", [f"{KEY}\n", f"{KEY}\r\n", f" {KEY}\t", f"{KEY}\r"])
def test_white_space_around_a_key_is_left_out(key: str) -> None:
    assert Account("together", api_key=key).api_key == KEY


@pytest.mark.parametrize("password", ['"quoted"', "$ecret", "<b>", "Bearer of news", "a b", "..."])
def test_a_password_may_be_anything(password: str) -> None:
    account = Account("huawei", username="u", password=password, domain="d", project_id="p")
    assert account.password == password
