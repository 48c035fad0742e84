"""The configuration file: where it is, what it says, and where its secrets come from."""

from __future__ import annotations

import os
import re
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    Account,
    AmbiguousReferenceError,
    ConfigurationError,
    Endpoint,
    InsecureConfigurationWarning,
    NoAccountsError,
    Roster,
)
from endpoint_roster.config import default_file
from endpoint_roster.config.file import ConfigFile
from platformdirs import user_config_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "s3cr3t-never-shown"


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOD", SECRET)


# --- plain text


def test_a_plain_secret_works_and_warns(write: Callable[[str], Path]) -> None:
    file = write(
        f"""
        [[accounts]]
        provider = "volcengine"
        access_key = "AKLTexample"
        secret_key = "{SECRET}"

        [[accounts]]
        provider = "ppio"
        api_key = {{ env = "GOOD" }}

        [defaults.together]
        api_key = "{SECRET}"

        [[accounts]]
        provider = "together"
        """
    )
    with pytest.warns(InsecureConfigurationWarning) as warned:
        roster = Roster.from_file(file)
    with roster:
        assert [account.secret_key for account in roster.accounts] == [SECRET, None, None]
        assert roster.accounts[2].api_key == SECRET
    assert [w.filename for w in warned] == [__file__]
    assert "(lines 5, 12)" in str(warned[0].message)
    assert "chmod" not in str(warned[0].message)
    assert SECRET not in str(warned[0].message)


def test_a_warning_about_many_plain_secrets_names_the_first_lines(
    write: Callable[[str], Path],
) -> None:
    table = "[[accounts]]\nprovider = 'ppio'\nlabel = 'a{}'\napi_key = '{}'\n"
    file = write("".join(table.format(n, SECRET) for n in range(1_500)))
    with pytest.warns(InsecureConfigurationWarning) as warned:
        Roster.from_file(file).close()
    lines = ", ".join(str(4 * n) for n in range(1, 21))
    assert f"(lines {lines} and 1,480 more)" in str(warned[0].message)


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX files")
def test_the_warning_says_when_others_may_read_the_file(write: Callable[[str], Path]) -> None:
    file = write(f'[[accounts]]\nprovider = "ppio"\napi_key = "{SECRET}"')
    file.chmod(0o644)
    with pytest.warns(InsecureConfigurationWarning, match="Other users may read it: chmod 600"):
        Roster.from_file(file).close()


def test_a_file_without_plain_secrets_may_be_read_by_all(write: Callable[[str], Path]) -> None:
    file = write('[[accounts]]\nprovider = "ppio"\napi_key = { env = "GOOD" }')
    file.chmod(0o644)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Roster.from_file(file).close()


# --- defaults


