"""Where the pages of providers are that the tests compare, and what a comparison says."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT / "specs"
FIXTURES = ROOT / "tests" / "pipeline" / "upstream_pages" / "fixtures"
PAGES = sorted(FIXTURES.iterdir())
# The pages of further operations, in a folder for each provider.
OF_LIFE = sorted((FIXTURES.parent / "life").glob("*/*"))


class Report(NamedTuple):
    """What the command did: exit code, report, notes."""

    code: int
    out: str
    err: str


Ask = Callable[..., Report]
