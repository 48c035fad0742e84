"""Gather the pages of the documentation site: `python scripts/docs_site.py`.

They come into `.cache/docs/pages`, where `docs/zensical.toml`, which has the navigation, builds the
site from them. Exits 1 if a page is missing from the navigation, or one that it names from the tree.
"""

import sys
from pathlib import Path

from gathering.site import gather

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.exit(gather(ROOT, ROOT / ".cache/docs"))
