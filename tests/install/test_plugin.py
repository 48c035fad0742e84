"""A sixth provider in a package of its own, built, installed and tested as its author would."""

import shutil
from pathlib import Path

from install.environments import Environment, archive, uv

HERE = Path(__file__).parent


def wheel(name: str, folder: Path) -> Path:
    """Build the wheel of one of the packages beside this file, outside of our workspace."""
    copy = shutil.copytree(HERE / name, folder / name)
    uv("build", "--quiet", "--wheel", "--out-dir", str(folder), str(copy))
    return archive(folder, name, ".whl")


def test_a_sixth_provider_keeps_the_contract_beside_broken_ones(
    dist: Path, environment: Environment, tmp_path: Path
) -> None:
    environment.install(archive(dist, "endpoint-roster", ".whl"), "[testing]")
    for name in ("roster-acme", "roster-broken"):
        built = wheel(name, tmp_path)
        ours = ["--find-links", str(dist), "--refresh-package", "endpoint-roster"]
        uv("pip", "install", "--quiet", "--python", str(environment.folder), *ours, str(built))
    package = tmp_path / "roster-acme"
    options = ["-q", "-W", "error", "-p", "no:cacheprovider", "-c", str(package / "pyproject.toml")]
    tests = str(package / "contract.py")
    done = environment.run("python", "-I", "-m", "pytest", *options, tests)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
