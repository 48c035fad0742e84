"""The section "Add a provider" of CONTRIBUTING.md, from nothing to `roster list`."""

import json
import os
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from support.workspace import ROOT, Workspace, commands_under, copy_of_repository


@pytest.fixture
def cloud() -> Iterator[tuple[str, dict[str, Any]]]:
    """A server that answers with the examples of the new spec, once it is given them."""
    examples: dict[str, Any] = {}

    class Cloud(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            name = "last_page" if parse_qs(address.query).get("cursor") else "success"
            allowed = self.headers["Authorization"] == "Bearer key-for-tests"
            found = allowed and address.path == "/v1/endpoints"
            body = json.dumps(examples[name]["value"] if found else {"code": "no"}).encode()
            self.send_response(200 if found else 401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Cloud) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1", examples
        finally:
            server.shutdown()
            thread.join()


def installed(workspace: Workspace) -> str:
    """The search path on which the copy's packages are found, as an editable install makes it."""
    facade = workspace.root / "packages/endpoint-roster"
    project = tomllib.loads((facade / "pyproject.toml").read_text("utf-8"))["project"]
    made = workspace.root / ".installed" / f"endpoint_roster-{project['version']}.dist-info"
    made.mkdir(parents=True)
    about = f"Metadata-Version: 2.4\nName: endpoint-roster\nVersion: {project['version']}\n"
    (made / "METADATA").write_text(about, "utf-8")
    sections = [
        "\n".join([f"[{group}]", *(f"{name} = {place}" for name, place in entries.items()), ""])
        for group, entries in project["entry-points"].items()
    ]
    (made / "entry_points.txt").write_text("\n".join(sections), "utf-8")
    sources = [facade / "src", workspace.root / "generated/endpoint-roster-acme/src"]
    return os.pathsep.join(map(str, [made.parent, *sources]))


@pytest.mark.slow
def test_from_nothing_to_a_list(tmp_path: Path, cloud: tuple[str, dict[str, Any]]) -> None:
    address, examples = cloud
    workspace = copy_of_repository(tmp_path / "repository")
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    commands = commands_under("Add a provider", text)
    assert commands[0].startswith("uv run nox -s new_provider -- acme ")
    listed: list[dict[str, Any]] = []
    for command in commands:
        if command.startswith("uv run nox -s "):
            done = workspace.nox(command)
            assert done.code == 0, f"{command}\n{done.text}"
        else:
            variables, words = split(command)
            assert words[:4] == ["uv", "run", "roster", "list"]
            spec = yaml.safe_load((workspace.root / "specs/acme/openapi.yaml").read_text("utf-8"))
            answers = spec["paths"]["/endpoints"]["get"]["responses"]["200"]["content"]
            examples |= answers["application/json"]["examples"]
            assert variables.keys() == {"ACME_API_KEY", "ACME_BASE_URL"}
            known = {"ACME_API_KEY": "key-for-tests", "ACME_BASE_URL": address}
            program = [sys.executable, "-m", "endpoint_roster_cli", *words[3:], "-o", "json"]
            done = workspace.run(*program, **known, PYTHONPATH=installed(workspace))
            assert done.code == 0, done.text
            listed = json.loads(done.text)["endpoints"]
    states = [(one["provider"], one["id"], one["state"]) for one in listed]
    assert sorted(states) == [
        ("acme", "ep-1", "running"),
        ("acme", "ep-2", "stopped"),
        ("acme", "ep-3", "failed"),
    ]


def split(command: str) -> tuple[dict[str, str], list[str]]:
    """Return the variables in front of a command, and its words."""
    words = command.partition("  #")[0].split()
    pairs = [word.partition("=") for word in words if "=" in word and word.isascii()]
    variables = {name: value for name, _, value in pairs if name.isupper()}
    return variables, [word for word in words if word.partition("=")[0] not in variables]
