"""One report on all pages and documents that were saved of the providers."""

from __future__ import annotations

import contextlib
import io
import sys
from collections import Counter
from typing import TYPE_CHECKING

from . import report

if TYPE_CHECKING:
    from pathlib import Path

RESULTS = {0: "as known", 1: "changed", 2: "cannot be read"}


def run(folder: Path, specs: Path) -> int:
    """Compare all files of FOLDER/PROVIDER with each provider's spec; the worst exit code.

    Each file has a heading of Markdown, so that what is printed can be the text of a ticket. What
    cannot be read and what changed comes first: a ticket has room for so much only.
    """
    if not folder.is_dir():
        print(f"{folder}: no folder of saved pages", file=sys.stderr)
        return 2
    parts: list[tuple[int, str]] = []  # of the report, each with its exit code
    results: Counter[int] = Counter()
    for provider in sorted(path.parent.name for path in specs.glob("*/openapi.yaml")):
        files = sorted(one for one in (folder / provider).rglob("*") if is_page(one, folder))
        if not files:
            parts.append((0, f"## {provider}: nothing is saved\n"))
        for file in files:
            said = io.StringIO()
            # Notes belong to the report.
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = report.run(file, specs / provider, as_yaml=False)
            results[code] += 1
            title = f"## {provider}: {file.relative_to(folder / provider).as_posix()}"
            parts.append((code, f"{title}\n\n{said.getvalue()}{RESULTS[code]}.\n"))
    for _, text in sorted(parts, key=lambda part: -part[0]):
        print(f"\n{text}", end="")
    counts = [f"{results[code]} {words}" for code, words in RESULTS.items()]
    print(f"\n{results.total()} files: {', '.join(counts)}")
    return max(results, default=2)


def is_page(file: Path, folder: Path) -> bool:
    """Whether it is a file of its own, and none that an editor or a system left there."""
    return file.is_file() and not any(
        part.startswith(".") for part in file.relative_to(folder).parts
    )
