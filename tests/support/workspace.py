"""A copy of this repository in which a test may do what a maintainer does."""

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What a session of the noxfile comes down to. The tests run this, in the environment that they
# have already, and not nox itself, which would build one environment more for each.
SESSIONS = {
    "upstream": ["upstream.py"],
    "specs": ["lint_specs.py"],
    "regenerate": ["regenerate.py"],
    "drift": ["regenerate.py", "--check"],
    "spec_diff": ["spec_diff.py"],
    "new_provider": ["new_provider.py"],
}
# Sessions that end with generating again, and with which arguments.
THEN_REGENERATE = {"new_provider": True, "spec_diff": False}


@dataclass(frozen=True)
class Done:
    """A finished command: exit code, and all that it said."""

    code: int
    text: str


@dataclass(frozen=True)
class Workspace:
    """The copy."""

    root: Path

    def run(self, *command: str, **variables: str) -> Done:
        """Run a program in the copy."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment = {**kept, "PYTHONDONTWRITEBYTECODE": "1", **variables}
        process = subprocess.run(
            command,
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        return Done(process.returncode, process.stdout + process.stderr)

    def nox(self, line: str) -> Done:
        """Do what `uv run nox -s SESSION -- ARGUMENTS` does."""
        words = shlex.split(line.removeprefix("uv run nox -s "), comments=True)
        session, arguments = words[0], words[2:]
        script, *options = SESSIONS[session]
        path = str(self.root / "scripts" / script)
        done = self.run(sys.executable, path, *options, *arguments)
        again = session in THEN_REGENERATE and (session != "spec_diff" or "--apply" in arguments)
        if done.code or not again:
            return done
        named = arguments if THEN_REGENERATE[session] else []
        path = str(self.root / "scripts" / "regenerate.py")
        more = self.run(sys.executable, path, *named)
        return Done(more.code, done.text + more.text)

    def git(self, *arguments: str) -> None:
        """Run git; it has to succeed."""
        who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
        done = self.run("git", *who, "-c", "commit.gpgsign=false", *arguments)
        assert done.code == 0, done.text

    def files(self) -> dict[str, bytes]:
        """Return what the copy holds, by path."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and not {".git", ".cache"} & set(path.relative_to(self.root).parts)
        }


def copy_of_repository(folder: Path) -> Workspace:
    """Copy what the tools work on; the generators' environment is shared, not copied."""
    folder.mkdir()
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", ".staging-*", ".venv")
    for name in ("specs", "generated", "packages", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("pyproject.toml", "noxfile.py", "LICENSE", "README.md", "CONTRIBUTING.md"):
        shutil.copy2(ROOT / name, folder)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (folder / ".cache").symlink_to(ROOT / ".cache", target_is_directory=True)
    return Workspace(folder)


def commands_under(heading: str, text: str) -> list[str]:
    """Return the lines of the code blocks under a heading of CONTRIBUTING.md."""
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [
        line.strip()
        for block in section.split("```")[1::2]
        if block.startswith("\n")  # those with a language are no commands
        for line in block.splitlines()
        if line.strip()
    ]
