"""A provider from another package, installed in a folder, and programs that use it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = """
from endpoint_roster.models import Endpoint
from endpoint_roster.providers import Call, Page, Provider


class Answer:
    attempts = 1

    def result(self):
        return ["one", "two"]


class Client:
    async def send(self, request, *, deadline):
        return Answer()

    async def aclose(self):
        pass


class Acme(Provider):
    name = "acme"
    arguments = {"api_key": "ACME_API_KEY", "region": None}
    credentials = (("api_key",),)

    def connect(self, account, options):
        return Client()

    def list_endpoints(self, account, query):
        names = yield Call("all of them", "list")
        yield Page([Endpoint("acme", account.label, name) for name in names])
"""


def install(folder: Path, package: str, entry_points: str, code: str) -> None:
    """Put a package where Python looks for packages, with what an installer would write."""
    (folder / f"{package}.py").write_text(code, encoding="utf-8")
    about = folder / f"{package}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {package}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(
        f"[endpoint_roster.providers]\n{entry_points}\n", encoding="utf-8"
    )


def run(code: str, *paths: Path, **variables: str) -> str:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, paths))} | variables
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()
