"""roster init: a configuration file from the environment, that reads back and holds no value."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import NoAccountsError, Roster, registry
from endpoint_roster_cli.schemas import read
from jsonschema import Draft7Validator
from support.surroundings import toml_as_json, write_config

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from endpoint_roster import Account

PROVIDERS = ["huawei", "openrouter", "ppio", "together", "volcengine"]
SECRET = "s3cr3t-never-shown"


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The accounts that a file, or without one the environment, gives in another environment."""

    def found(env: Mapping[str, str], file: Path | None = None) -> tuple[Account, ...]:
        with monkeypatch.context() as patched:
            for name, value in env.items():
                patched.setenv(name, value)
            with Roster.from_file(file) if file else Roster.from_env() as roster:
                return roster.accounts

    return found


def check_schema(text: str) -> dict[str, Any]:
    """Return what the file says, which is what its schema allows."""
    data = toml_as_json(text)
    validator: Any = Draft7Validator(read("config"))
    validator.validate(data)
    return data


def uncommented(text: str) -> str:
    """Return the file with all its examples as accounts."""
    return re.sub(r"(?m)^#(?=[\w\[])", "", text)


def test_every_account_of_the_environment_is_in_the_file(
    roster: Any, accounts: Any, variables: dict[str, str], tmp_path: Path
) -> None:
    done = roster("init", env=variables | {"XDG_CONFIG_HOME": str(tmp_path / "new" / "home")})
    file = tmp_path / "new" / "home" / "endpoint-roster" / "config.toml"
    assert (done.code, done.out) == (0, "")
    assert f"roster: wrote {file}\n" in done.err
    assert f"roster: found: {', '.join(PROVIDERS)}\n" in done.err
    assert "roster: next: roster doctor, then roster list\n" in done.err
    text = file.read_text(encoding="utf-8")
    assert text.startswith("#:schema ./roster.schema.json\n")
    assert [a["provider"] for a in check_schema(text)["accounts"]] == PROVIDERS
    assert accounts(variables, file) == accounts(variables)
    # References alone: no value, not even one that is not secret.
    for name, value in variables.items():
        assert value not in text
        assert name in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


