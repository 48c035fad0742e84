"""Where the arguments of an account came from; never their values."""

from __future__ import annotations

import copy
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from endpoint_roster import Account, Roster
from keyring.backend import KeyringBackend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECRET = "s3cr3t-never-shown"
IN_ENVIRONMENT = {"api_key": "environment variable TOGETHER_API_KEY"}


class Safe(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0  # pyright: ignore[reportAssignmentType] - as keyring's documentation says

    def get_password(self, service: str, username: str) -> str | None:
        return SECRET

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


@pytest.fixture
def safe() -> Iterator[None]:
    usual = keyring.get_keyring()
    keyring.set_keyring(Safe())
    yield
    keyring.set_keyring(usual)


def test_an_argument() -> None:
    account = Account("together", api_key=SECRET, base_url="http://127.0.0.1:1")
    # In the order in which an account has its arguments.
    assert [*account.origins.items()] == [("base_url", "argument"), ("api_key", "argument")]


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOGETHER_API_KEY", SECRET)
    monkeypatch.setenv("PPIO_API_KEY", SECRET)
    assert Account("together").origins == IN_ENVIRONMENT
    assert Account("together", api_key="").origins == IN_ENVIRONMENT
    with Roster.from_env() as roster:
        assert roster.source == "environment"
        assert {a.provider: a.origins for a in roster.accounts} == {
            "together": IN_ENVIRONMENT,
            "ppio": {"api_key": "environment variable PPIO_API_KEY"},
        }


def test_a_default_and_a_mixture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOLCENGINE_SECRET_KEY", SECRET)
    monkeypatch.setenv("VOLCENGINE_BASE_URL", "http://127.0.0.1:1")
    account = Account("volcengine", access_key=SECRET)
    assert account.origins == {
        "region": "default",
        "base_url": "environment variable VOLCENGINE_BASE_URL",
        "access_key": "argument",
        "secret_key": "environment variable VOLCENGINE_SECRET_KEY",
    }


def test_credentials_that_are_not_used_have_no_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUAWEICLOUD_X_AUTH_TOKEN", SECRET)
    monkeypatch.setenv("HUAWEICLOUD_SDK_PROJECT_ID", "p")
    account = Account("huawei", access_key=SECRET, secret_key=SECRET)
    assert account.token is None
    assert set(account.origins) == {"access_key", "secret_key", "project_id", "region"}


@pytest.mark.usefixtures("safe")
@pytest.mark.filterwarnings("ignore::endpoint_roster.InsecureConfigurationWarning")
def test_a_configuration_file(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOOD", SECRET)
    monkeypatch.setenv("OPENROUTER_MODELS", "a/b")
    key = tmp_path / "key"
    key.write_text(SECRET)
    key.chmod(0o600)
    file = write(
        f"""[defaults.huawei]
token = {{ env = "GOOD" }}

[[accounts]]
provider = "ppio"
api_key = "{SECRET}"

[[accounts]]
provider = "together"
api_key = {{ keyring = "my service", username = "me" }}

[[accounts]]
provider = "volcengine"
access_key = {{ file = "key" }}
secret_key = {{ command = [
    '{sys.executable}', "-c", "print('{SECRET}')"], timeout = 60 }}

[[accounts]]
provider = "huawei"
project_id = "p"

[[accounts]]
provider = "openrouter"
"""
    )
    with Roster.from_file(file) as roster:
        assert not roster.unusable
        assert roster.source == str(file)
        origins = {account.provider: account.origins for account in roster.accounts}
    assert origins == {
        "ppio": {"api_key": "roster.toml, line 6"},
        "together": {"api_key": "keyring my service/me (roster.toml, line 10)"},
        "volcengine": {
            "access_key": "file key (roster.toml, line 14)",
            "secret_key": f"command {Path(sys.executable).name} (roster.toml, line 15)",
            "region": "default",
        },
        "huawei": {
            "token": "environment variable GOOD (roster.toml, line 2)",
            "project_id": "roster.toml, line 20",
            "region": "default",
        },
        "openrouter": {"models": "environment variable OPENROUTER_MODELS"},
    }
    assert SECRET not in repr(origins)


def test_accounts_in_one_line(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOD", SECRET)
    file = write('\naccounts = [{ provider = "ppio", api_key = { env = "GOOD" } }]')
    with Roster.from_file(file) as roster:
        [account] = roster.accounts
    assert account.origins == {"api_key": "environment variable GOOD (roster.toml, line 2)"}


def test_origins_survive_labels_and_keep_equal_accounts_apart(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOD", SECRET)
    monkeypatch.setenv("ALSO_GOOD", SECRET)
    file = write(
        """
        [[accounts]]
        provider = "ppio"
        api_key = { env = "GOOD" }
        [[accounts]]
        provider = "ppio"
        api_key = { env = "ALSO_GOOD" }
        """
    )
    with Roster.from_file(file) as roster:
        assert {account.label: account.origins["api_key"] for account in roster.accounts} == {
            "ppio": "environment variable GOOD (roster.toml, line 4)",
            "ppio-2": "environment variable ALSO_GOOD (roster.toml, line 7)",
        }


def test_accounts_that_differ_in_origin_only_are_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Account("together", api_key=SECRET)
    monkeypatch.setenv("TOGETHER_API_KEY", SECRET)
    found = Account("together")
    assert found.origins != given.origins
    assert found == given
    assert hash(found) == hash(given)
    assert repr(found) == repr(given)
    for copied in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found)):
        assert copied == found
        assert copied.origins == found.origins


def test_what_a_caller_does_to_origins_changes_nothing() -> None:
    account = Account("together", api_key=SECRET)
    account.origins["api_key"] = "elsewhere"
    assert account.origins == {"api_key": "argument"}


def test_a_roster_of_accounts_has_them_from_its_arguments() -> None:
    with Roster([Account("together", api_key=SECRET)]) as roster:
        assert roster.source == "arguments"
