"""What is in wheels and sdists: the marker of types, licence, README, and nothing strange."""

import re
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from install.environments import DISTRIBUTIONS, archive

LICENCE = (Path(__file__).parents[2] / "LICENSE").read_bytes()


@pytest.fixture(params=DISTRIBUTIONS)
def name(request: pytest.FixtureRequest) -> str:
    """Each distribution in turn."""
    return str(request.param)


def metadata(text: bytes) -> Message:
    return Parser().parsestr(text.decode())


def test_nothing_else_is_built(dist: Path) -> None:
    built = {path.name.partition("-")[0].replace("_", "-") for path in dist.glob("*-*")}
    assert built == set(DISTRIBUTIONS)


def test_a_wheel_is_small(dist: Path, name: str) -> None:
    by_hand = ("endpoint-roster", "endpoint-roster-cli")
    most = 250_000 if name in by_hand else 150_000
    assert archive(dist, name, ".whl").stat().st_size < most


def test_wheel(dist: Path, name: str) -> None:
    package = name.replace("-", "_")
    with zipfile.ZipFile(archive(dist, name, ".whl")) as wheel:
        files = {path: wheel.read(path) for path in wheel.namelist() if not path.endswith("/")}
    [about] = [path for path in files if path.endswith(".dist-info/METADATA")]
    information = about.removesuffix("METADATA")
    assert {path.split("/")[0] for path in files} == {package, information.rstrip("/")}
    assert f"{package}/py.typed" in files
    assert files.get(f"{information}licenses/LICENSE") == LICENCE
    assert not [path for path in files if path.endswith((".pyc", ".jinja"))]

    fields = metadata(files[about])
    assert fields["Name"] == name
    assert fields["License-Expression"] == "MIT"
    assert fields["Requires-Python"] == ">=3.11"
    assert fields["Summary"]
    assert fields["Description-Content-Type"].startswith("text/markdown")
    readme = str(fields.get_payload())
    assert f"# {name}\n" in readme
    assert re.search(rf"pip install [\"']?{name}\b", readme)


def test_sdist(dist: Path, name: str) -> None:
    package = name.replace("-", "_")
    path = archive(dist, name, ".tar.gz")
    folder = path.name.removesuffix(".tar.gz")
    with tarfile.open(path) as sdist:
        files = {member.name.removeprefix(f"{folder}/"): member for member in sdist.getmembers()}
        wanted = {"PKG-INFO", "LICENSE", "README.md", "pyproject.toml", f"src/{package}/py.typed"}
        assert wanted <= set(files)
        licence = sdist.extractfile(files["LICENSE"])
        assert licence
        assert licence.read() == LICENCE
