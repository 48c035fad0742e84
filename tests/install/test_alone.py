"""Each wheel is installed where it is the only one of ours, and used as its users do."""

import json
import os
import re
import shlex
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from install.environments import (
    CLIENTS,
    DISTRIBUTIONS,
    ENDPOINTS,
    Environment,
    archive,
    uv_program,
)

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "tests/clients/types"
#: How a provider's variables begin, if not with its name; and those that are more than a key.
PREFIXES = {"huawei": "HUAWEICLOUD"}
VARIABLES = {
    "volcengine": {"access_key": "VOLCENGINE_ACCESS_KEY", "secret_key": "VOLCENGINE_SECRET_KEY"},
    "huawei": {
        "access_key": "HUAWEICLOUD_SDK_AK",
        "secret_key": "HUAWEICLOUD_SDK_SK",
        "project_id": "HUAWEICLOUD_SDK_PROJECT_ID",
    },
}


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
    assert ours(environment) == {f"endpoint-roster-{provider}", "endpoint-roster-core"}
    lists = run_sample(environment, provider, clouds)
    assert lists["sync"] == lists["async"]
    assert len(set(lists["sync"])) == ENDPOINTS
    if provider == "ppio":
        uses_of_a_client(environment)


def uses_of_a_client(environment: Environment) -> None:
    """Run the program with everything else that users do with a client."""
    process = environment.run("python", "-I", "-W", "error", str(PROGRAMS / "sample_client.py"))
    assert process.returncode == 0, process.stderr
    refused, raw, data, again, first = process.stdout.splitlines()
    assert refused == "endpoints.list 404 NOT_FOUND 1"
    assert raw == again == "200 application/json 1 1 77"
    assert first == "e1"
    assert json.loads(data) == {
        "dict": {"id": "e1"},
        "equal": True,
        "item": "e1",
        "json": {"id": "e1", "status": {"status": "running"}, "new": 1},
        "name": [None, "new"],
        "deviations": [],
    }


@pytest.mark.parametrize("provider", CLIENTS)
def test_the_program_of_the_readme(
    provider: str, dist: Path, environment: Environment, clouds: Path
) -> None:
    """It lists all pages, first synchronously, then asynchronously, from variables alone."""
    wheel = archive(dist, f"endpoint-roster-{provider}", ".whl")
    environment.install(wheel)
    cloud = json.loads(clouds.read_text())[provider]
    process = environment.run(
        "python", "-c", program_of(wheel), variables=variables(provider, cloud)
    )
    assert process.returncode == 0, process.stderr
    lines = process.stdout.splitlines()
    half = len(lines) // 2
    assert lines[:half] == lines[half:]
    if provider == "openrouter":  # of one model
        assert 0 < len(set(lines)) < ENDPOINTS
    else:
        assert half == ENDPOINTS


def program_of(wheel: Path) -> str:
    """Return the first program of the README that a wheel brings."""
    with zipfile.ZipFile(wheel) as files:
        [about] = [name for name in files.namelist() if name.endswith(".dist-info/METADATA")]
        text = files.read(about).decode()
    return text.partition("```python\n")[2].partition("```")[0]


def variables(provider: str, cloud: dict[str, str]) -> dict[str, str]:
    """Return what the provider's users have in their environment."""
    prefix = PREFIXES.get(provider, provider.upper())
    names = {name: f"{prefix}_{name.upper()}" for name in ("api_key", "base_url")}
    return {
        variable: cloud[name]
        for name, variable in {**names, **VARIABLES.get(provider, {})}.items()
        if name in cloud
    }


