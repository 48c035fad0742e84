from __future__ import annotations

import copy
import pickle
import sys
from typing import Any

import pytest
from endpoint_roster import (
    Account,
    ConfigurationError,
    MissingCredentialError,
    Roster,
    UnknownProviderError,
)

SECRET = "s3cr3t-never-shown"


def test_label_is_the_provider_unless_given() -> None:
    assert Account("together", api_key=SECRET).label == "together"
    assert Account("together", "prod", api_key=SECRET).label == "prod"


@pytest.mark.parametrize(
    ("provider", "arguments"),
    [
        ("together", {"api_key": SECRET}),
        ("ppio", {"api_key": SECRET}),
        ("openrouter", {"api_key": SECRET, "models": ["a/b"]}),
        ("volcengine", {"access_key": SECRET, "secret_key": SECRET, "session_token": SECRET}),
        ("huawei", {"token": SECRET, "project_id": "p"}),
        ("huawei", {"access_key": SECRET, "secret_key": SECRET, "project_id": "p"}),
        ("huawei", {"username": "u", "password": SECRET, "domain": "d", "project_id": "p"}),
    ],
)
def test_accounts_pickle_compare_and_hide_secrets(provider: str, arguments: dict[str, Any]) -> None:
    account = Account(provider, "mine", **arguments)
    assert pickle.loads(pickle.dumps(account)) == account
    assert copy.deepcopy(account) == account
    assert hash(copy.copy(account)) == hash(account)
    assert account != Account(provider, "other", **arguments)
    assert SECRET not in repr(account)
    assert SECRET not in str(account)
    assert SECRET not in f"{account}"
    assert "***" in repr(account)


def test_an_account_with_other_arguments_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOGETHER_API_KEY", SECRET)
    account = Account("together", project_id="p")
    monkeypatch.delenv("TOGETHER_API_KEY")
    made = account.__replace__(label="other", project_id="q")
    assert made == Account("together", "other", project_id="q", api_key=SECRET)
    assert made.origins == {
        "project_id": "argument",
        "api_key": "environment variable TOGETHER_API_KEY",
    }
    assert account.__replace__() == account
    if sys.version_info >= (3, 13):
        assert copy.replace(account, label="other") == account.labelled("other")
    with pytest.raises(ConfigurationError, match="an account of together has no colour"):
        account.__replace__(colour="red")
    ark = Account("volcengine", access_key="a", secret_key=SECRET)
    assert ark.__replace__(region="ap-southeast-1").origins["region"] == "argument"
    assert ark.__replace__(label="b").origins == ark.origins


def test_accounts_cannot_be_changed() -> None:
    account = Account("together", api_key=SECRET)
    with pytest.raises(AttributeError):
        account.api_key = "other"  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    ("provider", "arguments", "words"),
    [
        ("together", {}, ["api_key", "TOGETHER_API_KEY"]),
        ("ppio", {}, ["api_key", "PPIO_API_KEY"]),
        ("openrouter", {"api_key": SECRET}, ["models", "OPENROUTER_MODELS"]),
        ("volcengine", {}, ["access_key", "VOLCENGINE_ACCESS_KEY", "VOLCENGINE_SECRET_KEY"]),
        ("volcengine", {"access_key": SECRET}, ["no secret_key", "VOLCENGINE_SECRET_KEY"]),
        ("huawei", {}, ["token", "HUAWEICLOUD_X_AUTH_TOKEN", "HUAWEICLOUD_SDK_AK"]),
        ("huawei", {"access_key": SECRET}, ["no secret_key", "HUAWEICLOUD_SDK_SK"]),
        ("huawei", {"username": "u"}, ["no password and domain"]),
        ("huawei", {"token": SECRET}, ["project_id", "HUAWEICLOUD_SDK_PROJECT_ID"]),
    ],
)
def test_a_missing_credential_names_argument_and_variable(
    provider: str, arguments: dict[str, Any], words: list[str]
) -> None:
    with pytest.raises(MissingCredentialError) as caught:
        Account(provider, **arguments)
    for word in [provider, *words]:
        assert word in str(caught.value)
    assert SECRET not in str(caught.value)


def test_an_unknown_provider_names_those_that_there_are() -> None:
    with pytest.raises(UnknownProviderError, match=r"'acme'.*huawei.*together"):
        Account("acme", api_key=SECRET)


