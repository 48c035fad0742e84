"""Each wheel is installed where it is the only one of ours, and used as its users do."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from install.environments import CLIENTS, ENDPOINTS, Environment, archive

PROGRAMS = Path(__file__).parents[1] / "types"


def result(process: subprocess.CompletedProcess[str]) -> Any:
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def run_sample(environment: Environment, name: str, *arguments: Path) -> Any:
    program = str(PROGRAMS / f"sample_{name}.py")
    return result(environment.run("python", "-I", "-W", "error", program, *map(str, arguments)))


def ours(environment: Environment) -> set[str]:
    return {name for name in environment.distributions() if name.startswith("endpoint-roster")}


@pytest.mark.parametrize("provider", CLIENTS)
def test_client(provider: str, dist: Path, environment: Environment, clouds: Path) -> None:
    environment.install(archive(dist, f"endpoint-roster-{provider}", ".whl"))
    assert ours(environment) <= {f"endpoint-roster-{provider}", "endpoint-roster-auth"}
    lists = run_sample(environment, provider, clouds)
    assert lists["sync"] == lists["async"]
    assert len(set(lists["sync"])) == ENDPOINTS


def test_auth(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-auth", ".whl"))
    assert ours(environment) == {"endpoint-roster-auth"}
    program = str(PROGRAMS / "sample_auth.py")
    process = environment.run("python", "-I", "-W", "error", program)
    assert process.stdout == (
        "HMAC-SHA256 Credential=AKLTexample/20240514/cn-beijing/ark/request,"
        " SignedHeaders=content-type;host;x-content-sha256;x-date,"
        " Signature=c5060cfe33152f523fa0e2ad288d6b313479e90c480fd1f171bbcfce50969314\n"
    ), process.stderr


def test_simulator(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-sim", ".whl"))
    assert ours(environment) == {"endpoint-roster-sim", "endpoint-roster-auth"}
    lists = run_sample(environment, "sim")
    assert sorted(lists["listed"]) == sorted(lists["known"])
    assert len(lists["known"]) == ENDPOINTS


def test_facade_with_one_extra(dist: Path, environment: Environment, clouds: Path) -> None:
    environment.install(archive(dist, "endpoint-roster", ".whl"), "[together]")
    assert ours(environment) == {"endpoint-roster", "endpoint-roster-together"}
    lists = run_sample(environment, "facade", clouds)
    assert sorted(lists["sync"]) == sorted(lists["async"])
    assert len(set(lists["sync"])) == ENDPOINTS


def test_facade_without_an_extra_says_which_one(
    dist: Path, environment: Environment, clouds: Path
) -> None:
    environment.install(archive(dist, "endpoint-roster", ".whl"))
    assert environment.distributions() == {"endpoint-roster", "platformdirs"}
    process = environment.run("python", "-I", str(PROGRAMS / "sample_facade.py"), str(clouds))
    assert process.returncode != 0
    assert "endpoint-roster[together]" in process.stderr


def test_command_with_everything(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-cli", ".whl"), "[all]")
    listing = result(environment.run("roster", "list", "--sim", "-o", "json"))
    assert listing["complete"] is True
    assert listing["failures"] == []
    assert {endpoint["provider"] for endpoint in listing["endpoints"]} == set(CLIENTS)


def test_command_alone_says_what_the_simulator_needs(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-cli", ".whl"))
    assert ours(environment) == {"endpoint-roster", "endpoint-roster-cli"}
    assert "--sim" in environment.run("roster", "list", "--help").stdout
    process = environment.run("roster", "list", "--sim")
    assert process.returncode == 1
    assert process.stdout == ""
    [line] = process.stderr.splitlines()
    assert "endpoint-roster-cli[sim]" in line
