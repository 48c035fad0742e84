"""Check the tree: no registry, no path of one machine in a committed file; licences in place."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

# Put together here, so that this file does not name them either.
HOSTS = (
    (
        "pypi,org pythonhosted,org npmjs,org npmjs,com yarnpkg,com nodejs,org"
        " objects,githubusercontent,com astral,sh debian,org ubuntu,com"
    )
    .replace(",", ".")
    .split()
)
HOMES = ["home", "Users"]
FOLDERS = ["root", "work", "tmp"]
FORBIDDEN = {
    "a download host": re.compile(
        r"\b(?:" + "|".join(map(re.escape, HOSTS)) + r")\b", re.IGNORECASE
    ),
    # A path begins after a blank, a quote or the like; `/v1/work/` in an address is none.
    "a path of one machine": re.compile(
        r"(?<![\w.:/}>-])(?:file://)?/(?:(?:" + "|".join(HOMES) + r")/\w|"
        r"(?:" + "|".join(FOLDERS) + r")/[\w.])|\b[A-Z]:\\{1,2}Users\b"
    ),
}


def report(root: Path) -> int:
    """Check a repository, print what was found, return the exit code."""
    files = committed_files(root)
    findings = [*forbidden_texts(root, files), *missing_licences(root)]
    for finding in findings:
        print(finding)
    print(f"{len(files)} files, {len(findings)} findings", file=sys.stderr)
    return 1 if findings or not files else 0


def committed_files(root: Path) -> list[Path]:
    """List what git has or is about to have; without git, what .gitignore does not name."""
    if shutil.which("git") and (root / ".git").exists():
        # A clone that belongs to another user, as in many containers, is fine to read.
        command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
        command += ["--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout
        paths = [root / name for name in listed.decode().split("\0") if name]
    else:
        ignored = (root / ".gitignore").read_text("utf-8").split()
        paths = [
            path for path in root.rglob("*") if not is_ignored(path.relative_to(root), ignored)
        ]
    return sorted(path for path in paths if path.is_file())


def is_ignored(path: Path, patterns: Iterable[str]) -> bool:
    """Whether one of the path's parts matches one of .gitignore's plain patterns."""
    names = [pattern.rstrip("/") for pattern in patterns]
    return any(fnmatch(part, name) for part in path.parts for name in names)


def forbidden_texts(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Find download hosts and machine paths, in every text file."""
    for path in files:
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # pictures and the like
        for number, line in enumerate(lines, 1):
            for what, pattern in FORBIDDEN.items():
                if match := pattern.search(line):
                    place = f"{path.relative_to(root).as_posix()}:{number}"
                    yield f"{place}: {match.group()!r} is {what}: take it out"


def missing_licences(root: Path) -> Iterator[str]:
    """Find distributions whose LICENSE is not the repository's: a wheel takes it from there."""
    licence = (root / "LICENSE").read_bytes()
    for project in sorted([*root.glob("packages/*"), *root.glob("generated/*")]):
        copy = project / "LICENSE"
        if project.is_dir() and (not copy.exists() or copy.read_bytes() != licence):
            yield f"{copy.relative_to(root).as_posix()}: copy the repository's LICENSE here"
