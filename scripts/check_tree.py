"""Check what the repository's files contain: `python scripts/check_tree.py [ROOT]`.

No committed file names a package registry or a path of one machine, and each distribution carries
the licence. Exits 1 on a finding.
"""

import sys
from pathlib import Path

from linting.tree import report

ROOT = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    sys.exit(report(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT))
