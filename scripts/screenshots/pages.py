"""The outputs and pictures in the docs.

In a page, the block after a line `<!-- screens -->` holds commands, each after a `$`; below a
command is what it prints in a terminal, against the simulated clouds, at a fixed time.
`<!-- screens: columns=80 lines=12 -->` says how wide the terminal is and how much is shown.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import pictures
from .shell import Shell

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "docs/command.md",
    ROOT / "docs/find-and-stop.md",
    ROOT / "packages/endpoint-roster-cli/README.md",
]
SCREENS = ROOT / "docs/screens"
COLUMNS = 100
BLOCK = re.compile(
    r"(?P<mark><!-- screens(?:: (?P<settings>[\w= ]+))? -->\n\n?```console\n)"
    r"(?P<body>.*?)(?P<end>```\n)",
    re.DOTALL,
)
PROMPT = "$ "
#: How a command of a page says that it ends with another exit code than 0.
ENDS = re.compile(r"   # exit code (\d+)$")
#: What differs from run to run and tells nothing: ports, how long something took, versions.
VARIES = re.compile(r"(?<=127\.0\.0\.1:)\d+|\b\d+(?= ms\b)|\b[\d.]+(?= s\b)|\b\d+\.\d+\.\d+\b")
EXPORT = re.compile(r"export (\w+)=\.\.\.")


def renewed(page: str, shell: Shell) -> str:
    """Return a page whose marked blocks show what their commands print now."""
    return BLOCK.sub(lambda block: _renewed_block(block, shell), page)


def _renewed_block(block: re.Match[str], shell: Shell) -> str:
    words = (word.partition("=") for word in (block["settings"] or "").split())
    settings = {name: int(number) for name, _, number in words}
    printed: list[str] = []
    for line in block["body"].splitlines():
        if line.startswith(PROMPT):
            shown = _shown(line.removeprefix(PROMPT), shell, settings.get("columns", COLUMNS))
            most = settings.get("lines", len(shown))
            printed += [line, *shown[:most], *(["..."] if len(shown) > most else [])]
    body = "".join(f"{line}\n" for line in printed)
    same = VARIES.sub("", body) == VARIES.sub("", block["body"])
    return block[0] if same else f"{block['mark']}{body}{block['end']}"


def _shown(line: str, shell: Shell, columns: int) -> list[str]:
    """Return what a terminal shows of a line of a page."""
    if export := EXPORT.fullmatch(line):
        shell.export(export[1])
        return []
    ends = ENDS.search(line)
    return shell.run(line.partition("   #")[0], columns, int(ends[1]) if ends else 0).lines


def stale(*, check: bool) -> Iterator[str]:
    """Yield the names of pages and pictures that changed; write them unless only checking."""
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder))
        for page in PAGES:
            if pictures.changed(page, renewed(page.read_text("utf-8"), shell), check=check):
                yield page.relative_to(ROOT).as_posix()
        for picture in pictures.stale(shell, SCREENS, check=check):
            yield picture.relative_to(ROOT).as_posix()
