"""Each wheel alone, on each supported Python here, with the oldest and the newest it may meet.

It makes a real call to a simulated cloud, and once taken out it leaves nothing.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from install.environments import CLIENTS, DISTRIBUTIONS, ENDPOINTS, Environment, archive, uv
from install.pythons import bounds, found, lowest
from packaging.specifiers import SpecifierSet

PROGRAMS = Path(__file__).parents[1] / "clients/types"
PYTHONS = found()
EXTRAS = {"endpoint-roster": "together", "endpoint-roster-cli": "all"}
SAMPLES = {
    "endpoint-roster": "facade",
    "endpoint-roster-core": "auth",
    **{f"endpoint-roster-{name}": name for name in ("sim", *CLIENTS)},
}


@pytest.fixture(params=list(PYTHONS))
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Environment:
    """An empty environment, of each Python in turn."""
    folder = tmp_path / "environment"
    uv("venv", "--quiet", "--python", PYTHONS[str(request.param)], str(folder))
    return Environment(folder)


def use(environment: Environment, name: str, clouds: Path) -> None:
    """Do with a distribution what its users do."""
    if name == "endpoint-roster-cli":
        process = environment.run("roster", "list", "--sim", "-o", "json")
        assert process.returncode == 0, process.stderr
        assert json.loads(process.stdout)["complete"] is True
        return
    program = str(PROGRAMS / f"sample_{SAMPLES[name]}.py")
    process = environment.run("python", "-I", program, str(clouds))
    assert process.returncode == 0, process.stderr
    if SAMPLES[name] in CLIENTS:
        assert len(set(json.loads(process.stdout)["sync"])) == ENDPOINTS


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_oldest_then_newest(name: str, dist: Path, fresh: Environment, clouds: Path) -> None:
    extra = EXTRAS.get(name, "")
    asked = f"[{extra}]" if extra else ""
    wheel = archive(dist, name, ".whl")
    low = lowest(dist, name, extra)
    fresh.install(wheel, asked, low)
    versions = fresh.versions()
    for package, bound in bounds(low).items():
        assert versions[package] in SpecifierSet(f"=={bound}.*"), package
    use(fresh, name, clouds)
    fresh.uninstall(set(versions))
    assert not [path for path in fresh.files() if "roster" in path]

    fresh.install(wheel, asked)
    use(fresh, name, clouds)


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_sdist(name: str, dist: Path, environment: Environment, clouds: Path) -> None:
    extra = EXTRAS.get(name, "")
    environment.install(archive(dist, name, ".tar.gz"), f"[{extra}]" if extra else "")
    use(environment, name, clouds)


@pytest.mark.parametrize("name", SAMPLES)
def test_types_are_told(name: str, dist: Path, environment: Environment) -> None:
    """A user's type checker finds the types of the wheel, strictly, and nothing to complain of."""
    extra = EXTRAS.get(name, "")
    environment.install(archive(dist, name, ".whl"), f"[{extra}]" if extra else "")
    project = environment.folder / "pyrightconfig.json"
    program = environment.folder / "program.py"
    program.write_bytes((PROGRAMS / f"sample_{SAMPLES[name]}.py").read_bytes())
    settings = {"include": ["program.py"], "typeCheckingMode": "strict"}
    project.write_text(json.dumps(settings), "utf-8")
    python = str(environment.programs / "python")
    command = [sys.executable, "-m", "pyright", "--pythonpath", python, "-p", str(project)]
    process = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert process.returncode == 0, process.stdout
    assert "0 errors" in process.stdout