def test_defaults_count_after_accounts_and_before_the_environment(
    write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOGETHER_BASE_URL", "https://environment.example")
    monkeypatch.setenv("TOGETHER_API_KEY", "environment")
    file = write(
        """
        [defaults]
        timeout = 7
        deadline = 70

        [defaults.together]
        base_url = "https://defaults.example"

        [[accounts]]
        provider = "together"

        [[accounts]]
        provider = "together"
        label = "other"
        base_url = "https://account.example"
        """
    )
    with Roster.from_file(file, deadline=30) as roster:
        assert [a.base_url for a in roster.accounts] == [
            "https://defaults.example",
            "https://account.example",
        ]
        assert [a.api_key for a in roster.accounts] == ["environment", "environment"]
        assert (roster.options.timeout, roster.options.deadline) == (7, 30)


def test_credentials_of_an_account_do_not_mix_with_default_ones(
    write: Callable[[str], Path],
) -> None:
    file = write(
        """
        [defaults.huawei]
        token = { env = "GOOD" }
        project_id = "p"

        [[accounts]]
        provider = "huawei"

        [[accounts]]
        provider = "huawei"
        label = "keys"
        access_key = "ak"
        secret_key = { env = "GOOD" }
        """
    )
    with Roster.from_file(file) as roster:
        assert [(a.token, a.access_key, a.project_id) for a in roster.accounts] == [
            (SECRET, None, "p"),
            (None, "ak", "p"),
        ]


def test_authorities_are_relative_to_the_file(write: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "authorities").mkdir()
    file = write('accounts = []\n[defaults]\nverify = "authorities"')
    assert ConfigFile(file).options == {"verify": str(tmp_path / "authorities")}


# --- errors name the file, the line and the key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n[defaults]\ntimeout = 5\ndeadline = 0", "line 4, deadline: deadline must be"),
        ("[defaults]\ntime_out = 5", "line 2, time_out: unknown option 'time_out'"),
        ("[defaults]\n\n\nverify = 'nothing.pem'", "line 4, verify: verify is not a CA bundle"),
        ("defaults = 5", "line 1, defaults: it must be a table"),
        ("[defaults]\nproxy = 5", "line 2, proxy: proxy must be a string"),
        ("[defaults]\nverify = '~nobody-of-this-name/x'", "line 2, verify: unknown home directory"),
        ('[defaults]\nverify = "a\\u0000b"', "line 2, verify: a path cannot contain"),
        ("[defaults.acme]\nregion = 'x'", "line 1, acme: unknown provider 'acme'"),
        ("[defaults.ppio]\nlabel = 'x'", "line 2, label: it belongs to an account"),
        ("\n\n[acounts]\n", "line 3, acounts: unknown key 'acounts'"),
        ("[accounts]\nprovider = 'ppio'", "line 1, accounts: accounts must be tables"),
        ("\naccounts = ['ppio']", "line 2: accounts must be tables"),
        (
            "[[accounts]]\nprovider='ppio'\nlabel='a'\n[[accounts]]\nprovider='ppio'\nlabel='a'",
            "line 6, label: another account of ppio is called 'a'",
        ),
        (
            "[[accounts]]\nprovider='ppio'\n[[accounts]]\nprovider='ppio'\nlabel=' ppio '",
            "line 5, label: another account of ppio is called 'ppio'",
        ),
        ("[[accounts]]\nprovider = 'ppio'\nprovider = 'ppio'", "not TOML: Cannot overwrite"),
        pytest.param(f"a = {'9' * 5000}", "not TOML: Exceeds the limit", id="long"),
        pytest.param(f"a = {'[' * 900}", "not TOML: it is nested too deeply", id="deep"),
        pytest.param(f"a{'.a' * 1500} = 1\n", "it is nested too deeply", id="deep by dots"),
        pytest.param(
            f"[[accounts]]\nprovider = 'ppio'\n[accounts.api_key{'.a' * 1500}]\n",
            "it is nested too deeply",
            id="deep by a header",
        ),
    ],
)
def test_an_error_of_the_file_names_file_line_and_key(
    write: Callable[[str], Path], text: str, words: str
) -> None:
    with pytest.raises(ConfigurationError, match=rf"roster\.toml.*{words}"):
        Roster.from_file(write(text))


def test_an_account_keeps_its_number_when_one_before_it_cannot_be_used(
    write: Callable[[str], Path],
) -> None:
    one = "[[accounts]]\nprovider = 'together'\napi_key = {{ env = '{}' }}\n"
    with Roster.from_file(write(one.format("NONE") + one.format("GOOD"))) as roster:
        assert [account.label for account in roster.accounts] == ["together-2"]
        assert [failure.account for failure in roster.unusable] == ["together"]
        with pytest.raises(ConfigurationError, match="the environment has no NONE"):
            roster.create("together", model="m", hardware="h")