def test_the_file_lists_what_the_environment_lists(
    roster: Any, variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "roster.toml"
    done = roster("init", "--output", str(file), env=variables)
    assert f"next: roster doctor --config {file}, then roster list --config {file}\n" in done.err
    from_file = roster("list", "-o", "json", "--config", str(file), env=variables)
    assert (from_file.code, from_file.err) == (0, "")
    assert json.loads(from_file.out) == json.loads(roster("list", "-o", "json", env=variables).out)


def test_it_can_be_looked_at_without_being_written(
    roster: Any, variables: dict[str, str], tmp_path: Path
) -> None:
    env = variables | {"XDG_CONFIG_HOME": str(tmp_path)}
    done = roster("init", "--output", "-", env=env)
    assert done.code == 0
    assert len(check_schema(done.out)["accounts"]) == 5
    assert "wrote" not in done.err
    assert "found: huawei" in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_environment_names_the_usual_place(roster: Any, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    done = roster("init", env={"ENDPOINT_ROSTER_CONFIG": str(file), "PPIO_API_KEY": SECRET})
    assert done.code == 0
    assert "next: roster doctor, then roster list" in done.err
    assert SECRET not in file.read_text() + done.err
    again = roster("list", "-o", "json", env={"ENDPOINT_ROSTER_CONFIG": str(file)})
    assert "PPIO_API_KEY" in json.loads(again.out)["failures"][0]["cause"]


def test_a_file_that_is_there_stays(roster: Any, tmp_path: Path) -> None:
    file = tmp_path / "roster.toml"
    file.write_text("mine")
    file.chmod(0o644)
    done = roster("init", "--output", str(file))
    assert (done.code, done.out) == (1, "")
    for word in (str(file), "--force", "--output -"):
        assert word in done.err
    assert file.read_text() == "mine"
    assert roster("init", "--output", str(file), "--force").code == 0
    assert file.read_text().startswith("#:schema")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["roster.toml"]


def test_a_link_stays_a_link(roster: Any, tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles" / "roster.toml", tmp_path / "roster.toml"
    real.parent.mkdir()
    link.symlink_to(real)
    assert roster("init", "--output", str(link)).code == 1
    assert not real.exists()
    assert roster("init", "--output", str(link), "--force").code == 0
    assert link.is_symlink()
    assert real.read_text().startswith("#:schema")


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_file_system_without_links(
    roster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", link)
    file = tmp_path / "roster.toml"
    assert roster("init", "--output", str(file)).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert roster("init", "--output", str(file)).code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["roster.toml"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    roster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    file = tmp_path / "roster.toml"
    file.write_text("mine")
    done = roster("init", "--output", str(file), "--force")
    assert (done.code, done.out) == (1, "")
    assert f"{file} cannot be written: {os.strerror(errno.ENOSPC)}" in done.err
    assert file.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["roster.toml"]


def test_a_place_that_cannot_be_is_said(roster: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = roster("init", "--output", str(tmp_path / "file" / "roster.toml"))
    assert (done.code, done.out) == (1, "")
    assert "cannot be written" in done.err
    assert "Traceback" not in done.err


def test_without_any_account_it_is_all_examples(roster: Any, tmp_path: Path) -> None:
    file = tmp_path / "roster.toml"
    done = roster("init", "--output", str(file))
    assert done.code == 0
    assert f"nothing found, so only an example: {', '.join(PROVIDERS)}\n" in done.err
    assert "\nroster: Set the variables of a provider:\nroster:   huawei: " in done.err
    assert "\nroster:   together: TOGETHER_API_KEY\n" in done.err
    assert "next: uncomment an account in the file, then roster doctor --config" in done.err
    assert check_schema(file.read_text()) == {}
    with pytest.raises(NoAccountsError):
        Roster.from_file(file)


@pytest.mark.parametrize("found", [(), ("TOGETHER_API_KEY",), ("OPENROUTER_MODELS",)])
def test_every_example_is_right_once_uncommented(
    roster: Any,
    accounts: Any,
    variables: dict[str, str],
    tmp_path: Path,
    found: tuple[str, ...],
) -> None:
    env = {name: variables[name] for name in found}
    text = uncommented(roster("init", "--output", "-", env=env).out)
    data = check_schema(text)
    assert sorted(account["provider"] for account in data["accounts"]) == PROVIDERS
    proxy = data["defaults"].pop("proxy")
    assert proxy == "http://proxy.example:8080"
    schema = read("config")["definitions"]["defaults"]["properties"]
    assert data["defaults"] == {name: schema[name]["default"] for name in data["defaults"]}
    [accepted] = data["check"].pop("exceptions")
    assert accepted["until"] == "2026-12-31"
    rules = read("config")["definitions"]["check"]["properties"]
    assert data["check"] == {n: rules[n]["default"] for n in rules if n != "exceptions"}
    file = write_config(tmp_path, text)
    read_back = {account.provider: account for account in accounts(variables, file)}
    assert sorted(read_back) == PROVIDERS
    assert read_back["ppio"].api_key == variables["PPIO_API_KEY"]
    for name in PROVIDERS:
        # All that an account can have is named.
        for argument in registry.find(name).arguments:
            assert re.search(rf"\b{argument}\b", text)


@pytest.mark.parametrize(
    ("env", "lacks"),
    [
        ({"VOLCENGINE_ACCESS_KEY": SECRET}, "it lacks VOLCENGINE_SECRET_KEY."),
        (
            {"HUAWEICLOUD_SDK_SK": SECRET},
            "it lacks HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_PROJECT_ID.",
        ),
        ({"HUAWEICLOUD_X_AUTH_TOKEN": SECRET}, "it lacks HUAWEICLOUD_SDK_PROJECT_ID."),
        ({"OPENROUTER_API_KEY": SECRET}, "it lacks OPENROUTER_MODELS."),
        ({"OPENROUTER_MODELS": SECRET}, "what the environment has cannot be used. Write models"),
        (
            {"PPIO_API_KEY": f"two {SECRET}\nlines"},
            "what PPIO_API_KEY has cannot be used. Copy it again",
        ),
        (
            {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": SECRET},
            "what TOGETHER_BASE_URL has cannot be used. Write it like https://",
        ),
    ],
)
def test_what_is_incomplete_or_wrong_is_an_example_that_says_why(
    roster: Any, env: dict[str, str], lacks: str
) -> None:
    done = roster("init", "--output", "-", env=env)
    assert done.code == 0
    assert SECRET not in done.out + done.err
    assert check_schema(done.out) == {}
    prose = " ".join(done.out.replace("\n#   ", " ").split())
    assert f"# Incomplete: {lacks}" in prose
    assert f": {lacks}" in done.err
    check_schema(uncommented(done.out))


def test_the_better_credentials_are_taken_and_no_others(roster: Any) -> None:
    env = {
        "HUAWEICLOUD_X_AUTH_TOKEN": "t",
        "HUAWEICLOUD_SDK_AK": "a",
        "HUAWEICLOUD_SDK_PROJECT_ID": "p",
        "VOLCENGINE_ACCESS_KEY": "a",
        "VOLCENGINE_SECRET_KEY": "s",
        "VOLCENGINE_SESSION_TOKEN": "t",
    }
    huawei, volcengine = check_schema(roster("init", "--output", "-", env=env).out)["accounts"]
    assert huawei == {
        "provider": "huawei",
        "token": {"env": "HUAWEICLOUD_X_AUTH_TOKEN"},
        "project_id": {"env": "HUAWEICLOUD_SDK_PROJECT_ID"},
    }
    assert [*volcengine] == ["provider", "access_key", "secret_key", "session_token"]


def test_an_older_variable_is_named_where_only_it_is_set(roster: Any) -> None:
    env = {"VOLC_ACCESSKEY": "a", "VOLC_SECRETKEY": "s"}
    (account,) = check_schema(roster("init", "--output", "-", env=env).out)["accounts"]
    assert account == {
        "provider": "volcengine",
        "access_key": {"env": "VOLC_ACCESSKEY"},
        "secret_key": {"env": "VOLC_SECRETKEY"},
    }
    halves = roster("init", "--output", "-", env=env | {"VOLCENGINE_SECRET_KEY": "newer"})
    assert "Incomplete: it lacks VOLCENGINE_ACCESS_KEY." in halves.out


def test_plug_ins_are_in_the_file_and_broken_ones_are_left_out(
    process: Any, tmp_path: Path
) -> None:
    code = """
from endpoint_roster.providers import Provider


class Acme(Provider):
    name = "acme"
    arguments = {"username": "ACME_USER", "password": None, "region": None}
    credentials = (("username", "password"),)
    required = ("region",)
    description = "what\\nAcme\\x1b[31m has"

    def connect(self, account, options):
        raise NotImplementedError

    def list_endpoints(self, account, query):
        raise NotImplementedError
"""
    for name, text in (("acme", code), ("bad", "raise RuntimeError")):
        (tmp_path / f"roster_{name}.py").write_text(text)
        about = tmp_path / f"roster_{name}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Name: roster_{name}\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(
            f"[endpoint_roster.providers]\n{name} = roster_{name}:{name.title()}\n"
        )
    env = {"PYTHONPATH": str(tmp_path), "ACME_USER": SECRET}
    done = process("init", "--output", "-", env=env)
    assert done.code == 0
    assert (
        "# acme: what Acme\\x1b[31m has\n# Incomplete: it lacks password and region.\n" in done.out
    )
    assert SECRET not in done.out + done.err
    assert "left out: the provider bad cannot be loaded: RuntimeError" in done.err
    (acme,) = [
        account
        for account in check_schema(uncommented(done.out))["accounts"]
        if account["provider"] == "acme"
    ]
    assert acme == {
        "provider": "acme",
        "username": {"env": "ACME_USER"},
        "password": {"file": "~/.secrets/password"},
        "region": "...",
    }
