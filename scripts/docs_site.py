"""Gather the pages of the documentation site: `python scripts/docs_site.py`.

They come into `.cache/docs/pages`; `docs/zensical.toml` has the navigation, and builds the site
from them. Exits 1 if a page is not in the navigation, or one of the navigation does not exist.
"""

import sys
from pathlib import Path

from gathering.site import gather

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.exit(gather(ROOT, ROOT / ".cache/docs"))
