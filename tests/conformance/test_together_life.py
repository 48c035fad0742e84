"""Together: the official SDKs and command line live the life that our client lives.

| what | driven by | compared |
|---|---|---|
| version 1: list, get, create, update, start, stop, delete, hardware, zones | SDK 2.x | each request but its headers, each answer |
| version 1: ls, get, create, stop, start, update, delete, hardware, zones | `together` of 2.x | what it prints, and our reading after each step |
| version 2: whoami, projects, endpoints, deployments, instance types, refusals | SDK 3.x | each request but its headers, each answer |
"""  # noqa: E501

# pyright: reportMissingImports=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import together as official
from endpoint_roster_sim import Simulator, TogetherCloud
from endpoint_roster_together import ConflictError, NotFoundError, Together
from endpoint_roster_together.models import Autoscaling, DeploymentAutoscaling, TrafficSplitEntry

from .compare import instants

Json = dict[str, Any]
Step = tuple[str, Any]

HARDWARE = "1x_nvidia_h100_80gb_sxm"
SDK_3 = "together==3.1.1"
START = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


class Recorder:
    """An httpx client that keeps what it sent: method, address, and the body as JSON."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, Any]] = []
        self.client = httpx.Client(event_hooks={"request": [self._keep]}, trust_env=False)

    def __enter__(self) -> "Recorder":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def _keep(self, request: httpx.Request) -> None:
        body = json.loads(request.content) if request.content else None
        query = sorted(request.url.params.multi_items())
        self.sent.append((request.method, f"{request.url.path} {query}", body))


class World:
    """One simulated cloud, whose time is moved by hand."""

    def __init__(self) -> None:
        self.now = START
        self.simulator = Simulator(endpoints=6, providers=["together"], clock=lambda: self.now)

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @property
    def cloud(self) -> TogetherCloud:
        return self.simulator["together"]


def life_of_sdk_2(client: Any, pass_by: Callable[[float], None]) -> list[Any]:
    endpoints = client.endpoints
    answers = [
        endpoints.list(),
        endpoints.list_hardware(model="acme/chat"),
        endpoints.list_avzones(),
    ]
    made = endpoints.create(
        model="acme/chat",
        hardware=HARDWARE,
        autoscaling={"min_replicas": 1, "max_replicas": 2},
        display_name="support",
        inactive_timeout=None,
        state="STARTED",
    )
    answers.append(made)
    for seconds, changes in (
        (1, {}),
        (4, {}),
        (0, {"display_name": "search", "autoscaling": {"min_replicas": 2, "max_replicas": 3}}),
        (0, {"state": "STOPPED"}),
        (2, {"state": "STARTED"}),
        (4, {}),
    ):
        pass_by(seconds)
        answers.append(
            endpoints.update(made.id, **changes) if changes else endpoints.retrieve(made.id)
        )
    answers.append(endpoints.list(mine=True))
    endpoints.delete(made.id)
    try:
        endpoints.retrieve(made.id)
    except official.NotFoundError as error:
        answers.append([error.status_code, error.body])
    answers.append(endpoints.list())
    return [
        one if isinstance(one, list) else one.model_dump(mode="json", exclude_unset=True)
        for one in answers
    ]


def our_life(client: Together, pass_by: Callable[[float], None]) -> list[Any]:
    def page(pager: Any) -> Any:
        (only,) = pager.pages()
        return only

    endpoints = client.endpoints
    answers: list[Any] = [
        page(endpoints.list()),
        page(client.hardware.list(model="acme/chat")),
        client.availability_zones.list(),
    ]
    made = endpoints.create(
        model="acme/chat",
        hardware=HARDWARE,
        autoscaling=Autoscaling(min_replicas=1, max_replicas=2),
        display_name="support",
        inactive_timeout=None,
        state="STARTED",
    )
    answers.append(made)
    bounds = Autoscaling(min_replicas=2, max_replicas=3)
    for seconds, call in (
        (1, lambda: endpoints.get(made.id)),
        (4, lambda: endpoints.get(made.id)),
        (0, lambda: endpoints.update(made.id, display_name="search", autoscaling=bounds)),
        (0, lambda: endpoints.update(made.id, state="STOPPED")),
        (2, lambda: endpoints.update(made.id, state="STARTED")),
        (4, lambda: endpoints.get(made.id)),
    ):
        pass_by(seconds)
        answers.append(call())
    answers.append(page(endpoints.list(mine=True)))
    endpoints.delete(made.id)
    with pytest.raises(NotFoundError) as caught:
        endpoints.get(made.id)
    answers.append([caught.value.status, json.loads(caught.value.body)])
    answers.append(page(endpoints.list()))
    return [one if isinstance(one, list) else one.to_dict() for one in answers]


def test_version_1_by_sdk_2() -> None:
    with Recorder() as theirs, Recorder() as ours:
        compare_version_1(theirs, ours)


def compare_version_1(theirs: Recorder, ours: Recorder) -> None:
    world = World()
    with world.simulator:
        about = world.cloud.describe()
        client = official.Together(
            api_key=about["api_key"],
            base_url=about["base_url"],
            max_retries=0,
            http_client=theirs.client,
        )
        their_answers = life_of_sdk_2(client, world.pass_by)
    world = World()  # the same again, for us
    with world.simulator:
        about = world.cloud.describe()
        with Together(**about, http_client=ours.client) as mine:
            our_answers = our_life(mine, world.pass_by)
    assert len(ours.sent) == 14
    assert ours.sent == theirs.sent
    assert instants(our_answers) == instants(their_answers)
    states = [one["state"] for one in our_answers[3:10]]
    assert states == [
        "PENDING",
        "STARTING",
        "STARTED",
        "STARTED",
        "STOPPING",
        "STARTING",
        "STARTED",
    ]


@pytest.fixture
def quick() -> Any:
    """A simulator in which an hour passes within a minute."""
    began = time.monotonic()

    def clock() -> datetime:
        return START + timedelta(seconds=(time.monotonic() - began) * 60)

    with Simulator(endpoints=6, providers=["together"], clock=clock) as simulator:
        yield simulator["together"]


def test_version_1_by_the_command_line(quick: TogetherCloud, tmp_path: Path) -> None:
    about = quick.describe()
    program = Path(sys.executable).with_name("together")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TOGETHER_")},
        "TOGETHER_API_KEY": about["api_key"],
        "TOGETHER_BASE_URL": about["base_url"],
        "TOGETHER_TELEMETRY_DISABLED": "1",
        "HOME": str(tmp_path),
    }

    def run(*words: str) -> Any:
        command = [str(program), "endpoints", *words, "--json"]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    with Together(**about) as mine:
        hardware = [one.to_dict() for one in mine.hardware.list()]
        assert instants(run("hardware")) == instants(hardware)
        assert run("availability-zones")["avzones"] == mine.availability_zones.list().avzones

        def listed() -> list[str]:
            # What the command line lists, whatever it is asked for.
            return [one.id for one in mine.endpoints.list(type_="dedicated", mine=True)]

        before = listed()
        made = run(
            *("create", "--model", "acme/chat", "--hardware", HARDWARE, "--max-replicas", "2"),
            *("--display-name", "support", "--inactive-timeout", "30", "--wait"),
        )
        assert made["state"] == "STARTED"
        assert instants(made) == instants(mine.endpoints.get(made["id"]).to_dict())
        assert run("stop", made["id"], "--wait")["state"] == "STOPPED"
        assert mine.endpoints.get(made["id"]).state == "STOPPED"
        run("start", made["id"], "--wait")
        assert mine.endpoints.get(made["id"]).state == "STARTED"
        run("update", made["id"], "--display-name", "search", "--max-replicas", "4")
        assert instants(run("get", made["id"])) == instants(
            mine.endpoints.get(made["id"]).to_dict()
        )
        assert mine.endpoints.get(made["id"]).display_name == "search"
        assert [one["id"] for one in run("ls")] == listed() == [made["id"], *before]
        run("delete", made["id"])
        assert listed() == before
    assert ("GET", "/v3/whoami") in {(one.method, one.path) for one in quick.requests}


def life_in_version_2(mine: Together) -> list[Step]:
    """What ``together_3.py`` does and tells."""
    answers: list[Step] = []
    projects, deployments = mine.project_endpoints, mine.deployments

    def tell(step: str, model: Any = None) -> None:
        answers.append((step, model.to_dict() if model else None))

    def refused(step: str, call: Callable[[], Any]) -> None:
        with pytest.raises(ConflictError) as caught:
            call()
        answers.append((step, [caught.value.status, caught.value.code]))

    def until(state: str) -> None:
        for _ in range(200):
            found = deployments.get(endpoint.id, deployment.id)
            if found.status.state == f"DEPLOYMENT_STATE_{state}":
                tell(f"deployment {state}", found)
                return
            time.sleep(0.05)
        raise TimeoutError(state)

    tell("whoami", mine.identity.get())
    for project in mine.projects.list():
        tell("project", project)
    for kind in mine.instance_types.list():
        tell("instance type", kind)
    endpoint = projects.create(name="support", visibility="VISIBILITY_PRIVATE")
    tell("endpoint created", endpoint)
    refused("name taken", lambda: projects.create(name="support"))
    running = DeploymentAutoscaling(min_replicas=1, max_replicas=2)
    stopped = DeploymentAutoscaling(min_replicas=0, max_replicas=0)
    deployment = deployments.create(
        endpoint.id,
        name="main",
        model="projects/p/models/m",
        autoscaling=running,
        inactive_timeout=60,
    )
    until("READY")
    split = [TrafficSplitEntry(deployment_id=deployment.id, weight=1)]
    routed = projects.update(
        endpoint.id, traffic_split=split, update_mask="trafficSplit", etag=endpoint.etag
    )
    tell("endpoint routed", routed)
    refused("stale etag", lambda: projects.update(endpoint.id, name="x", etag=endpoint.etag))
    refused("delete what runs", lambda: deployments.delete(endpoint.id, deployment.id))
    refused("delete what is not empty", lambda: projects.delete(endpoint.id))
    for scaling, state in ((stopped, "STOPPED"), (running, "READY"), (stopped, "STOPPED")):
        deployments.update(
            endpoint.id, deployment.id, autoscaling=scaling, update_mask="autoscaling"
        )
        until(state)
    for one in deployments.list(endpoint.id, limit=1):
        tell("deployment listed", one)
    deployments.delete(endpoint.id, deployment.id)
    projects.delete(endpoint.id)
    tell(f"endpoints left: {len(list(projects.list()))}")
    return answers


def without_times(value: Any) -> Any:
    """A step without when it was; the two lives are lived one after the other."""
    if isinstance(value, dict):
        return {
            k: without_times(v) for k, v in value.items() if k not in ("createdAt", "updatedAt")
        }
    return [without_times(one) for one in value] if isinstance(value, (list, tuple)) else value


def changes_and_reads(cloud: TogetherCloud) -> list[Any]:
    """What was asked, the same reading in a row once."""
    asked = [(one.method, one.path, one.query, one.status) for one in cloud.requests]
    return [one for one, before in zip(asked, [None, *asked], strict=False) if one != before]


def test_version_2_by_sdk_3(quick: TogetherCloud) -> None:
    about = quick.describe()
    uv = shutil.which("uv")
    assert uv, "this test needs uv, to run a program with another version of the SDK"
    program = Path(__file__).with_name("together_3.py")
    root = about["base_url"].removesuffix("/v1")  # which 3.x does without
    words = [str(program), root, about["api_key"], about["project_id"]]
    options = ["--no-project", "--isolated", "--python", sys.executable, "--with", SDK_3]
    done = subprocess.run(
        [uv, "run", "--quiet", *options, "python", *words],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    theirs = [json.loads(line) for line in done.stdout.splitlines()]
    their_requests = changes_and_reads(quick)

    # The same again, for us, from the start: the same identifiers are drawn.
    began = time.monotonic()
    again = Simulator(
        endpoints=6,
        providers=["together"],
        clock=lambda: START + timedelta(seconds=(time.monotonic() - began) * 60),
    )
    with again, Together(**again["together"].describe()) as mine:
        ours = life_in_version_2(mine)
        assert changes_and_reads(again["together"]) == their_requests
    assert without_times(ours) == without_times(theirs)
    assert len(ours) >= 20
