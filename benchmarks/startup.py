"""What a program costs before its first answer: fresh processes, CPU time.

Every program finds only what its own installation brings. It matters: httpx alone takes much
longer to import where its command line's dependencies happen to be installed too.
"""

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from endpoint_roster_sim import Simulator

from . import bodies
from .footprint import INSTALLATIONS
from .installed import link
from .measure import PATIENCE, Times, child_environment, seconds
from .server import Ports, serving
from .subjects import address

#: The client class of each of the five packages, and its credentials.
_FIVE = {
    "together": "Together(api_key='x')",
    "openrouter": "OpenRouter(api_key='x')",
    "ppio": "Ppio(api_key='x')",
    "huawei": "Huawei(token='x', project_id='x')",
    "volcengine": "Volcengine(access_key='AKLTexample', secret_key='x')",
}
_ALL_FIVE = [f"endpoint-roster-{provider}" for provider in _FIVE]

#: A command line with its environment.
_Command = tuple[list[str], dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Kit:
    """The lines of a program, one after another; ``{at}`` is where the address goes."""

    load: str
    client: str
    at: str
    call: str

    def programs(self, who: str, url: str) -> dict[str, str]:
        client = f"{self.load}\n{self.client.format(at='')}"
        there = f"{self.load}\n{self.client.format(at=self.at.format(url=url))}"
        return {
            f"{who}: import": self.load,
            f"{who}: client": client,
            f"{who}: call": f"{there}\n{self.call}",
        }


def _ours(provider: str, kind: str, key: str, arguments: str = "") -> _Kit:
    return _Kit(
        f"from endpoint_roster_{provider} import {kind}",
        f"client = {kind}({key}{{at}})",
        ", base_url='{url}'",
        f"list(client.endpoints.list({arguments}))",
    )


_KEY = "api_key='x'"
_OURS = {
    "together": _ours("together", "Together", _KEY),
    "openrouter": _ours("openrouter", "OpenRouter", _KEY, "'acme', 'model'"),
    # It signs its requests, and the signer needs httpx.
    "volcengine": _ours("volcengine", "Volcengine", "access_key='AKLTexample', secret_key='x'"),
}
_SDKS = {
    "together": _Kit(
        "from together import Together",
        "client = Together(api_key='x'{at})",
        ", base_url='{url}'",
        "client.endpoints.list()",
    ),
    "openrouter": _Kit(
        "from openrouter import OpenRouter",
        "client = OpenRouter(api_key='x'{at})",
        ", server_url='{url}'",
        "client.endpoints.list(author='acme', slug='model')",
    ),
    "volcengine": _Kit(
        "import volcenginesdkcore as core, volcenginesdkark as ark",
        "settings = core.Configuration()\n"
        "settings.ak, settings.sk, settings.region = 'AKLTexample', 'x', 'cn-beijing'\n"
        "{at}\n"
        "client = ark.ARKApi(core.ApiClient(settings))",
        "settings.scheme, settings.host = '{url}'.split('://')",
        "client.list_endpoints(ark.ListEndpointsRequest())",
    ),
}
_HTTPX = _Kit(
    "import httpx",
    "client = httpx.Client({at})",
    "base_url='{url}'",
    "import json; json.loads(client.get('/endpoints').content)",
)

#: A script that prints what one account has, as written without the command: it sends the same
#: requests, one for version 1 and one for the project of version 2.
_SCRIPT = """
import json, os, httpx
found = []
with httpx.Client() as client:
    for address in (os.environ["TOGETHER_BASE_URL"] + "/endpoints", os.environ["PROJECT_URL"]):
        answer = client.get(
            address, headers={"Authorization": "Bearer " + os.environ["TOGETHER_API_KEY"]}
        )
        answer.raise_for_status()
        found += answer.json()["data"]
print(json.dumps(found, indent=2))
"""


def _command_line(load: str, call: str, *words: str) -> str:
    """Return a program that runs a command line of this process."""
    return f"import sys\nsys.argv = {list(words)!r}\n{load}\n{call}"


#: One listing of one account of the simulated cloud, in a process of its own.
_LISTINGS = {
    "httpx: script": _SCRIPT,
    "roster, together: script": _SCRIPT,
    "roster, together: json": _command_line(
        "from endpoint_roster_cli.__main__ import run", "run()", "roster", "list", "-o", "json"
    ),
    "roster, together: table": _command_line(
        "from endpoint_roster_cli.__main__ import run", "run()", "roster", "list"
    ),
    "sdk, together: command": _command_line(
        "from together.lib.cli import main", "main()", "together", "endpoints", "list", "--json"
    ),
}


def measure(folder: Path, rounds: int, listings: int, limit: int) -> tuple[Times, Times]:
    """Start every program in turn, round by round, and return the seconds that each one cost.

    The cost of starting Python itself is subtracted, round by round; it is listed under ``python``.
    Listings come second, with Python's own.

    Args:
        folder: where the bodies are.
        rounds: how often each program is started.
        listings: how often each listing is, except slow ones, which take part in every third round.
        limit: seconds after which three rounds suffice, of programs and of listings.
    """
    with (
        serving(folder) as ports,
        Simulator(bodies.SIZES[1], providers=["together"]) as simulator,
        tempfile.TemporaryDirectory() as place,
    ):
        installations = {
            **INSTALLATIONS,
            "five": _ALL_FIVE,
            "roster": ["endpoint-roster-cli"],
            "roster, together": ["endpoint-roster-cli", "endpoint-roster-together"],
            "python": [],
        }
        for name, requirements in installations.items():
            link(requirements, Path(place, name))
        account = _account(simulator, place)
        programs = {
            name: (_command(code, Path(place, _installation(name))), child_environment())
            for name, code in _programs(ports).items()
        }
        commands = {
            name: (_command(code, Path(place, _installation(name))), account)
            for name, code in _LISTINGS.items()
        }
        return (
            _net(_race(programs, rounds, limit)),
            _race(commands, listings, limit, patience=PATIENCE),
        )


def _race(
    commands: Mapping[str, _Command], rounds: int, limit: int, patience: float = math.inf
) -> Times:
    until = time.monotonic() + limit
    for command, environment in commands.values():
        _run(command, environment)  # the first time, Python writes compiled files
    times: Times = {name: [] for name in commands}
    for turn in range(rounds):
        if turn >= 3 and time.monotonic() > until:
            break
        for name, (command, environment) in commands.items():
            is_slow = turn % 3 and (times[name][0] or 0) > patience
            times[name].append(None if is_slow else _run(command, environment))
    return times


def _programs(ports: Ports) -> dict[str, str]:
    """Return the programs by name; what comes before the colon is the installation."""
    together = address("together", ports["together"][1])
    found = {"python": "pass"}
    found |= _HTTPX.programs("httpx", together)
    for provider, kit in _OURS.items():
        url = address(provider, ports[provider][1])
        found |= kit.programs(f"ours, {provider}", url)
        # What an https:// address needs before the first request: httpx and TLS.
        client = found[f"ours, {provider}: client"]
        found[f"ours, {provider}: connections"] = f"{client}\nclient.prepare()"
        found |= _SDKS[provider].programs(f"sdk, {provider}", url)
    found |= _OURS["together"].programs("ours, together[speed]", together)
    load = _OURS["together"].load
    found["ours, together: connections, http"] = (
        f"{load}\nclient = Together(base_url='http://127.0.0.1', api_key='x')\nclient.prepare()"
    )
    found["ours, together: five clients"] = (
        f"{load}\nclients = [Together(api_key='x') for _ in range(5)]\n"
        "for client in clients: client.prepare()"
    )
    found["five: clients"] = "\n".join(
        f"from endpoint_roster_{provider} import {client.partition('(')[0]}\n"
        f"{provider} = {client}\n"
        f"{provider}.prepare()"
        for provider, client in _FIVE.items()
    )
    found["roster: click"] = "import click"
    for name, words in (("version", ["--version"]), ("help", ["list", "--help"])):
        run = f"from endpoint_roster_cli.main import main\nmain({words!r})"
        found[f"roster: {name}"] = run
    return found


def _account(simulator: Simulator, home: str) -> dict[str, str]:
    """Return the environment of a user who has one account, and no configuration."""
    together = simulator.describe()["together"]
    project, version_1 = together["project_id"], together["base_url"]
    version_2 = version_1.removesuffix("/v1") + "/v2"
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "TOGETHER_BASE_URL": version_1,
        "TOGETHER_API_KEY": together["api_key"],
        # Without it, both commands ask for the project.
        "TOGETHER_PROJECT_ID": project,
        # For the script alone.
        "PROJECT_URL": f"{version_2}/projects/{project}/endpoints?limit=100",
        # Nothing but the listing.
        "TOGETHER_TELEMETRY_DISABLED": "1",
        "TOGETHER_DISABLE_VERSION_CHECK": "1",
    }


def _installation(program: str) -> str:
    return program.partition(":")[0]


def _command(code: str, place: Path) -> list[str]:
    # -S leaves out what is installed for this Python; only the links are found.
    code = f"import sys; sys.path.append({str(place)!r})\n{code}"
    return [sys.executable, "-I", "-S", "-c", code]


def _run(command: list[str], environment: dict[str, str]) -> float:
    """Run a fresh interpreter; return its CPU seconds, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _net(times: Times) -> Times:
    """Take off what the bare interpreter needs."""
    bare = seconds(times, "python")
    net: Times = {"python": [*bare]}
    for name in times:
        if name != "python":
            net[name] = [a - b for a, b in zip(seconds(times, name), bare, strict=True)]
    return net
