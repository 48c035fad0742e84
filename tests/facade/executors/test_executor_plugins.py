"""Plug-ins whose objects do not travel: each costs its own account, and says why."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from support.running import run

if TYPE_CHECKING:
    from pathlib import Path

#: What an account or an endpoint of this provider holds may refuse each of the two journeys.
PLUGIN = """
from endpoint_roster.models import Endpoint
from endpoint_roster.providers import Call, Page, Provider


def refuse():
    raise ImportError("no module for this")


class CannotLeave:
    def __reduce__(self):
        raise TypeError("cannot pickle a key-secret")


class CannotArrive:
    def __reduce__(self):
        return refuse, ()


ODD = {"leave": CannotLeave(), "arrive": CannotArrive()}


class Answer:
    attempts = 1

    def result(self):
        return None


class Client:
    async def send(self, request, *, deadline):
        return Answer()

    async def aclose(self):
        pass


class Acme(Provider):
    name = "acme"
    arguments = {"api_key": "ACME_API_KEY", "extra": None, "raw": None}
    credentials = (("api_key",),)

    def connect(self, account, options):
        return Client()

    def list_endpoints(self, account, query):
        yield Call("all of them", "list")
        raw = ODD.get(account.arguments.get("raw"))
        yield Page([Endpoint(self.name, account.label, "one", raw=raw)])


class Leaving(Acme):
    name = "leaving"
    defaults = {"extra": CannotLeave()}


class Arriving(Acme):
    name = "arriving"
    defaults = {"extra": CannotArrive()}
"""
ENTRY_POINTS = """
[endpoint_roster.providers]
acme = roster_acme:Acme
leaving = roster_acme:Leaving
arriving = roster_acme:Arriving
"""
PROGRAM = """
import json
from concurrent.futures import ThreadPoolExecutor
from endpoint_roster import Account, Roster

accounts = [
    Account("acme", "first", api_key="key-secret"),
    Account("leaving", "account leaves", api_key="key-secret"),
    Account("arriving", "account arrives", api_key="key-secret"),
    Account("acme", "raw leaves", api_key="key-secret", raw="leave"),
    Account("acme", "raw arrives", api_key="key-secret", raw="arrive"),
    Account("acme", "last", api_key="key-secret"),
]
with Roster(accounts) as roster, ThreadPoolExecutor(1) as pool:
    listing = roster.list().collect(executor=pool)
print(json.dumps(listing.to_dict()))
"""


def test_what_does_not_travel_costs_its_own_account(tmp_path: Path) -> None:
    (tmp_path / "roster_acme.py").write_text(PLUGIN, encoding="utf-8")
    about = tmp_path / "roster_acme-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: roster_acme\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = run(sys.executable, "-W", "error", "-c", PROGRAM, env=environment)
    assert done.err == ""
    assert "key-secret" not in done.out
    listing = json.loads(done.out)
    assert [one["account"] for one in listing["endpoints"]] == ["first", "last"]
    failures = {one["account"]: one for one in listing["failures"]}
    assert {one["kind"] for one in failures.values()} == {"executor"}
    causes = {label: failure["cause"].partition(": ") for label, failure in failures.items()}
    here, there = "the account cannot be pickled", "its endpoints cannot be pickled: TypeError"
    assert causes["account leaves"][0] == here
    assert causes["account leaves"][2] == "TypeError: cannot pickle a ***"
    assert causes["account arrives"][0].startswith("on the worker ")
    assert causes["account arrives"][2].startswith("the account cannot be read there: ImportError")
    assert causes["raw leaves"][2].startswith(there)
    assert causes["raw arrives"][0] == "the worker's results cannot be read here"
    assert all(failure["advice"] for failure in failures.values())
