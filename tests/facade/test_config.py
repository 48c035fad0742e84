from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
import trustme
from endpoint_roster import (
    Account,
    Clock,
    ConfigurationError,
    InsecureConfigurationWarning,
    NoAccountsError,
    Roster,
)

SECRET = "s3cr3t-never-shown"


def test_each_provider_whose_variables_are_there_is_an_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {
        "VOLCENGINE_ACCESS_KEY": "ak",
        "VOLCENGINE_SECRET_KEY": "sk",
        "PPIO_API_KEY": "key",
        "TOGETHER_API_KEY": "key",
        "OPENROUTER_MODELS": "a/b,c/d",
        "HUAWEICLOUD_X_AUTH_TOKEN": "token",
        "HUAWEICLOUD_SDK_PROJECT_ID": "project",
    }.items():
        monkeypatch.setenv(name, value)
    with Roster.from_env() as roster:
        found = {account.provider: account for account in roster.accounts}
        assert not roster.unusable
    assert sorted(found) == ["huawei", "openrouter", "ppio", "together", "volcengine"]
    assert found["openrouter"].models == ("a/b", "c/d")
    assert found["volcengine"].region == "cn-beijing"
    assert found["huawei"].token == "token"


def test_an_address_alone_is_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOGETHER_BASE_URL", "https://api.example")
    monkeypatch.setenv("HUAWEICLOUD_SDK_PROJECT_ID", "project")
    with pytest.raises(NoAccountsError, match="TOGETHER_API_KEY"):
        Roster.from_env()


def test_an_account_that_is_not_whole_is_a_failure_of_every_listing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VOLCENGINE_ACCESS_KEY", SECRET)
    monkeypatch.setenv("OPENROUTER_API_KEY", SECRET)
    with Roster.from_env() as roster:
        assert not roster.accounts
        listing = roster.list().collect()
    assert not listing.complete
    failures = {failure.provider: failure for failure in listing.failures}
    assert "VOLCENGINE_SECRET_KEY" in failures["volcengine"].advice
    assert "OPENROUTER_MODELS" in failures["openrouter"].advice
    assert all(f.kind == "configuration" and f.attempts == 0 for f in listing.failures)
    assert SECRET not in repr(listing)


def test_a_file_holds_labelled_accounts_and_the_environment_fills_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOGETHER_API_KEY", "from-env")
    file = tmp_path / "roster.toml"
    file.write_text(
        """
        [[accounts]]
        provider = "together"

        [[accounts]]
        provider = "together"
        label = "研究"
        api_key = "from-file"

        [[accounts]]
        provider = "openrouter"
        models = ["a/b"]
        """,
        encoding="utf-8",
    )
    with pytest.warns(InsecureConfigurationWarning):
        roster = Roster.from_file(file)
    with roster:
        assert [(a.provider, a.label, a.api_key) for a in roster.accounts] == [
            ("together", "together", "from-env"),
            ("together", "研究", "from-file"),
            ("openrouter", "openrouter", None),
        ]


