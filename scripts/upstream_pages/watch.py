"""One report on all pages and documents that were saved of the providers."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from typing import TYPE_CHECKING

from . import report

if TYPE_CHECKING:
    from pathlib import Path

RESULTS = {0: "as known", 1: "changed", 2: "cannot be read"}


def run(folder: Path, specs: Path) -> int:
    """Compare all files of FOLDER/PROVIDER with each provider's spec; the worst exit code.

    Each file has a heading of Markdown, so that what is printed can be the text of a ticket.
    """
    if not folder.is_dir():
        print(f"{folder}: no folder of saved pages", file=sys.stderr)
        return 2
    results: Counter[int] = Counter()
    for provider in sorted(path.parent.name for path in specs.glob("*/openapi.yaml")):
        files = sorted(one for one in (folder / provider).rglob("*") if is_page(one, folder))
        if not files:
            print(f"\n## {provider}: nothing is saved")
        for file in files:
            print(
                f"\n## {provider}: {file.relative_to(folder / provider).as_posix()}\n", flush=True
            )
            with contextlib.redirect_stderr(sys.stdout):  # notes belong to the report
                code = report.run(file, specs / provider, as_yaml=False)
            results[code] += 1
            print(f"{RESULTS[code]}.", flush=True)
    counts = [f"{results[code]} {words}" for code, words in RESULTS.items()]
    print(f"\n{results.total()} files: {', '.join(counts)}")
    return max(results, default=2)


def is_page(file: Path, folder: Path) -> bool:
    """Whether it is a file of its own, and none that an editor or a system left there."""
    return file.is_file() and not any(
        part.startswith(".") for part in file.relative_to(folder).parts
    )
