"""From an edit of a spec to a wheel that is used, and a spec with many operations."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from generation import environment
from support.orbit import make

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

START = """
  /workspaces/{workspace}/endpoints/{endpointId}/start:
    parameters:
      - $ref: "#/components/parameters/Workspace"
      - $ref: "#/components/parameters/EndpointId"
    post:
      operationId: startEndpoint
      tags: [endpoints]
      summary: Start an endpoint.
      description: Starts it, in a zone.
      security: [{bearer: []}]
      parameters:
        - name: zone
          in: query
          required: true
          description: Where.
          schema: {type: string, maxLength: 5}
      responses:
        "202": {description: It is being started.}
        default: {$ref: "#/components/responses/Refused"}
  /workspaces/{workspace}/events:
"""
# What a user of the wheel does: each shape of an operation, once.
USE = """
import json, sys
import httpx
from endpoint_roster_orbit import ArgumentError, Orbit
from endpoint_roster_orbit.operations.update_endpoint import update_endpoint

sent = []

def answer(request):
    body = json.loads(request.content) if request.content else None
    path = request.url.raw_path.decode()
    sent.append([request.method, path, request.headers.get("if-match"), body])
    status = {"DELETE": 204, "PATCH": 200}.get(request.method, 202)
    body = {"id": "a/b", "zone": "z-1"} if request.method == "PATCH" else None
    return httpx.Response(status, json=body, headers={"ETag": "v2"})

with Orbit(api_key="k", http_client=httpx.Client(transport=httpx.MockTransport(answer))) as orbit:
    read = orbit.send(update_endpoint("team", "a/b", idle_minutes=None, if_match="v1"))
    etag = read.headers["etag"]
    made = orbit.endpoints.update("team", "a/b", idle_minutes=5, if_match=etag)
    started = orbit.endpoints.start("team", "a/b", zone="z-1")
    orbit.endpoints.delete("team", "a/b")
    try:
        orbit.endpoints.start("team", "a/b", zone="far away")
    except ArgumentError as error:
        refused = str(error)
import endpoint_roster_orbit
print(json.dumps([sent, made.zone, started, refused, endpoint_roster_orbit.__file__]))
"""


def edited(text: str) -> str:
    """Orbit's spec with one operation and one field more."""
    text = text.replace("  /workspaces/{workspace}/events:\n", START.lstrip("\n"), 1)
    field = "        revision: {type: integer,"
    added = "        zone: {type: string, description: Where it runs.}\n"
    assert text.count(field) == 1
    return text.replace(field, f"{added}{field}")


def test_an_edit_becomes_a_wheel_that_is_used(tmp_path: Path) -> None:
    package = make(tmp_path, edited)
    build = ["build", "--quiet", "--wheel", "--out-dir", str(tmp_path / "dist"), str(package)]
    subprocess.run([*environment.uv(), *build], check=True, timeout=300)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    search = os.pathsep.join([str(wheel), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", USE],
        env={**os.environ, "PYTHONPATH": search},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    sent, zone, started, refused, file = json.loads(done.stdout)
    base = "/v2/workspaces/team/endpoints/a%2Fb"
    assert sent == [
        ["PATCH", f"{base}?api-version=2026-01", "v1", {"idle_minutes": None}],
        ["PATCH", f"{base}?api-version=2026-01", "v2", {"idle_minutes": 5}],
        ["POST", f"{base}/start?zone=z-1", None, None],
        ["DELETE", f"{base}?api-version=2026-01", None, None],
    ]
    assert (zone, started) == ("z-1", None)
    assert refused == "endpoints.start: zone must have 5 or less characters, not 8"
    assert file.startswith(str(wheel))


def many(text: str) -> str:
    """Orbit's spec with fifty operations more, and a resource for each three of them."""
    document = yaml.safe_load(text)
    model = document["paths"]["/workspaces/{workspace}/endpoints/{endpointId}"]
    for number in range(17):
        tag = f"things{number}"
        document["tags"].append({"name": tag, "description": "Things."})
        item = json.loads(json.dumps(model))  # nothing in it twice, so YAML writes no aliases
        for verb in ("get", "patch", "delete"):
            item[verb] |= {"operationId": f"{verb}Thing{number}", "tags": [tag]}
        document["paths"][f"/workspaces/{{workspace}}/{tag}/{{endpointId}}"] = item
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def test_fifty_operations_take_less_than_ten_seconds(tmp_path: Path) -> None:
    before = os.times()
    package = make(tmp_path, many)
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    modules = [*(package / "src/endpoint_roster_orbit/operations").glob("*_thing*.py")]
    assert len(modules) == 51
    assert spent < 10