def test_a_broken_account_of_a_file_does_not_cost_the_others(tmp_path: Path) -> None:
    file = tmp_path / "roster.toml"
    file.write_text(
        f"""
        accounts = [
            {{ provider = "acme", label = "unknown provider" }},
            {{ provider = "together", label = "no key" }},
            {{ provider = "openrouter", label = "no slash", models = ["gpt-4"] }},
            {{ provider = "together", label = "typo", apikey = "{SECRET}" }},
            {{ provider = "together", label = "wrong type", api_key = 5 }},
            {{ label = "orphan" }},
            {{ provider = "ppio", label = "good", api_key = "{SECRET}" }},
        ]
        """,
        encoding="utf-8",
    )
    with pytest.warns(InsecureConfigurationWarning):
        roster = Roster.from_file(file)
    with roster:
        assert [account.label for account in roster.accounts] == ["good"]
        messages = {f.account: f"{f.cause}. {f.advice}" for f in roster.unusable}
    assert "'acme'" in messages["unknown provider"]
    assert "TOGETHER_API_KEY" in messages["no key"]
    assert "'gpt-4'" in messages["no slash"]
    assert "no apikey" in messages["typo"]
    assert "api_key" in messages["wrong type"]
    assert "has no provider" in messages["orphan"]
    assert SECRET not in repr(messages)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'api_key = "' + SECRET.encode(), "not TOML: Unterminated"),
        (b'[[account]]\nprovider = "ppio"', "unknown key 'account'"),
        (b"accounts = 5", r"\[\[accounts\]\]"),
        (b"accounts = [5]", r"\[\[accounts\]\]"),
        (b"\xff = 1", "UTF-8"),
        (b"", "no account"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: bytes, words: str) -> None:
    file = tmp_path / "roster.toml"
    file.write_bytes(text)
    with pytest.raises(ConfigurationError, match=words) as caught:
        Roster.from_file(file)
    assert "roster.toml" in str(caught.value)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nothing\.toml cannot be read"):
        Roster.from_file(tmp_path / "nothing.toml")


def test_accounts_without_labels_are_numbered_and_equal_labels_refused() -> None:
    accounts = [Account("together", api_key=key) for key in ("a", "b", "c")]
    with Roster(accounts) as roster:
        assert [a.label for a in roster.accounts] == ["together", "together-2", "together-3"]
        assert [a.api_key for a in roster.accounts] == ["a", "b", "c"]
    twice = [Account("together", "prod", api_key=key) for key in ("a", "b")]
    with pytest.raises(ConfigurationError, match="two accounts of together are called 'prod'"):
        Roster(twice)
    with Roster([twice[0], Account("ppio", "prod", api_key="c")]) as roster:
        assert len(roster.accounts) == 2


@pytest.mark.parametrize(
    "options",
    [
        {"timeout": 0},
        {"timeout": float("nan")},
        {"timeout": 10**400},
        {"timeout": "5"},
        {"deadline": -1},
        {"deadline": True},
        {"max_attempts": 0},
        {"max_attempts": 1.5},
        {"concurrency": 0},
        {"page_size": 0},
        {"provider_concurrency": None},
        {"max_pages": "10"},
        {"push_down": "no"},
        {"push_down": 1},
        {"push_down": None},
        {"proxy": "proxy.example:8080"},
        {"proxy": 8080},
        {"verify": "/nowhere/ca.pem"},
        {"verify": __file__},
        {"verify": ""},
        {"verify": "a\0b"},
        {"verify": None},
        {"verify": 1},
        {"verify": b"ca.pem"},
        {"verify": Path(__file__)},
        {"verify": ssl.SSLContext},
        {"clock": None},
        {"clock": 5},
        {"clock": Clock},
    ],
)
def test_an_option_that_cannot_work_is_named(options: dict[str, object]) -> None:
    (name,) = options
    with pytest.raises(ConfigurationError, match=f"^{name} ") as caught:
        Roster([], **options)  # pyright: ignore[reportArgumentType]
    assert caught.value.argument == name


@pytest.mark.parametrize(
    "options",
    [
        {"verify": False},
        {"verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)},
        {"push_down": False},
        {"clock": Clock()},
        {"timeout": 1, "deadline": 0.5},
    ],
)
def test_an_option_that_can_work_is_taken_as_it_is(options: dict[str, Any]) -> None:
    with Roster([], **options) as roster:
        assert {name: getattr(roster.options, name) for name in options} == options


def test_authorities_of_ones_own_are_a_file_or_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(str(file))
    for path in (str(file), str(tmp_path)):
        with Roster([], verify=path) as roster:
            assert roster.options.verify == path


def test_the_password_of_a_proxy_is_not_shown() -> None:
    with Roster([], proxy=f"http://user:{SECRET}@proxy.example:8080") as roster:
        assert SECRET not in repr(roster.options)
        assert SECRET not in repr(roster)