def test_a_label_that_several_accounts_have_is_no_place_to_create_in(
    write: Callable[[str], Path],
) -> None:
    one = "[[accounts]]\nprovider = '{}'\nlabel = 'prod'\napi_key = {{ env = '{}' }}\n"
    file = write(one.format("together", "GOOD") + one.format("ppio", "NONE"))
    with (
        Roster.from_file(file) as roster,
        pytest.raises(AmbiguousReferenceError, match="several accounts are called 'prod'") as found,
    ):
        roster.create("prod", model="m", hardware="h")
    assert found.value.advice == "Name one of together/prod, ppio/prod."


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ("provider = 'ppio'", "line 3: an account of ppio needs api_key"),
        ("label = 'x'", "line 3: the account has no provider"),
        ("provider = 5", "line 3: the account has no provider"),
        ("provider = 'acme'", "line 4, provider: unknown provider 'acme'"),
        ("provider = 'ppio'\nmodels = ['a/b']", "line 5, models: an account of ppio has no models"),
        ("provider = 'ppio'\nkey = '''\nx'''", "line 5, key: an account of ppio has no key"),
        ("provider = 'ppio'\napi_key = ''", "line 3: an account of ppio needs api_key"),
        ("provider = 'ppio'\napi_key = ['k']", "line 5, api_key: .* must be a string"),
        ("provider = 'ppio'\nlabel = ' '", "line 5, label: label of an account"),
        (
            "provider = 'ppio'\napi_key = { env = 'GOOD' }\n# why\nbase_url = 'x'",
            "line 7, base_url: base_url .* must begin with http",
        ),
        (
            "provider = 'ppio'\nlabel = '''\na\nb'''\napi_key.env = 'NONE'",
            "line 8, api_key: the environment has no NONE",
        ),
        ("provider = 'openrouter'\nmodels = 7", "line 5, models: .*list of strings"),
        ("provider = 'volcengine'\naccess_key='a'\nsecret_key='b'\nregion = '?'", "line 7, region"),
    ],
)
@pytest.mark.filterwarnings("ignore::endpoint_roster.InsecureConfigurationWarning")
def test_an_error_of_an_account_names_file_line_and_key(
    write: Callable[[str], Path], account: str, words: str
) -> None:
    with Roster.from_file(write(f"# accounts\n\n[[accounts]]\n{account}\n")) as roster:
        [failure] = roster.unusable
        assert not roster.accounts
    reported = f"{failure.cause}. {failure.advice}"
    assert failure.attempted.startswith("read account 1 of ")
    assert re.search(rf"roster\.toml, {words}", reported), reported


# --- where the file is


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"HOME": "/somewhere/"},
        {"HOME": "relative"},
        {"XDG_CONFIG_HOME": "/elsewhere"},
        {"XDG_CONFIG_HOME": "relative"},
        {"XDG_CONFIG_HOME": ""},
        {"ANDROID_ROOT": "/system", "ANDROID_DATA": "/data"},
    ],
    ids=str,
)
def test_the_usual_place_is_that_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    place = user_config_path("endpoint-roster", appauthor=False, roaming=True)
    assert default_file() == place / "config.toml"


def test_the_file_at_its_usual_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = default_file()
    assert usual.parts[-2:] == ("endpoint-roster", "config.toml")
    assert usual.is_relative_to(tmp_path)
    with pytest.raises(ConfigurationError, match=r"config\.toml cannot be read"):
        Roster.from_file()
    with pytest.raises(NoAccountsError, match="environment"):
        Roster.from_config()

    monkeypatch.setenv("PPIO_API_KEY", SECRET)
    with Roster.from_config() as roster:
        assert [account.provider for account in roster.accounts] == ["ppio"]

    usual.parent.mkdir(parents=True)
    usual.write_text('[[accounts]]\nprovider = "ppio"\nlabel = "usual"\n')
    for make in (Roster.from_file, Roster.from_config):
        with make() as roster:
            assert [account.label for account in roster.accounts] == ["usual"]
    with Roster.from_env() as roster:  # the environment says nothing of the file
        assert [account.label for account in roster.accounts] == ["ppio"]

    named = tmp_path / "named.toml"
    named.write_text('[defaults]\ntimeout = 3\n[[accounts]]\nprovider = "ppio"\nlabel = "named"\n')
    monkeypatch.setenv("ENDPOINT_ROSTER_CONFIG", str(named))
    for make in (Roster.from_file, Roster.from_config, Roster.from_env):
        with make() as roster:
            assert [account.label for account in roster.accounts] == ["named"]
            assert roster.options.timeout == 3
    with Roster.from_file(usual) as roster:
        assert [account.label for account in roster.accounts] == ["usual"]

    named.unlink()
    for make in (Roster.from_file, Roster.from_config, Roster.from_env):
        with pytest.raises(ConfigurationError, match=r"named\.toml cannot be read"):
            make()


