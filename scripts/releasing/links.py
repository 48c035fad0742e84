"""The links of a released package. They lead to its repository, whose address git knows."""

import re
import subprocess
from pathlib import Path

#: What git clones from: https, ssh, or the short form of ssh. A user and a password are left out.
_REMOTE = re.compile(
    r"(?:(?:https|ssh)://(?:[^@/]*@)?([\w.-]+)(?::\d+)?/|[^@/:]+@([\w.-]+):)([\w./-]+?)(?:\.git)?/?"
)


def address_of(remote: str) -> str | None:
    """Return the https address of a repository, by what git calls it; None if that has none."""
    if not (match := _REMOTE.fullmatch(remote)):
        return None
    host, host_of_ssh, path = match.groups()
    return f"https://{host or host_of_ssh}/{path}"


def repository(root: Path) -> str | None:
    """Return the https address of the remote `origin`; None where there is none."""
    git = ["git", "-c", "safe.directory=*", "config", "--get", "remote.origin.url"]
    try:
        process = subprocess.run(git, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return address_of(process.stdout.strip())


def add(project: Path, address: str, tag: str) -> None:
    """Add the links to a package's pyproject.toml, those of pages as they are at a tag."""
    links = {
        "Repository": address,
        "Documentation": f"{address}/tree/{tag}/docs",
        "Changelog": f"{address}/blob/{tag}/{_changelog(*project.parts[-3:-1])}",
        "Issues": f"{address}/issues",
    }
    lines = [f'{name} = "{link}"' for name, link in links.items()]
    with project.open("a", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(["", "[project.urls]", *lines, ""]))


def _changelog(room: str, name: str) -> str:
    """Return where a package's changelog is: that of a client is beside its spec."""
    if room == "generated":
        return f"specs/{name.removeprefix('endpoint-roster-')}/CHANGELOG.md"
    return f"{room}/{name}/CHANGELOG.md"