def test_core(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-core", ".whl"))
    assert ours(environment) == {"endpoint-roster-core"}
    program = str(PROGRAMS / "sample_auth.py")
    process = environment.run("python", "-I", "-W", "error", program)
    assert process.stdout == (
        "HMAC-SHA256 Credential=AKLTexample/20240514/cn-beijing/ark/request,"
        " SignedHeaders=content-type;host;x-content-sha256;x-date,"
        " Signature=c5060cfe33152f523fa0e2ad288d6b313479e90c480fd1f171bbcfce50969314\n"
    ), process.stderr


def test_simulator(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-sim", ".whl"))
    assert ours(environment) == {"endpoint-roster-sim", "endpoint-roster-core"}
    lists = run_sample(environment, "sim")
    assert sorted(lists["listed"]) == sorted(lists["known"])
    assert len(lists["known"]) == ENDPOINTS


def test_facade_with_one_extra(dist: Path, environment: Environment, clouds: Path) -> None:
    environment.install(archive(dist, "endpoint-roster", ".whl"), "[together]")
    assert ours(environment) == {
        "endpoint-roster",
        "endpoint-roster-core",
        "endpoint-roster-together",
    }
    lists = run_sample(environment, "facade", clouds)
    assert sorted(lists["sync"]) == sorted(lists["async"])
    assert len(set(lists["sync"])) == ENDPOINTS


@pytest.mark.parametrize("name", ["endpoint-roster", "endpoint-roster-cli", "endpoint-roster-ppio"])
def test_speed_brings_the_faster_decoder(name: str, dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, name, ".whl"), "[speed]")
    decode = "from endpoint_roster_core.decoding import decode_json; decode_json(b'{}')"
    loaded = "import sys; print('msgspec' in sys.modules)"
    done = environment.run("python", "-I", "-c", f"{decode}; {loaded}")
    assert done.stdout.strip() == "True", done.stderr


def test_facade_without_an_extra_says_which_one(
    dist: Path, environment: Environment, clouds: Path
) -> None:
    environment.install(archive(dist, "endpoint-roster", ".whl"))
    assert ours(environment) == {"endpoint-roster", "endpoint-roster-core"}
    process = environment.run("python", "-I", str(PROGRAMS / "sample_facade.py"), str(clouds))
    assert process.returncode != 0
    assert "endpoint-roster[together]" in process.stderr


@pytest.mark.parametrize("extra", ["cli", "cli,together"])
def test_the_library_brings_the_command(
    extra: str, dist: Path, environment: Environment, clouds: Path
) -> None:
    environment.install(archive(dist, "endpoint-roster", ".whl"), f"[{extra}]")
    clients = {f"endpoint-roster-{name}" for name in extra.split(",")}
    assert ours(environment) == {"endpoint-roster", "endpoint-roster-core"} | clients
    cloud = json.loads(clouds.read_text())["together"]
    keys = variables("together", cloud)
    done = environment.run("roster", "list", "-o", "json", variables=keys)
    listing = json.loads(done.stdout)
    assert len(listing["endpoints"]) == (ENDPOINTS if "together" in extra else 0)
    if "together" not in extra:
        assert 'pip install "endpoint-roster-cli[together]"' in done.stderr


def test_the_library_with_everything(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster", ".whl"), "[all]")
    # By the name of its package too, as `uvx endpoint-roster-cli` calls it.
    for name in ("roster", "endpoint-roster-cli"):
        assert result(environment.run(name, "list", "--sim", "-o", "json"))["complete"] is True


def test_uvx_runs_the_command_by_the_name_of_its_package(dist: Path, tmp_path: Path) -> None:
    fresh = [word for name in DISTRIBUTIONS for word in ("--refresh-package", name)]
    words = ["--quiet", "--find-links", str(dist), *fresh, "endpoint-roster-cli[all]"]
    process = subprocess.run(
        [uv_program(), "tool", "run", *words, "list", "--sim", "-o", "json"],
        env={**os.environ, "UV_TOOL_DIR": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result(process)["complete"] is True


def test_uv_installs_the_command_from_a_clone(tmp_path: Path) -> None:
    """The line of the README, which is for those who have a clone and no package index."""
    [line] = re.findall("^uv (tool install .+)$", (ROOT / "README.md").read_text("utf-8"), re.M)
    folders = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    environment = {name: text for name, text in os.environ.items() if name != "VIRTUAL_ENV"}
    words = [uv_program(), *shlex.split(line), "--quiet"]
    subprocess.run(words, env=environment | folders, cwd=ROOT, check=True)
    command = [str(tmp_path / "bin" / "roster"), "list", "--sim", "-o", "json"]
    process = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result(process)["complete"] is True


def test_command_with_everything(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-cli", ".whl"), "[all]")
    listing = result(environment.run("roster", "list", "--sim", "-o", "json"))
    assert listing["complete"] is True
    assert listing["failures"] == []
    assert {endpoint["provider"] for endpoint in listing["endpoints"]} == set(CLIENTS)


def test_command_alone_says_what_the_simulator_needs(dist: Path, environment: Environment) -> None:
    environment.install(archive(dist, "endpoint-roster-cli", ".whl"))
    assert ours(environment) == {
        "endpoint-roster",
        "endpoint-roster-cli",
        "endpoint-roster-core",
    }
    assert "--sim" in environment.run("roster", "list", "--help").stdout
    process = environment.run("roster", "list", "--sim")
    assert process.returncode == 1
    assert process.stdout == ""
    assert "endpoint-roster-cli[sim]" in process.stderr