def test_a_hundred_accounts(write: Callable[[str], Path]) -> None:
    text = "".join(
        f'[[accounts]]\nprovider = "together"\nlabel = "{n}"\napi_key = {{ env = "GOOD" }}\n'
        for n in range(100)
    )
    with Roster.from_file(write(text)) as roster:
        assert [account.label for account in roster.accounts] == [str(n) for n in range(100)]


def test_accounts_from_files_are_ordinary(
    write: Callable[[str], Path], simulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = simulator.describe()["together"]
    monkeypatch.setenv("SIMULATED", about["api_key"])
    file = write(
        f'[[accounts]]\nprovider = "together"\nbase_url = "{about["base_url"]}"\n'
        f'api_key = {{ env = "SIMULATED" }}\nproject_id = "{about["project_id"]}"\n'
    )
    with Roster.from_file(file) as roster:
        assert roster.accounts == (Account("together", **about),)
        endpoints: list[Endpoint] = list(roster.list())
    assert len(endpoints) == 36


FILE = "# Schlüssel für Büro\n[[accounts]]\nprovider = 'ppio'\nlabel = 'büro'\napi_key = 'k'\n"
WINDOWS = FILE.replace("\n", "\r\n")
SAVED = {
    "UTF-8": FILE.encode(),
    "UTF-8 with a mark": FILE.encode("utf-8-sig"),
    "CRLF": WINDOWS.encode(),
    "CRLF with a mark": WINDOWS.encode("utf-8-sig"),
    "UTF-16 LE": b"\xff\xfe" + WINDOWS.encode("utf-16-le"),
    "UTF-16 BE": b"\xfe\xff" + FILE.encode("utf-16-be"),
    "UTF-32": FILE.encode("utf-32"),
}


@pytest.mark.filterwarnings("ignore::endpoint_roster.errors.InsecureConfigurationWarning")
@pytest.mark.parametrize("name", SAVED)
def test_a_file_is_read_however_it_was_saved(tmp_path: Path, name: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(SAVED[name])
    path.chmod(0o600)
    with Roster.from_file(path) as roster:
        assert [(one.label, one.api_key) for one in roster.accounts] == [("büro", "k")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (FILE.encode("latin-1"), "not UTF-8 at byte 6"),
        (FILE.encode("cp1252"), "not UTF-8"),
        (FILE.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (FILE.encode("utf-16-be"), "UTF-16 without a byte order mark"),
        (b"[\0[\0", "UTF-16 without a byte order mark"),
        (b"\xff\xfe[\0[", "not UTF-16"),
        (b"\0\1\2\3", "no text"),
    ],
)
def test_a_file_of_another_encoding_is_refused_for_that(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=words) as caught:
        Roster.from_file(path)
    assert "Save it as UTF-8" in str(caught.value)


def test_a_fault_in_a_file_of_windows_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[[accounts]]\r\nprovider = 'ppio'\r\nregoin = 'x'\r\n")
    path.chmod(0o600)
    with Roster.from_file(path) as roster:
        [failure] = roster.unusable
    assert "line 3, regoin" in failure.cause
