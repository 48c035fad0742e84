"""Write the generated client packages and the facade's models from the specs.

    python scripts/regenerate.py [PROVIDER...]    write; without a name everything
    python scripts/regenerate.py --check          compare with the tree; exit 1 on a difference

The name `roster` stands for the facade's models. Runs on bare Python with uv at hand: the
generators live in an environment of their own under .cache/, because they pin old versions of
tools that the workspace uses too. New code is rendered aside, scanned and compiled before it
replaces a package, so a spec that fails leaves the tree as it was.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generated_code
from generated_code import Difference

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
REQUIREMENTS = SCRIPTS / "generators.txt"
PROVIDERS = ("huawei", "openrouter", "ppio", "together", "volcengine")
FACADE = "roster"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code: 0 done, 1 differs or failed."""
    parser = argparse.ArgumentParser(description="Write the generated code from the specs.")
    parser.add_argument(
        "names", nargs="*", metavar="PROVIDER", help=", ".join([*PROVIDERS, FACADE])
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    options = parser.parse_args(arguments)
    names: list[str] = options.names or [*PROVIDERS, FACADE]
    if unknown := set(names) - {*PROVIDERS, FACADE}:
        parser.error(
            f"no such provider: {', '.join(sorted(unknown))};"
            f" there are {', '.join([*PROVIDERS, FACADE])}"
        )

    generated = ROOT / "generated"
    if options.check:
        with tempfile.TemporaryDirectory() as folder:
            if not render(names, Path(folder)):
                return 1
            return report(compare(names, Path(folder), complete=not options.names))
    generated.mkdir(exist_ok=True)
    # Beside the packages, so that the replacement is a rename within one file system.
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=generated))
    try:
        if not render(names, staging):
            return 1
        for name in names:
            generated_code.replace(staging / target(name), ROOT / target(name))
            print(f"wrote {target(name)}")
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return 0


def target(name: str) -> Path:
    """Where the code of one spec is written, below the root."""
    if name == FACADE:
        return Path("packages/endpoint-roster/src/endpoint_roster/models.py")
    return Path(f"generated/endpoint-roster-{name}")


def render(names: list[str], out: Path) -> bool:
    """Render into a folder laid out as the root; true when all of it may replace the tree."""
    command = [generators_python(), SCRIPTS / "render.py", "--root", ROOT, "--out", out, *names]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    if subprocess.run([str(word) for word in command], check=False, env=environment).returncode:
        return False
    problems = [problem for name in names for problem in generated_code.scan(out / target(name))]
    for problem in problems:
        print(f"refused: {problem}", file=sys.stderr)
    return not problems


def compare(names: list[str], rendered: Path, *, complete: bool) -> list[Difference]:
    """What differs between the tree and a rendering; if complete, packages of no spec count."""
    found: list[Difference] = []
    for name in names:
        found += generated_code.compare(
            ROOT / target(name), rendered / target(name), label=target(name)
        )
    if complete:
        known = {target(name).name for name in PROVIDERS}
        for path in sorted((ROOT / "generated").iterdir()):
            if path.name not in known and not path.name.startswith(".staging-"):
                found.append(Difference(path.relative_to(ROOT), "is not made from any spec"))
    return found


def report(differences: list[Difference]) -> int:
    """Print differences; the exit code."""
    for difference in differences:
        print(f"{difference.path}: {difference.what}", file=sys.stderr)
    if differences:
        print(
            "Generated code differs from what the specs, settings and templates give."
            " Run `uv run nox -s regenerate` and commit; never edit it by hand.",
            file=sys.stderr,
        )
        return 1
    print("Generated code is what the specs give.")
    return 0


def generators_python() -> Path:
    """The Python of the generators' environment, made on first use from hashed, exact pins."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = ROOT / ".cache" / f"generators-{version}-{digest}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    marker = folder / "complete"
    if not marker.exists():
        uv = find_uv()
        environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
        for command in (
            [*uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)],
            [
                *uv,
                "pip",
                "install",
                "--quiet",
                "--require-hashes",
                "--python",
                str(python),
                "-r",
                str(REQUIREMENTS),
            ],
        ):
            subprocess.run(command, check=True, env=environment)
        marker.touch()
    return python


def find_uv() -> list[str]:
    """The command that runs uv."""
    path = os.environ.get("UV") or shutil.which("uv")
    return [path] if path else [sys.executable, "-m", "uv"]


if __name__ == "__main__":
    sys.exit(main())
