"""Workers that read the accounts from a configuration file of their own: no secret travels."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Listing, Roster

from .inline import Inline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.http_server import ScriptedServer

Write = "Callable[[str], Path]"


def table(label: str | None, variable: str, url: str) -> str:
    named = f'label = "{label}"' if label else ""
    return f"""
[[accounts]]
provider = "ppio"
{named}
api_key = {{ env = "{variable}" }}
base_url = "{url}"
"""


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        monkeypatch.setenv(f"KEY{number}", f"worker-key-{number}")


def collect(accounts: list[Account], path: Path, **options: Any) -> tuple[Listing, Inline]:
    executor = Inline()
    with Roster(accounts, **options) as roster:
        listing = roster.list().collect(executor=executor, workers=2, config_file=path)
    return listing, executor


def named(url: str, *labels: str) -> list[Account]:
    return [Account("ppio", label, api_key="parent-key", base_url=url) for label in labels]


def test_only_names_travel(cloud: ScriptedServer, write: Callable[[str], Path]) -> None:
    path = write("".join(table(f"a{n}", f"KEY{n}", cloud.url) for n in range(6)))
    with Roster.from_file(path) as roster:
        accounts = list(roster.accounts)
    listing, executor = collect(accounts, path)
    assert [one.id for one in listing] == [f"worker-key-{n}" for n in range(6)]
    assert len(executor.tasks) > 1
    assert b"-key" not in b"".join(map(pickle.dumps, executor.tasks))


def test_the_order_is_that_of_the_roster(
    cloud: ScriptedServer, write: Callable[[str], Path]
) -> None:
    path = write("".join(table(f"a{n}", f"KEY{n}", cloud.url) for n in range(6)))
    listing, _ = collect(named(cloud.url, "a4", "a0", "a2"), path)
    assert [one.id for one in listing] == ["worker-key-4", "worker-key-0", "worker-key-2"]


def test_an_account_that_the_worker_does_not_have(
    cloud: ScriptedServer, write: Callable[[str], Path]
) -> None:
    path = write(table("a0", "KEY0", cloud.url) + table("a1", "NOT_SET", cloud.url))
    listing, _ = collect(named(cloud.url, "a0", "a1", "a2"), path)
    assert [one.id for one in listing] == ["worker-key-0"]
    assert [(one.account, one.kind) for one in listing.failures] == [
        ("a1", "configuration"),
        ("a2", "configuration"),
    ]
    unset, missing = listing.failures
    assert "on the worker " in unset.cause
    assert "NOT_SET" in unset.cause
    assert "has no account of ppio called 'a2', or several" in missing.cause
    assert missing.advice


def test_accounts_without_labels_cannot_be_told_apart(
    cloud: ScriptedServer, write: Callable[[str], Path]
) -> None:
    """Which is the second depends on the file, and a wrong one is never read."""
    path = write(table(None, "KEY0", cloud.url) + table(None, "KEY1", cloud.url))
    with Roster.from_file(path) as roster:
        accounts = list(roster.accounts)
    listing, _ = collect(accounts, path)
    assert [one.account for one in listing.failures] == ["ppio", "ppio-2"]
    assert "a label of its own" in listing.failures[0].advice


def test_one_account_without_a_label(cloud: ScriptedServer, write: Callable[[str], Path]) -> None:
    path = write(table(None, "KEY0", cloud.url))
    listing, _ = collect(named(cloud.url, "ppio"), path)
    assert [one.id for one in listing] == ["worker-key-0"]


@pytest.mark.parametrize("text", [None, "accounts = ["])
def test_a_file_that_the_worker_cannot_read(
    cloud: ScriptedServer, tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "roster.toml"
    if text is not None:
        path.write_text(text)
    listing, _ = collect(named(cloud.url, "a0", "a1"), path)
    assert [(one.account, one.kind) for one in listing.failures] == [
        ("a0", "configuration"),
        ("a1", "configuration"),
    ]
    assert str(path) in listing.failures[0].cause


def test_a_file_that_changes_is_read_again(
    cloud: ScriptedServer, write: Callable[[str], Path]
) -> None:
    for number in (1, 2):
        path = write(table("a0", f"KEY{number}", f"{cloud.url}/{'x' * number}"))
        listing, _ = collect(named(cloud.url, "a0"), path)
        assert [one.id for one in listing] == [f"worker-key-{number}"]


def test_secrets_are_fetched_once_for_each_account(
    cloud: ScriptedServer, write: Callable[[str], Path], tmp_path: Path
) -> None:
    log = tmp_path / "fetched"
    tables = [
        table(f"a{n}", "", cloud.url).replace(
            '{ env = "" }',
            f'{{ command = ["sh", "-c", "echo {n} >> {log}; echo worker-key-{n}"] }}',
        )
        for n in range(6)
    ]
    path = write("".join(tables))
    listing, executor = collect(named(cloud.url, *(f"a{n}" for n in range(6))), path)
    assert listing.failures == []
    assert len(executor.tasks) > 1
    assert sorted(log.read_text().split()) == list("012345")


def test_a_proxy_with_a_password_is_read_from_the_file(
    cloud: ScriptedServer, write: Callable[[str], Path]
) -> None:
    secret, own = "http://u:parent-key@127.0.0.1:9", cloud.url
    accounts = named("http://ppio.invalid", "a0")
    path = write(table("a0", "KEY0", "http://ppio.invalid"))
    listing, executor = collect(accounts, path, proxy=secret)
    assert "has no proxy" in listing.failures[0].cause
    path = write(f'[defaults]\nproxy = "{own}"\n{table("a0", "KEY0", "http://ppio.invalid")}')
    listing, executor = collect(accounts, path, proxy=secret)
    assert [one.id for one in listing] == ["worker-key-0"], "through the proxy of the file"
    assert b"parent-key" not in b"".join(map(pickle.dumps, executor.tasks))