@pytest.mark.parametrize(
    ("provider", "arguments", "words"),
    [
        ("together", {"access_key": SECRET, "api_key": SECRET}, "no access_key. It takes api_key"),
        ("together", {"api_key": f"{SECRET}\nX: y"}, "api_key .* line break"),
        ("together", {"api_key": "Schlüssel"}, "api_key"),
        ("together", {"api_key": 5}, "api_key .*must be a string"),
        ("together", {"api_key": SECRET, "base_url": "api.together.ai"}, "base_url .* must "),
        (
            "together",
            {"api_key": SECRET, "base_url": "https://"},
            "base_url .* it has no host",
        ),
        ("together", {"api_key": SECRET, "base_url": "http://h:port/"}, "base_url"),
        ("together", {"api_key": SECRET, "base_url": f"https://u:{SECRET}@h/"}, "user name"),
        ("together", {"api_key": SECRET, "base_url": f"https://h/?k={SECRET}"}, "query"),
        ("together", {"api_key": SECRET, "label": " "}, "label"),
        ("openrouter", {"models": ["gpt-4"]}, "'gpt-4' .*author/slug.*OPENROUTER_MODELS"),
        ("openrouter", {"models": ["a/b/c"]}, "author/slug"),
        ("openrouter", {"models": ["../keys"]}, "author/slug"),
        ("openrouter", {"models": ["a/.."]}, "author/slug"),
        ("openrouter", {"models": [7]}, "list of strings"),
        ("volcengine", {"access_key": "a", "secret_key": "b", "region": "x.evil.example/"}, "reg"),
    ],
)
def test_an_argument_that_cannot_work_is_named(
    provider: str, arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(ConfigurationError, match=words) as caught:
        Account(provider, **arguments)
    assert SECRET not in str(caught.value)


def test_what_is_left_out_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOGETHER_API_KEY", " from-env\n")
    monkeypatch.setenv("TOGETHER_BASE_URL", "http://127.0.0.1:1/v1")
    assert Account("together").api_key == "from-env"
    assert Account("together").base_url == "http://127.0.0.1:1/v1"
    explicit = Account("together", api_key="given", base_url="https://other.example")
    assert (explicit.api_key, explicit.base_url) == ("given", "https://other.example")


def test_an_older_variable_counts_where_the_newer_one_is_not_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VOLC_ACCESSKEY", "old-ak")
    with pytest.raises(MissingCredentialError, match="set VOLC_SECRETKEY in"):
        Account("volcengine")
    monkeypatch.setenv("VOLC_SECRETKEY", "old-sk")
    older = Account("volcengine")
    assert (older.access_key, older.secret_key) == ("old-ak", "old-sk")
    assert older.origins["access_key"] == "environment variable VOLC_ACCESSKEY"
    with Roster.from_env() as roster:
        assert roster.accounts == (older,)
    monkeypatch.setenv("VOLCENGINE_ACCESS_KEY", "new-ak")
    with pytest.raises(MissingCredentialError, match="set VOLCENGINE_SECRET_KEY in"):
        Account("volcengine")  # a newer half and an older one are no pair
    monkeypatch.setenv("VOLCENGINE_SECRET_KEY", "new-sk")
    newer = Account("volcengine")
    assert (newer.access_key, newer.secret_key) == ("new-ak", "new-sk")
    assert newer.origins["access_key"] == "environment variable VOLCENGINE_ACCESS_KEY"


def test_credentials_of_the_environment_do_not_mix_with_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VOLCENGINE_ACCESS_KEY", "env-ak")
    monkeypatch.setenv("VOLCENGINE_SECRET_KEY", "env-sk")
    monkeypatch.setenv("VOLCENGINE_SESSION_TOKEN", "env-token")
    whole = Account("volcengine")
    assert (whole.access_key, whole.secret_key, whole.session_token) == (
        "env-ak",
        "env-sk",
        "env-token",
    )
    explicit = Account("volcengine", access_key="ak", secret_key="sk")
    assert explicit.session_token is None
    # A part that is missing may come from there: the id in a file, the secret in a variable.
    assert Account("volcengine", access_key="ak").secret_key == "env-sk"

    monkeypatch.setenv("HUAWEICLOUD_X_AUTH_TOKEN", "env-token")
    keys = Account("huawei", access_key="ak", secret_key="sk", project_id="p")
    assert keys.token is None


def test_models_may_be_text_or_list_and_lose_repetitions() -> None:
    assert Account("openrouter", models="a/b, c/d:free,a/b,").models == ("a/b", "c/d:free")
    assert Account("openrouter", models=iter(["a/b"])).models == ("a/b",)


def test_secrets_are_removed_from_text() -> None:
    account = Account("volcengine", access_key="AKLTsecret", secret_key="AKLTsecretlonger")
    assert account.redact("AKLTsecretlonger, AKLTsecret") == "***, ***"
