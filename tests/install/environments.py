"""Virtual environments that hold nothing but what a test puts into them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

ENDPOINTS = 25  # that each simulated cloud has: three pages of ten where there are pages
CLIENTS = ["volcengine", "ppio", "together", "openrouter", "huawei"]
DISTRIBUTIONS = [
    "endpoint-roster",
    "endpoint-roster-core",
    "endpoint-roster-cli",
    "endpoint-roster-sim",
    *(f"endpoint-roster-{client}" for client in CLIENTS),
]


@dataclass(frozen=True)
class Environment:
    """A virtual environment that has nothing but what is put into it."""

    folder: Path

    @property
    def programs(self) -> Path:
        """Where its interpreter and commands are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self, wheel: Path, extra: str = "", low: Sequence[str] = ()) -> None:
        """Install a wheel or sdist: ours from the same folder, the rest as users get it.

        Of the requirements in `low` the lowest version is taken that they allow.
        """
        fresh = [word for name in DISTRIBUTIONS for word in ("--refresh-package", name)]
        options = ["--quiet", "--find-links", str(wheel.parent), *fresh]
        requirement = f"{wheel.name.partition('-')[0]}{extra} @ {wheel.as_uri()}"
        if low:
            options += ["--resolution", "lowest-direct"]
        uv("pip", "install", "--python", str(self.folder), *options, requirement, *low)

    def uninstall(self, names: set[str]) -> None:
        """Take distributions out again."""
        uv("pip", "uninstall", "--quiet", "--python", str(self.folder), *sorted(names))

    def files(self) -> set[str]:
        """Return every file that the environment holds."""
        return {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file() or path.is_symlink()
        }

    def run(
        self, program: str, *arguments: str, variables: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one of its programs, with nothing of the surrounding environment in sight."""
        found = shutil.which(program, path=str(self.programs))
        assert found, f"{program} is not installed"
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TMPDIR") if name in os.environ}
        return subprocess.run(
            [found, *arguments],
            capture_output=True,
            check=False,
            cwd=self.folder,
            env={**kept, "PATH": str(self.programs), **(variables or {})},
            text=True,
            timeout=120,
        )

    def distributions(self) -> set[str]:
        """Names of what is installed."""
        return set(self.versions())

    def versions(self) -> dict[str, str]:
        """Name, as package indexes compare names, and version of what is installed."""
        code = "import importlib.metadata as m, json; "
        code += "print(json.dumps({d.name: d.version for d in m.distributions()}))"
        found: dict[str, str] = json.loads(self.run("python", "-I", "-c", code).stdout)
        return {canonicalize_name(name): version for name, version in found.items()}


def uv(*arguments: str) -> None:
    """Run the uv of this environment."""
    environment = {name: text for name, text in os.environ.items() if name != "VIRTUAL_ENV"}
    subprocess.run([uv_program(), *arguments], check=True, env=environment)


def uv_program() -> str:
    """The uv beside this interpreter, or the one on the path."""
    return shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"


def archive(dist: Path, name: str, ending: str) -> Path:
    """Find the one wheel (.whl) or sdist (.tar.gz) of a distribution."""
    [path] = dist.glob(f"{name.replace('-', '_')}-*{ending}")
    return path
